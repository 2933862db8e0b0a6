from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from entente.claims.checks import without_doubles
from entente.model.claim import Claim
from entente.model.span import Span

MET = Claim(
    "meeting", {"party": ("noc/MLI", "noc/PER")}, Span(0, 9), "They met.", "r", "0" * 64, "meeting.meet", confidence=0.9
)


def test_of_two_that_say_the_same_the_surer_stays() -> None:
    weaker = replace(MET, rule="meeting.noun", confidence=0.7)
    assert without_doubles([weaker, MET]) == [MET]


def test_nobody_fills_two_roles() -> None:
    assert without_doubles([replace(MET, roles={"party": ("noc/MLI", "noc/MLI")})]) == []


def test_a_claim_about_nobody_is_none() -> None:
    assert without_doubles([replace(MET, roles={})]) == []


@given(st.permutations([MET, replace(MET, passage=Span(10, 19)), replace(MET, polarity="negative")]))
def test_the_order_of_arrival_does_not_matter(claims: list[Claim]) -> None:
    assert without_doubles(claims) == without_doubles(
        [MET, replace(MET, passage=Span(10, 19)), replace(MET, polarity="negative")]
    )
