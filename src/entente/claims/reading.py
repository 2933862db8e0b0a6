"""From the annotations of a report to its claims."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from entente.annotation.syntax import Sentence
from entente.annotation.titles import TitlePatterns, title_patterns
from entente.annotation.values import AnnotatedReport, SentenceSpan
from entente.claims.assembly import TITLE_RULES, assemble
from entente.claims.checks import without_doubles
from entente.claims.context import Context, Focus
from entente.claims.frames import Draft, Lexicon, load_lexicon, read_frames
from entente.claims.gate import Gate, load_gate, needs_tree
from entente.claims.gatherings import read_gatherings, with_known_dates
from entente.claims.mending import mend_speech
from entente.claims.offices import (
    OfficeRules,
    bodies_of_people,
    country_homes,
    office_rules,
    posts_of_people,
    read_offices,
)
from entente.claims.statements import read_spoken_demands, read_statements
from entente.claims.tree import Tree
from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.entity import kind_of
from entente.model.report import BlockKind

_READ = (BlockKind.BODY, BlockKind.HEADLINE, BlockKind.CAPTION)
_SEATS = ("org", "noc", "npc", "nf")
_OPENING = 6  # characters within which a body is what a sentence is about


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
    iocs = {c.ioc: c.id for c in knowledge.countries.values() if c.ioc and c.status != "former"}
    dates = {g.id: g.actual or g.planned for g in knowledge.gatherings.values()}
    lexicon = load_lexicon(knowledge)
    return Rules(
        lexicon,
        knowledge.rules,
        iocs,
        office_rules(knowledge.rules),
        dates,
        frozenset(knowledge.bodies),
        title_patterns(knowledge.rules["english/title_patterns"]),
        load_gate(lexicon, knowledge.rules, TITLE_RULES),
    )


def read_claims(annotated: AnnotatedReport, rules: Rules) -> tuple[Claim, ...]:
    """Give the claims of an annotated report in the order of its text; each knows its rule, its words and its reasons."""
    titled = annotated.titled
    people = [name for names in titled.values() for name in names]
    bodies, own_posts = bodies_of_people(people), posts_of_people(people)
    homes = country_homes(annotated, rules.iocs, rules.bodies)
    parses = {p.end: p for p in annotated.parses}
    control = frozenset(rules.of("factuality")["object_control"])
    saying = frozenset(rules.of("factuality")["saying"])
    claims: list[Claim] = []
    main = _main_body(annotated)
    focus = Focus(main=main, body=main)
    for sentence in annotated.sentences:
        if not _is_read(sentence):
            continue
        parse = parses.get(sentence.span.end)
        tree = Tree(mend_speech(parse, saying) if parse else _bare(sentence), control, rules.lexicon.lemmas)
        stand_ins = rules.lexicon.stand_ins
        titles = titled.get(sentence.span, ())
        context = Context(annotated, sentence, tree, bodies, titles, focus, own_posts, rules.dates, stand_ins)
        found = [assemble(context, draft, rules.documents) for draft in _drafts(context, rules, homes)]
        bodies = {**bodies, **_bodies_of_counterparts(found)}
        if bodies != context.bodies:
            context = replace(context, bodies=bodies)
            found = [assemble(context, draft, rules.documents) for draft in _drafts(context, rules, homes)]
        moved = _moved(focus, found, context)
        if moved.subjects != focus.subjects:
            # "It suspended the KOC in 2015 and lifted the suspension in 2018": the subject is of this very sentence.
            context = replace(context, focus=replace(focus, subjects=moved.subjects))
            found = [assemble(context, draft, rules.documents) for draft in _drafts(context, rules, homes)]
        found.extend(read_gatherings(context, found, rules.of("gathering_patterns")))
        claims.extend(found)
        focus = _moved(focus, found, context)
    return tuple(without_doubles(with_known_dates(claims)))


def _bodies_of_counterparts(claims: Iterable[Claim]) -> Mapping[str, str]:
    """Give the bodies that counterparts act for: "his Syrian counterpart" is of the Syrian committee, not of Syria."""
    offices = [c for c in claims if c.rule == "office.counterpart"]
    return {c.roles["holder"][0]: c.roles["body"][0] for c in offices if "body" in c.roles}


def _main_body(annotated: AnnotatedReport) -> str:
    """Give the body that a report is about: the one it names most often, the first of equals."""
    counts = Counter(m.entity for m in annotated.mentions if m.kind in ("org", "noc", "npc", "nf") and m.entity)
    return counts.most_common(1)[0][0] if counts else ""


def _moved(focus: Focus, claims: Sequence[Claim], context: Context) -> Focus:
    """Give what is spoken of after a sentence: the body it begins with or that of its last office, and who stands where."""
    opening = [m for m in context.mentions if m.kind in ("org", "noc", "npc", "nf") and m.entity]
    if opening and opening[0].span.start - context.sentence.span.start < _OPENING:
        focus = replace(focus, body=opening[0].entity)
    for claim in claims:
        if claim.kind == "office" and claim.rule != "office.beat":
            focus = replace(focus, body=claim.roles["body"][0], post=claim.attributes["post"])
            starts = ("elected", "re_elected") if focus.elects else ("elected", "re_elected", "appointed")
            if claim.attributes["change"] in starts and kind_of(claim.roles["body"][0]) in _SEATS:
                focus = replace(
                    focus,
                    elects=True,
                    elected=claim.roles["holder"][0],
                    elected_to=(claim.attributes["post"], claim.roles["body"][0]),
                )
    standing = [c for c in claims if c.kind == "standing" and c.polarity == "positive"]
    if standing:
        subjects = tuple(dict.fromkeys(c.roles["subject"][0] for c in standing))
        focus = replace(focus, subjects=subjects)
    for ruling in (c for c in claims if c.kind == "ruling"):
        tribunal, party = ruling.roles.get("tribunal", ("",)), ruling.roles.get("party", ("",))
        focus = replace(focus, tribunal=tribunal[0] or focus.tribunal, appellant=party[0] or focus.appellant)
    agreed = [c for c in claims if c.kind in ("agreement", "cooperation") and len(c.roles["party"]) > 1]
    if agreed:
        focus = replace(focus, parties=agreed[-1].roles["party"])
    return focus


def _drafts(context: Context, rules: Rules, homes: Mapping[str, str]) -> Iterator[Draft]:
    yield from read_offices(context, rules.offices, homes)
    yield from read_frames(context, rules.lexicon)
    yield from read_spoken_demands(context, rules.lexicon, rules.documents)
    yield from read_statements(context, rules.lexicon, rules.documents)


def _is_read(sentence: SentenceSpan) -> bool:
    return sentence.block in _READ


def _bare(sentence: SentenceSpan) -> Sentence:
    """Give a sentence that was not parsed: without words, it yields what its names and titles alone say."""
    return Sentence(sentence.span.start, sentence.span.end, (), plain=True)


def spans_to_parse(annotated: AnnotatedReport, gate: Gate) -> Sequence[SentenceSpan]:
    """Give the sentences whose claims may need a tree."""
    return [s for s in annotated.sentences if _is_read(s) and needs_tree(gate, annotated, s)]
