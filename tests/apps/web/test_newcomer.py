"""The way of somebody who has just begun: from an empty register to an agreement's sentence."""

import json

import pytest
from playwright.sync_api import Browser

from tests.apps.web.browsing import opened_tab
from tests.apps.web.conftest import EXAMPLES, Filled

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("read_by_one")]


@pytest.mark.parametrize("scripts", [True, False])
def test_from_an_empty_register_to_an_agreements_sentence(filled: Filled, browser: Browser, scripts: bool) -> None:
    report = json.loads((EXAMPLES / "roc-invites-syria-and-mali.json").read_text())
    address = str(filled().base_url).rstrip("/")
    with opened_tab(browser, address, scripts=scripts) as tab:
        page = tab.open("/")
        page.get_by_role("main").get_by_role("link", name="add one here").click()
        page.get_by_label("Text", exact=True).fill(report["text"])
        page.get_by_label("Title").first.fill(report["title"])
        page.get_by_label("Published").first.fill(report["published"])
        page.get_by_role("button", name="Read").first.click()
        page.get_by_role("button", name="Store it").first.click(timeout=60_000)
        assert page.get_by_role("heading", level=1).inner_text() == report["title"]
        assert page.locator(".mark").count() > 10
        page.get_by_role("navigation", name="Pages").get_by_role("link", name="Agreements").click()
        page.locator(".sentences summary").first.click()
        sentence = page.locator("blockquote").first.inner_text()
        assert sentence in " ".join(report["text"].split())
        page.locator(".sentence figcaption a[href^='/report']").first.click()
        assert page.locator(".mark:target").count() == 1
