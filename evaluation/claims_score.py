"""Scores the claims found in reports against expected files: the seed, the dev reports, and the project's own examples.

usage: python -m evaluation.claims_score [--misses] [--kinds] [--texts=FOLDER] [NAME=FOLDER_OR_FILE ...]

Without arguments: `own` (evaluation/expected), and `seed` and `dev` where the material beside the checkout is there. --texts
names the folder of the reports where they are not where the expected files say, as those of evaluation/unseen/web; one that
is not the text that was annotated (`sha256`) stops the command. --kinds prints the counts of each kind.
"""

import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from entente.apps.cli.evaluate import details_of, load_expected, score_rows
from entente.apps.rows import json_line
from entente.intake.blocks import compile_block_rules
from entente.intake.sources import read_source
from entente.model.problem import Problem
from entente.model.report import Report
from entente.pipeline import Reader, load_reader, read_report
from entente.settings import Settings
from entente.views.scoring import Score, place, score

ROOT = Path(__file__).resolve().parent.parent
SHARED_GOLD = ROOT.parent / "shared" / "gold"
SETS = {"own": ROOT / "evaluation" / "expected", "seed": SHARED_GOLD / "seed.yaml", "dev": SHARED_GOLD / "dev"}


def expected_files(path: Path) -> list[Path]:
    """Give the expected files of a folder, or the file itself; none where there is none."""
    return sorted(path.glob("*.yaml")) if path.is_dir() else [path] if path.exists() else []


def reports_of(reader: Reader, file: Path, wanted: dict[str, Any], texts: Path | None) -> Iterator[Report]:
    """Give the reports that an expected file names, from the folder `texts` or else from where the file says."""
    path = (texts or file.parent) / wanted["report"]
    if "sha256" in wanted and not path.exists():
        raise SystemExit(f"{path}: the text is not in the repository; name the folder that has it with --texts=FOLDER")
    for report in read_source(str(path), compile_block_rules(reader.knowledge.rules["english/blocks"])):
        if not isinstance(report, Report):
            raise SystemExit(str(report))
        if wanted.get("sha256") not in (None, sha256(report.text.encode()).hexdigest()):
            raise SystemExit(f"{path}: is not the text that {file} was written from (its SHA-256 differs)")
        yield report


def score_files(reader: Reader, files: list[Path], texts: Path | None = None) -> Score:
    """Read the reports that expected files name, and give the score of all together."""
    kinds, total = reader.knowledge.rules["ontology/kinds"], Score()
    for file in files:
        wanted = load_expected(file)
        if isinstance(wanted, Problem):
            raise SystemExit(str(wanted))
        for report in reports_of(reader, file, wanted, texts):
            total.add(score(wanted["claims"], place(read_report(reader, report), report.text), kinds))
    return total


def main(arguments: list[str]) -> None:
    """Print a line for each set, with --kinds one for each kind, and with --misses each claim missed and each found too much."""
    named = {name: Path(path) for name, path in (a.split("=", 1) for a in arguments if "=" in a)}
    texts = named.pop("--texts", None)
    sets = named or SETS
    reader = load_reader(Settings())
    for name, path in sets.items():
        if not (files := expected_files(path)):
            print(f"{name:6} not here: {path}")
            continue
        total = score_files(reader, files, texts)
        print(
            f"{name:6} {len(files):3} reports  F1 {total.f1:.3f}  precision {total.precision:.3f}  recall {total.recall:.3f}"
            f"  found {len(total.found)} missed {len(total.missed)} too much {len(total.extra)}"
        )
        print(f"       details: {details_of(total)}")
        if "--kinds" in arguments:
            for kind, found, missed, extra, *_ in (row.values() for row in score_rows(total)):
                print(f"       {kind:14} found {found:4}  missed {missed:4}  too much {extra:4}")
        if "--misses" in arguments:
            for claim in total.missed:
                print("missed  ", json_line({key: str(value) for key, value in claim.items()}))
            for placed in total.extra:
                c = placed.claim
                print(
                    "too much",
                    f"{c.report}:{placed.line}",
                    c.kind,
                    c.factuality,
                    json_line({**c.roles, **c.attributes}),
                )


if __name__ == "__main__":
    main(sys.argv[1:])
