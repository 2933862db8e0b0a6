"""What a report speaks of, sentence after sentence: the body, the post, who was elected, suspended, heard in court."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from entente.annotation.values import AnnotatedReport, Mention
from entente.claims.context import Context, Focus
from entente.claims.office_rules import OfficeRules
from entente.model.claim import Claim
from entente.model.entity import BODIES, kind_of
from entente.model.span import Span

_SUSPENDED = ("suspended", "reinstated")
_SPOKEN, _VOICES = ("statement", "demand", "criticism"), ("speaker", "asker", "critic")
_TOGETHER = ("agreement", "cooperation", "meeting")
_PAPER = re.compile(r"\b(?:statement|release|communiqu[eé]|letter)\b")
_LONGEST = 80  # characters that the words of an election before a body may take
_OPENING = 6  # characters within which a body is what a sentence is about


def main_body(annotated: AnnotatedReport, media: Collection[str]) -> str:
    """Give the body that a report is about: the one it names most often, the first of equals, none of the `media`."""
    named = (m for m in annotated.mentions if m.kind in BODIES and m.entity and m.entity not in media)
    counts = Counter(_owner(m) for m in named)
    return counts.most_common(1)[0][0] if counts else ""


def _owner(mention: Mention) -> str:
    """Give the body that an organ belongs to, of any other the body itself."""
    owner = mention.candidates[1] if len(mention.candidates) == 2 else ""  # noqa: PLR2004
    return owner if owner and mention.entity.startswith(f"{owner}-") else mention.entity


def electing_body(annotated: AnnotatedReport, rules: OfficeRules) -> str:
    """Give the body of whose elections a report tells in so many words ("the ANOCA elections"), "" for none."""
    text = annotated.report.text
    bodies = (m for m in annotated.mentions if m.kind in BODIES and m.entity and m.entity not in rules.media)
    near = (m for m in bodies if _elects(text, m.span, rules.elections))
    return next((m.entity for m in near), "")


def _elects(text: str, body: Span, elections: Mapping[str, re.Pattern[str]]) -> bool:
    before = elections["before"].search(text, max(0, body.start - _LONGEST), body.start)
    return before is not None or elections["behind"].match(text, body.end) is not None


def moved(focus: Focus, claims: Sequence[Claim], context: Context, rules: OfficeRules) -> Focus:
    """Give what is spoken of after a sentence: the body it begins with or that of its last office, and who stands where.

    No paper or agency is spoken of for its name in a dateline.
    """
    opening = [m for m in context.mentions if m.kind in BODIES and m.entity and m.entity not in rules.media]
    if opening and opening[0].span.start - context.sentence.span.start < _OPENING:
        focus = replace(focus, body=opening[0].entity)
    focus = _after_election(focus, context, rules.elections["unnamed"])
    for claim in claims:
        focus = _after_claim(focus, claim, context)
    standing = [c for c in claims if c.kind == "standing" and c.polarity == "positive"]
    return _after_decisions(focus, standing) if standing else focus


def _after_claim(focus: Focus, claim: Claim, context: Context) -> Focus:
    if claim.kind == "office" and claim.rule != "office.beat":
        return _after_office(focus, claim)
    if claim.kind == "ruling":
        tribunal, party = claim.roles.get("tribunal", ("",)), claim.roles.get("party", ("",))
        return replace(focus, tribunal=tribunal[0] or focus.tribunal, appellant=party[0] or focus.appellant)
    if claim.kind in _SPOKEN and _PAPER.search(claim.quote):
        voices = [voice for role in _VOICES for voice in claim.roles.get(role, ())]
        return replace(focus, issuer=voices[0]) if voices else focus
    if claim.kind in _TOGETHER and len(claim.roles["party"]) > 1:
        return replace(focus, parties=tuple(context.bodies.get(p, p) for p in claim.roles["party"]))
    return focus


def _after_decisions(focus: Focus, standing: Sequence[Claim]) -> Focus:
    """Give what is spoken of after decisions on who stands where: on whom, and who decided."""
    deciding = [a for c in standing for a in c.roles.get("authority", ())]
    return replace(
        focus,
        subjects=_subjects(standing),
        suspended=_subjects(standing, _SUSPENDED) or focus.suspended,
        authority=deciding[-1] if deciding else focus.authority,
    )


def _subjects(standing: Sequence[Claim], statuses: Collection[str] = ()) -> tuple[str, ...]:
    told = (c for c in standing if not statuses or c.attributes.get("status") in statuses)
    return tuple(dict.fromkeys(c.roles["subject"][0] for c in told))


def _after_election(focus: Focus, context: Context, unnamed: re.Pattern[str]) -> Focus:
    """Give what is spoken of after a sentence that elects somebody without his name: "A elected its third president"."""
    text, start = context.annotated.report.text, context.sentence.span.start
    named = {h.post.span for t in context.titled for h in t.posts}
    for post in context.posts:
        before = [m for m in context.mentions if m.kind in BODIES and m.entity and m.span.end <= post.span.start]
        if before and post.span not in named and unnamed.search(text[start : post.span.start]):
            seat = context.stand_ins.body_of(before[-1])
            return replace(focus, elects=True, elected="", elected_to=(post.post, seat), body=seat, post=post.post)
    return focus


def _after_office(focus: Focus, claim: Claim) -> Focus:
    body, post, change = claim.roles["body"][0], claim.attributes["post"], claim.attributes["change"]
    focus = replace(focus, body=body, post=post, holder=claim.roles["holder"][0])
    starts = ("elected", "re_elected") if focus.elects else ("elected", "re_elected", "appointed")
    if change not in starts or kind_of(body) not in BODIES:
        return focus
    return replace(focus, elects=True, elected=claim.roles["holder"][0], elected_to=(post, body))
