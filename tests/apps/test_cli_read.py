import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from entente.apps.cli import main, reading
from entente.apps.cli.app import run
from entente.model.claim import Claim

MakeClaim = Callable[..., Claim]
TEXT = "They met."


@pytest.fixture
def claim(make_claim: MakeClaim) -> Claim:
    roles = {"party": ("noc/RUS", "noc/SYR"), "gathering": ()}
    return make_claim("meeting", roles, attributes={"mode": "virtual"}, quote=TEXT, polarity="negative")


def test_a_dry_run_prints_claims_and_stores_nothing(shell: Any, reads: Any, claim: Claim, in_scratch: Path) -> None:
    (in_scratch / "a.txt").write_text(TEXT)
    reads[TEXT] = [claim]
    result = shell("read", "--dry-run", "--format", "jsonl", "a.txt")
    assert result.code == 0
    row = json.loads(result.out)
    assert (row["kind"], row["report"], row["passage"]["text"]) == ("meeting", "a.txt", TEXT)
    assert result.err == "1 report read, 1 claim, nothing stored\n"
    assert not (in_scratch / "entente.db").exists()


def test_claims_are_shown_as_a_table_and_as_plover(shell: Any, reads: Any, claim: Claim, in_scratch: Path) -> None:
    (in_scratch / "a.txt").write_text(TEXT)
    reads[TEXT] = [claim]
    table = shell("read", "--dry-run", "a.txt").out
    assert "noc/RUS" in table
    assert "asserted not" in table
    assert TEXT in table
    plover = json.loads(shell("read", "--dry-run", "--format", "plover", "a.txt").out)
    assert (plover["source"], plover["target"], plover["class"]) == (["RUS"], ["SYR"], "REJECT")


def test_reading_stores_and_lists_the_reports(shell: Any, reads: Any, claim: Claim, in_scratch: Path) -> None:
    (in_scratch / "a.json").write_text(json.dumps({"text": TEXT, "title": "Talks", "published": "2023-05-15"}))
    reads[TEXT] = [claim]
    first, second = shell("read", "a.json"), shell("read", "a.json")
    assert (first.code, second.code) == (0, 0)
    assert first.out.split()[-5:] == ["a.json", "2023-05-15", "Talks", "1", "new"]
    assert second.out.split()[-1] == "unchanged"
    stored = shell("read", "--format", "jsonl", "a.json")
    assert json.loads(stored.out)["kind"] == "meeting"


def test_bad_inputs_are_told_in_a_line_each_and_the_others_read(shell: Any, reads: Any, in_scratch: Path) -> None:
    (in_scratch / "news").mkdir()
    (in_scratch / "news" / "a.txt").write_text(TEXT)
    (in_scratch / "news" / "b.txt").write_text("")
    (in_scratch / "news" / "c.jsonl").write_text('{"text": "One."}\n5\n')
    assert reads == {}
    result = shell("read", "news", "none.txt")
    assert result.code == 1
    assert result.err.splitlines() == [
        "entente: news/b.txt: is empty",
        'entente: news/c.jsonl:2: is no JSON object (write {"text": "…", "published": "YYYY-MM-DD"})',
        "entente: none.txt: no such file (check the path)",
        "2 reports read, 0 claims",
        "3 not read: news/b.txt, news/c.jsonl:2, none.txt",
    ]
    assert result.out.count("new\n") + result.out.count("new ") >= 2


def test_one_bad_input_is_one_line(shell: Any, reads: Any) -> None:
    assert reads == {}
    result = shell("read", "--dry-run", "none.txt")
    assert (result.code, result.out, len(result.err.splitlines())) == (1, "", 1)


def test_standard_input_is_a_report(shell: Any, reads: Any, claim: Claim) -> None:
    reads[TEXT] = [claim]
    result = shell("read", "--dry-run", "--format", "jsonl", "-", data=TEXT.encode())
    assert json.loads(result.out)["report"] == "<stdin>"


