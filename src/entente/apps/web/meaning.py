"""Whom a text in the address of a page means, or between whom it leaves the choice."""

from collections.abc import Mapping
from dataclasses import dataclass

from entente.apps.web.asked import Asked

Unclear = tuple[tuple[str, Mapping[str, str]], ...]
"""Texts that mean several entities, with these by their ids, or none."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The entities that a text means; the text itself where it is unclear. Neither where no text is given."""

    entities: tuple[str, ...] = ()
    unclear: Unclear = ()


def meant_by(asked: Asked, text: str) -> Meant:
    """Give whom a text means. Raises RegisterError."""
    if not text.strip():
        return Meant()
    found = asked.desk.meant(text)
    return Meant(found.entities, () if found.entities else ((text, dict(found.candidates or {})),))
