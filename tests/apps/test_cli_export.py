"""`entente export`: the formats, the filters, the summary."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from entente.model.claim import Claim
from entente.views.exports import formats
from tests.apps.conftest import Result

MakeClaim = Callable[..., Claim]
Shell = Callable[..., Result]
ROC, SYR = ("noc/RUS",), ("noc/SYR",)


@pytest.fixture
def filled(shell: Shell, reads: dict[str, Sequence[Claim]], make_claim: MakeClaim, in_scratch: Path) -> Shell:
    (in_scratch / "a.txt").write_text("They met.")
    reads["They met."] = [
        make_claim("meeting", {"party": ROC + SYR}, when="2023-05-10"),
        make_claim(
            "agreement", {"party": ROC + SYR}, attributes={"stage": "planned"}, factuality="planned", when="2023-06"
        ),
        make_claim("meeting", {"party": ROC}, factuality="hoped", polarity="negative"),
        make_claim("visit", {"visitor": SYR, "host": ("noc/RWA",)}, factuality="hoped"),
    ]
    assert shell("read", "a.txt").code == 0
    return shell


def kinds(result: Result) -> list[str]:
    assert result.code == 0
    return [json.loads(line)["kind"] for line in result.out.splitlines()]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["meeting", "agreement", "meeting", "visit"]),
        (["--kind", "visit", "--kind", "agreement"], ["agreement", "visit"]),
        (["--party", "SOC"], ["meeting", "agreement", "visit"]),
        (["--from", "2023-05-20"], ["agreement"]),
        (["--to", "2023-05-20"], ["meeting", "meeting", "visit"]),
        (["--factuality", "asserted"], ["meeting"]),
        (["--factuality", "denied", "--factuality", "planned"], ["agreement", "meeting"]),
        (["--as-known-on", "2023-05-14"], []),
        (["--as-known-on", "2023-05-15", "--kind", "visit"], ["visit"]),
    ],
)
def test_filters_choose_what_is_written(filled: Shell, options: list[str], expected: list[str]) -> None:
    assert kinds(filled("export", "jsonl", *options)) == expected


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--kind", "wedding"], "is no kind of claim"),
        (["--party", "ROC"], "names several entities"),
        (["--party", "Atlantis"], "names no entity"),
        (["--from", "May"], "write YYYY-MM-DD"),
        (["--factuality", "sure"], "Invalid value"),
        (["--from", "2023-06-01", "--to", "2023-05-01"], "--from 2023-06-01 is later than --to 2023-05-01"),
    ],
)
def test_a_filter_that_means_nothing_is_refused(filled: Shell, options: list[str], says: str) -> None:
    result = filled("export", "jsonl", *options)
    assert (result.code, result.out) == (2, "")
    assert says in " ".join(result.err.split())


def test_what_a_format_has_no_place_for_is_left_out_and_told(filled: Shell) -> None:
    result = filled("export", "ftm")
    assert result.err.splitlines() == [
        "1 claim",
        "left out, since ftm has no place for them: 3 claims (1 hoped, 1 planned, 1 denied); --include takes them in",
    ]
    told = json.dumps([json.loads(line) for line in result.out.splitlines()])
    assert "planned" not in told
    included = filled("export", "ftm", "--include", "planned")
    assert "planned: The Russian Olympic Committee" in included.out
    assert "2 claims (1 hoped, 1 denied)" in included.err
    assert "left out" not in filled("export", "ftm", "--include", "all").err


def test_what_a_format_cannot_show_is_told(filled: Shell) -> None:
    assert "not shown in ics: 1 of other kinds, or without a day" in filled("export", "ics").err
    assert "not shown" not in filled("export", "jsonl").err


@pytest.mark.parametrize("form", list(formats.Form))
def test_every_format_goes_to_a_file(filled: Shell, form: str, in_scratch: Path) -> None:
    result = filled("export", form, "--output", "out.parquet" if form == "parquet" else "out")
    assert (result.code, result.out) == (0, "")
    assert "claim" in result.err
    assert [path.name for path in in_scratch.glob("out*")] == ["out.parquet" if form == "parquet" else "out"]


def test_text_goes_to_standard_output(filled: Shell) -> None:
    assert filled("export", "csv").out.startswith("id,kind,")
    assert filled("export", "atom").out.startswith("<?xml")
    assert filled("export", "ics").out.startswith("BEGIN:VCALENDAR")


def test_a_dash_is_standard_output(filled: Shell, in_scratch: Path) -> None:
    assert filled("export", "csv", "--output", "-").out.startswith("id,kind,")
    assert not (in_scratch / "-").exists()


def test_bytes_are_not_printed_to_a_terminal(filled: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from entente.apps.cli import export

    class Terminal:
        def isatty(self) -> bool:
            return True

    stub: Any = type("sys", (), {"stdout": Terminal()})
    monkeypatch.setattr(export, "sys", stub)
    result = filled("export", "xlsx")
    assert result.code == 1
    assert "--output" in result.err


def test_a_folder_with_files_is_refused(filled: Shell, in_scratch: Path) -> None:
    (in_scratch / "crate").mkdir()
    (in_scratch / "crate" / "mine.txt").write_text("mine")
    result = filled("export", "rocrate", "--output", "crate")
    assert (result.code, result.err) == (1, "entente: crate: is there already (name a new or an empty folder)\n")
