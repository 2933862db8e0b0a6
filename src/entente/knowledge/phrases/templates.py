"""The template of a phrase: text, slots in { }, one verb in < >, and parts in [ ] that go where a slot in them is empty.

    {inviter} <invite> {invitee}[ to {gathering}]

A slot is a role, an attribute, `when`, `date`, `where`, `place` or `conditions`. Behind a colon stands what it must be, or becomes:
`led` takes words that begin with a leading word ("for support"), `bare` all others, `to` or another word what begins with it, and
`a` puts the indefinite article before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

_PIECE = re.compile(r"\{(\w+)(?::(\w+))?\}|<([a-z]+)>|([^\[\]{}<>]+)")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a role, an attribute, a day or a place, with what is asked of it."""

    name: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Verb:
    """The verb, in its base form."""

    base: str


Piece = str | Slot | Verb


@dataclass(frozen=True)
class Part:
    """Pieces that stand together; an optional part goes where one of its slots is empty."""

    pieces: tuple[Piece, ...]
    optional: bool = False

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The slots in their order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Slot))


Template = tuple[Part, ...]


@lru_cache(maxsize=1024)
def parse(text: str) -> Template:
    """Give the parts of a template. Raises ValueError where brackets do not close, or something else stands in them."""
    parts = []
    for n, piece in enumerate(re.split(r"(\[[^\[\]]*\])", text)):
        inner = piece[1:-1] if n % 2 else piece
        if inner:
            parts.append(Part(tuple(_pieces(inner)), optional=bool(n % 2)))
    return tuple(parts)


def _pieces(text: str) -> Iterator[Piece]:
    end = 0
    for found in _PIECE.finditer(text):
        if found.start() != end:
            break
        end = found.end()
        slot, how, verb, words = found.groups()
        yield Slot(slot, how or "") if slot else Verb(verb) if verb else words
    if end != len(text):
        raise ValueError(f"{text[end:]!r} is not understood: a slot is {{name}}, a verb <base>, an optional part [ ]")
