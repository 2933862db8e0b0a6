"""Reports whose date is taken away and inferred again: `python -m evaluation.dating [--misses]`.

Prints the share of reports dated, the share of those whose interval holds the true day, and the median width in days.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

from entente.annotation.dating.report_date import date_report
from entente.annotation.mentions import find_mentions
from entente.annotation.sentences import split_sentences
from entente.annotation.times.expressions import find_times
from entente.annotation.values import ReportDate
from entente.knowledge.loader import load_knowledge
from entente.knowledge.tables import Knowledge
from entente.model.edtf import bounds
from entente.model.report import Report

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT.parent / "shared" / "reports" / "dev", ROOT / "examples")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS)
    parser.add_argument("--misses", action="store_true", help="print every report with its bounds")
    options = parser.parse_args()
    knowledge = load_knowledge()
    dated, right, wide, reports = 0, 0, [], 0
    for report in reports_of(options.folders):
        reports += 1
        found = infer(replace(report, published=""), knowledge)
        first, last = bounds(found.edtf)
        day = bounds(report.published)[0]
        if first and last and day:
            dated += 1
            right += first <= day <= last
            wide.append((last - first).days + 1)
        if options.misses:
            show(report, found)
    print(
        f"{reports} reports, {dated} dated, {right} of these rightly; median width {median(wide) if wide else 0} days"
    )


def reports_of(folders: list[Path]) -> Iterator[Report]:
    """Give the reports of folders that bear a date."""
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            row = json.loads(path.read_text(encoding="utf-8"))
            if row.get("published"):
                yield Report(row["text"], str(path), published=row["published"])


def infer(report: Report, knowledge: Knowledge) -> ReportDate:
    """Infer a report's date."""
    sentences = split_sentences(report, knowledge)
    mentions = find_mentions(report, sentences, knowledge)
    times = find_times(report, sentences, mentions, knowledge)
    return date_report(report, sentences, mentions, times, knowledge)[0]


def show(report: Report, found: ReportDate) -> None:
    """Print what a report's date was inferred from."""
    first, last = bounds(found.edtf)
    day = bounds(report.published)[0]
    verdict = "open " if not (first and last and day) else "right" if first <= day <= last else "WRONG"
    print(verdict, Path(report.source).name, report.published, found.edtf or "-", found.contradiction)
    for bound in found.bounds:
        inside = day is None or bound.not_before <= day.isoformat() <= (bound.not_after or "9999")
        print("   ", " " if inside else "!", f"{bound.not_before or '..'}/{bound.not_after or '..'}", bound.reason)


if __name__ == "__main__":
    main()
