"""Text of reports on a page: never markup (templates escape it), and no character that hides or turns what stands beside it."""

import re
from typing import Any

from markupsafe import Markup

# Control characters, marks that turn the direction of writing ("Trojan Source", https://www.unicode.org/reports/tr9/), separators
# of lines and paragraphs, the byte order mark, and halves of surrogate pairs, which UTF-8 cannot hold.
_HOSTILE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_PICTURES = 0x2400  # the block of pictures of the control characters
_CONTROLS = 0x20


def visible(value: Any) -> Any:
    """Give a text with its hostile characters as pictures of them; anything else, and markup of ours, as it is.

    Templates do it to every value that they print. Each character gives one or more others: offsets are taken before it.
    """
    if not isinstance(value, str) or isinstance(value, Markup) or value.isprintable():  # the last is quick to tell
        return value
    return _HOSTILE.sub(_picture, value)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(_PICTURES + code) if code < _CONTROLS else f"[U+{code:04X}]"
