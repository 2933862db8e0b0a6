from pathlib import Path

import httpx
import pytest

from entente.apps.web.pages.about import figures
from tests.apps.web.browsing import Tab

ACCURACY = Path(__file__).resolve().parent.parent.parent.parent / "docs" / "accuracy.md"


def test_the_figures_are_those_of_the_documentation() -> None:
    page = ACCURACY.read_text(encoding="utf-8")
    assert figures()
    assert [one for one in figures() if one.figure not in page or one.command not in page] == []


@pytest.mark.integration
def test_it_tells_what_the_register_holds(desk: httpx.Client) -> None:
    page = desk.get("/about").json()
    assert (page["sizes"]["reports"], page["register"]) == (31, "examples.db")
    assert "GeoNames" in desk.get("/about", headers={"Accept": "text/html"}).text


@pytest.mark.integration
def test_it_can_be_looked_at(tab: Tab) -> None:
    tab.open("/about").locator("summary").first.click()
    assert tab.faults() == []
