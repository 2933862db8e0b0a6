"""Bytes as they came → text, or the problem that keeps them from being one."""

import codecs
import re
from contextlib import suppress

from entente.model.problem import Problem

MAX_BYTES = 5_000_000
"""The longest text that is read, in bytes: some 800,000 words, far more than any report."""
MAX_TAGS = 100_000
"""The most tags of a page, feed or body that is read: news pages have some thousands, and each takes some kilobytes of memory."""
MAX_SENTENCE_WORDS = 5_000
"""The longest sentence that is read: nobody wrote a longer one, it is a list or a table without its breaks."""

UNKNOWN_CHARACTER = "\ufffd"
"""What stands in a decoded text for bytes that are none of its charset's."""

_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY_STARTS = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"SQLite format 3")
_MARKUP = "html|head|body|p|div|span|article|section|main|header|table|ul|ol|h[1-6]|script|style|br|img|a"
PROLOGUE = r"(?>\s+|<!--.*?-->|<\?.*?\?>)*+"
"""What may stand before the first tag of a page or feed: a pattern, for DOTALL, that never goes back on what it took."""
PROLOGUE_WITHIN = 65_536
"""Characters within which the first tag is looked for."""
_MARKUP_START = re.compile(rf"{PROLOGUE}<(?:!doctype\s+html|(?:{_MARKUP})\b[^<>]*>)", re.IGNORECASE | re.DOTALL)
_PAGE_START = re.compile(rf"{PROLOGUE}<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_MARKUP_END = re.compile(rf"</(?:{_MARKUP})\s*>", re.IGNORECASE)
_ENOUGH_TAGS = 2  # one closing tag may be quoted in a report about the web; two are a page
_DECLARED = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 2048  # bytes; the HTML standard asks for the first 1024
_CHARSETS = re.compile(r"utf|iso|cp\d|win|koi8|mac|big5|gb|euc|shift|latin|ascii|us-ascii|tis", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?:\s+|$)|\n\s*")


def decode(data: bytes, source: str) -> str | Problem:
    """Give the bytes of a text file as text: UTF-8, with or without a byte order mark, which is no part of the text.

    Gives a Problem where they are binary or in another encoding, which is then named as far as it can be told.
    """
    if data.startswith(_WIDE):
        return _wrong_encoding(source, "UTF-32" if data.startswith(_WIDE[:2]) else "UTF-16")
    if b"\0" in data or data.startswith(_BINARY_STARTS):
        return Problem(source, "is binary, no text", "save the report as plain text or JSON in UTF-8")
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        return _wrong_encoding(source, _likely_encoding(data, error.start))


def decode_markup(data: bytes, source: str, charset: str = "") -> str | Problem:
    """Give the bytes of a page or feed as text, with U+FFFD for bytes that are no characters; Problem where they are binary.

    `charset` is what the server said. As in the HTML standard's encoding sniffing, a byte order mark goes before it, then what the
    page itself declares, then windows-1252; but bytes that are UTF-8 throughout are UTF-8, whatever is said of them.
    """
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data.removeprefix(mark).decode(name, "replace")
    if b"\0" in data or data.startswith(_BINARY_STARTS):
        return Problem(source, "is binary, no page", "")
    if wrong := check_tags(data, source):
        return wrong
    data = data.removeprefix(codecs.BOM_UTF8)
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8")
    return _decode_as(data, charset or _declared_charset(data) or "cp1252")


def check_tags(markup: str | bytes, source: str, line: int = 0) -> Problem | None:
    """Give the problem of markup with more than `MAX_TAGS` tags, or None."""
    tags = markup.count("<") if isinstance(markup, str) else markup.count(b"<")
    if tags <= MAX_TAGS:
        return None
    return Problem(source, f"has {tags:,} tags, more than {MAX_TAGS:,}", "save the text of the page as .txt", line)


def check_characters(text: str, source: str, line: int = 0) -> Problem | None:
    """Give the problem of a decoded text with characters that its charset does not have, or None."""
    place = text.find(UNKNOWN_CHARACTER)
    if place < 0:
        return None
    message = f"is not in the charset that it declares: no character at offset {place} of its text"
    return Problem(source, message, "save its text in UTF-8", line)


def check_text(text: str, source: str, line: int = 0) -> Problem | None:
    """Give what keeps a text from being read as a report, or None: empty, too long, a page, a sentence without end."""
    if not text.strip():
        return Problem(source, "is empty", "", line)
    if len(text) > MAX_BYTES:
        return too_long(source, line)
    if found := re.search(r"[\ud800-\udfff\0]", text):
        return Problem(source, f"has a character that is none at offset {found.start()} of its text", "remove it", line)
    if _PAGE_START.match(text):
        return markup_found(source, line)
    if words := longest_sentence(text):
        remedy = "break lists and tables into lines"
        return Problem(source, f"has a sentence of {words:,} words, more than {MAX_SENTENCE_WORDS:,}", remedy, line)
    return None


def too_long(source: str, line: int = 0, limit: int = MAX_BYTES) -> Problem:
    """Give the problem of a text that is longer than `limit` bytes."""
    return Problem(source, f"is longer than {limit // 1_000_000} MB", "split it into its reports", line)


def markup_found(source: str, line: int = 0) -> Problem:
    """Give the problem of a text that is the source of a page."""
    return Problem(source, "holds HTML, not text", "save it as .html, or its text without the markup", line)


def is_markup(text: str) -> bool:
    """Tell whether a text is an HTML page or a piece of one."""
    return bool(_MARKUP_START.match(text)) or len(_MARKUP_END.findall(text)) >= _ENOUGH_TAGS


def is_page(text: str) -> bool:
    """Tell whether a text begins as a whole HTML page does."""
    return bool(_PAGE_START.match(text))


def longest_sentence(text: str) -> int:
    """Give the number of words of the longest sentence where it is longer than `MAX_SENTENCE_WORDS`, else 0."""
    longest = max((len(piece.split()) for piece in _SENTENCE_END.split(text)), default=0)
    return longest if longest > MAX_SENTENCE_WORDS else 0


def _declared_charset(data: bytes) -> str:
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    return (found[1] or found[2]).decode("ascii", "replace") if found else ""


def _decode_as(data: bytes, charset: str) -> str:
    name = charset.strip().lower()
    if name in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}:
        name = "cp1252"  # so browsers read these labels, see encoding.spec.whatwg.org
    with suppress(LookupError, UnicodeError):
        if _CHARSETS.match(name):  # Python knows names that are no charsets ("punycode", "idna")
            return data.decode(name, "replace")
    return data.decode("utf-8", "replace")


def _wrong_encoding(source: str, name: str) -> Problem:
    seems = f"is not UTF-8 (it seems to be {name})" if name else "is not UTF-8"
    remedy = f"convert it: iconv -f {name} -t UTF-8" if name else "save it as UTF-8, or it is no text"
    return Problem(source, seems, remedy)


def _likely_encoding(data: bytes, place: int) -> str:
    from charset_normalizer import from_bytes  # slow to import, and needed for a wrong encoding only

    guess = from_bytes(data[max(0, place - 4096) : place + 4096]).best()
    if guess is None:
        return ""
    usual = "cp1252" if "cp1252" in guess.could_be_from_charset else guess.encoding
    return usual.replace("_", "-").upper()
