from collections.abc import Callable

import pytest

from entente.knowledge.layers import lay_over
from entente.knowledge.lint.documents import Document
from entente.knowledge.lint.phrases import check_phrases
from entente.knowledge.loader import SHIPPED, read_rules

Make = Callable[[str, str], Document]
KINDS = {"tie": {"roles": ["party"], "attributes": {"form": ["ally", "rival"], "of": []}}}
GOOD = """\
verbs: {twin: twinned}
kinds:
  tie:
    own:
    - {when: {form: [ally], told: [planned]}, say: "{party} <twin>[ in {of}]", covers: [form]}
    examples:
    - {roles: {party: [noc/FIJ]}, attributes: {form: ally}, told: planned, says: The Fiji Committee will twin}
"""


def messages(document: Make, text: str) -> list[str]:
    own = document("english/phrases", text)
    rules = lay_over(read_rules(SHIPPED / "english" / "phrases.yaml"), own.content)
    content = {"english/phrases": rules, "ontology/kinds": KINDS}
    return [p.message.partition(": ")[2] for p in check_phrases(own, content, {"noc/FIJ": "Fiji Committee"})]


def test_phrases_in_order_have_no_problem(document: Make) -> None:
    assert messages(document, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<twin>", "<befriend>", "the verb 'befriend' is not known"),
        ("<twin>", "twinned", "a phrase has one verb in < >"),
        ("{of}", "{matter}", "'matter' is no role or attribute of the kind"),
        ("{form: [ally]", "{form: [friend]", "'friend' is no value of form"),
        ("told: [planned]", "told: [certain]", "'certain' is no value of told"),
        ("[ in {of}]", "[ in {of}", "is not understood"),
        ("will twin", "twinned", "its line is 'The Fiji Committee will twin'"),
        ("  tie:", "  knot:", "'knot' is no kind"),
    ],
)
def test_what_is_wrong_is_told(document: Make, old: str, new: str, expected: str) -> None:
    assert any(expected in message for message in messages(document, GOOD.replace(old, new, 1)))


def test_a_shipped_document_says_every_kind(document: Make) -> None:
    text = (SHIPPED / "english" / "phrases.yaml").read_text(encoding="utf-8")
    own = document("english/phrases", text)
    content = {
        "english/phrases": own.content,
        "ontology/kinds": {**read_rules(SHIPPED / "ontology" / "kinds.yaml"), "knot": {}},
    }
    assert "no phrase says knot" in [p.message.partition(": ")[2] for p in check_phrases(own, content, {})]
