"""Votes in figures: "by 64 votes to 39", "90-56", "49 of the 97 votes"."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from entente.model.span import Span


def votes_near(text: str, sentence: Span, at: int, rules: Mapping[str, Any]) -> str:
    """Give the votes told in a sentence nearest to an offset, as "64-39" or "49", or "" where it tells none.

    `rules` is english/votes.yaml: number words, and patterns with the groups `for` and `against`.
    """
    found: list[tuple[int, str]] = []
    for pattern in _compiled(tuple(rules["patterns"]), "|".join(rules["numbers"])):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            sides = [match[name] for name in ("for", "against") if match.groupdict().get(name)]
            figures = [str(rules["numbers"].get(side.lower(), side)) for side in sides]
            found.append((abs(match.start() - at), "-".join(figures)))
    return min(found)[1] if found else ""


@lru_cache(maxsize=8)
def _compiled(patterns: tuple[str, ...], words: str) -> tuple[re.Pattern[str], ...]:
    number = rf"(?:\d{{1,3}}|{words})"
    return tuple(re.compile(p.replace("{n}", number), re.IGNORECASE) for p in patterns)
