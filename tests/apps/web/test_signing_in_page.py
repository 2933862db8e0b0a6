"""A desk with accounts: nobody sees anything before signing in, and everybody may do what the role says."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser

from entente.apps.accounts.log import lines
from entente.apps.accounts.opening import Accounts, open_accounts
from entente.apps.accounts.people import Role
from entente.apps.accounts.users import add_user, remove_user, set_role
from entente.apps.web.app import create_app
from entente.apps.web.people import within
from entente.knowledge.loader import load_knowledge
from entente.register.opening import open_register
from entente.register.store import store_many
from entente.settings import Settings
from tests.apps.web.browsing import opened_tab
from tests.apps.web.serving import TODAY, asking, served
from tests.apps.web.test_review_page import told

pytestmark = pytest.mark.usefixtures("cheap_passwords")
HTML = {"Accept": "text/html"}
PASSWORD, OTHER = "correct horse battery", "another horse battery"
Entered = Callable[..., AbstractContextManager[httpx.Client]]


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    """Give accounts with one user for each role."""
    with open_accounts(tmp_path / "entente.db.accounts", create=True) as opened:
        for name, role in (("Ana", Role.ADMIN), ("Rui", Role.REVIEWER), ("Lea", Role.READER)):
            add_user(opened, name, role, PASSWORD, "root")
        yield opened


@pytest.fixture
def app(tmp_path: Path, accounts: Accounts) -> Iterator[FastAPI]:
    place = tmp_path / "entente.db"
    with open_register(place, create=True) as register:
        store_many(register, told(), load_knowledge())
        yield create_app(register, Settings(place, today=TODAY), accounts=accounts)


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    with served(app) as found:
        yield found


@pytest.fixture
def stranger(address: str) -> Iterator[httpx.Client]:
    with asking(address) as client:
        yield client


@pytest.fixture
def entered(address: str) -> Entered:
    """Give a maker of clients that are signed in."""

    @contextmanager
    def client(name: str = "Ana", password: str = PASSWORD) -> Iterator[httpx.Client]:
        with asking(address) as found:
            assert enter(found, name, password).status_code == 303
            yield found

    return client


def enter(client: httpx.Client, name: str, password: str, **more: str) -> httpx.Response:
    token = client.get("/sign-in").cookies.get("entente_form") or client.cookies["entente_form"]
    fields = {"name": name, "password": password, "form_token": token, **more}
    return client.post("/sign-in", data=fields, headers=dict(client.headers))


def token_of(client: httpx.Client, path: str = "/account") -> str:
    page = client.get(path, headers=HTML).text
    return page.partition('name="form_token" value="')[2].partition('"')[0]


def post(client: httpx.Client, path: str, **fields: Any) -> httpx.Response:
    return client.post(path, data={"form_token": token_of(client), **fields})


def test_a_stranger_sees_nothing_and_is_led_to_signing_in(stranger: httpx.Client, app: FastAPI) -> None:
    document = app.openapi()["paths"]
    for path, methods in document.items():
        if path == "/sign-in":
            continue
        for method in methods:
            assert stranger.request(method, path).status_code == 401
    for path in ("/openapi.json", "/nothing", "/static", "/sign-in/", "/sign-in.x", "//sign-in", "/Sign-In"):
        assert stranger.get(path).status_code == 401
    led = stranger.get("/agreements?party=noc/RUS&today=2023-06-01", headers=HTML)
    assert led.status_code == 303
    assert led.headers["location"] == "/sign-in?then=/agreements%3Fparty%3Dnoc/RUS%26today%3D2023-06-01"
    assert stranger.get("/", headers=HTML).headers["location"] == "/sign-in"
    assert "WWW-Authenticate" in stranger.get("/review").headers
    shown = stranger.get("/sign-in", headers=HTML).text
    assert "Agreements" not in shown
    assert stranger.get("/static/x/desk.css").status_code == 404


def test_who_signs_in_goes_on_to_where_it_was_wanted(stranger: httpx.Client) -> None:
    done = enter(stranger, "ana", PASSWORD, then="/agreements?state=signed")
    assert (done.status_code, done.headers["location"]) == (303, "/agreements?state=signed")
    cookie = done.headers["set-cookie"]
    assert cookie.startswith("entente_session=")
    assert all(word in cookie for word in ("HttpOnly", "SameSite=lax", "Path=/"))
    assert "Secure" not in cookie
    page = stranger.get("/review", headers=HTML).text
    assert '<a href="/account"><bdi>Ana</bdi></a>' in page


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "/\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "",
        " /",
        "evil",
    ],
)
def test_nobody_is_sent_elsewhere(elsewhere: str) -> None:
    assert within(elsewhere) == "/"
    assert within("/a?b=c#d") == "/a?b=c#d"


def test_a_wrong_password_and_a_wrong_name_are_told_alike(stranger: httpx.Client) -> None:
    wrong, nobody = enter(stranger, "Ana", "wrong"), enter(stranger, "Nobody", PASSWORD)
    assert wrong.status_code == nobody.status_code == 401
    assert wrong.json() == nobody.json()
    assert wrong.json()["detail"] == "The name or the password is wrong."
    led = stranger.post(
        "/sign-in",
        data={"name": "Ana", "password": "x", "then": "/review", "form_token": stranger.cookies["entente_form"]},
        headers=HTML,
    )
    assert led.headers["location"] == "/sign-in?then=%2Freview&fault=wrong"
    assert "The name or the password is wrong" in stranger.get(led.headers["location"], headers=HTML).text


def test_too_many_attempts_are_refused_for_a_while(stranger: httpx.Client) -> None:
    for _ in range(5):
        enter(stranger, "Ana", "wrong")
    refused = enter(stranger, "Ana", PASSWORD)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 800
    assert "Wait 15 minutes" in refused.json()["detail"]


def test_the_form_of_signing_in_is_no_other_sites(stranger: httpx.Client) -> None:
    assert stranger.post("/sign-in", data={"name": "Ana", "password": PASSWORD}).status_code == 403
    stranger.get("/sign-in")
    fields = {"name": "Ana", "password": PASSWORD, "form_token": stranger.cookies["entente_form"]}
    sent = stranger.post("/sign-in", data=fields, headers={"Origin": "https://evil.example"})
    assert sent.status_code == 403


def test_forms_are_bound_to_the_session(entered: Entered) -> None:
    with entered() as ana, entered("Rui") as rui:
        fields = {"first": "person/joan-al-thani", "second": "person/joaan-al-thani", "verdict": "same"}
        ours, theirs = token_of(ana), token_of(rui)
        assert ours == token_of(ana)
        assert rui.post("/review/names", data=fields | {"form_token": ours}).status_code == 403
        rui.cookies.set("entente_form", ours)
        assert rui.post("/review/names", data=fields | {"form_token": ours}).status_code == 403
        assert rui.post("/review/names", data=fields | {"form_token": ""}).status_code == 403
        assert rui.post("/review/names", data=fields | {"form_token": theirs}).status_code == 303
        assert rui.cookies["entente_session"] not in theirs


@pytest.mark.parametrize(
    ("name", "judges", "manages"), [("Lea", False, False), ("Rui", True, False), ("Ana", True, True)]
)
def test_everybody_may_do_what_the_role_says(
    entered: Entered, app: FastAPI, name: str, judges: bool, manages: bool
) -> None:
    with entered(name) as client:
        claim = client.get("/review").json()["claim"]["id"]
        judged = post(client, "/review/claim", claim=claim, verdict="confirm")
        assert judged.status_code == (303 if judges else 403)
        assert ('action="/review/claim"' in client.get("/review", headers=HTML).text) == judges
        if judges:
            assert client.get("/history").json()["judgements"][0]["by"] == name
        else:
            assert "takes the role of reviewer" in judged.json()["detail"]
        for path in ("/users", "/audit"):
            assert client.get(path).status_code == (200 if manages else 403)
            assert (f'href="{path}"' in client.get("/", headers=HTML).text) == manages
        made = post(client, "/users/add", name="Cy", role="admin", password=PASSWORD)
        assert made.status_code == (303 if manages else 403)
        forms = [path for path, methods in app.openapi()["paths"].items() if "post" in methods]
        own = {"/sign-in", "/sign-out", "/account/password", "/account/calendar", "/account/calendar/revoke"}
        if not judges:
            assert {post(client, path).status_code for path in forms if path not in own} <= {403, 422}
            assert client.get("/history").json()["judgements"] == []


def test_a_role_and_a_user_that_go_are_gone_at_once(entered: Entered, accounts: Accounts) -> None:
    with entered("Rui") as rui:
        claim = rui.get("/review").json()["claim"]["id"]
        set_role(accounts, "Rui", Role.READER, "Ana")
        assert post(rui, "/review/claim", claim=claim, verdict="confirm").status_code == 403
        remove_user(accounts, "Rui", "Ana")
        assert rui.get("/review").status_code == 401


def test_one_signs_out_here_or_everywhere(entered: Entered) -> None:
    with entered() as one, entered() as other, entered() as third:
        cookie = one.cookies["entente_session"]
        left = post(one, "/sign-out")
        assert (left.headers["location"], left.headers["clear-site-data"]) == ("/sign-in", '"cache"')
        assert one.get("/review").status_code == 401
        one.cookies.set("entente_session", cookie)
        assert one.get("/review").status_code == 401
        assert "all 2 places" in other.get("/account", headers=HTML).text
        post(other, "/sign-out", everywhere="true")
        assert third.get("/review").status_code == 401


def test_a_new_password_ends_all_other_sessions(entered: Entered) -> None:
    with entered("Lea") as lea, entered("Lea") as elsewhere:
        for fields, fault in (
            ({"password": "wrong", "fresh": OTHER, "again": OTHER}, "wrong"),
            ({"password": PASSWORD, "fresh": OTHER, "again": "x"}, "different"),
            ({"password": PASSWORD, "fresh": "short", "again": "short"}, "weak"),
        ):
            assert post(lea, "/account/password", **fields).headers["location"] == f"/account?fault={fault}"
            assert "Nothing is changed" in lea.get(f"/account?fault={fault}", headers=HTML).text
        before = lea.cookies["entente_session"]
        done = post(lea, "/account/password", password=PASSWORD, fresh=OTHER, again=OTHER)
        assert done.headers["location"] == "/account?changed=true"
        assert lea.cookies["entente_session"] != before
        assert lea.get("/account?changed=true").json()["changed"]
        assert elsewhere.get("/account").status_code == 401
    with entered("Lea", OTHER):
        pass


def test_a_calendar_program_has_an_address_of_its_own(
    entered: Entered, stranger: httpx.Client, accounts: Accounts
) -> None:
    with entered("Lea") as lea:
        assert lea.get("/account.json").json()["calendar"] == ""
        assert post(lea, "/account/calendar").headers["location"] == "/account"
        given = lea.get("/account.json").json()["calendar"]
        assert given in lea.get("/account", headers=HTML).text
        path = given[given.index("/calendar.ics?") :]
        answer = stranger.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
        assert stranger.get(f"{path}&entity=noc/RUS&told=hoped").status_code == 200
        token = path.partition("token=")[2]
        for other in (
            "/calendar",
            "/calendar.json",
            "/calendar.csv",
            "/agreements.json",
            "/account",
            "/",
            "/calendar.ics",
        ):
            refused = stranger.get(
                f"{other}?token={token}" if other != "/calendar.ics" else f"{other}?token={token[:-1]}"
            )
            assert refused.status_code == 401, other
        assert stranger.post(path).status_code in {401, 405}
        post(lea, "/account/calendar")
        assert stranger.get(path).status_code == 401
        fresh = lea.get("/account.json").json()["calendar"]
        post(lea, "/account/calendar/revoke")
        assert stranger.get(fresh[fresh.index("/calendar.ics?") :]).status_code == 401
    assert [line.what for line in lines(accounts)[0][:3]] == [
        "revoked a calendar address",
        "made a calendar address",
        "made a calendar address",
    ]
    assert all(token not in line.about for line in lines(accounts)[0])


def test_who_goes_takes_the_address_of_the_calendar_along(
    entered: Entered, stranger: httpx.Client, accounts: Accounts
) -> None:
    with entered("Lea") as lea:
        post(lea, "/account/calendar")
        given = lea.get("/account.json").json()["calendar"]
    remove_user(accounts, "Lea", "root")
    assert stranger.get(given[given.index("/calendar.ics?") :]).status_code == 401


def test_an_admin_manages_users(entered: Entered) -> None:
    with entered() as ana:
        assert post(ana, "/users/add", name="Cy", role="reader", password=PASSWORD).status_code == 303
        weak = post(ana, "/users/add", name="Di", role="reader", password="short")  # noqa: S106 - of nobody
        assert (weak.status_code, "less than 12" in weak.json()["detail"]) == (422, True)
        post(ana, "/users/role", name="Cy", role="reviewer")
        post(ana, "/users/password", name="Cy", password=OTHER)
        with entered("Cy", OTHER) as cy:
            assert cy.get("/account").json()["role"] == "reviewer"
        assert [u["name"] for u in ana.get("/users").json()["users"]] == ["Ana", "Cy", "Lea", "Rui"]
        assert post(ana, "/users/remove", name="Cy").status_code == 303
        last = post(ana, "/users/remove", name="Ana")
        assert "is the last admin" in last.json()["detail"]


def test_all_that_is_done_is_logged_without_secrets(entered: Entered, accounts: Accounts) -> None:
    with entered("Rui") as rui:
        claim = rui.get("/review").json()["claim"]["id"]
        post(rui, "/review/claim", claim=claim, verdict="reject", note="not said")
    with entered() as ana:
        post(ana, "/users/add", name="Cy", role="reader", password=PASSWORD)
        page = ana.get("/audit?who=Rui").json()
        assert [line["what"] for line in page["lines"]] == ["changed the register", "signed in"]
        assert page["lines"][0]["about"] == f"judge one claim: claim={claim}, verdict=reject, note=not said"
        assert page["lines"][0]["address"] == "127.0.0.1"
        assert "a\xa0terminal" in ana.get("/audit", headers=HTML).text
        assert ana.get("/audit.csv").text.count("\n") == lines(accounts)[1] + 1
        assert "Nothing is in the log" in ana.get("/audit?who=Nobody", headers=HTML).text
    assert not any(PASSWORD in line.about for line in lines(accounts)[0])


def test_nothing_of_one_person_is_shown_to_another_from_the_browsers_cache(entered: Entered) -> None:
    with entered() as ana, entered("Rui") as rui:
        tag = ana.get("/agreements").headers["etag"]
        assert ana.get("/agreements", headers={"If-None-Match": tag}).status_code == 304
        assert rui.get("/agreements", headers={"If-None-Match": tag}).status_code == 200


def test_with_https_cookies_are_for_https_alone(tmp_path: Path, accounts: Accounts) -> None:
    with open_register(tmp_path / "b.db", create=True) as register:
        app = create_app(register, Settings(tmp_path / "b.db"), ("desk.example.org",), "", accounts, https=True)
        with served(app) as address, asking(address) as client:
            client.headers["Host"] = "desk.example.org"
            set_by_form = client.get("/sign-in").headers["set-cookie"]
            token = set_by_form.partition("=")[2].partition(";")[0]
            sent = client.post(
                "/sign-in",
                data={"name": "Ana", "password": PASSWORD, "form_token": token},
                headers={"Cookie": f"entente_form={token}", "Origin": "https://desk.example.org"},
            )
            assert sent.headers["set-cookie"].startswith("__Host-entente=")
            assert "Secure" in set_by_form
            assert "Secure" in sent.headers["set-cookie"]
            assert "max-age" in client.get("/sign-in").headers["strict-transport-security"]
            assert client.get("/sign-in", headers={"Host": "localhost"}).status_code == 400


def test_a_desk_without_accounts_has_no_such_pages(filled: Any) -> None:
    client = filled()
    for path in ("/sign-in", "/account", "/users", "/audit"):
        assert client.get(path).status_code == 404
    assert "/users" not in client.get("/", headers=HTML).text


def test_signing_in_and_out_in_a_browser(browser: Browser, address: str) -> None:
    with opened_tab(browser, address, width=360, dark=True, scripts=False) as tab:
        page = tab.open("/review")
        assert page.url.endswith("/sign-in?then=/review")
        page.get_by_label("Name", exact=True).fill("Ana")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Sign in").click()
        assert "is wrong" in page.get_by_role("alert").inner_text()
        page.get_by_label("Name", exact=True).fill("Ana")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("Password").press("Enter")
        assert page.url.endswith("/review")
        page.get_by_role("button", name="Confirm").click()
        assert "Confirmed" in page.get_by_role("status").inner_text()
    with opened_tab(browser, address) as tab:
        page = tab.open("/sign-in")
        page.get_by_label("Name", exact=True).fill("Ana")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        for path in ("/users", "/audit", "/account"):
            tab.open(path)
            assert tab.faults() == []
        page.get_by_role("button", name="Sign out", exact=True).click()
        assert page.url.endswith("/sign-in")
        assert tab.faults() == []
        tab.open("/")
        assert page.url.endswith("/sign-in")
