"""Pronouns of persons: "he" and "she", each decided by gender, recency and subject, or left open."""

import re
from collections.abc import Sequence

from entente.annotation.coreference.anaphors import Anaphor
from entente.annotation.coreference.antecedents import Discourse
from entente.annotation.coreference.salience import (
    REACH,
    Found,
    left_open,
    made,
)
from entente.annotation.values import Mention

# A sentence about a person who is not named in it, and a clause below that names another: "He stayed when Doe left".
_SOMEBODY = re.compile(r"(?:He|She|The (?:[A-Z]\w+|\d\d-year-old)) (?:[a-z]+) ")
_SUBORDINATE = re.compile(r"\b(?:since|when|after|before|because|while|until|where|whom) (?:[A-Z][\w.]+ )*$")
_COUNTERPART = re.compile(r" (?:[\w-]+ ){0,3}counterparts?\b")
_FOR, _PART = re.compile(r"\b[Ff]or $"), re.compile(r" part\b,? ?(?:the )?")
_SPEAKS = re.compile(
    r" (?:also |then |further )?(?:said|says|told|added|stated|explained|noted|stressed|claimed|revealed|disclosed|insisted)\b"
)


def of_person(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "he" and "she": the one person of fitting gender before it in its sentence, else in the ones before."""
    if _COUNTERPART.match(discourse.text, item.span.end):
        return None  # "his Syrian counterpart": the post is told of the one whose counterpart it is
    if _FOR.search(discourse.text, max(0, item.span.start - 4), item.span.start) and (
        part := _PART.match(discourse.text, item.span.end)
    ):
        return _on_the_part_of(discourse, item, part.end(), index)
    return _person_before(discourse, item, index)


def _person_before(discourse: Discourse, item: Anaphor, index: int) -> Found:
    for back in range(REACH + 1):
        if index - back < 0:
            return None
        named = discourse.named(index - back, item.span.start, ("person",))
        named = [
            m for m in named if back or not discourse.is_preposed(index, m) or len(_clause(discourse, m, item)) < REACH
        ]
        if back and _SOMEBODY.match(discourse.text, discourse.sentences[index - back].span.start):
            named = [m for m in named if not _SUBORDINATE.search(discourse.text, m.span.start - 40, m.span.start)]
        fitting = _of_gender(discourse, named, item.form)
        if back and (topic := _topic_of(discourse, index - back, item, fitting)):
            return made(item, topic, "the subject of the sentence before, who may fit")
        if len({m.entity for m in fitting}) == 1:
            return made(item, fitting[-1], "the only person before it who fits")
        if fitting:
            return _among_persons(discourse, item, index - back, fitting)
    return None


def _on_the_part_of(discourse: Discourse, item: Anaphor, start: int, index: int) -> Found:
    """Give who is named behind "for her part,": another than those spoken of before."""
    end = discourse.sentences[index].span.end
    behind = next((m for m in discourse.mentions if m.kind == "person" and start <= m.span.start < end), None)
    return made(item, behind, "the one named behind") if behind and behind.entity and behind.how != "anaphora" else None


def _topic_of(discourse: Discourse, index: int, item: Anaphor, fitting: Sequence[Mention]) -> Found:
    """Give the subject of a sentence where its gender is not known and those who fit are only dealt with in it."""
    subject = discourse.subject(index, item.span.start, ("person",))
    if subject is None or subject in fitting or discourse.genders.get(subject.entity):
        return None
    speaks = _SPEAKS.match(discourse.text, subject.span.end) is not None
    told = (discourse.is_dependent(index, m) or (speaks and m.span.start > subject.span.end) for m in fitting)
    return subject if fitting and all(told) else None


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
    if (
        nearest.how != "anaphora"
        and item.word.lower() != "him"
        and re.match(r"(?: of [^,;.]{1,30})?,? who\b[^.;]*$", clause)
    ):
        return made(item, nearest, "in the clause that is about the one")
    subject = discourse.subject(index, item.span.start, ("person",))
    if subject and subject.entity in {m.entity for m in fitting}:
        return made(item, subject, "the subject of the sentence, and it fits")
    return left_open(item, "person", fitting)
