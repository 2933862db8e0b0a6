"""Which edition of a gathering is meant: by its name, a time beside it, its place, what the report names, or the nearest."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from entente.annotation.gathering_names import YEAR
from entente.annotation.gazetteer import gazetteer_of
from entente.annotation.values import Mention, TimeExpression
from entente.knowledge.tables import Gathering, Knowledge
from entente.model.edtf import bounds
from entente.model.report import Report

_RELATIVE = {"last": -1, "previous": -1, "this": 0, "next": 1}
_BEFORE = re.compile(r"\b(?P<which>last|this|next|previous) year(?:['’]s)?[ ,]+(?:[\w-]+ ){0,4}$", re.IGNORECASE)  # noqa: RUF001
_AFTER = re.compile(r"(?: \([A-Z]{2,8}\))?,? (?P<which>last|this|next|previous) year\b")
_YEAR_AFTER = re.compile(rf"(?: \([A-Za-z]{{2,8}}\))?(?:,? (?:in|of) (?:[A-Z]\w+(?:,? [A-Z]\w+)* )?(?:in )?(?:[A-Z][a-z]+ )?|,? \(?|['’])(?P<year>{YEAR})\b")  # noqa: RUF001
_YEAR_BEFORE = re.compile(rf"\b(?P<year>{YEAR})(?:['’]s)? $")  # noqa: RUF001
_PLACE_AFTER = re.compile(r"(?: \([A-Z]{2,8}\))?(?: (?:here )?in| at| to be held in| held in)$")
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b")
_WINDOW = 45
_WELL_LISTED = 4  # editions in the table: years between them are no slips of the table
_INDEFINITE = re.compile(r"\b(?:an?|another) $", re.IGNORECASE)
_NEAR = timedelta(days=550)


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
    report: Report, mentions: Sequence[Mention], times: Sequence[TimeExpression], report_date: str, knowledge: Knowledge
) -> tuple[Mention, ...]:
    """Give each open mention of a gathering its edition, where the text, the report's date or the tables tell it.

    `report_date` is EDTF, may be an interval or ""; what stays open keeps its series as candidates. Mentions that are
    decided are left as they are, so that a second call, with a better date, only adds.
    """
    today = _middle(report_date or report.published)
    return _resolve(_Scene(report.text, mentions, times, today, knowledge), passes=(True, False))


def name_editions(text: str, mentions: Sequence[Mention], knowledge: Knowledge) -> tuple[Mention, ...]:
    """Give those gatherings their edition whose own name tells it: "2022 Asian Games", "Tokyo Olympics", "139th Session"."""
    return _resolve(_Scene(text, mentions, (), None, knowledge), passes=(True,))


def _resolve(scene: _Scene, passes: tuple[bool, ...]) -> tuple[Mention, ...]:
    """Decide first what is explicit, then, led by it, what is not."""
    mentions = scene.mentions
    decided: dict[int, Mention] = {}
    for explicit_only in passes:
        for n, mention in enumerate(mentions):
            if mention.kind == "gathering" and not mention.entity and n not in decided:
                found = _decide(scene, n, list(decided.values()), explicit_only=explicit_only)
                if found:
                    decided[n] = found
    return tuple(decided.get(n, m) for n, m in enumerate(mentions))


def _middle(edtf: str) -> date | None:
    first, last = bounds(edtf) if edtf else (None, None)
    if first and last:
        return first + (last - first) / 2
    return first or last


def _decide(scene: _Scene, n: int, decided: Sequence[Mention], *, explicit_only: bool) -> Mention | None:
    mention = scene.mentions[n]
    series = tuple(c.removeprefix("gathering/") for c in mention.candidates)
    if not series:
        return None if explicit_only else _anaphor(scene, mention, decided)
    series = _mates(series, scene)
    facts = _facts(scene, n)
    entity, reason = _explicit(scene, mention, series, facts)
    if not entity and not explicit_only:
        entity, reason = _by_report(scene, mention, series, decided)
    if not entity:
        return None
    return replace(mention, entity=entity, reason=reason, unlisted=entity not in scene.knowledge.gatherings)


def _mates(series: tuple[str, ...], scene: _Scene) -> tuple[str, ...]:
    """A bare "Olympics" may be those of the winter: give such a series with its mates."""
    rules: Mapping[str, Any] = scene.knowledge.rules.get("english/forms", {}).get("gatherings", {})
    for name in ("olympic", "paralympic"):
        group = tuple(rules.get(name, ()))
        if group and series == group[:1]:
            return group
    return series


def _facts(scene: _Scene, n: int) -> _Facts:
    span, text = scene.mentions[n].span, scene.text
    own = text[span.start : span.end]
    before, after = text[max(0, span.start - _WINDOW) : span.start], text[span.end : span.end + _WINDOW]
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    relative = _BEFORE.search(before) or _AFTER.match(after)
    year = re.search(YEAR, own) or _YEAR_AFTER.match(after) or _YEAR_BEFORE.search(before)
    value = int(year.groupdict().get("year") or year[0]) if year else 0
    ordinal = _ORDINAL.search(own)
    return _Facts(
        year=value or _year_of_time(scene, n),
        ordinal=ordinal[1] if ordinal else "",
        places=_places(scene, n, own),
        relative=_RELATIVE[relative["which"].lower()] if relative and not value else None,
    )


def _year_of_time(scene: _Scene, n: int) -> int:
    """Give the year of a time expression right beside a mention: "last year's X", "X on June 1"."""
    span = scene.mentions[n].span
    for time in scene.times:
        gap = scene.text[time.span.end : span.start] if time.span.end <= span.start else scene.text[span.end : time.span.start]
        near = re.fullmatch(r"['’]?s?[ ,](?:[\w-]+ ){0,3}|,? (?:in|on|from)? ?(?:[A-Z]\w+,? )?(?:in|on|from)? ?", gap)  # noqa: RUF001
        first, last = bounds(time.edtf) if near and time.edtf else (None, None)
        if first and last and first.year == last.year:
            return first.year
    return 0


def _places(scene: _Scene, n: int, own: str) -> tuple[str, ...]:
    hits = gazetteer_of(scene.knowledge).hits(own)
    inside = [e for h in hits if h.type in ("place", "country") for e in (*h.entities, *h.others)]
    span = scene.mentions[n].span
    following = next((m for m in scene.mentions[n + 1 : n + 3] if m.kind in ("place", "country")), None)
    if following and _PLACE_AFTER.fullmatch(scene.text[span.end : following.span.start].rstrip() or "-"):
        inside.append(following.entity)
    return tuple(inside)


def _explicit(scene: _Scene, mention: Mention, series: tuple[str, ...], facts: _Facts) -> tuple[str, str]:
    """Decide by what stands in the name or right beside it."""
    editions = _editions(series, scene.knowledge)
    if facts.year and (edition := _in_year(series, editions, facts.year)):
        return edition, "the year beside its name"
    if facts.ordinal and (found := [g for g in editions if g.edition == facts.ordinal]):
        return found[0].id, "its ordinal"
    if facts.relative is not None and scene.today and (edition := _in_year(series, editions, scene.today.year + facts.relative)):
        return edition, "the year told from the report's date"
    here = [g for g in editions if {*g.host_city.split("|"), g.host_country, _region(g)} & set(facts.places)]
    if here and (scene.today or len({g.id for g in here}) == 1):
        return _nearest(here, scene.today).id, "its host"
    return "", ""


def _region(gathering: Gathering) -> str:
    return "place/" + gathering.host_city.removeprefix("place/") if gathering.host_city else ""


def _editions(series: Sequence[str], knowledge: Knowledge) -> list[Gathering]:
    return [g for g in knowledge.gatherings.values() if g.series in series]


def _in_year(series: Sequence[str], editions: Sequence[Gathering], year: int) -> str:
    """Give the edition of a year: that of its official name, else the one held in it, else one by construction.

    A series of Games whose editions are listed has none between them: "" then.
    """
    named = [g.id for g in editions if g.id.endswith(f"-{year}")]
    held = [g.id for g in editions if (g.actual or g.planned).startswith(str(year))]
    listed = [int(g.id.rpartition("-")[2]) for g in editions if g.id[-4:].isdigit()]
    if not named and not held and len(listed) >= _WELL_LISTED and min(listed) < year < max(listed):
        return ""
    return (named or held or [f"gathering/{series[0]}-{year}"])[0]


def _by_report(scene: _Scene, mention: Mention, series: tuple[str, ...], decided: Sequence[Mention]) -> tuple[str, str]:
    """Decide by the edition that the report names elsewhere, else by the report's date."""
    earlier = [m for m in (*scene.mentions, *decided) if m.kind == "gathering" and m.entity]
    same = [m for m in earlier if m.entity.rpartition("-")[0].removeprefix("gathering/") in series]
    indefinite = bool(_INDEFINITE.search(scene.text, max(0, mention.span.start - 10), mention.span.start))
    if indefinite and mention.how == "anaphora":
        return "", ""
    if same and not indefinite:
        return _of_the_report(scene, mention, same), "the edition that the report names"
    editions = _editions(series, scene.knowledge)
    if scene.today and editions:
        nearest = _nearest(editions, scene.today)
        if abs(_day(nearest) - scene.today) <= _NEAR:
            return nearest.id, "the edition nearest to the report's date"
    if scene.today and (mention.unlisted or not _rare(series, scene.knowledge)):
        return f"gathering/{series[0]}-{scene.today.year}", "the year of the report, as no other is named"
    if mention.unlisted:
        return f"gathering/{series[0]}", "no year is known"
    return "", ""


