"""Pronouns: "he", "she", "it", "they" and their possessives, each decided by agreement, recency and subject, or left open."""

import re
from collections.abc import Sequence

from entente.annotation.anaphors import Anaphor
from entente.annotation.antecedents import BODIES, Discourse
from entente.annotation.salience import REACH, Found, at_opening, joined, left_open, made, opens, pair_of
from entente.annotation.values import Mention

_CLAUSE = re.compile(
    r"(?:\b(?:that|and|but|as|when|because|while|if|after|before|which|said|says|since|until|where|so|though|although|what)"
    r"|[,;:.\u2013-]) $"
)


def of_person(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "he" and "she": the one person of fitting gender before it in its sentence, else in the ones before."""
    for back in range(REACH + 1):
        if index - back < 0:
            return None
        named = discourse.named(index - back, item.span.start, ("person",))
        named = [
            m for m in named if back or not discourse.is_preposed(index, m) or len(_clause(discourse, m, item)) < REACH
        ]
        fitting = _of_gender(discourse, named, item.form)
        if len({m.entity for m in fitting}) == 1:
            return made(item, fitting[-1], "the only person before it who fits")
        if fitting:
            return _among_persons(discourse, item, index - back, fitting)
    return None


def _clause(discourse: Discourse, mention: Mention, item: Anaphor) -> str:
    between = discourse.text[mention.span.end : item.span.start]
    return between if "," in between and item.word.lower() in ("he", "she") else ""


def _of_gender(discourse: Discourse, persons: Sequence[Mention], gender: str) -> list[Mention]:
    known = [m for m in persons if discourse.genders.get(m.entity) == gender]
    unknown = [m for m in persons if not discourse.genders.get(m.entity)]
    return known or unknown


def _among_persons(discourse: Discourse, item: Anaphor, index: int, fitting: Sequence[Mention]) -> Mention:
    nearest = fitting[-1]
    clause = discourse.text[nearest.span.end : item.span.start]
    if nearest.how != "anaphora" and re.match(r",? who\b[^.;]*$", clause):
        return made(item, nearest, "in the clause that is about the one")
    subject = discourse.subject(index, item.span.start, ("person",))
    if subject and subject.entity in {m.entity for m in fitting}:
        return made(item, subject, "the subject of the sentence, and it fits")
    return left_open(item, "person", fitting)


def of_neuter(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "it" and "its": a body or a country that is the subject, where no other competes."""
    if discourse.rules.expletive.match(discourse.text, item.span.end) or discourse.rules.passive.match(
        discourse.text, item.span.end
    ):
        return None
    kinds = (*BODIES, "country")
    here = discourse.named(index, item.span.start, kinds)
    subject = discourse.subject(index, item.span.start, kinds)
    possessive = item.word.lower() in discourse.rules.possessive
    if not possessive and subject and _is_object(discourse, item):
        here, subject = [m for m in here if m.entity != subject.entity], None
        return (
            made(item, here[-1], "the only other body in the sentence") if len({m.entity for m in here}) == 1 else None
        )
    if len({m.entity for m in here}) == 1 and (possessive or _may_act(discourse, index, here[-1], item)):
        competes = discourse.named(index, item.span.start, ("gathering", "person"))
        return None if competes and not subject else made(item, here[-1], "the only body before it in the sentence")
    if here:
        first = subject is not None and subject.span == here[0].span and opens(discourse, index, subject)
        near = subject is not None and _in_clause_of(discourse, subject, item)
        return made(item, subject, "the subject of the sentence") if subject and first and near else None
    if not at_opening(discourse, index, item):
        return None
    return _from_subject_before(discourse, item, index, kinds)


def _in_clause_of(discourse: Discourse, subject: Mention, item: Anaphor) -> bool:
    between = discourse.text[subject.span.end : item.span.start]
    return re.search(r"; |, (?:and|but|while|whose|which) ", between) is None


def _is_object(discourse: Discourse, item: Anaphor) -> bool:
    """Tell whether "it" stands behind a verb or a preposition, and so is another than the subject of its clause."""
    before = discourse.text[max(0, item.span.start - 14) : item.span.start].lower()
    return item.word.lower() == "it" and _CLAUSE.search(before) is None and before.strip() != ""


def _may_act(discourse: Discourse, index: int, mention: Mention, item: Anaphor) -> bool:
    # The only body of a sentence may stand in a phrase ("the vote of the IOC … it"): only a subject or a possessor is sure.
    subject = discourse.subject(index, item.span.start, (*BODIES, "country"))
    return (
        subject is not None
        and subject.entity == mention.entity
        and not discourse.named(index, subject.span.start, ("person",))
    )


def _from_subject_before(discourse: Discourse, item: Anaphor, index: int, kinds: Sequence[str]) -> Found:
    if index < 1:
        return None
    before = discourse.subject(index - 1, item.span.start, kinds)
    pair = before and joined(discourse, index - 1, discourse.named(index - 1, item.span.start, kinds))
    if (
        before
        and not pair
        and opens(discourse, index - 1, before)
        and not discourse.named(index - 1, before.span.start, ("person",))
    ):
        return made(item, before, "the subject of the sentence before")
    return None


def of_plural(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "they": the group that the sentence, or the one before, is about."""
    for at in (index, index - 1):
        if at < 0 or (at < index and not at_opening(discourse, index, item)):
            break
        if group := _group_in(discourse, at, item):
            return Mention(item.span, "", group.kind, "anaphora", "group", group.candidates)
        named = discourse.named(at, item.span.start, (*BODIES, "country", "athletes", "person"))
        if pair := joined(discourse, at, named):
            return pair_of(item, pair)
        if named:
            break
    return None


def _group_in(discourse: Discourse, index: int, item: Anaphor) -> Found:
    """Give the group that a sentence begins with."""
    span = discourse.sentences[index].span
    groups = (m for m in discourse.near(item.span) if m.reason == "group" and span.covers(m.span))
    return next((m for m in groups if m.span.end <= item.span.start and opens(discourse, index, m)), None)
