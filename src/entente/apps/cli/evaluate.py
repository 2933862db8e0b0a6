"""`entente evaluate`: how well the reader does on reports whose claims are known."""

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import yaml

from entente.apps.cli.options import FormatOption, KnowledgeOption, RowFormat, settings_of
from entente.apps.cli.output import count, note, print_rows
from entente.apps.cli.reading import Tally, attempt, each_report
from entente.apps.rows import json_line
from entente.model.problem import Problem
from entente.views.scoring import DETAILS, Score, place, score

if TYPE_CHECKING:
    from entente.model.report import Report
    from entente.pipeline import Reader


def evaluate(
    context: typer.Context,
    expected: Annotated[
        list[Path], typer.Argument(metavar="EXPECTED.yaml...", help="Expected files.", show_default=False)
    ],
    misses: Annotated[bool, typer.Option("--misses", help="List what was missed and what was found too much.")] = False,
    row_format: FormatOption = RowFormat.TABLE,
    knowledge: KnowledgeOption = None,
) -> None:
    """Read the reports that expected files name, and compare the claims found with those expected.

    Prints a row for each kind and one for all, with precision, recall and F1; how often details agree goes to standard error.

    Examples:

      entente evaluate evaluation/expected/*.yaml

      entente evaluate --misses my-report.yaml
    """
    from entente.pipeline import load_reader  # the reader's imports are slow, and --help needs none

    settings = settings_of(context, knowledge=knowledge)
    tally, total, reader = Tally(), Score(), load_reader(settings)
    for path in expected:
        wanted = load_expected(path)
        if isinstance(wanted, Problem):
            tally.fail(wanted)
            continue
        for report in each_report([str(path.parent / wanted["report"])], settings, tally):
            attempt(partial(_compare, reader, wanted["claims"], total), report, tally)
    print_rows(score_rows(total), row_format)
    note(f"details: {details_of(total)}")
    if misses:
        _print_misses(total)
    tally.sources = len(expected)
    tally.summary(
        f"F1 {total.f1:.3f}, precision {total.precision:.3f}, recall {total.recall:.3f} on {count(tally.read, 'report')}"
    )
    raise typer.Exit(tally.exit_code())


def load_expected(path: Path) -> dict[str, Any] | Problem:
    """Load an expected file: `report` (a path from the file's own folder) and `claims`; a Problem where it is none."""
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        return Problem(str(path), f"cannot be read: {error.strerror}", "check the path")
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return Problem(str(path), f"is no YAML: {' '.join(str(error).split())}")
    if not isinstance(document, dict) or "report" not in document or not isinstance(document.get("claims"), list):
        return Problem(str(path), "is no expected file", "it needs `report` and a list `claims`")
    lacking = next((n for n, c in enumerate(document["claims"], 1) if not {"line", "kind"} <= set(c)), 0)
    if lacking:
        return Problem(str(path), f"has a claim (number {lacking}) without `line` or `kind`")
    return document


def _compare(reader: "Reader", wanted: list[dict[str, Any]], total: Score, report: "Report") -> None:
    from entente.pipeline import read_report  # see evaluate

    kinds = reader.knowledge.rules["ontology/kinds"]
    total.add(score(wanted, place(read_report(reader, report), report.text), kinds))


def score_rows(total: Score) -> list[dict[str, Any]]:
    """Give a row for each kind, and a last one for all."""
    found = Counter(e["kind"] for e in total.found)
    missed = Counter(e["kind"] for e in total.missed)
    extra = Counter(p.claim.kind for p in total.extra)
    kinds = sorted(set(found) | set(missed) | set(extra))
    rows = [_row(kind, found[kind], missed[kind], extra[kind]) for kind in kinds]
    return [*rows, _row("all", len(total.found), len(total.missed), len(total.extra))]


def _row(kind: str, found: int, missed: int, extra: int) -> dict[str, Any]:
    precision = found / (found + extra) if found + extra else 0.0
    recall = found / (found + missed) if found + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    shares = {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}
    return {"kind": kind, "found": found, "missed": missed, "too_much": extra, **shares}


def details_of(total: Score) -> str:
    """Give how often each detail agrees, in one line."""
    told = [f"{name} {total.right[name]}/{total.asked[name]}" for name in DETAILS if total.asked[name]]
    return ", ".join([*told, f"dates beyond the expected {total.dates_beyond}"])


def _print_misses(total: Score) -> None:
    for expected in total.missed:
        note(f"missed: {json_line({name: str(value) for name, value in expected.items()})}")
    for placed in total.extra:
        claim = placed.claim
        said = {name: list(ids) for name, ids in claim.roles.items()} | dict(claim.attributes)
        note(
            f"too much: {claim.report}:{placed.line} {claim.kind} {claim.polarity} {claim.factuality} {json_line(said)}"
        )
