"""Sentences by rule: lines are hard borders, within a line a full stop ends a sentence unless the knowledge says no.

The abbreviations are data (knowledge/english/sentences.yaml); the way is that of Mikheev, "Periods, capitalized words, etc."
(Computational Linguistics 28:3, 2002), without its statistics.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from entente.annotation.values import SentenceSpan
from entente.knowledge.tables import Knowledge
from entente.model.report import Block, BlockKind, Report
from entente.model.span import Span

_STOP = re.compile(r"(?P<stop>[.!?…]+)(?P<close>[\"'”’»)\]]*)(?P<gap>\s+)(?P<next>[\"'“‘«(\[]*\S)")
_WORD_BEFORE = re.compile(r"[^\s(\[\"“‘—–/]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"\d\. \d\d ?[ap]\.? ?m\b")
_PLAIN_STOP = re.compile(r"[a-z\d)][.!?][\"”]? (?=[A-Z\"“])")
_ITEM_NUMBER = re.compile(r"\s*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})$")


def split_sentences(report: Report, knowledge: Knowledge) -> tuple[SentenceSpan, ...]:
    """Split a report into sentences, in order; each with the kind of its block and the line it stands in, from 1.

    Without blocks (a report that has not been through intake) every line that is not empty is a body line.
    """
    rules = _rules(knowledge.rules.get("english/sentences", {}))
    found: list[SentenceSpan] = []
    line, seen = 1, 0
    for block in report.blocks or _lines(report.text):
        line += report.text.count("\n", seen, block.span.start)
        seen = block.span.start
        found += (SentenceSpan(span, block.kind, line) for span in _split(report.text, block.span, rules))
    return tuple(found)


def _lines(text: str) -> Iterator[Block]:
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield Block(Span(*match.span()), BlockKind.BODY)


def _rules(document: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    names = ("never", "before_number", "unless_starter", "starters")
    return {name: frozenset(str(word) for word in document.get(name, ())) for name in names}


def _split(text: str, block: Span, rules: Mapping[str, frozenset[str]]) -> Iterator[Span]:
    start, at = block.start, block.start
    while match := _STOP.search(text, at, block.end):
        at = match.end("close")
        if _ends(text, start, match, rules):
            yield from _trimmed(text, start, match.end("close"))
            start = match.start("next")
    yield from _trimmed(text, start, block.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    if piece.strip():
        yield Span(start + lead, start + len(piece.rstrip()))


def _ends(text: str, start: int, match: re.Match[str], rules: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether the stop found ends the sentence that began at `start`."""
    follows = match["next"][-1]
    if follows.islower() or follows in ",;:/":
        return False
    if match["stop"] != "." or match["close"]:
        return True
    if _CLOCK.match(text, match.start() - 1):
        return False
    before = _WORD_BEFORE.search(text, max(start, match.start() - 40), match.start())
    word = before[0].lower() if before else ""
    if _ITEM_NUMBER.fullmatch(text, start, match.start()):
        return False
    return not _abbreviates(word, follows, _next_word(text, match), rules)


def _next_word(text: str, match: re.Match[str]) -> str:
    after = _WORD_AFTER.match(text, match.end() - 1)
    return after[0].lower() if after else ""


def _abbreviates(word: str, follows: str, after: str, rules: Mapping[str, frozenset[str]]) -> bool:
    if word in rules["never"] or (len(word) == 1 and word.isalpha()):
        return True
    if word in rules["before_number"]:
        return follows.isdigit()
    initials = bool(re.fullmatch(r"(?:[a-z]\.)+[a-z]", word))
    return (initials or word in rules["unless_starter"]) and after not in rules["starters"]


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Give about where the sentence around an offset begins and ends: at a line's end or a full stop before a capital."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    end = end if end >= 0 else len(text)
    stops = [match.end() for match in _PLAIN_STOP.finditer(text, start, end)]
    return max([start, *(s for s in stops if s <= at)]), min([end, *(s for s in stops if s > at)])
