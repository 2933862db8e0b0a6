from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.annotation.mentions import find_mentions
from entente.annotation.sentences import split_sentences
from entente.knowledge.loader import load_knowledge
from entente.knowledge.tables import Knowledge
from entente.model.report import Report

WORDS = [
    "Mali",
    "Russian",
    "and",
    "the",
    "NOCs",
    "of",
    "(IOC)",
    "Games",
    "2022",
    "Asian",
    "Boxing",
    "Federation",
    ".",
    "\n",
    "Paris",
    "’s",
]


def found(text: str, knowledge: Knowledge) -> list[tuple[str, str]]:
    report = Report(text, "x")
    return [(m.span.of(text), m.entity) for m in find_mentions(report, split_sentences(report, knowledge), knowledge)]


def test_the_outermost_name_counts(small_knowledge: Knowledge) -> None:
    text = "The Russian Olympic Committee (ROC) met in Russia; the ROC left Moscow."
    assert found(text, small_knowledge) == [
        ("Russian Olympic Committee", "noc/RUS"),
        ("ROC", "noc/RUS"),
        ("Russia", "country/RUS"),
        ("ROC", "noc/RUS"),
        ("Moscow", "place/moscow"),
    ]


def test_a_peoples_name_is_its_athletes_in_a_report_on_sport(small_knowledge: Knowledge) -> None:
    assert found("Russians may enter the 2018 Asian Games", small_knowledge)[0] == ("Russians", "athletes/RUS")
    assert found("Russians may enter the shop", small_knowledge)[0] == ("Russians", "country/RUS")


@pytest.mark.parametrize(
    ("words", "entity"),
    [
        ("The NOC said", "noc/MLI"),
        ("an NOC said", ""),
        ("The local Olympic body said", "noc/MLI"),
        ("its NPC said", ""),
    ],
)
def test_the_committee_of_the_country_that_a_report_is_about(
    words: str, entity: str, small_knowledge: Knowledge
) -> None:
    assert found(f"Mali met. Mali won. {words}", small_knowledge)[-1][1] == entity


def test_committees_in_general_are_open(small_knowledge: Knowledge) -> None:
    assert found("The NOCs asked each National Paralympic Committee", small_knowledge) == [
        ("NOCs", ""),
        ("National Paralympic Committee", ""),
    ]


def test_the_olympic_committee_is_the_only_one_of_the_report(small_knowledge: Knowledge) -> None:
    text = "The NOC of Mali met. The Olympic Committee left."
    assert found(text, small_knowledge)[-1] == ("Olympic Committee", "noc/MLI")
    text = "The NOCs of Mali and Peru met. The Olympic Committee left."
    assert ("Olympic Committee", "noc/MLI") not in found(text, small_knowledge)


def test_an_organ_keeps_its_body_as_a_candidate(small_knowledge: Knowledge) -> None:
    for text in ("International Olympic Committee Executive Board", "boxing: IOC Executive Board"):
        (mention,) = find_mentions(Report(text, "x"), (), small_knowledge)
        assert mention.entity == "org/ioc-executive-board"
        assert mention.candidates == ("org/ioc-executive-board", "org/ioc")


def test_what_has_a_president_is_a_body(small_knowledge: Knowledge) -> None:
    text = "He is President of SportAccord Convention. The Convention met."
    assert [entity for _, entity in found(text, small_knowledge)] == ["org/sportaccord-convention"] * 2


def test_a_noun_in_general_points_to_no_gathering(small_knowledge: Knowledge) -> None:
    assert found("The event at the Games in Mali", small_knowledge) == [("Mali", "country/MLI")]


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_mentions_are_sorted_apart_and_within_a_sentence(small_knowledge: Knowledge, words: list[str]) -> None:
    report = Report(" ".join(words), "x")
    sentences = split_sentences(report, small_knowledge)
    spans = [m.span for m in find_mentions(report, sentences, small_knowledge)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(any(s.span.covers(span) for s in sentences) for span in spans)


@pytest.mark.integration
def test_the_shipped_tables_read_as_the_small_ones_do() -> None:
    text = "The Russian and Syrian NOCs met World Athletics and the IOC Executive Board at Paris 2024 in Damascus."
    assert [entity for _, entity in found(text, load_knowledge())] == [
        "noc/RUS", "noc/SYR", "org/world-athletics", "org/ioc-executive-board", "gathering/olympic-games-2024", "place/damascus",
    ]  # fmt: skip
