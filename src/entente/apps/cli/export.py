"""`entente export`: the register's claims in the formats that people work with."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.apps.cli.desk import meant, open_desk
from entente.apps.cli.options import AsKnownOnOption, KnowledgeOption, RegisterOption, parse_day, settings_of
from entente.apps.cli.output import complain, count, note
from entente.model.problem import Problem
from entente.questions.desk import Desk
from entente.views.exports.errors import ExportError
from entente.views.exports.formats import FORMATS, Form, fitting, untold
from entente.views.exports.material import gather
from entente.views.exports.selection import Filters, select
from entente.views.exports.writing import save

if TYPE_CHECKING:
    from entente.views.exports.material import Material


class Told(StrEnum):
    """How a claim is told: its factuality, or denied where its polarity is negative."""

    ALLEGED = "alleged"
    HOPED = "hoped"
    CONDITIONAL = "conditional"
    POSSIBLE = "possible"
    PLANNED = "planned"
    ASSERTED = "asserted"
    DENIED = "denied"


class Include(StrEnum):
    """What a format is to take although it has no place for it."""

    ALLEGED = "alleged"
    HOPED = "hoped"
    CONDITIONAL = "conditional"
    POSSIBLE = "possible"
    PLANNED = "planned"
    DENIED = "denied"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class _Wanted:
    form: Form
    filters: Filters
    include: frozenset[str]
    output: Path | None


_DAY = "YYYY-MM-DD"
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="PATH", help="Where to; - or none: standard output.", show_default=False),
]
Kind = Annotated[list[str] | None, typer.Option("--kind", help="Only claims of that kind; may be repeated.")]
Party = Annotated[list[str] | None, typer.Option("--party", help="Only claims that name it; may be repeated.")]
First = Annotated[
    date | None, typer.Option("--from", parser=parse_day, metavar=_DAY, help="What may hold then or later.")
]
Last = Annotated[
    date | None, typer.Option("--to", parser=parse_day, metavar=_DAY, help="What may hold then or earlier.")
]
Factuality = Annotated[list[Told] | None, typer.Option("--factuality", help="Only what is told so; may be repeated.")]
Included = Annotated[
    list[Include] | None,
    typer.Option("--include", help="Take what is told so into a format without a place for it; may be repeated."),
]


def export(  # noqa: PLR0913, PLR0917 - the filters are options
    context: typer.Context,
    form: Annotated[Form, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(Form)}.", show_default=False)],
    output: Output = None,
    kind: Kind = None,
    party: Party = None,
    first: First = None,
    last: Last = None,
    factuality: Factuality = None,
    as_known_on: AsKnownOnOption = None,
    include: Included = None,
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Write claims of the register in a format that other software reads, to standard output or to `--output`.

    The filters are the same for every format. One that has no place for factuality (ftm), or for what is only hoped, possible or
    alleged (ics), leaves that out and says how much, unless `--include` asks for it. Parquet (by month) and RO-Crate become a
    folder, unless the output ends in .parquet or .zip.

    Examples:

      entente export csv > claims.csv

      entente export xlsx --output claims.xlsx --party noc/RUS --from 2023-01-01 --to 2023-12-31

      entente export ics --kind meeting --kind agreement --include hoped > calendar.ics

      entente export ftm --as-known-on 2023-05-20 | ftm validate

      entente export rocrate --output crate
    """
    if first and last and first > last:
        raise typer.BadParameter(f"--from {first} is later than --to {last}")
    with open_desk(settings_of(context, register, knowledge)) as desk:
        parties = _parties(party or (), desk)
        filters = Filters(
            parties, _kinds(kind or (), desk), first, last, [str(word) for word in factuality or ()], as_known_on
        )
        wanted = _Wanted(form, filters, frozenset(map(str, include or ())), None if output == Path("-") else output)
        try:
            _export(wanted, desk)
        except ExportError as error:
            complain(error.problem)
            raise typer.Exit(1) from error


def _export(wanted: _Wanted, desk: Desk) -> None:
    found = select(desk.register, wanted.filters)
    chosen = fitting(wanted.form, found, wanted.include)
    material = gather(desk.register, chosen.claims, desk.knowledge)
    if wanted.output is not None:
        save(wanted.form, material, wanted.output)
    else:
        _print(wanted.form, material)
    _summary(wanted.form, material, chosen.left_out)


def _print(form: Form, material: "Material") -> None:
    if FORMATS[form].binary and sys.stdout.isatty():
        raise ExportError(
            Problem(form, "is not text, and a terminal shows text", "name a file with --output, or send it to one")
        )
    for chunk in FORMATS[form].write(material):
        typer.echo(chunk, nl=False)


def _summary(form: Form, material: "Material", left_out: Mapping[str, int]) -> None:
    note(count(len(material.claims), "claim"))
    if missing := untold(form, material):
        note(f"not shown in {form}: {missing}")
    if left_out:
        why = ", ".join(f"{number} {word}" for word, number in left_out.items())
        total = count(sum(left_out.values()), "claim")
        note(f"left out, since {form} has no place for them: {total} ({why}); --include takes them in")


def _parties(texts: list[str] | tuple[str, ...], desk: Desk) -> frozenset[str]:
    """Give the entities that the texts mean. Raises BadParameter where one means none, or several."""
    found: set[str] = set()
    for text in texts:
        names = meant(text, desk)
        if not names.entities:
            several = f": name one of {', '.join(names.candidates)}" if names.candidates else ""
            raise typer.BadParameter(f"{text!r} names {'several entities' if several else 'no entity'}{several}")
        found |= set(names.entities)
    return frozenset(found)


def _kinds(names: list[str] | tuple[str, ...], desk: Desk) -> frozenset[str]:
    known = list(desk.knowledge.rules["ontology/kinds"])
    for name in names:
        if name not in known:
            raise typer.BadParameter(f"{name!r} is no kind of claim: take one of {', '.join(known)}")
    return frozenset(names)
