"""The story of a sheet: its columns are mapped, its rows become claims of one report, these are stored, the mapping remembered."""

from dataclasses import dataclass

from entente.claims.sheets.headers import Column, Said, map_columns, mapping_problem
from entente.claims.sheets.rows import SheetReading, read_rows
from entente.claims.sheets.words import Entry
from entente.intake.sheet import Sheet
from entente.knowledge.tables import Knowledge
from entente.model.problem import Problem
from entente.register.handle import Register
from entente.register.queries import find_report
from entente.register.sheet_mappings import SheetMapping, remember, remembered
from entente.register.store import store
from entente.views.exports.known_rows import known_rows
from entente.views.exports.material import gather
from entente.views.exports.selection import Filters, select


@dataclass(frozen=True, slots=True)
class Plan:
    """How a sheet is to be read: its columns, what holds of them, what was remembered of it, and what keeps it from being read."""

    sheet: Sheet
    columns: tuple[Column, ...]
    mapping: SheetMapping
    before: SheetMapping
    problem: Problem | None


def plan_of(sheet: Sheet, said: Said, knowledge: Knowledge, register: Register | None = None) -> Plan:
    """Give how a sheet is to be read: as it is said, else as was said of a sheet with the same columns, else as guessed.

    Raises RegisterError.
    """
    before = remembered(register, sheet.header) if register is not None else SheetMapping()
    mapping = SheetMapping({**before.columns, **said.columns}, said.kind or before.kind)
    columns = map_columns(sheet.header, mapping.columns, knowledge)
    problem = mapping_problem(columns, mapping.columns, mapping.kind, knowledge)
    return Plan(sheet, columns, mapping, before, problem)


def read_sheet_rows(
    plan: Plan, said: Said, knowledge: Knowledge, register: Register | None = None
) -> tuple[SheetReading, frozenset[int]]:
    """Give a sheet as a report with its claims, and the numbers of the rows that the register has already, as it exported them.

    Raises RegisterError.
    """
    known: frozenset[int] = frozenset()
    if register is not None and {"id", "report"} <= {column.field for column in plan.columns}:
        known = known_rows(plan.sheet, plan.columns, gather(register, select(register, Filters()), knowledge))
    return read_rows(plan.sheet, Entry(plan.columns, plan.mapping.kind, said.by), knowledge, known), known


def keep_sheet(
    plan: Plan, reading: SheetReading, known: frozenset[int], register: Register, knowledge: Knowledge
) -> None:
    """Store a sheet in place of what it said before, and remember its mapping; where all rows are known, store nothing.

    Raises RegisterError.
    """
    if reading.claims or (len(known) < len(plan.sheet.rows) and find_report(register, reading.report.key)):
        store(register, reading.report, reading.claims, knowledge)
    remember(register, plan.sheet.header, plan.mapping)
