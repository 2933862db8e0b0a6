import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from entente.intake import jsonlines, sources
from entente.intake.blocks import BlockRules
from entente.intake.fields import Outcome
from entente.intake.sources import read_sources
from entente.model.problem import Problem
from entente.model.report import Report

RULES = BlockRules((), ())


def read(paths: Sequence[str], data: bytes | None = None) -> list[Outcome]:
    return list(read_sources(paths, RULES, None if data is None else io.BytesIO(data)))


def told(outcomes: Sequence[Outcome]) -> list[str]:
    return [str(o) if isinstance(o, Problem) else o.text for o in outcomes]


def test_a_folder_gives_its_reports_and_its_problems_in_order(in_scratch: Path) -> None:
    (in_scratch / "news" / "deep").mkdir(parents=True)
    (in_scratch / "news" / ".hidden.txt").write_text("Hidden.")
    (in_scratch / "news" / "a.txt").write_text("One met.")
    (in_scratch / "news" / "b.json").write_text("{")
    (in_scratch / "news" / "c.jsonl").write_text('{"text": "Two met."}\n{"text": "Three met."}\n')
    (in_scratch / "news" / "deep" / "d.json").write_text('{"text": "Four met."}')
    (in_scratch / "news" / "e.html").write_text("<html></html>")
    (in_scratch / "news" / "picture.png").write_bytes(b"\x89PNG")
    found = told(read(["news"]))
    assert found[0] == "One met."
    assert found[1].startswith("news/b.json:1: is broken JSON")
    assert found[2:5] == ["Two met.", "Three met.", "Four met."]
    assert found[5].startswith("news/e.html: holds no main text")
    assert found[6:] == [
        "news: passed over files of other kinds: .png 1 (a file that is named itself is read whatever its suffix)"
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\x89PNG\0", "is binary"),
        ("Genève, été, élève, forêt, président.".encode("cp1252"), "is not UTF-8"),
        (b"<html><body>Hello</body></html>", "holds HTML"),
        (b"All is well. " * 400_000, "is longer than 5 MB"),
    ],
)
def test_a_bad_text_is_told_in_a_line(in_scratch: Path, data: bytes, said: str) -> None:
    (in_scratch / "a.txt").write_bytes(data)
    [line] = told(read(["a.txt"]))
    assert line.startswith("a.txt: ")
    assert said in line


def test_a_folder_that_cannot_be_read_is_told(in_scratch: Path) -> None:
    found = [str(problem) for problem in sources._files_below(in_scratch / "gone")]
    assert found == [f"{in_scratch / 'gone'}: cannot be read: No such file or directory"]


@pytest.mark.parametrize("path", ["none.txt", "a\0b"])
def test_a_path_that_leads_nowhere_is_told(in_scratch: Path, path: str) -> None:
    assert in_scratch.is_dir()
    [line] = told(read([path]))
    assert "no such file" in line or "cannot be read" in line


def test_a_huge_file_is_not_read_whole() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= jsonlines.MAX_JSON_BYTES + 1
            self.given += size
            return b"x" * size

    endless = Endless()
    [problem] = read_sources(["-"], RULES, endless)  # type: ignore[arg-type]
    assert "is longer than" in str(problem)
    assert endless.given == jsonlines.MAX_JSON_BYTES + 1


def test_line_breaks_stay_as_they_came(in_scratch: Path) -> None:
    (in_scratch / "a.txt").write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.\r\n")
    [report] = read(["a.txt"])
    assert isinstance(report, Report)
    assert report.text == "One.\r\nTwo.\r\n"
    assert [b.span.of(report.text) for b in report.blocks] == ["One.", "Two."]


def test_standard_input_is_told_apart_by_its_form() -> None:
    one, two = json.dumps({"text": "One met."}), json.dumps({"text": "Two met."})
    assert told(read(["-"], b"One met.")) == ["One met."]
    assert told(read(["-"], one.encode())) == ["One met."]
    assert told(read(["-"], f"{one}\n{two}\n".encode())) == ["One met.", "Two met."]
    assert told(read(["-"], json.dumps({"text": "One met."}, indent=1).encode())) == ["One met."]
    assert told(read(["-"], b"{broken"))[0].startswith("<stdin>:1: is broken JSON")
    assert told(read(["-"])) == ["<stdin>: nothing comes in"]


def test_a_plain_text_from_standard_input_is_bounded_too() -> None:
    assert told(read(["-"], b"All is well. " * 400_000)) == ["<stdin>: is longer than 5 MB (split it into its reports)"]


def test_json_lines_are_read_one_by_one(in_scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlines, "MAX_JSON_BYTES", 40)
    long = json.dumps({"text": "Too long. " * 20})
    (in_scratch / "a.jsonl").write_bytes(
        b'{"text": "One."}\n' + long.encode() + b"\n\xff\xfe\n\n" + b'{"text": "Two."}'
    )
    found = told(read(["a.jsonl"]))
    assert [found[0], found[3]] == ["One.", "Two."]
    assert found[1].startswith("a.jsonl:2: is longer than")
    assert found[2].startswith("a.jsonl:3: is not UTF-8")
    (in_scratch / "empty.jsonl").write_bytes(b"")
    assert told(read(["empty.jsonl"])) == ["empty.jsonl: is empty"]


def test_a_file_of_another_suffix_is_told_apart_by_its_form(in_scratch: Path) -> None:
    (in_scratch / "report").write_text("One met.")
    assert told(read(["report"])) == ["One met."]
