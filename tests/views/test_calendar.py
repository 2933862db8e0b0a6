from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from entente.records.agreements import agreements
from entente.views.calendar import Span, calendar, endings
from tests.conftest import claim_of, wording_of

Roles = dict[str, tuple[str, ...]]
PAIR: Roles = {"party": ("noc/RUS", "noc/SYR")}
YEAR = Span(date(2023, 1, 1), date(2023, 12, 31))
NAMES = {"noc/RUS": "Russia", "noc/SYR": "Syria"}
WORDING = wording_of(NAMES)


def test_what_is_planned_held_and_called_off_is_told_apart() -> None:
    forum: Roles = {"gathering": ("gathering/forum-2023",)}
    claims = [
        claim_of("meeting", PAIR, when="2023-06-10", factuality="planned", start=1),
        claim_of("visit", {"visitor": ("noc/RUS",), "host": ("noc/SYR",)}, when="2023-07", start=2),
        claim_of("gathering", forum, attributes={"change": "scheduled"}, when="2023-08-01/2023-08-03", start=3),
        claim_of("gathering", forum, attributes={"change": "cancelled"}, reported="2023-06-01", start=4),
        claim_of("meeting", PAIR, when="2024-06-10", start=5),
    ]
    found = calendar(claims, YEAR, WORDING, {claims[0].id})
    assert [(item.state, item.when, item.who, item.overdue) for item in found] == [
        ("planned", "2023-06-10", "Russia and Syria", True),
        ("held", "2023-07", "Russia and Syria", False),
        ("called_off", "2023-08-01/2023-08-03", "gathering/forum-2023", False),
    ]


def test_an_agreement_ends_on_its_day() -> None:
    signed = claim_of("agreement", PAIR, attributes={"stage": "signed", "until": "2023-10", "instrument": "memorandum"})
    found = endings(agreements([signed], date(2023, 9, 1), {}), YEAR, WORDING)
    assert [(item.state, item.when, item.says) for item in found] == [
        ("ends", "2023-10", "A memorandum between Russia and Syria will end")
    ]
    assert endings(agreements([signed], date(2023, 9, 1), {}), Span(date(2024, 1, 1), date.max), WORDING) == ()


@given(st.lists(st.dates(date(2022, 6, 1), date(2024, 6, 1)), max_size=20))
def test_all_that_is_shown_lies_in_the_period_and_nothing_of_it_is_lost(days: list[date]) -> None:
    claims = [claim_of("meeting", {"party": ("noc/RUS", f"noc/A{n}")}, when=str(day)) for n, day in enumerate(days)]
    found = calendar(claims, YEAR, WORDING, ())
    assert [item.first for item in found] == sorted(day for day in days if YEAR.first <= day <= YEAR.last)
