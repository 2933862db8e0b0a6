"""A file of JSON lines → its reports, one line in memory at a time."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from entente.intake.decoding import MAX_BYTES, decode, too_long
from entente.intake.documents import from_json_lines
from entente.intake.placed import Placed
from entente.model.problem import Problem

MAX_JSON_BYTES = 6 * MAX_BYTES + 100_000  # a text may be escaped (\\uXXXX) in JSON, six bytes a character


def from_json_lines_file(file: BinaryIO, source: str, start: int) -> Iterator[Placed]:
    """Give the report of each line from the line `start` on, or its problem; each bears its line and the bytes behind it."""
    number = done = 0
    while data := file.readline(MAX_JSON_BYTES + 1):
        number += 1
        done += len(data)
        if len(data) > MAX_JSON_BYTES:
            done += _skip_line(file, data)
            yield Placed(too_long(source, number), number, done)
        elif number >= start:
            yield from _of_line(data, source, number, done)
    if number == 0:
        yield Placed(Problem(source, "is empty"))


def _of_line(data: bytes, source: str, number: int, done: int) -> Iterator[Placed]:
    line = decode(data, source)
    if isinstance(line, Problem):
        yield Placed(replace(line, line=number), number, done)
    else:
        yield from (Placed(outcome, number, done) for outcome in from_json_lines([(number, line)], source))


def _skip_line(file: BinaryIO, data: bytes) -> int:
    """Read to the end of a line, and give how many bytes that was."""
    passed = 0
    while data and not data.endswith(b"\n"):
        data = file.readline(MAX_JSON_BYTES)
        passed += len(data)
    return passed
