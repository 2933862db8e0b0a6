"""Which edition of a gathering is meant: by its name, a time beside it, its place, what the report names, or the nearest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from entente.annotation.gatherings.anaphors import anaphor_kinds
from entente.annotation.gatherings.editions import (
    day_of,
    edition_in,
    editions_of,
    held_seldom,
    hosted_by,
    kind_of_gathering,
    nearest,
    series_of,
    with_mates,
)
from entente.annotation.gatherings.holding import year_of_holding
from entente.annotation.gatherings.rules import YEAR
from entente.annotation.names.gazetteer import gazetteer_of
from entente.annotation.sentences import sentence_around
from entente.annotation.values import Mention, TimeExpression
from entente.knowledge.tables import Knowledge
from entente.model.edtf import bounds
from entente.model.report import Report

_RELATIVE = {"last": -1, "previous": -1, "this": 0, "next": 1}
_DEFINED = r"(?: \([A-Za-z]{2,8}\))?"
_BEFORE = re.compile(r"\b(?P<which>last|this|next|previous) year(?:['’]s (?:[\w-]+ ){0,4}| )$", re.IGNORECASE)
_AFTER = re.compile(rf"{_DEFINED},? (?P<which>last|this|next|previous) year\b")
_IN_PLACE = r"(?:[A-Z]\w+(?:,? [A-Z]\w+)*,? )?(?:in )?"
_YEAR_AFTER = re.compile(rf"{_DEFINED}(?:,? (?:in|of) {_IN_PLACE}(?:[A-Z][a-z]+ )?|,? \(?|['’])(?P<year>{YEAR})\b")
_HELD = r"(?:held|staged|hosted|organi[sz]ed|taking place|take place|took place)"
_TO_BE = r"(?:(?:which |that )?(?:was |were |will be |is to be |are to be |to be |will |is to |due to be )?)"
_HELD_AFTER = re.compile(
    rf"{_DEFINED},? {_TO_BE}(?:last |first |next )?{_HELD}(?: (?:in|at|by) [^.;,\d]{{2,40}})?"
    rf" (?:in|on|from) (?:(?:the )?[\w-]{{1,6}}(?: of)? )?(?:[A-Z][a-z]+,? )?(?:\d\d?,? )?(?P<year>{YEAR})\b"
)
_YEAR_BEFORE = re.compile(
    rf"\b(?P<year>{YEAR})(?:(?:['’]s)?|,? (?:at|during) (?:the|an?)(?: [a-z]+)?| (?:edition|instal?lment)s? of(?: the)?) $"
)
# What is given "last year" is held in another; what was founded in a year is not meant in its first edition.
_GIVEN = re.compile(
    r"\b(?:award|grant|assign|allocat|allott|hand|select|chose|choos|elect|secur|obtain|gain|won|win|give|bid|appl|los)[a-z]*"
    r"(?: [\w’'-]+){0,7} $"
)
_FOUNDED = re.compile(
    r"\b(?:started|founded|first (?:held|staged)|launched|established|inaugurated|began|since) (?:in )?$", re.IGNORECASE
)
_STARTED = re.compile(r" (?:first )?(?:began|started|was (?:first|founded|launched|established|created))\b")
_OF_A_YEAR = re.compile(
    rf"\b(?:(?P<which>this|last|next) year['’]s|(?P<year>{YEAR}))(?: [a-z-]+){{0,3}} $", re.IGNORECASE
)
_OTHER_ONE = re.compile(
    r"\b(?:next|previous|last|following|other|another|first|second|third|\d+(?:st|nd|rd|th)|past)(?: [a-z-]+)? $"
)
_BESIDE = 100  # characters that may stand between a gathering and its day
_TIME_GAP = re.compile(
    r"['’]s? (?:[\w-]+ ){0,3}|,? (?:(?:at|during|in|for) )?(?:(?:the|an?|its|their) )?(?:[a-z]+ )?"
    r"|(?: \([A-Z]{2,8}\))?,? (?:(?:in|at) (?:[A-Z]\w+,? ){1,3})?(?:in|on|from)? ?"
)
_PLACE_AFTER = re.compile(rf"{_DEFINED}(?:(?: here)? in| at| (?:to be )?held in)")
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b")
_EDITION_OF = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th) (?:edition|instal?lment)s? of (?:the )?$")
_ROMAN = re.compile(r"\b[XVI]{2,7}\b")
_VALUES = {"I": 1, "V": 5, "X": 10}
_SIDE = re.compile(
    r"\b(?:(?P<past>previous|last|most recent|latest)|next|upcoming|coming|forthcoming)(?: editions?| holding)?(?: of(?: the)?)? $",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"\b(?:an?|another) $", re.IGNORECASE)
_WINDOW = 45  # characters beside a name in which a year is looked for
_NEAR_GAMES = timedelta(days=740)
_NEAR = timedelta(days=400)  # farther from the report's date an edition is not taken unnamed


@dataclass(frozen=True)
class _Facts:
    """What the text says of the edition meant; empty where it is silent."""

    year: int
    ordinal: str
    places: tuple[str, ...]
    relative: int | None


@dataclass(frozen=True)
class _Scene:
    """The report in which editions are looked for."""

    text: str
    mentions: Sequence[Mention]
    times: Sequence[TimeExpression]
    today: date | None
    knowledge: Knowledge


def resolve_gatherings(
    report: Report,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    report_date: str,
    knowledge: Knowledge,
) -> tuple[Mention, ...]:
    """Give each open mention of a gathering its edition, where the text, the report's date or the tables tell it.

    `report_date` is EDTF, may be an interval or ""; what stays open keeps its series as candidates. Mentions that are
    decided are left as they are, so that a second call, with a better date, only adds.
    """
    first, last = bounds(report_date or report.published) if report_date or report.published else (None, None)
    today = first + (last - first) / 2 if first and last else first or last
    return _resolve(_Scene(report.text, mentions, times, today, knowledge), passes=(True, False))


def name_editions(text: str, mentions: Sequence[Mention], knowledge: Knowledge) -> tuple[Mention, ...]:
    """Give those gatherings their edition whose own name tells it: "2022 Asian Games", "Tokyo Olympics", "139th Session"."""
    return _resolve(_Scene(text, mentions, (), None, knowledge), passes=(True,))


def _resolve(scene: _Scene, passes: tuple[bool, ...]) -> tuple[Mention, ...]:
    """Decide first what is explicit, then, led by it, what is not."""
    decided: dict[int, Mention] = {}
    for explicit_only in passes:
        for n, mention in enumerate(scene.mentions):
            if mention.kind == "gathering" and not mention.entity and n not in decided:
                found = _decide(scene, n, list(decided.values()), explicit_only=explicit_only)
                decided |= {n: found} if found else {}
    return tuple(decided.get(n, mention) for n, mention in enumerate(scene.mentions))


def _decide(scene: _Scene, n: int, decided: Sequence[Mention], *, explicit_only: bool) -> Mention | None:
    mention = scene.mentions[n]
    if mention.candidates and all(c in scene.knowledge.gatherings for c in mention.candidates):
        return _of_several(scene, mention, decided)
    series = tuple(candidate.removeprefix("gathering/") for candidate in mention.candidates)
    if not series:
        return None if explicit_only else _anaphor(scene, mention, decided)
    series = _as_in_report(scene, with_mates(series, scene.knowledge), decided)
    entity, reason = _explicit(scene, series, _facts(scene, n))
    if not entity and not explicit_only:
        entity, reason = _by_report(scene, mention, series, decided)
    if not entity:
        return None
    return replace(mention, entity=entity, reason=reason, unlisted=entity not in scene.knowledge.gatherings)


def _of_several(scene: _Scene, mention: Mention, decided: Sequence[Mention]) -> Mention | None:
    """Decide between the editions that one name means ("Birmingham 2022") by the one that the report names otherwise."""
    named = {m.entity for m in (*scene.mentions, *decided) if m.kind == "gathering"} & set(mention.candidates)
    return replace(mention, entity=named.pop(), reason="the edition that the report names") if len(named) == 1 else None


def _as_in_report(scene: _Scene, series: tuple[str, ...], decided: Sequence[Mention]) -> tuple[str, ...]:
    """Put those series first that the report names otherwise: "the 2034 Games" of a report on the winter ones are of the winter."""
    if len(series) <= 1:
        return series
    named = {
        series_of(m.entity, scene.knowledge) for m in (*scene.mentions, *decided) if m.kind == "gathering" and m.entity
    }
    return tuple(sorted(series, key=lambda s: s not in named))


def _facts(scene: _Scene, n: int) -> _Facts:
    span, text = scene.mentions[n].span, scene.text
    own = span.of(text)
    before = text[max(0, span.start - _WINDOW) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _WINDOW].partition("\n")[0]
    given = _GIVEN.search(before) is not None
    relative = _BEFORE.search(before) or (None if given else _AFTER.match(after))
    value = _year_told(scene, n, (own, before, after), given=given)
    ordinal = _ORDINAL.search(own) or _EDITION_OF.search(before)
    roman = _ROMAN.search(own)
    number = ordinal[1] if ordinal else str(_roman(roman[0])) if roman else ""
    shift = _RELATIVE[relative["which"].lower()] if relative and not value else None
    return _Facts(value, number, _places(scene, n), shift)


def _year_told(scene: _Scene, n: int, words: tuple[str, str, str], *, given: bool) -> int:
    """Give the year that stands in a name, right beside it or in what is said of its holding; 0 for none."""
    own, before, after = words
    span = scene.mentions[n].span
    held = _HELD_AFTER.match(scene.text[span.end : span.end + 2 * _WINDOW].partition("\n")[0])
    year = re.search(rf"(?P<year>{YEAR})", own) or _YEAR_AFTER.match(after) or _YEAR_BEFORE.search(before) or held
    value = int(year["year"]) if year else _year_of_time(scene, n)
    if given and scene.today and not re.search(YEAR, own) and value <= scene.today.year:
        return 0
    return value or year_of_holding(scene.text, span, scene.times, scene.mentions)


def _roman(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral]
    return sum(-v if later > v else v for v, later in zip(values, [*values[1:], 0], strict=True))


def _year_of_time(scene: _Scene, n: int) -> int:
    """Give the year of a time expression right beside a mention: "last year's X", "X on June 1"; 0 for none."""
    span = scene.mentions[n].span
    for time in scene.times:
        if max(time.span.start - span.end, span.start - time.span.end) > _BESIDE:
            continue
        ahead = time.span.end <= span.start
        gap = scene.text[time.span.end : span.start] if ahead else scene.text[span.end : time.span.start]
        if ahead and _FOUNDED.search(scene.text, 0, time.span.start):
            continue
        first, last = bounds(time.edtf) if time.edtf and _TIME_GAP.fullmatch(gap) else (None, None)
        if first and last and first.year == last.year:
            return first.year
    return 0


def _places(scene: _Scene, n: int) -> tuple[str, ...]:
    """Give the places in a mention and the one right behind it: "Tokyo Games", "Olympics in Italy"."""
    span = scene.mentions[n].span
    hits = gazetteer_of(scene.knowledge).hits(span.of(scene.text))
    inside = [e for h in hits if h.type in ("place", "country") for e in (*h.entities, *h.others)]
    for following in scene.mentions[n + 1 : n + 3]:
        gap = scene.text[span.end : following.span.start].rstrip()
        if following.kind in ("place", "country") and _PLACE_AFTER.fullmatch(gap):
            inside.append(following.entity)
    return tuple(inside)


def _explicit(scene: _Scene, series: tuple[str, ...], facts: _Facts) -> tuple[str, str]:
    """Decide by what stands in the name or right beside it."""
    knowledge = scene.knowledge
    if facts.year and (edition := edition_in(facts.year, series, knowledge)):
        return edition, "the year beside its name"
    editions = editions_of(series, knowledge)
    if facts.ordinal and (found := [g for g in editions if g.edition == facts.ordinal]):
        return found[0].id, "its ordinal"
    told = scene.today.year + facts.relative if scene.today and facts.relative is not None else 0
    if told and (edition := edition_in(told, series, knowledge)):
        return edition, "the year told from the report's date"
    here = hosted_by(facts.places, editions)
    if len(here) == 1 or (here and scene.today):
        return (nearest(here, scene.today) if scene.today else here[0]).id, "its host"
    return "", ""


def _by_report(scene: _Scene, mention: Mention, series: tuple[str, ...], decided: Sequence[Mention]) -> tuple[str, str]:
    """Decide by the edition that the report names elsewhere, else by the report's date."""
    indefinite = bool(_INDEFINITE.search(scene.text, max(0, mention.span.start - 10), mention.span.start))
    if indefinite and mention.how == "anaphora":
        return _in_the_sentence(scene, mention, series)
    side = _SIDE.search(scene.text, max(0, mention.span.start - _WINDOW), mention.span.start)
    if side and scene.today and (beside := _on_a_side(series, scene.today, scene.knowledge, past=bool(side["past"]))):
        return beside, "the edition on that side of the report's date"
    if not indefinite and (named := _named_elsewhere(scene, mention, series, decided)):
        return named, "the edition that the report names"
    if not indefinite and (told := _told_of_it(scene, series)):
        return told, "the year in which it is said to be held"
    return _by_date(scene, mention, series)


