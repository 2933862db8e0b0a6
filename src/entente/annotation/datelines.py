"""Datelines: the place, day and agency before a report's first sentence, which are no part of what it says."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from entente.annotation.lexicon import once_per_document
from entente.annotation.values import Mention
from entente.model.span import Span

_BETWEEN = re.compile(r"/|, | and ")
_COLON = re.compile(r": (?=[A-Z\"\u201c])")


def dateline_end(text: str, sentence: Span, rules: Mapping[str, Any]) -> int:
    """Give where the dateline of a sentence ends ("LONDON, March 1 (Reuters) –"), the sentence's own start where it has none.

    `rules` is english/datelines.yaml.
    """
    for pattern in _patterns(rules):
        if match := pattern.match(text, sentence.start, sentence.end):
            return match.end()
    return sentence.start


@once_per_document
def _patterns(rules: Mapping[str, Any]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in rules["patterns"])


def after_dateline(text: str, sentence: Span, rules: Mapping[str, Any], mentions: Sequence[Mention] = ()) -> int:
    """Give where a sentence begins behind its dateline; its own start where it has none, or is nothing else.

    `mentions` are those of the sentence: places alone before a colon are a dateline, too ("New Delhi/Lausanne: The IOC").
    """
    end = dateline_end(text, sentence, rules)
    end = end if end > sentence.start else _after_places(text, sentence, mentions)
    return end if end < sentence.end else sentence.start


def _after_places(text: str, sentence: Span, mentions: Sequence[Mention]) -> int:
    at = sentence.start
    for mention in mentions:
        joined = mention.span.start == at or (at > sentence.start and _BETWEEN.fullmatch(text, at, mention.span.start))
        if mention.kind not in ("place", "country") or mention.how == "anaphora" or not joined:
            break
        at = mention.span.end
    colon = _COLON.match(text, at) if at > sentence.start else None
    return colon.end() if colon else sentence.start
