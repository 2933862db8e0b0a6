"""Judgements that a person makes at the desk: the one entity that a text means, and the judgement put into the register."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from entente.model.entity import is_entity_id
from entente.questions.desk import Desk
from entente.views.lookup import look_up

if TYPE_CHECKING:
    from entente.model.claim import Claim
    from entente.register.judgements import Judgement, Pair, Verdict


def one_entity(text: str, desk: Desk) -> str:
    """Give the one entity that a text means, of all ids that are told of, whatever they are merged with.

    Raises ValueError where it means none, or several, with what to do.
    """
    if is_entity_id(text):
        return text
    found = look_up(text, desk.knowledge, desk.called(text))
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
    from entente.register.keeping import refresh

    both = (pair.first, pair.second)
    known = [entity for entity in both if entity in desk.knowledge.bodies or entity in desk.knowledge.countries]
    detail = {"known": known, "names": names_of(both, desk)}
    judgement = judge(desk.register, verdict, pair, by, detail, why)
    refresh(desk.register)
    return judgement


def judge_claim(
    desk: Desk, verdict: "Verdict", claim: "Claim", by: str, *, why: str = "", changes: dict[str, Any] | None = None
) -> "Judgement":
    """Put a judgement on a claim, as it was read, into the register. Raises RegisterError."""
    from entente.register.judgements import subject_of
    from entente.register.judging import judge
    from entente.register.keeping import refresh
    from entente.register.verdicts import claims_of_texts

    subject = subject_of(claim, claims_of_texts(desk.register, [claim.digest]))
    detail: dict[str, Any] = {"sentence": " ".join(claim.quote.split()), "report": claim.report}
    if changes:
        fillers = [e for ids in changes.get("roles", {}).values() for e in ids]
        named = [*fillers, *changes.get("where", ()), *changes.get("attribution", ())]
        detail |= {"changes": changes, "names": names_of(named, desk)}
    judgement = judge(desk.register, verdict, subject, by, detail, why)
    refresh(desk.register)
    return judgement
