"""Views as text for people: a bold line that says what, below it each sentence that it rests on."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from entente.apps.cli.options import RowFormat
from entente.apps.cli.output import console, count, note, print_rows
from entente.apps.rows import as_row
from entente.records.agreements import Agreement, Signatory
from entente.records.due import Due
from entente.records.paths import Step
from entente.records.standing import Standing
from entente.records.support import Names, Support, label
from entente.views.grid import Grid, in_words
from entente.views.timeline import Entry
from entente.views.voices import count_voices

_STATE_STYLES = {
    "overdue": "bold red",
    "signed": "green",
    "in_force": "green",
    "extended": "green",
    "planned": "yellow",
}


def print_each(values: Sequence[Any], row_format: RowFormat, show_one: Callable[[Any], None], empty: str) -> None:
    """Print the values of a view in a format, and a note on standard error where there is none."""
    if not values:
        note(empty)
    if row_format is not RowFormat.TABLE:
        print_rows([as_row(value) for value in values], row_format)
        return
    for value in values:
        show_one(value)


def headline(text: str, style: str = "bold") -> None:
    """Print a line that stands above others."""
    console().print(text, style=style, markup=False, soft_wrap=True)


def line(text: str, indent: int = 2, style: str = "") -> None:
    """Print an indented line."""
    console().print(f"{' ' * indent}{text}", style=style, markup=False, soft_wrap=True)


def print_agreement(agreement: Agreement, names: Names) -> None:
    """Print an agreement: its parties and state, then its stages with their sentences."""
    parties = " and ".join(label(party, names) for party in agreement.parties)
    headline(f"{parties}: {agreement.instrument or 'agreement'}", "bold")
    line(_state_of(agreement, names), style=_STATE_STYLES.get(agreement.state, ""))
    if len(agreement.path) > 1:
        line(path_text(agreement.path))
    for signatory in agreement.signatories:
        line(_signatory(signatory, names))
    for stage in agreement.stages:
        where = "".join(f", {names.get(place, place)}" for place in stage.where)
        line(f"{stage.stage}: {stage.factuality}{f', {stage.when}' if stage.when else ''}{where}")
        print_supports(stage.supports)


def path_text(path: Iterable[Step]) -> str:
    """Give the path of an act in one line: hoped 2022-10-21 → planned 2023-05-02 (for 2023-06-01) → signed 2023-07-28."""
    return " → ".join(
        " ".join(filter(None, (s.how.replace("_", " "), s.day, f"(for {s.named})" if s.named else ""))) for s in path
    )


def _signatory(signatory: Signatory, names: Names) -> str:
    verb = "named with it" if signatory.beside else "signatory"
    who = f"{verb}: {label(signatory.person, names)}, {signatory.post} of {names.get(signatory.body, signatory.body)}"
    if signatory.state == "in post":
        return f"{who}: in post when last told of, {signatory.last_told}"
    day = f" {signatory.left}" if signatory.left else ""
    after = f", after him {names.get(signatory.successor, signatory.successor)}" if signatory.successor else ""
    return f"{who}: NO LONGER IN POST, {signatory.change.replace('_', ' ')}{day}{after}"


def _state_of(agreement: Agreement, names: Names) -> str:
    venue = "".join(f", {names.get(place, place)}" for place in agreement.venue)
    plan = f"planned for {agreement.planned}{venue}" if agreement.planned else "no day named"
    about = f"; about {agreement.topic}" if agreement.topic else ""
    until = f"; until {agreement.until}" if agreement.until else ""
    if agreement.state == "overdue":
        return f"OVERDUE: {plan}, and no report of a signing since{about}"
    return f"{agreement.state.replace('_', ' ')}{f' ({plan})' if agreement.planned else ''}{about}{until}"


def print_standing(standing: Standing, names: Names) -> None:
    """Print a standing: who, with whom, what, from when to when, and its sentences."""
    authority = names.get(standing.authority, standing.authority) or "authority not named"
    headline(f"{label(standing.subject, names)}: {in_words(standing)} — {authority}")
    line(_period(standing, names))
    for condition in standing.conditions:
        line(f"on condition: {condition}")
    print_supports(standing.supports)


def grid_rows(shown: Grid, names: Names) -> list[dict[str, Any]]:
    """Give a grid as rows: the body, then how it stands with each authority, `authority not named` where none was."""
    return [
        {"body": label(subject, names)}
        | {_short(a): "; ".join(cell.says) if (cell := shown.at(subject, a)) else "" for a in shown.authorities}
        for subject in shown.subjects
    ]


def _short(authority: str) -> str:
    return " + ".join(one.removeprefix("org/") for one in authority.split(" + ")) or "authority not named"


def _period(standing: Standing, names: Names) -> str:
    if not standing.decided:
        by = ", ".join(names.get(who, who) for who in standing.adviser)
        return f"RECOMMENDED by {by}, not decided" if by else f"not decided: {standing.basis}"
    first = f"from {standing.first}" if standing.first else "from a day not known"
    known = " (the day of the report)" if standing.by_report and standing.first else ""
    return f"{first}{known} {f'to {standing.last}' if standing.last else 'with no end told'}"


def print_due(item: Due) -> None:
    """Print something due: its day, what it is, and its sentences."""
    days = abs(item.days_left)
    left = f"{days} days ago, nothing told since" if item.overdue else f"in {days} days"
    headline(f"{item.when} ({left})  {item.says}", "bold red" if item.overdue else "bold")
    line(f"{item.kind}, {item.factuality}")
    print_supports(item.supports)


def print_entries(entries: Iterable[Entry]) -> None:
    """Print lines of a timeline, each with its sentence."""
    for entry in entries:
        when = entry.when or (f"told {entry.support.reported}" if entry.support.reported else "undated")
        headline(f"{when}  {entry.says} [{entry.kind}, {entry.factuality}]", "")
        if entry.path:
            line(path_text(entry.path))
        print_supports([entry.support])


def print_supports(supports: Sequence[Support]) -> None:
    """Print the sentences behind a line, each with who says it, its report, and the claim to explain.

    Above those of several reports stands how many voices they are, and beside a copy whose it is.
    """
    reports, voices = count_voices(supports)
    if reports > 1:
        line(f"{count(reports, 'report')}, {count(voices, 'voice')}", 4, "dim")
    for support in supports:
        says = f"{', '.join(support.attribution)}: " if support.attribution else ""
        line(f"{says}“{support.sentence}”", 4, "italic")
        copied = f" · copy of {support.voice}" if support.voice not in ("", support.report) else ""
        told = f", {support.reported}" if support.reported else ""
        judged = f" · {support.judged}" if support.judged else ""
        line(f"{support.report}{told} · claim {support.claim}{judged}{copied}", 6, "dim")
