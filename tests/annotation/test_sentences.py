from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.annotation.sentences import sentence_around, split_sentences
from entente.knowledge.loader import SHIPPED, read_rules
from entente.knowledge.tables import Knowledge
from entente.model.report import Block, BlockKind, Report
from entente.model.span import Span

RULES: dict[str, Any] = read_rules(SHIPPED / "english" / "sentences.yaml")
KNOWLEDGE = Knowledge({}, {}, {}, {}, {}, {}, {}, {}, {"english/sentences": RULES}, "")


def sentences(text: str) -> list[str]:
    return [s.span.of(text) for s in split_sentences(Report(text, "x"), KNOWLEDGE)]


@pytest.mark.parametrize("example", RULES["examples"], ids=lambda e: e["text"])
def test_examples_of_the_rules_hold(example: dict[str, Any]) -> None:
    assert len(sentences(example["text"])) == example["sentences"]


def test_lines_are_hard_borders_and_are_counted() -> None:
    found = split_sentences(Report("One line\n\nAnother. And more.", "x"), KNOWLEDGE)
    assert [s.line for s in found] == [1, 3, 3]


def test_blocks_keep_their_kind() -> None:
    text = "Photo of it.\nIt met."
    blocks = (Block(Span(0, 12), BlockKind.CAPTION), Block(Span(13, 20), BlockKind.BODY))
    found = split_sentences(Report(text, "x", blocks=blocks), KNOWLEDGE)
    assert [(s.block, s.span.of(text)) for s in found] == [
        (BlockKind.CAPTION, "Photo of it."),
        (BlockKind.BODY, "It met."),
    ]


def test_a_stop_before_a_small_letter_ends_nothing() -> None:
    assert sentences('"We won!" he said. End') == ['"We won!" he said.', "End"]


@given(st.text(alphabet="aB .!?\"'\n…1", max_size=80))
def test_sentences_are_in_order_apart_and_lose_only_space(text: str) -> None:
    found = [s.span for s in split_sentences(Report(text, "x"), KNOWLEDGE)]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text.split())


def test_a_sentence_is_found_around_an_offset() -> None:
    text = 'One. Two "three." Four\nFive. Six'
    assert [text[slice(*sentence_around(text, at))] for at in (0, 7, 20, 26)] == [
        "One. ",
        'Two "three." ',
        "Four",
        "Five. ",
    ]
