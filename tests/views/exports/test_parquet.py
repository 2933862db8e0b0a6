import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq

from entente.model.claim import Claim
from entente.views.exports.columns import COLUMNS
from entente.views.exports.formats import Form
from entente.views.exports.letters import plain
from entente.views.exports.material import Material
from entente.views.exports.parquet import claims_from_parquet, parquet_files, write_parquet
from entente.views.exports.writing import save

MakeMaterial = Callable[..., Material]


def test_duckdb_reads_typed_columns(claims: tuple[Claim, ...], make_material: MakeMaterial, tmp_path: Path) -> None:
    save(Form.PARQUET, make_material(claims), tmp_path / "claims.parquet")
    found = duckdb.read_parquet(f"{tmp_path}/claims.parquet")
    types = dict(zip(found.columns, map(str, found.types), strict=True))
    assert types["when_first"] == "DATE"
    assert types["recorded"] == "TIMESTAMP WITH TIME ZONE"
    assert types["roles"] == "MAP(VARCHAR, VARCHAR[])"
    meetings = found.filter("kind = 'meeting' and factuality = 'asserted'")
    assert meetings.project("when_first, roles['party'], confidence").fetchall() == [
        (date(2023, 5, 10), ["noc/RUS", "noc/SYR"], 1.0)
    ]
    told = set(found.project("factuality, polarity").fetchall())
    assert told == {(claim.factuality, claim.polarity) for claim in claims}


def test_a_folder_is_partitioned_by_month(
    claims: tuple[Claim, ...], make_material: MakeMaterial, tmp_path: Path
) -> None:
    undated = replace(claims[2], when="", reported="")
    save(Form.PARQUET, make_material([*claims, undated]), tmp_path / "claims")
    files = f"{tmp_path}/claims/**/*.parquet"
    found = duckdb.read_parquet(files, hive_partitioning=True).aggregate("month, count(*)").order("month")
    assert found.fetchall() == [
        ("2017-01", 1),
        ("2018-01", 1),
        ("2023-05", 6),
        ("2023-06", 3),
        ("2023-10", 1),
        (None, 1),
    ]
    assert [name for name, _ in parquet_files(make_material(claims[:1]))] == ["month=2023-05/claims.parquet"]


def test_a_folder_of_nothing_has_its_columns(make_material: MakeMaterial, tmp_path: Path) -> None:
    save(Form.PARQUET, make_material([]), tmp_path / "claims")
    found = duckdb.read_parquet(f"{tmp_path}/claims/**/*.parquet", hive_partitioning=True)
    assert found.fetchall() == []
    assert {"id", "sentence", "month"} <= set(found.columns)


def test_pandas_reads_the_folder(claims: tuple[Claim, ...], make_material: MakeMaterial, tmp_path: Path) -> None:
    save(Form.PARQUET, make_material(claims), tmp_path / "claims")
    found = pd.read_parquet(tmp_path / "claims")
    assert sorted(found["id"]) == sorted(claim.id for claim in claims)
    assert set(found["month"]) == {"2017-01", "2018-01", "2023-05", "2023-06", "2023-10"}


def test_parquet_gives_the_claims_back(claims: tuple[Claim, ...], make_material: MakeMaterial) -> None:
    again = claims_from_parquet(b"".join(write_parquet(make_material(claims))))
    assert again == [replace(claim, digest="", quote=plain(claim.quote)) for claim in claims]


def test_each_column_says_what_it_means(make_material: MakeMaterial) -> None:
    schema = pq.read_schema(io.BytesIO(b"".join(write_parquet(make_material([])))))
    says = {field.name: field.metadata[b"description"].decode() for field in schema}
    assert [*says] == [*(column.name for column in COLUMNS), "evidence"]
    assert all(says.values())
