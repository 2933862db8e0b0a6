"""What cells came to, kept in memory for as long as nothing is written: who turns a page asks for the same ones again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from entente.records.asked import AsOf
from entente.records.cells import Record
from entente.register.opening import Register
from entente.register.revision import revision_of

_DAYS = 8  # of which something is kept
_CLAIMS = 20_000  # of which the records of one day are kept, some 20 MiB; then it begins anew


@dataclass
class Memory:
    """The records of cells by the cells' numbers, and of how many claims they are."""

    records: dict[int, Sequence[Record]] = field(default_factory=dict)
    claims: int = 0

    def keep(self, number: int, found: Sequence[Record], claims: int) -> None:
        """Keep the records of a cell of so many claims."""
        if self.claims > _CLAIMS:
            self.records, self.claims = {}, 0
        self.records[number] = found
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
