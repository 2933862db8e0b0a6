"""From the annotations of a report to its claims."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from entente.annotation.merging import quoted_parts
from entente.annotation.persons.title_patterns import TitlePatterns, title_patterns
from entente.annotation.syntax import Sentence
from entente.annotation.values import AnnotatedReport, Quotation, SentenceSpan
from entente.claims.assembly import TITLE_RULES, assemble
from entente.claims.checks import without_doubles
from entente.claims.circumstances import is_after
from entente.claims.context import Context, Focus, StandIns
from entente.claims.countries import Homes, country_homes
from entente.claims.focus import electing_body, main_body, moved
from entente.claims.frames import read_frames
from entente.claims.gate import Gate, load_gate, needs_tree
from entente.claims.gatherings import read_gatherings, with_known_dates
from entente.claims.lemmas import with_lemmas
from entente.claims.lexicon import Draft, Lexicon, load_lexicon
from entente.claims.mending import mend_infinitives, mend_lists, mend_plans, mend_relatives, mend_speech
from entente.claims.office_rules import OfficeRules, office_rules
from entente.claims.offices import bodies_of_people, posts_of_people, read_offices
from entente.claims.statements import read_spoken_demands, read_statements, without_continued
from entente.claims.tree import Tree
from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.report import BlockKind
from entente.model.span import Span

_UNQUOTED = ("statement", "cooperation", "tie")
_READ = (BlockKind.BODY, BlockKind.HEADLINE, BlockKind.CAPTION)


@dataclass(frozen=True)
class Rules:
    """What the claims stage needs of the knowledge, made once."""

    lexicon: Lexicon
    documents: Mapping[str, Any]
    iocs: Mapping[str, str]
    offices: OfficeRules
    dates: Mapping[str, str]
    bodies: frozenset[str]
    titles: TitlePatterns
    gate: Gate

    def of(self, name: str) -> Mapping[str, Any]:
        """Give a rule file of the English folder by its name."""
        document: Mapping[str, Any] = self.documents[f"english/{name}"]
        return document


def load_rules(knowledge: Knowledge) -> Rules:
    """Prepare the rules of the claims stage from the knowledge."""
    dates = {g.id: g.actual or g.planned for g in knowledge.gatherings.values()}
    lexicon = load_lexicon(knowledge)
    return Rules(
        lexicon,
        knowledge.rules,
        knowledge.countries_by_code,
        office_rules(knowledge.rules, frozenset(b.id for b in knowledge.bodies.values() if b.level == "media")),
        dates,
        frozenset(knowledge.bodies),
        title_patterns(knowledge.rules["english/title_patterns"], knowledge.rules["english/titles"]),
        load_gate(lexicon, knowledge.rules, TITLE_RULES),
    )


def read_claims(annotated: AnnotatedReport, rules: Rules) -> tuple[Claim, ...]:
    """Give the claims of an annotated report in the order of its text; each knows its rule, its words and its reasons."""
    claims = ((context.sentence.line, c) for context, found in read_sentences(annotated, rules) for c in found)
    return tuple(without_doubles(with_known_dates(list(without_continued(claims)))))


def read_sentences(annotated: AnnotatedReport, rules: Rules) -> Iterator[tuple[Context, list[Claim]]]:
    """Read the sentences of a report one after another: each with what it was read in, and the claims made of it."""
    homes = country_homes(annotated, rules.iocs, rules.bodies)
    trees = _trees(annotated, rules)
    before: Context | None = None
    for sentence in filter(_is_read, annotated.sentences):
        tree, *quoted = trees(sentence)
        base = before or _opening(annotated, sentence, tree, rules)
        context = replace(base, sentence=sentence, tree=tree, titled=annotated.titled.get(sentence.span, ()))
        context, found = _read(context, rules, homes, quoted)
        yield context, found
        before = replace(base, bodies=context.bodies, focus=moved(base.focus, found, context, rules.offices))


def _opening(annotated: AnnotatedReport, sentence: SentenceSpan, tree: Tree, rules: Rules) -> Context:
    """Give the context of a report's first sentence: what the report as a whole is about, and who acts for which body in it."""
    people = [name for names in annotated.titled.values() for name in names]
    main = main_body(annotated, rules.offices.media)
    return Context(
        annotated,
        sentence,
        tree,
        bodies_of_people(people),
        focus=Focus(main=main, electing=electing_body(annotated, rules.offices), body=main),
        own_posts=posts_of_people(people),
        dates=rules.dates,
        stand_ins=_stand_ins(annotated, rules.lexicon),
    )


