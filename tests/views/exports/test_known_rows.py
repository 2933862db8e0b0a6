"""The laws of sheets: what an export says is what its import reads, and bringing an export in again changes nothing."""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from entente.claims.sheets.headers import CLAIM_FIELDS, map_columns
from entente.claims.sheets.rows import SheetReading, read_rows
from entente.claims.sheets.words import Entry
from entente.intake.sheet import Sheet, read_sheet
from entente.knowledge.loader import load_knowledge
from entente.model.claim import FACTUALITIES, Claim
from entente.model.report import Report
from entente.register.handle import Register
from entente.register.opening import open_register
from entente.register.queries import find_claims, list_reports
from entente.register.store import store
from entente.views.exports.columns import column_row
from entente.views.exports.formats import FORMATS, Form
from entente.views.exports.known_rows import known_rows
from entente.views.exports.material import Material, gather
from tests.conftest import claim_of

KNOWLEDGE = load_knowledge()
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" ;=+'\\-@\n"), min_size=1, max_size=12)
TEXTS = WORDS.map(str.strip).filter(bool)
IDS = st.sampled_from(["noc/RUS", "noc/SYR", "org/ioc", "country/MLI", "person/a-b", "nf/RUS/boxing", "place/moscow"])
ENTITIES = st.lists(IDS, min_size=1, max_size=3, unique=True).map(tuple)
ROLES = st.fixed_dictionaries({"party": ENTITIES}, optional={"gathering": ENTITIES, "against": ENTITIES})


def fields(kind: str, attributes: dict[str, st.SearchStrategy[str]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "kind": st.just(kind),
            "roles": ROLES,
            "polarity": st.sampled_from(["positive", "negative"]),
            "factuality": st.sampled_from(FACTUALITIES),
            "attributes": st.fixed_dictionaries({}, optional=attributes),
            "conditions": st.lists(TEXTS, max_size=2).map(tuple),
            "when": st.sampled_from(["", "2023", "2023-05-10", "2023-05/..", "2023-21"]),
            "where": st.lists(IDS, max_size=2, unique=True).map(tuple),
            "attribution": st.lists(st.just("org/ioc") | st.just("person/a-b"), max_size=2, unique=True).map(tuple),
            "reported": st.sampled_from(["", "2023-05-01", "2022-02-04/2023-10-04"]),
        }
    )


MEETINGS = fields("meeting", {"mode": st.sampled_from(["in_person", "call"]), "topic": TEXTS})
TIES = fields("tie", {"form": st.sampled_from(["ally", "rival"]), "cause": TEXTS})
CLAIMS = st.lists(MEETINGS | TIES, min_size=1, max_size=4).map(
    lambda listed: tuple(claim_of(**told, start=n * 10) for n, told in enumerate(listed))
)


def material_of(claims: Iterable[Claim]) -> Material:
    return Material(tuple(claims), {}, {}, {}, KNOWLEDGE)


def exported(form: Form, material: Material, path: Path) -> Sheet:
    path.write_bytes(b"".join(FORMATS[form].write(material)))
    sheet = read_sheet(str(path))
    assert isinstance(sheet, Sheet), sheet
    return sheet


def read_again(sheet: Sheet, known: Iterable[int] = ()) -> SheetReading:
    return read_rows(sheet, Entry(map_columns(sheet.header, {}, KNOWLEDGE)), KNOWLEDGE, frozenset(known))


def said(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in CLAIM_FIELDS} for c in claims if (row := column_row(c, material_of(claims)))]


@given(CLAIMS, st.sampled_from([Form.CSV, Form.XLSX]))
@hypothesis_settings(max_examples=50)
def test_what_a_sheet_says_survives_the_way_out_and_in(claims: tuple[Claim, ...], form: Form) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = read_again(exported(form, material_of(claims), Path(folder) / f"a.{form}"))
        second = read_again(exported(form, material_of(first.claims), Path(folder) / f"b.{form}"))
    assert (first.problems, second.problems) == ((), ())
    assert said(claims) == said(first.claims) == said(second.claims)
    assert first.report.text == second.report.text
    assert all(claim.passage.of(first.report.text) == claim.quote for claim in first.claims)


@given(CLAIMS, st.sampled_from([Form.CSV, Form.XLSX]))
@hypothesis_settings(max_examples=25)
def test_importing_an_export_changes_nothing(claims: tuple[Claim, ...], form: Form) -> None:
    report = Report("They met. " * 4, "report.txt")
    told = tuple(replace(claim, digest=report.digest) for claim in claims)
    with tempfile.TemporaryDirectory() as folder, open_register(Path(folder) / "r.db", create=True) as register:
        store(register, report, told, KNOWLEDGE)
        before = state(register)
        sheet = exported(form, before, Path(folder) / f"a.{form}")
        known = known_rows(sheet, map_columns(sheet.header, {}, KNOWLEDGE), before)
        assert len(known) == len(sheet.rows) == len(before.claims)
        assert read_again(sheet, known).claims == ()


def state(register: Register) -> Material:
    return gather(register, find_claims(register), KNOWLEDGE)


@pytest.fixture
def register(tmp_path: Path) -> Iterable[Register]:
    with open_register(tmp_path / "r.db", create=True) as opened:
        yield opened


def test_a_row_that_was_changed_or_added_is_the_sheets_own(
    register: Register, tmp_path: Path, make_claim: Callable[..., Claim]
) -> None:
    report = Report("They met. They met.", "report.txt")
    claims = [make_claim("meeting", {"party": ("noc/RUS",)}, digest=report.digest, start=n * 10) for n in range(2)]
    store(register, report, claims, KNOWLEDGE)
    path = tmp_path / "mine.csv"
    exported(Form.CSV, state(register), path)
    path.write_text(
        path.read_text().replace("party=noc/RUS", "party=noc/RUS + org/ioc", 1) + ",meeting,,,party=org/ioc\n"
    )
    sheet = read_sheet(str(path))
    assert isinstance(sheet, Sheet)
    columns = map_columns(sheet.header, {}, KNOWLEDGE)
    reading = read_again(sheet, known_rows(sheet, columns, state(register)))
    assert [claim.roles["party"] for claim in reading.claims] == [("noc/RUS", "org/ioc"), ("org/ioc",)]
    store(register, reading.report, reading.claims, KNOWLEDGE)
    # The export again, over the same file: its own rows are the register's now, so nothing is to be done.
    again = exported(Form.CSV, state(register), path)
    assert known_rows(again, columns, state(register)) == {2, 3, 4, 5}
    # One more row: those of the sheet's own are read with it, since they stand in another text then.
    path.write_text(path.read_text() + ",meeting,,,party=noc/SYR\n")
    more = read_sheet(str(path))
    assert isinstance(more, Sheet)
    known = known_rows(more, columns, state(register))
    parties = sorted(claim.roles["party"] for claim in read_again(more, known).claims)
    assert parties == [("noc/RUS", "org/ioc"), ("noc/SYR",), ("org/ioc",)]
    assert {report.key for report in list_reports(register)} == {"report.txt", str(path)}
