"""Cells of a sheet → entities, days, words of the contract; what cannot be understood raises CellError, with the remedy."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from entente.annotation.mentions import find_mentions
from entente.annotation.names.gazetteer import gazetteer_of
from entente.annotation.times.expressions import find_times
from entente.annotation.values import SentenceSpan
from entente.knowledge.tables import Knowledge
from entente.model.edtf import is_edtf
from entente.model.entity import KINDS, is_entity_id, kind_of, slug
from entente.model.report import BlockKind, Report
from entente.model.span import Span

_PART = re.compile(r"(?:[^\\;]|\\.|\\\Z)+", re.DOTALL)
_LIST = (re.compile(r"[;+|\n]"), re.compile(r"[;+|\n,]"), re.compile(r"[;+|\n,&/]|\band\b"))
"""What parts names: for sure, perhaps, or as a part of a name as well."""
_SHORT = re.compile(r" ?\([A-Z][A-Za-z]+\)")
_PERSON = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,5}")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/\d{2,4}")
_CLOCK = re.compile(r"(?<=\d{4}-\d\d-\d\d)[ T]\d\d:\d\d.*")
_MONTHS = 12
_DATE_REMEDY = "write 2023-10-12, 2023-10, 2023 or 2023-10-12/2023-10-14"


class CellError(ValueError):
    """A cell that cannot be understood; `remedy` says what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def parts_of(text: str) -> list[str]:
    """Give the parts of a cell that an export joined by semicolons, without the backslashes before those of their own."""
    parts = (part.strip() for part in _PART.findall(text))
    return [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in parts if part]


def pairs_of(text: str) -> dict[str, str]:
    """Give what stands in a cell as `name=value; name=value`. Raises CellError where a part is no such pair."""
    pairs = {}
    for part in parts_of(text):
        name, sign, value = part.partition("=")
        if not sign:
            raise CellError(f"{part!r} is no pair", "write name=value; name=value")
        pairs[name.strip()] = value.strip()
    return pairs


def day_of(text: str, knowledge: Knowledge) -> str:
    """Give a date as EDTF. Raises CellError where it is none, or may be two ("12/10/2023")."""
    text = _CLOCK.sub("", text)
    if is_edtf(text):
        return text
    slashed = _SLASHED.fullmatch(text)
    if slashed and slashed[1] != slashed[2] and max(int(slashed[1]), int(slashed[2])) <= _MONTHS:
        raise CellError(f"{text!r} may be two days: which number is the month?", _DATE_REMEDY)
    whole = Span(0, len(text))
    times = find_times(Report(text, ""), [SentenceSpan(whole, BlockKind.BODY, 1)], (), knowledge)
    if [time.span for time in times] == [whole] and times[0].edtf:
        return times[0].edtf
    raise CellError(f"{text!r} is no date", _DATE_REMEDY)


def word_of(text: str, words: Mapping[str, Sequence[str]], field: str) -> str:
    """Give the value that a word stands for, itself where it is one. Raises CellError where it stands for none."""
    wanted = plain_words(text)
    found = next((value for value, listed in words.items() if wanted == value or wanted in listed), "")
    if not found:
        raise CellError(f"{text!r} is no {field}", f"write one of {', '.join(words)}")
    return found


def plain_words(text: str) -> str:
    """Give words as they are listed: in small letters, without what stands around them."""
    return " ".join(text.casefold().strip(" .!?\"'“”").split())


def value_of(text: str, allowed: Sequence[str], name: str) -> str:
    """Give the value of an attribute, one of `allowed` where it has such. Raises CellError where it is none of them."""
    if not allowed:
        return text
    value = re.sub(r"[\s-]+", "_", plain_words(text))
    if value not in allowed:
        raise CellError(f"{text!r} is no {name}", f"write one of {', '.join(allowed)}")
    return value


def entity_finder(knowledge: Knowledge) -> Callable[[str, tuple[str, ...]], tuple[str, ...]]:
    """Give what finds the entities that a cell names, of the kinds allowed; it remembers what it found, as names come again.

    An id is itself; names and acronyms are found as in a report, each cell by itself. A person is known by a given name, or where
    nothing but a person may stand. Raises CellError where a name is nobody's or several's.
    """

    @lru_cache(maxsize=20_000)
    def find(text: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
        allowed = kinds or KINDS
        whole = _one(text, allowed, knowledge)
        if isinstance(whole, str):
            return (whole,)
        for parting in _LIST:
            parts = [part.strip() for part in parting.split(text) if part.strip()]
            found = [_one(part, allowed, knowledge) for part in parts]
            ids = tuple(one for one in found if isinstance(one, str))
            if len(parts) > 1 and len(ids) == len(parts):
                return tuple(dict.fromkeys(ids))
        raise whole

    return find


def _one(text: str, kinds: Collection[str], knowledge: Knowledge) -> str | CellError:
    if is_entity_id(text):
        kind = kind_of(text)
        return text if kind in kinds else CellError(f"{text} cannot stand here", f"name one of {', '.join(kinds)}")
    name = re.sub(r"^[Tt]he ", "", text)
    found = list(dict.fromkeys(entity for entity in _named(name, knowledge) if kind_of(entity) in kinds))
    if len(found) == 1:
        return found[0]
    if found:
        return CellError(f"{text!r} may be {' or '.join(found)}", "write one of these, or the whole name")
    if _PERSON.fullmatch(name) and "person" in kinds and _is_person(name, kinds, knowledge):
        return f"person/{slug(name)}"
    remedy = f"write its id ({', '.join(f'{kind}/…' for kind in kinds)}), or add it to a knowledge folder (--knowledge)"
    return CellError(f"nothing called {text!r} is known", remedy)


def _named(name: str, knowledge: Knowledge) -> Iterator[str]:
    """Give what a name is the name of: as a report's mention, else as the lists have it, where it may be several."""
    for mention in find_mentions(Report(name, ""), (), knowledge):
        rest = name[mention.span.end :]
        if mention.span.start == 0 and mention.entity and (not rest or _SHORT.fullmatch(rest)):
            yield mention.entity
            return
    for hit in gazetteer_of(knowledge).hits(name):
        if (hit.start, hit.end) == (0, len(name)):
            yield from hit.entities


def _is_person(name: str, kinds: Collection[str], knowledge: Knowledge) -> bool:
    given = knowledge.rules.get("english/given_names", ())
    return set(kinds) == {"person"} or name.split(maxsplit=1)[0].casefold() in _lower(tuple(given))


@lru_cache(maxsize=4)
def _lower(names: tuple[Any, ...]) -> frozenset[str]:
    return frozenset(str(name).casefold() for name in names)
