"""Archives as they come, whole and broken."""

import gzip
import io
import zlib
from pathlib import Path

import pytest

from entente.intake import archives, forms
from entente.intake.archives import from_archive, inflate
from entente.intake.blocks import BlockRules
from entente.intake.placed import Placed
from entente.intake.sources import read_sources
from entente.model.problem import Problem
from entente.model.report import Report
from tests.intake.conftest import FIELDS, TEXT, page_of, warc_of, warc_record

ONE, TWO = ({**FIELDS, "url": f"https://news.example.org/{n}"} for n in (1, 2))
PAGE = page_of(FIELDS).encode()


def read(data: bytes) -> list[Placed]:
    return list(from_archive(io.BytesIO(data), "a.warc"))


def told(data: bytes) -> list[str]:
    return [p.outcome.key if isinstance(p.outcome, Report) else str(p.outcome) for p in read(data)]


def record_of(kind: str, body: bytes, content_type: str = "text/plain", address: str = "") -> bytes:
    """Give a record of another type than response."""
    target = f"WARC-Target-URI: {address}\r\n" if address else ""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def news_archive(*, gzipped: bool) -> bytes:
    """Give an archive as Common Crawl's news crawl writes it: what it is, then requests and responses, each gzipped by itself."""
    request = f"GET /1 HTTP/1.1\r\nHost: news.example.org\r\n{'X: y' * 10}\r\n\r\n".encode()
    records = [
        record_of("warcinfo", b"isPartOf: CC-NEWS\r\nformat: WARC File Format 1.0\r\n", "application/warc-fields"),
        record_of("request", request, "application/http; msgtype=request", ONE["url"]),
        warc_record(ONE["url"], PAGE, X_Crawler_Content_Encoding="gzip", X_Crawler_Transfer_Encoding="chunked"),
        record_of("metadata", b"fetchTimeMs: 12\r\n", "application/warc-fields", ONE["url"]),
        warc_record("https://news.example.org/gone", b"", status="404 Not Found"),
        warc_record("https://news.example.org/moved", b"", status="301 Moved", Location=ONE["url"]),
        warc_record("https://news.example.org/picture", b"\x89PNG", "image/png"),
        warc_record(TWO["url"], page_of(TWO).encode()),
    ]
    return b"".join(gzip.compress(record, mtime=0) if gzipped else record for record in records)


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_news_archive_is_read_and_what_is_no_page_is_counted(gzipped: bool) -> None:
    found = read(news_archive(gzipped=gzipped))
    assert [p.outcome.key for p in found if isinstance(p.outcome, Report)] == [FIELDS["url"], TWO["url"]]
    last = found[-1].outcome
    assert isinstance(last, Problem)
    assert last.harmless
    assert last.message == "passed over 3 records that are no pages: status 404 1, status 301 1, image/png 1"
    assert [p.place for p in found] == sorted(p.place for p in found)


def test_texts_that_an_archive_extracted_are_read() -> None:
    data = record_of("conversion", TEXT.encode(), "text/plain", f"<{ONE['url']}>")
    [placed] = read(data)
    assert isinstance(placed.outcome, Report)
    assert (placed.outcome.key, placed.outcome.text) == (ONE["url"], TEXT)
    foreign = (
        "Le président du Comité olympique a signé un accord à Genève, et les élèves étaient là par cette journée. " * 4
    )
    assert "not in English" in told(record_of("conversion", foreign.encode()))[0]


@pytest.mark.parametrize("coding", ["gzip", "deflate", "identity", ""])
def test_the_coding_of_a_page_is_undone(coding: str) -> None:
    body = {"gzip": gzip.compress(PAGE), "deflate": zlib.compress(PAGE)}.get(coding, PAGE)
    assert told(warc_record(ONE["url"], body, Content_Encoding=coding)) == [FIELDS["url"]]


def test_a_page_kept_decoded_with_its_header_as_it_was_is_read() -> None:
    assert told(warc_record(ONE["url"], PAGE, Content_Encoding="gzip")) == [FIELDS["url"]]


