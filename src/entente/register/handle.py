"""An open register, as every function that reads or writes one is handed it (opening.py opens it)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from entente.register.failures import told
from entente.settings import DatabaseAddress

Tell = Callable[[str], None]
"""Takes a line for the user: that the register was upgraded, and where its copy is."""


@dataclass(frozen=True, slots=True)
class Register:
    """An open register: its database, and the file or the address where it lies.

    `worked_out` holds what was worked out from it last, for as long as nothing is written (latest.py). `state` is the connection
    by which all is read where one state of it is to be seen, None where each question may see another.
    """

    engine: Engine
    place: Path | DatabaseAddress
    worked_out: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    state: Connection | None = field(default=None, compare=False, repr=False)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the register. Raises RegisterError where the database fails."""
        if self.state is not None:
            yield self.state
            return
        with told(self.place), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, *, adds: bool = False) -> Iterator[Connection]:
        """Give a connection in one transaction: all of it is kept, or nothing. Raises RegisterError where it fails.

        Where it `adds` rows together with all that they belong to, SQLite looks for none of these, nor takes along what belongs to
        a row that is deleted: see engines.py.
        """
        options = {"writes": True, "adds": adds}
        with told(self.place), self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection
        self.worked_out["written"] = True
