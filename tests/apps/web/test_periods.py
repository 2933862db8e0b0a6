from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from entente.apps.web.periods import Part, around, inside, parts_of

PERIODS = st.tuples(st.dates(), st.dates()).map(sorted)


def whole(parts: tuple[Part, ...], first: date, last: date) -> bool:
    """Tell whether parts follow one another from a first to a last day."""
    ends = [part.last for part in parts]
    begins = [part.first for part in parts]
    follow = all((b - a).days == 1 for a, b in zip(ends, begins[1:], strict=False))
    return follow and (begins[0], ends[-1]) == (first, last)


@given(PERIODS, st.integers(8, 60))
def test_parts_are_few_and_leave_no_day_out(period: list[date], most: int) -> None:
    first, last = period
    parts = parts_of(first, last, most)
    assert whole(parts, first, last)
    assert len(parts) <= max(most + 1, 101)


@given(PERIODS)
def test_looking_closer_leaves_no_day_out(period: list[date]) -> None:
    first, last = period
    parts = inside(first, last)
    assert not parts or whole(parts, first, last)
    assert all((part.last - part.first) <= (last - first) for part in parts)


def test_years_lead_to_months_and_months_to_days() -> None:
    years = inside(date(2021, 5, 1), date(2023, 10, 1))
    assert [part.name for part in years] == ["2021", "2022", "2023"]
    months = inside(years[1].first, years[1].last)
    assert [part.name for part in months][:2] == ["January 2022", "February 2022"]
    days = inside(months[1].first, months[1].last)
    assert (days[-1].name, inside(days[0].first, days[0].last)) == ("28 February 2022", ())
    assert around(days[0].first, days[0].last) == months[1]
    assert around(months[1].first, months[1].last) == years[1]
    assert around(years[1].first, years[1].last) is None


def test_parts_are_named_as_people_do() -> None:
    def names(first: date, last: date, most: int) -> list[str]:
        return [part.name for part in parts_of(first, last, most)][:2]

    assert names(date(2023, 1, 1), date(2023, 1, 9), 12) == ["1 January 2023", "2 January 2023"]
    assert names(date(2023, 1, 1), date(2023, 2, 28), 12) == [
        "1 January 2023 to 7 January 2023",
        "8 January 2023 to 14 January 2023",
    ]
    assert names(date(2023, 1, 1), date(2023, 12, 31), 12) == ["January 2023", "February 2023"]
    assert names(date(2021, 1, 1), date(2023, 12, 31), 12) == ["January to March 2021", "April to June 2021"]
    assert names(date(2012, 1, 1), date(2023, 12, 31), 12) == ["2012", "2013"]
    assert names(date(1912, 1, 1), date(2023, 12, 31), 12) == ["1910 to 1919", "1920 to 1929"]
