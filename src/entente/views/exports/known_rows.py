"""Which rows of a sheet are claims of a register as it exported them: bringing these in again changes nothing."""

from collections.abc import Sequence

from entente.claims.sheets.headers import CLAIM_FIELDS, Column
from entente.intake.sheet import Sheet, SheetRow, unharmed
from entente.model.claim import Claim
from entente.views.exports.columns import column_row
from entente.views.exports.letters import cell
from entente.views.exports.material import Material


def known_rows(sheet: Sheet, columns: Sequence[Column], material: Material) -> frozenset[int]:
    """Give the numbers of the rows that say, under a claim's id and report, what that claim of the register says.

    Of a sheet with rows that are not such, those of its own report are left out: its text is another now, and they are read again.
    """
    claims = {(claim.report, claim.id): claim for claim in material.claims}
    found: dict[int, str] = {}
    for row in sheet.rows:
        told = {column.field: text for column, text in zip(columns, row.cells, strict=True)}
        claim = claims.get((told.get("report", ""), told.get("id", "")))
        if claim is not None and _says(row, columns) == _exported(claim, material):
            found[row.number] = claim.report
    if len(found) == len(sheet.rows):
        return frozenset(found)
    return frozenset(number for number, report in found.items() if report != sheet.source)


def _says(row: SheetRow, columns: Sequence[Column]) -> dict[str, str]:
    told = {column.header: text for column, text in zip(columns, row.cells, strict=True)}
    return {name: told.get(name, "") for name in CLAIM_FIELDS}


def _exported(claim: Claim, material: Material) -> dict[str, str]:
    """Give what a claim says in the columns of an export, as a sheet is read: without apostrophes before formulas."""
    row = column_row(claim, material)
    return {name: unharmed(str(cell(row[name]) or "")).strip() for name in CLAIM_FIELDS}
