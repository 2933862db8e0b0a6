"""Paths → reports: files, folders and standard input, each either a report or a problem that names the remedy."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from entente.intake.blocks import BlockRules, blocks_of
from entente.intake.decoding import MAX_BYTES, decode, too_long
from entente.intake.documents import Outcome, from_json, from_json_lines, from_text
from entente.model.problem import Problem
from entente.model.report import Report

STDIN = "-"
STDIN_NAME = "<stdin>"
MAX_JSON_BYTES = 6 * MAX_BYTES + 100_000  # a text may be escaped (\\uXXXX) in JSON, six bytes a character
READ_SUFFIXES = (".txt", ".json", ".jsonl", ".ndjson")
_JSON_LINES = (".jsonl", ".ndjson")
_PAGES = (".html", ".htm", ".xhtml")


def list_sources(paths: Sequence[str]) -> Iterator[str | Problem]:
    """Give the files behind paths, in order: a file stands for itself, a folder for the reports below it, `-` for stdin.

    A folder's files are those of `READ_SUFFIXES` and pages (which are then refused by name); hidden ones are left aside.
    """
    for path in paths:
        if path == STDIN or not Path(path).is_dir():
            yield path
        else:
            yield from _files_below(Path(path))


def read_sources(paths: Sequence[str], rules: BlockRules, stdin: BinaryIO | None = None) -> Iterator[Outcome]:
    """Give each report of the paths with its lines marked, or the problem that kept one from being read.

    Takes paths of files and folders and `-`, for which `stdin` is read to its end. Raises nothing for a bad input.
    """
    for source in list_sources(paths):
        yield from [source] if isinstance(source, Problem) else read_source(source, rules, stdin)


def read_source(path: str, rules: BlockRules, stdin: BinaryIO | None = None) -> Iterator[Outcome]:
    """Give the reports of one file, or of `stdin` where the path is `-`."""
    for outcome in _reports(path, stdin):
        if isinstance(outcome, Report):
            yield replace(outcome, blocks=blocks_of(outcome.text, rules))
        else:
            yield outcome


def _files_below(folder: Path) -> Iterator[str | Problem]:
    problems: list[Problem] = []
    found: list[str] = []

    def fail(error: OSError) -> None:
        problems.append(Problem(str(error.filename), f"cannot be read: {error.strerror}"))

    for root, folders, files in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [str(Path(root) / name) for name in files if _may_be_report(name)]
    yield from sorted(found)
    yield from problems


def _may_be_report(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in READ_SUFFIXES + _PAGES


def _reports(path: str, stdin: BinaryIO | None) -> Iterator[Outcome]:
    if path == STDIN:
        yield from _of_unknown_form(stdin, STDIN_NAME) if stdin else [Problem(STDIN_NAME, "nothing comes in")]
        return
    suffix = Path(path).suffix.lower()
    if suffix in _PAGES:
        yield Problem(path, "is an HTML page", "save the text of the page as .txt")
        return
    try:
        with Path(path).open("rb") as file:
            yield from _of_suffix(file, path, suffix)
    except FileNotFoundError:
        yield Problem(path, "no such file", "check the path")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        yield Problem(path, f"cannot be read: {getattr(error, 'strerror', None) or error}")


def _of_suffix(file: BinaryIO, source: str, suffix: str) -> Iterator[Outcome]:
    if suffix in _JSON_LINES:
        yield from _json_lines(file, source)
    elif suffix == ".json":
        text = _whole(file, source, MAX_JSON_BYTES)
        yield from [text] if isinstance(text, Problem) else from_json(text, source)
    elif suffix == ".txt":
        text = _whole(file, source, MAX_BYTES)
        yield text if isinstance(text, Problem) else from_text(text, source)
    else:
        yield from _of_unknown_form(file, source)


def _of_unknown_form(file: BinaryIO, source: str) -> Iterator[Outcome]:
    text = _whole(file, source, MAX_JSON_BYTES)
    if isinstance(text, Problem):
        yield text
    elif not text.lstrip().startswith(("{", "[{")):
        yield too_long(source) if len(text.encode()) > MAX_BYTES else from_text(text, source)
    elif _first_line_is_json(text):
        yield from from_json_lines(enumerate(text.split("\n"), start=1), source)
    else:
        yield from from_json(text, source)


def _first_line_is_json(text: str) -> bool:
    """Tell JSON lines from one document: the first line is whole by itself, and more come after it."""
    first, _, rest = text.strip().partition("\n")
    with suppress(ValueError, RecursionError):
        return bool(rest) and isinstance(json.loads(first), dict)
    return False


def _whole(file: BinaryIO, source: str, limit: int) -> str | Problem:
    """Read a file whole, unless it is longer than the limit: then no more of it than that is ever read."""
    data = file.read(limit + 1)
    if len(data) > limit:
        return too_long(source)
    return decode(data, source) if data else Problem(source, "is empty")


def _json_lines(file: BinaryIO, source: str) -> Iterator[Outcome]:
    number = 0
    while data := file.readline(MAX_JSON_BYTES + 1):
        number += 1
        if len(data) > MAX_JSON_BYTES:
            yield too_long(source, number)
            _skip_line(file, data)
            continue
        line = decode(data, source)
        if isinstance(line, Problem):
            yield replace(line, line=number)
        else:
            yield from from_json_lines([(number, line)], source)
    if number == 0:
        yield Problem(source, "is empty")


def _skip_line(file: BinaryIO, data: bytes) -> None:
    while data and not data.endswith(b"\n"):
        data = file.readline(MAX_JSON_BYTES)
