"""Bodies of a recognisable form that no list holds: "Roscongress Foundation", "Supreme Court of Puerto Rico"."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from entente.annotation.names.gazetteer import Hit
from entente.annotation.names.organs import BODY, WORD, trim
from entente.annotation.names.shadow import ANY, Layer, Sparse, sparse
from entente.model.entity import slug

_TAKEN = (*BODY, "gathering", "series", "group")
_LONG_OF = re.compile(r" of (?:the )?[A-Z]\w+ (?:[A-Z]\w+ )*[A-Z]\w+$")
_ON = re.compile(r" on (\w+)")
_OWNER = re.compile(rf"[{ANY}](?:['’]s?) ")
_FIELD = re.compile(r"\b[Mm]inist(?:er|ry) (?:of|for) (?:[A-Z]\w+(?:, | and |,? & ))+$")
_REACH = 60  # characters before a name in which a minister's field may begin
_AND = re.compile(r" and (?:the )?")
_OF_WHOM = re.compile(r" of (?:the )?[A-Z][\w-]+s?(?: [A-Z][\w-]+)?$")
_LINK = re.compile(r" (?:of|for|on) (?:the )?")


@dataclass(frozen=True)
class BodyRules:
    """The pattern of a body's name, and the words that alone name none, open a sentence, or stand in no body's name."""

    pattern: Sparse
    generic: frozenset[str]  # with the heads and their plurals
    strip: frozenset[str]
    nouns: frozenset[str]
    not_in_names: frozenset[str]
    officers: frozenset[str]
    open_heads: tuple[str, ...]
    heads: frozenset[str]
    given: Collection[str]


def body_rules(rules: Mapping[str, Any], given: Collection[str] = ()) -> BodyRules:
    """Read the rules for bodies that no list holds (rules "english/forms"); `given` are given names, lower case."""
    bodies = rules.get("bodies", {})
    heads = tuple(bodies.get("heads", ()))
    generic = frozenset((*bodies.get("generic", ()), *heads, *(f"{head}s" for head in heads)))
    strip, nouns, never = (frozenset(bodies.get(name, ())) for name in ("strip", "nouns", "not_in_names"))
    officers = frozenset(bodies.get("not_called", ()))
    open_heads = tuple(bodies.get("open_heads", ()))
    return BodyRules(_pattern(heads), generic, strip, nouns, never, officers, open_heads, frozenset(heads), given)


@lru_cache(maxsize=4)
def _pattern(heads: Sequence[str]) -> Sparse:
    before = rf"(?:{WORD} (?:(?:of|for|on) (?:the )?|(?:and|&|de) )?){{0,7}}"
    after = rf"(?: (?:of|for|on) (?:the )?{WORD}(?: (?:and |& |of )?{WORD}){{0,5}})?"
    return sparse(rf"{before}(?P<head>{'|'.join(heads) or '(?!)'}){after}", *heads)


def add_unlisted(layer: Layer, rules: BodyRules, *, organs: bool) -> Layer:
    """Find bodies of a recognisable form that no list holds; each gets org/ and its slug and is marked as unlisted.

    Without `organs`, what reads like an organ of another body ("the Ethics Commission") is left out.
    """
    found = (_unlisted(layer, match, rules) for match in _names(layer, rules))
    return layer.over(hit for hit in found if hit and (organs or not _like_an_organ(layer, hit, rules)))


def _names(layer: Layer, rules: BodyRules) -> Iterator[re.Match[str]]:
    """Give what has the form of a body's name; of two joined by "and" each."""
    for match in rules.pattern.finditer(layer.shadow):
        at = match.start()
        for cut in _AND.finditer(layer.shadow, *match.span()):
            if _ends_name(layer.text[at : cut.start()], rules) and (left := _within(rules, layer, at, cut.start())):
                yield left
                at = cut.end()
        yield (_within(rules, layer, at, match.end()) or match) if at > match.start() else match


def _within(rules: BodyRules, layer: Layer, start: int, end: int) -> re.Match[str] | None:
    return next(rules.pattern.pattern.finditer(layer.shadow, start, end), None)


