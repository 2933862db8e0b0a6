"""Who says so: copies of one agency's text are one voice, and every line of a view says of how many reports and voices it is."""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from entente.records.support import Heard, Support

Value = TypeVar("Value")


def count_voices(supports: Iterable[Support]) -> tuple[int, int]:
    """Give the number of reports behind a line, and of the voices among them."""
    listed = list(supports)
    return len({s.report for s in listed}), len({s.voice or s.report for s in listed})


def reports_in(value: Any) -> set[str]:
    """Give the reports behind all supports in a view's value, or a tuple of them."""
    found: set[str] = set()
    _collect(value, found)
    return found


def _collect(value: Any, found: set[str]) -> None:
    if isinstance(value, Support):
        found.add(value.report)
    elif isinstance(value, tuple):
        if not _is_plain(value):
            for part in value:
                _collect(part, found)
    else:
        for name in field_names(type(value)):
            if not isinstance(part := getattr(value, name), str):
                _collect(part, found)


def with_voices(value: Value, heard: Heard) -> Value:
    """Give a view's value, or a tuple of them, with the voice of every support in it, and its report's title."""
    found: Any = _with_voices(value, heard)
    return found  # type: ignore[no-any-return] # the same kind of value


def _with_voices(value: Any, heard: Heard) -> Any:
    if isinstance(value, Support):
        voice = heard.voices.get(value.report) or value.report
        return value.heard(voice, heard.titles.get(value.report, ""))
    if isinstance(value, tuple):
        return value if _is_plain(value) else tuple([_with_voices(part, heard) for part in value])
    told = {}
    for name in field_names(type(value)):
        part = getattr(value, name)
        if isinstance(part, str):
            continue
        if (with_it := _with_voices(part, heard)) is not part:
            told[name] = with_it
    return replace(value, **told) if told else value


def _is_plain(value: Any) -> bool:
    """Tell whether a value is a tuple of texts, or an empty one: there is nothing behind it."""
    return isinstance(value, tuple) and (not value or isinstance(value[0], str))


def _fields_of(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


field_names: Callable[[Any], tuple[str, ...]] = lru_cache(maxsize=128)(_fields_of)
"""Gives the names of the fields of a dataclass, none for any other type."""
