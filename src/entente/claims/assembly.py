"""From a draft to a claim: its stance, its circumstances, its evidence and its reasons."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from entente.annotation.values import TimeExpression
from entente.claims.attributes import text_of
from entente.claims.circumstances import Circumstances, circumstances_of, is_after
from entente.claims.context import Context, Filler
from entente.claims.factuality import Stance, stance_of
from entente.claims.lexicon import Draft
from entente.claims.reasons import circumstance_steps, linking_steps
from entente.claims.votes import votes_near
from entente.model.claim import FACTUALITIES, Claim, Evidence, Factuality, Step
from entente.model.entity import kind_of

TITLE_RULES = (
    "office.title",
    "office.apposition",
    "office.counterpart",
    "office.election_of",
    "office.whose",
    "office.described",
    "office.deputy",
    "office.listed",
    "office.label",
)
"""Rules that give a post by a title beside a name: they need no tree, and say no date."""
_HAPPENS = ("gathering", "participation", "meeting", "visit", "office", "membership", "standing", "support", "vote")
_DECIDED = ("awarded", "moved", "postponed", "cancelled")  # done when it is told, whenever the gathering is to be
_PLAIN = (*TITLE_RULES, "statement.source")
_TOO_LATE = "what is told in the past cannot be of the day found, which lies after the report's own"
_WEAKER_HOW = {"anaphora": 0.93, "name": 0.95}


def assemble(context: Context, draft: Draft, rules: Mapping[str, Any]) -> Claim:
    """Make the claim of a draft; `rules` are the rule files by name."""
    stance = _stance(context, draft, rules)
    circumstances = _circumstances(context, draft, rules["english/circumstances"])
    factuality, circumstances = _in_time(context, draft, stance.factuality, circumstances)
    roles = _roles(draft, circumstances)
    sentence, report = context.sentence.span, context.annotated.report
    return Claim(
        kind=draft.kind,
        roles=roles,
        passage=sentence,
        quote=sentence.of(report.text),
        report=report.key,
        digest=report.digest,
        rule=draft.rule,
        polarity=stance.polarity,
        factuality=factuality,
        attributes=_attributes(draft, factuality, rules["english/stages"]) | _votes(context, draft, rules),
        conditions=_conditions(context, draft) if draft.kind == "standing" else (),
        when=circumstances.when,
        when_unknown=circumstances.when_unknown,
        where=circumstances.where,
        attribution=_attribution(draft, stance, roles),
        reported=context.annotated.date.edtf,
        confidence=_confidence(context, draft),
        evidence=tuple(_evidence(context, draft, circumstances)),
        steps=(
            Step("frame", draft.rule),
            *linking_steps(context, draft),
            *stance.steps,
            *circumstance_steps(context, circumstances),
        ),
    )


def _roles(draft: Draft, circumstances: Circumstances) -> dict[str, tuple[str, ...]]:
    """Give the entities of each role, and the gathering of the circumstances where no word of the draft fills that role."""
    roles = {role: tuple(f.entity for f in fillers) for role, fillers in draft.roles.items()}
    if circumstances.gathering is not None and draft.kind != "gathering":
        roles.setdefault("gathering", (circumstances.gathering.entity,))
    return roles


def _in_time(
    context: Context, draft: Draft, factuality: Factuality, circumstances: Circumstances
) -> tuple[Factuality, Circumstances]:
    """Make what is asserted of a day to come a plan; what is told in the past cannot be of that day."""
    decided = draft.kind == "gathering" and draft.attributes.get("change") in _DECIDED
    ahead = is_after(circumstances.when, context.annotated.date.edtf)
    if factuality != "asserted" or draft.kind not in _HAPPENS or decided or not ahead:
        return factuality, circumstances
    if _is_told_as_past(context, draft.trigger):
        return factuality, replace(circumstances, when="", when_unknown=_TOO_LATE)
    return "planned", circumstances


def _is_told_as_past(context: Context, trigger: int) -> bool:
    """Tell whether a verb is in the past, so that a day after the report's own cannot be its: "the next day he was received"."""
    tree = context.tree
    if trigger < 0 or not tree.is_verb(trigger) or tree.tokens[trigger].merged:
        return False
    finite = [trigger, *tree.kids(trigger, "aux", "aux:pass")]
    return any("Tense=Past" in f and "VerbForm=Fin" in f for f in (tree.tokens[t].feats for t in finite))


