from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from entente.model.claim import Claim
from entente.records.standing import Standing, on_day, standings
from entente.views.grid import grid

MakeClaim = Callable[..., Claim]
KINDS = {"standing": {"closes": ["reinstated", "recognised", "eligible"]}}


@pytest.fixture
def tell(make_claim: MakeClaim) -> MakeClaim:
    def claim(status: str, when: str = "", reported: str = "2023-10-12", **fields: Any) -> Claim:
        roles = {"subject": fields.pop("subject", ("noc/RUS",)), "authority": fields.pop("authority", ("org/ioc",))}
        attributes = {"status": status} | ({"scope": scope} if (scope := fields.pop("scope", "")) else {})
        return make_claim("standing", roles, attributes=attributes, when=when, reported=reported, **fields)

    return claim


def periods(found: tuple[Standing, ...]) -> list[tuple[str, str, str]]:
    return [(s.status, str(s.first), str(s.last)) for s in found]


def test_a_decision_holds_until_the_next_one(tell: MakeClaim) -> None:
    claims = [
        tell("reinstated", "2025-03-01"),
        tell("suspended", "2023-10-12"),
        tell("suspended", "2023-10-12", "2023-10-13"),
    ]
    found = standings(claims, KINDS)
    assert periods(found) == [("suspended", "2023-10-12", "2025-02-28"), ("reinstated", "2025-03-01", "None")]
    assert len(found[0].supports) == 1
    assert [s.status for s in on_day(found, date(2024, 1, 1))] == ["suspended"]
    assert [s.status for s in on_day(found, date(2025, 3, 1))] == ["reinstated"]
    assert on_day(found, date(2022, 1, 1)) == ()


def test_a_decision_without_a_day_holds_from_its_report(tell: MakeClaim) -> None:
    [found] = standings([tell("suspended")], KINDS)
    assert found.by_report
    assert found.first == date(2023, 10, 12)


def test_a_decision_of_no_known_day_holds_on_every_day(tell: MakeClaim) -> None:
    [found] = standings([tell("suspended", reported="")], KINDS)
    assert found.first is None
    assert found.covers(date(1990, 1, 1))


def test_an_interval_ends_where_it_says(tell: MakeClaim) -> None:
    found = standings([tell("banned", "2023-01-01/2023-06-30"), tell("eligible", "2024")], KINDS)
    assert periods(found) == [("banned", "2023-01-01", "2023-06-30"), ("eligible", "2024-01-01", "None")]


def test_two_decisions_of_one_day_both_show(tell: MakeClaim) -> None:
    found = standings([tell("suspended", "2023-01-01"), tell("provisional", "2023-01-01")], KINDS)
    assert periods(found) == [("suspended", "2023-01-01", "2023-01-01"), ("provisional", "2023-01-01", "None")]


def test_subjects_authorities_and_scopes_stand_apart(tell: MakeClaim) -> None:
    claims = [
        tell("suspended", "2023-01-01"),
        tell("eligible", "2023-02-01", authority=("org/fie",)),
        tell("banned", "2023-03-01", scope="symbols"),
        tell("suspended", "2023-04-01", subject=("noc/BLR", "noc/GUA")),
        tell("restricted", "2023-05-01", authority=()),
    ]
    found = standings(claims, KINDS)
    assert [(s.subject, s.authority, s.scope, s.last) for s in found] == [
        ("noc/BLR", "org/ioc", "", None),
        ("noc/GUA", "org/ioc", "", None),
        ("noc/RUS", "", "", None),
        ("noc/RUS", "org/fie", "", None),
        ("noc/RUS", "org/ioc", "", None),
        ("noc/RUS", "org/ioc", "symbols", None),
    ]


def test_what_is_told_without_its_authority_supports_what_it_fits(tell: MakeClaim) -> None:
    claims = [
        tell("suspended", "2023-10-12", report="a"),
        tell("suspended", reported="2024-01-01", authority=(), report="b"),
        tell("suspended", "2020", authority=(), report="c"),
        tell("suspended", "2023", authority=("org/anoc",), report="d"),
    ]
    found = standings(claims, KINDS)
    assert [(s.authority, [support.report for support in s.supports]) for s in found] == [
        ("", ["c"]),
        ("org/anoc", ["d"]),
        ("org/ioc", ["a", "b"]),
    ]


