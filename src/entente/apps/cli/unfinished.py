"""How far an interrupted `read` came, in a file beside the register, so that the same command goes on from there."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from entente.apps.cli.output import complain, note
from entente.intake.statefile import read_state, write_state
from entente.model.problem import Problem

_SAVE_EVERY = 25  # reports: few more than these are read again after a crash that nothing could catch


@dataclass
class Unfinished:
    """What of each file is read: the place of its last report that was stored, `before` in the interrupted run, `now` in this.

    A file that has changed since, or was read by another reader (`reader`, its version and that of its knowledge), is not known.
    """

    file: Path
    reader: str
    before: dict[str, dict[str, Any]] = field(default_factory=dict)
    now: dict[str, dict[str, Any]] = field(default_factory=dict)
    unsaved: int = 0

    def after(self, source: str) -> int | None:
        """Give the place after which reading goes on, None for the start."""
        entry = self.before.get(_name(source), {})
        same = entry.get("reader") == self.reader and entry.get("stamp") == _stamp(source)
        return entry["after"] if same and isinstance(entry.get("after"), int) else None

    def reached(self, places: Iterable[tuple[str, int]]) -> None:
        """Note that what stands at some places of sources is stored, and all before it."""
        for source, place in places:
            if stamp := _stamp(source):
                self.now[_name(source)] = {"stamp": stamp, "reader": self.reader, "after": place}
                self.unsaved += 1
        if self.unsaved >= _SAVE_EVERY:
            self.save()

    def save(self) -> None:
        """Write the file now."""
        write_state(self.file, self.before | self.now)
        self.unsaved = 0


@contextmanager
def unfinished(file: Path, reader: str, *, afresh: bool = False) -> Iterator[Unfinished]:
    """Give how far a reading came, from its file; at the end it is forgotten, at an interruption kept."""
    state = read_state(file)
    if isinstance(state, Problem):
        complain(state)
    known = {} if afresh or isinstance(state, Problem) else state
    reading = Unfinished(file, reader, {name: entry for name, entry in known.items() if isinstance(entry, dict)})
    if reading.before:
        note("going on where an interrupted reading stopped; --afresh reads all again")
    try:
        yield reading
    except BaseException:
        with suppress(OSError):  # a full disk: what was stored is read once more, and what stopped the reading is told
            reading.save()
        raise
    write_state(file, {})


def _name(source: str) -> str:
    return str(Path(source).absolute())


def _stamp(source: str) -> list[int] | None:
    try:
        status = Path(source).stat()
    except (OSError, ValueError):  # standard input, an address, no file any more
        return None
    return [status.st_size, status.st_mtime_ns]
