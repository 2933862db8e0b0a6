"""A server that is full, refuses, breaks off or goes away: one line says where, what and what to do; nothing committed is lost."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from entente.register.errors import RegisterError
from entente.register.integrity import check
from entente.register.opening import open_register
from entente.register.queries import list_reports
from entente.register.store import store_many
from evaluation.register_sample import bare_knowledge, reading, readings
from tests.postgresql import Server, running_server

CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IS NOT NULL AND pid <> pg_backend_pid()"
FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'die Datei konnte nicht erweitert werden' USING ERRCODE = '53100';
END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON claims EXECUTE FUNCTION full_disk();
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Give a server of this module's own, which falls and gets up again."""
    with running_server(settings=()) as running:
        yield running


@pytest.fixture
def place(server: Server) -> Iterator[str]:
    """Give a register with five reports, and undo in the end what a test has set."""
    address = server.empty_database()
    store(address, 0)
    yield address
    tell(server, "ALTER DATABASE postgres RESET ALL", "DROP OWNED BY reader", "DROP ROLE reader")


def tell(server: Server, *statements: str) -> None:
    """Run statements as the administrator; those on what is not there do nothing."""
    import psycopg

    with psycopg.connect(
        server.address("postgres"), autocommit=True, options="-c default_transaction_read_only=off"
    ) as connection:
        for statement in statements:
            try:
                connection.execute(statement)
            except psycopg.errors.UndefinedObject:
                continue


def store(place: str, first: int) -> None:
    with open_register(place, create=True, busy_seconds=0.2) as register:
        store_many(register, readings(first, first + 5), bare_knowledge())


def fault_of_storing(place: str) -> str:
    with pytest.raises(RegisterError) as caught:
        store(place, 5)
    told = str(caught.value)
    assert told.startswith(f"{place}: ")
    assert "\n" not in told
    return told.removeprefix(f"{place}: ")


def assert_kept(place: str, reports: int = 5) -> None:
    with open_register(place) as register:
        assert len(list_reports(register)) == reports
        assert check(register, bare_knowledge()) == ()


def test_a_full_disk_is_told_in_whatever_language_the_server_speaks(server: Server, place: str) -> None:
    tell(server, FULL)
    assert (
        fault_of_storing(place) == "cannot grow: the server's disk is full (make room; what was stored before is kept)"
    )
    assert_kept(place)


def test_a_database_that_is_only_read_is_told(server: Server, place: str) -> None:
    tell(server, "ALTER DATABASE postgres SET default_transaction_read_only = on")
    assert fault_of_storing(place) == "cannot be written (name a server or a user that may write)"
    assert_kept(place)


def test_a_user_without_rights_is_told_and_one_who_may_only_read_reads(server: Server, place: str) -> None:
    tell(server, "CREATE ROLE reader LOGIN", "REVOKE ALL ON SCHEMA public FROM PUBLIC")
    theirs = place.replace("postgres@", "reader@")
    refused = "does not let this user in (ask for the right to read and write its tables)"
    assert fault_of_storing(theirs) == refused
    with pytest.raises(RegisterError, match="does not let this user in"), open_register(theirs):
        pass
    tell(server, "GRANT USAGE ON SCHEMA public TO reader", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    assert_kept(theirs)
    assert fault_of_storing(theirs) == refused


def test_a_connection_cut_in_the_middle_is_told(server: Server, place: str) -> None:
    def cut_in_the_middle() -> None:
        with open_register(place) as register, register.writing() as connection:
            _take_out(connection)
            tell(server, CUT)
            _take_out(connection)

    with pytest.raises(RegisterError, match=r"has broken off \(see that the server runs, and do it again"):
        cut_in_the_middle()
    assert_kept(place)


def _take_out(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM reports")


def test_a_server_that_goes_away_is_told_and_reached_again_when_it_is_back(server: Server, place: str) -> None:
    with open_register(place) as register:
        server.stop()
        try:
            with pytest.raises(RegisterError, match="cannot be reached"):
                store_many(register, readings(5, 10), bare_knowledge())
            assert fault_of_storing(place).startswith("cannot be reached (see that the server runs")
        finally:
            server.start()
        store_many(register, readings(5, 10), bare_knowledge())
    assert_kept(place, 10)


def test_a_server_that_takes_no_more_connections_is_told(server: Server, place: str) -> None:
    tell(server, "CREATE ROLE reader LOGIN CONNECTION LIMIT 0")
    assert fault_of_storing(place.replace("postgres@", "reader@")).startswith("takes no more connections (")


def test_an_unknown_user_and_an_unknown_database_are_told(server: Server, place: str) -> None:
    assert fault_of_storing(place.replace("postgres@", "nobody@")).startswith("does not know this user or password")
    assert fault_of_storing(server.address("none")).startswith("is not there (make the database first")


def test_a_database_of_few_letters_is_told(server: Server) -> None:
    tell(server, "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
    report, claims = reading(1)
    with open_register(server.address("latin"), create=True) as register:
        with pytest.raises(RegisterError, match="has no place for letters of all languages"):
            store_many(register, [(replace(report, title="Київ"), claims)], bare_knowledge())
        assert list_reports(register) == []
    tell(server, "DROP DATABASE latin")
