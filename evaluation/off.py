"""Measures what is found in reports outside the field: the claims judged by hand, and the recall on articles annotated whole.

usage: python -m evaluation.off [--open] [--wrong] [--misses] [FOLDER]

Reads the articles anew (../shared/reports/off where no folder is named) and matches every claim to its judgement in
evaluation/off/judged.jsonl by what it says and where. `--open` prints the claims that nobody has judged, in the form of
that file; `--wrong` the wrong ones, `--misses` what was missed in the annotated articles.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from entente.apps.rows import json_line
from entente.intake.blocks import compile_block_rules
from entente.intake.sources import read_sources
from entente.model.claim import Claim
from entente.model.report import Report
from entente.pipeline import load_reader, read_report
from entente.settings import Settings
from evaluation.claims_score import expected_files, score_files

HERE = Path(__file__).resolve().parent / "off"
ARTICLES = HERE.parent.parent.parent / "shared" / "reports" / "off"
FIRM = ("office", "standing", "agreement", "ruling", "membership")
WORDS = 1500
_ATTRIBUTES = ("post", "change", "status", "stage", "outcome", "choice", "form", "means")

Row = dict[str, Any]


def row_of(claim: Claim, name: str) -> Row:
    """Give what identifies a claim to a judge: where it stands and what it says, none of the text's own words."""
    return {
        "report": name,
        "start": claim.passage.start,
        "end": claim.passage.end,
        "kind": claim.kind,
        "polarity": claim.polarity,
        "factuality": claim.factuality,
        "roles": {role: sorted(ids) for role, ids in sorted(claim.roles.items()) if ids},
        "attributes": {key: claim.attributes[key] for key in _ATTRIBUTES if key in claim.attributes},
    }


def key_of(row: Mapping[str, Any]) -> str:
    """Give the text by which a row and its judgement are matched."""
    return json.dumps({k: v for k, v in row.items() if k not in ("right", "why")}, sort_keys=True)


def load_judged(path: Path) -> dict[str, Row]:
    """Load the judgements by their keys."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {key_of(row): row for row in map(json.loads, lines)}


def main(arguments: list[str]) -> None:
    """Print the figures."""
    folder = next((Path(a) for a in arguments if not a.startswith("--")), ARTICLES)
    if not folder.exists():
        print(f"off    not here: {folder}")
        return
    reader = load_reader(Settings())
    rules = compile_block_rules(reader.knowledge.rules["english/blocks"])
    reports = [outcome for outcome in read_sources([str(folder)], rules) if isinstance(outcome, Report)]
    rows = [row_of(c, Path(r.source).name) for r in reports for c in read_report(reader, r)]
    words = sum(len(report.text.split()) for report in reports)
    judged = load_judged(HERE / "judged.jsonl")
    still_open = [row for row in rows if key_of(row) not in judged]
    known = [judged[key_of(row)] for row in rows if key_of(row) in judged]
    wrong = [row for row in known if not row["right"]]
    print_figures(words, rows, wrong, still_open)
    for flag, shown in (("--open", still_open), ("--wrong", wrong)):
        for row in shown if flag in arguments else ():
            print(json.dumps(row, ensure_ascii=False))
    total = score_files(reader, expected_files(HERE))
    print(f"recall on the {len(expected_files(HERE))} annotated whole {total.recall:.3f}", end="")
    print(f"  found {len(total.found)} missed {len(total.missed)} too much {len(total.extra)}")
    for claim in total.missed if "--misses" in arguments else ():
        print("missed  ", json_line({key: str(value) for key, value in claim.items()}))


def print_figures(words: int, rows: list[Row], wrong: list[Row], still_open: list[Row]) -> None:
    """Print how many claims are wrong, of the firm kinds by the length of text, of all kinds by kind."""
    kinds, wrong_kinds = Counter(row["kind"] for row in rows), Counter(row["kind"] for row in wrong)
    firm = sum(wrong_kinds[kind] for kind in FIRM)
    print(f"{len(rows)} claims in {words:,} words, {len(wrong)} judged wrong, {len(still_open)} not yet judged")
    print(f"wrong claims of {', '.join(FIRM)}: {firm}, {firm * WORDS / words:.2f} in {WORDS:,} words")
    for kind, count in kinds.most_common():
        print(f"  {kind:14} {count:4} found {wrong_kinds[kind]:4} wrong")


if __name__ == "__main__":
    main(sys.argv[1:])
