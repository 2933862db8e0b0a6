"""Where and when a gathering is held, where the text says it beside its name or of what was done at it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from entente.annotation.surface import Line, compile_pattern, line_of
from entente.annotation.values import Mention, TimeExpression
from entente.claims.circumstances import is_after, time_of
from entente.claims.context import Context
from entente.model.claim import Claim, Evidence, Step
from entente.model.edtf import bounds

_FAR = 92  # days from an edition within which what is told of it may be its time
_OF_EDITIONS = ("gathering", "participation")
_FROM_ACTS = ("meeting", "standing", "agreement", "vote", "participation", "office")


def read_gatherings(context: Context, claims: Sequence[Claim], rules: Mapping[str, Any]) -> Iterator[Claim]:
    """Give the claims on gatherings of a sentence that no verb makes; `rules` is english/gathering_patterns.yaml.

    `claims` are those of the sentence: what is said to be done at a gathering on a day says that it was held then.
    """
    told = {e for c in claims if c.kind == "gathering" for e in c.roles["gathering"]}
    for claim in (*_by_pattern(context, rules), *_by_acts(context, claims, rules)):
        gathering = claim.roles["gathering"][0]
        if gathering not in told and (claim.when or claim.where):
            told.add(gathering)
            yield claim


def with_known_dates(claims: Sequence[Claim]) -> list[Claim]:
    """Give the claims with the date of the gathering at which they are to happen, where this report gives that date.

    Who takes part in "the 2018 Asian Games" does so in that year, and "the 2027 European Games" are of theirs.
    """
    told: dict[str, Claim] = {}
    for claim in (c for c in claims if c.kind == "gathering" and c.when):
        gathering = claim.roles["gathering"][0]
        more = gathering not in told or len(claim.when) > len(told[gathering].when)  # a day says more than its month
        if more and claim.when != _year(gathering):
            told[gathering] = claim
    return [_dated(claim, told) for claim in claims]


def _dated(claim: Claim, told: Mapping[str, Claim]) -> Claim:
    if claim.when:
        return claim
    source = next((told[g] for g in claim.roles.get("gathering", ()) if g in told), None)
    if source is None or claim.kind not in _FROM_ACTS:
        return _in_the_year_named(claim)
    step = Step("circumstances", f"the date of the gathering, from “{source.quote[:60]}…”", source.passage)
    where = claim.where or source.where
    return replace(claim, when=source.when, when_unknown="", where=where, steps=(*claim.steps, step))


def _in_the_year_named(claim: Claim) -> Claim:
    named = [e.span for e in claim.evidence if e.role == "gathering"]
    years = [_year(g) for g in claim.roles.get("gathering", ())] if claim.kind in _OF_EDITIONS else []
    for span in named:
        words = claim.quote[span.start - claim.passage.start : span.end - claim.passage.start]
        if year := next((y for y in years if y and y in words), ""):
            step = Step("circumstances", "the year in the name of the gathering", span)
            return replace(claim, when=year, when_unknown="", steps=(*claim.steps, step))
    return claim


def _by_pattern(context: Context, rules: Mapping[str, Any]) -> Iterator[Claim]:
    if not any(m.kind == "gathering" for m in context.mentions):
        return
    line = line_of(context.annotated.report.text, context.sentence.span, [*context.mentions, *context.times])
    for entry in rules["patterns"]:
        for match in compile_pattern(entry["pattern"], rules["macros"]).finditer(line.text):
            if claim := _claim(context, line, match, entry["id"], rules):
                yield claim


def _claim(context: Context, line: Line, match: re.Match[str], rule: str, rules: Mapping[str, Any]) -> Claim | None:
    gathering = line.elements_in(*match.span("gathering"))[0]
    if not isinstance(gathering, Mention) or not gathering.entity:
        return None
    places = [e for e in _group(line, match, "place") if isinstance(e, Mention)]
    times = [e for e in _group(line, match, "date") if isinstance(e, TimeExpression) and e.edtf]
    if not places and not times:
        return None
    if not times and (nearby := _time_nearby(context, gathering, rules["apart"])):
        times = [nearby]
    when = times[0].edtf if times else _year(gathering.entity)
    evidence = [Evidence("gathering", gathering.span), *(Evidence("where", p.span) for p in places)]
    evidence += [Evidence("when", t.span) for t in times]
    where = tuple(p.entity for p in places)
    claim = _gathering_claim(context, gathering.entity, rule, when, where, tuple(evidence))
    ahead = is_to_come(match[0], rules["future"]) or _is_of_a_verb_ahead(context, gathering)
    reported = context.annotated.date.edtf
    ahead = is_after(when, reported) or (ahead and not _is_over(when, reported))
    return replace(claim, factuality="planned", attributes={"change": "scheduled"}) if ahead else claim


def is_to_come(words: str, future: Sequence[str]) -> bool:
    """Tell whether what stands between a gathering and its place or day says that it is still to come: "will be in Baku"."""
    return re.search(rf"\b(?:{'|'.join(map(re.escape, future))})\b", words) is not None


def _is_of_a_verb_ahead(context: Context, gathering: Mention) -> bool:
    """Tell whether the verb above a gathering is in the future: "will attend the General Assembly in Bangkok"."""
    head = context.head_of(gathering.span)
    verb = next((t for t in context.tree.ancestors(head) if context.tree.is_verb(t)), -1) if head >= 0 else -1
    return verb >= 0 and any(word in ("will", "shall") for word in context.tree.kid_words(verb, "aux"))


def _is_over(when: str, reported: str) -> bool:
    last, first = bounds(when)[1] if when else None, bounds(reported)[0] if reported else None
    return last is not None and first is not None and last < first


def _time_nearby(context: Context, gathering: Mention, apart: Sequence[str]) -> TimeExpression | None:
    """Give the time of the clause, where the gathering is of that time: what came months before it is not."""
    head = context.head_of(gathering.span)
    time = time_of(context, head) if head < 0 or context.tree.preposition(head) not in apart else None
    own_year = (
        time and time.edtf.isdigit() and _year(gathering.entity) in gathering.span.of(context.annotated.report.text)
    )
    return None if own_year else time


def _year(gathering: str) -> str:
    """Give the year in the id of an edition, that in which it is held."""
    return year if (year := gathering.rpartition("-")[2]).isdigit() else ""


def _group(line: Line, match: re.Match[str], name: str) -> Sequence[object]:
    return line.elements_in(*match.span(name)) if match.groupdict().get(name) else ()


def _by_acts(context: Context, claims: Sequence[Claim], rules: Mapping[str, Any]) -> Iterator[Claim]:
    for claim in claims:
        gathering = claim.roles.get("gathering", ("",))[0]
        if claim.polarity == "positive" and _tells(claim, gathering, rules["decides"]):
            evidence = tuple(e for e in claim.evidence if e.role in ("when", "where", "gathering"))
            yield _gathering_claim(context, gathering, f"gathering.of_{claim.kind}", claim.when, claim.where, evidence)


def _tells(claim: Claim, gathering: str, decides: Sequence[str]) -> bool:
    """Tell whether an act says when or where its gathering was held: an assembly that suspends does, lost Games do not."""
    if not gathering or claim.kind not in _FROM_ACTS or not (_is_day(claim.when) or claim.where):
        return False
    return claim.kind != "standing" or any(word in gathering for word in decides)


def _is_day(when: str) -> bool:
    first, last = bounds(when)
    return first is not None and last is not None and (last - first).days < 31  # noqa: PLR2004 - at most a month


def _gathering_claim(
    context: Context, gathering: str, rule: str, when: str, where: tuple[str, ...], evidence: tuple[Evidence, ...]
) -> Claim:
    report, sentence, reported = context.annotated.report, context.sentence.span, context.annotated.date.edtf
    known = context.dates.get(gathering, "")
    if _is_of_another_time(when, known):
        when = ""
    later = is_after(when or known, reported)
    return Claim(
        kind="gathering",
        roles={"gathering": (gathering,)},
        passage=sentence,
        quote=sentence.of(report.text),
        report=report.key,
        digest=report.digest,
        rule=rule,
        factuality="planned" if later else "asserted",
        attributes={"change": "scheduled" if later else "held"},
        when=when,
        when_unknown="" if when else "the passage gives no date",
        where=where,
        reported=reported,
        confidence=0.9,
        evidence=evidence,
        steps=(Step("frame", rule),),
    )


def _is_of_another_time(when: str, known: str) -> bool:
    """Tell whether a day is far from when an edition is known to be held: what was said of it in January is not its date."""
    (first, last), (start, end) = bounds(when), bounds(known)
    if first is None or last is None or start is None or end is None:
        return False
    return (start - last).days > _FAR or (first - end).days > _FAR
