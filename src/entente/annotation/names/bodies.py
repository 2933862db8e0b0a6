"""Bodies of a recognisable form that no list holds: "Roscongress Foundation", "Supreme Court of Puerto Rico"."""

import re
from collections.abc import Mapping, Sequence
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


def body_rules(rules: Mapping[str, Any]) -> BodyRules:
    """Read the rules for bodies that no list holds (rules "english/forms")."""
    bodies = rules.get("bodies", {})
    heads = tuple(bodies.get("heads", ()))
    generic = frozenset((*bodies.get("generic", ()), *heads, *(f"{head}s" for head in heads)))
    strip, nouns, never = (frozenset(bodies.get(name, ())) for name in ("strip", "nouns", "not_in_names"))
    officers = frozenset(bodies.get("not_called", ()))
    return BodyRules(_pattern(heads), generic, strip, nouns, never, officers, tuple(bodies.get("open_heads", ())))


@lru_cache(maxsize=4)
def _pattern(heads: Sequence[str]) -> Sparse:
    before = rf"(?:{WORD} (?:(?:of|for|on) (?:the )?|(?:and|&|de) )?){{0,7}}"
    after = rf"(?: (?:of|for|on) (?:the )?{WORD}(?: (?:and |& |of )?{WORD}){{0,5}})?"
    return sparse(rf"{before}(?P<head>{'|'.join(heads) or '(?!)'}){after}", *heads)


def add_unlisted(layer: Layer, rules: BodyRules, *, organs: bool) -> Layer:
    """Find bodies of a recognisable form that no list holds; each gets org/ and its slug and is marked as unlisted.

    Without `organs`, what reads like an organ of another body ("the Ethics Commission") is left out.
    """
    found = (_unlisted(layer, match, rules) for match in rules.pattern.finditer(layer.shadow))
    return layer.over(hit for hit in found if hit and (organs or not _like_an_organ(layer, hit, rules)))


def _like_an_organ(layer: Layer, hit: Hit, rules: BodyRules) -> bool:
    return not layer.inside(hit.start, hit.end) and layer.text[hit.start : hit.end].endswith(rules.open_heads)


def _unlisted(layer: Layer, match: re.Match[str], rules: BodyRules) -> Hit | None:
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
    return start
