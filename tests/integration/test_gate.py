"""The gate before the parser loses no claim: what is read through it is what is read with the gate open."""

from dataclasses import replace
from pathlib import Path

import pytest

from entente.claims.reading import read_claims
from entente.intake.blocks import compile_block_rules
from entente.intake.sources import read_sources
from entente.model.report import Report
from entente.pipeline import Reader, annotate_report, read_report, read_reports

pytestmark = pytest.mark.integration
ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "reports"
FOLDERS = [ROOT / "examples", *(SHARED / name for name in ("dev", "raw", "off"))]


def with_open_gate(reader: Reader) -> Reader:
    opened = Reader(reader.settings, reader.knowledge)
    rules = replace(reader.rules, gate=replace(reader.rules.gate, open=True))
    vars(opened).update(rules=rules, parser=reader.parser)
    return opened


@pytest.mark.parametrize(
    "folder", [pytest.param(f, id=f.name, marks=pytest.mark.shared) for f in FOLDERS[1:]] + [FOLDERS[0]]
)
def test_the_gate_loses_no_claim(reader: Reader, folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"{folder.name} is not beside the checkout")
    rules, opened = compile_block_rules(reader.knowledge.rules["english/blocks"]), with_open_gate(reader)
    parsed = parsed_open = 0
    for report in read_sources([str(folder)], rules):
        if not isinstance(report, Report):
            assert report.harmless  # the folder's page about itself is passed over
            continue
        gated, whole = annotate_report(reader, report), annotate_report(opened, report)
        assert read_claims(gated, reader.rules) == read_claims(whole, opened.rules)
        parsed, parsed_open = parsed + len(gated.parses), parsed_open + len(whole.parses)
    assert parsed < parsed_open


def test_reports_read_together_are_read_as_one_by_one(reader: Reader) -> None:
    rules = compile_block_rules(reader.knowledge.rules["english/blocks"])
    reports = [r for r in read_sources([str(FOLDERS[0])], rules) if isinstance(r, Report)]
    assert list(read_reports(reader, reports)) == [read_report(reader, report) for report in reports]
