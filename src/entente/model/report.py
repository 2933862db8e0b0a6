"""A report as it came: its text, unchanged, and what is known about it."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from entente.model.span import Span


class BlockKind(StrEnum):
    """What a line of a report is: only body lines are read as news of their own."""

    BODY = "body"
    HEADLINE = "headline"
    CAPTION = "caption"
    CREDIT = "credit"
    REPEAT = "repeat"
    JUNK = "junk"


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the text with its kind; `span` leaves the line break out."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True)
class Report:
    """One report: `text` is never changed, all offsets count its Unicode characters.

    `source` is the path it was read from (or a name such as `<stdin>`); `url`, `title`, `publisher` may be empty;
    `published` is the day it bears as EDTF, or empty where it bears none; `author` names who wrote it, where that is known.
    """

    text: str
    source: str
    url: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    blocks: tuple[Block, ...] = ()
    author: str = ""

    @property
    def key(self) -> str:
        """The name every row of every output bears: the url, else the source."""
        return self.url or self.source

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text (UTF-8) in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
