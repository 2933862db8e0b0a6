"""The shadow of a text: each name found is one mark of its type and fillers, so that a pattern can say "<country>" for any.

A shadow is as long as its text and keeps every other character, so that what matches in it has the text's own offsets.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from entente.annotation.gazetteer import ORDER, Hit

_FILL = "\ue0ff"
_MARKS = {kind: chr(0xE000 + n) for n, kind in enumerate(ORDER)}
_SPORT_NAME = chr(0xE000 + len(ORDER))  # a sport with a capital, as in the name of a federation
_SLOT = re.compile(r"(?<!P)<([a-z_]+)>")
_BETWEEN = r"(?:, (?:and |or )?(?:the )?| (?:and|or|&|as well as) (?:the )?)"


def shadow_of(text: str, hits: Iterable[Hit]) -> str:
    """Give the shadow of a text; `hits` are sorted and apart."""
    pieces: list[str] = []
    at = 0
    for hit in hits:
        mark = _SPORT_NAME if hit.type == "sport" and text[hit.start].isupper() else _MARKS[hit.type]
        pieces += (text[at : hit.start], mark, _FILL * (hit.end - hit.start - 1))
        at = hit.end
    return "".join((*pieces, text[at:]))


def is_mark(character: str) -> bool:
    """Tell whether a character of a shadow stands for a name, its first or a later one."""
    return "\ue000" <= character <= _FILL


@lru_cache(maxsize=512)
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of the knowledge with its slots; raises re.error or KeyError where it is none."""
    return re.compile(rf"(?<!\w){_expand(pattern)}(?!\w)")


def _expand(pattern: str) -> str:
    return _SLOT.sub(lambda match: _slots()[match[1]], pattern)


@lru_cache(maxsize=1)
def _slots() -> Mapping[str, str]:
    one = {kind: f"(?:{mark}{_FILL}*+)" for kind, mark in _MARKS.items()}
    nation = rf"(?:\[?[{_MARKS['country']}{_MARKS['demonym']}{_MARKS['people']}]{_FILL}*+\]?)"
    body = f"(?:[{_MARKS['body']}{_MARKS['acronym']}]{_FILL}*+)"
    sport = f"(?:{_SPORT_NAME}{_FILL}*+)"
    return one | {
        "body": body,
        "nation": nation,
        "nations": f"(?:{nation}(?:{_BETWEEN}{nation})*)",
        "countries": f"(?:{one['country']}(?:{_BETWEEN}{one['country']})*)",
        "sport_name": f"(?:{sport}(?: (?:and|&) {sport})?)",
        "sport_word": f"(?:[{_SPORT_NAME}{_MARKS['sport']}]{_FILL}*+)",
    }
