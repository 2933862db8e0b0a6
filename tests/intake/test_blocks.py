from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.intake.blocks import blocks_of, compile_block_rules
from entente.knowledge.loader import SHIPPED, read_rules
from entente.model.report import BlockKind

DOCUMENT: dict[str, Any] = read_rules(SHIPPED / "english" / "blocks.yaml")
RULES = compile_block_rules(DOCUMENT)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.span.of(text), str(block.kind)) for block in blocks_of(text, RULES)]


@pytest.mark.parametrize("rule", DOCUMENT["rules"], ids=lambda rule: str(rule["id"]))
def test_the_examples_of_each_rule_run(rule: dict[str, Any]) -> None:
    pattern = compile_block_rules({"rules": [rule]})
    compiled = (*pattern.credits, *pattern.junk)[0].pattern
    assert [line for line in rule["examples"] if not compiled.search(line)] == []
    assert [line for line in rule["counterexamples"] if compiled.search(line)] == []


def test_a_caption_is_parted_from_its_credit() -> None:
    text = "The two committees signed in June ©NOC\r\n\nThe president spoke."
    assert kinds(text) == [
        ("The two committees signed in June", "caption"),
        ("©NOC", "credit"),
        ("The president spoke.", "body"),
    ]


def test_a_line_told_again_is_a_repeat_whatever_its_credit() -> None:
    text = "A signing in June ©NOC\nA signing in June ©NOC\nA  signing in June"
    assert [kind for _, kind in kinds(text)] == ["caption", "credit", "repeat", "credit", "repeat"]


def test_a_line_of_credit_alone_gives_no_caption() -> None:
    assert kinds("Photo: National Olympic Committee") == [("Photo: National Olympic Committee", "credit")]


def test_lines_of_the_page_are_junk() -> None:
    text = "The NOC signed.\nAlso read: Who hosts next?\nFollow us on Telegram\n© 2024 The Relay Room\n"
    assert [kind for _, kind in kinds(text)] == ["body", "junk", "junk", "junk"]


def test_a_line_of_marks_alone_is_no_repeat() -> None:
    assert [kind for _, kind in kinds("***\nOne.\n***")] == ["body", "body", "body"]


@given(st.lists(st.sampled_from(("One signed.", "Two met ©A", "Read more", "", "  x ", "\r", "\u2028")), max_size=8))
def test_blocks_are_apart_in_order_and_hold_all_but_blanks(lines: list[str]) -> None:
    text = "\n".join(lines)
    blocks = blocks_of(text, RULES)
    assert all(one.span.end <= other.span.start for one, other in pairwise(blocks))
    held = "".join(b.span.of(text) for b in blocks)
    assert "".join(held.split()) == "".join(text.split())
    assert {b.kind for b in blocks} <= set(BlockKind)
