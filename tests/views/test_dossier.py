from collections.abc import Callable
from datetime import date
from typing import Any

from entente.model.claim import Claim
from entente.views.counterpart import Setting
from entente.views.dossier import dossier
from entente.views.timeline import timeline
from tests.conftest import wording_of

MakeClaim = Callable[..., Claim]
WORDING = wording_of()
KINDS: dict[str, Any] = {
    "standing": {"closes": ["reinstated"]},
    "office": {"tenure": {"holds": "in"}, "single": ["president"]},
}


def test_a_dossier_has_its_sections(make_claim: MakeClaim) -> None:
    us, them = ("noc/RUS",), ("noc/SYR",)
    claims = [
        make_claim("meeting", {"party": us + them}, report="a", reported="2023-01-01"),
        make_claim("meeting", {"party": us + them}, report="b", reported="2023-02-01"),
        make_claim("office", {"holder": ("person/a-b",), "body": us}, attributes={"post": "president"}),
        make_claim("office", {"holder": ("person/c-d",), "body": them}, attributes={"post": "president"}),
        make_claim("meeting", {"party": ("person/a-b", "noc/NAM")}, report="c", reported="2023-03-01"),
        make_claim("meeting", {"party": them}, report="d"),
        make_claim("membership", {"member": us, "body": ("org/anoc",)}),
        make_claim("invitation", {"inviter": them, "invitee": us}, reported="2023-12-01", report="a"),
        make_claim("agreement", {"party": us + them}, attributes={"stage": "signed"}),
        make_claim("agreement", {"party": them}, attributes={"stage": "signed"}, attribution=us),
        make_claim("standing", {"subject": us, "authority": ("org/ioc",)}, attributes={"status": "suspended"}),
        make_claim("statement", {"speaker": us}),
        make_claim("statement", {"speaker": them}, attribution=us),
        make_claim("support", {"supporter": us, "beneficiary": them}),
        make_claim("support", {"supporter": them}),
    ]
    found = dossier(us, claims, Setting(WORDING, KINDS, date(2024, 1, 1), {}))
    assert found.reports == 3
    assert [act.supports[0].report for act in found.contacts] == ["c", "b", "a"]
    assert [act.state for act in found.invitations] == ["invited"]
    assert [(t.holder, t.post) for t in found.posts] == [("person/a-b", "president")]
    assert [e.kind for e in found.seats] == ["membership"]
    assert found.due == ()
    assert [a.parties for a in found.agreements] == [us + them]
    assert [s.status for s in found.standings] == ["suspended"]
    assert [e.says for e in found.statements] == ["noc/RUS made a statement"]
    assert [e.kind for e in found.others] == ["support"]


def test_a_timeline_is_in_the_order_in_which_things_happened(make_claim: MakeClaim) -> None:
    claims = [
        make_claim(reported="", quote="Undated."),
        make_claim(reported="2023-05-01/2023-05-31", quote="Told in May."),
        make_claim(when="2022", quote="In 2022.", polarity="negative"),
        make_claim(when="2023-05-20", quote="On May 20.", conditions=("they come",)),
    ]
    entries = timeline(claims, WORDING)
    assert [e.support.sentence for e in entries] == ["In 2022.", "On May 20.", "Told in May.", "Undated."]
    assert entries[0].factuality == "asserted not"
    assert entries[1].says == "on condition: they come"
