"""docs/knowledge.md is true: its folder is laid on top, passes the lint, and is read."""

import re
from pathlib import Path

import pytest

from entente.claims.sheets.headers import map_columns
from entente.claims.sheets.rows import read_rows
from entente.claims.sheets.words import Entry
from entente.intake.sheet import Sheet, SheetRow
from entente.knowledge.lint import lint
from entente.knowledge.lint.rows import load_schema
from entente.knowledge.loader import SHIPPED, load_knowledge
from entente.model.claim import Claim
from entente.model.report import Report
from entente.pipeline import load_reader, read_report
from entente.settings import Settings

pytestmark = pytest.mark.integration
PAGE = (Path(__file__).parents[2] / "docs" / "knowledge.md").read_text(encoding="utf-8")
FILES = re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
REPORT = """\
The Fijian Olympic Commission met the Coral Sea Alliance in Cairns before the 2023 Coral Sea Games.
The Fiji Rugby Union has twinned with the Tonga Rugby Union.
Ana Lima, rapporteur of the Coral Sea Sports Alliance, will travel to Fiji at Michaelmas.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder that the page builds."""
    for name, text in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def own(folder: Path) -> list[str]:
    shipped = lint()
    return [str(problem) for problem in lint(folder) if problem not in shipped]


def test_the_folder_of_the_page_is_sound(folder: Path) -> None:
    assert len(FILES) == len({name for name, _ in FILES}) > 5
    assert own(folder) == []


def test_the_answers_of_the_lint_are_those_of_the_page(folder: Path) -> None:
    (row,) = re.findall(r"```csv\n(org/my-club.*?)```", PAGE, re.DOTALL)
    (answers,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    table = folder / "olympic" / "bodies.csv"
    table.write_text(table.read_text(encoding="utf-8") + row, encoding="utf-8")
    told = [line.removeprefix("my-knowledge/").partition(" (")[0] for line in answers.splitlines()]
    assert [line.removeprefix(f"{folder}/").partition(" (")[0] for line in own(folder)] == told


def test_what_the_page_adds_is_read(folder: Path) -> None:
    reader = load_reader(Settings(knowledge=(folder,)))
    claims = read_report(reader, Report(REPORT, "report.txt", published="2023-05-15"))
    assert [claim.when for claim in claims if claim.kind == "visit"] == ["2023-09-29"]
    assert says(claims, "meeting", "noc/FIJ", "org/coral-sea-sports-alliance")
    assert says(claims, "cooperation", "nf/FIJ/rugby", "nf/TGA/rugby")
    (office,) = (claim for claim in claims if claim.kind == "office")
    assert office.attributes["post"] == "rapporteur"


def says(claims: tuple[Claim, ...], kind: str, *party: str) -> bool:
    return any(claim.kind == kind and claim.roles["party"] == party for claim in claims)


def test_the_page_names_every_column_and_what_it_means() -> None:
    for name, table in load_schema(SHIPPED).items():
        assert f"`{name}.csv`" in PAGE
        for column, what in table.columns.items():
            assert re.search(rf"^- `{column}`.*: {re.escape(what.about)}$", PAGE, re.MULTILINE), (name, column)


def test_the_words_that_the_page_adds_for_sheets_are_read(folder: Path) -> None:
    row = {"Who": "Fijian Judo Association", "Decided on": "2023", "Body": "IJF", "Decision": "struck off"}
    knowledge = load_knowledge(folder)
    columns = map_columns(tuple(row), {}, knowledge)
    sheet = Sheet("s.csv", tuple(row), (SheetRow(2, tuple(row.values())),))
    [claim] = read_rows(sheet, Entry(columns), knowledge).claims
    assert (claim.kind, claim.attributes, claim.when) == ("membership", {"change": "expelled"}, "2023")
