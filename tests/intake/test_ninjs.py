"""News in IPTC's JSON, of its three major versions, as agencies write it."""

import json
from typing import Any

import pytest

from entente.intake.decoding import MAX_TAGS
from entente.intake.documents import from_json
from entente.intake.ninjs import from_ninjs, is_ninjs
from entente.model.problem import Problem
from entente.model.report import Report
from tests.intake.conftest import TEXT

LINKED = TEXT.replace("Cairo", '<a href="/cairo">Cairo</a>')
MARKED = "".join(f"<p>{line}</p>" for line in LINKED.split("\n\n"))
ONE: dict[str, Any] = {
    "uri": "urn:newsml:example.org:20230516:1",
    "type": "text",
    "pubstatus": "usable",
    "versioncreated": "2023-05-16T09:00:00Z",
    "headline": "Talks",
    "byline": "Ada Person",
    "source": "Harbour",
    "body_text": TEXT,
}
TWO: dict[str, Any] = {
    "uri": "urn:2",
    "standard": {"name": "ninjs", "version": "2.0"},
    "versioncreated": "2023-05-16T09:00:00Z",
    "headlines": [{"role": "short", "value": "No"}, {"role": "main", "value": "Talks"}],
    "by": "Ada Person",
    "infosources": [{"uri": "urn:s"}, {"name": "Harbour"}],
    "bodies": [{"role": "main", "contenttype": "text/html", "value": MARKED}],
}
THREE = {
    "uri": "urn:3",
    "versionCreated": "2023-05-16T09:00:00Z",
    "headlines": [{"value": "Talks"}],
    "by": "Ada Person",
    "copyrightHolder": "Harbour",
    "bodies": [{"role": "main", "contentType": "application/xhtml+xml", "value": MARKED}],
}


def read(value: dict[str, Any]) -> Report:
    [found] = from_json(json.dumps(value), "a.json")
    assert isinstance(found, Report), found
    return found


def told(value: dict[str, Any]) -> str:
    found = from_ninjs(value, "a.json")
    assert isinstance(found, Problem), found
    return str(found)


@pytest.mark.parametrize("value", [ONE, TWO, THREE])
def test_each_version_says_the_same(value: dict[str, Any]) -> None:
    report = read(value)
    said = (report.text, report.title, report.author, report.publisher, report.published, report.url)
    assert said == (TEXT, "Talks", "Ada Person", "Harbour", "2023-05-16", value["uri"])


def test_a_plain_body_is_read_where_it_keeps_its_paragraphs() -> None:
    flat = TEXT.replace("\n\n", " ")
    assert read({**ONE, "body_html": "<p>Another.</p>"}).text == TEXT
    assert read({**ONE, "body_text": flat, "body_html": MARKED}).text == TEXT
    assert read({**ONE, "body_text": flat}).text == flat
    assert read({**ONE, "body_nitf": "<nitf/>"}).text == TEXT


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"pubstatus": "withheld"}, "is withheld by its publisher"),
        ({"pubstatus": "canceled"}, "is canceled by its publisher"),
        ({"type": "picture"}, "is of type 'picture', no text"),
        ({"body_text": ""}, "has no body"),
        ({"body_text": None, "bodies": "x"}, "has no body"),
        ({"body_text": 5}, "has no body"),
        (
            {"language": "fr", "body_text": "Le président du Comité a signé un accord à Genève avec les élèves. " * 5},
            "not in English",
        ),
        ({"body_text": "Gen\ufffdve."}, "is not in the charset"),
        ({"body_html": "<p>a" * (MAX_TAGS + 1)}, "tags, more than"),
        ({"uri": 5}, "a `url` that is no string"),
        ({"versioncreated": "soon"}, "which is no date"),
    ],
)
def test_what_is_no_report_is_told(changed: dict[str, Any], said: str) -> None:
    assert said in told({**ONE, **changed})


@pytest.mark.parametrize(
    "value", [5, [], {"uri": "x"}, {"uri": "x", "text": "They met.", "type": "text"}, {"type": "text"}]
)
def test_our_own_form_and_others_are_no_ninjs(value: object) -> None:
    assert not is_ninjs(value)
