"""What a claim says, in one line: the first phrase of its kind that fits, with names, in the way in which it is told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from entente.knowledge.phrases.dates import day_words, when_words
from entente.knowledge.phrases.forms import (
    Articles,
    articles_of,
    conjugated,
    indefinite,
    is_plural,
    listed,
    with_article,
)
from entente.knowledge.phrases.templates import Part, Slot, Verb, parse

_LONG = 120  # characters of a report's own words that are said; all of them stand on the claim's page
_DATES = ("until",)  # attributes that hold dates
OWN_SLOTS = ("when", "date", "where", "place", "conditions")
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said: a kind, how it is told ("planned not"), roles with ids, attributes, conditions, places, the day."""

    kind: str
    told: str
    roles: Mapping[str, Sequence[str]]
    attributes: Mapping[str, str] = field(default_factory=dict)
    conditions: Sequence[str] = ()
    where: Sequence[str] = ()
    when: str = ""


@dataclass(frozen=True)
class Phrases:
    """The document of english/phrases.yaml; see its head."""

    rules: Mapping[str, Any]

    def say(self, told: Told, names: Names) -> str:
        """Give a line that says what is told, a capital letter first, without a full stop; a `when` is said too."""
        filled = _Filled(told, names, self.rules, self._articles)
        phrase = next((p for p in self._of(told.kind) if filled.fits(p)), None)
        return _capital(filled.line(phrase)) if phrase else filled.plain()

    def listed(self, entities: Sequence[str], names: Names) -> str:
        """Give some entities as they stand within a sentence: "the A and B"."""
        return listed([with_article(e, names.get(e, e), self._articles) for e in entities])

    @cached_property
    def _articles(self) -> Articles:
        return articles_of(self.rules)

    def _of(self, kind: str) -> Sequence[Mapping[str, Any]]:
        known = self.rules["kinds"].get(kind, {})
        return (*known.get("own", ()), *known.get("phrases", ()))


