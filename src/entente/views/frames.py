"""The values of any view as a frame of pandas or polars."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, overload

from entente.model.claim import Claim
from entente.model.rows import claim_to_row

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Library = Literal["pandas", "polars"]
Row = dict[str, Any]


@overload
def frame(values: Iterable[Any], library: Literal["pandas"] = "pandas") -> "pd.DataFrame": ...
@overload
def frame(values: Iterable[Any], library: Literal["polars"]) -> "pl.DataFrame": ...
def frame(values: Iterable[Any], library: Library = "pandas") -> "pd.DataFrame | pl.DataFrame":
    """Give claims, a view's values or rows as a frame, one row each; days become dates of the library's own.

    Raises ImportError where the library is not installed, with what to install, and ValueError where it is neither.
    """
    rows = [as_row(value) for value in values]
    if library == "polars":
        return _polars(rows)
    if library == "pandas":
        return _pandas(rows)
    raise ValueError(f"{library!r} makes no frames: take 'pandas' or 'polars'")


def as_row(value: Any) -> Row:
    """Give a claim, a view's value (a dataclass) or a mapping as a row: nested values as lists and mappings, days as dates."""
    if isinstance(value, Claim):
        return claim_to_row(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return {str(name): _plain(part) for name, part in value.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping) or (is_dataclass(value) and not isinstance(value, type)):
        return as_row(value)
    return [_plain(part) for part in value] if isinstance(value, (list, tuple)) else value


def _pandas(rows: list[Row]) -> "pd.DataFrame":
    try:
        import pandas as pd
    except ImportError as error:
        raise ImportError("pandas is not here: pip install 'entente[frames]'") from error
    made = pd.DataFrame(rows)
    for name in made.columns:
        if any(isinstance(row.get(name), date) for row in rows):
            made[name] = pd.to_datetime(made[name])
    return made


def _polars(rows: list[Row]) -> "pl.DataFrame":
    try:
        import polars as pl
    except ImportError as error:
        raise ImportError("polars is not here: pip install 'entente[frames]'") from error
    return pl.DataFrame([_even(row) for row in rows], infer_schema_length=None)


def _even(row: Row) -> Row:
    """Give a row whose nested mappings are lists of name and values: the columns of polars have one type each."""
    return {name: _pairs(value) if isinstance(value, Mapping) else value for name, value in row.items()}


def _pairs(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"name": name, "value": "; ".join(map(str, part)) if isinstance(part, list) else str(part)}
        for name, part in value.items()
    ]
