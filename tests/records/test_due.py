from collections.abc import Callable
from datetime import date

import pytest

from entente.model.claim import Claim
from entente.records.due import Due, due
from tests.conftest import wording_of

MakeClaim = Callable[..., Claim]
NAMES = {"noc/RUS": "Russian Olympic Committee"}
WORDING = wording_of(NAMES)
TODAY = date(2023, 6, 15)


def asked(claims: list[Claim]) -> list[tuple[str, int, str]]:
    return [(item.when, item.days_left, item.kind) for item in due(claims, WORDING, TODAY)]


def test_what_is_planned_is_due_until_its_last_day(make_claim: MakeClaim) -> None:
    plan = {"factuality": "planned", "when": "2023-06"}
    claims = [
        make_claim("meeting", {"party": ("noc/RUS", "noc/MLI")}, **plan),
        make_claim("tie", {"party": ("noc/RUS",)}, **plan),
    ]
    assert asked(claims) == [("2023-06", 15, "meeting")]
    [item] = due(claims, WORDING, TODAY)
    assert item.says == "The Russian Olympic Committee and noc/MLI will meet"
    assert item.roles == {"party": ("noc/RUS", "noc/MLI")}
    assert not item.overdue
    assert item.supports[0].sentence == "They met."


def test_what_is_past_undated_or_denied_is_not_due(make_claim: MakeClaim) -> None:
    roles = {"inviter": ("noc/RUS",)}
    fields = [{"when": "2023-01"}, {}, {"when": "2023-07", "polarity": "negative"}]
    assert asked([make_claim("invitation", roles, **each) for each in fields]) == []


def test_an_act_told_as_done_is_not_due_on_an_earlier_day(make_claim: MakeClaim) -> None:
    roles = {"party": ("noc/RUS", "noc/SYR")}
    assert asked([make_claim("meeting", roles, when="2024-02"), make_claim("invitation", roles, when="2024-02")]) == [
        ("2024-02", 259, "invitation")
    ]


def test_a_gathering_is_due_on_the_day_told_last(make_claim: MakeClaim) -> None:
    def gathering(change: str, reported: str, when: str = "", of: str = "games-2023") -> Claim:
        return make_claim(
            "gathering",
            {"gathering": (f"gathering/{of}",)},
            attributes={"change": change},
            reported=reported,
            when=when,
        )

    claims = [
        gathering("moved", "2023-06-02", "2023-10-01"),
        gathering("scheduled", "2023-01-01", "2023-07-01"),
        gathering("scheduled", "2023-01-01", "2023-08-01", "assembly-2023"),
        gathering("cancelled", "2023-02-01", of="assembly-2023"),
        gathering("held", "2023-06-01", "2023-06-01", "forum-2023"),
    ]
    assert asked(claims) == [("2023-10-01", 108, "gathering")]
    assert (
        len(due(claims, WORDING, TODAY)[0].supports) == 2 - 1
    )  # both are told in a sentence at the same place of one report


@pytest.mark.parametrize("kind", ["visit", "meeting"])
def test_a_visit_of_which_nothing_was_told_since_is_overdue(make_claim: MakeClaim, kind: str) -> None:
    roles = {"visitor": ("noc/RUS",), "host": ("noc/SYR",)}
    plan = make_claim(kind, roles, factuality="planned", when="2023-06-01", reported="2023-05-15")
    assert asked([plan]) == [("2023-06-01", -14, kind)]
    assert due([plan], WORDING, TODAY)[0].overdue
    done = make_claim("meeting", {"party": ("noc/SYR", "noc/RUS")}, reported="2023-06-03")
    assert asked([plan, done]) == []
    other = make_claim("meeting", {"party": ("noc/MLI", "noc/RUS")}, reported="2023-06-03")
    assert asked([plan, other]) == [("2023-06-01", -14, kind)]


def test_agreements_are_due_overdue_and_ending(make_claim: MakeClaim) -> None:
    def agreement(stage: str, party: str, **fields: str) -> Claim:
        attributes = {"stage": stage, "until": fields.pop("until", "")}
        return make_claim("agreement", {"party": ("noc/RUS", party)}, attributes=attributes, **fields)

    claims = [
        agreement("planned", "noc/SYR", factuality="planned", when="2023-06-01"),
        agreement("planned", "noc/MLI", factuality="planned", when="2023-07-28"),
        agreement("signed", "noc/VEN", until="2024"),
        agreement("signed", "noc/PER", until="2020"),
    ]
    found: tuple[Due, ...] = due(claims, WORDING, TODAY)
    assert [(item.days_left, item.says) for item in found] == [
        (-14, "The Russian Olympic Committee and noc/SYR will sign an agreement"),
        (43, "noc/MLI and the Russian Olympic Committee will sign an agreement"),
        (565, "An agreement between the Russian Olympic Committee and noc/VEN will end"),
    ]
    assert found[0].roles == {"party": ("noc/RUS", "noc/SYR")}
