"""A mail as it is saved (.eml, RFC 5322) → a report: a press release, a bulletin.

Its plain text is read, else the text of its HTML. Lines that a mail program broke are joined again (RFC 3676 where it says so, else
where all lines of a paragraph end at the same margin); the text so kept is the report's text. Attachments are not read.
"""

import re
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from entente.intake.decoding import check_characters, check_tags, check_text
from entente.intake.fields import Outcome
from entente.intake.markup import plain_text
from entente.model.problem import Problem
from entente.model.report import Report

# Faults of the library, on odd headers.
_FAULTS = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)
_MARGIN = range(45, 81)  # where mail programs break a line: RFC 5322 asks for 78 characters at most
_USED_HEADER = re.compile(
    rb"^(?:from|subject|date|content-[\w-]+)[ \t]*:[^\n]*+(?:\n[ \t]+[^\n]*+)*+", re.IGNORECASE | re.MULTILINE
)
# Bytes: the library takes a time that grows with the square of a header's length.
_MAX_HEADER, _MAX_HEADERS = 4_000, 100_000
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


def from_mail(data: bytes, source: str) -> Outcome:
    """Give a mail as a report: subject as title, sender as publisher and author, its date as the day (the sender's own).

    Raises ModuleNotFoundError without the libraries of the extra `web` where the mail is HTML only.
    """
    sizes = [len(found.group()) for found in _USED_HEADER.finditer(data)]
    if sum(sizes) > _MAX_HEADERS or max(sizes, default=0) > _MAX_HEADER:
        return Problem(source, "is a broken mail: its headers are too long", "save its text as .txt")
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        text = _text_of(message, source)
    except _FAULTS as fault:
        return Problem(source, f"is a broken mail: {str(fault)[:80] or type(fault).__name__}", "save its text as .txt")
    if text is None:
        return Problem(source, "is a mail without a text", "its attachments are not read")
    if isinstance(text, Problem):
        return text
    return check_text(text, source) or check_characters(text, source) or _as_report(message, text, source)


def unbroken(text: str, *, flowed: bool = False) -> str:
    """Give a mail's text with its paragraphs in one line each, as far as they can be told, and without the signature."""
    body = _SIGNATURE.split(text.replace("\r\n", "\n"), maxsplit=1)[0].strip("\n")
    joined = re.sub(r"(?<=\S) \n(?=\S)", " ", body) if flowed else body
    return "\n\n".join(_joined(part) for part in re.split(r"\n[ \t]*\n+", joined) if part.strip())


def _joined(paragraph: str) -> str:
    lines = [line.rstrip() for line in paragraph.split("\n") if line.strip()]
    at_margin = all(len(line) in _MARGIN for line in lines[:-1]) and len(lines[-1]) <= _MARGIN[-1]
    return (" " if at_margin else "\n").join(lines)


def _text_of(message: EmailMessage, source: str) -> str | Problem | None:
    parts = [message.get_body((kind,)) for kind in ("plain", "html")]
    texts = (_text_in(part, source) for part in parts if part is not None)
    return next((text for text in texts if isinstance(text, Problem) or text.strip()), None)


def _text_in(part: MIMEPart, source: str) -> str | Problem:
    content = str(part.get_content())
    if part.get_content_subtype() == "html":
        return check_tags(content, source) or plain_text(content)
    return unbroken(content, flowed=part.get_param("format") == "flowed")


def _as_report(message: EmailMessage, text: str, source: str) -> Report:
    name, domain = _sender(message)
    return Report(
        text=text,
        source=source,
        title=_header(message, "subject"),
        publisher=name or domain,
        published=_day(message),
        author=name,
    )


def _sender(message: EmailMessage) -> tuple[str, str]:
    try:
        address = message["from"].addresses[0]
    except _FAULTS:
        return "", ""
    return address.display_name, address.domain


def _day(message: EmailMessage) -> str:
    try:
        return str(message["date"].datetime.date().isoformat())
    except _FAULTS:
        return ""


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())
    except _FAULTS:
        return ""
