"""The commands of docs/register.md, run over the examples as a shell would, and what they print.

`python -m tests.docs.story` runs them and puts their output into the page anew.
"""

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from entente.apps.cli.app import run

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "register.md"
_COMMAND = re.compile(r"(```sh\n(entente [^\n]+)\n```\n)(\n```text\n)?(?(3)(.*?)(```\n)|)", re.DOTALL)


def printed(command: str) -> str:
    """Give what a command prints to standard output, in the folder that one works in."""
    out = io.StringIO()
    with mock.patch.object(sys, "argv", shlex.split(command)), contextlib.redirect_stdout(out), _left():
        run()
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().strip("\n").splitlines())


@contextlib.contextmanager
def _left() -> Iterator[None]:
    """Let a command leave with success."""
    try:
        yield
    except SystemExit as left:
        if left.code:
            raise


@contextlib.contextmanager
def beside_the_examples(folder: Path) -> Iterator[None]:
    """Work in a folder where the examples lie, and no register yet."""
    (folder / "examples").symlink_to(ROOT / "examples")
    with contextlib.chdir(folder), mock.patch.dict(os.environ):
        os.environ.pop("ENTENTE_REGISTER", None)
        yield


def with_outputs(page: str) -> str:
    """Give the page with the output of each command that shows one; all are run, in the order of the story."""
    story, judgements, rest = page.partition("\n## Judgements")

    def run_one(found: re.Match[str]) -> str:
        shown = printed(found[2])
        return f"{found[1]}{found[3]}{shown}{found[5]}" if found[3] else found[1]

    return _COMMAND.sub(run_one, story) + judgements + rest


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch, beside_the_examples(Path(scratch)):
        made = with_outputs(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(made, encoding="utf-8")