def _ends_name(words: str, rules: BodyRules) -> bool:
    """Tell whether words before "and" are a whole name: of a body ("Council of the Isles") or of a person ("Ana Lima")."""
    parts = words.split()
    if len(parts) > 1 and parts[-1] in rules.heads:
        return any(part[0].isupper() and part not in rules.generic for part in parts)
    return _OF_WHOM.search(words) is not None and not rules.heads.isdisjoint(parts)


def _like_an_organ(layer: Layer, hit: Hit, rules: BodyRules) -> bool:
    return not layer.inside(hit.start, hit.end) and layer.text[hit.start : hit.end].endswith(rules.open_heads)


def _unlisted(layer: Layer, match: re.Match[str], rules: BodyRules) -> Hit | None:
    if _FIELD.search(layer.text, max(0, match.start() - _REACH), match.start()):
        return None
    begin, stop = _behind_owner(layer, _name_start(match, rules), match), _name_end(match, rules)
    start, end = trim(layer.shadow, begin, stop, rules.strip)
    words = layer.text[start:end].split()
    telling = [w for w in words if w[0].isupper() and w not in rules.generic]
    if (
        not (telling or _LONG_OF.search(layer.text, match.start("head"), end))
        or len(words) <= 1
        or not rules.not_in_names.isdisjoint(words)
    ):
        return None
    inner = layer.inside(start, end)
    known = any(h.start == start and h.end == end for h in inner)
    if known or any(h.type in _TAKEN for h in inner) or _is_country(layer, inner, words):
        return None
    reason = "a body of this form that no list holds"
    return Hit(start, end, "body", (f"org/{slug(layer.text[start:end])}",), "form", reason, unlisted=True)


def _is_country(layer: Layer, inner: Sequence[Hit], words: Sequence[str]) -> bool:
    """Tell whether a name is a head and a country alone, as "Federation of Saint Christopher and Nevis"."""
    if len(inner) != 1 or inner[0].type != "country":
        return False
    rest = words[: len(words) - len(layer.text[inner[0].start : inner[0].end].split())]
    return list(rest) == ["Federation", "of"]


def _name_end(match: re.Match[str], rules: BodyRules) -> int:
    """Give where the name ends: not with an "on June 18" nor with its genitive."""
    dated = next((m for m in _ON.finditer(match[0], match.end("head") - match.start()) if m[1] in rules.strip), None)
    end = match.start() + dated.start() if dated else match.end()
    name = match[0][: end - match.start()]
    return end - 2 if name.endswith(("'s", "’s", " I")) else end  # "As head of the Federation I will speak"


def _behind_owner(layer: Layer, start: int, match: re.Match[str]) -> int:
    """Give where the name begins behind the country or place that owns it: "Brazil's National Institute"."""
    owners = list(_OWNER.finditer(layer.shadow, start, match.start("head")))
    return owners[-1].end() if owners else start


def _name_start(match: re.Match[str], rules: BodyRules) -> int:
    """Give where the name begins: not before an "of" that no noun of a body precedes ("Anna Ek of Uppsala University")."""
    start = match.start()
    for link in _LINK.finditer(match[0][: match.start("head") - match.start()]):
        before = match[0][: link.start()].split()
        if rules.nouns.isdisjoint(before) or (before and before[-1] in rules.officers):
            start = match.start() + link.end()
    return _behind_person(match, start, rules)


def _behind_person(match: re.Match[str], start: int, rules: BodyRules) -> int:
    """Give where the name begins behind a person's that "and" joins with it: "Ana Lima and the Union of Writers"."""
    joined = _AND.search(match[0][: match.start("head") - match.start()], start - match.start())
    words = match.string[start : match.start() + joined.start()].split() if joined else []
    if joined and len(words) == 1 and words[0].isupper():
        return match.start() + joined.end()  # "RSSU and Harbour University"
    person = len(words) in (2, 3) and words[0].lower() in rules.given and rules.nouns.isdisjoint(words)
    return match.start() + joined.end() if joined and person else start
