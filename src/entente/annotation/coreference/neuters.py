"""The pronoun "it" and its possessive: a body or a country where nothing else competes, or left open."""

import re
from collections.abc import Sequence

from entente.annotation.coreference.anaphors import Anaphor
from entente.annotation.coreference.antecedents import Discourse
from entente.annotation.coreference.salience import (
    REACH,
    Found,
    is_at_clause,
    joined,
    made,
    opens,
)
from entente.annotation.values import Mention
from entente.model.entity import PARTIES

_DEPENDENT = re.compile(r"\b(?:because|when|which|as|if|after|before|where|while) $")
_NEW_CLAUSE = re.compile(
    r"; (?!$)|, (?:and|but|while) (?!in |on |it )"
    r"|\b(?:that|because|when|as|if|after|before|while|where) (?:the|an?|all|no|some|[A-Z]\w+) "
)
_OWN_CLAUSE = re.compile(r"\b(?:that|because|when|as|if|after|before|while|where|which|whether)(?: the)? $")
_QUOTED = re.compile(r"\s*[\"\u201c][^\"\u201c\u201d]*[\"\u201d],? ")  # words that "it" is said to say
_ADVERBIAL = re.compile(
    r"(?:In|On|By|Last|Later|Then|Now|Also|Today|Earlier|Since|Instead|However|Yet)\b[^,;]{0,30},? "
)
_OPENING_PHRASE = re.compile(
    r"(?:At|In|On|During|After|Following|Before|Since|With|Under|Despite|For|Through|Facing|By|Amid|As part of|Ahead of) "
)
_COPULA = re.compile(r" (?:is|was|has been|remains|became) [^,;]*, (?:but|and) $")
_CONTROLLED, _CONTROLLED_FAR = re.compile(r" to (?:[a-z]+ ){1,2}"), re.compile(r" to (?:[a-z]+ ){1,6}")
_TOLD = re.compile(
    r"\b(?:allow|ask|forc|requir|order|urg|tell|told|oblig|permit|instruct|invit|enabl|want|expect)\w* (?:(?:the|[a-z]+) ){0,4}$"
)
_PERSON_ACTS = re.compile(r"(?:He|She) \w+(?: (?:to|at|on|for|in|with|from|up))? ")
_PREDICATE = re.compile(
    r" (?:has|had|is|was|will|would|could|can|may|might|must|should|did|does|also|\w+ed|\w+[^s]s)\b"
)


