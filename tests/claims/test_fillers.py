from collections.abc import Callable

from entente.claims.context import Context
from entente.claims.fillers import fillers_of

Make = Callable[..., Context]
BODIES = ("noc", "org", "country", "athletes")

DELEGATION = """
The the DET 3 det
ROC ROC PROPN 3 compound
delegation delegation NOUN 4 nsubj
arrived arrive VERB 0 root
"""
ONE_OF = """
Mali Mali PROPN 3 nsubj
was be AUX 3 cop
one one NUM 0 root
of of ADP 5 case
those those PRON 3 nmod
along along ADP 8 case
with with ADP 6 fixed
Peru Peru PROPN 3 obl
"""
APPOSITION = """
The the DET 2 det
body body NOUN 5 nsubj
, , PUNCT 4 punct
WADA WADA PROPN 2 appos
met meet VERB 0 root
"""


def entities(context: Context, token: int) -> list[str]:
    return [f.entity for f in fillers_of(context, [token], BODIES)]


def test_a_delegation_stands_for_its_body(context: Make) -> None:
    assert entities(context(DELEGATION, {"ROC": "noc/RUS"}), 2) == ["noc/RUS"]


def test_who_was_one_of_them_and_his_companions(context: Make) -> None:
    assert entities(context(ONE_OF, {"Mali": "country/MLI", "Peru": "country/PER"}), 4) == [
        "country/MLI",
        "country/PER",
    ]


def test_an_apposition_names_the_noun(context: Make) -> None:
    assert entities(context(APPOSITION, {"WADA": "org/wada"}), 1) == ["org/wada"]


def test_only_the_kinds_asked_for(context: Make) -> None:
    made = context(DELEGATION, {"ROC": "noc/RUS"})
    assert fillers_of(made, [2], ("person",)) == []
