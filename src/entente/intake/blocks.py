"""Marks what each line of a report is: body, caption, credit, repeat or junk; nothing is cut.

The patterns are data: knowledge/english/blocks.yaml. A line that ends in a picture's credit is a caption; it gives two blocks, the
caption and, after it, the credit ("… in June" and "©ROC"). Blank lines give none.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from entente.model.report import Block, BlockKind
from entente.model.span import Span

_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class BlockRule:
    """One pattern, searched in a line without the spaces around it, and what it tells: credit or junk."""

    id: str
    kind: BlockKind
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class BlockRules:
    """The rules of blocks.yaml, in their order: credits at a line's end, and lines that are no news."""

    credits: tuple[BlockRule, ...]
    junk: tuple[BlockRule, ...]


def compile_block_rules(document: Mapping[str, Any]) -> BlockRules:
    """Make the rules of a blocks.yaml document.

    Raises KeyError where a rule lacks `id`, `kind` or `pattern`, ValueError where its kind is none, and re.error where its
    pattern is none.
    """
    rules = [BlockRule(r["id"], BlockKind(r["kind"]), re.compile(r["pattern"])) for r in document["rules"]]
    return BlockRules(
        credits=tuple(r for r in rules if r.kind is BlockKind.CREDIT),
        junk=tuple(r for r in rules if r.kind is BlockKind.JUNK),
    )


def blocks_of(text: str, rules: BlockRules) -> tuple[Block, ...]:
    """Give the blocks of a text, in order and apart from one another, by character offsets into it."""
    seen: set[str] = set()
    return tuple(block for span in _lines(text) for block in _line_blocks(text, span, rules, seen))


def _lines(text: str) -> Iterator[Span]:
    for match in _LINE.finditer(text):
        inner = match.group().strip()
        if inner:
            start = match.start() + match.group().index(inner)
            yield Span(start, start + len(inner))


def _line_blocks(text: str, span: Span, rules: BlockRules, seen: set[str]) -> Iterator[Block]:
    line = span.of(text)
    if any(rule.pattern.search(line) for rule in rules.junk):
        yield Block(span, BlockKind.JUNK)
        return
    credit = _credit_start(line, rules)
    said = line[:credit].rstrip()
    if said:
        yield Block(Span(span.start, span.start + len(said)), _kind_of(said, credit < len(line), seen))
    if credit < len(line):
        yield Block(Span(span.start + credit, span.end), BlockKind.CREDIT)


def _kind_of(said: str, has_credit: bool, seen: set[str]) -> BlockKind:
    same = re.sub(r"\W+", " ", said).casefold().strip()
    if same and same in seen:
        return BlockKind.REPEAT
    seen.add(same)
    return BlockKind.CAPTION if has_credit else BlockKind.BODY


def _credit_start(line: str, rules: BlockRules) -> int:
    """Give where the credit at the end of a line starts, its length where it has none."""
    starts = (found.start() for rule in rules.credits if (found := rule.pattern.search(line)))
    return min(starts, default=len(line))
