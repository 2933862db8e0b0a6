from collections.abc import Callable
from datetime import date

from entente.model.claim import Claim
from entente.views.dossier import dossier
from entente.views.timeline import in_period, timeline

MakeClaim = Callable[..., Claim]
KINDS = {"standing": {"closes": ["reinstated"]}}


def test_a_dossier_has_its_sections(make_claim: MakeClaim) -> None:
    us, them = ("noc/RUS",), ("noc/SYR",)
    claims = [
        make_claim("meeting", {"party": us + them}, report="a", reported="2023-01-01"),
        make_claim("meeting", {"party": us + them}, report="b", reported="2023-02-01"),
        make_claim("office", {"holder": ("person/a-b",), "body": us}, attributes={"post": "president"}),
        make_claim("agreement", {"party": us + them}, attributes={"stage": "signed"}),
        make_claim("agreement", {"party": them}, attributes={"stage": "signed"}, attribution=us),
        make_claim("standing", {"subject": us, "authority": ("org/ioc",)}, attributes={"status": "suspended"}),
        make_claim("statement", {"speaker": us}),
        make_claim("statement", {"speaker": them}, attribution=us),
        make_claim("support", {"supporter": us, "beneficiary": them}),
        make_claim("support", {"supporter": them}),
    ]
    found = dossier(us, claims, {}, KINDS, date(2024, 1, 1))
    assert found.reports == 3
    assert [e.support.report for e in found.contacts] == ["b", "a"]
    assert [e.says for e in found.offices] == ["holder: person/a-b; body: noc/RUS; post: president"]
    assert [a.parties for a in found.agreements] == [us + them]
    assert [s.status for s in found.standings] == ["suspended"]
    assert [e.says for e in found.statements] == ["noc/RUS"]
    assert [e.kind for e in found.others] == ["support"]


def test_a_timeline_is_in_the_order_in_which_things_happened(make_claim: MakeClaim) -> None:
    claims = [
        make_claim(reported="", quote="Undated."),
        make_claim(reported="2023-05-01/2023-05-31", quote="Told in May."),
        make_claim(when="2022", quote="In 2022.", polarity="negative"),
        make_claim(when="2023-05-20", quote="On May 20.", conditions=("they come",)),
    ]
    entries = timeline(claims, {})
    assert [e.support.sentence for e in entries] == ["In 2022.", "On May 20.", "Told in May.", "Undated."]
    assert entries[0].factuality == "asserted not"
    assert entries[1].says == "on condition: they come"


def test_a_period_keeps_what_holds_from_a_day_in_it(make_claim: MakeClaim) -> None:
    claims = [make_claim(when="2022"), make_claim(when="2023-05-20")]
    assert in_period(claims, date(2023, 1, 1), None) == claims[1:]
    assert in_period(claims, None, date(2023, 1, 1)) == claims[:1]
    assert in_period(claims, None, None) == claims
