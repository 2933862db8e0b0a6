"""How often claims are right, by the confidence they bear: what a reader may expect of those at 0.9 and above.

usage: python -m evaluation.confidence [NAME=FOLDER ...]

Without arguments: `unseen` (evaluation/unseen/first, which needs the material beside the checkout) and `own` (evaluation/expected).
A claim is right where an expected claim takes it, optional ones included; those of kinds that a file does not annotate are
left out.
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path

from entente.apps.cli.evaluate import load_expected
from entente.intake.blocks import compile_block_rules
from entente.intake.sources import read_source
from entente.model.problem import Problem
from entente.model.report import Report
from entente.pipeline import Reader, load_reader, read_report
from entente.settings import Settings
from entente.views.scoring import place, score
from evaluation.claims_score import ROOT, expected_files

SETS = {"unseen": ROOT / "evaluation" / "unseen" / "first", "own": ROOT / "evaluation" / "expected"}
STEPS = (0.9, 0.8, 0.7, 0.0)

Outcome = tuple[float, str, bool]


def outcomes(reader: Reader, file: Path) -> list[Outcome]:
    """Give for each claim found in one file's report its confidence, its rule and whether it is right."""
    rules = compile_block_rules(reader.knowledge.rules["english/blocks"])
    wanted = load_expected(file)
    if isinstance(wanted, Problem):
        raise SystemExit(str(wanted))
    found: list[Outcome] = []
    for report in read_source(str(file.parent / wanted["report"]), rules):
        if isinstance(report, Report):
            placed = place(read_report(reader, report), report.text)
            extra = score(wanted["claims"], placed, reader.knowledge.rules["ontology/kinds"]).extra
            found += [(p.claim.confidence, p.claim.rule, p not in extra) for p in placed]
    return found


def report_on(name: str, found: list[Outcome]) -> None:
    """Print the share of right claims for each step of confidence, and the rules that are wrong most often."""
    for step in STEPS:
        above = [right for confidence, _, right in found if confidence >= step]
        share, right = len(above) / len(found) if found else 0, sum(above) / len(above) if above else 0
        print(f"{name:6} at {step:.1f} and above: {right:.3f} right  ({len(above)} claims, {share:.2f} of all)")
    wrong = Counter(rule for _, rule, right in found if not right)
    of_rule: dict[str, int] = defaultdict(int)
    for _, rule, _ in found:
        of_rule[rule] += 1
    print("       most often wrong:", ", ".join(f"{rule} {n}/{of_rule[rule]}" for rule, n in wrong.most_common(12)))


def main(arguments: list[str]) -> None:
    """Measure each set that is there."""
    sets = {n: Path(p) for n, _, p in (a.partition("=") for a in arguments)} or SETS
    reader = load_reader(Settings())
    for name, folder in sets.items():
        files = expected_files(folder)
        if not files or not (files[0].parent / load_expected_report(files[0])).exists():
            print(f"{name:6} not here: {folder}, or the reports it is about")
            continue
        report_on(name, [outcome for file in files for outcome in outcomes(reader, file)])


def load_expected_report(file: Path) -> str:
    """Give the path of the report that an expected file names."""
    wanted = load_expected(file)
    return str(wanted["report"]) if not isinstance(wanted, Problem) else ""


if __name__ == "__main__":
    main(sys.argv[1:])
