"""What the knowledge says of the names of persons, made ready: lists, titles, the look of a word."""

import re
from dataclasses import dataclass
from typing import Any

import ahocorasick

from entente.annotation.lexicon import automaton_of, once_per_document
from entente.model.entity import slug

_LATIN = "".join(chr(n) for n in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(n).isalpha())
_FROM = r"(?: (?:from|of|in) (?:the )?(?:[A-Z][\w-]+ ?){1,3})"  # where a counterpart is from
_UPPER = "".join(c for c in _LATIN if c.isupper() or c.istitle())


@dataclass(frozen=True)
class PersonWords:
    """Given and family names (lower case), titles, words that are no names, and the expression for a part of a name."""

    given: frozenset[str]
    family: frozenset[str]
    titles: ahocorasick.Automaton
    particles: frozenset[str]
    suffixes: frozenset[str]
    generations: frozenset[str]
    never: frozenset[str]
    function: frozenset[str]
    words_too: frozenset[str]
    days_too: frozenset[str]
    speech: re.Pattern[str]
    roles: re.Pattern[str]
    acts: re.Pattern[str]
    company: re.Pattern[str]
    beaten: re.Pattern[str]
    votes: re.Pattern[str]
    alone: str  # the pattern of what persons are told to do by their family name alone
    inside: frozenset[str]
    part: re.Pattern[str]


@once_per_document
def person_words(rules: Any) -> PersonWords:
    """Prepare the rule files english/person_names, titles, given_names, family_names, reporting and anaphora."""
    names = rules["english/person_names"]
    never = {word for group, words in names["never"].items() for word in words if group != "function"}
    titles = rules["english/titles"]
    verbs = "|".join(re.escape(form) for entry in rules["english/reporting"]["verbs"] for form in entry["forms"])
    return PersonWords(
        given=frozenset(map(str.lower, rules.get("english/given_names", ()))),
        family=frozenset(map(str.lower, rules.get("english/family_names", ()))),
        titles=automaton_of({form: entry["kind"] for entry in titles["titles"] for form in entry["forms"]}),
        particles=frozenset(word for entry in names["particles"] for word in entry.split(" ")),
        suffixes=_suffixes(titles["suffixes"]),
        generations=frozenset(slug(f) for e in titles["suffixes"] if e.get("keep_apart") for f in e["forms"]),
        never=frozenset(never),
        function=frozenset(names["never"]["function"]),
        words_too=frozenset(names["words_too"]),
        days_too=frozenset(names["days_too"]),
        speech=re.compile(rf"(?:{verbs})\b"),
        roles=re.compile(rf"\b(?:{'|'.join(map(re.escape, rules['english/anaphora']['persons']))}) $"),
        acts=re.compile(rf",? (?:{'|'.join(names['acts'])})\b"),
        company=re.compile(rf"(?:{'|'.join(names['company'])}){_FROM}?,?(?: ?[–—-])? $"),
        beaten=re.compile(rf"\b(?:{'|'.join(names['beaten'])}) $"),
        votes=re.compile(rf"\b(?:{'|'.join(names['votes'])})\b"),
        alone="|".join(names["alone"]),
        inside=frozenset(names["inside"]),
        part=_part(names),
    )


def _suffixes(entries: Any) -> frozenset[str]:
    # "Jr" and "III" tell two persons apart, honours and degrees do not.
    return frozenset(form.strip(".") for entry in entries if not entry.get("keep_apart") for form in entry["forms"])


def _part(names: Any) -> re.Pattern[str]:
    particles = sorted({word for entry in names["particles"] for word in entry.split(" ")}, key=len, reverse=True)
    tails = "|".join(names["tails"])
    return re.compile(
        rf"(?<![\w&@#/])(?:(?P<initial>(?:[{_UPPER}]\.)+(?:-[{_UPPER}]\.)?)"
        rf"|\[?(?P<name>(?:[a-z]{{1,3}}['\u2019\u02bc-])?[{_UPPER}][{_LATIN}]*(?:['\u2019\u02bc-](?!s\b|(?:{tails})\b)[{_LATIN}]+)*)\]?"
        rf"|(?P<particle>{'|'.join(particles)})(?= [{_UPPER}a-z]))(?![\w@/])"
    )


def without_suffixes(parts: tuple[str, ...], words: PersonWords) -> tuple[str, ...]:
    """Give the parts of a name without the honours and degrees at its end."""
    while len(parts) > 1 and parts[-1].strip(".") in words.suffixes:
        parts = parts[:-1]
    return parts


def core_of(parts: tuple[str, ...], words: PersonWords) -> tuple[str, ...]:
    """Give the parts of a name by which it is compared: slugs without particles and suffixes, hyphens opened."""
    kept = [slug(part) for part in without_suffixes(parts, words)]
    pieces = [(n, piece) for n, part in enumerate(kept) for piece in part.split("-") if piece]
    return tuple(piece for n, piece in pieces if piece not in words.particles or _is_first_name(kept[0], n, words))


def _is_first_name(part: str, place: int, words: PersonWords) -> bool:
    # "Ben Johnson" begins with a name, "Al Thani" and "Van der Vorst" do not.
    return place == 0 and part in words.given and part not in ("al", "el", "van", "von", "de", "da", "di", "la", "le")
