"""What a run of Entente is set to: passed in, never global."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

REGISTER_FILE = Path("entente.db")
"""The register where none is named: a file in the folder that one works in."""


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """The address of a database on a server, as `postgresql://user@host/database`; printed without its password."""

    url: str

    def __str__(self) -> str:
        return re.sub(r"(://[^/@:]*):[^/]*@", r"\1:***@", self.url)

    @property
    def name(self) -> str:
        """A name for files that belong to it: the database's own, and a few letters that tell it from one on another server."""
        database = re.sub(r"[^\w.-]+", "-", self.url.partition("://")[2].partition("?")[0].rpartition("/")[2])
        return f"{database or 'entente'}-{hashlib.sha256(str(self).encode()).hexdigest()[:8]}"


def register_place(text: str) -> Path | DatabaseAddress:
    """Give where a register lies: a database's address where the text is one, else a file."""
    return DatabaseAddress(text) if "://" in text else Path(text)


@dataclass(frozen=True, slots=True)
class Settings:
    """The register's file or database, the knowledge folders laid over the shipped one, the day taken as today, the parser.

    `language_model` names a spaCy pipeline with UD labels instead of the shipped one; "" means the shipped one.
    """

    register: Path | DatabaseAddress = REGISTER_FILE
    knowledge: tuple[Path, ...] = ()
    today: date | None = None
    language_model: str = ""

    def day(self) -> date:
        """Give the day that counts as today: the one set, else the machine's own, local time."""
        return self.today or date.today()  # noqa: DTZ011 - the user's own calendar day

    def beside(self, ending: str) -> Path:
        """Give the file of a name's ending that lies beside the register: in the working folder where that is on a server."""
        folder = self.register.parent if isinstance(self.register, Path) else Path()
        return folder / f"{self.register.name}.{ending}"
