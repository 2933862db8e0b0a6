import re
from collections.abc import Mapping

import pytest

from entente.claims.sheets.headers import CLAIM_FIELDS, OF_A_REGISTER, fields_of, map_columns, mapping_problem
from entente.knowledge.tables import Knowledge
from entente.views.exports.columns import COLUMNS


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Who", "who"),
        ("  BODY: ", "whom"),
        ("date_of_event", "when"),
        ("Decision", "what"),
        ("Report date", "reported"),
        ("Entered by", "entered"),
        ("authority", "authority"),
        ("Instrument", "instrument"),
        ("Remarks", "-"),
        ("says", "-"),
    ],
)
def test_a_header_in_ordinary_words_is_guessed(header: str, field: str, knowledge: Knowledge) -> None:
    [column] = map_columns([header], {}, knowledge)
    assert column.field == field
    assert column.how == ("not known" if field == "-" else "guessed")


def test_what_a_person_says_goes_before_the_guess(knowledge: Knowledge) -> None:
    found = map_columns(["Who", "Date"], {"Date": "-", "Who": "subject"}, knowledge)
    assert [(column.field, column.how) for column in found] == [("subject", "said"), ("-", "said")]


def test_every_column_of_an_export_is_known(knowledge: Knowledge) -> None:
    header = [column.name for column in COLUMNS]
    assert set(header) == {*CLAIM_FIELDS, *OF_A_REGISTER}
    fields = {column.header: column.field for column in map_columns(header, {}, knowledge)}
    read = {name: field for name, field in fields.items() if field != "-"}
    assert read == {name: name for name in (*CLAIM_FIELDS, "id", "report")}


@pytest.mark.parametrize(
    ("header", "said", "kind", "says"),
    [
        (["Who", "What"], {}, "", ""),
        (["Who"], {}, "meeting", ""),
        (["Who", "With whom", "Party 2"], {"Party 2": "who"}, "meeting", ""),
        (["Who"], {}, "", "none tells what happened .*--kind meeting"),
        (["Who"], {}, "wedding", "'wedding' is no kind of claim"),
        (["Who", "What"], {"Whom": "who"}, "", "no column is called 'Whom' .columns are Who, What"),
        (["Who", "What"], {"Who": "hero"}, "", "'hero' is no field .fields are who, whom, what"),
        (["What", "Date", "Day"], {}, "", "Date, Day are all read as when"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_told(
    header: list[str], said: Mapping[str, str], kind: str, says: str, knowledge: Knowledge
) -> None:
    problem = mapping_problem(map_columns(header, said, knowledge), said, kind, knowledge)
    assert (problem is None) == (says == "")
    assert problem is None or re.search(says, str(problem))


def test_the_words_of_the_shipped_file_name_fields(knowledge: Knowledge) -> None:
    headers = knowledge.rules["english/sheets"]["headers"]
    assert set(headers) <= set(fields_of(knowledge))
    words = [word for listed in headers.values() for word in listed]
    assert sorted(words) == sorted(set(words))
