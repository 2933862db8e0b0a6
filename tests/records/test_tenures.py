from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from entente.model.claim import Claim
from entente.records.tenures import Tenure, tenures

MakeClaim = Callable[..., Claim]
KINDS = {
    "office": {
        "tenure": {"holds": "in", "elected": "starts", "appointed": "starts", "held": "out", "resigned": "out"},
        "single": ["president"],
    }
}


@pytest.fixture
def tell(make_claim: MakeClaim) -> MakeClaim:
    def claim(holder: str, change: str, reported: str = "2023-05-15", when: str = "", **fields: Any) -> Claim:
        roles = {"holder": (f"person/{holder}",), "body": ("noc/FRA",)} | fields.pop("roles", {})
        attributes = {"post": fields.pop("post", "president"), "change": change} | fields.pop("attributes", {})
        told = {"report": f"{holder} {reported}", "reported": reported, "when": when, "quote": f"{holder} {change}."}
        return make_claim("office", roles, attributes=attributes, **(told | fields))

    return claim


def shown(claims: list[Claim]) -> list[tuple[str, str, str, str, str]]:
    return [(t.holder[7:], str(t.began), str(t.ended), t.end, t.successor[7:]) for t in tenures(claims, KINDS)]


def test_an_election_opens_and_a_resignation_closes(tell: MakeClaim) -> None:
    claims = [
        tell("henriques", "resigned", "2023-05-26", "2023-05-25"),
        tell("henriques", "holds", "2023-04-24"),
        tell("henriques", "elected", "2021-06-30", "2021-06-29"),
    ]
    [found] = tenures(claims, KINDS)
    assert (found.since, found.until, found.start, found.end) == ("2021-06-29", "2023-05-25", "elected", "resigned")
    assert (found.began, found.ended) == (date(2021, 6, 29), date(2023, 5, 25))
    assert (found.last_told, len(found.supports)) == (date(2023, 4, 24), 3)
    assert [found.covers(date(2023, 5, day)) for day in (25, 26)] == [True, False]


def test_the_next_president_ends_the_time_of_the_one_before(tell: MakeClaim) -> None:
    claims = [tell("lappartient", "elected", "2023-06-30", "2023-06-29"), tell("guyart", "holds", "2023-06-01")]
    assert shown(claims) == [
        ("guyart", "2023-06-01", "2023-06-28", "succeeded", "lappartient"),
        ("lappartient", "2023-06-29", "None", "", ""),
    ]
    assert tenures(claims, KINDS)[1].predecessor == "person/guyart"


def test_each_of_several_in_a_row_knows_who_came_before_and_after(tell: MakeClaim) -> None:
    claims = [
        tell(name, "elected", f"{year}-06-30", f"{year}-06-29")
        for name, year in (("a", 2015), ("b", 2019), ("c", 2023))
    ]
    found = [(t.predecessor[7:], t.holder[7:], t.successor[7:], t.end) for t in tenures(claims, KINDS)]
    assert found == [("", "a", "b", "succeeded"), ("a", "b", "c", "succeeded"), ("b", "c", "", "")]


def test_of_a_post_of_many_nobody_succeeds_anybody(tell: MakeClaim) -> None:
    claims = [tell("a", "holds", post="vice president"), tell("b", "elected", "2023-06-01", post="vice president")]
    assert [(t.end, t.successor, t.predecessor) for t in tenures(claims, KINDS)] == [("", "", "")] * 2


def test_who_is_told_in_the_post_after_another_was_not_succeeded(tell: MakeClaim) -> None:
    claims = [tell("a", "holds", "2023-01-01"), tell("b", "holds", "2023-02-01"), tell("a", "holds", "2023-03-01")]
    assert shown(claims)[0] == ("a", "2023-01-01", "None", "", "b")


def test_coming_back_is_a_tenure_of_its_own(tell: MakeClaim) -> None:
    claims = [tell("a", "resigned", "2020-01-02", "2020-01-01"), tell("a", "elected", "2023-01-02", "2023-01-01")]
    assert [(str(t.began), str(t.ended)) for t in tenures(claims, KINDS)] == [
        ("None", "2020-01-01"),
        ("2023-01-01", "None"),
    ]


def test_former_is_told_again_of_the_tenure_that_ended(tell: MakeClaim) -> None:
    claims = [tell("a", "resigned", "2020-01-02", "2020-01-01"), tell("a", "held", "2024-01-02")]
    assert shown(claims) == [("a", "None", "2020-01-01", "resigned", "")]


def test_an_interval_has_both_ends_and_a_term_its_last_day(tell: MakeClaim) -> None:
    held = tell("a", "held", when="2018/2022")
    term = tell("b", "elected", when="2023-01-26", attributes={"until": "2028", "acting": "yes"})
    assert [(t.since, t.until, t.acting) for t in tenures([held, term], KINDS)] == [
        ("2018", "2022", False),
        ("2023-01-26", "2028", True),
    ]


def test_an_open_interval_tells_since_when(tell: MakeClaim) -> None:
    [found] = tenures([tell("a", "holds", when="2022/..")], KINDS)
    assert (found.since, found.until, found.ended) == ("2022", "", None)


def test_what_is_planned_denied_or_names_no_post_is_no_tenure(tell: MakeClaim) -> None:
    claims = [
        tell("a", "elected", factuality="planned"),
        tell("a", "holds", polarity="negative"),
        tell("a", "holds", post=""),
    ]
    assert tenures(claims, KINDS) == ()


def test_a_tenure_of_no_known_day_holds_on_every_day(tell: MakeClaim) -> None:
    [found] = tenures([tell("a", "holds", reported="")], KINDS)
    assert found.covers(date(1990, 1, 1))
    assert isinstance(found, Tenure)
    assert found.last_told is None
