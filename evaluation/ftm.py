"""Asks followthemoney itself whether what `entente export ftm` gives is valid: python evaluation/ftm.py FILE...

It needs followthemoney (evaluation/requirements-ftm.txt) and nothing of Entente, so that it runs in an environment of its own: the
pins of the two differ, and followthemoney builds on ICU. Checked of every entity: its schema exists and is no abstract one, its
properties are the schema's and their values valid, the required ones are there, what it points at is in the file and of the right
kind, and the keys of its statements are those that followthemoney makes.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from followthemoney import model
from followthemoney.entity import ValueEntity
from followthemoney.exc import InvalidData
from followthemoney.statement import Statement

Row = dict[str, Any]


def faults(row: Row, schemata: Mapping[str, str]) -> Iterator[str]:
    """Give what is wrong with an entity; `schemata` are those of all entities of the file, by id."""
    schema = model.get(row["schema"])
    if schema is None or schema.abstract:
        yield f"{row['schema']} is no schema to use"
        return
    yield from (f"{name} is no property of {schema.name}" for name in row["properties"] if schema.get(name) is None)
    yield from (f"{name} is missing" for name in schema.required if not row["properties"].get(name))
    try:
        schema.validate(row)
    except InvalidData as error:
        yield f"{error}: {error.errors}"
    entity = ValueEntity.from_dict(json.loads(json.dumps(row)), cleaned=False)
    if {name: set(values) for name, values in entity.properties.items()} != _sets(row["properties"]):
        yield "it changes when followthemoney reads it"
    yield from _dangling(entity, schemata)
    for statement in row["statements"]:
        if Statement.from_dict(statement).generate_key() != statement["id"]:
            yield f"the statement of {statement['prop']} has another key"


def _sets(properties: Mapping[str, list[str]]) -> dict[str, set[str]]:
    return {name: set(values) for name, values in properties.items()}


def _dangling(entity: Any, schemata: Mapping[str, str]) -> Iterator[str]:
    for prop, value in entity.itervalues():
        if prop.type.name != "entity":
            continue
        target = model.get(schemata.get(value, ""))
        if target is None:
            yield f"{prop.name} points at {value}, which is not in the file"
        elif not target.is_a(prop.range):
            yield f"{prop.name} points at a {target.name}, not a {prop.range.name}"


def check(path: Path) -> int:
    """Print what is wrong with a file, and how many entities of each schema it holds; give the number of faults."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    schemata = {row["id"]: row["schema"] for row in rows}
    found = [(row["id"], fault) for row in rows for fault in faults(row, schemata)]
    for entity, fault in found:
        print(f"{path}: {entity}: {fault}", file=sys.stderr)
    counts = ", ".join(f"{number} {schema}" for schema, number in sorted(Counter(schemata.values()).items()))
    print(f"{path}: {len(rows)} entities ({counts}), {len(found)} faults")
    return len(found)


if __name__ == "__main__":
    sys.exit(sum(check(Path(name)) for name in sys.argv[1:]) > 0)
