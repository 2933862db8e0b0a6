"""`entente lint`: what is wrong with the knowledge files."""

import typer

from entente.apps.cli.options import KnowledgeOption, settings_of
from entente.apps.cli.output import count, note


def lint(context: typer.Context, knowledge: KnowledgeOption = None) -> None:
    """Check the knowledge files, the shipped ones and your own: each problem with its file, line and remedy.

    Examples:

      entente lint

      entente lint --knowledge my-knowledge/
    """
    from entente.knowledge.lint import lint as check  # loads every file; --help needs none

    problems = list(check(*settings_of(context, knowledge=knowledge).knowledge))
    for problem in problems:
        typer.echo(str(problem))
    note(count(len(problems), "problem") if problems else "the knowledge files are sound")
    raise typer.Exit(1 if problems else 0)
