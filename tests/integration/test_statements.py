"""Who is read to say something, and by which words."""

import pytest

from entente.model.report import Report
from entente.pipeline import Reader, read_report


@pytest.mark.parametrize(
    ("text", "speaker", "mode"),
    [
        (
            "According to a statement released by World Athletics on Tuesday, the ban stays.",
            "org/world-athletics",
            "according to",
        ),
        ("According to World Athletics, the ban stays.", "org/world-athletics", "according to"),
        ("World Athletics has expressed its happiness at the vote.", "org/world-athletics", "expressed"),
        ("World Athletics made it clear that the ban would stay.", "org/world-athletics", "announced"),
        (
            "World Athletics met in Lima on Friday. Federation officials said the ban would stay.",
            "org/world-athletics",
            "said",
        ),
        ('World Athletics met in Lima. "The ban will stay," it said.', "org/world-athletics", "said"),
        ('Sebastian Coe said that athletes were "happy with the vote".', "person/sebastian-coe", "said"),
        ("Sebastian Coe promised to help the athletes of Mali.", "person/sebastian-coe", "promised"),
        ('"The ban will stay as it is," said the IOC Executive Board.', "org/ioc", "said"),
        ("World Athletics said:", "org/world-athletics", "said"),
        (
            "World Athletics is delighted to announce the renewal of its partnership.",
            "org/world-athletics",
            "announced",
        ),
        ('"The ban stays", read a statement issued by World Athletics.', "org/world-athletics", "read"),
        (
            "Sebastian Coe spoke in Lima. The World Athletics president said that the ban stays.",
            "person/sebastian-coe",
            "said",
        ),
    ],
)
def test_who_says_so(reader: Reader, text: str, speaker: str, mode: str) -> None:
    said = [c for c in read_report(reader, Report(text, "t")) if c.kind == "statement"]
    assert [(c.roles["speaker"], c.attributes["mode"]) for c in said] == [((speaker,), mode)]


def test_what_many_are_is_no_post_of_one(reader: Reader) -> None:
    text = "Speaking to reporters in Lima, World Athletics president Sebastian Coe said that the ban would stay."
    offices = [c for c in read_report(reader, Report(text, "t")) if c.kind == "office"]
    assert [(c.attributes["post"], c.roles["body"]) for c in offices] == [("president", ("org/world-athletics",))]


def test_quoted_words_that_go_on_are_one_statement(reader: Reader) -> None:
    text = '"The ban stays," Sebastian Coe said. "It is fair. We are one family." He left.\n"We hope for the best," Coe said.'
    said = [c for c in read_report(reader, Report(text, "t")) if c.kind == "statement"]
    assert [c.passage.start for c in said] == [0, text.index("\n") + 1]


def test_who_bars_himself_is_barred_by_nobody(reader: Reader) -> None:
    claims = read_report(reader, Report("The Malian Boxing Federation had banned itself from the tournament.", "t"))
    assert [c for c in claims if c.kind == "standing"] == []


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "The vote came a day after Sebastian Coe and several other officials were suspended by the IOC.",
            "person/sebastian-coe",
        ),
        ("It is a fresh start, with the IOC lifting the suspension of the Kuwait Olympic Committee.", "noc/KUW"),
    ],
)
def test_who_decides_where_a_parser_hangs_the_subject_elsewhere(reader: Reader, text: str, subject: str) -> None:
    found = [c for c in read_report(reader, Report(text, "t")) if c.kind == "standing"]
    assert [(c.roles["subject"], c.roles["authority"]) for c in found] == [((subject,), ("org/ioc",))]
