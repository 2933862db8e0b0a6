import pytest

from entente.claims.votes import votes_near
from entente.knowledge.tables import Knowledge
from entente.model.span import Span


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("carried by 64 votes to 39, with 16 abstentions", "64-39"),
        ("voted 90-56 for the motion", "90-56"),
        ("by 69 votes to one at a session", "69-1"),
        ("received 49 of the 97 votes", "49"),
        ("met for 20 minutes", ""),
    ],
)
def test_votes_in_figures(knowledge: Knowledge, text: str, votes: str) -> None:
    assert votes_near(text, Span(0, len(text)), 0, knowledge.rules["english/votes"]) == votes


def test_the_nearest_of_two_votes_counts(knowledge: Knowledge) -> None:
    text = "Peru was carried by 64 votes to 39 and Mali by 54 votes to 45."
    assert votes_near(text, Span(0, len(text)), text.index("Mali"), knowledge.rules["english/votes"]) == "54-45"
