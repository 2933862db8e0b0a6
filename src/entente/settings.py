"""What a run of Entente is set to: passed in, never global."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

REGISTER_FILE = Path("entente.db")
"""The register where none is named: a file in the folder that one works in."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The register's file, the knowledge folders laid over the shipped one, the day taken as today, the parser.

    `language_model` names a spaCy pipeline with UD labels instead of the shipped one; "" means the shipped one.
    """

    register: Path = REGISTER_FILE
    knowledge: tuple[Path, ...] = ()
    today: date | None = None
    language_model: str = ""

    def day(self) -> date:
        """Give the day that counts as today: the one set, else the machine's own, local time."""
        return self.today or date.today()  # noqa: DTZ011 - the user's own calendar day
