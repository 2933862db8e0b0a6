from collections.abc import Callable
from datetime import date
from typing import Any

from entente.model.claim import Claim
from entente.records.agreements import agreements
from entente.views.signatories import posts_at_signing, with_signatories

MakeClaim = Callable[..., Claim]
KINDS: dict[str, Any] = {
    "office": {
        "tenure": {"holds": "in", "elected": "starts", "resigned": "out", "held": "out"},
        "single": ["president"],
    }
}
SIGNED = "AOC President Ian Chesterman and his counterpart signed."


def office(make_claim: MakeClaim, holder: str, body: str, change: str = "holds", **fields: Any) -> Claim:
    roles = {"holder": (f"person/{holder}",), "body": (body,)}
    return make_claim("office", roles, attributes={"post": "president", "change": change}, **fields)


def test_signatories_are_named_with_what_became_of_their_posts(make_claim: MakeClaim) -> None:
    parties = {"party": ("noc/AUS", "noc/FRA")}
    told: dict[str, Any] = {"report": "a", "reported": "2023-04-24"}
    claims = [
        make_claim("agreement", parties, attributes={"stage": "signed"}, quote=SIGNED, **told),
        office(make_claim, "chesterman", "noc/AUS", quote=SIGNED, **told),
        office(make_claim, "henriques", "noc/FRA", quote="She came to Brisbane.", **told),
        office(make_claim, "masseglia", "noc/FRA", "held", quote="He came before her.", **told),
        office(make_claim, "bach", "org/ioc", quote=SIGNED, **told),
        office(make_claim, "henriques", "noc/FRA", "resigned", report="b", reported="2023-05-25", when="2023-05-25"),
    ]
    found = agreements(claims, date(2023, 6, 1))
    [agreement] = with_signatories(found, claims, KINDS, date(2023, 6, 1))
    assert [(s.person, s.beside, s.state, s.left, s.change) for s in agreement.signatories] == [
        ("person/chesterman", False, "in post", "", ""),
        ("person/henriques", True, "left", "2023-05-25", "resigned"),
    ]
    [before] = with_signatories(found, claims[:5], KINDS, date(2023, 5, 1))
    assert [s.state for s in before.signatories] == ["in post", "in post"]


def test_only_posts_told_where_one_of_their_parties_signed_are_asked_for(make_claim: MakeClaim) -> None:
    def signed(report: str, *parties: str) -> Claim:
        return make_claim("agreement", {"party": parties}, attributes={"stage": "signed"}, report=report)

    claims = [
        signed("a", "noc/AUS", "noc/FRA"),
        signed("b", "noc/AUS", "noc/ITA"),
        office(make_claim, "henriques", "noc/FRA", report="a"),
        office(make_claim, "malago", "noc/ITA", report="a"),  # a party of the other agreement
        office(make_claim, "chesterman", "noc/AUS", report="b"),
        office(make_claim, "coates", "noc/AUS", report="b", factuality="planned"),
        office(make_claim, "carrard", "noc/AUS", report="c"),
    ]
    found = agreements(claims, date(2023, 6, 1))
    assert posts_at_signing(found, claims) == {
        ("person/henriques", "noc/FRA", "president"),
        ("person/chesterman", "noc/AUS", "president"),
    }


def test_who_is_named_beside_a_plan_has_signed_nothing(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("agreement", {"party": ("noc/AUS",)}, attributes={"stage": "planned"}, factuality="planned"),
        office(make_claim, "chesterman", "noc/AUS"),
    ]
    [agreement] = with_signatories(agreements(claims, date(2023, 6, 1)), claims, KINDS, date(2023, 6, 1))
    assert agreement.signatories == ()
