from collections.abc import Mapping

import pytest

from entente.knowledge.lint.rows import Row, Table
from entente.knowledge.lint.tables import check_rows
from tests.knowledge.lint.conftest import row

FINE = {"id": "org/abc", "name": "A Body", "level": "other", "source": "list"}


def messages(schema: Mapping[str, Table], *rows: Row) -> list[str]:
    return [problem.message for problem in check_rows(rows, schema)]


def test_a_row_in_order_has_no_problem(schema: Mapping[str, Table]) -> None:
    assert (
        messages(schema, row("bodies", **FINE, former_names="Old Body@1913..2013|Elder@..1913", founded="1913")) == []
    )


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"id": "abc"}, "abc: id 'abc' is not of its form"),
        ({"name": ""}, "org/abc: name is empty"),
        ({"name": " A Body"}, "org/abc: name has spaces or a line break around its text"),
        ({"level": "club"}, "org/abc: level 'club' is none of its values"),
        ({"founded": "12 May 1913"}, "org/abc: founded '12 May 1913' is no date"),
        ({"aliases": "A|"}, "org/abc: aliases has an empty item"),
        ({"aliases": "A|B|A"}, "org/abc: aliases names 'A' twice"),
        ({"aliases": "A@1913..2013"}, "org/abc: aliases takes no period: 'A@1913..2013'"),
        ({"former_names": "A@1913"}, "org/abc: former_names: '1913' is no period"),
        ({"former_names": "A@2013..1913"}, "org/abc: former_names: '2013..1913' is no period"),
        ({"parent": "org/a|org/b"}, "org/abc: parent holds one item, no list"),
    ],
)
def test_a_cell_out_of_form_is_told(schema: Mapping[str, Table], cells: dict[str, str], message: str) -> None:
    assert messages(schema, row("bodies", **(FINE | cells))) == [message]


def test_rows_out_of_order_and_twice_are_told(schema: Mapping[str, Table]) -> None:
    rows = [row("bodies", **(FINE | {"id": key})) for key in ("org/b", "org/a", "org/b")]
    assert messages(schema, *rows) == ["org/a: stands behind org/b", "org/b: stands twice, first in bodies.csv:2"]


def test_federations_and_bodies_share_their_ids(schema: Mapping[str, Table]) -> None:
    assert messages(schema, row("bodies", **FINE), row("federations", **FINE)) == [
        "org/abc: stands twice, first in bodies.csv:2"
    ]
