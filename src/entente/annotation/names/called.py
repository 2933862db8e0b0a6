"""Bodies whose names have no form, known by the noun beside them: "the broadcaster PBS", "UpGuard, a cybersecurity firm"."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from entente.annotation.lexicon import any_of, once_per_document
from entente.annotation.names.gazetteer import Hit
from entente.annotation.names.shadow import Layer, Sparse
from entente.model.entity import slug

_WORD = r"[A-Z][\w&-]*(?:['’](?!s\b)\w+)?"
_NAME = rf"{_WORD}(?: {_WORD}){{0,3}}"
_LETTERS = r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*"
_CAPITALS = r"[A-Z]{4,8}"
_NAMED = re.compile(r"\b(?!The )[A-Z][\w'’-]* $")  # "Leo MARR president": the capitals are a person's name
_LONGEST = 40  # characters of a word before letters in capitals
_SHORTEST = 3  # letters of a name that is looked for in the rest of the report
_REASON = "called a body by the noun beside it"


@dataclass(frozen=True)
class CalledBodies:
    """The patterns of names beside a noun for a body, and words: that end a company's name, for posts, and that no name holds."""

    before: Sparse
    behind: Sparse
    being: Sparse
    led: Sparse
    corporate: frozenset[str]
    posts: frozenset[str]
    never: frozenset[str]


@once_per_document
def called_bodies(document: Any) -> CalledBodies:
    """Prepare the rules "bodies" of english/forms: `called`, nouns that stand beside a body's name, and `strip`."""
    nouns = any_of(document.get("called", ()))
    noun = re.compile(nouns)
    posts = frozenset(document.get("not_called", ()))
    return CalledBodies(
        before=Sparse(re.compile(rf"\b(?:{nouns}),? (?P<name>{_NAME})(?![\w-])"), noun),
        behind=Sparse(re.compile(_behind(nouns)), noun),
        being=Sparse(re.compile(_being(nouns)), noun),
        led=Sparse(re.compile(_led(any_of(document.get("led_by", ())))), re.compile(_CAPITALS)),
        corporate=frozenset(document.get("corporate", ())),
        posts=posts,
        never=posts.union(document.get("strip", ())),
    )


def _behind(nouns: str) -> str:
    """Give the pattern of "UpGuard, a cybersecurity firm"."""
    words = r"(?:(?!of|at|for|from|with|in|by|who)[\w'’.&-]+ ){0,6}"
    ends = r"(?=[,.;)]| (?:that|which|in|based|owned|made|of)\b)"
    article = r"(?:an?|the|another|one of)"
    return rf"(?<![\w-])(?P<name>{_NAME})(?: \({_LETTERS}\))?, {article} {words}(?:{nouns}){ends}"


def _being(nouns: str) -> str:
    """Give the pattern of "UpGuard, based in Lima, is a cybersecurity firm"."""
    aside = r"(?:, [^,.;\n]{1,60},)?"
    ends = r"(?=[,.;)]| (?:that|which|in|based|owned|to)\b)"
    return (
        rf"(?<![\w-])(?P<name>{_NAME}){aside} (?:is|was) (?:an?|the|one of the) (?:[\w'’-]+ ){{0,4}}(?:{nouns}){ends}"
    )


def _led(posts: str) -> str:
    """Give the pattern of letters that have a post: "XYZ president", "the president of XYZ"."""
    beside = rf"(?<![\w-])(?P<name>{_CAPITALS})(?:['’]s)? (?i:{posts})\b"
    return rf"{beside}|\b(?i:{posts}) of (?:the )?(?P<owner>{_CAPITALS})(?![\w-])"


def add_called(layer: Layer, rules: CalledBodies, given: Collection[str]) -> Layer:
    """Find bodies by the noun beside their name, and their names in the rest of the report; each gets org/ and its slug.

    A name that begins with one of `given` (given names, lower case) is left to the persons.
    """
    ids = dict(_ids(layer, rules, given))
    if not ids:
        return layer
    # "Boeing Commercial Airplanes" is another than Boeing, "Boeing CEO Jane Doe" is not.
    another = rf"(?! (?!(?:{any_of(rules.posts)})\b)[A-Z][a-z])"
    found = re.finditer(rf"(?<![\w-])(?:{any_of(ids)})(?![\w-]){another}", layer.text)
    return layer.under(
        Hit(*m.span(), "body", (ids[m[0]],), "name", _REASON, unlisted=True) for m in found if len(m[0]) >= _SHORTEST
    )


def _ids(layer: Layer, rules: CalledBodies, given: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give the names and their ids, with short ones: "Salling" for "Salling Group"."""
    companies = [h for h in layer.hits if h.unlisted and _is_company(layer.text[h.start : h.end], rules)]
    own = {layer.text[h.start : h.end]: h.entities[0] for h in companies}
    for name in _called(layer, rules):
        if _is_name(name, rules, given):
            longer = [other for other in own if other.startswith(f"{name} ")]
            own.setdefault(name, own[longer[0]] if longer else f"org/{slug(name)}")
    for name, entity in own.items():
        yield name, entity
        short = name.rpartition(" ")[0]
        if _is_company(name, rules) and _is_name(short, rules, given) and short not in own:
            yield short, entity


def _is_company(name: str, rules: CalledBodies) -> bool:
    return name.rpartition(" ")[2].strip(".") in rules.corporate and " " in name


def _called(layer: Layer, rules: CalledBodies) -> Iterator[str]:
    for pattern in (rules.before, rules.behind, rules.being):
        yield from (match["name"] for match in pattern.finditer(layer.shadow))
    for match in rules.led.finditer(layer.shadow):
        if match["owner"] or not _NAMED.search(layer.text, max(0, match.start() - _LONGEST), match.start()):
            yield match["name"] or match["owner"]


def _is_name(name: str, rules: CalledBodies, given: Collection[str]) -> bool:
    words = name.split()
    return len(name) > 1 and rules.never.isdisjoint(words) and words[0].lower() not in given
