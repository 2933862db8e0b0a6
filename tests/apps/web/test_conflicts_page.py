import csv
import io
from collections.abc import Callable

import pytest

from entente.model.claim import Claim
from entente.model.report import Report
from tests.apps.web.browsing import Tab, fits
from tests.apps.web.conftest import Filled, Told, told_by
from tests.apps.web.snapshots import as_kept

pytestmark = pytest.mark.integration  # some read the examples

HTML = {"Accept": "text/html"}


@pytest.fixture
def sides(make_claim: Callable[..., Claim]) -> list[Told]:
    """Give two reports that differ about the day and the votes of one signing and one election."""
    told: list[Told] = []
    for number, (day, votes) in enumerate((("2023-06-01", "24-20"), ("2023-06-02", "25-19")), start=1):
        text = f"They signed on June {number}. She won by {votes}."
        signed = make_claim(
            "agreement",
            {"party": ("noc/RUS", "noc/SYR")},
            attributes={"stage": "signed"},
            when=day,
            quote=f"They signed on June {number}.",
            reported=day,
        )
        elected = make_claim(
            "office",
            {"holder": ("person/anna-petrova",), "body": ("org/ioc",)},
            attributes={"post": "president", "change": "elected", "votes": votes},
            when="2023-06",
            quote=f"She won by {votes}.",
            reported=day,
        )
        told.append(told_by(Report(text, f"{number}.txt", title=f"Report {number}", published=day), signed, elected))
    return told


def test_both_sides_stand_with_their_sentences(filled: Filled, sides: list[Told]) -> None:
    client = filled(*sides)
    page = client.get("/conflicts").json()
    assert [(c["about"], [s["says"] for s in c["sides"]]) for c in page["conflicts"]] == [
        ("dates", ["2023-06-01", "2023-06-02"]),
        ("votes", ["24-20", "25-19"]),
    ]
    assert as_kept("conflicts", client.get("/conflicts", headers=HTML).text)
    assert len(list(csv.DictReader(io.StringIO(client.get("/conflicts.csv").text)))) == 2


@pytest.mark.parametrize(
    ("query", "about"),
    [
        ("about=votes", ["votes"]),
        ("about=votes&about=dates", ["dates", "votes"]),
        ("entity=IOC", ["votes"]),
        ("entity=noc/SYR&about=votes", []),
        ("entity=nobody", []),
        ("as_known_on=2023-06-01", []),
        ("limit=1&page=2", ["votes"]),
    ],
)
def test_every_filter_stands_in_the_address(filled: Filled, sides: list[Told], query: str, about: list[str]) -> None:
    assert [one["about"] for one in filled(*sides).get(f"/conflicts?{query}").json()["conflicts"]] == about


def test_a_name_of_none_and_an_empty_register_say_so(filled: Filled) -> None:
    client = filled()
    assert "do not contradict one another" in client.get("/conflicts", headers=HTML).text
    assert "Nothing is called <bdi>nobody</bdi>" in client.get("/conflicts?entity=nobody", headers=HTML).text
    assert client.get("/conflicts?about=weather").status_code == 422


def test_nothing_serious_is_wrong_with_it(tab: Tab) -> None:
    page = tab.open("/conflicts")
    assert page.locator(".card .side").count() >= 2
    assert page.locator("blockquote").first.is_visible()
    assert tab.faults() == []


def test_it_fits_a_phone(phone: Tab) -> None:
    assert fits(phone.open("/conflicts"))