def _trees(annotated: AnnotatedReport, rules: Rules) -> Callable[[SentenceSpan], Sequence[Tree]]:
    """Give how to come by the trees of a sentence and of its quoted parts; one that was not parsed has a tree without words."""
    parses = {p.end: p for p in annotated.parses}
    control = frozenset(rules.of("factuality")["object_control"])
    saying, conditions = (frozenset(rules.of("factuality")[name]) for name in ("saying", "conditions"))
    takers = frozenset(rules.of("factuality")["infinitive_nouns"])
    ahead = [time.span for time in annotated.times if is_after(time.edtf, annotated.date.edtf)]

    def trees_of(sentence: SentenceSpan) -> Sequence[Tree]:
        parse = parses.get(sentence.span.end)
        quoted = [p for p in annotated.quoted_parses if sentence.span.start <= p.start and p.end <= sentence.span.end]
        known = [with_lemmas(p, rules.lexicon.lemmas) for p in (parse, *quoted) if p]
        spoken = [mend_infinitives(mend_speech(p, saying, conditions), takers, control) for p in known]
        mended = [mend_plans(mend_relatives(mend_lists(p)), ahead) for p in spoken]
        return [Tree(s, control) for s in (mended if parse else [_bare(sentence), *mended])]

    return trees_of


def _read(context: Context, rules: Rules, homes: Homes, quoted: Sequence[Tree]) -> tuple[Context, list[Claim]]:
    """Read one sentence, again where what it says of bodies and standings bears on the rest of it."""
    found = _claims(context, rules, homes)
    bodies = {**context.bodies, **_bodies_of_counterparts(found)}
    if bodies != context.bodies:
        context = replace(context, bodies=bodies)
        found = _claims(context, rules, homes)
    later = moved(context.focus, found, context, rules.offices)
    if (later.subjects, later.suspended) != (context.focus.subjects, context.focus.suspended):
        # "It suspended the KOC in 2015 and lifted the suspension in 2018": the subject is of this very sentence.
        focus = replace(context.focus, subjects=later.subjects, suspended=later.suspended)
        context = replace(context, focus=focus)
        found = _claims(context, rules, homes)
    found += _quoted_claims(context, rules, quoted)
    return context, [*found, *read_gatherings(context, found, rules.of("gathering_patterns"))]


def _quoted_claims(context: Context, rules: Rules, trees: Iterable[Tree]) -> list[Claim]:
    """Read what somebody's words within a sentence say: no statements, which the sentence itself gives, and no mere warm words."""
    inner = (replace(context, tree=tree) for tree in trees)
    drafts = ((own, draft) for own in inner for draft in read_frames(own, rules.lexicon) if draft.kind not in _UNQUOTED)
    return [assemble(own, draft, rules.documents) for own, draft in drafts]


def _claims(context: Context, rules: Rules, homes: Homes) -> list[Claim]:
    return [assemble(context, draft, rules.documents) for draft in _drafts(context, rules, homes)]


def _stand_ins(annotated: AnnotatedReport, lexicon: Lexicon) -> StandIns:
    """Give the nouns that stand for others; in a report on sport, no group of a country is a body of its own."""
    sport = {kind.removeprefix("@") for kind in lexicon.words["sport_mentions"]}
    on_sport = any(m.kind in sport for m in annotated.mentions)
    return replace(lexicon.stand_ins, bodies=frozenset()) if on_sport else lexicon.stand_ins


def _bodies_of_counterparts(claims: Iterable[Claim]) -> Mapping[str, str]:
    """Give the bodies that counterparts act for: "his Syrian counterpart" is of the Syrian committee, not of Syria."""
    offices = [c for c in claims if c.rule == "office.counterpart"]
    return {c.roles["holder"][0]: c.roles["body"][0] for c in offices if "body" in c.roles}


def _drafts(context: Context, rules: Rules, homes: Homes) -> Iterator[Draft]:
    yield from read_offices(context, rules.offices, homes)
    yield from read_frames(context, rules.lexicon)
    yield from read_spoken_demands(context, rules.lexicon, rules.documents)
    yield from read_statements(context, rules.lexicon, rules.documents)


def _is_read(sentence: SentenceSpan) -> bool:
    return sentence.block in _READ


def _bare(sentence: SentenceSpan) -> Sentence:
    """Give a sentence that was not parsed: without words, it yields what its names and titles alone say."""
    return Sentence(sentence.span.start, sentence.span.end, (), plain=True)


def quoted_to_parse(annotated: AnnotatedReport, gate: Gate) -> Sequence[Span]:
    """Give the quoted parts of sentences that may yield claims of their own: within their sentence they are but one word."""
    found = (
        (part, sentence)
        for sentence in annotated.sentences
        if _is_read(sentence)
        for part in quoted_parts(annotated.report.text, sentence.span, _quotations_in(annotated, sentence.span))
    )
    return [part for part, s in found if needs_tree(gate, annotated, SentenceSpan(part, s.block, s.line))]


def _quotations_in(annotated: AnnotatedReport, span: Span) -> Sequence[Quotation]:
    return [q for q in annotated.quotations if q.span.overlaps(span)]


def spans_to_parse(annotated: AnnotatedReport, gate: Gate) -> Sequence[SentenceSpan]:
    """Give the sentences whose claims may need a tree."""
    return [s for s in annotated.sentences if _is_read(s) and needs_tree(gate, annotated, s)]
