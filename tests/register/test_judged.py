from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from entente.model.claim import Claim, Judged
from entente.register.judged import judged
from entente.register.judgements import Judgement, pair_of, subject_of
from tests.register.judging import CLAIMS, MOMENTS, claim_of, judgement_lists, judgement_on, undo_of

CLAIM = claim_of(visitor="person/a-b", host="noc/MLI")
OTHER = claim_of(start=20, visitor="person/b", host="noc/SYR")


def on_it(verdict: str, made: str = MOMENTS[0], **detail: object) -> Judgement:
    return judgement_on(verdict, subject_of(CLAIM), made, **detail)  # type: ignore[arg-type]


@given(CLAIMS, judgement_lists())
def test_claims_without_judgements_are_as_they_were_read(claims: list[Claim], judgements: list[Judgement]) -> None:
    assert judged(claims, []) == claims
    undone = [*judgements, *(undo_of(j, "2024-04-01T00:00:00.000000Z") for j in judgements if j.verdict != "undo")]
    undone = [j for j in undone if j.verdict != "undo" or j.made > MOMENTS[6]]
    assert judged(claims, undone) == claims


@given(CLAIMS, judgement_lists(), st.randoms())
def test_what_is_judged_does_not_depend_on_order(
    claims: list[Claim], judgements: list[Judgement], random: st.DataObject
) -> None:
    shuffled = list(judgements)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert judged(claims, shuffled) == judged(claims, judgements)


def test_a_rejected_claim_is_gone_and_comes_back() -> None:
    reject = on_it("reject")
    assert judged([CLAIM, OTHER], [reject]) == [OTHER]
    assert judged([CLAIM, OTHER], [reject, undo_of(reject)]) == [CLAIM, OTHER]
    assert len(judged([CLAIM, OTHER], [reject, on_it("confirm", MOMENTS[1])])) == 2


def test_a_confirmed_claim_is_sure_and_says_by_whom() -> None:
    [claim] = judged([CLAIM], [on_it("confirm")])
    assert (claim.confidence, claim.judged, claim.id) == (1.0, Judged("confirmed", "Ana", MOMENTS[0]), CLAIM.id)
    assert claim.steps[-1].decision == "confirmed by Ana, 2024-03-01"


def test_a_corrected_claim_says_what_it_was() -> None:
    first = on_it(
        "correct", changes={"when": "2023", "roles": {"host": ["noc/SYR"], "gathering": ["gathering/g-2023"]}}
    )
    second = on_it("correct", MOMENTS[1], changes={"roles": {"host": ["org/ioc"]}, "factuality": "planned"})
    [claim] = judged([CLAIM], [second, first])
    assert claim.id == CLAIM.id
    assert claim.roles == {"visitor": ("person/a-b",), "host": ("org/ioc",), "gathering": ("gathering/g-2023",)}
    assert (claim.when, claim.factuality) == ("2023", "planned")
    assert claim.judged is not None
    assert claim.judged.was == {"when": "", "roles": {"host": ["noc/MLI"], "gathering": None}, "factuality": "asserted"}
    assert judged([CLAIM], [second, first, undo_of(second)])[0].roles["host"] == ("noc/SYR",)
    [confirmed] = judged([CLAIM], [first, on_it("confirm", MOMENTS[2])])
    assert confirmed.roles["host"] == ("noc/SYR",)
    assert confirmed.judged is not None
    assert (confirmed.judged.verdict, confirmed.judged.made) == ("corrected", MOMENTS[2])


def test_entities_that_are_one_bear_one_id() -> None:
    same = judgement_on("same", pair_of("person/a-b", "person/b"))
    claims = [CLAIM, OTHER, replace(OTHER, where=("person/b", "person/a-b"), attribution=("person/a-b",))]
    found = judged(claims, [same])
    assert {claim.roles["visitor"] for claim in found} == {("person/a-b",)}
    assert (found[2].where, found[2].attribution) == (("person/a-b",), ("person/a-b",))
    assert [claim.id for claim in found] == [claim.id for claim in claims]
    assert judged(claims, [same, undo_of(same)]) == claims