def _told_of_it(scene: _Scene, series: Sequence[str]) -> str:
    """Give the edition of the year that a description of the series tells: "the event is scheduled for May 2021"."""
    last: Mention | None = None
    for mention in scene.mentions:
        if mention.kind != "gathering":
            continue
        if mention.how != "anaphora" or mention.candidates or mention.entity:
            last = mention
        elif last and f"gathering/{series[0]}" in (last.candidates or (last.entity.rpartition("-")[0],)):
            year = year_of_holding(scene.text, mention.span, scene.times, scene.mentions)
            if edition := edition_in(year, series, scene.knowledge) if year else "":
                return edition
    return ""


def _on_a_side(series: Sequence[str], today: date, knowledge: Knowledge, *, past: bool) -> str:
    """Give the last edition before a day, for "the previous Olympics", or the first after it, for "the upcoming" ones."""
    editions = [g for g in editions_of(series, knowledge) if (day_of(g) < today) == past]
    return nearest(editions, today).id if editions else ""


def _by_date(scene: _Scene, mention: Mention, series: Sequence[str]) -> tuple[str, str]:
    editions = editions_of(series, scene.knowledge)
    if scene.today and editions:
        close = nearest(editions, scene.today)
        reach = _NEAR_GAMES if kind_of_gathering(close.id, scene.knowledge) == "games" else _NEAR
        if abs(day_of(close) - scene.today) <= reach:
            return close.id, "the edition nearest to the report's date"
    if scene.today and (mention.unlisted or not held_seldom(series, scene.knowledge)):
        return f"gathering/{series[0]}-{scene.today.year}", "the year of the report, as no other is named"
    return (f"gathering/{series[0]}", "no year is known") if mention.unlisted else ("", "")


