"""One reason to think that two entities are one, or are not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to think that two entities are one (`weight` above 0) or are not (below 0)."""

    told: str
    weight: float
