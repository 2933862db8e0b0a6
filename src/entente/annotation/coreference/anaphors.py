"""Words that stand for somebody or something named elsewhere: pronouns, "the body", "the Frenchman", "both committees"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from entente.annotation.lexicon import any_of, longest, once_per_document
from entente.model.span import Span

_ADJECTIVES = r"(?:newly )?(?:(?!the |an? |its |their |his |her |our )[\w-]+(?<!ly) ){0,2}"
_ALONE = '(?:(?<=\\b[Aa] )|(?<=\\b[Aa]n )|(?<=["\u201d.,] )|(?<=\n)|^)'  # a noun without "the" begins there
_NATION = r"(?!(?:Olympic|Paralympic|World|International|National|Continental)\b)[A-Z]\w+"
_AGE = r"(?:\d\d-year-old|\d\d year-old)"


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A word or words that stand for something: `form` says which rule looks for it, `entry` holds that rule's words."""

    span: Span
    form: str  # male, female, neuter, plural, body, group, both, side, country, person, alike, title
    word: str
    entry: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class AnaphoraRules:
    """The rules english/anaphora made ready."""

    descriptions: tuple[tuple[str, re.Pattern[str], Mapping[str, Any] | None], ...]
    pronouns: re.Pattern[str]
    forms: Mapping[str, str]
    opening: re.Pattern[str]
    expletive: re.Pattern[str]
    staged: re.Pattern[str]
    acts: re.Pattern[str]
    heads: frozenset[str]
    passive: re.Pattern[str]
    inanimate: re.Pattern[str]
    adjectives: frozenset[str]
    blaming: re.Pattern[str]
    possessive: frozenset[str]
    regions: Mapping[str, frozenset[str]]
    dealt_with: re.Pattern[str]
    male: frozenset[str]
    female: frozenset[str]
    male_in_a: frozenset[str]

    def gender_of(self, name: str) -> str:
        """Give "male", "female", or "" where the given name does not tell."""
        if name in self.male:
            return "male"
        if name in self.female:
            return "female"
        return "female" if name.endswith(("a", "ия")) and name not in self.male_in_a else ""


@once_per_document
def anaphora_rules(document: Any) -> AnaphoraRules:
    """Prepare the rules english/anaphora."""
    return AnaphoraRules(
        descriptions=tuple(_descriptions(document)),
        pronouns=re.compile(
            rf"(?<![\w\u2019'-])(?:{_any(w for words in document['pronouns'].values() for w in words)})(?![\w-])"
        ),
        forms={word: form for form, words in document["pronouns"].items() for word in words},
        opening=_opening(document),
        expletive=re.compile(r" " + document["expletive"]),
        staged=re.compile(document["staged"]),
        acts=re.compile(
            r" (?:ha[sd] (?:(?:a |one )?(?:day|week|month)s? (?:earlier|before) )?)?(?:also |now |again |later |already |\w+ly )?"
            rf"(?:{_any(document['acts'])})\b"
        ),
        passive=re.compile(rf" (?:is|was|were|has been|had been|will be) (?!{_any(document['undergone'])})\w+ed\b"),
        inanimate=re.compile(rf" (?:{_any(document['inanimate'])})\b"),
        blaming=re.compile(rf"(?P<passive>\b(?:been|was|were|is|are) )?\b(?:{_any(document['blaming'])})\b"),
        adjectives=frozenset(document["adjectives"]),
        heads=frozenset(document["heads"]),
        possessive=frozenset(document["possessive"]),
        regions={region: frozenset(places) for region, places in document.get("regions", {}).items()},
        dealt_with=re.compile(rf"\b(?:{_any(document.get('dealt_with', ()))}) $"),
        male=frozenset(document["male"]),
        female=frozenset(document["female"]),
        male_in_a=frozenset(document["male_in_a"]),
    )


