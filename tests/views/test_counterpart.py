from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from entente.knowledge.loader import load_knowledge
from entente.model.claim import Claim
from entente.views.counterpart import Counterpart, Setting, counterpart
from tests.conftest import wording_of

MakeClaim = Callable[..., Claim]
WORDING = wording_of()
US, THEM = ("noc/RUS",), ("noc/SYR",)
FORUM = {"gathering": ("gathering/forum-2023",)}
KINDS = load_knowledge().rules["ontology/kinds"]


@pytest.fixture
def tell(make_claim: MakeClaim) -> MakeClaim:
    def claim(kind: str, roles: dict[str, tuple[str, ...]], reported: str = "2023-05-15", **fields: Any) -> Claim:
        return make_claim(kind, roles, reported=reported, **({"report": f"report of {reported}"} | fields))

    return claim


def shown(claims: list[Claim], today: str = "2023-06-15") -> Counterpart:
    return counterpart((US, THEM), claims, Setting(WORDING, KINDS, date.fromisoformat(today), {}))


def test_the_last_contact_is_the_latest_that_happened(tell: MakeClaim) -> None:
    post = tell("office", {"holder": ("person/p",), "body": US}, attributes={"post": "president"})
    claims = [
        post,
        tell("meeting", {"party": ("person/p", *THEM)}, "2023-05-10", when="2023-05-09"),
        tell("meeting", {"party": US + THEM}, "2023-01-10"),
        tell("visit", {"visitor": US, "host": THEM}, factuality="planned", when="2023-09-01"),
        tell("meeting", {"party": US + THEM}, "2023-05-15", when="2023-12-24"),
        tell("meeting", {"party": (*US, "noc/NAM")}, "2023-06-10"),
    ]
    found = shown(claims)
    assert found.last_contact is not None
    assert found.last_contact.when == "2023-05-09"
    assert [act.when for act in found.contacts] == ["2023-12-24", "2023-09-01", "2023-05-09", ""]
    assert (found.reports, [d.kind for d in found.due]) == (3, ["visit"])
    assert [(t.holder, t.post) for t in found.posts] == [("person/p", "president")]
    assert shown([post]).last_contact is None


@pytest.mark.parametrize(
    ("answer", "open_"),
    [
        (None, 1),
        (("visit", {"visitor": US, "host": THEM}, {}), 0),
        (("visit", {"visitor": US, "host": THEM}, {"factuality": "planned"}), 1),
        (("participation", {"participant": US, **FORUM, "about": THEM}, {}), 0),
        (("refusal", {"refuser": US, "asker": THEM}, {}), 0),
        (("meeting", {"party": US + THEM}, {}), 1),
    ],
)
def test_an_invitation_is_open_until_it_is_answered(
    tell: MakeClaim, answer: tuple[str, dict[str, tuple[str, ...]], dict[str, str]] | None, open_: int
) -> None:
    claims = [tell("invitation", {"inviter": THEM, "invitee": US} | FORUM, "2023-05-01")]
    if answer:
        claims.append(tell(answer[0], answer[1], "2023-06-01", **answer[2]))
    assert len(shown(claims).invitations) == open_


def test_an_invitation_lapses_with_its_day_or_after_about_a_year(tell: MakeClaim) -> None:
    asked = tell("invitation", {"inviter": THEM, "invitee": US} | FORUM, "2023-05-01")
    day = tell(
        "gathering", FORUM | {"organiser": THEM, "host": US}, "2023-05-01", when="2023-06-01", factuality="planned"
    )
    assert [len(shown([asked, day], today).invitations) for today in ("2023-06-01", "2023-06-02")] == [1, 0]
    assert [len(shown([asked], today).invitations) for today in ("2024-05-01", "2025-05-01")] == [1, 0]
    assert shown([tell("invitation", {"inviter": THEM, "invitee": US}, "")]).invitations == ()


def test_what_each_said_of_the_other(tell: MakeClaim) -> None:
    claims = [
        tell("criticism", {"critic": US, "target": THEM}, "2023-01-01"),
        tell("endorsement", {"endorser": THEM, "target": US}, "2023-02-01"),
        tell("statement", {"speaker": ("person/x",), "about": US}, "2023-03-01", attribution=THEM),
        tell("statement", {"speaker": US}, "2023-04-01"),
        tell("criticism", {"critic": US, "target": US}, "2023-04-01"),
    ]
    assert [entry.kind for entry in shown(claims).said] == ["statement", "endorsement", "criticism"]


def test_gatherings_ahead_where_both_are_expected(tell: MakeClaim) -> None:
    claims = [
        tell("invitation", {"inviter": ("org/x",), "invitee": US} | FORUM),
        tell("participation", {"participant": THEM} | FORUM, factuality="planned"),
        tell(
            "gathering", FORUM, when="2023-07-26/2023-07-29", factuality="planned", attributes={"change": "scheduled"}
        ),
        tell("participation", {"participant": US, "gathering": ("gathering/asian-games-2022",)}),
    ]
    assert [act.when for act in shown(claims).gatherings] == ["2023-07-26/2023-07-29"]
    assert shown(claims, "2023-07-30").gatherings == ()
    assert shown(claims[1:]).gatherings == ()


def test_agreements_and_standing_of_both(tell: MakeClaim) -> None:
    claims = [
        tell(
            "agreement", {"party": US + THEM}, attributes={"stage": "planned"}, when="2023-06-01", factuality="planned"
        ),
        tell("agreement", {"party": ("noc/NAM", *THEM)}, attributes={"stage": "signed"}),
        tell("standing", {"subject": US, "authority": ("org/ioc",)}, attributes={"status": "suspended"}),
        tell("standing", {"subject": ("noc/NAM",), "authority": US}, attributes={"status": "suspended"}),
    ]
    found = shown(claims)
    assert [(a.parties, a.state) for a in found.agreements] == [(US + THEM, "overdue")]
    assert [s.subject for s in found.standings] == ["noc/RUS"]
