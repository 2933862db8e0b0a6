"""What `import entente` gives: reading, the register with its views and exports, and frames. docs/tour.ipynb shows it at work.

Nothing here knows more than the modules that it calls: they take and give the same values.
"""

import warnings
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, TypedDict, Unpack, overload

from entente.claims.sheets.headers import Said
from entente.importing import keep_sheet, plan_of, read_sheet_rows
from entente.intake.blocks import blocks_of, compile_block_rules
from entente.intake.sheet import read_sheet
from entente.intake.sources import read_sources
from entente.knowledge.loader import load_knowledge
from entente.model.claim import Claim
from entente.model.problem import Problem
from entente.model.report import Report
from entente.pipeline import Reader, load_reader, read_report, read_reports
from entente.questions.desk import Desk
from entente.questions.sides import between_sides, dossier_of
from entente.records.agreements import Agreement, agreements
from entente.records.asked import AsOf as Known
from entente.records.conflicts import Conflict, conflicts
from entente.records.due import Due, due
from entente.records.standing import Standing, on_day, standings
from entente.records.wording import Wording, phrases_of
from entente.register.opening import open_register
from entente.register.queries import StoredReport, find_report, list_reports
from entente.register.store import store
from entente.register.store import withdraw as take_out
from entente.register.verdicts import judged_names, verdicts_of
from entente.register.voices import heard_of
from entente.settings import REGISTER_FILE, Settings
from entente.views.counterpart import Counterpart
from entente.views.dossier import Dossier
from entente.views.exports.columns import column_row
from entente.views.exports.formats import FORMATS, Form, fitting
from entente.views.exports.material import Material, gather
from entente.views.exports.network import network
from entente.views.exports.selection import Filters, select, words_of
from entente.views.exports.writing import save
from entente.views.frames import Library, frame
from entente.views.lookup import as_one, committees_of, look_up
from entente.views.signatories import with_signatories
from entente.views.timeline import Entry, paths_of, timeline
from entente.views.voices import Value, reports_in, with_voices

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import polars as pl

    from entente.knowledge.tables import Knowledge

__all__ = ["Claim", "Form", "Problem", "Reading", "Register", "Report", "frame", "read", "read_text"]

Source = str | PathLike[str]
OnProblem = Callable[[Problem], None]


class AsOf(TypedDict, total=False):
    """What may be known: what was published by a day (`known_on`), what the register had learnt by a day, UTC (`recorded_by`)."""

    known_on: date | None
    recorded_by: date | None


