"""Accounts: users, passwords, sessions that end, attempts that are counted, and the log of it all."""

import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import connect

import pytest

from entente.apps.accounts.calendars import calendar_token, make_calendar
from entente.apps.accounts.log import What, lines, note, people
from entente.apps.accounts.opening import Accounts, open_accounts
from entente.apps.accounts.passwords import hashed, is_right
from entente.apps.accounts.people import Person, Role
from entente.apps.accounts.sessions import IDLE, LONGEST, WINDOW, Refused, check_password, sign_in, sign_out, who_is
from entente.apps.accounts.users import add_user, list_users, remove_user, set_password, set_role
from entente.register.errors import RegisterError

PASSWORD = "correct horse battery"  # noqa: S105 - of nobody
OTHER = "another horse battery"
HERE, THERE = "192.0.2.1", "192.0.2.2"


class Clock:
    """A clock that stands until it is put on."""

    def __init__(self) -> None:
        self.now = datetime(2023, 6, 15, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def put_on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


pytestmark = pytest.mark.usefixtures("cheap_passwords")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "entente.db.accounts"


@pytest.fixture
def accounts(file: Path, clock: Clock) -> Iterator[Accounts]:
    """Give accounts with an admin and a reader."""
    with open_accounts(file, create=True, clock=clock) as opened:
        add_user(opened, "Ana", Role.ADMIN, PASSWORD, "root")
        add_user(opened, "Bo", Role.READER, PASSWORD, "Ana")
        yield opened


def signed_in(accounts: Accounts, name: str = "Ana", password: str = PASSWORD, address: str = HERE) -> str:
    token = sign_in(accounts, name, password, address)
    assert isinstance(token, str)
    return token


def test_the_file_is_its_owners_alone_and_holds_no_secret(accounts: Accounts, file: Path) -> None:
    token = signed_in(accounts)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept = file.read_bytes()
    assert PASSWORD.encode() not in kept
    assert token.encode() not in kept
    assert b"$argon2id$" in kept


def test_a_user_is_made_listed_changed_and_removed(accounts: Accounts) -> None:
    token = signed_in(accounts, "bo")
    assert [(u.name, u.role, u.since, u.sessions) for u in list_users(accounts)] == [
        ("Ana", "admin", "2023-06-15", 0),
        ("Bo", "reader", "2023-06-15", 1),
    ]
    set_role(accounts, "BO", Role.REVIEWER, "Ana")
    assert who_is(accounts, token) == Person("Bo", Role.REVIEWER)
    remove_user(accounts, "Bo", "Ana")
    assert who_is(accounts, token) is None
    assert [user.name for user in list_users(accounts)] == ["Ana"]


@pytest.mark.parametrize("name", ["", " ", "_", "a\nb", "a\u202eb", "x" * 65, "<b>", "a/b"])
def test_what_is_no_name_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(RegisterError, match="no name for a user"):
        add_user(accounts, name, Role.READER, PASSWORD, "root")


@pytest.mark.parametrize("name", ["Zoë Ağa", "bo@example.org", "O'Neil", "7", "李娜"])
def test_names_of_all_languages_are_names(accounts: Accounts, name: str) -> None:
    add_user(accounts, name, Role.READER, PASSWORD, "root")
    assert signed_in(accounts, name.upper())


@pytest.mark.parametrize("password", ["short", "x" * 257, "abababababab", "Ana123456789"[:11], "ana-ana-1234"])
def test_a_weak_password_is_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(RegisterError, match="the password"):
        set_password(accounts, "Ana", password, "root")


def test_names_are_one_whatever_their_case(accounts: Accounts) -> None:
    for name in ("ana", " ANA ", "Ａｎａ"):
        with pytest.raises(RegisterError, match="is a user already"):
            add_user(accounts, name, Role.READER, PASSWORD, "root")


def test_the_last_admin_stays(accounts: Accounts) -> None:
    with pytest.raises(RegisterError, match="is the last admin"):
        remove_user(accounts, "Ana", "Ana")
    with pytest.raises(RegisterError, match="is the last admin"):
        set_role(accounts, "Ana", Role.READER, "Ana")
    set_role(accounts, "Ana", Role.ADMIN, "Ana")
    set_role(accounts, "Bo", Role.ADMIN, "Ana")
    remove_user(accounts, "Ana", "Bo")
    with pytest.raises(RegisterError, match="is no user"):
        set_password(accounts, "Ana", PASSWORD, "Bo")


def test_a_session_ends_when_it_is_idle_and_in_any_case(accounts: Accounts, clock: Clock) -> None:
    token = signed_in(accounts)
    for _ in range(int(LONGEST // (IDLE / 2))):
        assert who_is(accounts, token) == Person("Ana", Role.ADMIN)
        clock.put_on(IDLE / 2)
    assert who_is(accounts, token) is None
    idle = signed_in(accounts)
    clock.put_on(IDLE)
    assert who_is(accounts, idle) is None
    assert who_is(accounts, "") is None
    assert who_is(accounts, idle + "x") is None


def test_sessions_end_by_signing_out_here_or_everywhere_and_by_a_new_password(accounts: Accounts) -> None:
    first, second, third = (signed_in(accounts) for _ in range(3))
    sign_out(accounts, first, "Ana", HERE)
    assert [who_is(accounts, token) is None for token in (first, second)] == [True, False]
    set_password(accounts, "Ana", OTHER, "Ana")
    assert who_is(accounts, second) is who_is(accounts, third) is None
    fourth, fifth = (signed_in(accounts, password=OTHER) for _ in range(2))
    sign_out(accounts, fourth, "Ana", HERE, everywhere=True)
    assert who_is(accounts, fourth) is who_is(accounts, fifth) is None


def test_a_wrong_name_and_a_wrong_password_are_told_alike(accounts: Accounts) -> None:
    assert sign_in(accounts, "Ana", "wrong", HERE) == sign_in(accounts, "Nobody", PASSWORD, HERE) == Refused()
    assert check_password(accounts, "Ana", PASSWORD, HERE) is None
    assert check_password(accounts, "Ana", OTHER, HERE) == Refused()


def test_an_unknown_user_costs_a_check_too(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str | None] = []

    def checking(password: str, kept: str | None) -> bool:
        checked.append(kept)
        return is_right(password, kept)

    monkeypatch.setattr("entente.apps.accounts.sessions.is_right", checking)
    sign_in(accounts, "Nobody", PASSWORD, HERE)
    assert checked == [None]
    assert not is_right(PASSWORD, None)
    assert not is_right(PASSWORD, "no hash")
    assert is_right("ｃorrect horse battery", hashed(PASSWORD, "Ana"))


def test_too_many_attempts_are_refused_until_some_are_forgotten(accounts: Accounts, clock: Clock) -> None:
    assert [sign_in(accounts, "Ana", "wrong", HERE) for _ in range(5)] == [Refused()] * 5
    clock.put_on(60)
    assert sign_in(accounts, "Ana", PASSWORD, HERE) == Refused(int(WINDOW) - 60)
    assert signed_in(accounts, "Bo")
    assert signed_in(accounts, address=THERE)
    clock.put_on(WINDOW - 60)
    assert signed_in(accounts)


def test_attempts_outlive_the_desk(file: Path, accounts: Accounts, clock: Clock) -> None:
    for _ in range(5):
        sign_in(accounts, "Ana", "wrong", HERE)
    with open_accounts(file, clock=clock) as again:
        assert sign_in(again, "Ana", PASSWORD, HERE) == Refused(int(WINDOW))


def test_one_address_may_not_try_many_names(accounts: Accounts) -> None:
    told = {sign_in(accounts, f"user {n}", "wrong", HERE) for n in range(20)}
    assert told == {Refused()}
    assert sign_in(accounts, "Ana", PASSWORD, HERE) == Refused(int(WINDOW))
    assert signed_in(accounts, address=THERE)


def test_many_addresses_may_not_try_one_name(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entente.apps.accounts.sessions.is_right", lambda *_: False)
    told = {sign_in(accounts, "Ana", "wrong", f"192.0.2.{n}") for n in range(50)}
    assert told == {Refused()}
    assert sign_in(accounts, "Ana", PASSWORD, THERE) == Refused(int(WINDOW))
    assert sign_in(accounts, "Bo", "wrong", THERE) == Refused()


def test_what_was_done_is_logged_and_never_what_was_typed_as_a_name(accounts: Accounts) -> None:
    signed_in(accounts)
    sign_in(accounts, "my secret typed here", PASSWORD, HERE)
    note(accounts, "Ana", What.CHANGED, "x" * 5000, THERE)
    found, number = lines(accounts)
    assert [(line.who, line.what) for line in found] == [
        ("Ana", What.CHANGED),
        ("unknown", What.FAILED),
        ("Ana", What.SIGNED_IN),
        ("Ana", What.USER_ADDED),
        ("root", What.USER_ADDED),
    ]
    assert (number, len(found[0].about), found[1].about, found[0].at) == (5, 1000, "", "2023-06-15T12:00:00Z")
    assert lines(accounts, who="Ana", what=What.SIGNED_IN)[1] == 1
    assert len(lines(accounts, first=2, limit=2)[0]) == 2
    assert people(accounts) == ("Ana", "root", "unknown")


def test_a_file_of_a_newer_entente_is_refused(file: Path, accounts: Accounts) -> None:
    assert accounts.count() == 2
    with closing(connect(file)) as raw:
        raw.execute("PRAGMA user_version=9")
    with pytest.raises(RegisterError, match="of version 9"), open_accounts(file):
        pass


def test_a_file_of_the_first_version_gets_its_tables(file: Path, accounts: Accounts) -> None:
    with closing(connect(file)) as raw:
        raw.execute("DROP TABLE calendars")
        raw.execute("PRAGMA user_version=1")
    with open_accounts(file) as opened:
        assert opened.count() == accounts.count() == 2
        assert calendar_token(opened, "Ana") == ""
        assert calendar_token(opened, "Ana") != make_calendar(opened, "Ana", "") == calendar_token(opened, "Ana")


def test_what_is_not_there_or_cannot_be_made_is_said(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="no accounts there"), open_accounts(tmp_path / "none"):
        pass
    with pytest.raises(RegisterError, match="cannot be made"), open_accounts(tmp_path / "no" / "a", create=True):
        pass


def test_roles_cover_those_below() -> None:
    assert [Role.REVIEWER.covers(role) for role in Role] == [True, True, False]
    assert Person("Ana", Role.ADMIN).may("reviewer")
