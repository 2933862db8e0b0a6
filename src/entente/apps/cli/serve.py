"""The command that opens the register in a browser: serve."""

from typing import Annotated

import typer

from entente.apps.cli.options import KnowledgeOption, RegisterOption, TodayOption, settings_of
from entente.apps.cli.output import note
from entente.apps.cli.signing import ByOption
from entente.model.problem import Problem
from entente.register.errors import RegisterError

_PORT = 8417


def serve(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any free one.")] = _PORT,
    host: Annotated[str, typer.Option(help="The address of this machine to listen on.")] = "127.0.0.1",
    new: Annotated[bool, typer.Option("--new", help="Make the register where there is none.")] = False,
    by: ByOption = "",
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
    today: TodayOption = None,
) -> None:
    """Open the register in a browser: pages to look at, search, share and judge, on this machine alone.

    Needs the extra `desk`. It runs until you stop it with Ctrl-C, and opens no browser by itself: go to the address that it prints.

    Examples:

      entente serve

      entente serve --port 9000 --today 2023-06-15
    """
    try:
        from entente.apps.web.app import create_app  # the web's libraries are slow to import, and an extra
        from entente.apps.web.serving import ServingError, address_of, check_host, run_desk, take_port
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("entente"):
            raise
        message = f"the desk needs the library {error.name}, which is not here"
        raise RegisterError(Problem("entente serve", message, "pip install 'entente[desk]'")) from error
    from entente.register.opening import open_register

    settings = settings_of(context, register, knowledge, today)
    try:
        check_host(host)
        with open_register(settings.register, create=new, tell=note) as opened, take_port(host, port) as listener:
            app = create_app(opened, settings, by=by)
            typer.echo(address_of(listener, host))
            run_desk(app, listener, note)
    except ServingError as error:
        raise RegisterError(error.problem) from error
