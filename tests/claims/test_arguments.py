from collections.abc import Callable

from entente.claims.arguments import arguments_of
from entente.claims.tree import Tree

Make = Callable[[str], Tree]


def words(tree: Tree, tokens: list[int]) -> list[str]:
    return [tree.tokens[t].text for t in tokens]


def slots(tree: Tree, word: str, *names: str) -> list[list[str]]:
    trigger = next(t.index for t in tree.tokens if t.text == word)
    return [words(tree, arguments_of(tree, trigger, name)) for name in names]


ACTIVE = """
The the DET 2 det
ROC ROC PROPN 3 nsubj
invited invite VERB 0 root Tense=Past|VerbForm=Fin
Mali Mali PROPN 3 obj
and and CCONJ 6 cc
Peru Peru PROPN 4 conj
to to ADP 8 case
Moscow Moscow PROPN 3 obl
"""
PASSIVE = """
Mali Mali PROPN 3 nsubj:pass
was be AUX 3 aux:pass
invited invite VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass
by by ADP 6 case
the the DET 6 det
ROC ROC PROPN 3 obl:agent
"""
RELATIVE = """
Natorp Natorp PROPN 0 root
, , PUNCT 4 punct
who who PRON 4 nsubj
left leave VERB 1 acl:relcl Tense=Past|VerbForm=Fin
the the DET 6 det
hall hall NOUN 4 obj
"""
CONTROLLED = """
Mali Mali PROPN 2 nsubj
plans plan VERB 0 root
to to PART 4 mark
sign sign VERB 2 xcomp VerbForm=Inf
a a DET 6 det
memorandum memorandum NOUN 4 obj
with with ADP 8 case
Peru Peru PROPN 4 obl
"""
OBJECT_CONTROLLED = """
FIS FIS PROPN 2 nsubj
allowed allow VERB 0 root
Russians Russian PROPN 2 obj
to to PART 5 mark
compete compete VERB 2 xcomp VerbForm=Inf
"""
COORDINATED = """
Mali Mali PROPN 2 nsubj
met meet VERB 0 root
Peru Peru PROPN 2 obj
and and CCONJ 5 cc
signed sign VERB 2 conj Tense=Past|VerbForm=Fin
papers paper NOUN 5 obj
"""
LIGHT = """
Mali Mali PROPN 2 nsubj
held hold VERB 0 root
talks talk NOUN 2 obj
with with ADP 5 case
Peru Peru PROPN 3 nmod
"""
PARTICIPLE = """
The the DET 2 det
suspension suspension NOUN 0 root
imposed impose VERB 2 acl Tense=Past|VerbForm=Part
by by ADP 5 case
FIS FIS PROPN 3 obl
"""
FRONTED = """
Talks talk NOUN 2 nsubj
failed fail VERB 0 root
, , PUNCT 2 punct
Bach Bach PROPN 5 nsubj
said say VERB 2 parataxis
"""


def test_active_and_passive_give_the_same_arguments(tree: Make) -> None:
    assert slots(tree(ACTIVE), "invited", "agent", "patient", "to") == [["ROC"], ["Mali", "Peru"], ["Moscow"]]
    assert slots(tree(PASSIVE), "invited", "agent", "patient") == [["ROC"], ["Mali"]]


def test_a_relative_pronoun_stands_for_its_noun(tree: Make) -> None:
    assert slots(tree(RELATIVE), "left", "agent", "patient") == [["Natorp"], ["hall"]]


def test_control_verbs_hand_their_argument_down(tree: Make) -> None:
    assert slots(tree(CONTROLLED), "sign", "agent", "patient", "with") == [["Mali"], ["memorandum"], ["Peru"]]
    assert slots(tree(OBJECT_CONTROLLED), "compete", "agent") == [["Russians"]]


def test_a_second_verb_shares_the_subject(tree: Make) -> None:
    assert slots(tree(COORDINATED), "signed", "agent", "patient") == [["Mali"], ["papers"]]


def test_a_noun_reaches_the_verb_that_carries_it(tree: Make) -> None:
    assert slots(tree(LIGHT), "talks", "up", "up.agent", "with") == [["held"], ["Mali"], ["Peru"]]


def test_a_bare_participle_is_passive(tree: Make) -> None:
    assert slots(tree(PARTICIPLE), "imposed", "agent", "patient") == [["FIS"], ["suspension"]]


def test_a_verb_of_saying_after_its_speech_has_it_as_complement(tree: Make) -> None:
    assert slots(tree(FRONTED), "said", "agent", "comp") == [["Bach"], ["failed"]]


def test_paths_go_on_from_a_slot(tree: Make) -> None:
    assert slots(tree(LIGHT), "held", "patient>with") == [["Peru"]]


def test_a_list_cut_in_two_is_one_subject(tree: Make) -> None:
    rows = """
    Mali Mali PROPN 6 nsubj
    , , PUNCT 6 punct
    Peru Peru PROPN 6 nsubj
    and and CCONJ 5 cc
    Iran Iran PROPN 3 conj
    appealed appeal VERB 0 root VerbForm=Fin
    """
    assert slots(tree(rows), "appealed", "agent") == [["Mali", "Peru", "Iran"]]


def test_who_says_it_in_between_is_not_the_subject(tree: Make) -> None:
    rows = """
    Mali Mali PROPN 6 nsubj
    , , PUNCT 4 punct
    he he PRON 4 nsubj
    said say VERB 6 parataxis VerbForm=Fin
    , , PUNCT 4 punct
    won win VERB 0 root VerbForm=Fin
    """
    assert slots(tree(rows), "won", "agent") == [["Mali"]]


def test_a_participle_after_stay_is_passive(tree: Make) -> None:
    rows = """
    Mali Mali PROPN 2 nsubj
    stays stay VERB 0 root VerbForm=Fin
    excluded exclude VERB 2 xcomp Tense=Past|VerbForm=Part
    """
    assert slots(tree(rows), "excluded", "patient", "agent") == [["Mali"], []]
