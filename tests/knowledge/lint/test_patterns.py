from collections.abc import Callable

import pytest

from entente.knowledge.lint.documents import Document
from entente.knowledge.lint.patterns import check_patterns
from entente.model.problem import Problem

Make = Callable[[str, str], Document]


def checked(document: Document) -> list[Problem]:
    return list(check_patterns(document, document.content))


def messages(document: Make, name: str, pattern: str, more: str = "") -> list[str]:
    text = f"macros: {{the: 'the '}}\n{more}\npatterns:\n  - id: a\n    pattern: '{pattern}'\n"
    return [problem.message for problem in checked(document(name, text))]


@pytest.mark.parametrize(
    "pattern", ["{the}{person}", "(?P<name>{person}) of <country>{0,3}", "{the}(?P<a>x) {the}(?P<b>y)"]
)
def test_patterns_that_compile(document: Make, pattern: str) -> None:
    assert messages(document, "english/title_patterns", pattern) == []


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{teh}{person}", "a: the pattern uses 'teh', which is no macro, mark or slot"),
        ("of <contry>", "a: the pattern uses 'contry', which is no macro, mark or slot"),
        ("({person}", "a: the pattern does not compile: missing ), unterminated subpattern at position 0"),
    ],
)
def test_patterns_that_do_not(document: Make, pattern: str, message: str) -> None:
    assert messages(document, "english/title_patterns", pattern) == [message]


def test_times_know_their_classes_and_capitals(document: Make) -> None:
    assert messages(document, "english/times", "{month:b} {DATE}", "words: {month: {1: [May]}}") == []


def test_a_macro_that_uses_itself_is_told(document: Make) -> None:
    text = "macros: {a: '{a}'}\npatterns: []\n"
    (found,) = checked(document("english/title_patterns", text))
    assert "does not compile" in found.message


def test_all_texts_of_dating_are_patterns(document: Make) -> None:
    text = "dateline: {before: '(a', days: 3}\nevents: [{words: 'b)'}]\nexamples: [{text: '(c'}]\n"
    found = [(p.message.partition(":")[0], p.line) for p in checked(document("english/dating", text))]
    assert found == [("dateline.before", 1), ("events.0.words", 2)]
