"""docs/formats.md shows one example of each format, and each is what the export gives; and a sheet, and what it is read as."""

import re
from pathlib import Path

from entente.claims.sheets.headers import map_columns
from entente.claims.sheets.rows import read_rows
from entente.claims.sheets.words import Entry
from entente.intake.sheet import Sheet, read_sheet
from entente.knowledge.loader import load_knowledge
from entente.model.claim import FACTUALITIES
from entente.records.support import factuality_of
from entente.records.wording import Wording, phrases_of, said
from entente.register.naming import name_of
from entente.views.exports.columns import COLUMNS
from entente.views.exports.formats import Form
from tests.docs.examples import PAGE, TEXT, claims, shown, with_examples


def test_the_page_has_an_example_of_each_format_that_is_what_it_gives() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert sorted(shown(page)) == sorted(Form)
    assert with_examples(page) == page, "python -m tests.docs.examples makes the examples anew"


def test_the_page_explains_every_column_and_every_way_of_telling() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [
        column.name for column in COLUMNS if f"| `{column.name}` | {column.type} | {column.says} |" not in page
    ] == []
    assert [word for word in (*FACTUALITIES, "denied") if f"`{word}`" not in page] == []


def test_the_examples_stand_where_they_say() -> None:
    text = " ".join(TEXT)
    assert [claim.passage.of(text) for claim in claims()] == [claim.quote for claim in claims()]


def block(page: str, marker: str) -> str:
    found = re.search(rf"<!-- {marker} -->\n\n```\w+\n(.*?)```", page, re.DOTALL)
    assert found, marker
    return found[1]


def test_the_sheet_on_the_page_is_read_as_the_page_says(in_scratch: Path) -> None:
    page, knowledge = PAGE.read_text(encoding="utf-8"), load_knowledge()
    (in_scratch / "decisions.csv").write_text(block(page, "sheet: decisions.csv"))
    sheet = read_sheet("decisions.csv")
    assert isinstance(sheet, Sheet)
    columns = map_columns(sheet.header, {}, knowledge)
    assert [f"{c.header}: {c.field} ({c.how})" for c in columns] == block(page, "columns: decisions.csv").splitlines()
    reading = read_rows(sheet, Entry(columns), knowledge)
    wording = Wording(
        {entity: name_of(entity, knowledge, {}) for c in reading.claims for entity in c.entities()},
        phrases_of(knowledge),
    )
    told = [
        f"{claim.steps[0].decision.partition(' of')[0]}: {said(claim, wording, day=True)} ({claim.kind}, {factuality_of(claim)})"
        for claim in reading.claims
    ]
    assert [*told, *map(str, reading.problems)] == block(page, "claims: decisions.csv").splitlines()
