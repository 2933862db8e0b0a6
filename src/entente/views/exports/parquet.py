"""Parquet: the claims with typed, documented columns; one file, or a folder partitioned by month."""

import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from entente.model.claim import Claim
from entente.model.rows import claim_from_row
from entente.views.exports.columns import COLUMNS, column_row
from entente.views.exports.errors import needs
from entente.views.exports.letters import plain
from entente.views.exports.material import Material, month_of

if TYPE_CHECKING:
    import pyarrow as pa

NO_MONTH = "__HIVE_DEFAULT_PARTITION__"  # what Hive, and what reads its folders, calls no value


def write_parquet(material: Material) -> Iterator[bytes]:
    """Give the claims as one Parquet file; each column says what it means. Raises ExportError where pyarrow is not installed."""
    yield _file(material.claims, material)


def parquet_files(material: Material) -> Iterator[tuple[str, bytes]]:
    """Give the claims as the files of a folder, one for each month (`month=2023-05/claims.parquet`), as Hive lays them out.

    The month is that in which the claim's time begins, else its report's. Raises ExportError where pyarrow is not installed.
    """
    months: dict[str, list[Claim]] = defaultdict(list)
    for claim in material.claims:
        months[month_of(claim)].append(claim)
    for month, claims in sorted(months.items()) or [("", [])]:  # of no claims, a file with the columns
        yield f"month={month or NO_MONTH}/claims.parquet", _file(claims, material)


def claims_from_parquet(data: bytes) -> list[Claim]:
    """Make the claims of a Parquet file of ours again, without the digest of their texts and the steps, which it leaves out.

    Raises ExportError where pyarrow is not installed, and ValueError or KeyError where the file holds no claims.
    """
    _pyarrow()
    import pyarrow.parquet as pq

    return [claim_from_row(_claim_row(row), digest="") for row in pq.read_table(io.BytesIO(data)).to_pylist()]


def _file(claims: Sequence[Claim], material: Material) -> bytes:
    pa = _pyarrow()
    import pyarrow.parquet as pq

    rows = [_plain(_row(claim, material)) for claim in claims]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=_schema(pa)), out, compression="zstd")
    return out.getvalue()


def _pyarrow() -> Any:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise needs("pyarrow", "parquet") from error
    return pa


def _schema(pa: Any) -> "pa.Schema":
    texts = pa.list_(pa.string())
    of_type = {"text": pa.string(), "texts": texts, "integer": pa.int32(), "number": pa.float64(), "day": pa.date32()}
    of_name = {
        "roles": pa.map_(pa.string(), texts),
        "attributes": pa.map_(pa.string(), pa.string()),
        "recorded": pa.timestamp("s", tz="UTC"),
    }
    says = {"roles": "who: the ids in each role", "attributes": "what: the values by their names"}
    listed = [(c.name, of_name.get(c.name, of_type[c.type]), says.get(c.name, c.says)) for c in COLUMNS]
    span = pa.struct([("role", pa.string()), ("start", pa.int32()), ("end", pa.int32())])
    listed.append(("evidence", pa.list_(span), "where in the report's text what filled each role stands"))
    return pa.schema([pa.field(name, kind, metadata={"description": told}) for name, kind, told in listed])


def _row(claim: Claim, material: Material) -> dict[str, Any]:
    row = column_row(claim, material)
    return {
        **row,
        "roles": [(role, list(ids)) for role, ids in claim.roles.items()],
        "attributes": list(claim.attributes.items()),
        "recorded": datetime.fromisoformat(row["recorded"]),
        "evidence": [{"role": e.role, "start": e.span.start, "end": e.span.end} for e in claim.evidence],
    }


def _claim_row(row: dict[str, Any]) -> dict[str, Any]:
    evidence: dict[str, list[list[int]]] = defaultdict(list)
    for piece in row["evidence"]:
        evidence[piece["role"]].append([piece["start"], piece["end"]])
    return {
        **row,
        "roles": dict(row["roles"]),
        "attributes": {**dict(row["attributes"]), "conditions": row["conditions"] or []},
        "passage": {"start": row["start"], "end": row["end"], "text": row["sentence"]},
        "evidence": evidence,
        "when_unknown": row["when_unknown"] or "",
        "where": row["where"] or [],
        "attribution": row["attribution"] or [],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, (list, tuple)):
        return type(value)(_plain(part) for part in value)
    return {name: _plain(part) for name, part in value.items()} if isinstance(value, dict) else value
