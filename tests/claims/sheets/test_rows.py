from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.claims.sheets.headers import map_columns
from entente.claims.sheets.rows import read_rows
from entente.claims.sheets.words import Entry
from entente.knowledge.loader import load_knowledge
from entente.knowledge.tables import Knowledge
from entente.model.report import BlockKind
from tests.claims.sheets.conftest import ReadRows, sheet_of

EXAMPLES: list[dict[str, Any]] = load_knowledge().rules["english/sheets"]["examples"]
SUSPENDED = {"Who": "Russian Olympic Committee", "Date": "12 October 2023", "Body": "IOC", "Decision": "suspended"}


@pytest.mark.parametrize("example", EXAMPLES, ids=[" ".join(e["row"]) for e in EXAMPLES])
def test_the_examples_of_the_file_are_read(example: dict[str, Any], read: ReadRows) -> None:
    reading = read({str(name): str(cell) for name, cell in example["row"].items()})
    assert reading.problems == ()
    claim = reading.claims[0]
    assert claim.kind == example["kind"]
    assert {role: list(ids) for role, ids in claim.roles.items()} == example["roles"]
    assert claim.attributes == example.get("attributes", {})
    assert claim.factuality == example.get("factuality", "asserted")
    assert claim.when == example.get("when", "")


def test_every_act_of_the_file_is_a_kind_with_its_attributes(knowledge: Knowledge) -> None:
    kinds, acts = knowledge.rules["ontology/kinds"], knowledge.rules["english/sheets"]["acts"]
    for act in acts:
        allowed = kinds[act["kind"]]["attributes"]
        assert all(value in allowed[name] for name, value in act.get("attributes", {}).items()), act
    words = [word for act in acts for word in act["words"]]
    assert sorted(words) == sorted(set(words))


def test_a_sheet_is_a_report_whose_lines_are_its_rows(read: ReadRows) -> None:
    reading = read(SUSPENDED | {"Note": "two\nlines"}, {"Who": "nobody at all"}, by="Ana Sousa")
    first, second = reading.report.text.split("\n")
    assert first == (
        "Who: Russian Olympic Committee; Date: 12 October 2023; Body: IOC; Decision: suspended; Note: two lines"
    )
    assert second == "Who: nobody at all"
    assert [block.kind for block in reading.report.blocks] == [BlockKind.BODY] * 2
    assert (reading.report.key, reading.report.publisher) == ("decisions.csv", "Ana Sousa")
    assert reading.report.title == "Sheet decisions.csv"


def test_a_claim_knows_its_row_its_cells_and_who_entered_it(read: ReadRows) -> None:
    reading = read(SUSPENDED, SUSPENDED | {"Entered by": "BT"}, by="Ana Sousa")
    first, second = reading.claims
    text = reading.report.text
    assert (first.rule, first.attribution, first.passage.of(text)) == ("sheet", (), first.quote)
    assert {e.role: e.span.of(text) for e in first.evidence} == {
        "trigger": "suspended",
        "subject": "Russian Olympic Committee",
        "when": "12 October 2023",
        "authority": "IOC",
    }
    assert [step.decision for claim in (first, second) for step in claim.steps] == [
        "row 2 of decisions.csv, entered by Ana Sousa",
        "row 3 of decisions.csv, entered by BT",
    ]
    assert second.passage.of(text) == second.quote
    assert first.id != second.id


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (SUSPENDED | {"Date": "12/10/2023"}, "row 2, column 'Date': '12/10/2023' may be two days"),
        (SUSPENDED | {"Who": "COC"}, "row 2, column 'Who': 'COC' may be noc/CAN or "),
        (SUSPENDED | {"Decision": "frobnicated"}, "row 2, column 'Decision': 'frobnicated' is no act that is known"),
        (SUSPENDED | {"Decision": ""}, "row 2, column 'Who': what happened is not told"),
        (SUSPENDED | {"Post": "president"}, "row 2, column 'Post': post is nothing of a claim of the kind standing"),
        (SUSPENDED | {"Kind": "meeting"}, "row 2, column 'Kind': 'meeting' is of the kind meeting, not standing"),
        (SUSPENDED | {"roles": "hero=noc/RUS"}, "row 2, column 'roles': 'hero' is no role of a claim of the kind"),
        (SUSPENDED | {"How sure": "quite"}, "row 2, column 'How sure': 'quite' is no way of telling"),
        (SUSPENDED | {"Who": "", "Body": ""}, "row 2: it names nobody"),
        ({"Who": "Thomas Bach", "Body": "IOC", "What": "elected"}, "row 2: its post is not told"),
    ],
)
def test_a_row_that_cannot_be_understood_is_told_and_the_others_go_in(
    row: dict[str, str], says: str, read: ReadRows
) -> None:
    header = dict.fromkeys(SUSPENDED, "") if "Decision" in row else {}
    reading = read({**header, **row}, SUSPENDED if "Decision" in row else row)
    assert str(reading.problems[0]).startswith(f"decisions.csv: {says}")
    assert reading.problems[0].remedy
    assert len(reading.claims) == ("Decision" in row)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("yes", ("asserted", "positive")),
        ("expected", ("planned", "positive")),
        ("hoped", ("hoped", "positive")),
        ("did not happen", ("asserted", "negative")),
    ],
)
def test_how_sure_it_is_stays_so(cell: str, told: tuple[str, str], read: ReadRows) -> None:
    [claim] = read(SUSPENDED | {"Certainty": cell}).claims
    assert (claim.factuality, claim.polarity) == told


