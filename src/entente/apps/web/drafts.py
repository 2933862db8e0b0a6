"""Reports that were read and not stored yet: kept in memory until somebody stores or discards them, for an hour at most."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from entente.model.claim import Claim
from entente.model.problem import Problem
from entente.model.report import Report

KEPT_SECONDS = 3600
_MOST = 64
_CHARACTERS = 40_000_000  # of all texts together
_PER_CLAIM = 2_000  # characters that a claim counts for


class Way(StrEnum):
    """How a report came to be a draft."""

    TEXT = "text"
    FILE = "file"
    ADDRESS = "address"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read and is not stored: reports with their claims, what could not be read, and what was typed in the form."""

    way: Way
    given: Mapping[str, str] = field(default_factory=dict)
    readings: tuple[tuple[Report, tuple[Claim, ...]], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def size(self) -> int:
        """About how many characters it takes."""
        texts = sum(len(report.text) + _PER_CLAIM * len(claims) for report, claims in self.readings)
        return texts + sum(len(value) for value in self.given.values())


@dataclass(frozen=True)
class Drafts:
    """Drafts by ids that nobody can guess; the oldest go first where there are too many, or too long ones."""

    clock: Callable[[], float] = time.monotonic
    _kept: "OrderedDict[str, tuple[float, Draft]]" = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def keep(self, draft: Draft) -> str:
        """Keep a draft, and give its id."""
        name = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[name] = (self.clock(), draft)
            self._forget()
        return name

    def get(self, name: str) -> Draft | None:
        """Give a draft, None where there is none, or none any more."""
        with self._lock:
            self._forget()
            found = self._kept.get(name)
        return found[1] if found else None

    def drop(self, name: str) -> None:
        """Forget a draft; it is no matter if there is none."""
        with self._lock:
            self._kept.pop(name, None)

    def _forget(self) -> None:
        old = self.clock() - KEPT_SECONDS
        while self._kept:
            made, _ = next(iter(self._kept.values()))
            sizes = sum(draft.size for _, draft in self._kept.values())
            full = len(self._kept) > 1 and (len(self._kept) > _MOST or sizes > _CHARACTERS)
            if made > old and not full:
                break
            self._kept.popitem(last=False)
