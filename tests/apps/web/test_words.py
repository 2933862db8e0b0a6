from datetime import date

import pytest

from entente.apps.web.words import counted, day_words, days_away, machine_day


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2023-06-01", "1 June 2023"),
        ("2023-06", "June 2023"),
        ("2023-XX", "2023"),
        ("2023-06-XX", "June 2023"),
        ("202X", "2020s"),
        ("2023-21", "spring 2023"),
        ("2023-40", "first half of 2023"),
        ("2023-06-01~", "1 June 2023 (about)"),
        ("2023-05-01/2023-06-03", "1 May 2023 to 3 June 2023"),
        ("../2023-06-03", "until 3 June 2023"),
        ("2023-06-03/..", "from 3 June 2023"),
        ("someday", "someday"),
        ("", ""),
        (date(2023, 6, 1), "1 June 2023"),
        (None, ""),
    ],
)
def test_a_date_is_written_as_people_do(edtf: date | str | None, words: str) -> None:
    assert day_words(edtf) == words


@pytest.mark.parametrize(("edtf", "said"), [("2023-06-01", "2023-06-01"), ("2023", "2023"), ("2023-21", ""), ("a", "")])
def test_a_machine_reads_what_html_has_a_place_for(edtf: str, said: str) -> None:
    assert machine_day(edtf) == said


def test_numbers_are_counted_in_words() -> None:
    assert (counted(1, "report"), counted(2000, "report")) == ("1 report", "2,000 reports")
    assert [days_away(days) for days in (-2, 0, 1, 60)] == ["2 days ago", "today", "in 1 day", "in 60 days"]
    assert [days_away(days) for days in (-61, 400, 1100)] == ["2 months ago", "in 13 months", "in 3 years"]
