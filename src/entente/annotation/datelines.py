"""Datelines: the place, day and agency before a report's first sentence, which are no part of what it says."""

import re
from collections.abc import Mapping
from typing import Any

from entente.model.span import Span


def dateline_end(text: str, sentence: Span, rules: Mapping[str, Any]) -> int:
    """Give where the dateline of a sentence ends ("LONDON, March 1 (Reuters) –"), the sentence's own start where it has none.

    `rules` is english/datelines.yaml.
    """
    for pattern in rules["patterns"]:
        if match := re.compile(pattern).match(text, sentence.start, sentence.end):
            return match.end()
    return sentence.start


def after_dateline(text: str, sentence: Span, rules: Mapping[str, Any]) -> int:
    """Give where a sentence begins behind its dateline; its own start where it has none, or is nothing else."""
    end = dateline_end(text, sentence, rules)
    return end if end < sentence.end else sentence.start
