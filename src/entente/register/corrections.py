"""Corrections of a claim: fields with their new values, read from what a person types, and laid over a claim.

A field is `when`, `where`, `polarity`, `factuality`, `attribution`, `conditions`, or a role or an attribute of the claim's kind.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from entente.model.claim import EVERY_KIND, FACTUALITIES, Claim
from entente.model.edtf import is_edtf
from entente.model.entity import is_entity_id

Changes = Mapping[str, Any]
_ENTITIES = ("where", "attribution")
_POLARITIES = ("positive", "negative")


def changes_of(
    given: Mapping[str, str], kind: str, kinds: Mapping[str, Any], meant: Callable[[str], str]
) -> dict[str, Any]:
    """Give the changes that typed fields mean for a claim of a kind: `{"roles": {...}, "attributes": {...}, "when": ...}`.

    `kinds` is the document of ontology/kinds.yaml; `meant` gives the id of the entity that a text means, and raises ValueError
    where it means none. Several entities are parted by commas; an empty value takes a role or an attribute away. Raises ValueError
    where a field is none of the claim's, or its value none of the field's.
    """
    changes: dict[str, Any] = {}
    allowed = kinds[kind]
    for name, text in given.items():
        if name in _ENTITIES:
            changes[name] = _entities(text, meant)
        elif name in {"when", "polarity", "factuality", "conditions"}:
            changes[name] = _plain(name, text)
        elif name in {*allowed["roles"], *EVERY_KIND}:
            changes.setdefault("roles", {})[name] = _entities(text, meant)
        elif name in allowed["attributes"]:
            changes.setdefault("attributes", {})[name] = _attribute(name, text, allowed)
        else:
            fields = (*allowed["roles"], *allowed["attributes"], *EVERY_KIND, "when", "where", "polarity", "factuality")
            raise ValueError(
                f"{name!r} is no field of a claim of kind {kind}: take one of {', '.join(dict.fromkeys(fields))}"
            )
    return changes


def corrected(claim: Claim, changes: Changes) -> Claim:
    """Give a claim with changes laid over it; a role or an attribute whose new value is empty goes."""
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in changes.items()
    }
    if "roles" in fields:
        roles = {**claim.roles, **{name: tuple(ids) for name, ids in changes["roles"].items()}}
        fields["roles"] = {name: ids for name, ids in roles.items() if ids or name not in changes["roles"]}
    if "attributes" in fields:
        fields["attributes"] = {n: v for n, v in {**claim.attributes, **changes["attributes"]}.items() if v}
    if "when" in fields:
        fields["when_unknown"] = "" if fields["when"] else "taken away by a correction"
    return replace(claim, **fields)


def what_was(claim: Claim, changes: Changes) -> dict[str, Any]:
    """Give what a claim says in the fields that changes change, in their shape; None for a role or an attribute it has not."""
    was: dict[str, Any] = {}
    for name, value in changes.items():
        if name == "roles":
            was[name] = {role: list(claim.roles[role]) if role in claim.roles else None for role in value}
        elif name == "attributes":
            was[name] = {attribute: claim.attributes.get(attribute) for attribute in value}
        else:
            told = getattr(claim, name)
            was[name] = list(told) if isinstance(told, tuple) else told
    return was


def combined(earlier: Changes, later: Changes) -> dict[str, Any]:
    """Give the changes of two corrections, one after the other, as one."""
    both = {**earlier, **later}
    for name in ("roles", "attributes"):
        if name in both:
            both[name] = {**earlier.get(name, {}), **later.get(name, {})}
    return both


def _entities(text: str, meant: Callable[[str], str]) -> list[str]:
    words = [word.strip() for word in text.split(",") if word.strip()]
    return list(dict.fromkeys(word if is_entity_id(word) else meant(word) for word in words))


def _plain(name: str, text: str) -> Any:
    if name == "conditions":
        return [part.strip() for part in text.split(";") if part.strip()]
    if name == "when" and text and not is_edtf(text):
        raise ValueError(f"{text!r} is no date: write it as YYYY, YYYY-MM, YYYY-MM-DD or an interval a/b (EDTF)")
    values = {"polarity": _POLARITIES, "factuality": FACTUALITIES}.get(name, ())
    return _one_of(name, text, values)


def _attribute(name: str, text: str, allowed: Mapping[str, Any]) -> str:
    if not text and name in allowed["core"]:
        raise ValueError(f"a claim cannot be without its {name}: reject the claim, or name another {name}")
    return _one_of(name, text, tuple(allowed["attributes"][name])) if text else ""


def _one_of(name: str, text: str, values: tuple[str, ...]) -> str:
    if values and text not in values:
        raise ValueError(f"{name} is one of {', '.join(values)}, not {text!r}")
    return text
