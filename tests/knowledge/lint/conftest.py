"""Tables and rule files written by a test, and the columns that the shipped ontology asks for."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from entente.knowledge.lint.documents import Document, read_documents
from entente.knowledge.lint.rows import Row, Table, load_schema
from entente.knowledge.loader import SHIPPED

Write = Callable[[str, str], Path]


@pytest.fixture(scope="session")
def schema() -> Mapping[str, Table]:
    return load_schema(SHIPPED)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Give a writer of files in a knowledge folder: the path inside it, and the text; it gives the folder."""

    def put(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path

    return put


def row(table: str, **cells: str) -> Row:
    return Row(table, cells, Path(f"{table}.csv"), 2)


@pytest.fixture
def document(write: Write) -> Callable[[str, str], Document]:
    """Give a maker of rule files from their name and text."""

    def make(name: str, text: str) -> Document:
        documents = read_documents(write(f"{name}.yaml", text))
        return next(found for found in documents if isinstance(found, Document) and found.name == name)

    return make
