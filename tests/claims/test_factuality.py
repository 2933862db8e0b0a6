from collections.abc import Callable

import pytest

from entente.claims.context import Context
from entente.claims.factuality import stance_of
from entente.knowledge.tables import Knowledge

Make = Callable[..., Context]

PLAIN = """
ROC ROC PROPN 2 nsubj
signed sign VERB 0 root VerbForm=Fin
papers paper NOUN 2 obj
"""
FUTURE = """
ROC ROC PROPN 3 nsubj
will will AUX 3 aux
sign sign VERB 0 root
papers paper NOUN 3 obj
"""
DENIED = """
ROC ROC PROPN 4 nsubj
did do AUX 4 aux
not not PART 4 advmod
sign sign VERB 0 root
"""
REFUSED = """
ROC ROC PROPN 2 nsubj
refused refuse VERB 0 root VerbForm=Fin
to to PART 4 mark
sign sign VERB 2 xcomp
"""
HOPED = """
ROC ROC PROPN 2 nsubj
hopes hope VERB 0 root VerbForm=Fin
to to PART 4 mark
sign sign VERB 2 xcomp
"""
POSSIBLE = """
ROC ROC PROPN 3 nsubj
may may AUX 3 aux
sign sign VERB 0 root
"""
CONDITION = """
If if SCONJ 3 mark
ROC ROC PROPN 3 nsubj
signs sign VERB 5 advcl VerbForm=Fin
it it PRON 5 nsubj
wins win VERB 0 root VerbForm=Fin
"""
ALLEGED = """
ROC ROC PROPN 3 nsubj
allegedly allegedly ADV 3 advmod
signed sign VERB 0 root VerbForm=Fin
"""
SAID = """
Bach Bach PROPN 2 nsubj
said say VERB 0 root VerbForm=Fin
ROC ROC PROPN 4 nsubj
signed sign VERB 2 ccomp VerbForm=Fin
"""
NOMINAL = """
ROC ROC PROPN 2 nsubj
plans plan VERB 0 root VerbForm=Fin
the the DET 4 det
sign sign NOUN 2 obj
"""
FAILED_MOTION = """
A a DET 2 det
motion motion NOUN 6 nsubj:pass
to to PART 4 mark
sign sign VERB 2 acl
was be AUX 6 aux:pass
defeated defeat VERB 0 root VerbForm=Part
"""
LEFT_OPEN = """
Mali Mali PROPN 2 nsubj
left leave VERB 0 root VerbForm=Fin
with with ADP 7 case
or or CCONJ 5 cc
without without ADP 3 conj
a a DET 7 det
sign sign NOUN 2 obl
"""
CLASSED = """
The the DET 2 det
sign sign NOUN 5 nsubj
is be AUX 5 cop
not not PART 5 advmod
part part NOUN 0 root
"""

MOTION = """
They they PRON 2 nsubj
tabled table VERB 0 root VerbForm=Fin
a a DET 4 det
motion motion NOUN 2 obj
to to PART 6 mark
sign sign VERB 4 acl
"""


NO_LONGER = """
ROC ROC PROPN 4 nsubj
no no ADV 4 advmod
longer long ADV 4 advmod
signs sign VERB 0 root
"""
AFTER_COLON = """
ROC ROC PROPN 3 nsubj
not not PART 3 advmod
bound bind VERB 0 root
: : PUNCT 6 punct
NOC NOC PROPN 6 nsubj
signed sign VERB 3 ccomp
"""


@pytest.mark.parametrize(
    ("rows", "polarity", "factuality"),
    [
        (PLAIN, "positive", "asserted"),
        (FUTURE, "positive", "planned"),
        (DENIED, "negative", "asserted"),
        (REFUSED, "negative", "asserted"),
        (HOPED, "positive", "hoped"),
        (POSSIBLE, "positive", "possible"),
        (CONDITION, "positive", "conditional"),
        (ALLEGED, "positive", "alleged"),
        (SAID, "positive", "asserted"),
        (NOMINAL, "positive", "planned"),
        (FAILED_MOTION, "negative", "asserted"),
        (MOTION, "positive", "possible"),
        (MOTION.replace("table ", "adopt "), "positive", "asserted"),
        (MOTION.replace("table ", "reject "), "negative", "asserted"),
        (
            MOTION.replace("They they PRON 2 nsubj", "They they PRON 2 expl")
            .replace("2 obj", "2 nsubj")
            .replace("table ", "fall "),
            "negative",
            "asserted",
        ),
        (LEFT_OPEN, "positive", "conditional"),
        (CLASSED, "positive", "asserted"),
        (NO_LONGER, "negative", "asserted"),
        (AFTER_COLON, "positive", "asserted"),
    ],
)
def test_the_words_above_and_beside_tell_how_it_is_meant(
    context: Make, knowledge: Knowledge, rows: str, polarity: str, factuality: str
) -> None:
    made = context(rows, {})
    trigger = next(t.index for t in made.tree.tokens if t.lemma == "sign")
    stance = stance_of(made, trigger, "agreement", knowledge.rules["english/factuality"])
    assert (stance.polarity, stance.factuality) == (polarity, factuality)


def test_who_says_it_is_kept(context: Make, knowledge: Knowledge) -> None:
    made = context(SAID, {"Bach": "person/thomas-bach", "ROC": "noc/RUS"})
    assert stance_of(made, 3, "agreement", knowledge.rules["english/factuality"]).attribution == ("person/thomas-bach",)


def test_each_decision_is_told(context: Make, knowledge: Knowledge) -> None:
    stance = stance_of(context(REFUSED, {}), 3, "agreement", knowledge.rules["english/factuality"])
    assert [step.decision for step in stance.steps] == ["under “refused”"]
