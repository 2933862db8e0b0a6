"""Runs docs/tour.ipynb, cell by cell, as Jupyter would: the last expression of a cell is its output, beside what it prints.

`python -m tests.docs.notebook` runs it and keeps the outputs in the page.
"""

import ast
import contextlib
import io
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
TOUR = ROOT / "docs" / "tour.ipynb"
Cell = dict[str, Any]


def run(notebook: dict[str, Any], folder: Path) -> Iterator[tuple[Cell, str]]:
    """Run the code cells in a folder, and give each with what it prints and its last value. Raises what a cell raises."""
    names: dict[str, Any] = {"__name__": "__main__", "EXAMPLES": str(ROOT / "examples")}
    with contextlib.chdir(folder):
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                yield cell, _run_cell("".join(cell["source"]), names)


def _run_cell(source: str, names: dict[str, Any]) -> str:
    tree, out = ast.parse(source), io.StringIO()
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(out):
        exec(compile(tree, "tour", "exec"), names)  # noqa: S102 - our own page
        value = eval(compile(ast.Expression(last.value), "tour", "eval"), names) if isinstance(last, ast.Expr) else None  # noqa: S307
    return out.getvalue() + (f"{value}\n" if value is not None else "")


def with_outputs(notebook: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Give the notebook with the outputs of its cells."""
    for number, (cell, text) in enumerate(run(notebook, folder), start=1):
        cell["execution_count"] = number
        shown = text.splitlines(keepends=True)
        cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": shown}] if shown else []
    return notebook


def load() -> dict[str, Any]:
    """Give the notebook as it is in docs/."""
    notebook: dict[str, Any] = json.loads(TOUR.read_text(encoding="utf-8"))
    return notebook


if __name__ == "__main__":
    os.environ["COLUMNS"] = "120"
    with tempfile.TemporaryDirectory() as scratch:
        made = with_outputs(load(), Path(scratch))
    TOUR.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
