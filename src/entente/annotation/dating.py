"""The report's own date: the day it bears, else the days between which its sentences put it.

Every sentence that ties the report to something of known date gives a clue (dating_clues): the days on which it can have been
written. Clues are intersected; the firm ones first, and where those exclude one another that is shown, not decided.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from entente.annotation.dating_clues import Clue, Days, find_clues
from entente.annotation.times import resolve_times
from entente.annotation.values import Bound, Mention, ReportDate, SentenceSpan, TimeExpression
from entente.knowledge.tables import Knowledge
from entente.model.edtf import as_interval
from entente.model.report import Report

_EVER: Days = ((date.min, date.max),)


def date_report(
    report: Report,
    sentences: Sequence[SentenceSpan],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    knowledge: Knowledge,
) -> tuple[ReportDate, tuple[TimeExpression, ...]]:
    """Give the report's date, and its times read against it.

    A report that bears a date keeps it. One that does not gets the interval its sentences leave, with each of them as a
    Bound; "" where they leave it open to a side, leave more than `widest` days, or contradict one another.
    """
    if report.published or not times + tuple(mentions):  # type: ignore[operator]
        return ReportDate(report.published), tuple(times)
    found = infer_date(find_clues(report, sentences, mentions, times, knowledge), knowledge)
    return found, resolve_times(times, found.edtf, report.text, knowledge) if found.edtf else tuple(times)


def infer_date(clues: Iterable[Clue], knowledge: Knowledge) -> ReportDate:
    """Intersect what clues allow; `widest` in english/dating is the longest interval, in days, that counts as a date."""
    ordered = sorted(clues, key=lambda c: (not c.firm, c.passage.start))
    left, used = _EVER, []
    for clue in ordered:
        both = _intersect(left, clue.days)
        if both:
            left, used = both, [*used, clue]
        elif clue.firm:
            return ReportDate("", True, _bounds([*used, clue], _EVER), _contradiction(used, clue))
    first, last = left[0][0], left[-1][1]
    known = first > date.min and last < date.max and (last - first).days <= knowledge.rules["english/dating"]["widest"]
    return ReportDate(as_interval(first, last) if known else "", bool(used), _bounds(used, left))


def _contradiction(used: Sequence[Clue], clue: Clue) -> str:
    against = next((c for c in used if not _intersect(c.days, clue.days)), used[-1])
    return f"{against.reason}, but {clue.reason}"


def _intersect(one: Days, other: Days) -> Days:
    """Give the days that are in both; each a run of stretches in order that do not overlap."""
    both, n, m = [], 0, 0
    while n < len(one) and m < len(other):
        first, last = max(one[n][0], other[m][0]), min(one[n][1], other[m][1])
        if first <= last:
            both.append((first, last))
        n, m = (n + 1, m) if one[n][1] < other[m][1] else (n, m + 1)
    return tuple(both)


def _bounds(clues: Iterable[Clue], left: Days) -> tuple[Bound, ...]:
    """Give each clue as a bound: of what it allows, the stretches near what is left."""
    found = []
    for clue in sorted(clues, key=lambda c: c.passage.start):
        near = [s for s in clue.days if s[0] <= left[-1][1] and left[0][0] <= s[1]] or list(clue.days)
        first, last = near[0][0], near[-1][1]
        found.append(
            Bound(
                clue.passage,
                first.isoformat() if first > date.min else "",
                last.isoformat() if last < date.max else "",
                clue.reason,
            )
        )
    return tuple(found)
