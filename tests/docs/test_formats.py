"""docs/formats.md shows one example of each format, and each is what the export gives."""

from entente.model.claim import FACTUALITIES
from entente.views.exports.columns import COLUMNS
from entente.views.exports.formats import Form
from tests.docs.examples import PAGE, TEXT, claims, shown, with_examples


def test_the_page_has_an_example_of_each_format_that_is_what_it_gives() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert sorted(shown(page)) == sorted(Form)
    assert with_examples(page) == page, "python -m tests.docs.examples makes the examples anew"


def test_the_page_explains_every_column_and_every_way_of_telling() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [
        column.name for column in COLUMNS if f"| `{column.name}` | {column.type} | {column.says} |" not in page
    ] == []
    assert [word for word in (*FACTUALITIES, "denied") if f"`{word}`" not in page] == []


def test_the_examples_stand_where_they_say() -> None:
    text = " ".join(TEXT)
    assert [claim.passage.of(text) for claim in claims()] == [claim.quote for claim in claims()]
