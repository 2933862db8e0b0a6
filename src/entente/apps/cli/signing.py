"""Who judges: the name that signs, and what is said of a judgement that was made."""

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from entente.apps.cli.output import note
from entente.model.problem import Problem
from entente.questions.desk import Desk
from entente.views.review import told, waiting_conflicts

if TYPE_CHECKING:
    from entente.register.judgements import Judgement


def login_name(given: str) -> str:
    """Give the name that signs: the one given, else the one of the login. Raises BadParameter where there is neither."""
    try:
        name = given.strip() or getpass.getuser()
    except (OSError, KeyError) as error:  # a container without users
        raise typer.BadParameter("say who you are: --by NAME, or ENTENTE_USER") from error
    return name


ByOption = Annotated[
    str,
    typer.Option(
        "--by", envvar="ENTENTE_USER", metavar="NAME", callback=login_name, help="Who judges; else your login name."
    ),
]
NoteOption = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, in your own words.")]


def tell_conflicts(desk: Desk) -> None:
    """Say which entities were judged apart and yet are joined, and how to part them. Raises RegisterError."""
    from entente.register.verdicts import verdicts_of

    for waiting in waiting_conflicts(verdicts_of(desk.register).identity.conflicts, desk.names):
        problem = Problem(waiting.says, "; ".join(waiting.reasons), "`entente undo` one of these")
        note(f"entente: {problem}")


def note_judged(judgement: "Judgement", what: str) -> None:
    """Say what was judged, and by which id it can be undone."""
    note(f"{what}: {told(judgement)} (judgement {judgement.id})")
