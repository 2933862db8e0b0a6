"""Who judges, and on what: the name that signs, the one entity that a text means, the judgement that is put into the register."""

import getpass
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from entente.apps.cli.desk import Desk
from entente.apps.cli.output import note
from entente.model.entity import is_entity_id
from entente.model.problem import Problem
from entente.views.lookup import look_up
from entente.views.review import told, waiting_conflicts

if TYPE_CHECKING:
    from entente.model.claim import Claim
    from entente.register.judgements import Judgement, Pair, Verdict


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


def one_entity(text: str, desk: Desk) -> str:
    """Give the one entity that a text means, of all ids that are told of, whatever they are merged with.

    Raises ValueError where it means none, or several, with what to do.
    """
    if is_entity_id(text):
        return text
    found = look_up(text, desk.knowledge, desk.names)
    several = tuple(found.candidates or ()) or found.entities
    if len(several) == 1:
        return several[0]
    raise ValueError(
        f"{text!r} may be {', '.join(several)}: name one by its id" if several else f"nothing is called {text!r}"
    )


def names_of(entities: Iterable[str], desk: Desk) -> dict[str, str]:
    """Give what entities are called: a judgement keeps it, for none else may name them."""
    from entente.register.naming import name_of

    return {entity: desk.names.get(entity) or name_of(entity, desk.knowledge, {}) for entity in sorted(set(entities))}


def judge_pair(desk: Desk, verdict: "Verdict", pair: "Pair", by: str, why: str = "") -> "Judgement":
    """Put a judgement on a pair of entities into the register. Raises RegisterError."""
    from entente.register.judging import judge

    both = (pair.first, pair.second)
    known = [entity for entity in both if entity in desk.knowledge.bodies or entity in desk.knowledge.countries]
    detail = {"known": known, "names": names_of(both, desk)}
    return judge(desk.register, verdict, pair, by, detail, why)


def judge_claim(
    desk: Desk, verdict: "Verdict", claim: "Claim", by: str, *, why: str = "", changes: dict[str, Any] | None = None
) -> "Judgement":
    """Put a judgement on a claim, as it was read, into the register. Raises RegisterError."""
    from entente.register.judgements import subject_of
    from entente.register.judging import judge
    from entente.register.verdicts import claims_of_texts

    subject = subject_of(claim, claims_of_texts(desk.register, [claim.digest]))
    detail: dict[str, Any] = {"sentence": " ".join(claim.quote.split()), "report": claim.report}
    if changes:
        fillers = [e for ids in changes.get("roles", {}).values() for e in ids]
        named = [*fillers, *changes.get("where", ()), *changes.get("attribution", ())]
        detail |= {"changes": changes, "names": names_of(named, desk)}
    return judge(desk.register, verdict, subject, by, detail, why)


def tell_conflicts(desk: Desk) -> None:
    """Say which entities were judged apart and yet are joined, and how to part them. Raises RegisterError."""
    from entente.register.verdicts import verdicts_of

    for waiting in waiting_conflicts(verdicts_of(desk.register).identity.conflicts, desk.names):
        problem = Problem(waiting.says, "; ".join(waiting.reasons), "`entente undo` one of these")
        note(f"entente: {problem}")


def note_judged(judgement: "Judgement", what: str) -> None:
    """Say what was judged, and by which id it can be undone."""
    note(f"{what}: {told(judgement)} (judgement {judgement.id})")
