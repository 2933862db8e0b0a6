from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from entente.apps.web.drawings.scale import Scale, spanning, ticks

PERIODS = st.tuples(st.dates(), st.dates()).map(sorted)


@given(PERIODS, st.dates())
def test_every_day_lies_in_the_drawing(period: list[date], day: date) -> None:
    scale = Scale(period[0], period[1], 100, 900)
    assert 100 <= scale.at(day) <= scale.middle(day) <= scale.after(day) <= 900
    assert (scale.at(scale.first), scale.after(scale.last)) == (100, 900)


@given(PERIODS, st.integers(2, 20))
def test_marks_are_few_lie_in_the_period_and_go_forward(period: list[date], most: int) -> None:
    found = ticks(Scale(period[0], period[1], 0, 1000), most)
    days = [tick.day for tick in found]
    assert len(days) <= most
    assert days == sorted(set(days))
    assert all(period[0] <= day <= period[1] for day in days)


@given(st.lists(st.dates(), min_size=1))
def test_a_period_spans_its_days_with_room(days: list[date]) -> None:
    period = spanning(days)
    assert period is not None
    assert period[0] <= min(days)
    assert period[1] >= max(days)
    assert period[0] < period[1]


def test_no_days_have_no_period() -> None:
    assert spanning([]) is None


def test_marks_are_called_by_what_is_new() -> None:
    def names(first: date, last: date) -> list[str]:
        return [tick.name for tick in ticks(Scale(first, last, 0, 1000), 6)]

    assert names(date(2023, 5, 30), date(2023, 6, 2)) == ["30 May 2023", "31 May", "1 Jun", "2 Jun"]
    assert names(date(2022, 11, 5), date(2023, 4, 5)) == ["Dec 2022", "Jan 2023", "Feb", "Mar", "Apr"]
    assert names(date(2019, 5, 1), date(2023, 5, 1)) == ["2020", "2021", "2022", "2023"]
