"""Times that were measured, in short."""

import statistics
from collections.abc import Sequence


def hundredth(times: Sequence[float], part: int) -> float:
    """Give the time below which so many hundredths of the times lie."""
    return statistics.quantiles(times, n=100, method="inclusive")[part - 1]
