"""What a question to the register is asked of: the open register, names, knowledge, and which entities a text means."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from entente.apps.cli.options import RowFormat
from entente.apps.cli.output import note, print_rows
from entente.knowledge.loader import load_knowledge
from entente.settings import Settings
from entente.views.counterpart import Setting
from entente.views.lookup import Found, as_one, committees_of, look_up
from entente.views.support import Names
from entente.views.voices import Value, reports_in, with_voices

if TYPE_CHECKING:
    from entente.knowledge.tables import Knowledge
    from entente.model.claim import Claim
    from entente.register.opening import Register
    from entente.register.verdicts import Verdicts


@dataclass(frozen=True, slots=True)
class AsOf:
    """What a question may know: what was published by a day, and what the register had learnt by a day; None for all."""

    known_on: date | None = None
    recorded_by: date | None = None


@dataclass(frozen=True)
class Desk:
    """What a question is asked of: the open register, what entities are called, the settings, and what may be known."""

    register: "Register"
    names: Names
    settings: Settings
    as_of: AsOf = field(default_factory=AsOf)

    @property
    def today(self) -> date:
        """The day that counts as today."""
        return self.settings.day()

    @cached_property
    def committees(self) -> dict[str, str]:
        """The committee of each country, by the country's id."""
        return committees_of(self.knowledge)

    @cached_property
    def all_names(self) -> dict[str, str]:
        """The names of the register's entities, and of committees that only a country's name stands for."""
        listed = self.knowledge.bodies
        return {noc: listed[noc].name for noc in self.committees.values() if noc in listed} | dict(self.names)

    @cached_property
    def knowledge(self) -> "Knowledge":
        """The knowledge, loaded where a name is to be looked up: it takes a quarter of a second."""
        return load_knowledge(*self.settings.knowledge)

    @property
    def kinds(self) -> "Mapping[str, Any]":
        """The document of the kinds of claims."""
        kinds: Mapping[str, Any] = self.knowledge.rules["ontology/kinds"]
        return kinds

    @cached_property
    def verdicts(self) -> "Verdicts":
        """What was judged of claims and of names. Raises RegisterError."""
        from entente.register.verdicts import verdicts_of

        return verdicts_of(self.register, self.as_of.recorded_by)

    def claims(self, entities: Sequence[str] = (), kinds: Sequence[str] = ()) -> "list[Claim]":
        """Give the claims that, as judged, name one of the entities and are of one of the kinds; empty means all.

        Raises RegisterError.
        """
        from entente.register.queries import ClaimQuery
        from entente.register.verdicts import find_judged

        days = (self.as_of.known_on, self.as_of.recorded_by)
        return find_judged(self.register, ClaimQuery(entities, kinds, None, None, *days), self.verdicts)

    @property
    def setting(self) -> Setting:
        """What views of sides are asked with."""
        return Setting(self.all_names, self.kinds, self.today, self.committees)

    def voiced(self, value: Value) -> Value:
        """Give a view's value, or a tuple of them, with the voice of every support as far as it is known. Raises RegisterError."""
        from entente.register.voices import voices_of

        with self.register.reading() as connection:
            voices = voices_of(connection, reports_in(value), self.as_of.known_on, self.as_of.recorded_by)
        return with_voices(value, voices)


@contextmanager
def open_desk(settings: Settings, as_of: AsOf | None = None) -> Iterator[Desk]:
    """Open the register of the settings for questions. Raises RegisterError where there is none."""
    from entente.register.opening import open_register  # SQLAlchemy is slow to import, and --help needs none
    from entente.register.verdicts import judged_names

    with open_register(settings.register, tell=note) as register:
        yield Desk(register, judged_names(register), settings, as_of or AsOf())


def meant(text: str, desk: Desk) -> Found:
    """Give the entities that a text means, and say on standard error where there is none or there are others of that name."""
    found = as_one(look_up(text, desk.knowledge, desk.names), desk.verdicts.identity.to_canonical, desk.names)
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
