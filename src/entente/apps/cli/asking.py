"""A question to the register as a command: its own arguments, and the options that every view takes, named in one place."""

import inspect
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import typer

from entente.apps.cli.desk import open_desk
from entente.apps.cli.options import (
    AsKnownOnOption,
    FormatOption,
    KnowledgeOption,
    RecordedByOption,
    RegisterOption,
    RowFormat,
    TodayOption,
    settings_of,
)
from entente.records.asked import AsOf


def _shared(
    row_format: FormatOption = RowFormat.TABLE,
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
    today: TodayOption = None,
    as_known_on: AsKnownOnOption = None,
    recorded_by: RecordedByOption = None,
) -> tuple[RowFormat, str | None, list[Path] | None, date | None, AsOf]:
    return row_format, register, knowledge, today, AsOf(as_known_on, recorded_by)


def question(ask: Callable[..., None]) -> Callable[..., None]:
    """Make a command of a function that takes an open desk and a format of rows before its own parameters.

    The command opens the register, and has the options of `_shared` after the function's own.
    """
    own = list(inspect.signature(ask, eval_str=True).parameters.values())[2:]
    shared = inspect.signature(_shared).parameters
    context = inspect.Parameter("context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)

    def command(context: typer.Context, **given: Any) -> None:
        row_format, register, knowledge, today, as_of = _shared(**{name: given.pop(name) for name in shared})
        with open_desk(settings_of(context, register, knowledge, today), as_of) as desk:
            ask(desk, row_format, **given)

    named = {"__name__": ask.__name__, "__doc__": ask.__doc__}
    for name, value in named.items():
        setattr(command, name, value)
    parameters = [context, *own, *shared.values()]
    setattr(command, "__signature__", inspect.Signature(parameters))  # noqa: B010 - typer reads it, mypy knows no such name
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command
