import csv
import io
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.model.claim import Claim
from entente.views.exports import sheets
from entente.views.exports.columns import COLUMNS, column_row
from entente.views.exports.errors import ExportError
from entente.views.exports.letters import cell, harmless, plain
from entente.views.exports.material import Material
from entente.views.exports.sheets import write_csv, write_xlsx

MakeMaterial = Callable[..., Material]
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    assert not harmless(text).startswith(FORMULAS)
    assert harmless(text) in {text, f"'{text}"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert cell([text, "b"]) == f"'{text}; b"


def test_numbers_stay_numbers() -> None:
    assert [cell(value) for value in (-1, -0.5, None)] == [-1, -0.5, None]


def test_csv_is_read_by_others(claims: tuple[Claim, ...], make_material: MakeMaterial) -> None:
    text = b"".join(write_csv(make_material(claims))).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == [claim.id for claim in claims]
    assert [(row["factuality"], row["polarity"]) for row in rows] == [(c.factuality, c.polarity) for c in claims]
    assert (
        rows[0]["says"] == "The Russian Olympic Committee and the Syrian Olympic Committee met in Moscow on 10 May 2023"
    )
    assert rows[0]["when_first"] == "2023-05-10"
    assert rows[-1]["sentence"].startswith("'=HYPERLINK")
    assert list(rows[0]) == [column.name for column in COLUMNS]


def test_duckdb_reads_the_csv(claims: tuple[Claim, ...], make_material: MakeMaterial, tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(b"".join(write_csv(make_material(claims))))
    found = duckdb.read_csv(str(path)).aggregate("factuality, count(*)").fetchall()
    assert dict(found) == {"alleged": 1, "asserted": 7, "conditional": 1, "hoped": 1, "planned": 1, "possible": 1}


def test_csv_of_nothing_has_its_header(make_material: MakeMaterial) -> None:
    assert b"".join(write_csv(make_material([]))).startswith(b"id,kind,polarity,factuality,")


def test_openpyxl_reads_the_workbook(claims: tuple[Claim, ...], make_material: MakeMaterial) -> None:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(write_xlsx(make_material(claims)))))
    header, *rows = book["claims"].iter_rows(values_only=True)
    assert header == tuple(column.name for column in COLUMNS)
    assert [row[0] for row in rows] == [claim.id for claim in claims]
    assert {found.data_type for row in book["claims"].iter_rows() for found in row} <= {"s", "inlineStr", "n", "d"}
    sentence = rows[-1][header.index("sentence")]
    assert sentence == '\'=HYPERLINK("x")\nand “more”�'
    assert [row[0].value for row in book["columns"].iter_rows(min_row=2)] == list(header)


def test_a_sentence_longer_than_a_cell_is_cut(make_claim: Callable[..., Claim], make_material: MakeMaterial) -> None:
    long = make_claim("meeting", quote="a" * 40_000)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(write_xlsx(make_material([long])))))
    sentence = str(book["claims"].cell(2, 15).value)
    assert (len(sentence), sentence[-1]) == (32_767, "…")


def test_more_claims_than_a_sheet_holds_are_refused(
    claims: tuple[Claim, ...], make_material: MakeMaterial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    with pytest.raises(ExportError, match="csv or parquet"):
        list(write_xlsx(make_material(claims)))


def test_a_row_has_a_value_for_each_column(claims: tuple[Claim, ...], make_material: MakeMaterial) -> None:
    types = {"text": str, "texts": list, "integer": int, "number": float, "day": object}
    for claim in claims:
        row = column_row(claim, make_material(claims))
        assert list(row) == [column.name for column in COLUMNS]
        assert all(row[c.name] is None or isinstance(row[c.name], types[c.type]) for c in COLUMNS)


@given(st.text())
def test_plain_text_can_stand_in_xml(text: str) -> None:
    from xml.etree import ElementTree as ET

    element = ET.Element("a")
    element.text = plain(text)
    read = ET.fromstring(ET.tostring(element, encoding="utf-8")).text or ""  # noqa: S314 - made here
    assert read == plain(text).replace("\r\n", "\n").replace("\r", "\n")
