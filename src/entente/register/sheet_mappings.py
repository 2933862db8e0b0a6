"""What the columns of people's sheets are read as, remembered for the next sheet with the same header."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select

from entente.register.handle import Register
from entente.register.tables import meta


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """What a person said of a sheet: the fields of columns by their headers, and the kind of all rows, "" where these tell."""

    columns: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""


def remember(register: Register, header: Sequence[str], mapping: SheetMapping) -> None:
    """Keep what was said of a sheet with this header, in place of what was said before. Raises RegisterError."""
    key = _key(header)
    value = json.dumps({"columns": dict(mapping.columns), "kind": mapping.kind}, ensure_ascii=False, sort_keys=True)
    with register.writing() as connection:
        connection.execute(delete(meta).where(meta.c.key == key))
        if mapping.columns or mapping.kind:
            connection.execute(insert(meta).values(key=key, value=value))


def remembered(register: Register, header: Sequence[str]) -> SheetMapping:
    """Give what was said of a sheet with this header, nothing where none was brought in. Raises RegisterError."""
    with register.reading() as connection:
        value = connection.scalar(select(meta.c.value).where(meta.c.key == _key(header)))
    return SheetMapping(**json.loads(value)) if value else SheetMapping()


def _key(header: Sequence[str]) -> str:
    digest = hashlib.sha256(json.dumps(list(header), ensure_ascii=True).encode()).hexdigest()
    return f"sheet:{digest[:32]}"
