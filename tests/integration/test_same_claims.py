"""A report gives the same claims in whatever form it comes: ids, report and offsets aside."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from entente.intake.blocks import compile_block_rules
from entente.intake.sources import read_sources
from entente.model.claim import Claim
from entente.model.report import Report
from entente.model.rows import claim_to_row
from entente.pipeline import Reader, read_report
from tests.intake.conftest import feed_of, mail_of, ninjs_of, page_of, warc_of

ROOT = Path(__file__).resolve().parents[2]
Fields = Mapping[str, str]
Make = Callable[[Fields], bytes]
FORMS: dict[str, Make] = {
    "a.jsonl": lambda f: json.dumps(dict(f)).encode(),
    "a.ninjs1.json": lambda f: ninjs_of(f, 1).encode(),
    "a.ninjs2.json": lambda f: ninjs_of(f, 2).encode(),
    "a.ninjs3.json": lambda f: ninjs_of(f, 3).encode(),
    "a.html": lambda f: page_of(f).encode(),
    "a.rss": lambda f: feed_of([f]).encode(),
    "a.eml": mail_of,
    "a.warc": lambda f: warc_of([f], gzipped=False),
    "a.warc.gz": lambda f: warc_of([f]),
}
Said = list[tuple[Any, ...]]


def said(claims: tuple[Claim, ...], text: str) -> Said:
    """Give what claims say, without their ids and report; passage and evidence as words, as their offsets are those of the form.

    Claims of one sentence come in the order of their ids, so that here they are put in one of their own.
    """
    found = [
        (
            *(row[name] for name in ("kind", "polarity", "factuality", "roles", "attributes", "when", "where")),
            *(row[name] for name in ("attribution", "reported", "rule", "confidence")),
            " ".join(row["passage"]["text"].split()),
            {name: _words(spans, text) for name, spans in row["evidence"].items()},
        )
        for row in map(claim_to_row, claims)
    ]
    return sorted(found, key=repr)


def _words(spans: Any, text: str) -> Any:
    if spans and isinstance(spans[0], int):
        return " ".join(text[spans[0] : spans[1]].split())
    return [_words(span, text) for span in spans]


class Forms:
    """Reads a report in each form; a text that was read before, by the same day, is not read again."""

    def __init__(self, reader: Reader, folder: Path) -> None:
        self.reader, self.folder = reader, folder
        self.rules = compile_block_rules(reader.knowledge.rules["english/blocks"])
        self.known: dict[tuple[str, str], Said] = {}

    def read(self, name: str, fields: Fields, make: Make) -> tuple[Said, str]:
        path = self.folder / name
        path.write_bytes(make(fields))
        [report] = read_sources([str(path)], self.rules)
        assert isinstance(report, Report), report
        key = (report.text, report.published)
        if key not in self.known:
            self.known[key] = said(read_report(self.reader, report), report.text)
        return self.known[key], report.text

    def differing(self, fields: Fields) -> Iterator[str]:
        """Give the forms in which a report says something else than as JSON."""
        wanted, _ = self.read("a.json", fields, FORMS["a.jsonl"])
        for name, make in FORMS.items():
            found, _ = self.read(name, fields, make)
            if found != wanted:
                yield name
        dateless, _ = self.read("b.json", {**fields, "published": ""}, FORMS["a.jsonl"])
        found, _ = self.read("a.txt", fields, lambda f: f["text"].encode())
        if found != dateless:
            yield "a.txt"


@pytest.fixture
def forms(reader: Reader, tmp_path: Path) -> Forms:
    return Forms(reader, tmp_path)


def known(path: Path) -> dict[str, str]:
    fields = json.loads(path.read_text(encoding="utf-8"))
    return {key: fields.get(key) or "" for key in ("text", "url", "title", "publisher", "published")}


@pytest.mark.integration
@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.json"))[::4], ids=lambda path: path.stem)
def test_the_examples_give_the_same_claims_in_every_form(forms: Forms, path: Path) -> None:
    fields = known(path)
    assert list(forms.differing(fields)) == []
    assert all(forms.known.values())


@pytest.mark.integration
@pytest.mark.shared
def test_the_reports_beside_the_checkout_give_the_same_claims_in_every_form(forms: Forms, shared: Path) -> None:
    seed = {"text": (shared / "reports" / "seed.txt").read_text(encoding="utf-8"), "url": "https://example.org/seed"}
    reports = {path.name: known(path) for path in sorted((shared / "reports" / "dev").glob("*.json"))}
    reports["seed.txt"] = {**seed, "title": "Seed", "publisher": "Desk", "published": ""}
    assert {name: wrong for name, fields in reports.items() if (wrong := list(forms.differing(fields)))} == {}
