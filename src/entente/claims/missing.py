"""Why a claim was not made: how far reading came in a line for a kind of claim.

The steps are those of reading itself: the line is not read, no sentence of it passed the gate before the parser, no word of it
triggers a frame of the kind, a condition of the frame does not hold, a role is not resolved, a check took the claim out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from entente.annotation.values import AnnotatedReport, SentenceSpan
from entente.claims.context import Context
from entente.claims.frames import condition_that_fails, roles_unresolved, triggered
from entente.claims.gate import needs_tree
from entente.claims.lexicon import Frame, Lexicon
from entente.claims.reading import Rules, read_claims, read_sentences
from entente.model.claim import Claim
from entente.model.span import Span


@dataclass(frozen=True, slots=True)
class Reason:
    """How far reading came: the sentence, the stage that it came to, and what it said there, by its words."""

    passage: Span
    stage: str
    told: str
    words: Span | None = None


def why_missing(annotated: AnnotatedReport, rules: Rules, line: int, kind: str) -> tuple[Reason, ...]:
    """Give for each sentence of a line (from 1) why it made no claim of a kind, or that it made one.

    `annotated` must have been parsed by the same rules. An empty answer says that the report has no such line.
    """
    sentences = [s for s in annotated.sentences if s.line == line]
    contexts = {context.sentence: (context, found) for context, found in read_sentences(annotated, rules)}
    kept = read_claims(annotated, rules)
    return tuple(reason for s in sentences for reason in _reasons(annotated, rules, s, kind, (contexts, kept)))


def _reasons(
    annotated: AnnotatedReport,
    rules: Rules,
    sentence: SentenceSpan,
    kind: str,
    read: tuple[dict[SentenceSpan, tuple[Context, list[Claim]]], tuple[Claim, ...]],
) -> Iterator[Reason]:
    contexts, kept = read
    if sentence not in contexts:
        yield Reason(sentence.span, "not read", f"the line counts as {sentence.block}")
        return
    context, found = contexts[sentence]
    made = [c for c in kept if c.kind == kind and c.passage == sentence.span]
    drafts = [c for c in found if c.kind == kind]
    if made:
        yield from (Reason(sentence.span, "made", f"claim {c.id} by {c.rule}") for c in made)
    elif drafts:
        yield from (Reason(sentence.span, "taken out by a check", f"{c.rule}: {dict(c.roles)}") for c in drafts)
    elif not needs_tree(rules.gate, annotated, sentence):
        yield Reason(sentence.span, "not parsed", "no trigger stands beside names that could fill its roles")
    else:
        yield from _by_frames(context, rules.lexicon, kind)


def _by_frames(context: Context, lexicon: Lexicon, kind: str) -> Iterator[Reason]:
    tried = [(token, frame) for token, frame in triggered(context, lexicon) if frame.kind == kind]
    if not tried:
        yield Reason(context.sentence.span, "no trigger", f"no word of the sentence triggers a frame of {kind}")
    for token, frame in tried:
        yield _at(context, token, frame, lexicon)


def _at(context: Context, token: int, frame: Frame, lexicon: Lexicon) -> Reason:
    words, passage = context.span_of(token), context.sentence.span
    if condition := condition_that_fails(context, token, frame):
        return Reason(passage, "a condition does not hold", f"{frame.id}: {condition}", words)
    if roles := roles_unresolved(context, token, frame, lexicon):
        return Reason(passage, "a role is not resolved", f"{frame.id}: {', '.join(roles)}", words)
    return Reason(passage, "taken out by a check", frame.id, words)
