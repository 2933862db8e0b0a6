"""What is wrong with the knowledge files: each problem with its file, line and remedy."""

from collections.abc import Iterator
from pathlib import Path

from entente.knowledge.lint.codes import check_codes
from entente.knowledge.lint.gatherings import check_gatherings
from entente.knowledge.lint.names import check_names
from entente.knowledge.lint.references import check_committees, check_references
from entente.knowledge.lint.rows import Row, load_schema, read_rows
from entente.knowledge.lint.rules import check_rules
from entente.knowledge.lint.tables import check_rows
from entente.knowledge.loader import SHIPPED
from entente.model.problem import Problem


def lint(*folders: Path) -> tuple[Problem, ...]:
    """Check the shipped knowledge and, laid over it, the folders given in order; gives the problems, none where all is sound.

    The form of each file is checked folder by folder, what rows say of one another on all of them together.
    """
    layers = [SHIPPED, *(Path(folder) for folder in folders)]
    return tuple(dict.fromkeys(_problems(layers)))


def _problems(layers: list[Path]) -> Iterator[Problem]:
    schema = load_schema(SHIPPED)
    merged: dict[tuple[str, str], Row] = {}
    for folder in layers:
        if not folder.is_dir():
            yield Problem(str(folder), "no such folder", "name a folder with olympic/, english/ or ontology/ in it")
            continue
        rows, broken = read_rows(folder, schema)
        yield from broken
        yield from check_rows(rows, schema)
        merged |= {(schema[row.table].group, row.id): row for row in rows}
    yield from check_references(merged, schema)
    yield from check_committees(merged)
    yield from check_gatherings(merged)
    yield from check_names(merged.values(), schema)
    yield from check_codes(merged.values())
    yield from check_rules(
        [folder for folder in layers if folder.is_dir()],
        {i for group, i in merged if group == "sports"},
        {row.id: row.cells["name"] for row in merged.values() if "name" in row.cells},
    )
