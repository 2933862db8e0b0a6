from collections.abc import Callable

from entente.claims.tree import Tree

SENTENCE = """
Mali Mali PROPN 2 nsubj
stepped step VERB 0 root Tense=Past|VerbForm=Fin
down down ADP 2 compound:prt
according accord VERB 8 case
to to ADP 4 fixed
Peru Peru PROPN 8 compound
and and CCONJ 8 cc
officials official NOUN 2 obl
"""
LIST = """
Mali Mali PROPN 0 root
, , PUNCT 3 punct
Peru Peru PROPN 1 conj
and and CCONJ 5 cc
Iran Iran PROPN 3 conj
"""


def test_a_verb_is_named_with_its_particle_and_a_preposition_with_all_its_words(
    tree: Callable[[str], Tree],
) -> None:
    parsed = tree(SENTENCE)
    assert parsed.lemma(1) == "step down"
    assert (parsed.preposition(7), parsed.preposition(0)) == ("according to", "")
    assert parsed.obliques(1, "according to") == [7]


def test_a_token_knows_what_is_above_and_below_it(tree: Callable[[str], Tree]) -> None:
    parsed = tree(SENTENCE)
    assert list(parsed.subtree(7)) == [7, 3, 4, 5, 6]
    assert list(parsed.ancestors(4)) == [3, 7, 1]
    assert parsed.kids(1, "nsubj", "obl") == [0, 7]
    assert parsed.kid_words(1, "nsubj", "obl") == ["mali", "officials"]


def test_what_is_coordinated_goes_together_through_the_whole_list(tree: Callable[[str], Tree]) -> None:
    parsed = tree(LIST)
    assert parsed.coordinated(0) == [0, 2, 4]
    assert parsed.with_conjuncts([0, 2], 4) == [0, 2]