def test_what_lies_after_the_day_it_was_told_is_planned(read: ReadRows) -> None:
    row = {"Parties": "IOC; FIFA", "What": "signed", "Date": "2023-06-10", "Published": "2023-05-01"}
    [ahead] = read(row).claims
    assert (ahead.factuality, ahead.attributes, ahead.reported) == ("planned", {"stage": "planned"}, "2023-05-01")
    [done] = read(row | {"Published": "2023-06-11"}).claims
    assert (done.factuality, done.attributes) == ("asserted", {"stage": "signed"})


def test_one_kind_may_be_said_for_all_rows(read: ReadRows) -> None:
    reading = read({"Who": "IOC", "With": "FIFA", "Where": "Moscow"}, kind="meeting")
    [claim] = reading.claims
    assert (claim.kind, claim.roles, claim.where) == ("meeting", {"party": ("org/ioc", "org/fifa")}, ("place/moscow",))
    assert (claim.when, claim.when_unknown) == ("", "the row tells no time")


def test_a_role_that_takes_one_filler_makes_a_claim_of_each(read: ReadRows) -> None:
    row = SUSPENDED | {"Who": "Russian Olympic Committee; noc/BLR"}
    assert [claim.roles["subject"] for claim in read(row).claims] == [("noc/RUS",), ("noc/BLR",)]


def test_rows_that_are_known_make_no_claims(read: ReadRows) -> None:
    reading = read(SUSPENDED, SUSPENDED, known=(2,))
    assert [claim.steps[0].decision for claim in reading.claims] == ["row 3 of decisions.csv"]


WORDS = [
    "noc/RUS",
    "IOC",
    "Russia",
    "met",
    "suspended",
    "elected",
    "2023",
    "12/10/2023",
    "planned",
    "no",
    "a=b",
    "party=x",
    ";",
    "=",
]
CELLS = st.text(max_size=8) | st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join) | st.sampled_from(WORDS)
HEADERS = [
    "Who",
    "Body",
    "What",
    "Date",
    "How sure",
    "polarity",
    "roles",
    "attributes",
    "Place",
    "According to",
    "post",
    "votes",
]


@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(HEADERS, CELLS)), min_size=1, max_size=3))
def test_whatever_stands_in_a_row_it_makes_claims_or_a_problem(rows: list[dict[str, str]]) -> None:
    sheet = sheet_of(*({"Who": "", **row} for row in rows))
    knowledge = load_knowledge()
    reading = read_rows(sheet, Entry(map_columns(sheet.header, {}, knowledge)), knowledge)
    told = {claim.steps[0].decision.split()[1] for claim in reading.claims}
    failed = {str(problem).partition(": row ")[2].split(",")[0].split(":")[0] for problem in reading.problems}
    assert told | failed == {str(row.number) for row in sheet.rows}
    assert not told & failed
    assert all(claim.passage.of(reading.report.text) == claim.quote for claim in reading.claims)
