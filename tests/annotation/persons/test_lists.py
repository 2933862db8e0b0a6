from entente.annotation.persons.lists import names_by_sentence
from entente.annotation.persons.title_patterns import title_patterns
from entente.annotation.values import AnnotatedReport, Mention, PostMention, ReportDate, SentenceSpan
from entente.knowledge.loader import load_knowledge
from entente.model.report import BlockKind, Report
from entente.model.span import Span

KNOWLEDGE = load_knowledge()
PATTERNS = title_patterns(KNOWLEDGE.rules["english/title_patterns"], KNOWLEDGE.rules["english/titles"])
NAMES = {"Ana Lima": "person/ana-lima", "Jan Novak": "person/jan-novak", "Leo Marr": "person/leo-marr"}
POSTS = {"Vice-Presidents": "vice president", "Members": "member", "Treasurer": "treasurer", "president": "president"}


def lines_of(text: str) -> tuple[SentenceSpan, ...]:
    found, at = [], 0
    for n, line in enumerate(text.split("\n"), 1):
        found.append(SentenceSpan(Span(at, at + len(line)), BlockKind.BODY, n))
        at += len(line) + 1
    return tuple(found)


def told(text: str) -> dict[str, tuple[str, str]]:
    persons = [
        Mention(Span(at, at + len(name)), entity, "person", "name")
        for name, entity in NAMES.items()
        if (at := text.find(name)) >= 0
    ]
    posts = [
        PostMention(Span(at, at + len(word)), post, modifiers=("plural",) if word.endswith("s") else ())
        for word, post in POSTS.items()
        if (at := text.find(word)) >= 0
    ]
    annotated = AnnotatedReport(
        Report(text, "report"),
        ReportDate(""),
        lines_of(text),
        tuple(sorted(persons, key=lambda m: m.span)),
        tuple(sorted(posts, key=lambda p: p.span)),
    )
    found = [name for names in names_by_sentence(annotated, PATTERNS).values() for name in names]
    return {t.person.entity: (t.posts[0].post.post, t.change) for t in found if t.posts}


def test_names_below_a_heading_have_its_post() -> None:
    found = told("Vice-Presidents elected:\n1. Ana Lima (PER)\n• Jan Novak\nLeo Marr (MLI)")
    assert found == {
        "person/ana-lima": ("vice president", "elected"),
        "person/jan-novak": ("vice president", "elected"),
        "person/leo-marr": ("vice president", "elected"),
    }


def test_a_post_alone_on_its_line_is_a_heading() -> None:
    assert told("Treasurer\nAna Lima (PER)") == {"person/ana-lima": ("treasurer", "")}


def test_a_list_goes_on_below_the_label_that_opens_it() -> None:
    found = told("Members: Ana Lima (PER)\nJan Novak (CZE)")
    assert found == {"person/ana-lima": ("member", ""), "person/jan-novak": ("member", "")}


def test_a_list_ends_at_a_line_of_other_words() -> None:
    assert told("Vice-Presidents:\nThey met in Lima on Monday.\nAna Lima") == {}


def test_candidates_hold_no_post() -> None:
    assert told("Candidates for Vice-Presidents:\nAna Lima (PER)") == {}


def test_the_one_who_chose_them_gives_them_no_post() -> None:
    assert told("The following were chosen by the president:\nAna Lima (PER)") == {}
