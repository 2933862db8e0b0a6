"""What has to outlive a run, in a small JSON file that is never seen half written."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from entente.model.problem import Problem


def read_state(path: Path) -> dict[str, Any] | Problem:
    """Give the state in a file, {} where there is none, or the problem that it is broken."""
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        return Problem(str(path), f"cannot be read: {error}", "delete it to start anew")
    return state if isinstance(state, dict) else Problem(str(path), "is no state of Entente", "delete it to start anew")


def write_state(path: Path, state: dict[str, Any]) -> None:
    """Write a state in one step; {} removes the file. Raises OSError where the folder cannot be written."""
    if not state:
        with suppress(FileNotFoundError):
            path.unlink()
        return
    new = path.with_name(f"{path.name}.new")
    new.write_text(json.dumps(state, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(new, path)  # noqa: PTH105 - what makes it one step, see Python's docs of os.replace
