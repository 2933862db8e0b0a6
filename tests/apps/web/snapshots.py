"""Pages as they were when somebody looked at them last: `ENTENTE_SNAPSHOTS=1 pytest tests/apps/web` keeps them anew.

Only pages over claims made by hand are kept: what is read out of the examples changes with every better reading.
"""

import os
import re
from pathlib import Path

_KEPT = Path(__file__).parent / "snapshots"


def as_kept(name: str, page: str) -> bool:
    """Tell whether the main part of a page is as it was kept under a name; keep it where that is asked for."""
    found = re.search(r"<main.*</main>", page, re.DOTALL)
    assert found is not None
    lines = (line.strip() for line in found[0].splitlines())
    shown = "\n".join(line for line in lines if line) + "\n"
    file = _KEPT / f"{name}.html"
    if os.environ.get("ENTENTE_SNAPSHOTS"):
        file.write_text(shown, encoding="utf-8")
    return file.read_text(encoding="utf-8") == shown
