import csv
import io

from entente.apps.rows import csv_text


def test_cells_that_a_sheet_would_run_are_made_harmless() -> None:
    text = csv_text([{"a": "=1+1", "b": ["x", "y"], "c": None, "d": {"e": 1}, "f": -0.5}])
    assert list(csv.reader(io.StringIO(text))) == [["a", "b", "c", "d", "f"], ["'=1+1", "x; y", "", '{"e": 1}', "-0.5"]]
    assert csv_text([]) == ""