def test_a_fault_in_one_report_does_not_stop_the_others(
    shell: Any, reads: Any, in_scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (in_scratch / f"{name}.txt").write_text(f"Text {name}.")
    reads["Text a."] = KeyError("party")
    result = shell("read", "a.txt", "b.txt")
    assert result.code == 1
    assert "a.txt: not read, by a fault of Entente's own: KeyError: 'party'" in result.err
    assert "1 report read" in result.err
    monkeypatch.setenv("ENTENTE_DEBUG", "1")
    with pytest.raises(KeyError):
        shell("read", "a.txt")


def test_wrong_usage_is_two(shell: Any) -> None:
    assert shell("read").code == 2
    assert shell("read", "--format", "xml", "a.txt").code == 2
    assert shell("unheard-of").code == 2
    assert shell("due", "--today", "tomorrow").code == 2
    assert shell("--knowledge", "none", "lint").code == 2


def test_help_and_version_are_told(shell: Any) -> None:
    assert "Start here" in shell("--help").out
    assert "entente read report.txt" in shell("read", "--help").out
    assert shell("--version").out.startswith("entente ")


def test_a_register_is_named_by_option_or_variable(
    shell: Any, reads: Any, in_scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reads == {}
    (in_scratch / "a.txt").write_text(TEXT)
    shell("--register", "before.db", "read", "a.txt")
    shell("read", "--register", "after.db", "a.txt")
    monkeypatch.setenv("ENTENTE_REGISTER", "variable.db")
    shell("read", "a.txt")
    assert {p.name for p in in_scratch.glob("*.db")} == {"before.db", "after.db", "variable.db"}


def test_knowledge_of_a_wrong_form_is_told(shell: Any, reads: Any, in_scratch: Path) -> None:
    assert reads == {}
    (in_scratch / "own" / "english").mkdir(parents=True)
    (in_scratch / "own" / "english" / "blocks.yaml").write_text("rules: [")
    (in_scratch / "a.txt").write_text(TEXT)
    result = shell("read", "--knowledge", "own", "a.txt")
    assert result.code == 1
    assert "blocks.yaml" in result.err


def test_annotations_are_rows(shell: Any, reads: Any, in_scratch: Path) -> None:
    assert reads == {}
    (in_scratch / "a.txt").write_text(TEXT)
    row = json.loads(shell("annotate", "--layer", "mentions", "--format", "jsonl", "a.txt").out)
    assert (row["layer"], row["entity"], row["start"], row["end"]) == ("mentions", "noc/MLI", 0, 3)
    assert "noc/MLI" in shell("annotate", "--layer", "mentions", "a.txt").out
    assert shell("annotate", "--layer", "times", "a.txt").out == ""
    assert shell("annotate", "--layer", "times", "none.txt").code == 1


def test_expected_claims_are_compared(
    shell: Any, reads: Any, claim: Claim, make_claim: MakeClaim, in_scratch: Path
) -> None:
    (in_scratch / "a.txt").write_text(TEXT)
    reads[TEXT] = [claim, make_claim("tie", {"party": ("noc/RUS",)}, quote=TEXT)]
    (in_scratch / "a.yaml").write_text(
        "report: a.txt\nclaims:\n- {line: 1, kind: meeting, party: [noc/RUS, noc/SYR], polarity: negative, mode: virtual}\n"
        "- {line: 1, kind: visit, visitor: noc/RUS}\n"
    )
    result = shell("evaluate", "--format", "jsonl", "--misses", "a.yaml")
    total = json.loads(result.out.splitlines()[-1])
    assert (total["kind"], total["found"], total["missed"], total["too_much"], total["f1"]) == ("all", 1, 1, 1, 0.5)
    assert "mode 1/1" in result.err
    assert 'missed: {"line": "1", "kind": "visit"' in result.err
    assert "too much: a.txt:1 tie" in result.err


@pytest.mark.parametrize(
    "text", ["report: [", "claims: []", "report: a.txt\nclaims: [{line: 1}]", "report: none.txt\nclaims: []", None]
)
def test_a_wrong_expected_file_is_told(shell: Any, reads: Any, in_scratch: Path, text: str | None) -> None:
    assert reads == {}
    if text is not None:
        (in_scratch / "a.yaml").write_text(text)
    result = shell("evaluate", "a.yaml")
    assert result.code == 1
    assert result.err.startswith("entente: ")


def test_lint_prints_each_problem(shell: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from types import ModuleType

    stub: Any = ModuleType("entente.knowledge.lint")
    stub.lint = lambda *_: ["a.csv:2: no id"]
    monkeypatch.setitem(sys.modules, "entente.knowledge.lint", stub)
    assert (shell("lint").code, shell("lint").out) == (1, "a.csv:2: no id\n")
    stub.lint = lambda *_: []
    assert shell("lint").err == "the knowledge files are sound\n"


def test_progress_is_shown_on_long_work_at_a_terminal(
    shell: Any, reads: Any, in_scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reads == {}
    (in_scratch / "a.txt").write_text(TEXT)
    monkeypatch.setattr(reading, "_at_terminal", lambda: True)
    result = shell("read", "--dry-run", *["a.txt"] * 5)
    assert (result.code, result.out) == (0, "")


@pytest.mark.parametrize(
    ("fault", "code"), [(BrokenPipeError(), 1), (OSError(28, "No space left on device"), 1), (KeyboardInterrupt(), 130)]
)
def test_a_reader_of_rows_that_goes_and_a_user_who_stops(
    shell: Any, monkeypatch: pytest.MonkeyPatch, fault: BaseException, code: int
) -> None:
    def fails(**_: object) -> None:
        raise fault

    monkeypatch.setattr("entente.apps.cli.app.app", fails)
    monkeypatch.setattr("entente.apps.cli.app._drop_rows", lambda: None)
    assert shell().code == code


def test_main_runs_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["entente", "--version"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 0
    assert callable(run)
