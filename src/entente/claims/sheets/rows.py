"""A sheet with its columns mapped → a report whose text is its rows, one line each, and the claims that they make."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from entente.claims.sheets.cells import CellError
from entente.claims.sheets.drafts import RowDraft
from entente.claims.sheets.headers import NOT_READ, OF_AN_EXPORT
from entente.claims.sheets.words import Entry, Words
from entente.intake.sheet import Sheet, SheetRow
from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim, Step
from entente.model.problem import Problem
from entente.model.report import Block, BlockKind, Report
from entente.model.span import Span

_FIRST = ("kind", "what")
_NO_CLAIM = (NOT_READ, "id", "report")


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What became of a sheet: its report, its claims in the order of its rows, and what could not be understood."""

    report: Report
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as a line of the report: its offsets, and those of its cells by their columns."""

    row: SheetRow
    text: str
    passage: Span
    cells: Mapping[str, Span]


def read_rows(sheet: Sheet, entry: Entry, knowledge: Knowledge, known: Collection[int] = ()) -> SheetReading:
    """Give a sheet as a report with its claims; rows whose numbers are in `known` make none, they are in the register already.

    The passage of a claim is its row; its steps name the row and who entered it. A row that cannot be understood, or names nobody,
    is a problem that names the row, the column and the remedy; the other rows make their claims.
    """
    lines = _lines(sheet, entry)
    report = Report(
        "\n".join(line.text for line in lines),
        sheet.source,
        title=f"Sheet {sheet.source.rpartition('/')[2]}",
        publisher=entry.by,
        blocks=tuple(Block(line.passage, BlockKind.BODY) for line in lines),
    )
    words = Words(knowledge)
    made = [_claims(line, words, entry, report) for line in lines if line.row.number not in known]
    claims = [claim for row in made if not isinstance(row, Problem) for claim in row]
    return SheetReading(report, tuple(claims), tuple(row for row in made if isinstance(row, Problem)))


def _lines(sheet: Sheet, entry: Entry) -> list[_Line]:
    lines, start = [], 0
    for row in sheet.rows:
        line = _line(row, entry, start)
        lines.append(line)
        start = line.passage.end + 1
    return lines


def _line(row: SheetRow, entry: Entry, start: int) -> _Line:
    """Give a row as "Who: …; Date: …"; what an export says of where a claim came from is not among its words."""
    text, cells = "", {}
    for column, cell in zip(entry.columns, row.cells, strict=True):
        if cell and column.how != OF_AN_EXPORT:
            text += f"{'; ' if text else ''}{' '.join(column.header.split())}: "
            first = start + len(text)
            text += " ".join(cell.split())
            cells[column.header] = Span(first, start + len(text))
    return _Line(row, text, Span(start, start + len(text)), cells)


def _claims(line: _Line, words: Words, entry: Entry, report: Report) -> list[Claim] | Problem:
    draft, column = RowDraft(words, entry.kind), ""
    cells = [
        (c, cell) for c, cell in zip(entry.columns, line.row.cells, strict=True) if cell and c.field not in _NO_CLAIM
    ]
    try:
        for told, cell in sorted(cells, key=lambda found: found[0].field not in _FIRST):
            column = told.header
            draft.tell(told.field, cell, line.cells.get(column))
        column = ""
        by = draft.entered or entry.by
        step = Step("sheet", f"row {line.row.number} of {report.key}{f', entered by {by}' if by else ''}", line.passage)
        return list(draft.claims(line.passage, report, (step,)))
    except CellError as error:
        where = f"row {line.row.number}, column {column!r}" if column else f"row {line.row.number}"
        return Problem(report.source, f"{where}: {error}", error.remedy)
