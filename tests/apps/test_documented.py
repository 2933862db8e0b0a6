"""What the documentation tells a user to type is what the command line takes."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from entente.apps.cli.app import app

ROOT = Path(__file__).resolve().parent.parent.parent
COMMANDS: dict[str, Any] = getattr(typer.main.get_command(app), "commands", {})


def documented() -> Iterator[str]:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            yield from (line for line in block.splitlines() if line.startswith("entente "))
    for command in COMMANDS.values():
        yield from re.findall(r"^\s+(entente \S.*)$", str(command.help), re.MULTILINE)


@pytest.mark.parametrize("line", sorted(set(documented())))
def test_a_documented_command_is_one(line: str) -> None:
    words = shlex.split(re.split(r"\s[|>]\s", line)[0], comments=True)
    name, *rest = [word for word in words[1:] if not word.startswith("-")]
    assert name in COMMANDS
    command = COMMANDS[name]
    if inner := getattr(command, "commands", None):
        command = inner[rest[0]]
    options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= options | {"--help"}


def test_every_command_teaches_with_an_example() -> None:
    assert [name for name, command in COMMANDS.items() if f"entente {name}" not in str(command.help)] == []