def _in_the_sentence(scene: _Scene, mention: Mention, series: Sequence[str]) -> tuple[str, str]:
    """Date "a General Assembly" by the one year of its sentence, or by the report's where the sentence has no other."""
    start, end = sentence_around(scene.text, mention.span.start)
    inside = [bounds(t.edtf) for t in scene.times if t.edtf and start <= t.span.start < end]
    years = {day.year for pair in inside for day in pair if day} or ({scene.today.year} if scene.today else set())
    edition = edition_in(years.pop(), series, scene.knowledge) if len(years) == 1 else ""
    return edition, "the one year of its sentence"


def _named_elsewhere(scene: _Scene, mention: Mention, series: Sequence[str], decided: Sequence[Mention]) -> str:
    """Choose among the editions that the report names: the one before the mention, else that nearest to the report's date."""
    every = [m for m in (*scene.mentions, *decided) if m.kind == "gathering" and m.entity]
    named = sorted((m for m in every if series_of(m.entity, scene.knowledge) in series), key=lambda m: m.span)
    before = [m.entity for m in named if m.span.start < mention.span.start]
    rows = [row for m in named if (row := scene.knowledge.gatherings.get(m.entity))]
    if before or not named:
        return before[-1] if before else ""
    return nearest(rows, scene.today).id if rows and scene.today else named[0].entity


