from typing import Any

import pytest

from entente.annotation.persons.posts import find_posts
from entente.annotation.values import Mention, PostMention, SentenceSpan
from entente.knowledge.loader import SHIPPED, read_rules
from entente.knowledge.tables import Knowledge
from entente.model.report import BlockKind
from entente.model.span import Span

RULES: dict[str, Any] = read_rules(SHIPPED / "english" / "posts.yaml")
KNOWLEDGE = Knowledge({}, {}, {}, {}, {}, {}, {}, {}, {"english/posts": RULES}, "")
EXAMPLES = [(e["post"], text) for e in (*RULES["posts"], *RULES["memberships"]) for text in e["examples"]]


def found(text: str, *mentions: Mention) -> tuple[PostMention, ...]:
    return find_posts(text, (SentenceSpan(Span(0, len(text)), BlockKind.BODY, 1),), KNOWLEDGE, mentions)


def words(text: str) -> list[str]:
    return [p.span.of(text) for p in found(text)]


@pytest.mark.parametrize(("post", "text"), EXAMPLES, ids=str)
def test_examples_give_their_post_and_no_other(post: str, text: str) -> None:
    assert [p.post for p in found(text)] == [post]


@pytest.mark.parametrize(
    ("text", "change", "acting"),
    [
        ("the former president of the union", "held", False),
        ("former ROC vice-president Ana Lima", "held", False),
        ("the then IOC president", "held", False),
        ("ex-president Ana Lima", "held", False),
        ("the president-elect", "elected", False),
        ("acting secretary general Ana Lima", "holds", True),
        ("the interim president", "holds", True),
        ("Ana Lima was elected president", "holds", False),
        ("the newly elected president", "holds", False),
        ("the ousted president", "held", False),
        ("they ousted president Ana Lima", "holds", False),
        ("Then IOC president Ana Lima spoke", "holds", False),
    ],
)
def test_modifiers_tell_what_became_of_the_office(text: str, change: str, acting: bool) -> None:
    assert [(p.change, p.acting) for p in found(text)] == [(change, acting)]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Minister of Youth Affairs and Sports", "minister of sport"),
        ("Minister of Sport Ana Lima", "minister of sport"),
        ("deputy sports minister", "deputy minister of sport"),
        ("Hon'ble Minister of Foreign Affairs of the Federation", "foreign minister"),
        ("the deputy treasurer", "deputy treasurer"),
        ("1st Vice President Ana Lima", "first vice president"),
    ],
)
def test_posts_are_canonical(text: str, post: str) -> None:
    assert [p.post for p in found(text)] == [post]


def test_the_span_covers_the_modifiers_beside_the_post_and_no_name_between() -> None:
    assert words("the former first vice-president of it") == ["former first vice-president"]
    assert words("former ROC president Ana Lima") == ["president"]


def test_plurals_are_marked() -> None:
    plurals = found("the secretaries general and the vice-presidents")
    assert [(p.post, "plural" in p.modifiers) for p in plurals] == [
        ("secretary general", True),
        ("vice president", True),
    ]


@pytest.mark.parametrize(
    "text", ["the Ministry of Sport", "who heads the union", "she will chair the meeting", "a presidential vote"]
)
def test_what_only_looks_like_a_post_is_none(text: str) -> None:
    assert found(text) == ()


def test_a_post_inside_the_name_of_a_body_is_none() -> None:
    text = "the Presidents Council met its president"
    body = Mention(Span(4, 22), "org/presidents-council", "org", "list")
    assert [p.span.start for p in found(text, body)] == [31]


def test_a_post_outside_all_sentences_is_none() -> None:
    assert find_posts("The president", (), KNOWLEDGE) == ()


def test_a_word_within_a_name_with_the_fathers_is_no_post() -> None:
    assert words("Sultan bin Hamad met Faisal bin Sultan and the sultan of Oman") == ["sultan"]
