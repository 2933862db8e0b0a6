"""The report's own date: the day it bears, else the days between which its sentences put it.

Every sentence that ties the report to something of known date gives a clue (`clues.py`): the days on which it can have been
written. Clues are intersected; the firm ones first, and where those exclude one another that is shown, not decided.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from entente.annotation.dating.clues import Clue, Days, Scene, intersect
from entente.annotation.dating.facts import clues_of_facts
from entente.annotation.dating.gatherings import clues_of_gatherings
from entente.annotation.dating.times import clues_of_times
from entente.annotation.times.expressions import resolve_times
from entente.annotation.values import Bound, Mention, ReportDate, SentenceSpan, TimeExpression
from entente.knowledge.tables import Knowledge
from entente.model.edtf import as_interval
from entente.model.report import Report

_FEW = 3
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
    if report.published:
        return ReportDate(report.published), tuple(times)
    scene = Scene(report.text, sentences, mentions, times, knowledge)
    clues = [*clues_of_times(scene), *clues_of_gatherings(scene, report), *clues_of_facts(scene)]
    found = infer_date(clues, knowledge)
    return found, resolve_times(report, sentences, times, found.edtf, knowledge) if found.edtf else tuple(times)


def infer_date(clues: Iterable[Clue], knowledge: Knowledge) -> ReportDate:
    """Intersect what clues allow; `widest` in english/dating is the longest interval, in days, that counts as a date."""
    ordered = sorted(dict.fromkeys(clues), key=lambda c: (not c.firm, c.passage.start))
    left = _EVER
    used: list[Clue] = []
    for clue in ordered:
        both = intersect(left, clue.days)
        if both:
            left, used = both, [*used, clue]
        elif clue.firm:
            return ReportDate("", True, _bounds([*used, clue], _EVER), _contradiction(used, clue))
    first, last = left[0][0], left[-1][1]
    known = first > date.min and last < date.max and (last - first).days <= knowledge.rules["english/dating"]["widest"]
    return ReportDate(as_interval(first, last) if known else "", bool(used), _bounds(used, left))


def _contradiction(used: Sequence[Clue], clue: Clue) -> str:
    against = next((c for c in used if not intersect(c.days, clue.days)), used[-1])
    return f"{against.reason}, but {clue.reason}"


def _bounds(clues: Iterable[Clue], left: Days) -> tuple[Bound, ...]:
    """Give each clue as a bound: of the stretches it allows, those near what is left; open where they recur every year."""
    found = []
    for clue in sorted(clues, key=lambda c: c.passage.start):
        near = [s for s in clue.days if s[0] <= left[-1][1] and left[0][0] <= s[1]] or list(clue.days)
        first, last = (near[0][0], near[-1][1]) if len(near) <= _FEW else (date.min, date.max)
        not_before = first.isoformat() if first > date.min else ""
        found.append(Bound(clue.passage, not_before, last.isoformat() if last < date.max else "", clue.reason))
    return tuple(found)
