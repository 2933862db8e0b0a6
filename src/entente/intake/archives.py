"""WARC archives (ISO 28500), plain and gzipped, as Common Crawl's news files come → reports, one record in memory at a time.

Pages (responses and resources of HTML) and extracted texts (conversions of plain text, WET) are read. A broken record is told, and
reading goes on at the next place where one starts. What is no page at all is counted and told in one line at the end.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from entente.intake.decoding import decode_markup
from entente.intake.documents import from_text
from entente.intake.fields import Outcome
from entente.intake.language import not_english
from entente.intake.pages import MAX_PAGE_BYTES, from_page
from entente.intake.placed import Placed
from entente.model.problem import Problem

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_START = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]|WARC/1\.[01]\r?\n")
_WINDOW = 1 << 20  # bytes searched at a time for the start of a record
_OVERLAP = 16
_OK = 200


def from_archive(file: BinaryIO, source: str, start: int = 0) -> Iterator[Placed]:
    """Give the reports of an archive that can be sought in, from the record at the byte offset `start` on.

    Each bears the offset of its record, from which reading may start again. Raises ModuleNotFoundError without the extra `web`.
    """
    passed: Counter[str] = Counter()
    nothing = start == 0
    for placed in _read(file, source, start, passed):
        nothing = False
        yield placed
    if passed:
        yield Placed(_passed_over(passed, source), file.tell(), file.tell())
    elif nothing:
        yield Placed(Problem(source, "holds no page"))


def _read(file: BinaryIO, source: str, start: int, passed: "Counter[str]") -> Iterator[Placed]:
    """Give what the records hold, one problem for all broken ones in a row, and count in `passed` what is no page."""
    place: int | None = start
    broken = False
    while place is not None:
        last = place
        try:
            for record in _records(file, place):
                last, broken = record.stream_pos, False
                if (outcome := _outcome(record, f"{source}#{last}", passed)) is not None:
                    yield Placed(outcome, last, last)
        except (OSError, EOFError, ValueError, zlib.error) as error:
            place = _next_start(file, last + 1)
            if not broken:
                broken = True
                told = f"a broken record at or after this byte: {error}"
                yield Placed(Problem(f"{source}#{last}", told, "fetch the archive again"), last, last)
        else:
            return


def _passed_over(passed: "Counter[str]", source: str) -> Problem:
    what = ", ".join(f"{reason} {number}" for reason, number in passed.most_common())
    return Problem(source, f"passed over {passed.total()} records that are no pages: {what}", harmless=True)


def _records(file: BinaryIO, place: int) -> "Iterator[WarcRecord]":
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    file.seek(place)
    return iter(ArchiveIterator(file, record_types=WarcRecordType.any_type, parse_http=True, auto_decode="none"))


def _next_start(file: BinaryIO, place: int) -> int | None:
    """Give the first offset from `place` on where a record may start, or None at the end of the file."""
    file.seek(place)
    window = file.read(_WINDOW)
    while window:
        if found := _START.search(window):
            return place + found.start()
        kept = window[-_OVERLAP:]
        more = file.read(_WINDOW)
        place += len(window) - len(kept)
        window = kept + more if more else b""
    return None


def _outcome(record: "WarcRecord", source: str, passed: "Counter[str]") -> Outcome | None:
    if not _of_wanted_type(record):
        return None
    if reason := _no_page(record):
        passed[reason] += 1
        return None
    data = _payload(record, source)
    if isinstance(data, Problem):
        return data
    address = str(record.headers.get("WARC-Target-URI", "")).strip("<>")
    text = decode_markup(data, source, record.http_charset or "")
    if isinstance(text, Problem):
        return text
    if _kind(record) == "text/plain":
        return not_english(text, source) or from_text(text, address or source)
    return from_page(text, source, address)


def _of_wanted_type(record: "WarcRecord") -> bool:
    """Tell what a server gave from what was asked of it, and from what an archive says of itself."""
    from fastwarc.warc import WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    return bool(record.record_type & wanted)


def _no_page(record: "WarcRecord") -> str:
    """Give why a record is no page: its status or its type; "" where it is one."""
    status = record.http_headers.status_code if record.is_http and record.http_headers else _OK
    if status is not None and status != _OK:
        return f"status {status}"
    kind = _kind(record)
    return "" if kind in {"", "text/html", "application/xhtml+xml", "text/plain"} else kind


def _kind(record: "WarcRecord") -> str:
    given: Any = record.http_content_type if record.is_http else record.headers.get("Content-Type", "")
    return str(given or "").split(";")[0].strip().lower()


def _payload(record: "WarcRecord", source: str) -> bytes | Problem:
    """Give the bytes of a page, its content coding undone, no more of it than `MAX_PAGE_BYTES` ever in memory."""
    length = record.content_length
    data = record.reader.read(MAX_PAGE_BYTES + 1)
    if len(data) < min(length, MAX_PAGE_BYTES):
        return Problem(source, f"is cut short: {len(data):,} of {length:,} bytes are there")
    headers = record.http_headers if record.is_http else None
    coding = str(headers.get("Content-Encoding", "") if headers else "").strip().lower()
    if coding in {"gzip", "x-gzip", "deflate"} and len(data) <= MAX_PAGE_BYTES:
        data = inflate(data)
    elif coding not in {"", "identity"} and len(data) <= MAX_PAGE_BYTES:
        return Problem(source, f"is compressed as {coding!r}", "gzip and deflate are read")
    if len(data) > MAX_PAGE_BYTES:
        return Problem(source, f"is longer than {MAX_PAGE_BYTES // 1_000_000} MB", "")
    return bytes(data)


def inflate(data: bytes) -> bytes:
    """Undo gzip or zlib compression, up to one byte more than `MAX_PAGE_BYTES`. What is not compressed, though said to be, stays.

    Archives often hold a page decoded and its header as it was (Common Crawl renames the header, others do not).
    """
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32).decompress(data, MAX_PAGE_BYTES + 1)
    except zlib.error:
        return data