def test_a_strange_coding_is_told() -> None:
    assert told(warc_record(ONE["url"], PAGE, Content_Encoding="br")) == [
        "a.warc#0: is compressed as 'br' (gzip and deflate are read)"
    ]


def test_no_bomb_goes_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_PAGE_BYTES", 1_000_000)
    zeros = bytes(30_000_000)
    inside = warc_record(ONE["url"], gzip.compress(zeros), Content_Encoding="gzip")
    outside = gzip.compress(warc_record(ONE["url"], zeros))
    assert told(inside) == ["a.warc#0: is longer than 1 MB"]
    assert told(outside + warc_of([TWO])) == ["a.warc#0: is longer than 1 MB", TWO["url"]]
    assert len(inflate(gzip.compress(zeros))) == 1_000_001


@pytest.mark.parametrize("gzipped", [True, False])
def test_reading_goes_on_after_a_broken_record(gzipped: bool) -> None:
    whole, next_one = warc_of([ONE], gzipped=gzipped), warc_of([TWO], gzipped=gzipped)
    lines = told(whole + b"no record, and no archive either\r\n" * 3 + next_one)
    assert (lines[0], lines[-1]) == (ONE["url"], TWO["url"])
    assert all("a broken record at or after this byte" in line for line in lines[1:-1])
    cut = told(whole[: len(whole) // 2] + next_one)
    assert cut[-1] == TWO["url"]
    assert len(cut) > 1


@pytest.mark.parametrize("gzipped", [True, False])
def test_an_archive_that_breaks_off_is_told(gzipped: bool) -> None:
    whole = warc_of([ONE, TWO], gzipped=gzipped)
    lines = told(whole[:-200])
    assert lines[0] == ONE["url"]
    assert "is cut short: " in lines[1]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"WARC/1.0\r\n", "a.warc: holds no page"),
        (warc_of([ONE])[:40], "a.warc: holds no page"),
        (b"\x1f\x8bno gzip at all", "a.warc#0: a broken record"),
        (b"no archive at all", "a.warc#0: a broken record"),
        (b"", "a.warc: holds no page"),
        (gzip.compress(b"no archive in here", mtime=0), "a.warc#0: a broken record"),
    ],
)
def test_what_is_no_archive_is_told(data: bytes, said: str) -> None:
    [line] = told(data)
    assert line.startswith(said)


def test_the_start_of_a_record_is_found_across_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_WINDOW", 64)
    assert told(b"x" * 1000 + warc_of([ONE], gzipped=False))[-1] == ONE["url"]
    assert archives._next_start(io.BytesIO(b"x" * 1000), 0) is None


def test_the_charset_is_what_the_server_said_then_what_the_page_says() -> None:
    body = (
        page_of({**FIELDS, "text": TEXT.replace("Cairo", "São Tomé")}).encode("cp1252").replace(b"utf-8", b"iso-8859-1")
    )
    for kind in ("text/html; charset=windows-1252", "text/html"):
        [placed] = read(warc_record(ONE["url"], body, kind))
        assert isinstance(placed.outcome, Report)
        assert "São Tomé" in placed.outcome.text
    assert "is not in the charset" in told(warc_record(ONE["url"], body, "text/html; charset=utf-8"))[0]
    assert "is binary" in told(warc_record(ONE["url"], b"\0" + body))[0]


def test_an_archive_from_standard_input_is_read() -> None:
    for gzipped in (True, False):
        found = list(read_sources(["-"], BlockRules((), ()), io.BytesIO(warc_of([ONE, TWO], gzipped=gzipped))))
        assert [o.key for o in found if isinstance(o, Report)] == [ONE["url"], TWO["url"]]


def test_a_report_of_an_archive_bears_its_place_where_the_record_names_no_address(tmp_path: Path) -> None:
    (tmp_path / "a.wet").write_bytes(record_of("conversion", TEXT.encode()))
    with (tmp_path / "a.wet").open("rb") as file:
        [placed] = forms.of_suffix(file, "a.wet")
    assert isinstance(placed.outcome, Report)
    assert placed.outcome.key == "a.wet#0"
