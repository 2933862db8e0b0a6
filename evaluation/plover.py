"""Political events against the PLOVER gold standard records: `python -m evaluation.plover [--misses]`.

Each record is a sentence or two, read as one report of the record's date; its claims become PLOVER rows as in
`entente read --format plover`. Scored as sets over records, micro-averaged (precision, recall, F1):

- class: a record expects its one class, and finds the classes of all its rows. Classes are compared under the names of
  PLOVER 0.5: DEMAND is REQUEST; DISAPPROVE and INVESTIGATE are ACCUSE; YIELD, CONCEDE and RETREAT count as one, so do
  FIGHT and ASSAULT.
- pair: a record expects each of its sources with each of its targets that both have a country's code (IGO, NGO and other
  codes of no country are left out on both sides). A record with several sources and no target is of a symmetric act: its
  pairs count in either direction, once. Records that expect no pair are left out of this measure.
- pair+class: the two together, on the same records.

A quarter of the records, chosen by the hash of their ids, is kept unseen: `--misses` does not show it, and no rule is made
after it.
"""

import argparse
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path
from typing import Any

from entente.intake.blocks import blocks_of, compile_block_rules
from entente.model.entity import code_of
from entente.model.report import Report
from entente.pipeline import Reader, load_reader, read_report
from entente.settings import Settings
from entente.views.plover import plover_rows

BENCHMARK = Path(__file__).parents[2] / "shared" / "benchmarks" / "plover-gsr-odd.json"
SAME_CLASS = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "YIELD": "CONCEDE",
    "RETREAT": "CONCEDE",
    "FIGHT": "ASSAULT",
}
MEASURES = ("pair", "class", "pair+class")
Pair = tuple[str, str]


@dataclass(frozen=True)
class Coded:
    """What a record holds or what was found in its text: classes, directed country pairs, and pairs with their class."""

    classes: frozenset[str] = frozenset()
    pairs: frozenset[Pair] = frozenset()
    triples: frozenset[tuple[Pair, str]] = frozenset()

    def of(self, measure: str) -> frozenset[Any]:
        """Give the set that a measure compares."""
        return {"pair": self.pairs, "class": self.classes, "pair+class": self.triples}[measure]


@dataclass(slots=True)
class Counts:
    """Hits, expected and found of one measure."""

    hits: int = 0
    expected: int = 0
    found: int = 0

    def add(self, expected: frozenset[Any], found: frozenset[Any]) -> None:
        """Count one record."""
        self.hits += len(expected & found)
        self.expected += len(expected)
        self.found += len(found)

    def __str__(self) -> str:
        precision, recall = self.hits / max(1, self.found), self.hits / max(1, self.expected)
        f1 = 2 * self.hits / max(1, self.expected + self.found)
        return f"F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}  ({self.hits} of {self.expected}, {self.found} found)"


@dataclass(slots=True)
class Totals:
    """The counts of all measures over some records."""

    records: int = 0
    counts: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in MEASURES})

    def add(self, expected: Coded, found: Coded) -> None:
        """Count one record; pairs only where it expects one."""
        self.records += 1
        for name, counts in self.counts.items():
            if name == "class" or expected.pairs:
                counts.add(expected.of(name), found.of(name))


def main() -> None:
    """Print the scores of the records seen, of those kept unseen, and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print what differs; on the records seen only")
    parser.add_argument("--language-model", default="", help="a spaCy pipeline instead of the shipped one")
    options = parser.parse_args()
    reader = load_reader(Settings(language_model=options.language_model))
    totals = {name: Totals() for name in ("seen", "unseen", "all")}
    for record in json.loads(BENCHMARK.read_text(encoding="utf-8")):
        part = "unseen" if is_unseen(record["id"]) else "seen"
        rows = rows_of(reader, record)
        expected, found = compared(record, rows, frozenset(reader.knowledge.countries))
        totals[part].add(expected, found)
        totals["all"].add(expected, found)
        if options.misses and part == "seen":
            print_misses(record, rows, expected, found)
    for part, total in totals.items():
        for name, counts in total.counts.items():
            print(f"{part:7}{total.records:4} records  {name:11}{counts}")


def is_unseen(record_id: str) -> bool:
    """Tell whether a record is of the quarter kept unseen."""
    return hashlib.sha256(record_id.encode()).digest()[0] % 4 == 0


def rows_of(reader: Reader, record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Read a record's text as a report of its date, and give its PLOVER rows."""
    report = Report(text=record["text"], source=record["id"], published=record["date"])
    marked = Report(
        text=report.text,
        source=report.source,
        published=report.published,
        blocks=blocks_of(report.text, compile_block_rules(reader.knowledge.rules["english/blocks"])),
    )
    return plover_rows(read_report(reader, marked), reader.knowledge)


def compared(
    record: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], countries: frozenset[str]
) -> tuple[Coded, Coded]:
    """Give what a record expects and what its rows say; a symmetric pair in the direction in which it was found."""
    codes = frozenset(code_of(c) for c in countries)
    expected = coded(_sides(record), record["event"], codes)
    found = [coded((r["source"], r["target"]), r["class"], codes) for r in rows]
    merged = Coded(*(frozenset[Any]().union(*(f.of(m) for f in found)) for m in ("class", "pair", "pair+class")))
    return (_turned(expected, merged) if not _actors(record["target"]) else expected), merged


def coded(sides: tuple[Iterable[str], Iterable[str]], event: str, codes: frozenset[str]) -> Coded:
    """Give one event in the form that is compared; codes that are no country's are left out."""
    name = SAME_CLASS.get(event, event)
    sources, targets = ([c for c in side if c in codes] for side in sides)
    pairs = frozenset(product(sources, targets))
    return Coded(frozenset({name}), pairs, frozenset((p, name) for p in pairs))


def _sides(record: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    sources, targets = _actors(record["source"]), _actors(record["target"])
    return (sources, targets) if targets else (sources[:1], sources[1:])


def _actors(side: Any) -> list[str]:
    """Give the codes of one side; some records hold a word or nothing where a list of actors belongs."""
    return [actor["code"] for actor in side if actor.get("code")] if isinstance(side, list) else []


def _turned(expected: Coded, found: Coded) -> Coded:
    members = sorted({code for pair in expected.pairs for code in pair})
    either = frozenset(
        next((p for p in ((a, b), (b, a)) if p in found.pairs), (a, b))
        for a, b in combinations(members, 2)
        if {(a, b), (b, a)} & expected.pairs
    )
    return Coded(expected.classes, either, frozenset((p, c) for p in either for c in expected.classes))


def print_misses(record: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], expected: Coded, found: Coded) -> None:
    """Print a record whose classes or pairs differ from those found: its place, not its text."""
    if expected.classes == found.classes and (expected.pairs == found.pairs or not expected.pairs):
        return
    print(record["id"], "expected", sorted(expected.classes), sorted(expected.pairs))
    for row in rows:
        print("    found", row["class"], row["source"], row["target"], row["factuality"], row["polarity"])


if __name__ == "__main__":
    main()
