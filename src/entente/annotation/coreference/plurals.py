"""The pronoun "they" and its possessive: the group, list or pair that a sentence is about, or left open."""

import re

from entente.annotation.coreference.anaphors import Anaphor
from entente.annotation.coreference.antecedents import Discourse
from entente.annotation.coreference.salience import (
    REACH,
    Found,
    at_opening,
    joined,
    made,
    opens,
    pair_of,
)
from entente.annotation.values import Mention
from entente.model.entity import PARTIES

_PLURAL = re.compile(
    r"\b(?!(?:is|was|has|does|its|this|his|as|us|across|against|towards|always|perhaps|address)\b)[a-z]{2,}[^su\W]s\b|\b(?:people|men|women|children)\b"
)


def of_plural(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "they": the group that the sentence, or the one before, is about."""
    if item.word.lower() == "them" and (athletes := _dealt_with(discourse, item, index)):
        return athletes
    if one := _as_plural(discourse, item, index):
        return one
    for at in (index, index - 1):
        if at < 0 or (at < index and not at_opening(discourse, index, item)):
            break
        if group := _group_in(discourse, at, item):
            return Mention(item.span, "", group.kind, "anaphora", "group", group.candidates)
        named = discourse.named(at, item.span.start, (*PARTIES, "athletes", "person"))
        if pair := joined(discourse, at, named):
            return pair_of(item, pair)
        if named:
            break
    return None


def _dealt_with(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Give the athletes that a report speaks of, for "admit them": those of the nearest sentence that names any."""
    if not discourse.rules.dealt_with.search(discourse.text, max(0, item.span.start - 20), item.span.start):
        return None
    for back in range(REACH):
        named = discourse.named(index - back, item.span.start, ("athletes",)) if index >= back else []
        if ids := {m.entity: m for m in named}:
            return (
                made(item, named[-1], "the athletes named last") if len(ids) == 1 else pair_of(item, list(ids.values()))
            )
    return None


def _as_plural(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Give the body or country that a British "their" stands for: the only one before it in its sentence, and its subject."""
    if item.word.lower() not in ("they", "their"):
        return None
    named = discourse.named(index, item.span.start, (*PARTIES, "person", "athletes"))
    if len({m.entity for m in named}) != 1 or named[0].kind not in PARTIES:
        return None
    between = discourse.text[named[-1].span.end : item.span.start]
    acts = not discourse.is_dependent(index, named[0]) or re.search(r"\bto \w+ $", between)
    plural = _PLURAL.search(discourse.text, discourse.sentences[index].span.start, item.span.start)
    return made(item, named[-1], "the only one before it, spoken of as many") if acts and not plural else None


def _group_in(discourse: Discourse, index: int, item: Anaphor) -> Found:
    """Give the group that a sentence begins with."""
    span = discourse.sentences[index].span
    groups = (m for m in discourse.near(item.span) if m.reason == "group" and span.covers(m.span))
    return next((m for m in groups if m.span.end <= item.span.start and opens(discourse, index, m)), None)
