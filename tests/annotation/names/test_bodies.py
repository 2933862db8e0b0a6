from typing import Any

import pytest

from entente.annotation.mentions import find_mentions
from entente.annotation.names.bodies import add_unlisted, body_rules
from entente.annotation.names.gazetteer import gazetteer_of
from entente.annotation.names.shadow import Layer
from entente.knowledge.loader import SHIPPED, read_rules
from entente.knowledge.tables import Knowledge
from entente.model.report import Report

RULES: dict[str, Any] = read_rules(SHIPPED / "english" / "forms.yaml")


def unlisted(text: str, knowledge: Knowledge) -> list[str]:
    hits = add_unlisted(Layer(text, gazetteer_of(knowledge).hits(text)), body_rules(RULES), organs=True).hits
    return [text[h.start : h.end] for h in hits if h.unlisted]


@pytest.mark.parametrize("example", RULES["bodies"]["examples"], ids=lambda e: e["text"])
def test_examples_give_their_ids(example: dict[str, Any], small_knowledge: Knowledge) -> None:
    found = find_mentions(Report(example["text"], "x"), (), small_knowledge)
    assert [m.entity for m in found] == example["ids"]


@pytest.mark.parametrize("text", RULES["bodies"]["counterexamples"])
def test_counterexamples_name_nobody(text: str, small_knowledge: Knowledge) -> None:
    assert [m for m in find_mentions(Report(text, "x"), (), small_knowledge) if m.entity] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Supreme Court of Peru ruled", ["Supreme Court of Peru"]),
        ("Anna Ek of Uppsala University spoke", ["Uppsala University"]),
        ("During the Hope and Peace Foundation", ["Hope and Peace Foundation"]),
        ("Labour Member of Parliament", []),
        ("the Federation of Mali", []),
        ("the National Federation", []),
    ],
)
def test_a_name_is_cut_where_the_sentence_begins(text: str, names: list[str], small_knowledge: Knowledge) -> None:
    assert unlisted(text, small_knowledge) == names


def test_a_person_that_and_joins_is_no_part_of_the_name(small_knowledge: Knowledge) -> None:
    text = "Ana Lima and the Arlen Writers Union met"
    rules = body_rules(RULES, {"ana"})
    hits = add_unlisted(Layer(text, gazetteer_of(small_knowledge).hits(text)), rules, organs=True).hits
    assert [h.entities for h in hits if h.unlisted] == [("org/arlen-writers-union",)]
