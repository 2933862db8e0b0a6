"""Records as JSON values, and back: a value is the list of its fields, days are ISO dates.

What a record says in words stands there marked, and gets its words and names when the record is read (wording.py); the roles
of what it says are read from there too.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import orjson

from entente.records.wording import Wording, roles_told, with_words

Value = TypeVar("Value")
_Reader = Callable[[Any, Wording], Any]


def to_json(value: Any) -> str:
    """Give a value made of dataclasses, tuples, days, texts and numbers as JSON. Raises TypeError where it holds anything else."""
    return orjson.dumps(value, _parts, orjson.OPT_PASSTHROUGH_DATACLASS).decode()


def from_shape(kind: type[Value], shape: Any, wording: Wording) -> Value:
    """Make a value of a dataclass from its JSON value, with words put in. Raises ValueError or TypeError where it is none."""
    made: Value = _reader_of(kind)(shape, wording)
    return made


def parts_of(kind: type[Any], shape: Sequence[Any], names: Sequence[str]) -> tuple[Any, ...]:
    """Give some fields of a value as they stand in its JSON value, without making the others."""
    places = _names_of(kind)
    return tuple(shape[places.index(name)] for name in names)


def _parts(value: Any) -> list[Any]:
    return [getattr(value, name) for name in _names_of(type(value))]


def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.metadata.get("kept", True))


def _reader(kind: Any) -> _Reader:
    """Give what makes a value of a type from its JSON value."""
    if is_dataclass(kind):
        return _of_fields(kind)
    if get_origin(kind) is tuple:
        return _of_parts(_reader(get_args(kind)[0]))
    if kind is str:
        return with_words
    if date in (kind, *get_args(kind)):
        return lambda value, _: None if value is None else date.fromisoformat(value)
    return lambda value, _: value


def _of_fields(kind: Any) -> _Reader:
    hints: Mapping[str, Any] = get_type_hints(kind)
    names = _field_names(kind)
    readers = [_reader(hints[name]) for name in names]

    def read(shape: Any, wording: Wording) -> Any:
        return kind(*(reader(value, wording) for reader, value in zip(readers, shape, strict=True)))

    if "roles" not in hints or "roles" in names:
        return read
    says = names.index("says")
    return lambda shape, wording: replace(read(shape, wording), roles=roles_told(shape[says]))


def _of_parts(reader: _Reader) -> _Reader:
    return lambda shape, wording: tuple(reader(value, wording) for value in shape)


_names_of: Callable[[Any], tuple[str, ...]] = lru_cache(maxsize=64)(_field_names)
_reader_of: Callable[[Any], _Reader] = lru_cache(maxsize=64)(_reader)
