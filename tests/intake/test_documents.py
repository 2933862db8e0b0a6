import json

import pytest

from entente.intake.documents import from_json, from_json_lines, from_text
from entente.intake.fields import day_of, from_fields
from entente.model.problem import Problem
from entente.model.report import Report


def test_a_plain_text_is_all_text() -> None:
    assert from_text("A headline\n\nThey met.", "a.txt") == Report("A headline\n\nThey met.", "a.txt")


def test_a_json_report_keeps_what_is_known_of_it() -> None:
    fields = {
        "text": "They met.",
        "url": " https://example.org/1 ",
        "title": "A",
        "publisher": "B",
        "published": "2023-05-15",
    }
    [report] = from_json(json.dumps(fields | {"sources": []}), "a.json")
    assert report == Report("They met.", "a.json", "https://example.org/1", "A", "B", "2023-05-15")
    assert isinstance(report, Report)
    assert report.key == "https://example.org/1"


def test_tags_are_text_in_json_and_a_page_in_a_text_file() -> None:
    text = "<p>They met.</p> <p>They signed.</p>"
    assert "holds HTML" in str(from_text(text, "a.txt"))
    assert from_fields({"text": text}, "a.json") == Report(text, "a.json")


def test_absent_and_null_fields_are_empty() -> None:
    [report] = from_json('{"text": "They met.", "url": null, "published": ""}', "a.json")
    assert report == Report("They met.", "a.json")


def test_a_list_gives_each_of_its_reports() -> None:
    found = list(from_json('[{"text": "One."}, 5, {"text": "Two."}]', "a.json"))
    assert [type(f) for f in found] == [Report, Problem, Report]
    assert [f.source for f in found] == ["a.json#1", "a.json#2", "a.json#3"]


def test_broken_lines_are_told_with_their_numbers_and_the_others_read() -> None:
    lines = ['{"text": "One."}', "{broken", "", '{"title": "x"}', '{"text": "Two.", "url": "u"}']
    found = list(from_json_lines(enumerate(lines, start=1), "a.jsonl"))
    assert [str(f).split(": ")[0] for f in found if isinstance(f, Problem)] == ["a.jsonl:2", "a.jsonl:4"]
    assert [f.key for f in found if isinstance(f, Report)] == ["a.jsonl:1", "u"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"text": "One."', "a.json:1: is broken JSON"),
        ("[" * 100_000, "a.json: is broken JSON"),
        ('{"text": ' + "9" * 5000 + "}", "a.json: is broken JSON"),
        ('"text"', "is no JSON object"),
        ("{}", "has no `text`"),
        ('{"text": 5}', "a `text` that is no string"),
        ('{"text": " "}', "is empty"),
        ('{"text": "One.", "title": 5}', "a `title` that is no string"),
        ('{"text": "One.", "published": "last week"}', "'last week' under `published`, which is no date"),
        ('{"text": "One.", "published": "2023-02-30"}', "which is no date"),
        ('{"text": "One \\ud800"}', "a character that is none"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(text: str, said: str) -> None:
    [problem] = from_json(text, "a.json")
    assert isinstance(problem, Problem)
    assert said in str(problem)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2023-05-15T10:00:00Z", "2023-05-15"),
        ("2023-05-15 10:00", "2023-05-15"),
        (" 2023-05 ", "2023-05"),
        ("", ""),
        ("May 15", None),
    ],
)
def test_a_date_of_publication_is_a_day(published: str, day: str | None) -> None:
    assert day_of(published) == day


def test_a_line_number_names_a_report_without_an_url() -> None:
    found = from_fields({"text": "One."}, "a.jsonl", 3)
    assert isinstance(found, Report)
    assert found.key == "a.jsonl:3"
