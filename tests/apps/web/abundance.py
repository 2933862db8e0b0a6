"""Five thousand claims made by hand: many of each kind, all about one country, over fifteen years."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from entente.model.claim import FACTUALITIES, Claim
from entente.model.report import Report
from entente.model.span import Span

CLAIMS = 5000
_FIRST = date(1990, 1, 1)
_STATUSES = ("suspended", "reinstated", "banned", "recognised")
_REPORT = Report("They met. " * CLAIMS, "many.txt", published="2006-01-01")


def many_told() -> Iterator[tuple[Report, Sequence[Claim]]]:
    """Give the claims of one long report: three in five tell of standings, the others of meetings and criticism."""
    yield _REPORT, [_claim(n) for n in range(CLAIMS)]


def _claim(number: int) -> Claim:
    kind = ("standing", "standing", "standing", "meeting", "criticism")[number % 5]
    when = (_FIRST + timedelta(days=number)).isoformat()
    factuality = "asserted" if kind == "standing" else FACTUALITIES[number % len(FACTUALITIES)]
    sides = {"standing": ("subject", "authority"), "meeting": ("party", "party"), "criticism": ("critic", "target")}[
        kind
    ]
    other = f"org/body-{number % 90}"
    own = f"nf/RUS/sport-{number % 80}" if kind == "standing" else "noc/RUS"
    roles = {sides[0]: (own, other)} if sides[0] == sides[1] else {sides[0]: (own,), sides[1]: (other,)}
    start = number * len("They met. ")
    return Claim(
        kind,
        roles,
        Span(start, start + len("They met.")),
        "They met.",
        _REPORT.key,
        _REPORT.digest,
        f"{kind}.test",
        factuality=factuality,
        attributes={"status": _STATUSES[number // 720 % 4]} if kind == "standing" else {},
        when=when,
        reported="2006-01-01",
    )
