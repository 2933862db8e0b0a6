"""Correcting a claim by a form: its fields with what they hold, and what was written into them read back as changes.

A form sends two lists of one length, `field` and `value`: one pair for each input. A field of several entities comes several times.
What stands as the claim says it is no change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from entente.model.claim import EVERY_KIND, FACTUALITIES, Claim
from entente.questions.desk import Desk
from entente.questions.judging import one_entity
from entente.register.corrections import changes_of

_OF_ENTITIES = ("where", "attribution")
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a form: what stands in it, and the entities (id to name) among which to choose, where it means several."""

    value: str
    candidates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a claim: its name, its inputs, the values that it may have where these are given, and what is wrong with it.

    `entities` says that it takes names, one an input; `seldom` that it stands apart, with what is seldom corrected.
    """

    name: str
    inputs: tuple[Input, ...]
    choices: tuple[str, ...] = ()
    entities: bool = False
    seldom: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was written into a form: its fields as they were written, and the changes that they mean, none where one is wrong."""

    fields: tuple[Field, ...]
    changes: Mapping[str, Any]
    fault: str = ""


def fields_of(claim: Claim, kinds: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Field, ...]:
    """Give the fields of a claim, as it was judged, with what they hold; `kinds` is the document of ontology/kinds.yaml."""
    allowed = kinds[claim.kind]
    roles = dict.fromkeys([*allowed["core"], *allowed["roles"], *claim.roles, *EVERY_KIND])
    entities = [role for role in roles if role not in allowed["attributes"]]
    return (
        *(_of_entities(role, claim, names, seldom=role not in _usual(claim, allowed)) for role in entities),
        *(_of_attribute(name, choices, claim, allowed) for name, choices in allowed["attributes"].items()),
        Field("when", (Input(claim.when),)),
        Field("factuality", (Input(claim.factuality),), FACTUALITIES),
        Field("polarity", (Input(claim.polarity),), ("positive", "negative")),
        *(_of_entities(name, claim, names, seldom=not getattr(claim, name)) for name in _OF_ENTITIES),
        Field("conditions", (Input("; ".join(claim.conditions)),), seldom=not claim.conditions),
    )


def read_correction(claim: Claim, written: Pairs, desk: Desk) -> Correction:
    """Give what was written into the form of a claim, as it was judged: changes where all of it is understood, else what is not.

    Raises RegisterError where names cannot be looked up.
    """
    fields, fresh = [], {}
    for one in fields_of(claim, desk.kinds, desk.all_names):
        values = [value.strip() for name, value in written if name == one.name]
        read, text = _read(one, values, claim, desk) if any(name == one.name for name, _ in written) else (one, None)
        fields.append(read)
        if text is not None and not read.fault and text != _text(one, claim):
            fresh[one.name] = text
    strange = sorted({name for name, _ in written} - {one.name for one in fields})
    if strange:
        return Correction(tuple(fields), {}, f"A claim of the kind {claim.kind} has no field {', '.join(strange)}.")
    if any(one.fault for one in fields):
        return Correction(tuple(fields), {}, "Nothing is kept yet: see what is marked.")
    changes = changes_of(fresh, claim.kind, desk.kinds, str)
    return Correction(tuple(fields), changes, "" if changes else "Nothing is changed.")


def _usual(claim: Claim, allowed: Mapping[str, Any]) -> frozenset[str]:
    return frozenset((*allowed["core"], *allowed["roles"], *(role for role, ids in claim.roles.items() if ids)))


def _of_entities(name: str, claim: Claim, names: Mapping[str, str], *, seldom: bool) -> Field:
    """Give a field of entities, with one input that is empty."""
    shown = _shown(_ids(name, claim), names)
    return Field(name, (*(Input(text) for text in shown.values()), Input("")), entities=True, seldom=seldom)


def _of_attribute(name: str, choices: Sequence[str], claim: Claim, allowed: Mapping[str, Any]) -> Field:
    value = claim.attributes.get(name, "")
    listed = tuple(choices) if name in allowed["core"] or not choices else ("", *choices)
    return Field(name, (Input(value),), listed)


def _ids(name: str, claim: Claim) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(claim, name) if name in _OF_ENTITIES else claim.roles.get(name, ())
    return found


def _shown(ids: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    """Give what stands in the inputs of some entities, by their ids: the name, the id itself where two are called the same."""
    texts = {entity: names.get(entity, entity) for entity in ids}
    return {e: text if list(texts.values()).count(text) == 1 else e for e, text in texts.items()}


def _text(one: Field, claim: Claim) -> str:
    """Give what a claim says in a field, as `changes_of` would take it."""
    if one.entities:
        return ",".join(_ids(one.name, claim))
    return one.inputs[0].value


def _read(one: Field, values: Sequence[str], claim: Claim, desk: Desk) -> tuple[Field, str | None]:
    """Give a field as it was written, and its text for `changes_of`; with what is wrong, where something is."""
    if one.entities:
        return _read_entities(one, [value for value in values if value], claim, desk)
    text = values[-1]
    written = replace(one, inputs=(Input(text),))
    try:
        changes_of({one.name: text}, claim.kind, desk.kinds, str)
    except ValueError as error:
        return replace(written, fault=str(error)), None
    return written, text


def _read_entities(one: Field, values: Sequence[str], claim: Claim, desk: Desk) -> tuple[Field, str | None]:
    known = {text: e for e, text in _shown(_ids(one.name, claim), desk.all_names).items()}
    inputs, ids, faults = [], [], []
    for text in values:
        try:
            ids.append(known.get(text) or one_entity(text, desk))
            inputs.append(Input(text))
        except ValueError:
            found = desk.meant(text).candidates or {}
            inputs.append(Input(text, dict(found)))
            faults.append(_unclear(text, found))
    written = replace(one, inputs=(*inputs, Input("")), fault=" ".join(faults))
    return written, None if faults else ",".join(dict.fromkeys(ids))


def _unclear(text: str, candidates: Mapping[str, str]) -> str:
    if candidates:
        return f"Several are called “{text}”: choose one."
    return f"Nothing is called “{text}”: write another name, or an id such as person/given-family."
