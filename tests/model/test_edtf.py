import warnings
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.model.edtf import as_interval, bounds, is_edtf, vaguest_end

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its grammar is built with a library that renames its functions
    from edtf import parse_edtf

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))
PLAIN = st.one_of(
    DAYS.map(lambda d: d.isoformat()),
    DAYS.map(lambda d: d.isoformat()[:7]),
    DAYS.map(lambda d: d.isoformat()[:4]),
)
SEASONS = st.tuples(st.integers(1000, 9998), st.sampled_from((21, 22, 23, 33, 34, 35, 36, 40, 41))).map(
    lambda p: f"{p[0]}-{p[1]}"
)
UNSPECIFIED = st.one_of(
    st.integers(100, 999).map(lambda y: f"{y}X"),
    DAYS.map(lambda d: f"{d.isoformat()[:7]}-XX"),
    DAYS.map(lambda d: f"{d.isoformat()[:4]}-XX"),
)
SINGLE = st.tuples(st.one_of(PLAIN, SEASONS, UNSPECIFIED), st.sampled_from(("", "?", "~", "%"))).map("".join)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02?", "2024-02-01", "2024-02-29"),
        ("2023-06-01", "2023-06-01", "2023-06-01"),
        ("2023-22", "2023-06-01", "2023-08-31"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2023-34", "2023-04-01", "2023-06-30"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2023-XX", "2023-01-01", "2023-12-31"),
        ("2023-07-26/2023-07-29", "2023-07-26", "2023-07-29"),
        ("2023/2024-03~", "2023-01-01", "2024-03-31"),
    ],
)
def test_bounds_are_the_first_and_the_last_day(edtf: str, first: str, last: str) -> None:
    assert bounds(edtf) == (date.fromisoformat(first), date.fromisoformat(last))


@given(SINGLE)
def test_no_date_ends_later_than_the_vaguest_of_its_first_day(edtf: str) -> None:
    first, last = bounds(edtf)
    assert first
    assert last
    assert first <= last <= vaguest_end(first)


@pytest.mark.parametrize("edtf", ["2022-02-24/..", "2022-02-24/"])
def test_an_open_end_is_none(edtf: str) -> None:
    assert bounds(edtf) == (date(2022, 2, 24), None)


@pytest.mark.parametrize("edtf", ["../2022", "/2022"])
def test_an_open_start_is_none(edtf: str) -> None:
    assert bounds(edtf) == (None, date(2022, 12, 31))


@pytest.mark.parametrize(
    "text",
    ["last week", "2023-13", "2023-02-30", "2023-6-1", "23", "2023-01-01T10:00", "2024/2023", "../..", "/", "0000",
     "2023-22-01", "201X-05", "2023-XX-05", "a/b", "2023/x", "0000-05", "9999-24", "٢٠٢٣", "2023-00"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    assert not is_edtf(text)
    with pytest.raises(ValueError, match="is no date"):
        bounds(text)


def test_no_date_has_no_bounds() -> None:
    assert bounds("") == (None, None)


@given(SINGLE)
def test_a_date_ends_no_earlier_than_it_starts(edtf: str) -> None:
    first, last = bounds(edtf)
    assert first is not None
    assert last is not None
    assert first <= last


@given(SINGLE, SINGLE)
def test_an_interval_reaches_from_its_first_to_its_last_day(one: str, other: str) -> None:
    (start, _), (_, end) = bounds(one), bounds(other)
    assert start is not None
    assert end is not None
    assert is_edtf(f"{one}/{other}") == (start <= end)
    if start <= end:
        assert bounds(f"{one}/{other}") == (start, end)


@given(DAYS, DAYS)
def test_an_interval_of_days_is_written_as_it_is_read(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert bounds(as_interval(first, last)) == (first, last)
    assert bounds(as_interval(first, None)) == (first, None)
    assert bounds(as_interval(None, last)) == (None, last)
    assert as_interval(None, None) == ""


@given(st.one_of(st.tuples(PLAIN, st.sampled_from(("", "?", "~", "%"))).map("".join), SEASONS, UNSPECIFIED))
def test_the_edtf_library_gives_the_same_days(edtf: str) -> None:
    parsed = parse_edtf(edtf)
    theirs = tuple(date(d.tm_year, d.tm_mon, d.tm_mday) for d in (parsed.lower_strict(), parsed.upper_strict()))
    assert bounds(edtf) == theirs
