"""The commands that ask the register: show, agreements, standing, timeline, due."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from entente.apps.cli.desk import meant, open_desk, print_candidates
from entente.apps.cli.options import (
    FormatOption,
    KnowledgeOption,
    OnOption,
    RegisterOption,
    RowFormat,
    TodayOption,
    settings_of,
)
from entente.apps.cli.output import note, print_rows, print_table
from entente.apps.cli.render import (
    as_row,
    headline,
    print_agreement,
    print_due,
    print_entries,
    print_standing,
)
from entente.views.agreements import Agreement
from entente.views.agreements import agreements as all_agreements
from entente.views.dossier import Dossier, dossier
from entente.views.due import due as all_due
from entente.views.lookup import Found
from entente.views.standing import Standing, on_day, standings
from entente.views.support import Names
from entente.views.timeline import timeline as in_time

EntityArgument = Annotated[
    str, typer.Argument(metavar="ENTITY", help="An id, a name, an acronym, or a country's code.", show_default=False)
]


def show(
    context: typer.Context,
    entity: EntityArgument,
    row_format: FormatOption = RowFormat.TABLE,
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
    today: TodayOption = None,
) -> None:
    """Show what the register knows of an entity: offices, contacts, agreements, standing, statements.

    A name that several entities bear lists them; a country's code (`RUS`) means all the entities of that country.

    Examples:

      entente show noc/RUS

      entente show "Syrian Olympic Committee"

      entente show Plitukhin
    """
    with open_desk(settings_of(context, register, knowledge, today)) as desk:
        found = meant(entity, desk)
        if found.candidates:
            print_candidates(found.candidates, row_format)
            return
        kinds = desk.knowledge.rules["ontology/kinds"]
        claims = desk.claims(found.entities) if found.entities else []
        shown = dossier(found.entities, claims, desk.all_names, kinds, desk.today, desk.committees)
    if row_format is RowFormat.TABLE:
        _print_dossier(shown, desk.all_names)
    else:
        print_rows([as_row(shown)], row_format)


def agreements(
    context: typer.Context,
    row_format: FormatOption = RowFormat.TABLE,
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
    today: TodayOption = None,
) -> None:
    """List what was promised and whether it happened: agreements with their stages, each with its sentences.

    One that was planned for a day that is past, with no report of a signing since, is overdue.

    Examples:

      entente agreements

      entente agreements --today 2023-06-15

      entente agreements --format csv > agreements.csv
    """
    with open_desk(settings_of(context, register, knowledge, today)) as desk:
        found = all_agreements(desk.claims(kinds=["agreement"]), desk.today, desk.committees)
    _print_each(found, row_format, lambda agreement: print_agreement(agreement, desk.all_names), "no agreements")


def standing(
    context: typer.Context,
    subject: Annotated[str, typer.Argument(metavar="[SUBJECT]", help="Whose standing; all where none is named.")] = "",
    on: OnOption = None,
    row_format: FormatOption = RowFormat.TABLE,
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """List who stands where: suspended, banned, neutral only, reinstated, by whom, from when to when.

    Examples:

      entente standing

      entente standing RUS --on 2023-11-01

      entente standing "Russian Olympic Committee"
    """
    with open_desk(settings_of(context, register, knowledge)) as desk:
        found = meant(subject, desk) if subject else Found()
        if found.candidates:
            print_candidates(found.candidates, row_format)
            return
        claims = desk.claims(found.entities, ["standing"]) if found.entities or not subject else []
        rows = standings(claims, desk.knowledge.rules["ontology/kinds"])
    rows = tuple(r for r in rows if not subject or r.subject in found.entities)
    rows = on_day(rows, on) if on else tuple(sorted(rows, key=lambda row: not row.decided))
    undecided = next((row for row in rows if not row.decided), None)

    def show_one(row: Standing) -> None:
        if row is undecided:
            headline("\nTold, but not decided: planned, hoped, possible, alleged or denied", "bold underline")
        print_standing(row, desk.names)

    _print_each(rows, row_format, show_one, "no standing is known")


def timeline(
    context: typer.Context,
    entity: EntityArgument,
    row_format: FormatOption = RowFormat.TABLE,
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """List all that was told of an entity in the order of time, each line with its sentence.

    Examples:

      entente timeline noc/SYR

      entente timeline ANOC --format jsonl
    """
    with open_desk(settings_of(context, register, knowledge)) as desk:
        found = meant(entity, desk)
        if found.candidates:
            print_candidates(found.candidates, row_format)
            return
        entries = in_time(desk.claims(found.entities) if found.entities else [], desk.names)
    _print_each(entries, row_format, lambda entry: print_entries([entry]), "nothing is known")


def due(
    context: typer.Context,
    row_format: FormatOption = RowFormat.TABLE,
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
    today: TodayOption = None,
) -> None:
    """List what is overdue and what is coming up: agreements, gatherings, meetings, visits, invitations.

    Examples:

      entente due

      entente due --today 2023-06-15
    """
    with open_desk(settings_of(context, register, knowledge, today)) as desk:
        kinds = ["agreement", "gathering", "meeting", "visit", "invitation", "participation"]
        items = all_due(desk.claims(kinds=kinds), desk.all_names, desk.today, desk.committees)
    _print_each(items, row_format, print_due, f"nothing is due after {desk.today}, nothing is overdue")


def _print_each(values: Sequence[Any], row_format: RowFormat, show_one: Callable[[Any], None], empty: str) -> None:
    if not values:
        note(empty)
    if row_format is not RowFormat.TABLE:
        print_rows([as_row(value) for value in values], row_format)
        return
    for value in values:
        show_one(value)


def _print_dossier(shown: Dossier, names: Names) -> None:
    if not shown.reports:
        note(f"the register says nothing about {', '.join(shown.entities)}" if shown.entities else "nothing to show")
        return
    print_table([{"entity": e, "name": names[e]} for e in shown.entities if e in names])
    sections: list[tuple[str, Sequence[Any], Callable[[Any], None]]] = [
        ("Offices and seats", shown.offices, lambda e: print_entries([e])),
        ("Last meetings, visits, invitations", shown.contacts, lambda e: print_entries([e])),
        ("Agreements", shown.agreements, lambda a: _agreement(a, names)),
        ("Standing", shown.standings, lambda s: print_standing(s, names)),
        ("What was said", shown.statements, lambda e: print_entries([e])),
        ("Else", shown.others, lambda e: print_entries([e])),
    ]
    for title, values, show_one in sections:
        if values:
            headline(f"\n{title}", "bold underline")
            for value in values:
                show_one(value)


def _agreement(agreement: Agreement, names: Names) -> None:
    print_agreement(agreement, names)
