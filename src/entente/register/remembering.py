"""What cells came to, kept in memory for as long as nothing is written: who turns a page asks for the same ones again."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from entente.records.asked import AsOf
from entente.register.handle import Register
from entente.register.revision import revision_of

if TYPE_CHECKING:
    from collections.abc import Callable

_DAYS = 8  # of which something is kept
_CLAIMS = 20_000  # of which the records of one day are kept, some 30 MiB; then it begins anew


@dataclass
class Memory:
    """What cells came to, by what it is and the cells' numbers, and how many claims that weighs."""

    kept: dict[tuple[str, int], Any] = field(default_factory=dict)
    claims: int = 0

    def keep(self, what: tuple[str, int], value: Any, claims: int) -> None:
        """Keep what a cell of so many claims came to."""
        if self.claims > _CLAIMS:
            self.kept, self.claims = {}, 0
        self.kept[what] = value
        self.claims += claims


def revision_now(register: Register) -> str:
    """Give a word for the state of a register. Raises RegisterError."""
    known = register.worked_out.get("revision") or register.worked_out.setdefault("revision", revision_of(register))
    revision: Callable[[], str] = known
    return revision()


def memory_of(register: Register, as_of: AsOf, revision: str) -> Memory:
    """Give what is remembered of what cells came to as known then, in a state of the register."""
    held: tuple[str, dict[AsOf, Memory]] = register.worked_out.get("known", ("", {}))
    if held[0] != revision or len(held[1]) > _DAYS:
        held = (revision, {})
        register.worked_out["known"] = held
    return held[1].setdefault(as_of, Memory())