def test_what_closes_without_a_scope_ends_every_scope(tell: MakeClaim) -> None:
    claims = [
        tell("banned", "2023-03-01", scope="symbols"),
        tell("reinstated", "2024-01-01"),
        tell("banned", "2022-01-01"),
    ]
    found = standings(claims, KINDS)
    assert ("banned", "2023-03-01", "2023-12-31") in periods(found)


def test_a_closing_before_a_scope_was_restricted_ends_nothing(tell: MakeClaim) -> None:
    claims = [tell("reinstated", "2022-01-01"), tell("banned", "2023-03-01", scope="symbols")]
    assert ("banned", "2023-03-01", "None") in periods(standings(claims, KINDS))


def test_what_is_not_decided_opens_nothing(tell: MakeClaim) -> None:
    claims = [
        tell("suspended", factuality="possible"),
        tell("suspended", polarity="negative", when="2023"),
        tell("tie"),
    ]
    found = standings(claims[:2], KINDS)
    assert [(s.decided, s.factuality) for s in found] == [(False, "possible"), (False, "asserted not")]
    assert on_day(found, date(2023, 10, 12)) == ()


def test_conditions_are_kept(tell: MakeClaim) -> None:
    [found] = standings(
        [tell("provisional", conditions=("no flag", "no anthem")), tell("provisional", conditions=("no flag",))], KINDS
    )
    assert found.conditions == ("no flag", "no anthem")


def test_a_recommendation_is_no_decision_and_names_its_adviser(tell: MakeClaim) -> None:
    advice = tell("banned", authority=(), factuality="hoped", attribution=("org/ioc",), conditions=("no flag",))
    wish = tell("banned", authority=(), factuality="hoped", attribution=("person/x",))
    found = standings([advice, wish, tell("banned", polarity="negative", factuality="planned")], KINDS)
    assert [(s.basis, s.adviser, s.decided) for s in found] == [
        ("recommendation", ("org/ioc",), False),
        ("hoped", (), False),
        ("planned not", (), False),
    ]
    assert found[0].conditions == ("no flag",)


def test_what_is_told_alike_at_about_the_same_time_is_one_row(tell: MakeClaim) -> None:
    told = [
        tell("suspended", reported=day, factuality="possible", report=day)
        for day in ("2023-10-12", "2023-10-20", "2024-06-01")
    ]
    assert [len(s.supports) for s in standings(told, KINDS)] == [2, 1]
    assert [s.basis for s in standings([tell("suspended", polarity="negative")], KINDS)] == ["denied"]


def test_a_grid_shows_bodies_by_authorities_on_a_day(tell: MakeClaim) -> None:
    claims = [
        tell("suspended", "2023-01-01", conditions=("no flag",)),
        tell("banned", "2023-01-01", scope="world_cup"),
        tell("eligible", "2023-02-01", authority=("org/fie",), subject=("nf/RUS/fencing",)),
        tell("banned", "2024-02-01", authority=("org/fis",)),
    ]
    shown = grid(standings(claims, KINDS), date(2023, 6, 1))
    assert (shown.subjects, shown.authorities) == (("nf/RUS/fencing", "noc/RUS"), ("org/fie", "org/ioc"))
    assert [(c.subject, c.authority, c.says) for c in shown.cells] == [
        ("nf/RUS/fencing", "org/fie", ("eligible",)),
        ("noc/RUS", "org/ioc", ("suspended, conditional", "banned (world cup)")),
    ]
    assert shown.at("noc/RUS", "org/fie") is None
    cell = shown.at("noc/RUS", "org/ioc")
    assert cell is not None
    assert [s.status for s in cell.standings] == ["suspended", "banned"]


def test_the_most_exact_telling_names_the_day(tell: MakeClaim) -> None:
    claims = [
        tell("suspended", "2023-10", "2024-02-23", report="a"),
        tell("suspended", "2023-10-12", report="b"),
        tell("suspended", "2023", report="c"),
        tell("reinstated", "2024-05/2024-06"),
        tell("reinstated", "2024-05-20"),
    ]
    assert periods(standings(claims, KINDS)) == [
        ("suspended", "2023-10-12", "2024-05-19"),
        ("reinstated", "2024-05-20", "2024-06-30"),
    ]
