"""The commands for the accounts of a desk that others can reach: user add, list, password, role, remove, log."""

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.apps.accounts.people import Role, login_name
from entente.apps.cli.options import FormatOption, RegisterOption, RowFormat, settings_of
from entente.apps.cli.output import note, print_rows
from entente.settings import Settings

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from entente.apps.accounts.opening import Accounts

user = typer.Typer(
    name="user",
    help="""Say who may use a desk that others can reach: accounts with passwords and roles (see `entente serve`).

    Examples:

      entente user add ana --role admin

      entente user role ana reviewer

      entente user log
    """,
    no_args_is_help=True,
)

AccountsOption = Annotated[
    Path | None,
    typer.Option(
        "--accounts",
        envvar="ENTENTE_ACCOUNTS",
        metavar="FILE",
        help="The file of the accounts; else it lies beside the register.",
        show_default=False,
    ),
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name, which signs judgements.", show_default=False)]
_SHOWN = 50


def accounts_file(settings: Settings, named: Path | None) -> Path:
    """Give the file of the accounts: the one named, else the one beside the register."""
    return named or settings.beside("accounts")


@user.command()
def add(
    context: typer.Context,
    name: Name,
    role: Annotated[Role, typer.Option(help="What the user may do.")] = Role.REVIEWER,
    accounts: AccountsOption = None,
    register: RegisterOption = None,
) -> None:
    """Make a user; the password is asked for, or read as a line from a pipe.

    A reader sees everything; a reviewer judges and adds reports too; an admin withdraws reports and manages users too.

    Examples:

      entente user add ana --role admin

      pwgen 20 1 | tee /dev/tty | entente user add bo --role reader
    """
    from entente.apps.accounts.users import add_user

    with _opened(context, accounts, register, create=True) as opened:
        add_user(opened, name, role, _password(), login_name())
    note(
        f"{name} is {'an' if role is Role.ADMIN else 'a'} {role}; a desk that runs already asks for it when it starts anew"
    )


@user.command("list")
def list_(
    context: typer.Context,
    row_format: FormatOption = RowFormat.TABLE,
    accounts: AccountsOption = None,
    register: RegisterOption = None,
) -> None:
    """List the users, with their roles, and in how many places each is signed in."""
    from entente.apps.accounts.users import list_users
    from entente.apps.rows import as_row

    with _opened(context, accounts, register) as opened:
        print_rows([as_row(one) for one in list_users(opened)], row_format)


@user.command()
def password(
    context: typer.Context, name: Name, accounts: AccountsOption = None, register: RegisterOption = None
) -> None:
    """Give a user another password; the user is signed out everywhere."""
    from entente.apps.accounts.users import set_password

    with _opened(context, accounts, register) as opened:
        set_password(opened, name, _password(), login_name())
    note(f"{name} has another password, and is signed out everywhere")


@user.command()
def role(
    context: typer.Context,
    name: Name,
    role: Annotated[Role, typer.Argument(metavar="ROLE", help="reader, reviewer or admin.", show_default=False)],
    accounts: AccountsOption = None,
    register: RegisterOption = None,
) -> None:
    """Give a user another role, which holds from the next request on."""
    from entente.apps.accounts.users import set_role

    with _opened(context, accounts, register) as opened:
        set_role(opened, name, role, login_name())
    note(f"{name} is {'an' if role is Role.ADMIN else 'a'} {role}")


@user.command()
def remove(
    context: typer.Context, name: Name, accounts: AccountsOption = None, register: RegisterOption = None
) -> None:
    """Remove a user, who is signed out everywhere; what the user judged stays, with the name."""
    from entente.apps.accounts.users import remove_user

    with _opened(context, accounts, register) as opened:
        remove_user(opened, name, login_name())
    note(f"{name} is removed")


@user.command()
def log(
    context: typer.Context,
    who: Annotated[str, typer.Option(metavar="NAME", help="Only what that user did.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many lines, the latest first.")] = _SHOWN,
    row_format: FormatOption = RowFormat.TABLE,
    accounts: AccountsOption = None,
    register: RegisterOption = None,
) -> None:
    """Tell who signed in, failed to, and changed the register or the users, the latest first."""
    from entente.apps.accounts.log import lines
    from entente.apps.rows import as_row

    with _opened(context, accounts, register) as opened:
        print_rows([as_row(one) for one in lines(opened, who=who, limit=limit)[0]], row_format)


def _opened(
    context: typer.Context, accounts: Path | None, register: str | None, *, create: bool = False
) -> "AbstractContextManager[Accounts]":
    from entente.apps.accounts.opening import open_accounts

    return open_accounts(accounts_file(settings_of(context, register), accounts), create=create)


def _password() -> str:
    """Ask for a password twice without showing it, or read it from a pipe. Raises BadParameter where the two differ."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Again: "):
        raise typer.BadParameter("the two passwords differ")
    return first
