"""How many entities of the expected claims are found as a mention somewhere in their report, by kind.

Usage: python -m evaluation.mentions [--misses] [--whole] [EXPECTED.yaml ...]; by default ../shared/gold/seed.yaml and dev/*.yaml.
An expected filler `a|b` is found where any of its choices is, each part of `a & b` counts; optional claims are left out.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from entente.annotation.gatherings.linking import resolve_gatherings
from entente.annotation.mentions import find_mentions
from entente.annotation.sentences import split_sentences
from entente.annotation.values import Mention
from entente.knowledge.loader import load_knowledge
from entente.knowledge.tables import Knowledge
from entente.model.entity import is_entity_id, kind_of
from entente.model.report import Report

Finder = Callable[[Report, str], Iterable[Mention]]
GOLD = Path(__file__).parents[2] / "shared" / "gold"
_NO_ROLES = ("line", "kind", "polarity", "factuality", "optional", "when")


@dataclass(frozen=True)
class Wanted:
    """One filler of an expected claim: any of its choices will do; `line` is the line of the claim."""

    choices: tuple[str, ...]
    line: int


def wanted_of(expected: dict[str, Any]) -> Iterator[Wanted]:
    for claim in expected["claims"]:
        if claim.get("optional"):
            continue
        for role, value in claim.items():
            if role in _NO_ROLES:
                continue
            for filler in value if isinstance(value, list) else [value]:
                yield from _fillers(str(filler), claim["line"])


def _fillers(text: str, line: int) -> Iterator[Wanted]:
    options = [[p.strip() for p in option.split("&") if p.strip()] for option in text.split("|")]
    if [] in options or not all(is_entity_id(part) for parts in options for part in parts):
        return
    if len(options) == 1:
        yield from (Wanted((part,), line) for part in options[0])
    else:
        yield Wanted(tuple(part for parts in options for part in parts), line)


def read_report(path: Path) -> Report:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".json":
        return Report(text, str(path))
    row = json.loads(text)
    return Report(row["text"], str(path), published=row.get("published") or "")


def mentions_of(report: Report, knowledge: Knowledge, published: str) -> tuple[Mention, ...]:
    found = find_mentions(report, split_sentences(report, knowledge), knowledge)
    return resolve_gatherings(report, found, (), published or report.published, knowledge)


def whole_pipeline() -> Finder:
    from entente.pipeline import annotate_report, load_reader
    from entente.settings import Settings

    reader = load_reader(Settings())
    return lambda report, _published: annotate_report(reader, report, syntax=False).mentions


def names_alone() -> Finder:
    knowledge = load_knowledge()
    return lambda report, published: mentions_of(report, knowledge, published)


def evaluate(paths: list[Path], find: Finder, *, persons: bool, misses: bool) -> tuple[Counter[str], Counter[str]]:
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for path in paths:
        expected = yaml.safe_load(path.read_text(encoding="utf-8"))
        mentions = find(read_report(path.parent / expected["report"]), expected.get("published_within", ""))
        ids = {m.entity for m in mentions}
        for wanted in {w.choices: w for w in wanted_of(expected)}.values():
            if persons or {kind_of(c) for c in wanted.choices} != {"person"}:
                kind = kind_of(wanted.choices[0])
                total[kind] += 1
                found[kind] += bool(ids & set(wanted.choices))
                if misses and not ids & set(wanted.choices):
                    print(f"{path.stem}:{wanted.line}: {'|'.join(wanted.choices)}")
    return total, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("expected", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what was not found")
    parser.add_argument(
        "--whole", action="store_true", help="with the other stages of annotation, and persons counted too"
    )
    arguments = parser.parse_args()
    paths = arguments.expected or [GOLD / "seed.yaml", *sorted((GOLD / "dev").glob("*.yaml"))]
    find = whole_pipeline() if arguments.whole else names_alone()
    total, found = evaluate(paths, find, persons=arguments.whole, misses=arguments.misses)
    for kind in sorted(total):
        print(f"{kind:10} {found[kind]:4} of {total[kind]:4}  {found[kind] / total[kind]:.2f}")
    print(f"{'all':10} {found.total():4} of {total.total():4}  {found.total() / max(1, total.total()):.3f}")


if __name__ == "__main__":
    main()