class Chosen(AsOf, total=False):
    """Which claims are asked for, as the filters of `entente export`; what is not given asks for all.

    `party` is an id, a name, an acronym or a country's code, or several; `kind` one kind or several; `first` and `last` bound the
    days on which a claim may hold; `told` are factualities, or "denied".
    """

    party: str | Sequence[str]
    kind: str | Sequence[str]
    first: date | None
    last: date | None
    told: str | Sequence[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and the claims that were read in it."""

    report: Report
    claims: tuple[Claim, ...]


def warn(problem: Problem) -> None:
    """Warn of an input that could not be read; of what was only passed over, say nothing."""
    if not problem.harmless:
        warnings.warn(str(problem), stacklevel=3)


def read(*paths: Source, settings: Settings | None = None, on_problem: OnProblem = warn) -> list[Reading]:
    """Read reports from files and folders, and give each with its claims.

    What cannot be read goes to `on_problem` with why, and the others are read: by default it is warned of. Raises KnowledgeError
    where the knowledge folders of the settings cannot be used.
    """
    reader = _reader(settings or Settings())
    rules = compile_block_rules(reader.knowledge.rules["english/blocks"])
    reports: list[Report] = []
    for outcome in read_sources([fspath(path) for path in paths], rules):
        if isinstance(outcome, Problem):
            on_problem(outcome)
        else:
            reports.append(outcome)
    return [Reading(report, claims) for report, claims in zip(reports, read_reports(reader, reports), strict=True)]


def read_text(
    text: str, *, published: str = "", url: str = "", title: str = "", settings: Settings | None = None
) -> Reading:
    """Read a report that is at hand as text; `published` is its day as EDTF, without which it dates itself as far as it can."""
    reader = _reader(settings or Settings())
    blocks = blocks_of(text, compile_block_rules(reader.knowledge.rules["english/blocks"]))
    report = Report(text, "<text>", url=url, title=title, published=published, blocks=blocks)
    return Reading(report, read_report(reader, report))


class Register:
    """A register in a file or a database: reports go in, views and exports come out. Use it with `with`, or close it."""

    def __init__(self, path: Source = REGISTER_FILE, *, create: bool = True, settings: Settings | None = None) -> None:
        """Open the register in a file or a database (`postgresql://…`), and make it where there is none, unless `create` is False.

        Raises RegisterError.
        """
        self.settings = settings or Settings()
        self._stack = ExitStack()
        self._opened = self._stack.enter_context(open_register(fspath(path), create=create))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._stack.close()

    @cached_property
    def knowledge(self) -> "Knowledge":
        """The knowledge of the settings."""
        return load_knowledge(*self.settings.knowledge)

    @property
    def names(self) -> dict[str, str]:
        """The names of the entities that the claims name, by id."""
        return judged_names(self._opened)

    def _wording(self) -> Wording:
        return Wording(self.names, phrases_of(self.knowledge))

    def read(self, *paths: Source, on_problem: OnProblem = warn) -> list[Reading]:
        """Read reports into the register, and give them with their claims; see `entente.read`."""
        readings = read(*paths, settings=self.settings, on_problem=on_problem)
        for reading in readings:
            self.add(reading)
        return readings

    def import_sheet(
        self,
        path: Source,
        *,
        columns: Mapping[str, str] | None = None,
        kind: str = "",
        by: str = "",
        on_problem: OnProblem = warn,
    ) -> Reading:
        """Bring a sheet of one's own (docs/formats.md) into the register, and give it as a report with its claims.

        `columns` says what columns are read as, `kind` what all rows tell, `by` who enters it; what is not said is remembered or
        guessed. Rows that cannot be understood go to `on_problem`. Raises ValueError where the sheet cannot be read.
        """
        sheet = read_sheet(fspath(path))
        if isinstance(sheet, Problem):
            raise ValueError(str(sheet))  # noqa: TRY004 - its type is not what is wrong
        said = Said(columns or {}, kind, by)
        plan = plan_of(sheet, said, self.knowledge, self._opened)
        if plan.problem:
            raise ValueError(str(plan.problem))
        reading, known = read_sheet_rows(plan, said, self.knowledge, self._opened)
        for problem in reading.problems:
            on_problem(problem)
        keep_sheet(plan, reading, known, self._opened, self.knowledge)
        return Reading(reading.report, reading.claims)

    def add(self, reading: Reading) -> str:
        """Store a report with its claims, and tell whether it is new, unchanged or changed. Raises RegisterError."""
        return str(store(self._opened, reading.report, reading.claims, self.knowledge))

    def withdraw(self, report: str) -> bool:
        """Take a report (its url, path or title) and its own claims out; False where there is none, or several, of that name."""
        keys = find_report(self._opened, report)
        return len(keys) == 1 and take_out(self._opened, keys[0])

    def reports(self) -> list[StoredReport]:
        """Give the reports by the day they appeared."""
        return list_reports(self._opened)

    def entities(self, text: str) -> tuple[str, ...]:
        """Give the entities that an id, a name, an acronym or a country's code means; () where none is known.

        Raises ValueError where several are called so, with their ids.
        """
        found = as_one(
            look_up(text, self.knowledge, self.names), verdicts_of(self._opened).identity.to_canonical, self.names
        )
        if found.candidates:
            raise ValueError(f"{text!r} may be {', '.join(found.candidates)}: name one by its id")
        return found.entities

    def claims(self, **chosen: Unpack[Chosen]) -> tuple[Claim, ...]:
        """Give the claims that pass the filters, in the order of their reports and texts.

        Raises ValueError where a name, a kind or a word means nothing, or a name several.
        """
        parties = tuple(entity for text in _listed(chosen.get("party", ())) for entity in self._one(text))
        kinds, told = self._kinds(_listed(chosen.get("kind", ()))), words_of(_listed(chosen.get("told", ())))
        days = (chosen.get("first"), chosen.get("last"))
        return select(self._opened, Filters(parties, kinds, *days, told, **_as_of(chosen)))

    def _kinds(self, names: tuple[str, ...]) -> tuple[str, ...]:
        known = self.knowledge.rules["ontology/kinds"]
        if unknown := [name for name in names if name not in known]:
            raise ValueError(f"{', '.join(unknown)}: a claim is of one of the kinds {', '.join(known)}")
        return names

    def _one(self, text: str) -> tuple[str, ...]:
        entities = self.entities(text)
        if not entities:
            raise ValueError(f"nothing called {text!r} is known")
        return entities

    def agreements(self, today: date | None = None, **chosen: Unpack[Chosen]) -> tuple[Agreement, ...]:
        """Give the agreements with their stages and signatories; `today` decides what is overdue, and who has left his post."""
        chosen["kind"] = "agreement"
        day = today or self.settings.day()
        found = agreements(self.claims(**chosen), day, committees_of(self.knowledge))
        parties = tuple({party for agreement in found for party in agreement.parties})
        offices = self.claims(party=parties, kind="office", **_as_of(chosen)) if parties else ()
        return self._voiced(with_signatories(found, offices, self.knowledge.rules["ontology/kinds"], day), chosen)

    def standings(self, subject: str = "", on: date | None = None, **as_of: Unpack[AsOf]) -> tuple[Standing, ...]:
        """Give who stands where: of one subject or of all, on a day or through time."""
        wanted = self._one(subject) if subject else ()
        claims = self.claims(kind="standing", party=wanted, **as_of)
        found = standings(claims, self.knowledge.rules["ontology/kinds"])
        found = tuple(standing for standing in found if not wanted or standing.subject in wanted)
        return self._voiced(on_day(found, on) if on else found, as_of)

    def conflicts(self, **chosen: Unpack[Chosen]) -> tuple[Conflict, ...]:
        """Give where reports contradict one another: votes, days, denials, posts."""
        found = conflicts(self.claims(**chosen), self._wording(), self.knowledge.rules["ontology/kinds"])
        return self._voiced(found, chosen)

    def timeline(self, **chosen: Unpack[Chosen]) -> tuple[Entry, ...]:
        """Give what was told, in the order of time."""
        claims = self.claims(**chosen)
        return self._voiced(timeline(claims, self._wording(), paths_of(claims, committees_of(self.knowledge))), chosen)

    def due(self, today: date | None = None, **chosen: Unpack[Chosen]) -> tuple[Due, ...]:
        """Give what is coming up and what is overdue on a day."""
        desk = self._desk(today, _as_of(chosen))
        return self._voiced(
            due(self.claims(**chosen), desk.wording(desk.all_names), desk.today, desk.committees), chosen
        )

    def dossier(self, entity: str, today: date | None = None, **as_of: Unpack[AsOf]) -> Dossier:
        """Give all that is known of an entity, in sections."""
        return dossier_of(self._desk(today, as_of), self._one(entity))

    def between(self, one: str, other: str, today: date | None = None, **as_of: Unpack[AsOf]) -> Counterpart:
        """Give what there is between two sides: last contact, invitations, agreements, posts, standing, what each said."""
        return between_sides(self._desk(today, as_of), self._one(one), self._one(other))

    def _desk(self, today: date | None, as_of: AsOf) -> Desk:
        settings = replace(self.settings, today=today or self.settings.day())
        return Desk(self._opened, settings, Known(as_of.get("known_on"), as_of.get("recorded_by")), self.knowledge)

    def _voiced(self, value: Value, asked: Mapping[str, Any]) -> Value:
        with self._opened.reading() as connection:
            return with_voices(value, heard_of(connection, reports_in(value), **_as_of(asked)))

    def network(self, **chosen: Unpack[Chosen]) -> "nx.MultiDiGraph[str]":
        """Give who deals with whom as a graph of networkx. Raises ExportError where networkx is not installed."""
        return network(self._material(self.claims(**chosen)))

    @overload
    def frame(self, library: Literal["pandas"] = "pandas", **chosen: Unpack[Chosen]) -> "pd.DataFrame": ...
    @overload
    def frame(self, library: Literal["polars"], **chosen: Unpack[Chosen]) -> "pl.DataFrame": ...
    def frame(self, library: Library = "pandas", **chosen: Unpack[Chosen]) -> "pd.DataFrame | pl.DataFrame":
        """Give claims as a frame with the columns of the sheets (docs/formats.md). Raises ImportError without the library."""
        material = self._material(self.claims(**chosen))
        rows = [column_row(claim, material) for claim in material.claims]
        return frame(rows, "polars") if library == "polars" else frame(rows, library)

    def left_out(self, form: str, *, include: Collection[str] = (), **chosen: Unpack[Chosen]) -> dict[str, int]:
        """Give how many claims `export` leaves out of a format that has no place for them, by how they are told."""
        return dict(fitting(Form(form), self.claims(**chosen), include).left_out)

    def export(
        self, form: str, path: Source | None = None, *, include: Collection[str] = (), **chosen: Unpack[Chosen]
    ) -> bytes:
        """Export claims in a format of docs/formats.md to a path, or give them as bytes; b"" where they went to a path.

        A format without a place for factuality takes asserted claims, and those told in a word of `include`. Raises ExportError,
        and ValueError where there is no such format.
        """
        name = Form(form)
        material = self._material(fitting(name, self.claims(**chosen), include).claims)
        if path is None:
            return b"".join(FORMATS[name].write(material))
        save(name, material, Path(path))
        return b""

    def _material(self, claims: Iterable[Claim]) -> Material:
        return gather(self._opened, claims, self.knowledge)


def _as_of(asked: Mapping[str, Any]) -> AsOf:
    return AsOf(known_on=asked.get("known_on"), recorded_by=asked.get("recorded_by"))


def _listed(given: Any) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


@lru_cache(maxsize=2)
def _reader(settings: Settings) -> Reader:
    """Load what reading needs once: the language model takes a second."""
    return load_reader(settings)
