"""Records as JSON values, and back: a value is the list of its fields, days are ISO dates, and names can be put in later.

What a record says in words names entities. These stand there by their ids between two marks (`marked`), and get their names when
the record is read, so that a new name needs no new record.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from entente.records.support import Names

_OPEN, _CLOSE = "\ue000", "\ue001"  # of Unicode's private use area: no report's words
_MARKED = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
Value = TypeVar("Value")
_Reader = Callable[[Any, Names], Any]


def marked(entities: Iterable[str]) -> dict[str, str]:
    """Give names for entities that are put in later: their ids between marks."""
    return {entity: f"{_OPEN}{entity}{_CLOSE}" for entity in entities}


def named_in(text: str) -> set[str]:
    """Give the entities whose names are to be put into a text."""
    return set(_MARKED.findall(text))


def with_names(text: str, names: Names) -> str:
    """Give a text with the names of the entities marked in it, their ids where no name is known."""
    return _MARKED.sub(lambda found: names.get(found[1], found[1]), text) if _OPEN in text else text


def to_shape(value: Any) -> Any:
    """Give a value made of dataclasses, tuples, days, texts and numbers as a JSON value."""
    if isinstance(value, tuple):
        return [to_shape(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return [to_shape(getattr(value, name)) for name in _names_of(type(value))]
    return value


def from_shape(kind: type[Value], shape: Any, names: Names) -> Value:
    """Make a value of a dataclass from its JSON value, with names put in. Raises ValueError or TypeError where it is none."""
    made: Value = _reader_of(kind)(shape, names)
    return made


def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _reader(kind: Any) -> _Reader:
    """Give what makes a value of a type from its JSON value."""
    if is_dataclass(kind):
        return _of_fields(kind)
    if get_origin(kind) is tuple:
        return _of_parts(_reader(get_args(kind)[0]))
    if kind is str:
        return with_names
    if date in (kind, *get_args(kind)):
        return lambda value, _: None if value is None else date.fromisoformat(value)
    return lambda value, _: value


def _of_fields(kind: Any) -> _Reader:
    hints: Mapping[str, Any] = get_type_hints(kind)
    readers = [_reader(hints[name]) for name in _field_names(kind)]

    def read(shape: Any, names: Names) -> Any:
        return kind(*(reader(value, names) for reader, value in zip(readers, shape, strict=True)))

    return read


def _of_parts(reader: _Reader) -> _Reader:
    return lambda shape, names: tuple(reader(value, names) for value in shape)


_names_of: Callable[[Any], tuple[str, ...]] = lru_cache(maxsize=64)(_field_names)
_reader_of: Callable[[Any], _Reader] = lru_cache(maxsize=64)(_reader)
