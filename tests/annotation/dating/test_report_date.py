"""The report's own date: what it bears, what its sentences leave, and what contradicts itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.annotation.dating.clues import Clue, Days, intersect, joined, since, until
from entente.annotation.dating.report_date import date_report, infer_date
from entente.annotation.mentions import find_mentions
from entente.annotation.sentences import split_sentences
from entente.annotation.times.expressions import find_times
from entente.annotation.values import ReportDate, TimeExpression
from entente.knowledge.loader import load_knowledge
from entente.model.edtf import bounds, is_edtf
from entente.model.report import Report
from entente.model.span import Span

KNOWLEDGE = load_knowledge()
EXAMPLES = [(row["text"], row["date"]) for row in KNOWLEDGE.rules["english/dating"]["examples"]]


def read(text: str, published: str = "") -> tuple[ReportDate, tuple[TimeExpression, ...]]:
    report = Report(text=text, source="test", published=published)
    sentences = split_sentences(report, KNOWLEDGE)
    mentions = find_mentions(report, sentences, KNOWLEDGE)
    times = find_times(report, sentences, mentions, KNOWLEDGE)
    return date_report(report, sentences, mentions, times, KNOWLEDGE)


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_example(text: str, expected: str) -> None:
    assert read(text)[0].edtf == expected


def test_a_report_keeps_the_date_it_bears() -> None:
    dated, times = read("They met last year at the Games of 2030.", "2019-05-01")
    assert dated == ReportDate("2019-05-01")
    assert [t.edtf for t in times][:1] == ["2018"]


def test_bounds_name_their_sentences() -> None:
    text = "Teams have been barred since the invasion of Ukraine last year. They will meet on 1 June 2023."
    dated, _ = read(text)
    assert dated.inferred
    assert {b.passage.of(text) for b in dated.bounds} == {
        "Teams have been barred since the invasion of Ukraine last year.",
        "They will meet on 1 June 2023.",
    }
    assert all(b.reason for b in dated.bounds)


def test_times_are_read_against_the_inferred_date() -> None:
    text = "Teams have been barred since the invasion of Ukraine last year. They will meet on 1 June 2023."
    dated, times = read(text)
    assert dated.edtf == "2023-01-01/2023-06-01"
    assert {t.span.of(text): t.edtf for t in times} == {"last year": "2022", "1 June 2023": "2023-06-01"}


def test_contradicting_sentences_are_shown_and_nothing_is_guessed() -> None:
    dated, _ = read("It was suspended on May 3, 2024. Teams have been barred since the invasion of Ukraine last year.")
    assert dated.edtf == ""
    assert "2024" in dated.contradiction
    assert "invasion of Ukraine" in dated.contradiction
    assert len(dated.bounds) >= 2


def test_one_sided_bounds_give_no_date_but_are_shown() -> None:
    dated, _ = read("It was suspended on 3 May 2019 by a vote of the members.")
    assert dated.edtf == ""
    assert [(b.not_before, b.not_after) for b in dated.bounds][:1] == [("2019-05-03", "")]


def test_a_former_president_tells_nothing() -> None:
    assert read("The former IOC President Jacques Rogge spoke.")[0].bounds == ()


def test_a_clue_that_is_not_firm_yields() -> None:
    firm = Clue(Span(0, 1), ((date(2020, 1, 1), date(2020, 12, 31)),), "firm")
    soft = Clue(Span(2, 3), since(date(2024, 1, 1)), "soft", firm=False)
    dated = infer_date([soft, firm], KNOWLEDGE)
    assert dated.edtf == "2020-01-01/2020-12-31"
    assert [b.reason for b in dated.bounds] == ["firm"]


def test_bounds_too_far_apart_date_nothing() -> None:
    wide = Clue(Span(0, 1), ((date(2000, 1, 1), date(2020, 12, 31)),), "a long term")
    assert infer_date([wide], KNOWLEDGE).edtf == ""


DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))
STRETCHES = st.lists(
    st.tuples(DAYS, st.integers(0, 900)).map(lambda p: (p[0], p[0] + timedelta(days=p[1]))), max_size=6
).map(joined)


@given(STRETCHES, STRETCHES)
def test_intersections_are_of_both_and_in_order(one: Days, other: Days) -> None:
    both = intersect(one, other)
    assert both == intersect(other, one)
    assert intersect(both, one) == both
    assert list(both) == sorted(both)


@given(STRETCHES, DAYS)
def test_a_day_is_in_an_intersection_where_it_is_in_both(one: Days, day: date) -> None:
    inside = any(first <= day <= last for first, last in one)
    assert any(first <= day <= last for first, last in intersect(one, since(day))) is inside
    assert any(first <= day <= last for first, last in intersect(one, until(day))) is inside


@given(st.lists(STRETCHES.filter(bool), max_size=5))
def test_an_inferred_date_lies_within_every_firm_clue(runs: list[Days]) -> None:
    dated = infer_date([Clue(Span(n, n + 1), days, f"clue {n}") for n, days in enumerate(runs)], KNOWLEDGE)
    assert dated.edtf == "" or is_edtf(dated.edtf)
    assert not (dated.edtf and dated.contradiction)
    if dated.edtf:
        first, last = bounds(dated.edtf)
        assert first is not None
        assert last is not None
        assert all(any(a <= day <= b for a, b in days) for days in runs for day in (first, last))
