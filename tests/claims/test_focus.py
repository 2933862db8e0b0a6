from collections.abc import Callable

import pytest

from entente.claims.context import Context, Focus
from entente.claims.focus import electing_body, moved
from entente.claims.office_rules import OfficeRules, office_rules
from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.span import Span

Make = Callable[..., Context]
MET = """
Talks talk NOUN 2 nsubj
failed fail VERB 0 root
"""


@pytest.fixture(scope="module")
def rules(knowledge: Knowledge) -> OfficeRules:
    return office_rules(knowledge.rules, frozenset(("org/ap",)))


def said(kind: str, quote: str = "", **roles: str) -> Claim:
    return Claim(kind, {role: tuple(ids.split()) for role, ids in roles.items()}, Span(0, 1), quote, "r", "0", "t")


@pytest.mark.parametrize(
    ("words", "electing"),
    [
        ("the ANOCA elections", "org/anoca"),
        ("ANOCA's elective congress", "org/anoca"),
        ("elections of ANOCA", "org/anoca"),
        ("ANOCA met", ""),
        ("the AP elections", ""),
    ],
)
def test_whose_elections_are_told(context: Make, rules: OfficeRules, words: str, electing: str) -> None:
    rows = "\n".join(f"{word} {word} X {n} dep" for n, word in enumerate(words.split()))
    names = {name: f"org/{name.lower()}" for name in ("ANOCA", "AP") if name in words.split() or f"{name}'s" in words}
    assert electing_body(context(rows, names).annotated, rules) == electing


@pytest.mark.parametrize(
    ("claim", "focus"),
    [
        (said("ruling", tribunal="org/cas", party="noc/MLI"), Focus(tribunal="org/cas", appellant="noc/MLI")),
        (said("meeting", party="noc/MLI person/bach"), Focus(parties=("noc/MLI", "org/ioc"))),
        (said("meeting", party="noc/MLI"), Focus()),
        (said("statement", "It said in a statement", speaker="org/ioc"), Focus(issuer="org/ioc")),
        (said("statement", "It said so", speaker="org/ioc"), Focus()),
    ],
)
def test_what_is_spoken_of_after_a_claim(context: Make, rules: OfficeRules, claim: Claim, focus: Focus) -> None:
    made = context(MET, {})
    made = Context(made.annotated, made.sentence, made.tree, {"person/bach": "org/ioc"})
    assert moved(Focus(), [claim], made, rules) == focus
