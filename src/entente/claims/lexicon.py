"""The frames as values, and the lexicon that finds them by their triggers; made once from the knowledge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from entente.claims.context import Filler, StandIns
from entente.claims.lemmas import Lemmas
from entente.knowledge.tables import Knowledge
from entente.model.entity import slug
from entente.model.span import Span

ANY_WORD = "@any"
"""What a condition says that any word at all fulfils."""

REPORT = "@report"
"""The path of a condition on what the whole report names."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must, or must not, stand at one of some paths: words by lemma, or names of a kind ("@person"), as the file has them."""

    paths: tuple[str, ...]
    lemmas: tuple[str, ...]
    words: frozenset[str]
    kinds: frozenset[str]


@dataclass(frozen=True)
class Frame:
    """One way in which words make a claim of a kind; the fields are those of docs/knowledge.md, "A frame"."""

    id: str
    kind: str
    triggers: Mapping[str, tuple[str, ...]]
    roles: Sequence[Mapping[str, Any]]
    required: tuple[str, ...]
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    attributes: Mapping[str, Any]
    polarity: str = "positive"
    factuality: str = ""
    confidence: float = 0.9
    skip: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """The frames by trigger, and what the interpreter needs beside them; made once from the knowledge."""

    by_trigger: Mapping[tuple[str, str], tuple[Frame, ...]]
    kinds: Mapping[str, Mapping[str, Sequence[str]]]
    each: frozenset[str]
    single: frozenset[str]
    represented: frozenset[str]
    assemblies: frozenset[str]
    organisers: Mapping[str, str]
    stand_ins: StandIns
    levels: Mapping[str, str]
    barred: Mapping[str, Sequence[str]]
    words: Mapping[str, Any]
    lemmas: Lemmas = field(default_factory=Lemmas)

    def fillers(self, kind: str, role: str) -> Sequence[str]:
        """Give the kinds of entities that may fill a role of a claim of a kind."""
        return self.kinds[kind].get(role) or self.kinds["any"][role]


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making: its roles as fillers, its trigger token, and how it came about.

    `words` are those of the trigger where they are known without a tree.
    """

    kind: str
    roles: Mapping[str, tuple[Filler, ...]]
    attributes: Mapping[str, str]
    trigger: int
    rule: str
    polarity: str = "positive"
    factuality: str = ""
    confidence: float = 0.9
    skip: tuple[int, ...] = ()
    where: tuple[Filler, ...] = ()
    words: Span | None = None


def paths_in(slots: Any) -> list[str]:
    """Give the paths that may lead to who fills a role, of a pair those of both sides."""
    return [path for side in slots.values() for path in side] if isinstance(slots, dict) else list(slots)


def load_lexicon(knowledge: Knowledge) -> Lexicon:
    """Make the lexicon of frames from the rule files english/frames/* and ontology/fillers."""
    rules = knowledge.rules
    fillers, words = rules["ontology/fillers"], rules["english/words"]
    by_trigger = _by_trigger(rules, words)
    return Lexicon(
        by_trigger,
        fillers["kinds"],
        frozenset(fillers["each"]),
        frozenset(fillers["single"]),
        frozenset(fillers["represented"]),
        frozenset(fillers["assemblies"]),
        {f"gathering/{s.id}": s.organiser for s in knowledge.series.values() if s.organiser},
        _stand_ins(knowledge, words),
        {b.id: b.level for b in knowledge.bodies.values() if b.level},
        fillers["barred"],
        {**words, "sports": _sports(knowledge)},
        _lemmas(by_trigger, rules),
    )


def _by_trigger(rules: Mapping[str, Any], words: Mapping[str, Any]) -> Mapping[tuple[str, str], tuple[Frame, ...]]:
    found: dict[tuple[str, str], tuple[Frame, ...]] = {}
    entries = (entry for name, document in rules.items() if name.startswith("english/frames/") for entry in document)
    for frame in (_frame_from(entry, words) for entry in entries):
        for word_class, lemmas in frame.triggers.items():
            found.update({(lemma, word_class): (*found.get((lemma, word_class), ()), frame) for lemma in lemmas})
    return found


def _stand_ins(knowledge: Knowledge, words: Mapping[str, Any]) -> StandIns:
    countries, bodies = knowledge.countries.values(), knowledge.bodies.values()
    return StandIns(
        transparent=frozenset(words["transparent"]),
        groups=words["country_groups"],
        codes={country: code for code, country in knowledge.countries_by_code.items()},
        organs=tuple(words["acting_organs"]),
        bodies=frozenset(words["political_groups"]),
        names={c.id: slug(c.name) for c in countries},
        courts=frozenset(b.id for b in bodies if b.level == "court"),
        counterparts=frozenset(words["counterparts"]),
        sporting=frozenset(b.id for b in bodies if b.level in words["sporting_levels"]),
        editions=frozenset(words["editions"]),
        includes=frozenset(words["includes"]),
        becomes=frozenset(words["becomes"]),
        represents=frozenset(words["represents"]),
    )


def _lemmas(by_trigger: Mapping[tuple[str, str], Sequence[Frame]], rules: Mapping[str, Any]) -> Lemmas:
    """Give the words that the knowledge names by their lemmas, particles aside, and the irregular forms."""
    factuality, words = rules["english/factuality"], rules["english/words"]
    named = {lemma for lemma, _ in by_trigger}
    named.update(
        factuality["embedding"], factuality["saying"], factuality["object_control"], factuality["infinitive_nouns"]
    )
    for frame in {f.id: f for frames in by_trigger.values() for f in frames}.values():
        named.update(lemma for condition in (*frame.when, *frame.unless) for lemma in condition.lemmas)
    named.update(factuality["decided"], factuality["undecided"])
    for name in ("transparent", "country_groups", "includes", "becomes", "represents"):
        named.update(words[name])
    irregular = {form: base for base, forms in rules["english/irregular"].items() for form in forms}
    return Lemmas(frozenset(word.split()[0] for word in named if not word.startswith("@")), irregular)


def _sports(knowledge: Knowledge) -> dict[str, str]:
    return {name.lower(): sport.id for sport in knowledge.sports.values() for name in (sport.name, *sport.aliases)}


def _frame_from(entry: Mapping[str, Any], words: Mapping[str, Any]) -> Frame:
    roles = entry["roles"]
    return Frame(
        id=entry["id"],
        kind=entry["kind"],
        triggers={c: _words(lemmas, words) for c, lemmas in entry["triggers"].items()},
        roles=roles if isinstance(roles, list) else [roles],
        required=tuple(entry.get("required", ())),
        when=_conditions(entry.get("when", {}), words),
        unless=_conditions(entry.get("unless", {}), words),
        attributes=entry.get("attributes", {}),
        polarity=entry.get("polarity", "positive"),
        factuality=entry.get("factuality", ""),
        confidence=entry.get("confidence", 0.9),
        skip=tuple(entry.get("skip", ())),
        where=tuple(entry.get("where", ())),
    )


def _conditions(entry: Mapping[str, Any], words: Mapping[str, Any]) -> tuple[Condition, ...]:
    known = ((paths, _words(lemmas, words)) for paths, lemmas in entry.items())
    return tuple(Condition(tuple(paths.split("|")), own, *_words_and_kinds(own)) for paths, own in known)


def _words_and_kinds(lemmas: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    kinds = frozenset(lemma for lemma in lemmas if lemma.startswith("@") and lemma != ANY_WORD)
    return frozenset(lemmas) - kinds, kinds


def _words(lemmas: Any, words: Mapping[str, Any]) -> tuple[str, ...]:
    found: list[str] = []
    for lemma in [lemmas] if isinstance(lemmas, str) else lemmas:
        found.extend(words[lemma[1:]] if lemma.startswith("$") else [lemma])
    return tuple(found)
