from collections.abc import Mapping
from pathlib import Path

from entente.knowledge.lint.rows import Table, read_rows
from entente.knowledge.loader import SHIPPED, load_knowledge


def sports(tmp_path: Path, text: str, schema: Mapping[str, Table], name: str = "sports") -> list[str]:
    path = tmp_path / "olympic" / f"{name}.csv"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return [f"{p.line}: {p.message}" for p in read_rows(tmp_path, schema)[1]]


def test_rows_know_their_lines(tmp_path: Path, schema: Mapping[str, Table]) -> None:
    assert sports(tmp_path, "id,name,source\njudo,judo,x\n", schema) == []
    rows, _ = read_rows(tmp_path, schema)
    assert [(row.id, row.line, row.items("source")) for row in rows] == [("judo", 2, ["x"])]


def test_a_row_with_too_many_cells_is_told(tmp_path: Path, schema: Mapping[str, Table]) -> None:
    assert sports(tmp_path, "id,name,source\njudo,judo,x,y\n", schema) == ["2: judo: 4 cells where the header has 3"]


def test_columns_unknown_missing_and_twice_are_told(tmp_path: Path, schema: Mapping[str, Table]) -> None:
    found = sports(tmp_path, "id,title,title,source\n", schema)
    assert found == [
        "1: unknown column 'title'",
        "1: unknown column 'title'",
        "1: missing column 'name'",
        "1: column 'title' stands twice",
    ]


def test_a_table_that_nobody_reads_is_told(tmp_path: Path, schema: Mapping[str, Table]) -> None:
    assert sports(tmp_path, "id\n", schema, "sprots") == ["0: no table of this name is read"]


def test_a_broken_quote_is_told(tmp_path: Path, schema: Mapping[str, Table]) -> None:
    (found,) = sports(tmp_path, 'id,name,source\n"judo,judo,x\n', schema)
    assert "no CSV" in found


def test_every_shipped_column_is_one_that_the_loader_knows(schema: Mapping[str, Table]) -> None:
    rows, problems = read_rows(SHIPPED, schema)
    assert not problems
    assert {row.id for row in rows if row.table == "sports"} == set(load_knowledge().sports)
