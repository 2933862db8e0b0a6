"""Dossiers as text for people: one section after the other, each line with its sentences."""

from collections.abc import Callable, Sequence
from typing import Any

from entente.apps.cli.output import note, print_table
from entente.apps.cli.render import (
    headline,
    line,
    path_text,
    print_agreement,
    print_due,
    print_entries,
    print_standing,
    print_supports,
)
from entente.records.acts import Act
from entente.records.support import Names, label
from entente.records.tenures import Tenure
from entente.views.counterpart import Counterpart
from entente.views.dossier import Dossier

Section = tuple[str, Sequence[Any], Callable[[Any], None]]


def print_dossier(shown: Dossier, names: Names) -> None:
    """Print a dossier, or a note on standard error where nothing is known."""
    if not shown.reports:
        note(f"the register says nothing about {', '.join(shown.entities)}" if shown.entities else "nothing to show")
        return
    print_table([{"entity": e, "name": names[e]} for e in shown.entities if e in names])
    _note_latest(shown)
    _print_sections(
        ("Posts", shown.posts, lambda t: _print_tenure(t, names)),
        ("Seats and memberships", shown.seats, _print_entry),
        ("Last meetings and visits", shown.contacts, _print_act),
        ("Open invitations", shown.invitations, _print_act),
        ("Agreements", shown.agreements, lambda a: print_agreement(a, names)),
        ("Overdue and coming up", shown.due, print_due),
        ("Standing", shown.standings, lambda s: print_standing(s, names)),
        ("What was said", shown.statements, _print_entry),
        ("Else", shown.others, _print_entry),
    )


def print_counterpart(shown: Counterpart, names: Names) -> None:
    """Print what there is between two sides, or a note on standard error where nothing is known."""
    if not (shown.one and shown.other):
        note("nothing to show")
        return
    sides = [
        {"side": n, "entity": e, "name": names.get(e, "")} for n, es in ((1, shown.one), (2, shown.other)) for e in es
    ]
    print_table([side for side in sides if side["entity"] in names])
    if not shown.reports:
        note("no report tells of both")
    _note_latest(shown)
    before = tuple(act for act in shown.contacts if act != shown.last_contact)
    _print_sections(
        ("Last contact", tuple(filter(None, (shown.last_contact,))), _print_act),
        ("Other meetings and visits, told, planned or denied", before, _print_act),
        ("Open invitations", shown.invitations, _print_act),
        ("Agreements", shown.agreements, lambda a: print_agreement(a, names)),
        ("Overdue and coming up", shown.due, print_due),
        ("Who holds which post", shown.posts, lambda t: _print_tenure(t, names)),
        ("Standing now", shown.standings, lambda s: print_standing(s, names)),
        ("What each said of the other", shown.said, _print_entry),
        ("Gatherings ahead where both are expected", shown.gatherings, _print_act),
    )


def _note_latest(shown: Dossier | Counterpart) -> None:
    if shown.latest:
        note(
            f"very many reports tell of them: at most the latest {shown.latest} of each are shown; `entente timeline` has all"
        )


def _print_sections(*sections: Section) -> None:
    for title, values, show_one in sections:
        if values:
            headline(f"\n{title}", "bold underline")
            for value in values:
                show_one(value)


def _print_entry(entry: Any) -> None:
    print_entries([entry])


def _print_act(act: Act) -> None:
    told = act.supports[-1].reported
    headline(f"{act.when or (f'told {told}' if told else 'undated')}  {act.says} [{act.kind}, {act.state}]", "")
    if len(act.path) > 1:
        line(path_text(act.path))
    print_supports(act.supports)


def _print_tenure(tenure: Tenure, names: Names) -> None:
    acting = "acting " if tenure.acting else ""
    headline(f"{acting}{tenure.post} of {names.get(tenure.body, tenure.body)}: {label(tenure.holder, names)}", "")
    line("; ".join(filter(None, (_since(tenure), _until(tenure), _around(tenure, names)))))
    print_supports(tenure.supports)


def _since(tenure: Tenure) -> str:
    start = tenure.start.replace("_", " ") or "since"
    return f"{start} {tenure.since}" if tenure.since else f"in post by {tenure.began}" if tenure.began else ""


def _until(tenure: Tenure) -> str:
    if tenure.end == "succeeded":
        return f"no longer on {tenure.ended}, when the next was in post"
    if tenure.end:
        return f"{tenure.end.replace('_', ' ')} {tenure.until or f'by {tenure.ended}'}"
    return f"until {tenure.until}" if tenure.until else f"last told {tenure.last_told}" if tenure.last_told else ""


def _around(tenure: Tenure, names: Names) -> str:
    before = f"before: {names.get(tenure.predecessor, tenure.predecessor)}" if tenure.predecessor else ""
    after = f"after: {names.get(tenure.successor, tenure.successor)}" if tenure.successor else ""
    return "; ".join(filter(None, (before, after)))
