"""Who of a country stands how with which federation on a day: its bodies by the authorities, as one table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from entente.records.standing import Standing


@dataclass(frozen=True, slots=True)
class Cell:
    """How one body stands with one authority: a line for each scope, in words, with the standing itself."""

    subject: str
    authority: str
    says: tuple[str, ...]
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The bodies, the authorities ("" where none was named), and the cells of those that stand somehow, by both."""

    day: date
    subjects: tuple[str, ...]
    authorities: tuple[str, ...]
    cells: tuple[Cell, ...]

    def at(self, subject: str, authority: str) -> Cell | None:
        """Give the cell of a body and an authority, None where nothing is known."""
        return next((c for c in self.cells if (c.subject, c.authority) == (subject, authority)), None)


def grid(found: Iterable[Standing], day: date) -> Grid:
    """Give the grid of standings on a day: what is decided and holds then."""
    held = [standing for standing in found if standing.covers(day)]
    subjects = tuple(sorted({s.subject for s in held}))
    authorities = tuple(sorted({s.authority for s in held}))
    pairs = [(subject, authority) for subject in subjects for authority in authorities]
    cells = [_cell(*pair, [s for s in held if (s.subject, s.authority) == pair]) for pair in pairs]
    return Grid(day, subjects, authorities, tuple(cell for cell in cells if cell.standings))


def _cell(subject: str, authority: str, held: list[Standing]) -> Cell:
    return Cell(subject, authority, tuple(in_words(s) for s in held), tuple(held))


def in_words(standing: Standing) -> str:
    """Give a status in words: with its scope, where it is for one only, and whether it is conditional."""
    scope = f" ({standing.scope.replace('_', ' ')})" if standing.scope else ""
    conditional = ", conditional" if standing.conditions else ""
    return f"{standing.status.replace('_', ' ')}{scope}{conditional}"