def of_neuter(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "it" and "its": a body or a country that is the subject, where no other competes."""
    if not _is_possessive(discourse, item) and discourse.rules.staged.match(discourse.text, item.span.end):
        return _gathering_before(discourse, item, index)
    if _stands_for_nothing(discourse, item):
        return None
    if _is_possessive(discourse, item) and (behind := _named_behind(discourse, item, index)):
        return made(item, behind, "the subject behind it")
    here = [m for m in discourse.named(index, item.span.start, PARTIES) if not _is_judge(discourse, m, item)]
    if here:
        return _in_own_sentence(discourse, item, index, here)
    if _at_start(discourse, index, item) and (found := _from_subject_before(discourse, item, index)):
        return found
    return _only_body_before(discourse, item, index) if _is_possessive(discourse, item) else None


def _gathering_before(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Give the gathering that "it was held" tells of: the one named nearest before, where no other is beside it."""
    for back in range(min(REACH, index) + 1):
        named = discourse.named(index - back, item.span.start, ("gathering",))
        if named:
            same = {m.entity for m in named}
            return made(item, named[-1], "the gathering spoken of") if len(same) == 1 else None
    return None


def _in_own_sentence(discourse: Discourse, item: Anaphor, index: int, here: Sequence[Mention]) -> Found:
    subject = discourse.subject(index, item.span.start, PARTIES)
    if not _is_possessive(discourse, item) and subject and _is_object(discourse, item):
        return _other_than(discourse, item, subject, here)
    if len({m.entity for m in here}) == 1:
        return _only_one(discourse, item, index, here[-1], subject)
    if _is_possessive(discourse, item) and _OWN_CLAUSE.search(discourse.text, 0, here[-1].span.start):
        return made(item, here[-1], "the subject of its clause")
    if _is_possessive(discourse, item) and _is_to_act(discourse, here[-1], item):
        return made(item, here[-1], "the one that is to do it")
    free = [m for m in here if not discourse.is_dependent(index, m)] or here
    return _subject_of_several(discourse, item, index, free[0], subject)


def _is_to_act(discourse: Discourse, mention: Mention, item: Anaphor) -> bool:
    """Tell whether a body is to do what the words are the object of: "forced Acme to lower its prices"."""
    told = _TOLD.search(discourse.text, max(0, mention.span.start - 60), mention.span.start)
    reach = _CONTROLLED_FAR if told else _CONTROLLED
    return reach.fullmatch(discourse.text, mention.span.end, item.span.start) is not None


def _named_behind(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Give the body that is the subject behind an opening phrase: "At its assembly in Peru the IOC …", "In its report, X …"."""
    span = discourse.sentences[index].span
    if not _OPENING_PHRASE.fullmatch(discourse.text, span.start, item.span.start):
        return None
    behind = [
        m for m in discourse.mentions if item.span.end <= m.span.start < span.end and m.entity and m.kind in PARTIES
    ]
    free = (m for m in behind if m.how != "demonym" and not discourse.is_dependent(index, m))
    first = next(free, None)
    between = discourse.text[item.span.end : first.span.start] if first else ""
    return first if first and re.search(r"(?:,|,? the|\w,) $", between) and not re.search(r"[;:]", between) else None


def _only_body_before(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Give the one body that the sentence before names, for "its" in a sentence about a person ("He addressed its assembly")."""
    start = discourse.sentences[index].span.start
    if index < 1 or not _PERSON_ACTS.fullmatch(discourse.text, start, item.span.start):
        return None
    before = discourse.named(index - 1, item.span.start, PARTIES)
    return (
        made(item, before[-1], "the only body in the sentence before") if len({m.entity for m in before}) == 1 else None
    )


def _stands_for_nothing(discourse: Discourse, item: Anaphor) -> bool:
    rules, end = discourse.rules, item.span.end
    if item.word.lower() != "it":
        return False
    return any(pattern.match(discourse.text, end) for pattern in (rules.expletive, rules.passive, rules.inanimate))


def _is_judge(discourse: Discourse, mention: Mention, item: Anaphor) -> bool:
    # A court hears appeals and makes none: "CAS rejected its appeal".
    appeals = re.match(r" (?:\w+ )?appeals?\b", discourse.text[item.span.end : item.span.end + 20])
    body = discourse.knowledge.bodies.get(mention.entity)
    return appeals is not None and body is not None and body.level == "court"


def _is_possessive(discourse: Discourse, item: Anaphor) -> bool:
    return item.word.lower() in discourse.rules.possessive


def _other_than(discourse: Discourse, item: Anaphor, subject: Mention, here: Sequence[Mention]) -> Found:
    others = [m for m in here if m.entity != subject.entity and not (m.kind == "country" and _is_bound(discourse, m))]
    # Right before the verb stands its own subject: "when the board announced it".
    if re.search(r"\b(?:about|of|in|on|for|with|as|from) $", discourse.text[: item.span.start][-8:]):
        return None
    far = others and len(discourse.text[others[-1].span.end : item.span.start].split()) > 1
    return (
        made(item, others[-1], "the only other body in the sentence")
        if len({m.entity for m in others}) == 1 and far
        else None
    )


def _is_bound(discourse: Discourse, mention: Mention) -> bool:
    return discourse.is_dependent(discourse.sentence_of(mention.span.start), mention)


def _only_one(discourse: Discourse, item: Anaphor, index: int, one: Mention, subject: Mention | None) -> Found:
    if not _is_possessive(discourse, item) and not _may_act(discourse, index, one, item):
        return None
    competes = discourse.named(index, item.span.start, ("gathering", "person")) and not subject
    competes = competes or (one.kind == "country" and (subject is None or subject.entity != one.entity))
    return (
        None
        if competes or not _in_clause_of(discourse, one, item)
        else made(item, one, "the only body before it in the sentence")
    )


def _subject_of_several(
    discourse: Discourse, item: Anaphor, index: int, first: Mention, subject: Mention | None
) -> Found:
    if subject is None or subject.span != first.span or not opens(discourse, index, subject):
        return None
    named = discourse.named(index, item.span.start, PARTIES)
    if joined(discourse, index, named) or not _in_clause_of(discourse, subject, item):
        return None
    if not _is_possessive(discourse, item) and _DEPENDENT.search(
        discourse.text[max(0, item.span.start - 12) : item.span.start]
    ):
        return _of_reason(discourse, item, subject, named)
    return made(item, subject, "the subject of the sentence")


def _of_reason(discourse: Discourse, item: Anaphor, subject: Mention, named: Sequence[Mention]) -> Found:
    """Resolve "it" behind "because": the one that is blamed or praised ("suspended X because it", "X was banned because it")."""
    between = discourse.text[subject.span.end : item.span.start]
    verb = discourse.rules.blaming.search(between)
    if verb is None or not between.endswith(("because ", "after ")):
        return None
    if verb["passive"]:
        return made(item, subject, "the one that was dealt with so")
    others = {m.entity: m for m in named if m.entity != subject.entity}
    return made(item, next(iter(others.values())), "the one that was dealt with so") if len(others) == 1 else None


def _at_start(discourse: Discourse, index: int, item: Anaphor) -> bool:
    start = discourse.sentences[index].span.start
    before = discourse.text[start : item.span.start]
    # "Acme stated its wish" has a subject of its own, though nobody knows it: only the first word is sure.
    alone = not before.strip() or _QUOTED.fullmatch(before) is not None
    return alone or (not _is_possessive(discourse, item) and _ADVERBIAL.fullmatch(before) is not None)


def _in_clause_of(discourse: Discourse, subject: Mention, item: Anaphor) -> bool:
    between = discourse.text[subject.span.end : item.span.start]
    # "X is no member, but it is part of a pact": a clause that tells what X is has no object for "it".
    told = between.endswith((", but ", ", and ")) and _COPULA.match(between) is not None
    return told or _NEW_CLAUSE.search(between) is None


def _is_object(discourse: Discourse, item: Anaphor) -> bool:
    """Tell whether "it" stands behind a verb or a preposition, and so is another than the subject of its clause."""
    before = discourse.text[max(0, item.span.start - 14) : item.span.start].lower()
    if item.word.lower() != "it" or not before.strip() or is_at_clause(discourse.text, item.span.start):
        return False
    return _PREDICATE.match(discourse.text, item.span.end) is None


def _may_act(discourse: Discourse, index: int, mention: Mention, item: Anaphor) -> bool:
    # The only body of a sentence may stand in a phrase ("the vote of the IOC … it"): only a subject or a possessor is sure.
    subject = discourse.subject(index, item.span.start, PARTIES)
    return (
        subject is not None
        and subject.entity == mention.entity
        and not discourse.named(index, subject.span.start, ("person",))
    )


def _from_subject_before(discourse: Discourse, item: Anaphor, index: int) -> Found:
    if index < 1:
        return None
    before = discourse.subject(index - 1, item.span.start, PARTIES)
    pair = before and joined(discourse, index - 1, discourse.named(index - 1, item.span.start, PARTIES))
    if (
        before
        and not pair
        and opens(discourse, index - 1, before)
        and not discourse.named(index - 1, before.span.start, ("person",))
    ):
        return made(item, before, "the subject of the sentence before")
    return None
