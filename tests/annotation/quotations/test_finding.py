from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.annotation.persons.posts import find_posts
from entente.annotation.quotations.finding import find_quotations
from entente.annotation.quotations.marks import find_marked
from entente.annotation.values import Mention, Quotation, SentenceSpan
from entente.knowledge.loader import SHIPPED, read_rules
from entente.knowledge.tables import Knowledge
from entente.model.report import BlockKind, Report
from entente.model.span import Span

_SHIPPED = ("english/posts", "english/reporting")
RULES: dict[str, Any] = {n: read_rules(SHIPPED / f"{n}.yaml") for n in _SHIPPED}
KNOWLEDGE = Knowledge({}, {}, {}, {}, {}, {}, {}, {}, RULES, "")
NAMES = {"Jane Doe": "person/jane-doe", "Leo Marr": "person/leo-marr", "IOC": "org/ioc", "TASS": "org/tass"}
EXAMPLES = [(e["lemma"], text) for e in RULES["english/reporting"]["verbs"] for text in e["examples"]]


def named(text: str) -> list[Mention]:
    found = []
    for words, entity in NAMES.items():
        start = -1
        while (start := text.find(words, start + 1)) >= 0:
            found.append(Mention(Span(start, start + len(words)), entity, entity.partition("/")[0], "list"))
    return sorted(found, key=lambda m: m.span)


def sentences(text: str) -> list[SentenceSpan]:
    found, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        start = at
        for n, char in enumerate(line[:-2]):
            ends = char in ".!?" and (
                line[n + 1] == " " or (line[n + 1] in '"”' and line[n + 2] == " " and line[n + 3 : n + 4].isupper())
            )
            if ends:
                stop = at + n + 1 + (line[n + 1] != " ")
                found.append(SentenceSpan(Span(start, stop), BlockKind.BODY, number))
                start = stop + 1
        found.append(SentenceSpan(Span(start, at + len(line)), BlockKind.BODY, number))
        at += len(line) + 1
    return found


def read(text: str) -> tuple[Quotation, ...]:
    split = sentences(text)
    mentions = named(text)
    return find_quotations(Report(text, "x"), split, mentions, find_posts(text, split, KNOWLEDGE, mentions), KNOWLEDGE)


def speakers(text: str) -> list[tuple[str, str]]:
    return [(q.inner.of(text), q.speaker_entity or (q.speaker.of(text) if q.speaker else "")) for q in read(text)]


