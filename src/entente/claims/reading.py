"""From the annotations of a report to its claims."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from entente.annotation.surface import within
from entente.annotation.titles import titled_names
from entente.annotation.values import AnnotatedReport, SentenceSpan
from entente.claims.assembly import assemble
from entente.claims.checks import without_doubles
from entente.claims.context import Context
from entente.claims.frames import Draft, Lexicon, load_lexicon, read_frames
from entente.claims.offices import bodies_of_people, country_homes, read_offices
from entente.claims.statements import read_statements
from entente.claims.tree import Tree
from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.span import Span


@dataclass(frozen=True)
class Rules:
    """What the claims stage needs of the knowledge, made once."""

    lexicon: Lexicon
    documents: Mapping[str, Any]
    iocs: Mapping[str, str]

    def of(self, name: str) -> Mapping[str, Any]:
        """Give a rule file of the English folder by its name."""
        document: Mapping[str, Any] = self.documents[f"english/{name}"]
        return document


def load_rules(knowledge: Knowledge) -> Rules:
    """Prepare the rules of the claims stage from the knowledge."""
    iocs = {c.ioc: c.id for c in knowledge.countries.values() if c.ioc and c.status != "former"}
    return Rules(load_lexicon(knowledge), knowledge.rules, iocs)


def read_claims(annotated: AnnotatedReport, rules: Rules) -> tuple[Claim, ...]:
    """Give the claims of an annotated report in the order of its text; each knows its rule, its words and its reasons."""
    titled = {s.span: titled_names(annotated, s, rules.of("title_patterns")) for s in annotated.sentences}
    bodies = bodies_of_people([name for names in titled.values() for name in names])
    homes = country_homes(annotated, rules.iocs)
    parses = {Span(p.start, p.end): p for p in annotated.parses}
    claims: list[Claim] = []
    control = frozenset(rules.of("factuality")["object_control"])
    for sentence in annotated.sentences:
        if sentence.span in parses:
            context = Context(annotated, sentence, Tree(parses[sentence.span], control), bodies, titled[sentence.span])
            claims.extend(assemble(context, draft, rules.documents) for draft in _drafts(context, rules, homes))
    return tuple(without_doubles(claims))


def _drafts(context: Context, rules: Rules, homes: Mapping[str, str]) -> Iterator[Draft]:
    yield from read_offices(context, rules.of("offices"), homes)
    yield from read_frames(context, rules.lexicon)
    yield from read_statements(context, rules.lexicon, rules.of("factuality"))


def spans_to_parse(sentences: Iterable[SentenceSpan], annotated: AnnotatedReport) -> Sequence[SentenceSpan]:
    """Give the sentences that can yield a claim: those that name or refer to somebody."""
    return [s for s in sentences if within(annotated.mentions, s.span)]