def _descriptions(document: Any) -> Iterator[tuple[str, re.Pattern[str], Mapping[str, Any] | None]]:
    numbers, voices = _any(document["groups"]["numbers"]), _any(document.get("voices", ()))
    for entry in document["groups"]["nouns"]:
        yield "group", _compiled(rf"(?:{numbers}) (?P<noun>{_any(entry['nouns'])})"), entry
    for entry in document["titles"]:
        article = "" if entry.get("bare") else "[Tt]he "
        yield "title", _compiled(rf"{article}(?P<noun>{_any(entry['nouns'])})(?! [A-Z])"), entry
    yield "side", _compiled(rf"[Tt]he (?P<nation>{_NATION}) (?P<noun>{_any(document['sides'])})"), None
    for entry in document["bodies"]:
        noun = rf"(?P<adjectives>{_ADJECTIVES})(?P<noun>{_any(entry['nouns'])})"
        yield "body", _compiled(rf"(?:[Tt]he|[Tt]his) {noun}"), entry
        yield "body", _compiled(rf"{_ALONE}(?P<noun>{_any(entry['nouns'])})(?= (?:{voices})\b)"), entry
    who = rf"(?:{_AGE}(?: (?P<people>[A-Z]\w+))?|(?P<nation>[A-Z]\w+))"
    yield "person", _compiled(rf"[Tt]he {who}(?P<noun> (?:[\w-]+ )?(?:{_any(document['persons'])}))?"), None
    region = rf"(?:(?P<region>{'|'.join(map(re.escape, document.get('regions', ())))}) )?"
    yield "country", _compiled(rf"[Tt]he {region}(?P<noun>{_any(document['country'])})"), None
    yield "alike", _compiled(rf"[Tt]he (?P<noun>(?:[a-z-]+ ){{1,3}}(?:{_any(document['alike'])}))"), None
    yield "both", _compiled(rf"[Bb]oth(?= (?:{_any(document['both_before'])})\b)"), None


def _opening(document: Any) -> re.Pattern[str]:
    """Give the words that descriptions begin with: only where one stands are they looked for."""
    bare = [noun for entry in document["titles"] if entry.get("bare") for noun in entry["nouns"]]
    first = {words.split()[0] for words in (*document["groups"]["numbers"], *bare, "the", "this", "both")}
    nouns = _any(noun for entry in document["bodies"] for noun in entry["nouns"])
    alone = rf"{_ALONE}(?:{nouns})(?= (?:{_any(document.get('voices', ()))})\b)"
    return re.compile(rf"(?<![\w\u2019'-])(?:(?:{_any(first)})(?!\w)|{alone})")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})(?![\w-])")


def _any(words: Iterable[str]) -> str:
    # A first letter may be a capital one; "IT" and "US" are no pronouns.
    forms = {form for word in words for form in (word, word[:1].upper() + word[1:], word.title())}
    return any_of(forms)


def find_anaphors(text: str, rules: AnaphoraRules) -> list[Anaphor]:
    """Find all words of a text that may stand for something, sorted; of overlapping ones the first, longest stays."""
    found = [Anaphor(Span(*m.span()), rules.forms[m[0].lower()], m[0]) for m in rules.pronouns.finditer(text)]
    for opening in rules.opening.finditer(text):
        found.extend(_descriptions_at(text, opening.start(), rules))
    return [anaphor for _, _, anaphor in longest((a.span.start, a.span.end, a) for a in found)]


def _descriptions_at(text: str, start: int, rules: AnaphoraRules) -> Iterator[Anaphor]:
    for form, pattern, entry in rules.descriptions:
        match = pattern.match(text, start)
        if match and not _is_general(text, match):
            yield Anaphor(Span(*match.span()), form, match.groupdict().get("noun") or "", _with_groups(entry, match))


def _with_groups(entry: Mapping[str, Any] | None, match: re.Match[str]) -> dict[str, Any]:
    return {**(entry or {}), **{name: value for name, value in match.groupdict().items() if value}}


def _is_general(text: str, match: re.Match[str]) -> bool:
    """Tell whether what follows makes the words a description of their own: "the body of", "the committee that"."""
    return re.match(r"(?: of | that | which | for |-)", text[match.end() : match.end() + 7]) is not None