def _of_the_report(scene: _Scene, mention: Mention, named: Sequence[Mention]) -> str:
    """Choose among the editions that the report names: the one before the mention, else that nearest to the report's date."""
    before = [m for m in named if m.span.start < mention.span.start]
    if before:
        return max(before, key=lambda m: m.span.start).entity
    rows = [row for m in named if (row := scene.knowledge.gatherings.get(m.entity))]
    return _nearest(rows, scene.today).id if rows and scene.today else named[0].entity


def _rare(series: Sequence[str], knowledge: Knowledge) -> bool:
    """Tell whether a series is not held every year, so that the report's year would be a guess."""
    return any(s in knowledge.series and knowledge.series[s].kind in ("games", "championship") for s in series)


def _nearest(editions: Sequence[Gathering], today: date | None) -> Gathering:
    """Give the edition nearest to a day; what is to come counts as nearer than what is as far behind."""
    if today is None:
        return max(editions, key=_day)
    return min(editions, key=lambda g: (_day(g) - today) if _day(g) >= today else (today - _day(g)) * 1.2)


def _day(gathering: Gathering) -> date:
    for edtf in (gathering.actual, gathering.planned, gathering.id.rpartition("-")[2]):
        first, last = bounds(edtf) if edtf else (None, None)
        if first or last:
            return last or first or date.min
    return date.min


