import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.intake import sheet as sheets
from entente.intake.sheet import Sheet, SheetRow, read_sheet, unharmed
from entente.model.problem import Problem
from entente.views.exports.letters import harmless

Write = Callable[[bytes], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(data: bytes) -> str:
        path = tmp_path / "s.csv"
        path.write_bytes(data)
        return str(path)

    return written


def rows(found: Sheet | Problem) -> list[tuple[int, tuple[str, ...]]]:
    assert isinstance(found, Sheet), found
    return [(row.number, row.cells) for row in found.rows]


@pytest.mark.parametrize(
    "data",
    [
        b"Who,Date\nIOC,2023\n",
        b"\xef\xbb\xbfWho;Date\r\nIOC;2023\r\n",
        b"Who\tDate\nIOC\t2023",
        b"\n,\nWho | Date\n\n IOC | 2023 \n".replace(b"\n,\n", b"\n\n"),
        "Who\tDate\nIOC\t2023\n".encode("utf-16"),
    ],
)
def test_csv_of_any_dialect_is_read(data: bytes, write: Write) -> None:
    found = read_sheet(write(data))
    assert isinstance(found, Sheet)
    assert found.header == ("Who", "Date")
    assert [row.cells for row in found.rows] == [("IOC", "2023")]


def test_rows_bear_the_numbers_that_a_spreadsheet_shows(write: Write) -> None:
    found = read_sheet(write(b'Who,Note\n\n"a\nb","x, ""y"""\n,\nc\n'))
    assert rows(found) == [(3, ("a\nb", 'x, "y"')), (5, ("c", ""))]


def test_a_cell_beyond_the_header_is_not_lost(write: Write) -> None:
    found = read_sheet(write(b"Who,,Date\na,b,c,d\n"))
    assert isinstance(found, Sheet)
    assert found.header == ("Who", "column 2", "Date", "column 4")
    assert found.rows == (SheetRow(2, ("a", "b", "c", "d")),)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b",\n,\n", "is empty"),
        (b"Who,Who\na,b\n", "two columns are called 'Who'"),
        ("Who\nZürich".encode("cp1252"), "CP1252.*CSV UTF-8"),
        (b"PK\x03\x04 and no more", "is no workbook"),
        (b"Who\n" + b'"' + b"a" * 200_000, "is no CSV"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, says: str, write: Write) -> None:
    found = read_sheet(write(data))
    assert isinstance(found, Problem)
    assert found.source.endswith("s.csv")
    assert re.search(says, str(found))


def test_a_file_that_is_not_there_or_too_long_is_told(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No such file" in str(read_sheet("nowhere.csv"))
    monkeypatch.setattr(sheets, "MAX_SHEET_BYTES", 10)
    assert "is longer than" in str(read_sheet(write(b"Who,Date\nIOC,2023\n")))
    assert "leave --page out" in str(read_sheet(write(b"a\nb"), "Two"))


@pytest.fixture
def book(tmp_path: Path) -> str:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.create_sheet("Decisions").append(["Who", "Date", "Seen", "Votes", "Share", "Sure", "Odd"])
    made["Decisions"].append(
        ["IOC", date(2023, 10, 12), datetime.fromisoformat("2023-10-12T09:30"), 24, 0.5, True, "'=1"]
    )
    made.create_sheet("More").append(["Who"])
    made.save(path := tmp_path / "b.xlsx")
    return str(path)


def test_a_workbook_is_read_as_a_person_would_write_it(book: str) -> None:
    found = read_sheet(book)
    assert rows(found) == [(2, ("IOC", "2023-10-12", "2023-10-12 09:30", "24", "0.5", "yes", "=1"))]


def test_a_page_is_chosen_by_its_name(book: str) -> None:
    found = read_sheet(book, "More")
    assert isinstance(found, Sheet)
    assert (found.source, found.header, found.rows) == (f"{book}#More", ("Who",), ())
    assert "its pages are Sheet, Decisions, More" in str(read_sheet(book, "Less"))


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_MOST_UNPACKED", 1000)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "a" * 2000)
    (path := tmp_path / "bomb.xlsx").write_bytes(data.getvalue())
    assert "unpacks to more than" in str(read_sheet(str(path)))


@given(st.text())
def test_what_an_export_makes_harmless_is_itself_again(text: str) -> None:
    assert unharmed(harmless(text)) == text


def test_rows_of_a_workbook_bear_their_own_numbers(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active["B3"], made.active["C3"], made.active["B5"] = "Who", "Date", "IOC"
    made.save(path := tmp_path / "b.xlsx")
    found = read_sheet(str(path))
    assert isinstance(found, Sheet)
    assert found.header == ("column 1", "Who", "Date")
    assert found.rows == (SheetRow(5, ("", "IOC", "")),)


@pytest.mark.parametrize(
    "data", [b"Title, of 2023\nWho;Date;Note\nIOC;2023;a, b\nROC;2024;c\n", b"Who;Note\nA, b, c and d;x\n"]
)
def test_what_parts_the_cells_is_what_most_lines_have(data: bytes, write: Write) -> None:
    assert all(len(cells) == data.splitlines()[-1].count(b";") + 1 for _, cells in rows(read_sheet(write(data))))


def test_the_header_may_stand_below_a_title(write: Write) -> None:
    path = write(b"Decisions of 2023\n\nWho,Date\nIOC,2023\n")
    found = read_sheet(path, header=3)
    assert isinstance(found, Sheet)
    assert (found.header, found.rows) == (("Who", "Date"), (SheetRow(4, ("IOC", "2023")),))
    assert "row 2 is empty" in str(read_sheet(path, header=2))
    assert "is empty" in str(read_sheet(path, header=9))
