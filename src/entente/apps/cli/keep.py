"""The command that takes a report out of the register: withdraw."""

from typing import Annotated

import typer

from entente.apps.cli.options import RegisterOption, settings_of
from entente.apps.cli.output import note
from entente.model.problem import Problem
from entente.register.errors import RegisterError


def withdraw(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Its url, path or title.", show_default=False)],
    register: RegisterOption = None,
) -> None:
    """Take a report and its own claims out of the register; what other reports say stays.

    Example:

      entente withdraw report.txt
    """
    from entente.register.opening import open_register  # SQLAlchemy is slow to import, and --help needs none
    from entente.register.queries import find_report
    from entente.register.store import withdraw as take_out

    settings = settings_of(context, register)
    with open_register(settings.register, tell=note) as opened:
        keys = find_report(opened, report)
        if len(keys) != 1:
            message = f"holds {'several reports' if keys else 'no report'} called {report!r}"
            remedy = f"name one by its url: {', '.join(keys)}" if keys else "name it by its url or path as it was read"
            raise RegisterError(Problem(str(settings.register), message, remedy))
        take_out(opened, keys[0])
    note(f"{keys[0]} is withdrawn")
