"""Runs the commands of evaluation/ and holds the figures they print to the floors of floors.yaml.

usage: python -m evaluation.floors

Prints a line a figure; exits with 1 where one is below its floor or is not printed at all. Commands that need the material
beside the checkout are left out where it is not there, and the line says so.
"""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "evaluation" / "floors.yaml"
SHARED = ROOT.parent / "shared"


def output_of(command: str, known: dict[str, str]) -> str:
    """Give what a command of evaluation/ prints; each is run once."""
    if command not in known:
        words = [sys.executable, "-m", f"evaluation.{command}"]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own modules
        known[command] = done.stdout + done.stderr
    return known[command]


def check(entry: Mapping[str, Any], known: dict[str, str]) -> Iterator[tuple[bool, str]]:
    """Give for each figure of an entry whether it holds its floor, and the line that says so."""
    if entry.get("needs") == "shared" and not SHARED.is_dir():
        yield True, f"left out    {entry['command']}: the material beside the checkout is not here"
        return
    output = output_of(entry["command"], known)
    for name, figure in entry["figures"].items():
        match = re.search(figure["pattern"], output, re.MULTILINE)
        value = float(match[1]) if match else None
        holds = value is not None and figure.get("least", value) <= value <= figure.get("most", value)
        told = "not printed" if value is None else f"{value:g}"
        bound = f"at most {figure['most']}" if "most" in figure else f"at least {figure['least']}"
        yield holds, f"{'holds' if holds else 'FALLS':11} {name}: {told} ({bound})"


def main() -> int:
    """Check every floor; give 1 where one does not hold."""
    known: dict[str, str] = {}
    failed = 0
    for entry in yaml.safe_load(FLOORS.read_text(encoding="utf-8")):
        for holds, line in check(entry, known):
            print(line, flush=True)
            failed += not holds
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
