"""Reads the knowledge folder: CSV tables into rows, YAML rule files into documents; says file, line and remedy."""

import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, get_type_hints

import yaml

from entente.knowledge.layers import lay_over
from entente.knowledge.tables import (
    Ambiguity,
    Body,
    Country,
    DatedName,
    Gathering,
    Knowledge,
    Place,
    Series,
    Source,
    Sport,
)
from entente.model.problem import Problem

SHIPPED = Path(__file__).parent
_TABLES: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "bodies": (Body, ("committees", "federations", "bodies")),
    "countries": (Country, ("countries",)),
    "places": (Place, ("places",)),
    "sports": (Sport, ("sports",)),
    "series": (Series, ("gathering_series",)),
    "gatherings": (Gathering, ("gatherings",)),
    "ambiguous": (Ambiguity, ("ambiguous",)),
    "sources": (Source, ("sources",)),
}
# libyaml reads the rule files ten times as fast as the pure Python loader.
_YAML_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class RuleLoader(_YAML_BASE):  # type: ignore[misc] # PyYAML is configured by subclass only
    """Reads `on`, `no`, `off` as the English words they are, and dates as the EDTF text they are."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
        for first, resolvers in _YAML_BASE.yaml_implicit_resolvers.items()
    }


RuleLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


class KnowledgeError(Exception):
    """The knowledge folder cannot be used; `problems` name file, line and remedy."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Located:
    """A row with the file and the line it came from."""

    row: Any
    file: Path
    line: int


def load_knowledge(*folders: Path) -> Knowledge:
    """Load the shipped knowledge and, on top of it, the folders given in order.

    Rows of one id replace earlier ones; a rule file is laid over the earlier one of its name, entry by entry.

    Raises KnowledgeError where a file does not have the form of its kind.
    """
    return _load((SHIPPED, *folders))


@lru_cache(maxsize=4)
def _load(folders: tuple[Path, ...]) -> Knowledge:
    tables = {name: {_key(r.row): r.row for f in folders for r in rows_of(f, name)} for name in _TABLES}
    rules: dict[str, Any] = {}
    for folder in folders:
        for name, document in _rules_of(folder):
            rules[name] = lay_over(rules[name], document) if name in rules else document
    return Knowledge(**tables, rules=rules, version=_version(folders))


def rows_of(folder: Path, table: str) -> Iterator[Located]:
    """Give the rows of one table of a knowledge folder with their places; nothing where the folder lacks the file.

    Raises KnowledgeError at the first row that has no id or a column that its table does not know.
    """
    row_type, files = _TABLES[table]
    for stem in files:
        path = folder / "olympic" / f"{stem}.csv"
        if path.exists():
            yield from _rows_of_file(path, row_type)


def _rows_of_file(path: Path, row_type: type[Any]) -> Iterator[Located]:
    kinds = {name: str(hint) for name, hint in get_type_hints(row_type).items()}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        _check_header(path, reader.fieldnames or (), kinds, row_type)
        for cells in reader:
            if None in cells or None in cells.values():
                raise KnowledgeError(
                    [Problem(str(path), "wrong number of cells", "quote cells with commas", reader.line_num)]
                )
            values = {name: _cell(text, kinds[name]) for name, text in cells.items()}
            yield Located(row_type(**values), path, reader.line_num)


def _check_header(path: Path, header: Sequence[str], kinds: dict[str, str], row_type: type[Any]) -> None:
    unknown = [name for name in header if name not in kinds]
    missing = [f.name for f in fields(row_type)[:2] if f.name not in header]
    if unknown or missing:
        message = "; ".join(
            f"{what} column {c}" for what, names in (("unknown", unknown), ("missing", missing)) for c in names
        )
        raise KnowledgeError([Problem(str(path), message, f"columns are {', '.join(kinds)}", 1)])


def _cell(text: str, kind: str) -> Any:
    if "DatedName" in kind:
        return tuple(_dated(item) for item in _items(text))
    return _items(text) if "tuple" in kind else text.strip()


def _items(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split("|") if item.strip())


def _dated(item: str) -> DatedName:
    name, _, period = item.partition("@")
    start, _, end = period.partition("..")
    return DatedName(name.strip(), start.strip(), end.strip())


def _key(row: Any) -> str:
    for name in ("id", "alias", "key"):
        if value := getattr(row, name, ""):
            return str(value)
    raise KnowledgeError([Problem(type(row).__name__, "a row without an id", "fill its first column")])


def read_rules(path: Path) -> Any:
    """Read one rule file; raises yaml.YAMLError where it is no YAML."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=RuleLoader)  # noqa: S506 a safe loader


def _rules_of(folder: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(folder.rglob("*.yaml")):
        try:
            document = read_rules(path)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            raise KnowledgeError([Problem(str(path), f"no YAML: {error}", "", mark.line + 1 if mark else 0)]) from error
        yield path.relative_to(folder).with_suffix("").as_posix(), document
    for path in sorted(folder.rglob("*.txt")):
        words = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
        yield path.relative_to(folder).with_suffix("").as_posix(), frozenset(w for w in words if w and w[0] != "#")


def _version(folders: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for suffix in ("csv", "yaml", "txt") for p in folder.rglob(f"*.{suffix}")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
