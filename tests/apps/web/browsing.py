"""A real browser for tests: Debian's Chromium, headless, led by Playwright; axe-core looks at what it shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
_SERIOUS = ("serious", "critical")


@dataclass
class Tab:
    """A tab at a desk: `page` is Playwright's, `complaints` what the console said (a script fails, a style is refused)."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the desk."""
        self.page.goto(f"{self.address}{path}")
        return self.page

    def faults(self) -> list[str]:
        """Give what axe-core finds serious on the page that is shown, and whether it is wider than the window."""
        results = Axe().run(self.page).response["violations"]
        found = [f"{v['id']}: {[n['html'] for n in v['nodes']]}" for v in results if v["impact"] in _SERIOUS]
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return [*found, *([f"{wide} pixels wider than the window"] if wide > 0 else [])]


def fits(page: Page) -> bool:
    """Tell whether a page is no wider than the window, once it is there; it can be asked without scripts too."""
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Run the browser; the test is skipped where there is none."""
    if not CHROMIUM.exists():
        pytest.skip("needs Chromium (Debian: apt-get install chromium), which is not here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened_tab(
    browser: Browser, address: str, *, width: int = 1280, dark: bool = False, scripts: bool = True
) -> Iterator[Tab]:
    """Open a tab, and hold in the end that its console has no complaint."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
        locale="en-GB",
    )
    tab = Tab(context.new_page(), address)
    tab.page.on("console", lambda said: tab.complaints.append(said.text) if said.type == "error" else None)
    tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
    yield tab
    context.close()
    assert tab.complaints == []
