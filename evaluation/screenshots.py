"""Takes a picture of every page of the desk over examples/, into docs/desk/: python -m evaluation.screenshots [NAME]...

Needs the extra `desk`, and Debian's Chromium. The pictures are small and lie beside the code: look at each.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from entente.api import Register
from entente.apps.accounts.opening import open_accounts
from entente.apps.accounts.people import Role
from entente.apps.accounts.users import add_user
from entente.apps.web.app import create_app
from entente.register.opening import open_register
from entente.settings import Settings
from tests.apps.web.browsing import Tab, opened_tab, running_browser
from tests.apps.web.serving import TODAY, served, served_register

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "desk"
PAGE = ROOT / "docs" / "desk.md"
_HIGHEST = 900
_REPORT = "/report?key=https://example.org/entente/roc-african-memorandums-signed"
_TYPED = (
    "BAMAKO, June 9. The National Olympic Committee of Mali signed a memorandum of cooperation with the Russian Olympic "
    "Committee on Thursday.\n"
    "Its president, Habib Sissoko, hopes to visit Moscow next month.\n"
    "The two presidents in Bamako ©Harbour Sport Desk"
)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, the page, and how the window is.

    Before it is taken, the first field named `text` is filled with the words of `types`, `opens` is clicked, `comes` is waited for,
    and `points_at` pointed at.
    """

    name: str
    path: str
    width: int = 1000
    dark: bool = False
    opens: str = ""
    points_at: str = ""
    types: str = ""
    comes: str = ""


SHOTS = (
    Shot("today", "/"),
    Shot("agreements", "/agreements", opens=".sentences summary"),
    Shot("agreement", "/agreements", opens=".card:has(.path) h2 a"),
    Shot("body", "/entity/noc/RUS"),
    Shot("gathering", "/entity/gathering/pan-american-games-2027", dark=True),
    Shot("reports", "/reports"),
    Shot("report", _REPORT, points_at=".mark"),
    Shot("claim", _REPORT, opens=".claims a[href^='/claim/']"),
    Shot("about", "/about"),
    Shot("review", "/review?correct=true"),
    Shot("search", "/search?q=memorandum+Mali"),
    Shot("conflicts", "/conflicts"),
    Shot("add", "/add"),
    Shot("preview", "/add", types=_TYPED, opens=".way .main", comes=".choose", points_at=".mark"),
    Shot("withdraw", _REPORT.replace("/report", "/report/withdraw", 1), width=360),
    Shot("phone", "/agreements?today=2023-05-20", width=360, dark=True),
    Shot("standing", "/standing?country=RUS"),
    Shot("timeline", "/timeline?entity=noc/RUS"),
    Shot("network", "/network?entity=IOC", dark=True),
    Shot("calendar", "/calendar?month=2023-07"),
    Shot("between", "/between?one=noc/RUS&other=noc/MLI"),
)


# Of a desk with accounts, in this order: before the first nobody is signed in, before the second Ana judges two claims.
GUARDED = (
    Shot("sign-in", "/sign-in"),
    Shot("history", "/history"),
    Shot("users", "/users", opens=".users summary"),
    Shot("log", "/audit"),
)
_PASSWORD = "correct horse battery"  # noqa: S105 - of nobody


def take(shots: tuple[Shot, ...], folder: Path) -> None:
    """Take pictures of a desk over the examples, on 15 June 2023."""
    with tempfile.TemporaryDirectory() as scratch, running_browser() as browser:
        place = Path(scratch) / "examples.db"
        with Register(place) as register:
            register.read(ROOT / "examples", on_problem=lambda _: None)
        with served_register(place) as address:
            for shot in shots:
                if shot not in GUARDED:
                    with opened_tab(browser, address, width=shot.width, dark=shot.dark) as tab:
                        _take(shot, tab, folder)
        if set(shots) & set(GUARDED):
            with _guarded(place) as address, opened_tab(browser, address, width=GUARDED[0].width) as tab:
                _take(GUARDED[0], tab, folder)
                _judge_two(tab)
                for shot in GUARDED[1:]:
                    _take(shot, tab, folder)


def _take(shot: Shot, tab: Tab, folder: Path) -> None:
    page = tab.open(shot.path)
    if shot.types:
        page.locator("[name=text]").first.fill(shot.types)
    if shot.opens:
        page.locator(shot.opens).first.click()
    if shot.comes:
        page.locator(shot.comes).first.wait_for()
    if shot.points_at:
        page.locator(shot.points_at).first.hover()
    high = min(_HIGHEST, int(page.evaluate("document.documentElement.scrollHeight")))
    page.set_viewport_size({"width": shot.width, "height": high})
    data = page.screenshot(path=folder / f"{shot.name}.png")
    print(f"{shot.name}.png: {len(data) // 1024} KB, {shot.path}")


@contextmanager
def _guarded(place: Path) -> Iterator[str]:
    with open_register(place) as register, open_accounts(place.with_suffix(".accounts"), create=True) as accounts:
        for name, role in (("Ana", Role.ADMIN), ("Bo", Role.REVIEWER)):
            add_user(accounts, name, role, _PASSWORD, "root")
        with served(create_app(register, Settings(place, today=TODAY), accounts=accounts)) as address:
            yield address


def _judge_two(tab: Tab) -> None:
    page = tab.open("/review")
    page.get_by_label("Name", exact=True).fill("Ana")
    page.get_by_label("Password").fill(_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Why it is rejected").fill("the sentence does not say it")
    page.get_by_role("button", name="Reject").click()
    page.get_by_role("status").get_by_role("button", name="Undo").click()


def list_pictures() -> None:
    """List all pictures in docs/desk.md."""
    text = PAGE.read_text(encoding="utf-8")
    listed = "\n\n".join(f"`{shot.path}`\n\n![{shot.name}](desk/{shot.name}.png)" for shot in (*SHOTS, *GUARDED))
    begin, end = "<!-- pictures -->\n", "<!-- end of pictures -->"
    before, _, rest = text.partition(begin)
    PAGE.write_text(f"{before}{begin}\n{listed}\n\n{end}{rest.partition(end)[2]}", encoding="utf-8")


if __name__ == "__main__":
    wanted = sys.argv[1:]
    PICTURES.mkdir(exist_ok=True)
    list_pictures()
    take(tuple(shot for shot in (*SHOTS, *GUARDED) if not wanted or shot.name in wanted), PICTURES)