def _attribution(draft: Draft, stance: Stance, roles: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Give who says it: nobody beside the speaker of a statement, the asker himself where the demand is his speech."""
    if draft.rule == "demand.said":
        return stance.attribution or roles["asker"]
    return tuple(a for a in stance.attribution if a not in roles.get("speaker", ()))


def _stance(context: Context, draft: Draft, rules: Mapping[str, Any]) -> Stance:
    if draft.trigger < 0 or draft.rule.startswith(_PLAIN) or context.tree.tokens[draft.trigger].merged:
        return Stance()
    stance = stance_of(context, draft.trigger, draft.kind, rules["english/factuality"], draft.skip)
    if draft.polarity == "negative":
        stance = stance.negated(Step("frame", f"{draft.rule} is negative"))
    if draft.factuality:
        stance = stance.weaker(_factuality(draft.factuality), Step("frame", f"{draft.rule} is {draft.factuality}"))
    return stance


def _circumstances(context: Context, draft: Draft, rules: Mapping[str, Any]) -> Circumstances:
    if draft.rule.startswith(TITLE_RULES):
        return Circumstances(when_unknown="a title says no date")
    if draft.trigger < 0 and any(q.span.covers(context.sentence.span) for q in context.quotations):
        return Circumstances(when_unknown="quoted words do not say when they were spoken")
    found = circumstances_of(context, draft.trigger, rules, draft.where)
    time = _time_in_brackets(context, draft.roles["gathering"][0]) if draft.kind == "gathering" else None
    return replace(found, when=time.edtf, when_unknown="", when_span=time.span) if time else found


def _time_in_brackets(context: Context, gathering: Filler) -> TimeExpression | None:
    """Give the time of its year in brackets behind a gathering: "the 2018 FIFA World Cup (June 14-July 15)"."""
    text = context.annotated.report.text
    beside = (t for t in context.times if t.edtf and text[gathering.span.end : t.span.start] == " (")
    closed = (t for t in beside if text[t.span.end : t.span.end + 1] == ")")
    return next((t for t in closed if gathering.entity.endswith(f"-{t.edtf[:4]}")), None)


def _factuality(text: str) -> Factuality:
    return next(f for f in FACTUALITIES if f == text)


def _attributes(draft: Draft, factuality: str, stages: Mapping[str, Any]) -> dict[str, str]:
    """Give the attributes, the stage of what has not happened yet put right ("will sign" is planned, not signed)."""
    attributes = {name: value for name, value in draft.attributes.items() if value}
    for name, table in stages.get(draft.kind, {}).items():
        if name in attributes:
            attributes[name] = table.get(attributes[name], {}).get(factuality, attributes[name])
    return attributes


def _votes(context: Context, draft: Draft, rules: Mapping[str, Any]) -> dict[str, str]:
    table = rules["english/votes"]
    decides = draft.attributes.get("change", "elected") in ("elected", "re_elected", "appointed", "awarded")
    if draft.kind not in table["kinds"] or not decides or draft.rule.startswith(TITLE_RULES) or draft.trigger < 0:
        return {}
    at = context.span_of(draft.trigger).start
    votes = votes_near(context.annotated.report.text, context.sentence.span, at, table)
    return {"votes": votes} if votes else {}


def _conditions(context: Context, draft: Draft) -> tuple[str, ...]:
    """Give the words of the conditions on a decision: "provided they do not support the war"."""
    tree = context.tree
    found = []
    for kid in tree.kids(draft.trigger, "advcl", "ccomp") if draft.trigger >= 0 else ():
        marks = {*tree.kid_words(kid, "mark"), tree.tokens[kid].text.lower()}
        if marks & {"if", "provided", "providing", "unless"}:
            found.append(text_of(context, kid))
    return tuple(found)


def _confidence(context: Context, draft: Draft) -> float:
    confidence = draft.confidence
    for fillers in draft.roles.values():
        for filler in fillers:
            confidence *= _WEAKER_HOW.get(filler.reason, 1.0)
    if context.tree.sentence.plain and any(not kind_of(f.entity) for fs in draft.roles.values() for f in fs):
        confidence *= 0.9
    return confidence


def _evidence(context: Context, draft: Draft, circumstances: Circumstances) -> Iterator[Evidence]:
    if draft.words is not None or draft.trigger >= 0:
        yield Evidence("trigger", draft.words or context.span_of(draft.trigger))
    for role, fillers in draft.roles.items():
        yield from (Evidence(role, f.span) for f in fillers)
    if circumstances.when_span is not None:
        yield Evidence("when", circumstances.when_span)
    yield from (Evidence("where", span) for span in circumstances.where_spans)
