from collections.abc import Callable
from typing import Any

import pytest

from entente.model.claim import Claim
from entente.records.acts import Act, acts
from entente.records.paths import Step, path_of
from tests.conftest import wording_of

MakeClaim = Callable[..., Claim]
WORDING = wording_of()
SIDES = {"party": ("noc/RUS", "noc/SYR")}
FORUM = {"gathering": ("gathering/forum-2023",)}


@pytest.fixture
def tell(make_claim: MakeClaim) -> MakeClaim:
    def claim(factuality: str, reported: str, when: str = "", **fields: Any) -> Claim:
        kind, roles = fields.pop("kind", "meeting"), fields.pop("roles", SIDES)
        told = {"report": f"report of {reported}", "reported": reported, "when": when, "factuality": factuality}
        return make_claim(kind, roles, **(told | fields))

    return claim


def ways(found: tuple[Act, ...]) -> list[list[str]]:
    return [[" ".join(filter(None, (s.how, s.day, s.named))) for s in act.path] for act in found]


def test_hoped_planned_and_done_are_one_meeting_with_its_path(tell: MakeClaim) -> None:
    claims = [
        tell("asserted", "2023-06-03", "2023-06-01"),
        tell("hoped", "2023-01-10"),
        tell("planned", "2023-05-02", "2023-06-02"),
        tell("planned", "2023-05-03", "2023-06-02"),
    ]
    [act] = acts(claims, WORDING)
    assert ways((act,)) == [["hoped 2023-01-10", "planned 2023-05-02 2023-06-02", "done 2023-06-01"]]
    assert (act.state, act.when, len(act.supports)) == ("done", "2023-06-01", 4)


def test_a_denied_meeting_ends_the_path(tell: MakeClaim) -> None:
    claims = [tell("planned", "2023-05-02"), tell("asserted", "2023-06-03", polarity="negative")]
    assert ways(acts(claims, WORDING)) == [["planned 2023-05-02", "asserted not 2023-06-03"]]


def test_a_gathering_keeps_its_path_through_moves(tell: MakeClaim) -> None:
    of_forum: dict[str, Any] = {"kind": "gathering", "roles": FORUM}
    claims = [
        tell("planned", "2023-05-02", "2023-07-26", attributes={"change": "scheduled"}, **of_forum),
        tell("planned", "2023-05-20", "2023-07-27", attributes={"change": "scheduled"}, **of_forum),
        tell("asserted", "2023-07-28", "2023-07-27", attributes={"change": "held"}, **of_forum),
    ]
    [act] = acts(claims, WORDING)
    assert ways((act,)) == [["planned 2023-05-02 2023-07-26", "planned 2023-05-20 2023-07-27", "held 2023-07-27"]]
    assert act.where == ("gathering/forum-2023",)


def test_a_president_may_stand_for_his_committee_and_a_visit_for_a_meeting(tell: MakeClaim) -> None:
    visit = tell("planned", "2023-05-02", kind="visit", roles={"visitor": ("noc/RUS",), "host": ("noc/SYR",)})
    met = tell("asserted", "2023-06-03", roles={"party": ("person/p", "noc/SYR")})
    assert len(acts([visit, met], WORDING, {"person/p": "noc/RUS"})) == 1
    assert len(acts([visit, met], WORDING)) == 2


def test_far_apart_or_of_one_side_are_different_meetings(tell: MakeClaim) -> None:
    claims = [tell("asserted", "2023-01-10"), tell("asserted", "2023-06-03")]
    assert len(acts(claims, WORDING)) == 2
    assert (
        len(acts([tell("planned", "2023-01-10", "2023-02-01"), tell("asserted", "2023-06-03", "2023-06")], WORDING))
        == 2
    )
    alone = {"party": ("noc/RUS",)}
    assert len(acts([tell("asserted", "2023-01-10", roles=alone, start=n) for n in (0, 50)], WORDING)) == 2
    assert acts([tell("asserted", "2023-01-10", kind="tie")], WORDING) == ()


def test_one_gathering_makes_two_tellings_one_meeting(tell: MakeClaim) -> None:
    claims = [tell("planned", "2022-01-10", roles=SIDES | FORUM), tell("asserted", "2023-07-28", roles=SIDES | FORUM)]
    assert len(acts(claims, WORDING)) == 1


def test_a_stage_that_is_planned_bears_its_day(make_claim: MakeClaim) -> None:
    claim = make_claim("agreement", attributes={"stage": "planned"}, when="2023-06-01")
    assert path_of([claim]) == (Step("planned", "2023-05-15", "2023-06-01"),)
