"""Time expressions in a text: those of one piece by pattern, then those made of them ("the end of" + "June 2023").

The way of two layers is that of SUTime (Chang and Manning, LREC 2012).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from entente.annotation.times.rules import DIGITS, TimeRule, TimeRules
from entente.model.span import Span

Fields = Mapping[str, Any]
_WORD = re.compile(r"[A-Za-z]+|[0-9]+")
_DIGIT = re.compile("[0-9]")
_REACH = 8  # words from the first word of an expression to its trigger ("more than two and a half years")
_AFTER = 20


@dataclass(frozen=True)
class Found:
    """A time expression as found: where, its TIMEX3 type, by which rule, and its fields, the values of words put in.

    A composite has its pieces in `parts`.
    """

    span: Span
    type: str
    rule: str
    fields: Fields = field(hash=False)
    parts: tuple["Found", ...] = ()


def recognise(text: str, span: Span, rules: TimeRules) -> list[Found]:
    """Find the time expressions within a stretch of a text, in order; they do not overlap."""
    found = list(_atoms(text, span, rules))
    while combined := _combined(text, span, found, rules) if found else None:
        found = combined
    return found


def _atoms(text: str, span: Span, rules: TimeRules) -> Iterator[Found]:
    at = span.start
    for start, word in _candidates(text, span, rules):
        if start < at:
            continue
        found = _longest(text, start, span.end, rules.starting[word], rules)
        if found:
            yield found
            at = found.span.end


def _candidates(text: str, span: Span, rules: TimeRules) -> Iterator[tuple[int, str]]:
    """Give the places where an expression may begin: a word of the rules with a trigger, or a number, near enough after it."""
    if not _may_hold_one(span.of(text), rules):
        return
    words = [(m.start(), m[0].lower()) for m in _WORD.finditer(text, span.start, span.end)]
    after = 0
    for n, (_, word) in enumerate(words):
        if word in rules.triggers or word[0] <= "9":
            for start, candidate in words[max(after, n - _REACH) : n + 1]:
                key = DIGITS if candidate[0] <= "9" else candidate
                if key in rules.starting:
                    yield start - _apostrophe(text, start), key
            after = n + 1


def _may_hold_one(sentence: str, rules: TimeRules) -> bool:
    """Tell whether there is a number or a trigger in a sentence, which is quicker than to look where."""
    return _DIGIT.search(sentence) is not None or not rules.triggers.isdisjoint(_WORD.findall(sentence.lower()))


def _apostrophe(text: str, start: int) -> int:
    return int(start > 0 and text[start - 1] in "'’‘" and text[start].isdigit())


def _longest(text: str, start: int, end: int, candidates: Sequence[TimeRule], rules: TimeRules) -> Found | None:
    best: tuple[TimeRule, re.Match[str]] | None = None
    for rule in candidates:
        match = rule.pattern.match(text, start, end)
        if match and (best is None or match.end() > best[1].end()) and _allowed(rule, match):
            best = rule, match
    if best is None:
        return None
    return Found(Span(*best[1].span()), best[0].type, best[0].id, _fields(*best, rules))


def _allowed(rule: TimeRule, match: re.Match[str]) -> bool:
    """Hold guarded words back (May, March), which alone are other words too, unless the words before them say so."""
    if rule.guard is None or (rule.guarded and match[0].rstrip(".") not in rule.guarded):
        return True
    return rule.guard.search(match.string, max(0, match.start() - _AFTER), match.start()) is not None


def _fields(rule: TimeRule, match: re.Match[str], rules: TimeRules) -> Fields:
    fields = dict(rule.fields)
    for group, words in match.groupdict().items():
        if words is not None:
            name = group.partition("__")[0]
            values = rules.values.get(name.partition("_")[0], {})
            fields[name] = values.get(words.lower(), words)
    return fields


def _combined(text: str, span: Span, found: Sequence[Found], rules: TimeRules) -> list[Found] | None:
    """Apply that rule over expressions which takes most of the line; None where none applies."""
    line, offsets = _line(text, span, found)
    hits = [(rule, match) for rule in rules.composites if (match := rule.pattern.search(line))]
    if not hits:
        return None
    rule, match = max(hits, key=lambda hit: len(hit[1][0]))
    parts = tuple(found[int(re.sub(r"\D", "", mark))] for mark in match.groupdict().values() if mark)
    whole = Span(offsets[match.start()], offsets[match.end()])
    merged = Found(whole, parts[0].type, rule.id, rule.fields, parts)
    return sorted([*(f for f in found if not whole.covers(f.span)), merged], key=lambda f: f.span)


def _line(text: str, span: Span, found: Sequence[Found]) -> tuple[str, list[int]]:
    """Lay a stretch of text out with its expressions as marks; the offsets lead from each place in the line to the text."""
    pieces: list[str] = []
    offsets: list[int] = []
    at = span.start
    for n, one in enumerate(found):
        mark = f"⟨{_label(one)}{n}⟩"
        pieces += text[at : one.span.start], mark
        offsets += [*range(at, one.span.start), one.span.start, *[one.span.end] * (len(mark) - 1)]
        at = one.span.end
    return "".join([*pieces, text[at : span.end]]), [*offsets, *range(at, span.end + 1)]


def _label(found: Found) -> str:
    """Tell what may be combined: a part of a year that is open, a year, a weekday, a week, else the TIMEX3 type."""
    fields = found.fields
    if found.type != "DATE" or found.parts:
        return "DONE" if found.parts and found.type == "TIME" else found.type
    if (
        fields["kind"] in ("calendar", "days")
        and "year" not in fields
        and fields.keys() & {"month", "season", "part", "holiday"}
    ):
        return "PART" if "which" not in fields else "DATE"
    if fields.get("unit") == "Y" or (
        fields["kind"] == "calendar" and not fields.keys() & {"month", "season", "part", "holiday"}
    ):
        return "YEAR"
    if fields["kind"] == "weekday":
        return "WEEKDAY" if "which" not in fields else "DATE"
    return "WEEK" if fields.get("unit") == "W" and fields["kind"] in ("shift", "discourse") else "DATE"
