"""What the judgements of a register come to, worked out once for as long as nothing is written."""

from datetime import date

from entente.register.handle import Register
from entente.register.remembering import revision_now
from entente.register.verdicts import Verdicts, verdicts_of

_DAYS = 16  # of `recorded_by` that are kept


def latest_verdicts(register: Register, recorded_by: date | None = None) -> Verdicts:
    """Give what the judgements of a register come to, as `verdicts_of`, from memory where nothing was written since.

    Raises RegisterError.
    """
    now = revision_now(register)
    known: tuple[str, dict[date | None, Verdicts]] = register.worked_out.get("verdicts", ("", {}))
    if known[0] != now or len(known[1]) > _DAYS:
        known = (now, {})
    if recorded_by not in known[1]:
        known = (now, {**known[1], recorded_by: verdicts_of(register, recorded_by)})
        register.worked_out["verdicts"] = known
    return known[1][recorded_by]
