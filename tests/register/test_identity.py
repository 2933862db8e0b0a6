from hypothesis import given
from hypothesis import strategies as st

from entente.register.identity import Identity, identity_of, merged_entities
from entente.register.judgements import Judgement, Pair, effective, pair_of
from tests.register.judging import ENTITIES, MOMENTS, ON_PAIRS, judgement_on, undo_of

A, B, C = "person/a", "person/b", "person/c"


def same(one: str, other: str, known: tuple[str, ...] = ()) -> Judgement:
    return judgement_on("same", pair_of(one, other), known=known)


def identity(*judgements: Judgement, **counts: int) -> Identity:
    return identity_of(effective(judgements).on_pairs, {f"person/{name}": number for name, number in counts.items()})


@given(st.lists(ON_PAIRS, max_size=8), ON_PAIRS)
def test_merge_then_undo_is_nothing(judgements: list[Judgement], merge: Judgement) -> None:
    others = [j for j in judgements if j.id != merge.id]
    assert identity(*others, merge, undo_of(merge)) == identity(*others)


@given(st.lists(ON_PAIRS, max_size=8))
def test_each_entity_stands_under_one_id_that_is_one_of_its_own(judgements: list[Judgement]) -> None:
    found = identity(*judgements)
    for entity in ENTITIES:
        assert found.of(found.of(entity)) == found.of(entity)
        assert entity in found.all_of([entity])
        assert found.to_canonical(found.all_of([entity])) == (found.of(entity),)
    for pair, judgement in effective(judgements).on_pairs.items():
        assert judgement.verdict != "same" or found.of(pair.first) == found.of(pair.second)


def test_the_known_id_stands_for_all_then_the_one_told_most_then_the_smallest() -> None:
    chain = (same(A, B), same(B, C))
    assert identity(*chain).members == {A: (A, B, C)}
    assert identity(*chain, b=2, c=1).canonical == {A: B, C: B}
    assert identity(same(A, B), same(B, C, known=(C,)), b=2).of(A) == C


def test_entities_kept_apart_and_yet_one_are_a_conflict_with_the_way_that_joins_them() -> None:
    first, second = same(A, B), same(B, C)
    apart = judgement_on("not_same", pair_of(A, C), MOMENTS[1])
    [conflict] = identity(first, second, apart).conflicts
    assert (conflict.pair, conflict.apart, conflict.path) == (Pair(A, C), apart, (first, second))
    assert identity(first, second, apart, undo_of(second)).conflicts == ()
    assert identity(first, judgement_on("not_same", pair_of(A, B), MOMENTS[1])) == Identity()


def test_what_is_unsure_is_not_merged() -> None:
    pairs = effective([judgement_on("unsure", pair_of(A, B)), same(B, C)]).on_pairs
    assert merged_entities(pairs) == {B, C}
