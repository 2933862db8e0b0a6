"""`entente import`: the preview, the mapping, what it stores, what it refuses. With the shipped knowledge, without the model."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from entente.apps.cli import import_
from entente.knowledge import loader
from entente.knowledge.tables import Knowledge
from tests.apps.conftest import Result

Shell = Callable[..., Result]
SHEET = (
    "Who,Decided on,Body,Decision,Source\n"
    "Russian Olympic Committee,12 October 2023,IOC,suspended,https://example.org/1\n"
    "Guatemalan Olympic Committee,2022-10-15,IOC,Suspended,https://example.org/2\n"
    "Nobody Known,2024,IOC,suspended,\n"
)
UNKNOWN = "entente: decisions.csv: row 4, column 'Who': nothing called 'Nobody Known' is known (write its id "


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return loader.load_knowledge()


@pytest.fixture
def desk(knowledge: Knowledge, shell: Shell, in_scratch: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Give the command line beside a sheet, which is read by the shipped knowledge, loaded once."""
    monkeypatch.setattr(import_, "load_knowledge", lambda *_: knowledge)
    monkeypatch.setenv("ENTENTE_USER", "Ana Sousa")
    (in_scratch / "decisions.csv").write_text(SHEET)
    return shell


def rows(desk: Shell) -> list[dict[str, object]]:
    return [json.loads(line) for line in desk("export", "jsonl").out.splitlines()]


def test_a_dry_run_shows_the_columns_and_the_first_rows_and_stores_nothing(desk: Shell, in_scratch: Path) -> None:
    result = desk("import", "decisions.csv", "--dry-run")
    lines = [" ".join(line.split()) for line in result.out.splitlines() if line.strip()]
    assert lines[0] == "column read as how row 2 row 3 row 4"
    assert lines[2] == "Who who guessed Russian Olympic Committee Guatemalan Olympic Committee Nobody Known"
    assert lines[3].startswith("Decided on - not known 12 October 2023 2022-10-15")
    assert result.code == 1
    assert result.err.startswith(UNKNOWN)
    assert result.err.endswith("3 rows, 2 claims, 1 not understood, nothing stored\n")
    assert not (in_scratch / "entente.db").exists()


def test_rows_become_claims_and_those_not_understood_are_told(desk: Shell) -> None:
    result = desk("import", "decisions.csv", "--map", "Decided on=when")
    assert result.code == 1
    assert result.err.startswith(UNKNOWN)
    first, second = rows(desk)
    assert (first["rule"], first["report"], first["when"]) == ("sheet", "decisions.csv", "2023-10-12")
    assert (second["roles"], second["attribution"]) == ({"subject": ["noc/GUA"], "authority": ["org/ioc"]}, [])
    told = desk("explain", str(first["id"])).out
    assert (
        "“Who: Russian Olympic Committee; Decided on: 12 October 2023; Body: IOC; Decision: suspended; Source:" in told
    )
    assert "sheet: row 2 of decisions.csv, entered by Ana Sousa" in told
    assert "subject: noc/RUS from “Russian Olympic Committee” at 5" in told


def test_what_was_said_of_the_columns_is_remembered(desk: Shell, in_scratch: Path) -> None:
    desk("import", "decisions.csv", "--map", "Decided on=when")
    (in_scratch / "more.csv").write_text(SHEET.replace("2023,IOC", "2021,IOC").replace("Nobody Known", "Thomas Bach"))
    result = desk("import", "more.csv")
    assert result.code == 0
    assert result.err == "as was said of a sheet with the same columns: Decided on=when\n3 rows, 3 claims\n"
    assert {row["when"] for row in rows(desk) if row["report"] == "more.csv"} == {"2021-10-12", "2022-10-15", "2024"}
    assert "Decided on=-" not in desk("import", "more.csv", "--map", "Decided on=-").err
    assert desk("import", "more.csv").err.startswith("as was said of a sheet with the same columns: Decided on=-\n")


def test_reading_it_again_replaces_its_own_and_withdrawing_takes_it_out(desk: Shell, in_scratch: Path) -> None:
    desk("import", "decisions.csv")
    before = rows(desk)
    desk("import", "decisions.csv")
    assert rows(desk) == before
    (in_scratch / "decisions.csv").write_text("".join(SHEET.splitlines(keepends=True)[:2]))
    assert desk("import", "decisions.csv").err == "1 row, 1 claim\n"
    assert [row["roles"] for row in rows(desk)] == [{"subject": ["noc/RUS"], "authority": ["org/ioc"]}]
    (in_scratch / "decisions.csv").write_text(SHEET.splitlines(keepends=True)[0] + "Nobody Known,,IOC,suspended,\n")
    assert desk("import", "decisions.csv").code == 1
    assert rows(desk) == []
    assert desk("withdraw", "decisions.csv").code == 0


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_brought_in_again_changes_nothing(desk: Shell, form: str) -> None:
    desk("import", "decisions.csv")
    desk("export", form, "--output", f"out.{form}")
    before = desk("export", "csv").out
    result = desk("import", f"out.{form}")
    assert (result.code, result.err) == (0, "2 rows, 0 claims, 2 in the register already\n")
    assert desk("export", "csv").out == before
    assert desk("withdraw", f"out.{form}").code == 1


def test_an_export_of_what_was_judged_changes_nothing(desk: Shell) -> None:
    desk("import", "decisions.csv")
    claim = str(rows(desk)[0]["id"])
    assert desk("review", claim, data=b"when=2023-10-13\n").code == 0
    desk("export", "csv", "--output", "out.csv")
    before = desk("export", "csv").out
    assert "2023-10-13" in before
    assert desk("import", "out.csv").err == "2 rows, 0 claims, 2 in the register already\n"
    assert desk("export", "csv").out == before


def test_a_workbook_and_one_kind_for_all_rows(desk: Shell, in_scratch: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["With", "Who"])
    book.active.append(["IOC", "FIFA"])
    book.save(in_scratch / "met.xlsx")
    assert desk("import", "met.xlsx", "--kind", "meeting", "--page", "Sheet").err == "1 row, 1 claim\n"
    [row] = rows(desk)
    assert (row["kind"], row["report"], row["roles"]) == (
        "meeting",
        "met.xlsx#Sheet",
        {"party": ["org/ioc", "org/fifa"]},
    )


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["nowhere.csv"], 1, "nowhere.csv: No such file or directory (name a .csv or .xlsx file)"),
        (["decisions.csv", "--map", "Who"], 2, "'Who' maps nothing: write COLUMN=FIELD"),
        (["decisions.csv", "--map", "Whom=who"], 1, "no column is called 'Whom' (columns are Who, Decided on, "),
        (["decisions.csv", "--map", "Who=hero"], 1, "'hero' is no field (fields are who, whom, "),
        (["decisions.csv", "--map", "Decision=-"], 1, "none tells what happened"),
        (["decisions.csv", "--kind", "wedding"], 1, "'wedding' is no kind of claim (take one of meeting, "),
        (["decisions.csv", "--page", "Two"], 1, "has no page 'Two'"),
    ],
)
def test_what_cannot_be_done_is_told_with_what_to_do(desk: Shell, arguments: list[str], code: int, says: str) -> None:
    result = desk("import", *arguments)
    assert (result.code, result.out) == (code, "")
    assert says in " ".join(result.err.replace("│", "").split())


def test_reading_a_sheet_as_a_report_says_what_to_do(desk: Shell) -> None:
    assert "decisions.csv: is a sheet, no report (entente import decisions.csv)" in desk("read", "decisions.csv").err
