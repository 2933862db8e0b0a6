"""The command that opens the register in a browser: serve."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.apps.cli.options import KnowledgeOption, RegisterOption, TodayOption, settings_of
from entente.apps.cli.output import note
from entente.apps.cli.signing import ByOption
from entente.apps.cli.user import AccountsOption, accounts_file
from entente.model.problem import Problem
from entente.register.errors import RegisterError

if TYPE_CHECKING:
    from entente.apps.accounts.opening import Accounts

_PORT = 8417


def serve(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any free one.")] = _PORT,
    host: Annotated[str, typer.Option(help="The address of this machine to listen on.")] = "127.0.0.1",
    url: Annotated[
        str, typer.Option(metavar="URL", help="The address by which people reach it, where that is another.")
    ] = "",
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A certificate for https (PEM).", exists=True, dir_okay=False)
    ] = None,
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The certificate's key (PEM).", exists=True, dir_okay=False)
    ] = None,
    accounts: AccountsOption = None,
    new: Annotated[bool, typer.Option("--new", help="Make the register where there is none.")] = False,
    by: ByOption = "",
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
    today: TodayOption = None,
) -> None:
    """Open the register in a browser: pages to look at, search, share and judge.

    Needs the extra `desk`. It runs until you stop it with Ctrl-C, and opens no browser by itself: go to the address that it prints.

    On this machine alone no one signs in, and what you judge is signed with your login name, or `--by`. Once there are accounts
    (`entente user add`), everybody signs in, here too; without any, no other `--host` is served. Passwords belong behind https:
    name a certificate, or let a web server that has one stand before the desk, and say by which address people reach it.

    Examples:

      entente serve

      entente serve --port 9000 --today 2023-06-15

      entente serve --url https://desk.example.org

      entente serve --host 0.0.0.0 --url https://desk.example.org:8417 --certificate desk.pem --key desk.key
    """
    try:
        from entente.apps.web.app import (  # the web's libraries are slow to import, and an extra
            begin_with_menu,
            create_app,
        )
        from entente.apps.web.serving import (
            Reach,
            ServingError,
            address_of,
            check_host,
            hosts_of,
            run_desk,
            take_port,
        )
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("entente"):
            raise
        message = f"the desk needs the library {error.name}, which is not here"
        raise RegisterError(Problem("entente serve", message, "pip install 'entente[desk]'")) from error
    from entente.register.opening import open_register

    settings, reach = settings_of(context, register, knowledge, today), Reach(url, certificate, key)
    try:
        with _accounts_in(accounts_file(settings, accounts)) as known:
            check_host(host, url, known.count() if known else 0)
            hosts = hosts_of(host, url)
            with open_register(settings.register, create=new, tell=note) as opened, take_port(host, port) as listener:
                app = create_app(opened, settings, hosts, by, known, https=reach.https)
                begin_with_menu(app)
                typer.echo(address_of(listener, host, reach))
                _warn(known, reach, host)
                run_desk(app, listener, note, reach)
    except ServingError as error:
        raise RegisterError(error.problem) from error


@contextmanager
def _accounts_in(file: Path) -> Iterator["Accounts | None"]:
    """Open the accounts of a desk; None where it has none."""
    from entente.apps.accounts.opening import open_accounts

    if not file.exists():
        yield None
        return
    with open_accounts(file) as opened:
        yield opened if opened.count() else None


def _warn(accounts: "Accounts | None", reach: "object", host: str) -> None:
    if accounts and not getattr(reach, "https", False) and host not in {"127.0.0.1", "::1", "localhost"}:
        note("passwords and pages go over the network in the clear: see --certificate, or --url https://…")
