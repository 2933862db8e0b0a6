"""The desk at a terminal: opened with its notes on standard error, and what a text means said there where it is not plain."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from entente.apps.cli.options import RowFormat
from entente.apps.cli.output import note, print_rows
from entente.questions.desk import Desk
from entente.questions.desk import open_desk as open_with
from entente.records.asked import AsOf
from entente.settings import Settings
from entente.views.lookup import Found


@contextmanager
def open_desk(settings: Settings, as_of: AsOf | None = None) -> Iterator[Desk]:
    """Open the register of the settings for questions. Raises RegisterError where there is none."""
    with open_with(settings, as_of, note) as desk:
        yield desk


def meant(text: str, desk: Desk) -> Found:
    """Give the entities that a text means, and say on standard error where there is none or there are others of that name."""
    found = desk.meant(text)
    if not found.entities and not found.candidates:
        note(f"nothing called {text!r} is known")
    if found.elsewhere:
        note(
            f"{found.entities[0]} is shown; also called so, with nothing in the register: {', '.join(found.elsewhere)}"
        )
    return found


def print_candidates(candidates: Mapping[str, str], row_format: RowFormat) -> None:
    """Print the entities of one name as rows, and ask for an id."""
    note("several are called so; name one of them by its id")
    print_rows([{"entity": entity, "name": name} for entity, name in candidates.items()], row_format)