def _anaphor(scene: _Scene, mention: Mention, decided: Sequence[Mention]) -> Mention | None:
    """Link "the Games", "the event" to the gathering of a fitting kind that is named last before it."""
    kinds = anaphor_kinds(scene.text[mention.span.start : mention.span.end], scene.knowledge)
    named = {m.span.start: m for m in (*scene.mentions, *decided) if m.kind == "gathering" and m.entity and m.how != "anaphora"}
    fitting = [m for start, m in sorted(named.items()) if start < mention.span.start and kind_of_gathering(m.entity, scene.knowledge) in kinds]
    if not fitting:
        return None
    return replace(mention, entity=fitting[-1].entity, reason="the gathering of this kind named last")


def anaphor_kinds(noun: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Give the kinds of gathering that a noun such as "Games" or "event" may point back to."""
    anaphors = knowledge.rules.get("english/forms", {}).get("gatherings", {}).get("anaphors", {})
    return next((tuple(kinds) for name, kinds in anaphors.items() if name.lower() == noun.lower()), ())


def kind_of_gathering(entity: str, knowledge: Knowledge) -> str:
    row = knowledge.gatherings.get(entity)
    name = entity.removeprefix("gathering/")
    series = row.series if row else name if name in knowledge.series else re.sub(r"-\d{4}$", "", name)
    if series in knowledge.series:
        return knowledge.series[series].kind
    kinds = {"assembly": "assembly", "session": "session", "congress": "congress", "convention": "convention", "forum": "forum", "summit": "summit",
             "games": "games", "championships": "championship", "championship": "championship", "cup": "championship", "festival": "festival"}  # fmt: skip
    return next((kind for word, kind in kinds.items() if series.endswith(word)), "meeting")


