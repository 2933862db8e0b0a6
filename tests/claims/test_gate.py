"""The gate: which sentences are parsed."""

from dataclasses import replace

import pytest

from entente.annotation.values import (
    AnnotatedReport,
    HeldPost,
    Mention,
    PostMention,
    ReportDate,
    SentenceSpan,
    TitledName,
)
from entente.claims.gate import Gate, Need, needs_tree
from entente.claims.inflection import inflected_forms
from entente.model.report import BlockKind, Report
from entente.model.span import Span
from tests.annotation.conftest import mention_of

BODIES = frozenset(("org", "country"))
GATE = Gate(
    {
        "met": (Need((), ((BODIES, 2),)),),
        "banned": (Need((), ((BODIES, 1),)),),
        "lifted": (Need(((frozenset(("ban", "bans")), frozenset(("nf",))),), ()),),
        "joined": (Need((), ((BODIES, 1), (BODIES, 1), (BODIES, 2))),),
        "states": (Need((), ((BODIES, 1),)),),
    },
    ("office.title",),
)


def annotated(
    text: str, *names: tuple[str, str], titled: tuple[TitledName, ...] = ()
) -> tuple[AnnotatedReport, SentenceSpan]:
    report = Report(text, "report.txt")
    mentions = tuple(mention_of(text, name, entity) for name, entity in names)
    sentence = SentenceSpan(Span(0, len(text)), BlockKind.BODY, 1)
    titles = {sentence.span: titled} if titled else {}
    return AnnotatedReport(report, ReportDate(""), (sentence,), mentions, titled=titles), sentence


@pytest.mark.parametrize(
    ("text", "names", "parsed"),
    [
        ("The IOC banned it.", (("IOC", "org/ioc"),), True),
        ("The IOC is old.", (("IOC", "org/ioc"),), False),
        ("Ana Lima was banned.", (("Ana Lima", "person/ana-lima"),), False),
        ("The IOC met.", (("IOC", "org/ioc"),), False),
        ("The IOC met FIFA.", (("IOC", "org/ioc"), ("FIFA", "org/fifa")), True),
        ("They lifted the ban.", (), True),
        ("They lifted the cup.", (), False),
        ("USA Boxing lifted the cup.", (("USA Boxing", "nf/USA/boxing"),), True),
        ("FIFA joined.", (("FIFA", "org/fifa"),), False),
        ("FIFA joined ANOC.", (("FIFA", "org/fifa"), ("ANOC", "org/anoc")), True),
        ("The United States is large.", (("United States", "country/USA"),), False),
        ("FIFA was pre-banned.", (("FIFA", "org/fifa"),), True),
        ("The Asian Games in Oslo.", (("Asian Games", "gathering/asian-games-2022"), ("Oslo", "place/oslo")), True),
    ],
)
def test_a_sentence_is_parsed_where_a_trigger_and_its_fillers_stand(
    text: str, names: tuple[tuple[str, str], ...], parsed: bool
) -> None:
    assert needs_tree(GATE, *annotated(text, *names)) is parsed


def test_a_title_needs_no_tree_but_a_verb_that_gives_a_post_does() -> None:
    person = Mention(Span(15, 23), "person/ana-lima", "person", "title")
    post = HeldPost(PostMention(Span(5, 14), "president"), None)
    title = TitledName(person, (post,), Span(0, 23), "office.title")
    text = "FIFA president Ana Lima."
    assert not needs_tree(GATE, *annotated(text, titled=(title,)))
    assert needs_tree(GATE, *annotated(text, titled=(replace(title, rule="office.elected"),)))


def test_an_open_gate_lets_everything_through() -> None:
    assert needs_tree(replace(GATE, open=True), *annotated("Nothing at all."))


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("ban", "banned"),
        ("sign", "signing"),
        ("agree", "agreed"),
        ("ally", "allies"),
        ("meet", "met"),
        ("step down", "stepped"),
    ],
)
def test_a_trigger_is_known_by_its_forms(lemma: str, form: str) -> None:
    assert form in inflected_forms(lemma, {"meet": ["met"]})
