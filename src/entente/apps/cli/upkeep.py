"""The commands that look after the register: backup, check, rebuild."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.apps.cli.options import KnowledgeOption, RegisterOption, settings_of
from entente.apps.cli.output import complain, count, note

if TYPE_CHECKING:
    from entente.register.verdicts import Verdicts

_SHOWN = 50  # faults printed; the rest is counted


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The new file to copy it into.", show_default=False)],
    register: RegisterOption = None,
) -> None:
    """Copy the register into a new file, also while others read and write it; the copy is a register itself.

    A register in PostgreSQL is copied into a file too.

    Example:

      entente backup entente-2023-05-15.db
    """
    from entente.register.backup import back_up
    from entente.register.opening import open_register  # SQLAlchemy is slow to import, and --help needs none

    with open_register(settings_of(context, register).register, tell=note) as opened:
        back_up(opened, file)
    note(f"copied into {file}")


def check(context: typer.Context, register: RegisterOption = None, knowledge: KnowledgeOption = None) -> None:
    """Look whether the register is whole, and say what to do about each fault; leaves with 1 where there is one.

    Looks at the database itself, at every report's text and claims, and at all that follows from them.

    Example:

      entente check
    """
    from entente.knowledge.loader import load_knowledge
    from entente.register.integrity import check as faults_of
    from entente.register.opening import open_register  # see backup
    from entente.register.verdicts import verdicts_of

    settings = settings_of(context, register, knowledge)
    with open_register(settings.register, tell=note) as opened:
        found = faults_of(opened, load_knowledge(*settings.knowledge))
        if not found:
            _tell_of_judgements(verdicts_of(opened))
    for problem in found[:_SHOWN]:
        complain(problem)
    if found:
        note(f"{count(len(found), 'fault')} in {settings.register}")
        raise typer.Exit(1)
    note(f"{settings.register} is whole")


def _tell_of_judgements(verdicts: "Verdicts") -> None:
    """Say of judgements that find no claim, or contradict one another: no fault of the register, and somebody's to look at."""
    lost, conflicts = len(verdicts.attached.unattached), len(verdicts.identity.conflicts)
    if lost:
        note(f"{count(lost, 'judgement')} on claims that are no more: `entente review` lists them")
    if conflicts:
        note(f"{count(conflicts, 'pair')} of names judged apart, and yet joined: `entente review` lists them")


def rebuild(context: typer.Context, register: RegisterOption = None, knowledge: KnowledgeOption = None) -> None:
    """Derive all that follows from the claims again: what was damaged is mended, what was whole stays the same.

    Also gives entities the names that the knowledge has now.

    Example:

      entente rebuild
    """
    from entente.knowledge.loader import load_knowledge
    from entente.register.integrity import rebuild as derive_again
    from entente.register.opening import open_register  # see backup

    settings = settings_of(context, register, knowledge)
    with open_register(settings.register, tell=note) as opened:
        mended = derive_again(opened, load_knowledge(*settings.knowledge))
    told = f"is rebuilt; {mended} of its reports and entities changed" if mended else "was whole"
    note(f"{settings.register} {told}")
