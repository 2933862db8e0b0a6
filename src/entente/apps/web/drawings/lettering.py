"""How wide a text is about to be, and texts cut to fit: the server has no fonts, so that it reckons with usual ones."""

import unicodedata
from functools import lru_cache

_USUAL = 0.56  # of the height of the letters, as in the sans-serif fonts that systems show pages with
_NARROW = frozenset("iljtfrI.,:;'|!()[] -")
_BROAD = frozenset("mwMWQO@%&—")
_WIDTHS = {"narrow": 0.33, "broad": 0.84, "full": 1.0}


def width_of(text: str, size: float) -> float:
    """Give how wide a text of letters of a size (pixels) is about to be, in pixels."""
    return size * sum(map(_width, text))


def cut(text: str, room: float, size: float) -> str:
    """Give a text as far as it fits into a room (pixels), with "…" where something is left out; "" where nothing fits."""
    if width_of(text, size) <= room:
        return text
    left, kept = room - width_of("…", size), ""
    for letter in text:
        left -= size * _width(letter)
        if left < 0:
            break
        kept += letter
    return f"{kept.rstrip()}…" if kept.strip() else ""


@lru_cache(maxsize=1024)
def _width(letter: str) -> float:
    if letter in _NARROW:
        return _WIDTHS["narrow"]
    if letter in _BROAD:
        return _WIDTHS["broad"]
    if unicodedata.combining(letter):
        return 0.0
    return _WIDTHS["full"] if unicodedata.east_asian_width(letter) in "WF" else _USUAL + 0.1 * letter.isupper()
