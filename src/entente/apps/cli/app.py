"""The command line: its commands, the options before them, and its exit codes."""

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from entente.apps.cli.annotate import annotate
from entente.apps.cli.ask import agreements, due, show, standing, timeline
from entente.apps.cli.evaluate import evaluate
from entente.apps.cli.explain import explain
from entente.apps.cli.export import export
from entente.apps.cli.import_ import import_sheet
from entente.apps.cli.judge import history, merge, split, undo
from entente.apps.cli.keep import withdraw
from entente.apps.cli.lint import lint
from entente.apps.cli.options import KnowledgeOption, TodayOption
from entente.apps.cli.output import complain
from entente.apps.cli.read import read
from entente.apps.cli.review import review
from entente.apps.cli.serve import serve
from entente.apps.cli.sides import between, conflicts
from entente.apps.cli.upkeep import backup, check, rebuild
from entente.apps.cli.user import user
from entente.apps.cli.watch import watch
from entente.knowledge.loader import KnowledgeError
from entente.model.problem import Problem
from entente.register.errors import RegisterError
from entente.settings import REGISTER_FILE, Settings, register_place

INTERRUPTED = 130

app = typer.Typer(
    name="entente",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"entente {version('entente')}")
        raise typer.Exit


@app.callback()
def entente(
    context: typer.Context,
    register: Annotated[
        str,
        typer.Option(
            "--register",
            envvar="ENTENTE_REGISTER",
            metavar="FILE|URL",
            help="The register: a file, or a database as postgresql://user@host/database.",
        ),
    ] = str(REGISTER_FILE),
    knowledge: KnowledgeOption = None,
    today: TodayOption = None,
    show_version: Annotated[  # noqa: ARG001 - its callback prints and leaves
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Read news reports about international sport, and keep a register of relations between its bodies.

    Who met, invited, supported, signed, suspended, readmitted, criticised or elected whom, when, and who says so: each line with
    the sentence it was read from.

    Start here:

      entente read report.txt            read a report into the register

      entente agreements                 what was promised, and did it happen?

      entente standing noc/RUS           who stands where?

      entente show "Syrian Olympic Committee"

      entente explain 3f2a91             why is this claim there?
    """
    context.obj = Settings(register=register_place(register), knowledge=tuple(knowledge or ()), today=today)


for command in (
    read,
    watch,
    annotate,
    show,
    agreements,
    standing,
    timeline,
    due,
    between,
    conflicts,
    explain,
    review,
    merge,
    split,
    undo,
    history,
    withdraw,
    backup,
    check,
    rebuild,
    export,
    serve,
    evaluate,
    lint,
):
    app.command()(command)
app.command("import")(import_sheet)
app.add_typer(user)


def run() -> None:
    """Run the command line and leave with its exit code; an error that a user can mend is one line."""
    _speak_utf8()
    try:
        app(prog_name="entente")
    except KnowledgeError as error:
        for problem in error.problems:
            complain(problem)
        sys.exit(1)
    except RegisterError as error:
        complain(error.problem)
        sys.exit(1)
    except BrokenPipeError:  # the reader of our rows has gone, as `head` does
        _drop_rows()
        sys.exit(1)
    except OSError as error:  # the disk is full, the language model that was named is not there
        complain(Problem(str(error.filename or "entente"), error.strerror or str(error)))
        sys.exit(1)
    except KeyboardInterrupt:
        _tell_interrupted()
        sys.exit(INTERRUPTED)
    except SystemExit as leaving:  # typer makes this of an interruption within a command
        if leaving.code == INTERRUPTED:
            _tell_interrupted()
        raise


def _tell_interrupted() -> None:
    complain(Problem("interrupted", "what was stored before is kept"))


def _drop_rows() -> None:
    """Send what is still to be written nowhere, so that leaving does not fail on it, see the note on SIGPIPE in Python's docs."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Print rows as UTF-8 whatever the locale; what no encoding has (a broken file name) is escaped as JSON would."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