@pytest.mark.parametrize(("lemma", "text"), EXAMPLES)
def test_examples_of_the_verbs_have_their_cue(lemma: str, text: str) -> None:
    assert [q.cue is not None for q in read(text)] == [True], lemma


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("He “won it” there", ["won it"]),
        ('He "won it" and "lost"', ["won it", "lost"]),
        ("He ``won it'' there", ["won it"]),
        ("He «won it» there", ["won it"]),
        ("A forum 'Sport and Peace' met", ["Sport and Peace"]),
        ("A \u2018special operation\u2019, the athletes\u2019 rights", ["special operation"]),
        ("The athletes' rights and the teams' place", []),
        ("In '22 it wasn't so", []),
        ("“It is a ‘great’ day”", ["It is a ‘great’ day"]),
        ("“One.\n“Two.”", ["One.", "Two."]),
        ('6" of rain and no more', []),
    ],
)
def test_marks(text: str, inner: list[str]) -> None:
    assert [m.inner.of(text) for m in find_marked(text)] == inner


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We won it," Jane Doe said.', "person/jane-doe"),
        ('"We won it," said Jane Doe.', "person/jane-doe"),
        ('"We won it", said IOC president Jane Doe.', "person/jane-doe"),
        ('"We won it," said the IOC in a letter to Jane Doe.', "org/ioc"),
        ('Jane Doe, president of the IOC, said: "We won it."', "person/jane-doe"),
        ('The head of the IOC, Jane Doe, told TASS that they "won it".', "person/jane-doe"),
        ('"We won it," he said.', "he"),
        ('"We won it," a government official said.', "a government official"),
        ('According to Jane Doe, it was "really late".', "person/jane-doe"),
        ('It was "really late", according to Jane Doe.', "person/jane-doe"),
        ('Jane Doe thanked Leo Marr, saying "we won it".', "person/jane-doe"),
        ('It was described by Leo Marr as a "big day".', "person/leo-marr"),
        ('Jane Doe opposed the plan of Leo Marr: "We lost it."', "person/jane-doe"),
        ('The forum "Sport and Peace" met Jane Doe.', ""),
        ("Jane Doe told the session 'Sport: A Bridge of Peace' that it is late.", ""),
        ('The move was described as "historic" by IOC president Jane Doe.', "person/jane-doe"),
        ('TASS quoted Jane Doe as saying: "We won it."', "person/jane-doe"),
        ('The president of TASS, Jane Doe, who was elected in 2020, said it was "late".', "person/jane-doe"),
        ('"We won it!" Jane Doe told the world.', "person/jane-doe"),
        ('The ambassador to TASS Jane Doe claimed it was "late".', "person/jane-doe"),
    ],
)
def test_the_speaker_of_one_quotation(text: str, speaker: str) -> None:
    assert [s for _, s in speakers(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We won it," Jane Doe said. "It was good."', ["person/jane-doe"] * 2),
        ('"We won it," Jane Doe said, "and it was good."', ["person/jane-doe"] * 2),
        ('Jane Doe called it "late" and "bad".', ["person/jane-doe"] * 2),
        ('"We won it," Jane Doe said.\n\n"It was a very good day."', ["person/jane-doe"] * 2),
        ("“We won it,” Jane Doe said. “One.\n“Two.”", ["person/jane-doe"] * 3),
        ('"We won it," Jane Doe said. "We lost it," said Leo Marr.', ["person/jane-doe", "person/leo-marr"]),
        ('Jane Doe said it was "bad". "It was late," he said.', ["person/jane-doe", "person/jane-doe"]),
        ('Although "late" only says when, Jane Doe said "we won".', ["", "person/jane-doe"]),
    ],
)
def test_speakers_of_several_quotations(text: str, expected: list[str]) -> None:
    assert [s for _, s in speakers(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("``We won.\nIt was late,'' said Jane Doe.", ["``We won.\nIt was late,''"]),
        ('He wrote: "We won.\nIt was late." They left.', ['"We won.\nIt was late."']),
        ('He said, " We won it. "', ['" We won it. "']),
        ("He said: “We won it", ["“We won it"]),
        ("the session 'Sport: A Bridge of Nations' of the forum", ["'Sport: A Bridge of Nations'"]),
        ("the athletes' rights and the clubs' money", []),
        ('a 13" screen and a 15" one', []),
    ],
)
def test_marks_over_lines_with_spaces_and_without_a_partner(text: str, expected: list[str]) -> None:
    assert [m.span.of(text) for m in find_marked(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We won it," said Brunhild Ode, the owner of Acme.', "Brunhild Ode"),
        ('"We won it," said the owner of Acme Works Brunhild Ode.', "Brunhild Ode"),
        ('"We won it," the Daily Post quoted Brunhild as saying.', "Brunhild"),
        ('"We won it," Acme said in a statement.', "Acme"),
        ('Acme released a statement which read, in part, "We won it."', "Acme"),
        ('"We won it,"\nsaid Jane Doe.', "Jane Doe"),
    ],
)
def test_speakers_whom_no_mention_names(text: str, expected: str) -> None:
    (found,) = read(text)
    assert found.speaker is not None
    assert found.speaker.of(text) == expected


def test_cue_and_speaker_have_their_spans() -> None:
    text = '"We won it," Jane Doe said.'
    (found,) = read(text)
    assert found.speaker is not None
    assert found.cue is not None
    assert (found.span.of(text), found.speaker.of(text), found.cue.of(text)) == ('"We won it,"', "Jane Doe", "said")


@given(st.text(alphabet="“”\"'‘’`«» aB.,\n", max_size=80))
def test_quotations_stay_apart_and_run_over_few_paragraphs(text: str) -> None:
    marked = find_marked(text)
    assert all(m.span.covers(m.inner) for m in marked)
    assert all(len([p for p in m.span.of(text).split("\n") if p]) <= 1 + 3 for m in marked)
    assert all(a.span.end <= b.span.start for a, b in pairwise(marked))
    assert len(read(text)) == len(marked)
