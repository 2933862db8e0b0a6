from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from entente.model.claim import Claim
from entente.views.exports.calendar import undated, write_ics
from entente.views.exports.formats import Form, fitting
from entente.views.exports.material import Material

MakeClaim = Callable[..., Claim]
MakeMaterial = Callable[..., Material]
FORUM = {"gathering": ("gathering/forum-2023",)}
PAIR = {"party": ("noc/RUS", "noc/SYR")}


def events(material: Material) -> list[Any]:
    calendar = Calendar.from_ical(b"".join(write_ics(material)))
    assert calendar["version"] == "2.0"
    return list(calendar.walk("VEVENT"))


@pytest.fixture
def statuses(make_claim: MakeClaim, make_material: MakeMaterial) -> Callable[..., list[tuple[str, date]]]:
    """Give the status and first day of each event that claims make; the reports come a day after each other."""

    def of(kind: str, roles: dict[str, tuple[str, ...]], *told: dict[str, Any]) -> list[tuple[str, date]]:
        claims = [
            make_claim(kind, roles, reported=f"2023-05-{n:02}", **fields) for n, fields in enumerate(told, start=1)
        ]
        return [(str(event["status"]), event["dtstart"].dt) for event in events(make_material(claims))]

    return of


SCHEDULED = {"attributes": {"change": "scheduled"}, "when": "2023-06-20/2023-06-22"}
PLANNED = {"factuality": "planned", "when": "2023-06-10"}


@pytest.mark.parametrize(
    ("kind", "told", "expected"),
    [
        ("meeting", [PLANNED], [("TENTATIVE", date(2023, 6, 10))]),
        ("meeting", [{"when": "2023-06-10"}], [("CONFIRMED", date(2023, 6, 10))]),
        ("meeting", [PLANNED, {"when": "2023-06-10"}], [("CONFIRMED", date(2023, 6, 10))]),
        ("meeting", [PLANNED | {"when": "2023-06"}, {"when": "2023-06-14"}], [("CONFIRMED", date(2023, 6, 14))]),
        ("meeting", [PLANNED, {"when": "2023-06-10", "polarity": "negative"}], [("CANCELLED", date(2023, 6, 10))]),
        ("meeting", [{"when": "2023-06-10", "polarity": "negative"}], []),
        ("meeting", [{"factuality": "hoped", "when": "2023-06-10"}], [("TENTATIVE", date(2023, 6, 10))]),
        ("meeting", [{"when": "2023"}], []),
        ("meeting", [{"when": ""}], []),
        ("invitation", [{"when": "2023-06-10"}], [("TENTATIVE", date(2023, 6, 10))]),
        ("agreement", [PLANNED | {"attributes": {"stage": "planned"}}], [("TENTATIVE", date(2023, 6, 10))]),
        ("agreement", [{"attributes": {"stage": "signed"}, "when": "2023-06-10"}], [("CONFIRMED", date(2023, 6, 10))]),
        ("office", [{"when": "2023-06-10"}], []),
    ],
)
def test_the_status_is_how_it_was_told_last(
    statuses: Callable[..., Any], kind: str, told: Sequence[dict[str, Any]], expected: list[tuple[str, date]]
) -> None:
    assert statuses(kind, PAIR, *told) == expected


def change(name: str, when: str = "") -> dict[str, Any]:
    return {"attributes": {"change": name}, "when": when}


def test_a_gathering_stays_one_event(statuses: Callable[..., Any]) -> None:
    first, moved = date(2023, 6, 20), date(2023, 9, 1)
    assert statuses("gathering", FORUM, SCHEDULED) == [("TENTATIVE", first)]
    assert statuses("gathering", FORUM, SCHEDULED, change("held", "2023-06-20")) == [("CONFIRMED", first)]
    assert statuses("gathering", FORUM, SCHEDULED, change("cancelled")) == [("CANCELLED", first)]
    assert statuses("gathering", FORUM, SCHEDULED, change("postponed")) == [("CANCELLED", first)]
    assert statuses("gathering", FORUM, SCHEDULED, change("moved", "2023-09-01/2023-09-03")) == [("TENTATIVE", moved)]


def test_a_subscription_updates(make_claim: MakeClaim, make_material: MakeMaterial) -> None:
    plan = make_claim("meeting", PAIR, reported="2023-05-01", **PLANNED)
    told = make_claim("meeting", PAIR, reported="2023-06-11", when="2023-06-10", where=("place/moscow",))
    [before], [after] = (
        events(make_material([plan])),
        events(make_material([told, plan], recorded="2023-06-12T00:00:00Z")),
    )
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert (before["status"], after["status"]) == ("TENTATIVE", "CONFIRMED")
    assert after["last-modified"].dt > before["last-modified"].dt
    assert after["location"] == "Moscow"


def test_an_older_report_that_comes_later_changes_no_uid(make_claim: MakeClaim, make_material: MakeMaterial) -> None:
    known = make_claim("meeting", PAIR, reported="2023-06-01", **PLANNED)
    older = make_claim("meeting", PAIR, reported="2023-05-01", **PLANNED | {"when": "2023-06"})
    [before] = events(make_material([known]))
    material = make_material([known, older])
    later = replace(material, recorded={**material.recorded, (older.report, older.id): "2024-01-01T00:00:00Z"})
    [after] = events(later)
    assert (before["uid"], before["sequence"]) == (after["uid"], after["sequence"] - 1)


def test_an_event_has_its_sentences_and_its_days(claims: tuple[Claim, ...], make_material: MakeMaterial) -> None:
    fit = fitting(Form.ICS, claims)
    found = {str(event["categories"].cats[0]): event for event in events(make_material(fit.claims))}
    assert set(found) == {"meeting", "agreement", "gathering"}
    forum = found["gathering"]
    assert (forum["dtstart"].dt, forum["dtend"].dt) == (date(2023, 6, 20), date(2023, 6, 23))
    assert "“They met.”" in found["meeting"]["description"]
    assert {str(event["status"]) for event in found.values()} == {"CONFIRMED", "TENTATIVE"}
    assert undated(fit.claims) == len(fit.claims) - 3


def test_what_is_only_hoped_says_so_where_it_was_asked_for(make_claim: MakeClaim, make_material: MakeMaterial) -> None:
    [event] = events(make_material([make_claim("meeting", PAIR, factuality="hoped", when="2023-06-10")]))
    assert (str(event["status"]), str(event["x-entente-factuality"])) == ("TENTATIVE", "hoped")
    assert event["summary"].startswith("Somebody wants")
