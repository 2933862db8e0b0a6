import pytest

from entente.apps.web.words import counted, days_away, machine_day


@pytest.mark.parametrize(("edtf", "said"), [("2023-06-01", "2023-06-01"), ("2023", "2023"), ("2023-21", ""), ("a", "")])
def test_a_machine_reads_what_html_has_a_place_for(edtf: str, said: str) -> None:
    assert machine_day(edtf) == said


def test_numbers_are_counted_in_words() -> None:
    assert (counted(1, "report"), counted(2000, "report")) == ("1 report", "2,000 reports")
    assert [days_away(days) for days in (-2, 0, 1, 60)] == ["2 days ago", "today", "in 1 day", "in 60 days"]
    assert [days_away(days) for days in (-61, 400, 1100)] == ["2 months ago", "in 13 months", "in 3 years"]
