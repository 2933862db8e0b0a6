import csv
from pathlib import Path

import pytest

from entente.knowledge.loader import load_knowledge

pytestmark = pytest.mark.shared
KNOWN_FAULTS = {"KOS", "LBN", "MHL", "MNE", "SGP", "SSD"}
"""Codes of committees that the reference list lacks or has in an old form; its README names them."""


def test_committees_bear_the_codes_of_the_reference_list(shared: Path) -> None:
    with (shared / "reference" / "country-codes.csv").open(encoding="utf-8-sig", newline="") as file:
        reference = {row["ISO3166-1-Alpha-3"]: row["IOC"].strip() for row in csv.DictReader(file)}
    current = [b for b in load_knowledge().bodies.values() if b.id.startswith("noc/") and b.status == "current"]
    codes = {b.id.removeprefix("noc/"): reference.get(b.country.removeprefix("country/")) for b in current}
    assert {own for own, theirs in codes.items() if own != theirs} == KNOWN_FAULTS