def _anaphor(scene: _Scene, mention: Mention, decided: Sequence[Mention]) -> Mention | None:
    """Link "the Games", "the event" to the gathering of a fitting kind that is named last before it."""
    kinds = anaphor_kinds(mention.span.of(scene.text), scene.knowledge)
    named = [m for m in (*scene.mentions, *decided) if m.kind == "gathering" and m.entity and m.candidates != ()]
    named += [m for m in scene.mentions if m.kind == "gathering" and m.entity and m.how == "list"]
    before = sorted((m for m in named if m.span.start < mention.span.start), key=lambda m: m.span)
    fitting = [m for m in before if kind_of_gathering(m.entity, scene.knowledge) in kinds]
    if not fitting:
        return None
    entity, reason = _edition_of_anaphor(scene, mention, fitting[-1].entity)
    return replace(mention, entity=entity, reason=reason) if entity else None


def _edition_of_anaphor(scene: _Scene, mention: Mention, last: str) -> tuple[str, str]:
    """Give the edition that an anaphor means and why, where `last` is the gathering of its kind named last; "" for none."""
    series = series_of(last, scene.knowledge)
    if counted := _counted(scene, mention, series):
        return counted, "its ordinal, in the series named last"
    words = scene.text[max(0, mention.span.start - _WINDOW) : mention.span.start]
    if match := _OF_A_YEAR.search(words):
        year = int(match["year"] or 0)
        if match["which"] and scene.today:
            year = scene.today.year + _RELATIVE[match["which"].lower()]
        return edition_in(year, (series,), scene.knowledge) if year else "", "its year, in the series named last"
    if _OTHER_ONE.search(words) or _STARTED.match(scene.text, mention.span.end):
        return "", "another edition, which its words do not tell"
    held = year_of_holding(scene.text, mention.span, scene.times, scene.mentions)
    if held and scene.today and held < scene.today.year and not _is_of_year(last, held, scene.knowledge):
        return edition_in(held, (series,), scene.knowledge), "the edition of the year in which it was held"
    return last, "the gathering of this kind named last"


def _is_of_year(entity: str, year: int, knowledge: Knowledge) -> bool:
    """Tell whether a year is that of an edition's name or the one in which it was held."""
    row = knowledge.gatherings.get(entity)
    return entity.endswith(f"-{year}") or (row is not None and (row.actual or row.planned).startswith(str(year)))


def _counted(scene: _Scene, mention: Mention, series: str) -> str:
    """Give the edition of a series that words before a mention count: "the 7th edition of the Games"; "" for none."""
    before = scene.text[max(0, mention.span.start - _WINDOW) : mention.span.start]
    match = _EDITION_OF.search(before)
    editions = editions_of((series,), scene.knowledge) if match else []
    return next((g.id for g in editions if match and g.edition == match[1]), "")
