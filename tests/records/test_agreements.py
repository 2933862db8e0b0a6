from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from entente.model.claim import Claim
from entente.records.agreements import Agreement, agreements, expiring

MakeClaim = Callable[..., Claim]
SIDES = ("noc/RUS", "noc/SYR")
FORUM = "gathering/forum-2023"


@pytest.fixture
def tell(make_claim: MakeClaim) -> MakeClaim:
    def claim(stage: str, reported: str, when: str = "", **fields: Any) -> Claim:
        roles = {"party": fields.pop("party", SIDES)} | fields.pop("roles", {})
        attributes = {"stage": stage} | fields.pop("attributes", {})
        factuality = fields.pop("factuality", "planned" if stage == "planned" else "asserted")
        told = {"report": f"report of {reported}", "reported": reported, "when": when, "factuality": factuality}
        return make_claim("agreement", roles, attributes=attributes, **(told | fields))

    return claim


def one(claims: list[Claim], today: str = "2024-01-01") -> Agreement:
    [agreement] = agreements(claims, date.fromisoformat(today))
    return agreement


def test_planned_and_signed_are_one_agreement_with_its_stages(tell: MakeClaim) -> None:
    claims = [
        tell("signed", "2023-07-28", "2023-07-27", where=("place/saint-petersburg",)),
        tell(
            "planned",
            "2023-05-15",
            "2023-06-01",
            roles={"gathering": (FORUM,)},
            attributes={"instrument": "memorandum"},
        ),
        tell("planned", "2022-10-21", factuality="hoped"),
    ]
    agreement = one(claims)
    assert [(s.stage, s.factuality, s.when, s.where) for s in agreement.stages] == [
        ("planned", "hoped", "", ()),
        ("planned", "planned", "2023-06-01", (FORUM,)),
        ("signed", "asserted", "2023-07-27", ("place/saint-petersburg",)),
    ]
    assert (agreement.state, agreement.planned, agreement.venue) == ("signed", "2023-06-01", (FORUM,))
    assert (agreement.parties, agreement.instrument) == (SIDES, "memorandum")


@pytest.mark.parametrize(("today", "state"), [("2023-06-01", "planned"), ("2023-06-02", "overdue")])
def test_a_planned_day_that_is_past_is_overdue(tell: MakeClaim, today: str, state: str) -> None:
    assert one([tell("planned", "2023-05-15", "2023-06-01")], today).state == state


def test_one_planned_for_a_month_is_overdue_after_it(tell: MakeClaim) -> None:
    assert one([tell("planned", "2023-05-15", "2023-06")], "2023-06-30").state == "planned"
    assert one([tell("planned", "2023-05-15", "2023-06")], "2023-07-01").state == "overdue"


def test_a_later_plan_moves_the_day(tell: MakeClaim) -> None:
    claims = [tell("planned", "2023-05-15", "2023-06-01"), tell("planned", "2023-06-10", "2023-09-01")]
    assert one(claims, "2023-07-01").state == "planned"
    assert one(claims, "2023-07-01").planned == "2023-09-01"


def test_without_a_day_nothing_is_overdue(tell: MakeClaim) -> None:
    assert one([tell("planned", "2023-05-15")]).state == "planned"
    assert one([tell("planned", "2023-05-15", factuality="hoped")]).state == "planned"
    assert one([tell("discussed", "2023-05-15")]).state == "discussed"


def test_a_denied_signing_is_refused(tell: MakeClaim) -> None:
    denied = tell("signed", "2023-06-10", polarity="negative")
    assert one([tell("planned", "2023-05-15", "2023-06-01"), denied]).state == "refused"
    assert one([denied]).stages[0].factuality == "asserted not"


@pytest.mark.parametrize(
    ("stage", "state"),
    [("in_force", "in_force"), ("extended", "extended"), ("ended", "ended"), ("suspended", "suspended")],
)
def test_the_life_goes_on_after_signing(tell: MakeClaim, stage: str, state: str) -> None:
    claims = [tell("signed", "2023-06-02"), tell(stage, "2023-09-02", attributes={"until": "2026", "topic": "coaches"})]
    assert (one(claims).state, one(claims).until, one(claims).topic) == (state, "2026", "coaches")


