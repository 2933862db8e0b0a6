import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import polars as pl
import pytest

from entente.model.claim import Claim
from entente.views.frames import as_row, frame
from entente.views.timeline import timeline
from tests.conftest import wording_of

MakeClaim = Callable[..., Claim]
WORDING = wording_of()


@dataclass(frozen=True)
class Line:
    day: date | None
    who: tuple[str, ...]


LINES = (Line(date(2023, 5, 1), ("a", "b")), Line(None, ()))


def test_pandas_has_days_as_dates() -> None:
    found = frame(LINES)
    assert list(found.columns) == ["day", "who"]
    assert str(found["day"].dtype).startswith("datetime64")
    assert found["day"].isna().tolist() == [False, True]
    assert found["who"].tolist() == [["a", "b"], []]


def test_polars_has_types() -> None:
    found = frame(LINES, "polars")
    assert found.schema == {"day": pl.Date, "who": pl.List(pl.String)}


def test_any_view_makes_a_frame(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("meeting", {"party": ("a", "b")}),
        make_claim("office", {"holder": ("c",)}, attributes={"post": "president"}, conditions=("if",)),
    ]
    assert isinstance(frame(claims), pd.DataFrame)
    assert frame(claims)["kind"].tolist() == ["meeting", "office"]
    assert frame(timeline(claims, WORDING))["factuality"].tolist() == ["asserted", "asserted"]
    roles = frame(claims, "polars")["roles"].to_list()
    assert roles == [[{"name": "party", "value": "a; b"}], [{"name": "holder", "value": "c"}]]
    assert frame(timeline(claims, WORDING), "polars")["kind"].to_list() == ["meeting", "office"]
    assert len(frame([])) == len(frame([], "polars")) == 0


def test_a_value_is_a_row_with_its_parts(make_claim: MakeClaim) -> None:
    [entry] = timeline([make_claim("meeting")], WORDING)
    assert as_row(entry)["support"]["sentence"] == "They met."


def test_another_library_is_refused() -> None:
    other: Any = "excel"
    with pytest.raises(ValueError, match="take 'pandas' or 'polars'"):
        frame(LINES, other)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_missing_is_named(library: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError, match=f"{library} is not here: pip install"):
        frame(LINES, library)
