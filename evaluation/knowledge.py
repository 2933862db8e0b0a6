"""How much the knowledge folder holds, what is wrong with it, and how many of its rules say by example what they read.

Usage: python -m evaluation.knowledge            counts; codes against ../shared/reference/country-codes.csv where that is
       python -m evaluation.knowledge --columns  the columns of the tables as Markdown, for docs/knowledge.md
"""

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from entente.knowledge.lint import lint
from entente.knowledge.lint.rows import Column, load_schema, read_rows
from entente.knowledge.loader import SHIPPED, load_knowledge
from entente.knowledge.tables import Knowledge

CODES = Path(__file__).parents[2] / "shared" / "reference" / "country-codes.csv"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--columns", action="store_true", help="print the columns of the tables as Markdown")
    if parser.parse_args().columns:
        print(columns_as_markdown())
        return
    knowledge = load_knowledge()
    for table, count in row_counts().items():
        print(f"{table:20} {count:6} rows")
    print(f"{'problems':20} {len(lint()):6}")
    for name, entries in rules_with_examples(knowledge):
        print(f"{name:32} {describe(entries)}")
    for line in differing_codes(knowledge):
        print(line)


def row_counts() -> Counter[str]:
    """Count the rows of each table."""
    return Counter(row.table for row in read_rows(SHIPPED, load_schema(SHIPPED))[0])


def rules_with_examples(knowledge: Knowledge) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Give the lists of rules, by file, whose entries may have examples."""
    for name, document in sorted(knowledge.rules.items()):
        lists = [document] if isinstance(document, list) else document.values() if isinstance(document, dict) else []
        entries = [entry for found in lists if isinstance(found, list) for entry in found if isinstance(entry, dict)]
        if any("id" in entry for entry in entries):
            yield name, [entry for entry in entries if "id" in entry]


def describe(entries: list[Mapping[str, Any]]) -> str:
    """Say how many rules there are, how many have examples, and how many examples are read and not yet read."""
    having = sum(1 for entry in entries if entry.get("examples"))
    counts = [
        sum(len(entry.get(key, ())) for entry in entries) for key in ("examples", "counterexamples", "todo_examples")
    ]
    return f"{len(entries)} rules, {having} with examples: {counts[0]} examples, {counts[1]} counterexamples, {counts[2]} to do"


def differing_codes(knowledge: Knowledge) -> Iterator[str]:
    """Name the countries with a committee in being whose IOC code is another in the reference list."""
    if not CODES.exists():
        return
    with CODES.open(encoding="utf-8-sig", newline="") as file:
        reference = {row["ISO3166-1-Alpha-3"]: row["IOC"].strip() for row in csv.DictReader(file)}
    for body in knowledge.bodies.values():
        if body.id.startswith("noc/") and body.status == "current":
            theirs = reference.get(body.country.partition("/")[2], "no row")
            if theirs != body.id.partition("/")[2]:
                yield f"{body.id} ({body.country}): the reference has {theirs or 'no code'}"


def columns_as_markdown() -> str:
    """Give the columns of all tables as lists, each table once: federations and bodies have the same."""
    seen: dict[str, str] = {}
    for name, table in load_schema(SHIPPED).items():
        text = "\n".join(_line(column, what) for column, what in table.columns.items())
        seen[text] = f"{seen[text]} and `{name}.csv`" if text in seen else f"`{name}.csv`"
    return "\n\n".join(f"{title}\n\n{text}" for text, title in seen.items())


def _line(name: str, column: Column) -> str:
    notes = ["needed"] * column.required + ["a list"] * column.list + ["a date"] * column.date
    return f"- `{name}`" + (f" ({', '.join(notes)})" if notes else "") + f": {column.about}"


if __name__ == "__main__":
    main()
