"""Texts as other formats can hold them: without characters that they forbid, and without formulas."""

import re
from collections.abc import Iterable
from typing import Any

from entente.intake.sheet import FORMULA_SIGNS

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """Give a text with U+FFFD for what XML 1.0 has no place for (control characters, halves of surrogate pairs).

    See https://www.w3.org/TR/xml/#charsets .
    """
    return _FORBIDDEN.sub("\ufffd", text)


def harmless(text: str) -> str:
    """Give the text of a cell so that no spreadsheet runs it: an apostrophe before what would begin a formula.

    Signs of full width and white space before a sign count too, see https://owasp.org/www-community/attacks/CSV_Injection . A text
    that has such an apostrophe of its own gets another: `unharmed` of intake/sheet.py gives the text back.
    """
    begins = text.lstrip(" '\n\u00a0\ufeff")
    return f"'{text}" if text.startswith(FORMULA_SIGNS) or begins.startswith(FORMULA_SIGNS) else text


def joined(values: Iterable[str]) -> str:
    """Give texts as one, with a semicolon between them; a backslash stands before what is no such semicolon."""
    return "; ".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def cell(value: Any) -> Any:
    """Give a value as a cell of a sheet: numbers and days as they are, lists joined by a semicolon, text plain and harmless."""
    if isinstance(value, (list, tuple)):
        return cell(joined(str(part) for part in value))
    return harmless(plain(value)) if isinstance(value, str) else value
