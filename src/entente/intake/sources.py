"""Paths and addresses → reports: files, folders, standard input, pages, each a report or a problem that names the remedy."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from entente.intake.blocks import BlockRules, blocks_of
from entente.intake.fetching import Reach, fetch, is_address
from entente.intake.fields import Outcome
from entente.intake.forms import ARCHIVES, FEEDS, JSON_LINES, PAGES, of_response, of_suffix, of_unknown_form
from entente.intake.placed import Placed
from entente.model.problem import Problem
from entente.model.report import Report

STDIN = "-"
STDIN_NAME = "<stdin>"
READ_SUFFIXES = (".txt", ".json", ".eml", *PAGES, *JSON_LINES, *FEEDS, *ARCHIVES)
_OTHERS_REMEDY = "a file that is named itself is read whatever its suffix"
EXTRA_REMEDY = "pip install 'entente[web]'"


@dataclass(frozen=True, slots=True)
class Opening:
    """How a source is opened: what `-` means, how far addresses may reach, and after which place reading goes on (None: all)."""

    stdin: BinaryIO | None = None
    reach: Reach = field(default_factory=Reach)
    after: int | None = None


def list_sources(paths: Sequence[str]) -> Iterator[str | Problem]:
    """Give the sources behind paths, in order: a file or address stands for itself, a folder for the reports below it.

    A folder's files are those of `READ_SUFFIXES`; hidden ones are left aside, others are told. `-` is standard input.
    """
    for path in paths:
        if path == STDIN or is_address(path) or not Path(path).is_dir():
            yield path
        else:
            yield from _files_below(Path(path))


def read_sources(paths: Sequence[str], rules: BlockRules, stdin: BinaryIO | None = None) -> Iterator[Outcome]:
    """Give each report of the paths with its lines marked, or the problem that kept one from being read.

    Takes paths of files and folders, addresses, and `-`, for which `stdin` is read to its end. Raises nothing for a bad input.
    """
    for source in list_sources(paths):
        yield from [source] if isinstance(source, Problem) else read_source(source, rules, stdin)


def read_source(path: str, rules: BlockRules, stdin: BinaryIO | None = None) -> Iterator[Outcome]:
    """Give the reports of one source, or of `stdin` where the path is `-`."""
    return (placed.outcome for placed in placed_outcomes(path, rules, Opening(stdin)))


def placed_outcomes(path: str, rules: BlockRules, opening: Opening) -> Iterator[Placed]:
    """Give the reports and problems of one source with their places in it, from after `opening.after` on."""
    try:
        for placed in _placed(path, opening):
            if opening.after is None or placed.place > opening.after:
                yield replace(placed, outcome=with_blocks(placed.outcome, rules))
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name.startswith("entente"):
            raise
        yield Placed(Problem(path, f"needs the library {name}, which is not here", EXTRA_REMEDY))


def with_blocks(outcome: Outcome, rules: BlockRules) -> Outcome:
    """Give a report with its lines marked; a problem stays as it is."""
    return replace(outcome, blocks=blocks_of(outcome.text, rules)) if isinstance(outcome, Report) else outcome


def _files_below(folder: Path) -> Iterator[str | Problem]:
    problems: list[Problem] = []
    found: list[str] = []
    others: Counter[str] = Counter()

    def fail(error: OSError) -> None:
        problems.append(Problem(str(error.filename), f"cannot be read: {error.strerror}"))

    for root, folders, files in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        seen = [name for name in files if not name.startswith(".")]
        found += [str(Path(root) / name) for name in seen if _may_be_report(name)]
        others.update(Path(name).suffix.lower() or "no suffix" for name in seen if not _may_be_report(name))
    yield from sorted(found)
    yield from problems
    if others:
        what = ", ".join(f"{suffix} {number}" for suffix, number in sorted(others.items()))
        yield Problem(str(folder), f"passed over files of other kinds: {what}", _OTHERS_REMEDY, harmless=True)


def _may_be_report(name: str) -> bool:
    return name.lower().endswith(READ_SUFFIXES)


def _placed(path: str, opening: Opening) -> Iterator[Placed]:
    if path == STDIN:
        found = of_unknown_form(opening.stdin, STDIN_NAME) if opening.stdin else None
        yield from found or [Placed(Problem(STDIN_NAME, "nothing comes in"))]
    elif is_address(path):
        response = fetch(path, opening.reach)
        yield from [Placed(response)] if isinstance(response, Problem) else of_response(response)
    else:
        yield from _of_file(path, opening.after or 0)


def _of_file(path: str, start: int) -> Iterator[Placed]:
    try:
        with Path(path).open("rb") as file:
            yield from of_suffix(file, path, start)
    except FileNotFoundError:
        yield Placed(Problem(path, "no such file", "check the path"))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        yield Placed(Problem(path, f"cannot be read: {getattr(error, 'strerror', None) or error}"))
