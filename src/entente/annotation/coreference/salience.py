"""What stands first in a sentence and stays in mind: steps that all kinds of anaphora share."""

import re
from collections.abc import Sequence
from itertools import pairwise

from entente.annotation.coreference.anaphors import Anaphor
from entente.annotation.coreference.antecedents import Discourse
from entente.annotation.values import Mention, PostMention
from entente.model.entity import kind_of

Found = Mention | None
_CLAUSE = re.compile(
    r"(?:\b(?:that|and|but|as|when|because|while|if|after|before|which|said|says|since|until|where|so|though|although|what)"
    r"|[,;:.\u2013-]) $"
)
_PHRASE = re.compile(r"(?:At|In|On|During|After|Before|Under|With) (?:its|the|an?) ")
REACH = 4
"""Sentences that are looked back for a person."""
PREPOSED = 9
"""Words that may stand before the subject of a sentence, up to a comma."""
NEAR = 2
"""Sentences that are looked back for a body."""


def made(item: Anaphor | PostMention, mention: Mention, reason: str) -> Mention:
    """Give the mention of an anaphor that stands for what another mention names."""
    return Mention(item.span, mention.entity, kind_of(mention.entity), "anaphora", f"{item_words(item)}: {reason}")


def item_words(item: Anaphor | PostMention) -> str:
    """Give the words that a reason names."""
    return item.word.strip() if isinstance(item, Anaphor) else item.post


def left_open(item: Anaphor, kind: str, candidates: Sequence[Mention]) -> Mention:
    """Give an open mention: the candidates, and no id."""
    ids = tuple(dict.fromkeys(m.entity for m in candidates))
    return Mention(item.span, "", kind, "anaphora", "several fit equally well", ids)


def pair_of(item: Anaphor, pair: Sequence[Mention]) -> Mention:
    """Give the mention of a group whose members are known."""
    ids = tuple(dict.fromkeys(m.entity for m in pair))
    return Mention(item.span, "", kind_of(ids[0]), "anaphora", "group", ids)


def opens(discourse: Discourse, index: int, mention: Mention) -> bool:
    """Tell whether a mention stands at the beginning of its sentence."""
    before = discourse.text[discourse.sentences[index].span.start : mention.span.start]
    words = len(before.split())
    led_up = before.rstrip().endswith(",") or _PHRASE.match(before) is not None
    return words <= REACH or (led_up and words <= PREPOSED)


def at_opening(discourse: Discourse, index: int, item: Anaphor) -> bool:
    """Tell whether an anaphor stands at the beginning of its sentence."""
    return len(discourse.text[discourse.sentences[index].span.start : item.span.start].split()) <= NEAR


def joined(discourse: Discourse, index: int, named: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the mentions joined by "and" that open their sentence: two, or a list that commas begin."""
    for n, (one, other) in enumerate(pairwise(named)):
        between = discourse.text[one.span.end : other.span.start]
        if re.fullmatch(r",? and (?:the )?(?:[\w.]+ ){0,3}", between):
            first = n
            while first and _listed(discourse, named[first - 1], named[first]):
                first -= 1
            if opens(discourse, index, named[first]):
                return tuple(named[first : n + 2])
    return ()


def _listed(discourse: Discourse, one: Mention, other: Mention) -> bool:
    return one.kind == other.kind and discourse.text[one.span.end : other.span.start] == ", "


def is_at_clause(text: str, start: int) -> bool:
    """Tell whether a place begins a clause: behind "that", "because", a comma, a verb of saying."""
    return start == 0 or _CLAUSE.search(text[max(0, start - 14) : start].lower()) is not None
