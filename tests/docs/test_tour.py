"""docs/tour.ipynb runs, and shows every name of the API."""

from pathlib import Path

import pytest

import entente
from tests.docs.notebook import load, run

NOTEBOOK = load()


@pytest.mark.integration
def test_the_tour_runs(tmp_path: Path) -> None:
    outputs = [text for _, text in run(NOTEBOOK, tmp_path)]
    assert len(outputs) == sum(cell["cell_type"] == "code" for cell in NOTEBOOK["cells"])
    assert any("overdue" in text for text in outputs)


def test_the_tour_shows_the_whole_api() -> None:
    source = "".join(line for cell in NOTEBOOK["cells"] for line in cell["source"])
    assert [name for name in entente.__all__ if f"{name}" not in source] == []
    methods = [name for name in vars(entente.Register) if not name.startswith("_")]
    assert [name for name in methods if f".{name}" not in source] == []


def test_the_tour_is_a_notebook_with_its_outputs() -> None:
    assert (NOTEBOOK["nbformat"], NOTEBOOK["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in NOTEBOOK["cells"]]
    assert len(ids) == len(set(ids))
    code = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
    assert all(cell["execution_count"] == number for number, cell in enumerate(code, start=1))
