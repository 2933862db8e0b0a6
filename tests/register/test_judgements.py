import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.register.judgements import (
    InForce,
    Judgement,
    Pair,
    effective,
    judgement_from_row,
    judgement_to_row,
    pair_of,
    subject_of,
)
from tests.register.judging import ENTITIES, MOMENTS, claim_of, judgement_lists, judgement_on, undo_of

CLAIM = claim_of(visitor=ENTITIES[0], host=ENTITIES[1])
PAIR = pair_of(ENTITIES[3], ENTITIES[4])


@given(judgement_lists(), st.randoms())
def test_the_order_of_arrival_does_not_matter(judgements: list[Judgement], random: st.DataObject) -> None:
    shuffled = [*judgements, *judgements[:2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert effective(shuffled) == effective(judgements)


@given(judgement_lists(), judgement_lists())
def test_undoing_all_that_was_judged_since_leaves_what_was_before(
    before: list[Judgement], since: list[Judgement]
) -> None:
    held, known = effective(before), {j.id for j in before}
    fresh = {j.id: j for j in since if j.id not in known}.values()
    undos = [undo_of(j, "2024-04-01T00:00:00.000000Z") for j in fresh]
    after = effective([*before, *fresh, *undos])
    assert (after.on_claims, after.on_pairs) == (held.on_claims, held.on_pairs)


@given(judgement_lists())
def test_an_undo_undone_is_nothing(judgements: list[Judgement]) -> None:
    held = effective(judgements)
    for judgement in judgements:
        undo = undo_of(judgement, "2024-04-01T00:00:00.000000Z")
        again = undo_of(undo, "2024-04-02T00:00:00.000000Z")
        after = effective([*judgements, undo, again])
        assert (after.on_claims, after.on_pairs) == (held.on_claims, held.on_pairs)


@given(judgement_lists())
def test_a_judgement_comes_back_from_its_row(judgements: list[Judgement]) -> None:
    for judgement in judgements:
        row = judgement_to_row(judgement)
        assert row["id"] == judgement.id
        assert judgement_from_row(row) == judgement


def test_the_latest_on_a_pair_holds() -> None:
    same, apart = judgement_on("same", PAIR, MOMENTS[0]), judgement_on("not_same", PAIR, MOMENTS[1])
    assert effective([apart, same]).on_pairs == {PAIR: apart}
    assert effective([apart, same, undo_of(apart)]).on_pairs == {PAIR: same}
    assert effective([]) == InForce()


def test_an_id_says_what_was_judged_and_not_when_it_came() -> None:
    one = judgement_on("reject", subject_of(CLAIM))
    row = judgement_to_row(one)
    assert judgement_from_row({**row, "recorded": "2025-01-01T00:00:00Z"}).id == one.id
    assert judgement_from_row({**row, "note": "a stand-in"}).content_id() != one.id


def test_a_subject_knows_what_was_read_beside_it() -> None:
    beside, apart = (
        claim_of(visitor=ENTITIES[0], host=ENTITIES[2]),
        claim_of(start=10, visitor=ENTITIES[0], host=ENTITIES[2]),
    )
    other = claim_of("meeting", party=ENTITIES[:2])
    assert subject_of(CLAIM, [CLAIM, beside, apart, other]).beside == (beside.id,)


def test_what_is_no_judgement_is_refused() -> None:
    with pytest.raises(ValueError, match="a pair has two"):
        pair_of("noc/MLI", "noc/MLI")
    assert pair_of("org/b", "org/a") == Pair("org/a", "org/b")
    row = judgement_to_row(judgement_on("same", PAIR))
    with pytest.raises(ValueError, match="'perhaps' is no verdict: confirm, "):
        judgement_from_row({**row, "verdict": "perhaps"})
