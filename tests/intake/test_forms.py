"""One report through every form in which it may come is one report."""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from entente.intake import forms
from entente.intake.blocks import BlockRules
from entente.intake.fetching import Reach, Response
from entente.intake.sources import Opening, placed_outcomes, read_sources
from entente.model.problem import Problem
from entente.model.report import Report
from tests.intake.conftest import FIELDS, TEXT, Site, feed_of, mail_of, ninjs_of, page_of, warc_of

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "reports"
RULES = BlockRules((), ())
FORMS: dict[str, Any] = {
    "a.json": lambda f: json.dumps(f).encode(),
    "a.jsonl": lambda f: json.dumps(f).encode() + b"\n",
    "one.ninjs1.json": lambda f: ninjs_of(f, 1).encode(),
    "two.ninjs2.json": lambda f: ninjs_of(f, 2).encode(),
    "three.ninjs3.json": lambda f: ninjs_of(f, 3).encode(),
    "a.html": lambda f: page_of(f).encode(),
    "a.rss": lambda f: feed_of([f]).encode(),
    "a.warc": lambda f: warc_of([f], gzipped=False),
    "a.warc.gz": lambda f: warc_of([f]),
    "nameless-archive": lambda f: warc_of([f]),
    "nameless-feed": lambda f: feed_of([f]).encode(),
    "nameless-page": lambda f: page_of(f).encode(),
}


def read_one(folder: Path, name: str, fields: Mapping[str, str]) -> Report:
    path = folder / name
    path.write_bytes(FORMS[name](fields))
    [outcome] = read_sources([str(path)], RULES)
    assert isinstance(outcome, Report), outcome
    return outcome


@pytest.mark.parametrize("name", FORMS)
def test_a_report_is_the_same_in_every_form(tmp_path: Path, name: str) -> None:
    report = read_one(tmp_path, name, FIELDS)
    said = (report.text, report.url, report.title, report.publisher, report.published, report.author)
    assert said == tuple(FIELDS[key] for key in ("text", "url", "title", "publisher", "published", "author"))


def test_a_mail_and_a_text_say_the_same_with_less_about_it(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail_of(FIELDS))
    (tmp_path / "b.txt").write_text(TEXT)
    mail, text = read_sources([str(tmp_path)], RULES)
    assert isinstance(mail, Report)
    assert isinstance(text, Report)
    assert (mail.text, mail.title, mail.publisher, mail.published) == (
        TEXT,
        FIELDS["title"],
        FIELDS["publisher"],
        FIELDS["published"],
    )
    assert text.text == TEXT


def spoken(text: str) -> list[str]:
    """Give a text's lines as a page can hold them: white space collapsed, a line that comes twice only once."""
    return list(dict.fromkeys(" ".join(line.split()) for line in text.split("\n") if line.strip()))


def same_in_all_forms(folder: Path, fields: Mapping[str, str]) -> None:
    for name in FORMS:
        report = read_one(folder, name, fields)
        assert spoken(report.text) == spoken(fields["text"]), name
        assert (report.title, report.publisher, report.published) == (
            fields["title"],
            fields["publisher"],
            fields["published"],
        ), name


def known(path: Path) -> dict[str, str]:
    fields = json.loads(path.read_text(encoding="utf-8"))
    return {key: fields.get(key) or "" for key in ("text", "url", "title", "publisher", "published")}


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.json")), ids=lambda path: path.stem)
def test_the_examples_are_the_same_in_every_form(tmp_path: Path, path: Path) -> None:
    same_in_all_forms(tmp_path, known(path))


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_the_reports_beside_the_checkout_are_the_same_in_every_form(tmp_path: Path) -> None:
    reports = [known(path) for path in sorted((SHARED / "dev").glob("*.json"))]
    seed = {"text": (SHARED / "seed.txt").read_text(encoding="utf-8"), "url": "https://example.org/seed"}
    for fields in [*reports, {**seed, "title": "Seed", "publisher": "Desk", "published": ""}]:
        same_in_all_forms(tmp_path, fields)


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (page_of(FIELDS), "text/html", TEXT),
        (feed_of([FIELDS]), "application/rss+xml", TEXT),
        (TEXT, "text/plain", TEXT),
        (json.dumps(FIELDS), "application/json", TEXT),
        ("<opml version='2.0'></opml>", "text/x-opml", "is a list of feeds"),
        ("\0", "text/html", "is binary"),
    ],
)
def test_what_a_server_gives_is_told_by_its_type_and_beginning(body: str, kind: str, said: str) -> None:
    response = Response(200, "https://news.example.org/1", {"content-type": kind}, body.encode())
    [placed] = forms.of_response(response)
    outcome = placed.outcome
    assert said in (outcome.text if isinstance(outcome, Report) else str(outcome))


def test_an_address_is_read_as_a_page(site: Site) -> None:
    address = site.put("/1", page_of({**FIELDS, "url": "https://elsewhere.example.org/1"}))
    [placed] = placed_outcomes(address, RULES, Opening(reach=Reach(allow_private=True)))
    assert isinstance(placed.outcome, Report)
    assert (placed.outcome.key, placed.outcome.text) == (address, TEXT)  # not the address of another site
    assert [path for path, _ in site.asked] == ["/1"]


def test_an_address_that_gives_nothing_is_told(site: Site) -> None:
    [placed] = placed_outcomes(f"{site.address}/none", RULES, Opening(reach=Reach(allow_private=True)))
    assert str(placed.outcome) == f"{site.address}/none: is not given: the server says 404 (check the address)"


@pytest.mark.parametrize(
    "library", ["trafilatura", "lxml", "py3langid", "fastwarc.warc", "feedparser", "urllib3.exceptions"]
)
def test_a_library_that_is_not_here_is_told_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, library, None)
    for name in ("a.html", "a.rss", "a.warc"):
        (tmp_path / name).write_bytes(FORMS[name](FIELDS))
    paths = [str(tmp_path), "https://news.example.org/1"] if library.startswith("urllib3") else [str(tmp_path)]
    told = [str(outcome) for outcome in read_sources(paths, RULES) if isinstance(outcome, Problem)]
    name = library.partition(".")[0]
    assert any(f"needs the library {name}, which is not here (pip install 'entente[web]')" in line for line in told)


def test_reading_goes_on_after_a_place(tmp_path: Path) -> None:
    reports = [{**FIELDS, "url": f"https://news.example.org/{n}"} for n in range(4)]
    (tmp_path / "a.warc.gz").write_bytes(warc_of(list(reports)))
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(fields) + "\n" for fields in reports))
    (tmp_path / "a.json").write_text(json.dumps(reports))
    for name in ("a.warc.gz", "a.jsonl", "a.json"):
        path = str(tmp_path / name)
        found = list(placed_outcomes(path, RULES, Opening()))
        rest = list(placed_outcomes(path, RULES, Opening(after=found[1].place)))
        assert rest == found[2:], name
        assert list(placed_outcomes(path, RULES, Opening(after=found[-1].place))) == [], name


def test_a_stream_that_cannot_be_sought_is_read() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    [placed] = forms.of_suffix(Pipe(TEXT.encode()), "pipe")
    assert isinstance(placed.outcome, Report)
    assert placed.outcome.text == TEXT
