"""The commands that judge names and take judgements back: merge, split, undo; and history, which tells what was said and judged."""

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from entente.apps.cli.desk import meant, open_desk, print_candidates
from entente.apps.cli.options import FormatOption, KnowledgeOption, RegisterOption, RowFormat, parse_day, settings_of
from entente.apps.cli.output import count, note, print_rows
from entente.apps.cli.render import headline, line
from entente.apps.cli.signing import ByOption, NoteOption, note_judged, tell_conflicts
from entente.apps.rows import as_row
from entente.model.entity import kind_of
from entente.model.problem import Problem
from entente.questions.desk import Desk
from entente.questions.judging import judge_pair, one_entity
from entente.questions.past import all_judgements, history_of_claims, history_of_entities
from entente.register.errors import RegisterError
from entente.views.history import Event
from entente.views.review import told

if TYPE_CHECKING:
    from entente.register.judgements import Pair, Verdict

_BODIES = ("org", "nf", "noc", "npc")

First = Annotated[str, typer.Argument(metavar="A", help="An id or a name.", show_default=False)]
Second = Annotated[str, typer.Argument(metavar="B", help="An id or a name.", show_default=False)]


def merge(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: typer.Context,
    first: First,
    second: Second,
    by: ByOption = "",
    why: NoteOption = "",
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Judge two names to be one person, body or thing: every view then shows both under one id.

    `entente undo` with the judgement's id takes it back, `split` judges the contrary.

    Examples:

      entente merge person/joan-al-thani person/joaan-bin-hamad-al-thani --by Ana

      entente merge "Joan Al-Thani" "Joaan bin Hamad Al-Thani" --note "one man in both reports"
    """
    with open_desk(settings_of(context, register, knowledge)) as desk:
        _judge(desk, "same", _pair(first, second, desk), by, why)


def split(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: typer.Context,
    first: First,
    second: Second,
    by: ByOption = "",
    why: NoteOption = "",
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Judge two names not to be the same: they are kept apart, and are not proposed again.

    Where others join them still, that is said, with the judgements one of which is to be undone.

    Example:

      entente split person/talal-al-sabah person/ahmad-al-sabah --by Ana
    """
    with open_desk(settings_of(context, register, knowledge)) as desk:
        _judge(desk, "not_same", _pair(first, second, desk), by, why)


def undo(
    context: typer.Context,
    judgement: Annotated[str, typer.Argument(metavar="[ID]", help="A judgement's id, or its beginning.")] = "",
    since: Annotated[
        date | None,
        typer.Option(
            parser=parse_day, metavar="YYYY-MM-DD", help="Take back all that was judged on that day (UTC) and after."
        ),
    ] = None,
    by: ByOption = "",
    why: NoteOption = "",
    register: RegisterOption = None,
) -> None:
    """Take a judgement back, or all since a day: what was in force before is in force again.

    An undo is a judgement too: undo its id, and what it took back holds again. `entente history` lists the ids.

    Examples:

      entente undo 3f2a91 --by Ana

      entente undo --since 2024-03-01
    """
    from entente.register.judging import undo as undo_one
    from entente.register.judging import undo_since

    if bool(judgement) == (since is not None):
        raise typer.BadParameter("name a judgement by its id, or a day with --since")
    with open_desk(settings_of(context, register)) as desk:
        if since is None:
            undone, undoing = undo_one(desk.register, judgement, by, why)
            note(f"taken back: {told(undone)} ({undone.id}); undo {undoing.id} to have it again")
        else:
            taken = undo_since(desk.register, since, by, why)
            note(
                f"{count(len(taken), 'judgement')} since {since} taken back"
                if taken
                else f"nothing since {since} is in force"
            )


def history(
    context: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="[ENTITY|CLAIM]", help="An entity, or a claim's id; else all judgements.")
    ] = "",
    row_format: FormatOption = RowFormat.TABLE,
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Tell what was said of an entity or in a claim, when it was recorded, and what was judged and undone, in that order.

    Without an argument, tell all that was judged.

    Examples:

      entente history person/joaan-bin-hamad-al-thani

      entente history 3f2a91

      entente history --format jsonl
    """
    with open_desk(settings_of(context, register, knowledge)) as desk:
        events = _events(what, desk, row_format)
    if events is None:
        return
    if not events:
        note("nothing was said or judged" if what else "nothing was judged")
    if row_format is not RowFormat.TABLE:
        print_rows([as_row(event) for event in events], row_format)
        return
    for event in events:
        _print_event(event)


def _events(what: str, desk: Desk, row_format: RowFormat) -> tuple[Event, ...] | None:
    """Give what happened to what a text means; None where it means several, which are printed."""
    from entente.register.queries import find_by_id

    if not what:
        return all_judgements(desk)
    if stored := find_by_id(desk.register, what.lower()) if re.fullmatch("[0-9A-Fa-f]+", what) else []:
        return history_of_claims(desk, stored)
    found = meant(what, desk)
    if found.candidates:
        print_candidates(found.candidates, row_format)
        return None
    return history_of_entities(desk, found.entities)


def _pair(first: str, second: str, desk: Desk) -> "Pair":
    """Give the pair that two texts mean. Raises BadParameter where they mean none, or what cannot be one."""
    from entente.register.judgements import pair_of

    try:
        pair = pair_of(one_entity(first, desk), one_entity(second, desk))
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    kinds = {"body" if kind_of(e) in _BODIES else kind_of(e) for e in (pair.first, pair.second)}
    if len(kinds) > 1:
        raise typer.BadParameter(f"{pair.first} and {pair.second} are of two kinds: they cannot be one")
    return pair


def _judge(desk: Desk, verdict: "Verdict", pair: "Pair", by: str, why: str) -> None:
    for entity in (pair.first, pair.second):
        if entity not in desk.names:
            message = f"tells nothing of {entity}"
            raise RegisterError(
                Problem(str(desk.settings.register), message, "name one by its id or name as `show` gives it")
            )
    judgement = judge_pair(desk, verdict, pair, by, why)
    note_judged(judgement, f"{pair.first}, {pair.second}")
    tell_conflicts(desk)


def _print_event(event: Event) -> None:
    headline(
        f"{event.at}  {event.what}  {event.says}{'' if event.holds else '  (undone)'}",
        "" if event.holds else "dim strike",
    )
    if event.sentence:
        line(f"“{event.sentence}”", 4, "italic")
    kept = "judgement" if event.what in {"judged", "undone"} else "claim"
    line(f"{f'{event.report} · ' if event.report else ''}{kept} {event.id}", 6, "dim")
