from collections.abc import Callable
from typing import Any

import pytest

from entente.knowledge.loader import load_knowledge
from entente.model.claim import Claim
from entente.records.conflicts import Conflict, conflicts
from tests.conftest import wording_of

MakeClaim = Callable[..., Claim]
WORDING = wording_of()
KINDS = load_knowledge().rules["ontology/kinds"]
SUSPENDED = {"subject": ("npc/RUS",), "authority": ("org/ipc",)}


@pytest.fixture
def tell(make_claim: MakeClaim) -> MakeClaim:
    def claim(kind: str, reported: str, roles: dict[str, tuple[str, ...]], when: str = "", **fields: Any) -> Claim:
        return make_claim(
            kind, roles, when=when, **({"reported": reported, "report": f"report of {reported}"} | fields)
        )

    return claim


def told(found: tuple[Conflict, ...]) -> list[tuple[str, list[str]]]:
    return [(c.about, [side.says for side in c.sides]) for c in found]


def standing(tell: MakeClaim, reported: str, when: str = "", status: str = "suspended", **fields: Any) -> Claim:
    attributes = {"status": status} | ({"votes": votes} if (votes := fields.pop("votes", "")) else {})
    return tell("standing", reported, fields.pop("roles", SUSPENDED), when, attributes=attributes, **fields)


def office(tell: MakeClaim, holder: str, reported: str, change: str = "holds", **fields: Any) -> Claim:
    roles = {"holder": (f"person/{holder}",), "body": ("org/oca",)}
    attributes = {"post": fields.pop("post", "president"), "change": change} | fields.pop("attributes", {})
    return tell("office", reported, roles, attributes=attributes, **fields)


def test_two_counts_of_one_vote_contradict(tell: MakeClaim) -> None:
    claims = [
        standing(tell, "2022-11-16", "2022-11-16", votes="64-39"),
        standing(tell, "2022-11-17", "2022-11-16", votes="64-39"),
        standing(tell, "2022-11-18", "2022-11-16", votes="64-36"),
        standing(tell, "2023-09-29", "2023-09-29", votes="90-56"),
    ]
    [conflict] = conflicts(claims, wording_of({"npc/RUS": "Russian Paralympic Committee"}), KINDS)
    assert (conflict.about, conflict.kind, [s.says for s in conflict.sides]) == (
        "votes",
        "standing",
        ["64-39", "64-36"],
    )
    assert [len(side.supports) for side in conflict.sides] == [2, 1]
    assert "the Russian Paralympic Committee" in conflict.what
    assert "64" not in conflict.what
    assert conflict.entities == ("npc/RUS", "org/ipc")


def test_votes_for_and_the_whole_count_agree(tell: MakeClaim) -> None:
    claims = [standing(tell, f"2022-11-1{n}", "2022-11-16", votes=votes) for n, votes in enumerate(("64", "64-39"))]
    assert conflicts(claims, WORDING, KINDS) == ()


def test_two_days_of_one_decision_contradict(tell: MakeClaim) -> None:
    claims = [
        standing(tell, "2022-11-17", "2022-11-16"),
        standing(tell, "2022-11-18", "2022-11-15"),
        standing(tell, "2022-12-01", "2022-11"),
        standing(tell, "2024-03-01", "2024-02-29"),
    ]
    assert told(conflicts(claims, WORDING, KINDS)) == [("dates", ["2022-11-16", "2022-11-15"])]


def test_a_meeting_on_two_days_is_two_meetings_and_one_report_tells_of_two_things(tell: MakeClaim) -> None:
    party = {"party": ("noc/RUS", "noc/SYR")}
    assert conflicts([tell("meeting", f"2023-05-0{n}", party, f"2023-05-0{n}") for n in (1, 2)], WORDING, KINDS) == ()
    claims = [standing(tell, "2022-11-17", f"2022-11-1{n}", start=n * 50) for n in (5, 6)]
    assert conflicts(claims, WORDING, KINDS) == ()


def test_asserted_and_denied_contradict_whoever_decided_it(tell: MakeClaim) -> None:
    denied = standing(tell, "2022-11-20", polarity="negative", roles={"subject": ("npc/RUS",)})
    assert told(conflicts([standing(tell, "2022-11-17"), denied], WORDING, KINDS)) == [
        ("denial", ["asserted", "denied"])
    ]
    other = standing(tell, "2022-11-20", polarity="negative", roles=SUSPENDED | {"authority": ("org/ioc",)})
    assert conflicts([standing(tell, "2022-11-17"), other], WORDING, KINDS) == ()
    later = standing(tell, "2025-09-27", polarity="negative")
    assert conflicts([standing(tell, "2022-11-17"), later], WORDING, KINDS) == ()


def test_what_was_denied_before_it_was_done_is_no_contradiction(tell: MakeClaim) -> None:
    signed: dict[str, Any] = {"roles": {"party": ("noc/RUS", "noc/MLI")}, "attributes": {"stage": "signed"}}
    refused = tell("agreement", "2023-06-01", polarity="negative", **signed)
    done = tell("agreement", "2023-07-28", **signed)
    assert conflicts([refused, done], WORDING, KINDS) == ()
    denied = tell("agreement", "2023-07-30", polarity="negative", **signed)
    assert told(conflicts([done, denied], WORDING, KINDS)) == [("denial", ["asserted", "denied"])]
    dated = tell("agreement", "2023-08-30", when="2023-07", polarity="negative", **signed)
    assert told(conflicts([tell("agreement", "2023-07-28", when="2023-07-27", **signed), dated], WORDING, KINDS)) == [
        ("denial", ["asserted", "denied"])
    ]


def test_two_who_hold_one_post_contradict(tell: MakeClaim) -> None:
    claims = [
        office(tell, "talal", "2023-07-31", "elected", when="2023-07-08"),
        office(tell, "singh", "2022-01-01", attributes={"acting": "yes"}),
        office(tell, "singh", "2023-07-31"),
        office(tell, "talal", "2023-08-01"),
    ]
    assert told(conflicts(claims, wording_of({"person/talal": "Talal"}), KINDS)) == [
        ("post", ["person/singh (acting), told 2022-01-01", "Talal since 2023-07-08"])
    ]


def test_who_follows_another_or_shares_a_post_contradicts_nobody(tell: MakeClaim) -> None:
    one = [office(tell, "a", "2023-01-01"), office(tell, "b", "2023-02-01", "elected"), office(tell, "b", "2023-03-01")]
    assert conflicts(one, WORDING, KINDS) == ()
    many = [office(tell, name, f"2023-0{n}-01", post="vice president") for name in ("a", "b") for n in (1, 2)]
    assert conflicts(many, WORDING, KINDS) == ()


def test_what_is_only_planned_contradicts_nothing(tell: MakeClaim) -> None:
    claims = [standing(tell, f"2022-11-1{n}", f"2022-11-2{n}", factuality="planned") for n in (1, 2)]
    assert conflicts(claims, WORDING, KINDS) == ()
