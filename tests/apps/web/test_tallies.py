"""What was told is counted by kind and way in any period: as one would count it anew."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from entente.apps.web.periods import inside
from entente.apps.web.tallies import number_of, tallies_of

FIRST = date(2020, 1, 1)
KINDS, WAYS = ("meeting", "visit"), ("asserted", "planned", "asserted not")
days = st.integers(0, 800).map(lambda n: FIRST + timedelta(days=n)) | st.just(date.max)
counts = st.dictionaries(st.tuples(days, st.sampled_from(KINDS), st.sampled_from(WAYS)), st.integers(1, 9))


@given(counts, days, days)
def test_a_period_is_counted_as_if_it_were_counted_alone(
    told: dict[tuple[date, str, str], int], first: date, last: date
) -> None:
    within: Counter[tuple[str, str]] = Counter()
    for (day, kind, way), number in told.items():
        if first <= day <= last:
            within[kind, way] += number
    found = tallies_of(told).told(first, last)
    assert {(kind, way): number for kind, by in found.items() for way, number in by.items()} == dict(within)


@given(counts)
def test_the_parts_of_a_period_and_what_has_no_day_are_all_of_it(told: dict[tuple[date, str, str], int]) -> None:
    tallies = tallies_of(told)
    parts = tallies.periods(inside(FIRST, FIRST + timedelta(days=800)))
    assert sum(part.number for part in parts) + number_of(tallies.told(date.max)) == sum(told.values())
    assert tallies.days == {day for day, _, _ in told if day < date.max}


def test_the_most_told_stands_first() -> None:
    day = date(2020, 1, 1)
    told = {
        (day, "visit", "planned"): 2,
        (day, "meeting", "planned"): 1,
        (day, "meeting", "asserted"): 1,
        (day, "gathering", "hoped"): 3,
    }
    assert [(kind, list(by)) for kind, by in tallies_of(told).told().items()] == [
        ("gathering", ["hoped"]),
        ("meeting", ["asserted", "planned"]),
        ("visit", ["planned"]),
    ]
