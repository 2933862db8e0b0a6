"""`entente review`: goes through what waits for a judgement, one after another, in the terminal or from a pipe."""

import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from entente.apps.cli.desk import open_desk
from entente.apps.cli.options import FormatOption, KnowledgeOption, RegisterOption, RowFormat, settings_of
from entente.apps.cli.output import count, note, print_rows
from entente.apps.cli.render import headline, line
from entente.apps.cli.signing import ByOption, note_judged, tell_conflicts
from entente.apps.rows import as_row
from entente.questions.desk import Desk
from entente.questions.judging import judge_claim, judge_pair, one_entity
from entente.questions.waiting import UNSURE, named_claims, waiting_of
from entente.views.review import Waiting

if TYPE_CHECKING:
    from entente.model.claim import Claim
    from entente.register.judgements import Judgement, Verdict

_MANY = 100
_KEYS = {
    "claim": "c confirm · r reject · field=value correct · s skip · u undo · q quit",
    "pair": "y same · n not the same · o leave open · s skip · u undo · q quit",
}
_CLAIM_KEYS: "dict[str, Verdict]" = {"c": "confirm", "r": "reject"}
_PAIR_KEYS: "dict[str, Verdict]" = {"y": "same", "n": "not_same", "o": "unsure"}


@dataclass
class _Session:
    """Who judges, at which desk, what was judged so far and of which of the things that wait, by their places."""

    desk: Desk
    by: str
    made: "list[tuple[int, Judgement]]" = field(default_factory=list)


def review(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: typer.Context,
    only: Annotated[
        list[str] | None, typer.Argument(metavar="[CLAIM]...", help="Only these claims, by their ids.")
    ] = None,
    below: Annotated[float, typer.Option(min=0, max=1, help="Claims of less confidence than this wait.")] = UNSURE,
    limit: Annotated[int, typer.Option(min=1, help="At most so many claims.")] = _MANY,
    by: ByOption = "",
    row_format: FormatOption = RowFormat.TABLE,
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Judge what was read: the least sure claims first, then names that may be one; each with its sentence and the reasons.

    A letter and Enter judges: `c` confirms the claim, `r` rejects it (words after it are kept as the reason), `s` skips it, `u`
    takes the last judgement back, `q` leaves. What holds an = corrects: `stage=signed when=2023-07-28 party=noc/RUS,noc/SYR`. Of
    two names, `y` says that they are one, `n` that they are not, `o` leaves it open. Each judgement is kept at once.

    Judgements keep to the sentence: they hold when the report is read anew by a better reader. Those that find no claim any more
    are listed first. With `--format jsonl` (or json, csv), what waits is listed, and nothing is asked.

    Examples:

      entente review --by Ana

      entente review 3f2a91 --by Ana

      entente review --format jsonl --below 0.6
    """
    with open_desk(settings_of(context, register, knowledge)) as desk:
        waiting = named_claims(desk, only) if only else waiting_of(desk, below, limit)
        if row_format is not RowFormat.TABLE:
            print_rows([as_row(one) for one in waiting], row_format)
            return
        for one in waiting:
            if one.what not in _KEYS:
                headline(f"{one.what}: {one.says}", "yellow")
                _print_reasons(one)
        _go_through([one for one in waiting if one.what in _KEYS], _Session(desk, by))


def _go_through(waiting: Sequence[Waiting], session: _Session) -> None:
    place = 0
    while place < len(waiting):
        one = waiting[place]
        headline(f"\n{place + 1}/{len(waiting)}  {one.says}")
        if one.sentence:
            line(f"“{one.sentence}”", style="italic")
            line(f"{one.report} · claim {one.ids[0]}", 4, "dim")
        _print_reasons(one)
        moved = _ask(one, place, session)
        if moved is None:
            break
        place = moved
    note(
        f"{count(len(session.made), 'judgement')} made, {len(waiting) - place} not looked at"
        if waiting
        else "nothing waits"
    )


def _print_reasons(one: Waiting) -> None:
    for reason in one.reasons:
        line(reason, 4)


def _ask(one: Waiting, place: int, session: _Session) -> int | None:
    """Ask until one key is understood, and do it; give the place to go on with, None to leave."""
    while True:
        typer.echo(f"{_KEYS[one.what]} > ", nl=False, err=True)
        given = sys.stdin.readline()
        key, _, why = given.strip().partition(" ")
        if not given or key == "q":
            return None
        if key in {"s", ""}:
            return place + 1
        if key == "u":
            return _take_back(place, session)
        judgement = _judged(one, given.strip(), key, why.strip(), session)
        if judgement is not None:
            note_judged(judgement, ", ".join(one.ids))
            session.made.append((place, judgement))
            return place + 1


def _take_back(place: int, session: _Session) -> int:
    from entente.register.judging import undo

    if not session.made:
        note("nothing to undo: nothing was judged yet")
        return place
    back, judgement = session.made.pop()
    undo(session.desk.register, judgement.id, session.by)
    note(f"taken back: judgement {judgement.id}")
    return back


def _judged(one: Waiting, given: str, key: str, why: str, session: _Session) -> "Judgement | None":
    """Make the judgement that was typed; None, with a note why, where it is none."""
    from entente.register.judgements import pair_of
    from entente.register.verdicts import claims_by_id

    if one.what == "pair":
        if key not in _PAIR_KEYS:
            note(f"{key!r} is none of the keys")
            return None
        judgement = judge_pair(session.desk, _PAIR_KEYS[key], pair_of(*one.ids), session.by, why)
        tell_conflicts(session.desk)
        return judgement
    claim = claims_by_id(session.desk.register, one.ids)[0]
    if key in _CLAIM_KEYS:
        return judge_claim(session.desk, _CLAIM_KEYS[key], claim, session.by, why=why)
    if "=" not in given:
        note(f"{key!r} is none of the keys")
        return None
    return _corrected(claim, given, session)


def _corrected(claim: "Claim", given: str, session: _Session) -> "Judgement | None":
    from entente.register.corrections import changes_of

    try:
        fields = dict(_field(word) for word in shlex.split(given))
        kinds = session.desk.knowledge.rules["ontology/kinds"]
        changes = changes_of(fields, claim.kind, kinds, lambda text: one_entity(text, session.desk))
    except ValueError as error:
        note(f"not understood: {error}")
        return None
    return judge_claim(session.desk, "correct", claim, session.by, changes=changes)


def _field(word: str) -> tuple[str, str]:
    name, equals, value = word.partition("=")
    if not equals:
        raise ValueError(f"{word!r} is no field=value; put quotes around a value of several words")
    return name, value
