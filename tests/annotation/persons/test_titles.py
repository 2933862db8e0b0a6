from typing import Any

import pytest

from entente.annotation.persons.title_patterns import title_patterns
from entente.annotation.persons.titles import find_titled_names
from entente.annotation.surface import Element, line_of
from entente.annotation.values import Mention, PostMention, TitledName
from entente.knowledge.loader import load_knowledge
from entente.model.span import Span

RULES: Any = load_knowledge().rules["english/title_patterns"]
PATTERNS = title_patterns(RULES)
POSTS = ("vice president", "president", "secretary general", "treasurer", "chair", "member", "ambassador")
NAMES = {
    "Ana Lima": "person/ana-lima",
    "Jan Novak": "person/jan-novak",
    "ROC": "noc/RUS",
    "JOC": "noc/JPN",
    "WADA": "org/wada",
    "Dutch": "country/NLD",
}


def elements_of(text: str) -> list[Element]:
    found: list[Element] = []
    for words, entity in NAMES.items():
        start = text.find(words)
        while start >= 0:
            found.append(Mention(Span(start, start + len(words)), entity, entity.partition("/")[0], "list"))
            start = text.find(words, start + 1)
    taken: list[Span] = []
    for post in POSTS:
        start = text.lower().find(post)
        while start >= 0:
            span = Span(start, start + len(post))
            if not any(span.overlaps(t) for t in taken):
                taken.append(span)
                found.append(_former(span, post) if text[:start].endswith("former ") else PostMention(span, post))
            start = text.lower().find(post, start + 1)
    return found


def _former(span: Span, post: str) -> PostMention:
    return PostMention(Span(span.start - len("former "), span.end), post, "held")


def titled(text: str) -> list[TitledName]:
    return find_titled_names(line_of(text, Span(0, len(text)), elements_of(text)), PATTERNS)


def told(text: str) -> set[tuple[str, str, str]]:
    return {
        (name.person.entity, held.post.post, held.body.entity if held.body else "")
        for name in titled(text)
        for held in name.posts
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ROC president Ana Lima spoke.", {("person/ana-lima", "president", "noc/RUS")}),
        ("Ana Lima, the president of the ROC, spoke.", {("person/ana-lima", "president", "noc/RUS")}),
        (
            "JOC vice president and secretary general Ana Lima spoke.",
            {("person/ana-lima", "vice president", "noc/JPN"), ("person/ana-lima", "secretary general", "noc/JPN")},
        ),
        (
            "Ana Lima, president and treasurer of the ROC, spoke.",
            {("person/ana-lima", "president", "noc/RUS"), ("person/ana-lima", "treasurer", "noc/RUS")},
        ),
        ("Ana Lima is chair of WADA.", {("person/ana-lima", "chair", "org/wada")}),
        ("Ana Lima was elected president of the ROC.", {("person/ana-lima", "president", "noc/RUS")}),
        ("President Ana Lima spoke.", {("person/ana-lima", "president", "")}),
    ],
)
def test_posts_are_found_beside_names(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Ana Lima, former president, chair of WADA and treasurer of the ROC, spoke.", ["held", "held", "held"]),
        ("Ana Lima, former president and treasurer of the ROC, spoke.", ["held", "holds"]),
    ],
)
def test_former_stands_for_a_list_of_three_but_not_for_a_pair(text: str, changes: list[str]) -> None:
    assert [held.post.change for name in titled(text) for held in name.posts] == changes


def test_two_names_share_no_post() -> None:
    found = told("ROC president Ana Lima met WADA chair Jan Novak.")
    assert found == {("person/ana-lima", "president", "noc/RUS"), ("person/jan-novak", "chair", "org/wada")}


def test_a_counterpart_is_of_a_body_of_his_own() -> None:
    counterpart = next(
        t for t in titled("ROC president Ana Lima met his Dutch counterpart Jan Novak.") if t.counterpart_of
    )
    assert counterpart.person.entity == "person/jan-novak"
    assert counterpart.counterpart_of is not None
    assert counterpart.counterpart_of.entity == "country/NLD"


def test_the_verb_says_what_becomes_of_the_post() -> None:
    changes = {t.change for t in titled("Ana Lima was re-elected president of the ROC.") if t.posts}
    assert changes == {"re_elected"}


def test_succession_names_the_predecessor() -> None:
    name = next(t for t in titled("Ana Lima succeeded Jan Novak as ROC president.") if t.others)
    assert [(role, mention.entity) for role, mention in name.others] == [("predecessor", "person/jan-novak")]
