"""What the entities are called that stand in a page's value."""

from collections.abc import Mapping
from itertools import chain
from typing import Any

from entente.model.entity import is_entity_id
from entente.questions.desk import Desk
from entente.records.support import Names
from entente.views.voices import field_names


def names_in(value: Any, known: Desk | Names) -> dict[str, str]:
    """Give the names of the entities that a page's value names, and of no others. Raises RegisterError."""
    texts: set[str] = set()
    _texts_in(value, texts)
    found = {one for text in texts for one in text.split(" + ") if is_entity_id(one)}
    if isinstance(known, Desk):
        return known.named(found) if found else {}
    return {entity: known[entity] for entity in found if entity in known}


def _texts_in(value: Any, found: set[str]) -> None:
    """Collect the texts with a slash, as every id has one; a page may hold ten thousand texts."""
    if isinstance(value, str):
        if "/" in value:
            found.add(value)
    elif isinstance(value, (tuple, list)):
        for one in value:
            _texts_in(one, found)
    elif names := field_names(type(value)):
        for name in names:
            _texts_in(getattr(value, name), found)
    elif isinstance(value, Mapping):
        for one in chain(value.keys(), value.values()):
            _texts_in(one, found)