@dataclass(frozen=True, slots=True)
class _Filled:
    """Something told, with the words for its slots."""

    told: Told
    names: Names
    rules: Mapping[str, Any]
    articles: Articles
    known: dict[str, str] = field(default_factory=dict)  # the words of the slots that were asked for

    def fits(self, phrase: Mapping[str, Any]) -> bool:
        """Tell whether a phrase's conditions hold, and all its slots outside [ ] are filled."""
        held = all(self._is(name, values) for name, values in phrase.get("when", {}).items())
        parts = parse(phrase["say"]) if held else ()
        return held and all(self.words(slot) for part in parts if not part.optional for slot in part.slots)

    def _is(self, name: str, values: Sequence[str]) -> bool:
        if name == "told":
            return self.told.told in values
        if name in self.told.roles:
            ids = self.told.roles[name]
            several = len(ids) > 1 or any(is_plural(e, self.names.get(e, e), self.articles) for e in ids)
            return ("several" if several else "one") in values
        return self.told.attributes.get(name, "") in values

    def line(self, phrase: Mapping[str, Any]) -> str:
        """Give the line of a phrase that fits: itself, what stands behind all, and what it leaves unsaid, in brackets."""
        said = {*self.rules["silent"], *self.rules["kinds"][self.told.kind].get("silent", ())}
        way = phrase.get("way", self.told.told)
        body = self._parts(parse(phrase["say"]), said, way, phrase)
        said.update(phrase.get("covers", ()))
        tail = self._parts(parse(self.rules["tail"]), said, way, phrase)
        before = self.rules["ways"][way].get("before", "")
        return f"{before} {body}{tail}{self._unsaid(said)}".strip()

    def _parts(self, parts: Sequence[Part], said: set[str], way: str, phrase: Mapping[str, Any]) -> str:
        done = []
        for part in parts:
            slots = part.slots
            if part.optional and not all(self._is_due(slot, said) for slot in slots):
                continue
            done.append("".join(self._piece(piece, way, phrase) for piece in part.pieces))
            said.update(name for slot in slots for name in _counts_as(slot.name))
        return "".join(done)

    def _is_due(self, slot: Slot, said: set[str]) -> bool:
        return bool(self.words(slot)) and slot.name not in said and not self._is_place(slot.name)

    def _is_place(self, name: str) -> bool:
        """Tell whether who fills a role is said where it happened."""
        ids = self.told.roles.get(name, ())
        return bool(ids) and set(ids) <= set(self.told.where)

    def _piece(self, piece: str | Slot | Verb, way: str, phrase: Mapping[str, Any]) -> str:
        if isinstance(piece, Verb):
            plural = phrase.get("number") != "one" and self._subject_is_plural(phrase["say"])
            return conjugated(piece.base, way, self.rules, plural=plural)
        return self.words(piece) if isinstance(piece, Slot) else piece

    def _subject_is_plural(self, say: str) -> bool:
        subject = next((slot.name for part in parse(say) for slot in part.slots), "")
        return subject in self.told.roles and self._is(subject, ("several",))

    def words(self, slot: Slot) -> str:
        """Give the words for a slot, "" where it is empty or not what it must be."""
        words = self._plain_words(slot.name)
        if not words or not slot.how:
            return words
        if slot.how == "several":
            return words if self._is(slot.name, ("several",)) else ""
        if slot.how == "a":
            return indefinite(words)
        leads = words.partition(" ")[0].lower()
        if slot.how in ("led", "bare"):
            return words if (leads in self.rules["leading"]) == (slot.how == "led") else ""
        return words if leads == slot.how else ""

    def _plain_words(self, name: str) -> str:
        if name not in self.known:
            self.known[name] = self._found_words(name)
        return self.known[name]

    def _found_words(self, name: str) -> str:
        if name in self.told.roles:
            return listed([with_article(e, self.names.get(e, e), self.articles) for e in self.told.roles[name]])
        if name in OWN_SLOTS:
            return self._own(name)
        value = self.told.attributes.get(name, "") or self.rules["defaults"].get(name, "")
        if name in _DATES:
            return day_words(value)
        if name == "votes":
            return _votes(value)
        told: str = self.rules["words"].get(name, {}).get(value, value.replace("_", " "))
        return (
            "" if len(told) > _LONG and told[0].isupper() else _shortened(told)
        )  # a sentence of its own is no part of one

    def _own(self, name: str) -> str:
        if name in ("when", "date"):
            return when_words(self.told.when) if name == "when" else day_words(self.told.when)
        if name == "conditions":
            return " and ".join(filter(None, map(_condition, self.told.conditions)))
        place = _places([(e, self.names.get(e, e)) for e in self.told.where])
        if not place or name == "place":
            return place
        first = place.partition(",")[0].lower().split()
        return f"{'at' if first[-1] in self.rules['venues'] else 'in'} {place}"

    def _unsaid(self, said: set[str]) -> str:
        names = [*self.told.roles, *self.told.attributes]
        left = [(name, self._plain_words(name)) for name in names if name not in said and not self._is_place(name)]
        told = "; ".join(f"{name.replace('_', ' ')}: {words}" for name, words in left if words)
        return f" ({told})" if told else ""

    def plain(self) -> str:
        """Give what is told without a phrase: roles and attributes with their names."""
        return "; ".join(
            f"{'on condition' if name == 'conditions' else name.replace('_', ' ')}: {words}"
            for name in (*self.told.roles, *self.told.attributes, "date", "place", "conditions")
            if (words := self._plain_words(name))
        )


def _counts_as(name: str) -> Iterator[str]:
    """Give what is said with a slot: a day or a place is said once, in whatever form."""
    yield name
    yield from {"when": ("date",), "date": ("when",), "where": ("place",), "place": ("where",)}.get(name, ())


def _places(places: Sequence[tuple[str, str]]) -> str:
    """Give places as people name them: "Kazan, Russia", "Almaty and Astana"."""
    own = [name for entity, name in places if not entity.startswith("country/")]
    countries = [name for entity, name in places if entity.startswith("country/")]
    return ", ".join(filter(None, (listed(own), listed(countries))))


def _votes(text: str) -> str:
    """Give votes in words: "24-20" is "24 votes to 20"."""
    first, dash, others = text.replace("–", "-").partition("-")
    return f"{first} votes to {others}" if dash else f"{first} votes" if first else ""


def _condition(text: str) -> str:
    bare = text.strip(" ,;.")
    return _shortened(f"{bare[:1].lower()}{bare[1:]}" if bare[1:2].islower() else bare)


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    if len(plain) <= _LONG:
        return plain
    return re.sub(r"\s+\S*$", "", plain[:_LONG]) + "…"


def _capital(line: str) -> str:
    """Give a line with a capital letter first; an id that stands for a name stays as it is."""
    return line if "/" in line.partition(" ")[0] else f"{line[:1].upper()}{line[1:]}"
