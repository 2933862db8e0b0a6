"""Who says so: copies of one agency's text are one voice, and every line of a view says of how many reports and voices it is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from entente.records.support import Support

Voices = Mapping[str, str]
"""Report → the earliest report of the texts that are copies of one another; a report that is no copy may be missing."""
Value = TypeVar("Value")


def count_voices(supports: Iterable[Support]) -> tuple[int, int]:
    """Give the number of reports behind a line, and of the voices among them."""
    listed = list(supports)
    return len({s.report for s in listed}), len({s.voice or s.report for s in listed})


def reports_in(value: Any) -> set[str]:
    """Give the reports behind all supports in a view's value, or a tuple of them."""
    if isinstance(value, Support):
        return {value.report}
    if isinstance(value, tuple):
        return set() if _is_plain(value) else {report for part in value for report in reports_in(part)}
    if is_dataclass(value):
        return {report for name in _field_names(type(value)) for report in reports_in(getattr(value, name))}
    return set()


def with_voices(value: Value, voices: Voices) -> Value:
    """Give a view's value, or a tuple of them, with the voice of every support in it."""
    found: Any = _with_voices(value, voices)
    return found  # type: ignore[no-any-return] # the same kind of value


def _with_voices(value: Any, voices: Voices) -> Any:
    if isinstance(value, Support):
        return replace(value, voice=voices.get(value.report) or value.report)
    if isinstance(value, tuple):
        return value if _is_plain(value) else tuple(_with_voices(part, voices) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {name: getattr(value, name) for name in _field_names(type(value))}
        held = {name: part for name, part in parts.items() if isinstance(part, (tuple, Support)) or is_dataclass(part)}
        return replace(
            value, **{name: _with_voices(part, voices) for name, part in held.items() if not _is_plain(part)}
        )
    return value


def _is_plain(value: Any) -> bool:
    """Tell whether a value is a tuple of texts, or an empty one: there is nothing behind it."""
    return isinstance(value, tuple) and (not value or isinstance(value[0], str))


def _fields_of(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


_field_names: Callable[[Any], tuple[str, ...]] = lru_cache(maxsize=64)(_fields_of)
