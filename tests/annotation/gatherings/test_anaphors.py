from entente.annotation.gatherings.anaphors import anaphor_kinds
from entente.knowledge.tables import Knowledge


def test_what_a_noun_points_back_to(small_knowledge: Knowledge) -> None:
    assert "games" in anaphor_kinds("Games", small_knowledge)
    assert anaphor_kinds("lunch", small_knowledge) == ()