def test_other_parties_instruments_and_years_are_other_agreements(tell: MakeClaim) -> None:
    claims = [
        tell("signed", "2023-06-02", attributes={"instrument": "memorandum"}),
        tell("signed", "2023-06-02", attributes={"instrument": "contract"}),
        tell("signed", "2023-06-02", party=("noc/RUS", "noc/MLI")),
        tell("signed", "2020-06-02", attributes={"instrument": "memorandum"}),
    ]
    assert len(agreements(claims, date(2024, 1, 1))) == 4


def test_what_is_planned_long_after_a_signing_is_the_next(tell: MakeClaim) -> None:
    claims = [tell("signed", "2023-06-02"), tell("planned", "2023-10-02", "2024-02-01"), tell("signed", "2023-06-20")]
    assert [a.state for a in agreements(claims, date(2024, 1, 1))] == ["signed", "planned"]


def test_a_country_and_its_committee_are_one_side_of_an_agreement_with_a_committee(tell: MakeClaim) -> None:
    committees = {"country/SYR": "noc/SYR", "country/RUS": "noc/RUS"}
    claims = [tell("planned", "2023-05-15", party=("noc/RUS", "country/SYR")), tell("signed", "2023-06-02")]
    [agreement] = agreements(claims, date(2024, 1, 1), committees)
    assert (agreement.parties, agreement.state) == (SIDES, "signed")
    states = tell("signed", "2023-06-02", party=("country/RUS", "country/SYR"))
    assert len(agreements([*claims, states], date(2024, 1, 1), committees)) == 2


def test_one_gathering_holds_tellings_of_different_years_together(tell: MakeClaim) -> None:
    at_forum = {"gathering": (FORUM,)}
    assert (
        len(one([tell("planned", "2021-01-01", roles=at_forum), tell("signed", "2023-06-02", roles=at_forum)]).stages)
        == 2
    )


def test_the_same_sentence_of_one_report_supports_once(tell: MakeClaim) -> None:
    claims = [tell("planned", "2023-05-15"), tell("planned", "2023-05-15", attributes={"instrument": "memorandum"})]
    assert len(one(claims).stages[0].supports) == 1


def test_undated_tellings_and_parties_unknown_stay_apart(tell: MakeClaim) -> None:
    claims = [tell("signed", "", party=()), tell("signed", "", party=())]
    assert len(agreements(claims, date(2024, 1, 1))) == 2
    assert len(agreements([tell("signed", ""), tell("planned", "")], date(2024, 1, 1))) == 1


def test_the_path_goes_from_hoped_to_signed(tell: MakeClaim) -> None:
    claims = [
        tell("signed", "2023-07-28", "2023-07-27"),
        tell("planned", "2023-05-15", "2023-06-01"),
        tell("planned", "2022-10-21", factuality="hoped"),
    ]
    assert [(s.how, s.day, s.named) for s in one(claims).path] == [
        ("hoped", "2022-10-21", ""),
        ("planned", "2023-05-15", "2023-06-01"),
        ("signed", "2023-07-27", ""),
    ]


def test_what_ends_soon_is_expiring(tell: MakeClaim) -> None:
    def ending(until: str, party: str, stage: str = "signed") -> Claim:
        return tell(stage, "2023-06-02", party=("noc/RUS", party), attributes={"until": until})

    claims = [
        ending("2024-03", "noc/MLI"),
        ending("2024-01-15", "noc/SYR"),
        ending("2023", "noc/NAM"),
        ending("", "noc/RSA"),
    ]
    found = agreements([*claims, ending("2024-01-15", "noc/SWZ", "ended")], date(2024, 1, 1))
    assert [a.until for a in expiring(found, date(2024, 1, 1), 90)] == ["2024-01-15", "2024-03"]
    assert [a.until for a in expiring(found, date(2024, 1, 1), 14)] == ["2024-01-15"]
