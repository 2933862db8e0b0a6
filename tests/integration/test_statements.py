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
    ],
)
def test_who_says_so(reader: Reader, text: str, speaker: str, mode: str) -> None:
    said = [c for c in read_report(reader, Report(text, "t")) if c.kind == "statement"]
    assert [(c.roles["speaker"], c.attributes["mode"]) for c in said] == [((speaker,), mode)]


def test_what_many_are_is_no_post_of_one(reader: Reader) -> None:
    text = "Speaking to reporters in Lima, World Athletics president Sebastian Coe said that the ban would stay."
    offices = [c for c in read_report(reader, Report(text, "t")) if c.kind == "office"]
    assert [(c.attributes["post"], c.roles["body"]) for c in offices] == [("president", ("org/world-athletics",))]
