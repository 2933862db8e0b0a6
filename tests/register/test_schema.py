from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, insert, inspect, select, text

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.report import Report
from entente.register.errors import RegisterError
from entente.register.handle import Register
from entente.register.integrity import check
from entente.register.judgements import Judgement, judgement_to_row, pair_of
from entente.register.judging import judge, list_judgements
from entente.register.opening import open_register
from entente.register.queries import find_claims
from entente.register.schema import change_version, newest_step, version_of
from entente.register.store import store
from entente.register.tables import SCHEMA_VERSION, judgements, metadata, reports
from entente.register.voices import heard_of


def tables_of(connection: Connection) -> dict[Any, Any]:
    """Give all that a database tells of its tables."""
    found = inspect(connection)
    hints = "SELECT attrelid::regclass::text, attname, attoptions FROM pg_attribute WHERE attoptions IS NOT NULL ORDER BY 1, 2"
    told = connection.execute(text(hints)).all() if connection.dialect.name == "postgresql" else []
    return {(table, column): hint for table, column, hint in told} | {
        name: (
            {column["name"]: (str(column["type"]), column["nullable"]) for column in found.get_columns(name)},
            sorted((index["name"], index["column_names"]) for index in found.get_indexes(name)),
            sorted(map(repr, found.get_foreign_keys(name))),
            found.get_pk_constraint(name)["constrained_columns"],
        )
        for name in found.get_table_names()
    }


@pytest.fixture
def filled(register: Register, knowledge: Knowledge, report: Report, make_claim: Callable[..., Claim]) -> Register:
    store(register, report, [make_claim("meeting", {"party": ("noc/MLI",)}, digest=report.digest)], knowledge)
    return register


def test_the_steps_lead_to_the_tables_as_they_are_made_new(register: Register) -> None:
    assert newest_step() == SCHEMA_VERSION
    with register.writing() as connection:
        made = tables_of(connection)
        metadata.drop_all(connection)
        change_version(connection, SCHEMA_VERSION)
        assert tables_of(connection) == made


def test_every_step_back_is_the_inverse_of_the_step(filled: Register) -> None:
    before = find_claims(filled)
    with filled.writing() as connection:
        shapes = {}
        for version in range(SCHEMA_VERSION, 0, -1):
            change_version(connection, version)
            shapes[version] = tables_of(connection)
        for version in range(1, SCHEMA_VERSION + 1):
            change_version(connection, version)
            assert tables_of(connection) == shapes[version]
    assert find_claims(filled) == before
    with filled.writing() as connection:
        change_version(connection, 0)
        assert tables_of(connection) == {}
        assert version_of(connection) == 0


def test_an_older_register_is_upgraded_when_it_is_opened(filled: Register, place: str) -> None:
    before = find_claims(filled)
    with filled.writing() as connection:
        change_version(connection, 1)
    lines: list[str] = []
    with open_register(place, tell=lines.append) as upgraded:
        assert find_claims(upgraded) == before
        with upgraded.reading() as connection:
            assert connection.execute(select(reports.c.key, reports.c.voice)).all() == [("report.txt", "report.txt")]
            assert connection.execute(select(judgements)).all() == []
    [line] = lines
    assert f"is upgraded from version 1 to {SCHEMA_VERSION}" in line
    with open_register(place, tell=lines.append):
        assert len(lines) == 1


@pytest.mark.parametrize("version", [1, 2, SCHEMA_VERSION - 1])
def test_voices_and_judgements_outlive_an_upgrade(
    filled: Register, place: str, knowledge: Knowledge, report: Report, version: int
) -> None:
    store(filled, replace(report, source="copy.txt", published="2023-05-16"), [], knowledge)
    pair = pair_of("person/joan-thani", "person/joaan-al-thani")
    made = [judge(filled, "not_same", pair, "Ana", note="brothers")] if version > 1 else []  # there were none before
    with filled.writing() as connection:
        change_version(connection, 1)
        change_version(connection, version)  # with reports that were stored before there were voices
        if made:
            put_again(connection, made)
    with open_register(place) as upgraded:
        with upgraded.reading() as connection:
            assert heard_of(connection, ["copy.txt"]).voices == {"copy.txt": "report.txt"}
        assert list_judgements(upgraded) == made
        assert not [problem for problem in check(upgraded, knowledge) if "rebuild" in problem.remedy]


def put_again(connection: Connection, made: Sequence[Judgement]) -> None:
    connection.execute(insert(judgements), [judgement_to_row(judgement) for judgement in made])


def test_a_copy_of_the_older_file_is_kept(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.db", tmp_path / "a.db.version-1"
    with open_register(path, create=True) as register, register.writing() as connection:
        change_version(connection, 1)
    with open_register(path):
        assert copy.exists()
    lines: list[str] = []
    with open_register(copy, tell=lines.append):
        assert f"{copy}.version-1" in lines[0]


def test_an_older_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_register(path, create=True) as register, register.writing() as connection:
        change_version(connection, 1)

    def only_reads(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA query_only=ON")

    event.listen(Engine, "connect", only_reads)
    try:
        with pytest.raises(RegisterError, match="of version 1, and cannot be upgraded"), open_register(path):
            pass
    finally:
        event.remove(Engine, "connect", only_reads)
