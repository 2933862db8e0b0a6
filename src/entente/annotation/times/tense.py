"""Whether a clause tells what was or what is to come, by the words next to a place in it."""

import re

from entente.annotation.times.rules import TimeRules
from entente.model.span import Span

PAST, UNTOLD, FUTURE = -1, 0, 1
_REACH, _FAR = 90, 150
_OPENING = 3  # words before an expression that still opens its sentence ("Most recently in February, ...")
_BORDER = re.compile(r"[.!?;][\"'”’]?\s+(?=[\"'“‘(]?[A-Z])|\n")


def tense_before(text: str, span: Span, rules: TimeRules, reach: int = _REACH) -> int:
    """Tell the tense (PAST, FUTURE, UNTOLD) by the cue last before a stretch, in its sentence, within `reach` characters."""
    before = _BORDER.split(text[max(0, span.start - reach) : span.start])[-1]
    future, past, infinitive = (_last(cue, before) for cue in (rules.future, rules.past, rules.infinitive))
    if max(future, past, infinitive) < 0:
        return UNTOLD
    return FUTURE if max(future, infinitive) >= past else PAST


def tense_of_weekday(text: str, span: Span, rules: TimeRules) -> int:
    """Tell the tense of a bare weekday, for which an infinitive behind a past tells nothing ("agreed to sell on Monday")."""
    before = _BORDER.split(text[max(0, span.start - _REACH) : span.start])[-1]
    future, past = _last(rules.future, before), _last(rules.past, before)
    if past >= 0 or future >= 0:
        return FUTURE if future >= past else PAST
    return tense_of(text, span, rules)


def _last(cue: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in cue.finditer(text)), default=-1)


def told_tense(text: str, span: Span, rules: TimeRules) -> int:
    """Tell the tense by the words before a stretch, or, where it opens its sentence, by the first cue behind it."""
    before = _BORDER.split(text[max(0, span.start - _FAR) : span.start])[-1]
    opens = len(before.split()) <= _OPENING
    return tense_before(text, span, rules, _FAR) or (tense_of(text, span, rules) if opens else UNTOLD)


def tense_of(text: str, span: Span, rules: TimeRules) -> int:
    """Tell the tense by the words before a stretch, else by the first cue behind it, else by its preposition."""
    if told := tense_before(text, span, rules):
        return told
    after = _BORDER.split(text[span.end : span.end + _REACH])[0]
    ahead, behind = rules.future.search(after), rules.past.search(after)
    if not (ahead or behind):
        return FUTURE if rules.weak_future.search(text[max(0, span.start - _REACH) : span.start]) else UNTOLD
    return FUTURE if ahead and (not behind or ahead.start() <= behind.start()) else PAST
