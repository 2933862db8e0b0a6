from collections.abc import Callable

from entente.claims.context import Context, Filler
from entente.claims.lexicon import Draft
from entente.claims.reasons import linking_steps
from entente.model.claim import Step
from entente.model.span import Span

Make = Callable[..., Context]

MEETING = """
ROC ROC PROPN 2 nsubj
met meet VERB 0 root
Mali Mali PROPN 2 obj
"""


def told(context: Context, *fillers: Filler) -> tuple[Step, ...]:
    return linking_steps(context, Draft("meeting", {"party": fillers}, {}, 1, "meeting.meet"))


def test_a_name_that_was_linked_says_how(context: Make) -> None:
    made = context(MEETING, {"ROC": "noc/RUS", "Mali": "country/MLI"})
    steps = told(made, Filler("noc/RUS", Span(0, 3), "list"), Filler("country/MLI", Span(8, 12), "list"))
    assert [s.decision for s in steps] == [
        "party: noc/RUS, by the list of names",
        "party: country/MLI, by the list of names",
    ]


def test_who_stands_for_another_is_told_with_him(context: Make) -> None:
    made = context(MEETING, {"ROC": "noc/RUS", "Mali": "country/MLI"})
    [step] = told(made, Filler("noc/MLI", Span(8, 12), "list"))
    assert step.decision == "party: noc/MLI, for whom stands country/MLI, by the list of names"


def test_who_was_spoken_of_before_has_no_name_here(context: Make) -> None:
    [step] = told(context(MEETING, {}), Filler("noc/RUS", Span(4, 7), "spoken of before"))
    assert step == Step("linking", "party: noc/RUS, spoken of before", Span(4, 7))
