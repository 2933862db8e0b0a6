"""Time expressions: every rule's examples, values against dates and intervals, and the laws of spans and values."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.annotation.sentences import split_sentences
from entente.annotation.times.expressions import find_times, resolve_times
from entente.annotation.times.units import edtf_of, moved, open_value, period, shifted
from entente.annotation.values import Mention, TimeExpression
from entente.knowledge.loader import load_knowledge
from entente.model.edtf import is_edtf
from entente.model.report import Report
from entente.model.span import Span

KNOWLEDGE = load_knowledge()
RULES = KNOWLEDGE.rules["english/times"]
DAY = "2023-05-15"  # a Monday


def times_of(text: str, published: str = DAY, mentions: tuple[Mention, ...] = ()) -> tuple[TimeExpression, ...]:
    report = Report(text=text, source="test", published=published)
    return find_times(report, split_sentences(report, KNOWLEDGE), mentions, KNOWLEDGE)


def again(times: tuple[TimeExpression, ...], published: str, text: str) -> tuple[TimeExpression, ...]:
    report = Report(text=text, source="test")
    return resolve_times(report, split_sentences(report, KNOWLEDGE), times, published, KNOWLEDGE)


def values_of(text: str, published: str = DAY) -> dict[str, str]:
    return {t.span.of(text): t.timex_value for t in times_of(text, published)}


def edtf(text: str, published: str = DAY) -> dict[str, str]:
    return {t.span.of(text): t.edtf for t in times_of(text, published)}


def rows() -> Iterator[dict[str, Any]]:
    yield from RULES["atoms"]
    yield from RULES["composites"]


def examples() -> Iterator[Any]:
    for row in rows():
        for text, value in row["examples"].items():
            yield pytest.param(row["id"], text, str(value), id=f"{row['id']}: {text}")


def counterexamples() -> Iterator[Any]:
    for row in rows():
        for text in row.get("counterexamples", ()):
            yield pytest.param(row["id"], text, id=f"{row['id']}: {text}")


@pytest.mark.parametrize(("rule", "marked", "value"), list(examples()))
def test_example(rule: str, marked: str, value: str) -> None:
    words = re.search(r"\[(.*)\]", marked)
    text = re.sub(r"[\[\]]", "", marked)
    found = {t.span.of(text): (t.rule, t.timex_value) for t in times_of(text)}
    assert words is not None
    assert found.get(words[1]) == (rule, value)


@pytest.mark.parametrize(("rule", "text"), list(counterexamples()))
def test_counterexample(rule: str, text: str) -> None:
    assert rule not in {t.rule for t in times_of(text)}


def test_every_rule_has_an_id_of_its_own() -> None:
    ids = [row["id"] for row in rows()]
    assert len(ids) == len(set(ids))


def test_dates_are_read_against_the_reports_day() -> None:
    text = "He left last year and signed in February; they will meet on Thursday and again on June 1."
    assert edtf(text) == {"last year": "2022", "February": "2023-02", "Thursday": "2023-05-18", "June 1": "2023-06-01"}


def test_without_a_date_what_is_relative_stays_open() -> None:
    text = "They met last year and will sign on June 1, as they have since 2018."
    assert values_of(text, "") == {"last year": "XXXX", "June 1": "XXXX-06-01", "2018": "2018"}
    assert edtf(text, "") == {"last year": "", "June 1": "", "2018": "2018"}


def test_against_an_interval_counts_what_both_ends_agree_on() -> None:
    text = "They met last year and plan to sign on June 1; he spoke on Thursday."
    found = again(times_of(text, ""), "2023-03-01/2023-06-01", text)
    assert {t.span.of(text): t.edtf for t in found} == {"last year": "2022", "June 1": "2023-06-01", "Thursday": ""}


def test_an_open_interval_resolves_nothing() -> None:
    text = "They met last year."
    assert [t.edtf for t in again(times_of(text, ""), "2023-03-01/..", text)] == [""]


def test_a_date_without_its_year_is_the_near_one_where_no_tense_tells() -> None:
    assert edtf("The meetings: November 29.", "2023-11-21") == {"November 29": "2023-11-29"}
    assert edtf("The decision of 25 November.", "2020-12-08") == {"25 November": "2020-11-25"}


def test_the_leap_day_is_looked_for_in_leap_years() -> None:
    assert edtf("It was founded on February 29.", "2026-07-01") == {"February 29": "2024-02-29"}


def test_a_weekday_fixes_the_year() -> None:
    assert edtf("They met on Monday, 9 December.", "2021-03-01") == {"Monday, 9 December": "2019-12-09"}


def test_ranges_share_month_and_year() -> None:
    assert edtf("It ran from December 28 to January 3, 2024.") == {
        "December 28 to January 3, 2024": "2023-12-28/2024-01-03"
    }
    assert edtf("It was held on 28 February-1 March 2025.") == {"28 February-1 March 2025": "2025-02-28/2025-03-01"}


def test_later_and_that_day_follow_the_text() -> None:
    text = (
        "He resigned on 3 May 2019. Three days later she followed. On the same day they left; in that year others did."
    )
    assert edtf(text) == {
        "3 May 2019": "2019-05-03",
        "Three days later": "2019-05-06",
        "the same day": "2019-05-06",
        "that year": "2019",
    }


def test_a_day_after_a_bare_year_is_not_invented() -> None:
    assert edtf("It was in 2019. The next day he left.") == {"2019": "2019", "The next day": ""}


def test_clock_times_take_the_day_named_beside_them() -> None:
    assert values_of("It opened on Saturday in Seoul at 18:00 UTC.")["18:00 UTC"] == "2023-05-13T18:00Z"
    assert values_of("It opens at 12:00 UTC, May 20.")["12:00 UTC"] == "2023-05-20T12:00Z"


def test_last_and_next_name_what_has_ended_or_not_begun() -> None:
    assert edtf("He left last May.", "2023-05-15") == {"last May": "2022-05"}
    assert edtf("It opens next May.", "2023-05-15") == {"next May": "2024-05"}


def test_a_quarter_far_ahead_is_that_of_the_year_before() -> None:
    assert values_of("The fourth quarter: a loss.", "2023-01-20") == {"The fourth quarter": "2022-Q4"}
    assert values_of("The second quarter: a gain.", "2023-01-20") == {"The second quarter": "2023-Q2"}


def test_the_same_month_of_the_year_before_follows_the_text() -> None:
    text = "It fell in January 2023, compared to the same month last year."
    assert values_of(text) == {"January 2023": "2023-01", "the same month last year": "2022-01"}
    assert values_of("It fell in the same month last year.") == {"the same month last year": "2022"}
    assert values_of("It fell in the same month last year.", "") == {"the same month last year": "XXXX"}


def test_the_weekend_of_a_weekday_report_is_behind() -> None:
    assert edtf("It was decided over the weekend.") == {"the weekend": "2023-05-13/2023-05-14"}


@pytest.mark.parametrize(
    "text", ["The 54-year-old won.", "He may march on.", "It sold 2,011 copies.", "She ran 1500 metres."]
)
def test_ages_verbs_and_amounts_are_no_times(text: str) -> None:
    assert times_of(text) == ()


def test_words_in_a_persons_name_are_no_times() -> None:
    text = "April Ross met them."
    name = Mention(Span(0, 10), "", "person", "name")
    assert times_of(text, mentions=(name,)) == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-Q4", "2023-36"),
        ("2023-H1", "2023-40"),
        ("2023-SU", "2023-22"),
        ("198", "198X"),
        ("18", "18XX"),
        ("2023-W20", "2023-05-15/2023-05-21"),
        ("2023-05-15T21:00", "2023-05-15"),
        ("2023-W60", ""),
        ("PRESENT_REF", ""),
        ("XXXX-06-01", ""),
        ("2023-06-01/2023-05-01", ""),
    ],
)
def test_timex_values_as_edtf(value: str, expected: str) -> None:
    assert edtf_of(value) == expected


def test_units_are_counted() -> None:
    day = date(2023, 5, 15)
    assert [shifted(day, unit, -1) for unit in ("D", "W", "M", "Q", "Y", "DEC", "CEN")] == [
        "2023-05-14", "2023-W19", "2023-04", "2023-Q1", "2022", "201", "19",
    ]  # fmt: skip
    assert moved(day, "FN", 1) == "2023-05-29"
    assert open_value("M") == "XXXX-XX"
    assert [period("QUAD", "2"), period("TM", "30"), period("Y", "X")] == ["P8Y", "PT30M", "PXY"]
    with pytest.raises(OverflowError):
        shifted(day, "Y", -3000)


VOCABULARY = """
on in the last next year years month Thursday June 1 26 to - 29 2023 2018 , . three days ago later since early late mid-October
quarter second of that same day end summer 9 p.m. GMT every now decades 1980s May March will was said by a few weekend
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)
DATES = st.one_of(
    st.just(""),
    st.dates(date(1990, 1, 1), date(2050, 1, 1)).map(str),
    st.dates(date(1990, 1, 1), date(2050, 1, 1)).map(lambda d: f"{d}/{d + timedelta(days=90)}"),
)


@settings(deadline=None)
@given(TEXTS, DATES)
def test_laws_of_time_expressions(text: str, published: str) -> None:
    found = times_of(text, published)
    spans = [t.span for t in found]
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(t.edtf == "" or is_edtf(t.edtf) for t in found)
    assert all(t.timex_value for t in found)


@settings(deadline=None)
@given(TEXTS, DATES)
def test_resolving_twice_is_resolving_once(text: str, published: str) -> None:
    undated = times_of(text, "")
    once = again(undated, published, text)
    assert again(once, published, text) == once
    assert [t.span for t in once] == [t.span for t in undated]


@settings(deadline=None)
@given(TEXTS, DATES)
def test_finding_is_resolving_what_was_found_undated(text: str, published: str) -> None:
    assert again(times_of(text, ""), published, text) == times_of(text, published)
