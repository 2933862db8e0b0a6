"""Time expressions against MEANTIME's, scored as in TempEval-3: `python -m evaluation.times [--rows odd|even|all] [--misses]`.

F1 of spans strict and relaxed (an overlap), and of the TIMEX3 value among relaxed matches (UzZaman et al., SemEval 2013,
task 1). Rules are tuned on odd rows only. MEANTIME annotates the two ends of an interval, where a claim needs the whole:
intervals are taken apart here.
"""

import argparse
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entente.annotation.sentences import split_sentences
from entente.annotation.times.expressions import find_times
from entente.annotation.values import TimeExpression
from entente.knowledge.loader import load_knowledge
from entente.knowledge.tables import Knowledge
from entente.model.report import Report

BENCHMARK = Path(__file__).parents[2] / "shared" / "benchmarks" / "meantime-times.jsonl"
Row = Mapping[str, Any]
_ROWS = {"odd": slice(0, None, 2), "even": slice(1, None, 2), "all": slice(None)}
_BETWEEN = re.compile(r" ?[-–—/] ?| to | and | until | till | through ")


@dataclass(frozen=True, slots=True)
class Timex:
    """One expression: offsets, TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str


@dataclass(slots=True)
class Counts:
    """Expressions expected and found, and how many of them agree by span and by value."""

    expected: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    typed: int = 0
    valued: int = 0

    def f1(self, hits: int) -> float:
        """Give F1 in hundredths for a number of hits."""
        return 200 * hits / max(1, self.expected + self.found)


def main() -> None:
    """Print the scores of the odd rows, on which rules are tuned, of the even ones, which nobody looks at, and of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", choices=tuple(_ROWS), action="append", help="which rows (default: odd, even and all)")
    parser.add_argument("--misses", action="store_true", help="print what differs; on odd rows only")
    options = parser.parse_args()
    rows = [json.loads(line) for line in BENCHMARK.read_text(encoding="utf-8").splitlines()]
    knowledge = load_knowledge()
    find_timexes(rows[0]["text"], rows[0]["published"], knowledge)
    for name in options.rows or _ROWS:
        print_scores(name, rows[_ROWS[name]], knowledge, misses=options.misses and name == "odd")


def print_scores(name: str, rows: Sequence[Row], knowledge: Knowledge, *, misses: bool) -> None:
    """Read some rows and print how well and how fast."""
    counts, started = Counts(), time.perf_counter()
    found = [find_timexes(row["text"], row["published"], knowledge) for row in rows]
    speed = sum(len(row["text"].split()) for row in rows) / (time.perf_counter() - started)
    for row, timexes in zip(rows, found, strict=True):
        score(row, timexes, counts, show=misses)
    hits = {"strict": counts.strict, "relaxed": counts.relaxed, "value": counts.valued, "type": counts.typed}
    scores = "  ".join(f"{key} {counts.f1(count):.1f}" for key, count in hits.items())
    print(f"{name:5}{len(rows)} rows  {scores}  {counts.expected} expected, {counts.found} found  {speed:,.0f} words/s")


def find_timexes(text: str, published: str, knowledge: Knowledge) -> list[Timex]:
    """Find the expressions of a text as MEANTIME would lay them out."""
    report = Report(text=text, source="benchmark", published=published)
    times = find_times(report, split_sentences(report, knowledge), (), knowledge)
    return [timex for t in times for timex in _sides(t, text)]


def _sides(found: TimeExpression, text: str) -> Iterator[Timex]:
    words, (first, slash, last) = found.span.of(text), found.timex_value.partition("/")
    cut = _BETWEEN.search(words)
    if not slash or cut is None:
        yield Timex(found.span.start, found.span.end, found.timex_type, found.timex_value)
        return
    yield Timex(found.span.start, found.span.start + cut.start(), found.timex_type, first)
    yield Timex(found.span.start + cut.end(), found.span.end, found.timex_type, last)


def score(row: Row, found: Sequence[Timex], counts: Counts, *, show: bool = False) -> None:
    """Count one row's agreements; with `show` print what differs."""
    text = str(row["text"])
    expected = [Timex(*cells) for cells in row["times"]]
    counts.expected += len(expected)
    counts.found += len(found)
    pairs = _paired(expected, found)
    for gold, hit in zip(expected, pairs, strict=True):
        if hit is None:
            _print(show, "missed", gold, text)
            continue
        counts.relaxed += 1
        counts.strict += (hit.start, hit.end) == (gold.start, gold.end)
        counts.typed += hit.type == gold.type
        counts.valued += hit.value == gold.value
        if (hit.start, hit.end) != (gold.start, gold.end):
            _print(show, "span", hit, text, f"not [{text[gold.start : gold.end]}]")
        if hit.value != gold.value:
            _print(show, "value", hit, text, f"not {gold.value} ({row['published']})")
    for extra in (t for t in found if t not in pairs):
        _print(show, "too much", extra, text)


def _paired(expected: Sequence[Timex], found: Sequence[Timex]) -> list[Timex | None]:
    """Give for each expected expression the one found there, else one that overlaps it and is no other's."""
    spans = {(t.start, t.end): t for t in found}
    pairs = [spans.get((gold.start, gold.end)) for gold in expected]
    for n, gold in enumerate(expected):
        free = (t for t in found if t not in pairs and t.start < gold.end and gold.start < t.end)
        pairs[n] = pairs[n] or next(free, None)
    return pairs


def _print(show: bool, what: str, timex: Timex, text: str, note: str = "") -> None:
    if show:
        before, after = text[max(0, timex.start - 50) : timex.start], text[timex.end : timex.end + 30]
        line = f"{before}[{text[timex.start : timex.end]}]{after}".replace("\n", " / ")
        print(f"{what:9}{timex.type:9}{timex.value:18}{line} {note}")


if __name__ == "__main__":
    main()
