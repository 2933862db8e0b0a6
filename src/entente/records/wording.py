"""What claims say in words: at once, or when a record that holds it is read.

A record that is kept holds what a claim says as marked data, with entities by their ids between marks, and gets words and names
when it is read: a new name, or another phrase, needs no new record.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from entente.knowledge.phrases.saying import Phrases, Told
from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim, Roles
from entente.records.support import Names, factuality_of

_OPEN, _CLOSE = "\ue000", "\ue001"  # around an id; of Unicode's private use area: no report's words
_TOLD, _END = "\ue002", "\ue003"  # around what is told, as JSON
_MARKED = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_MARKED_TOLD = re.compile(f"{_TOLD}([^{_END}]*){_END}")


@dataclass(frozen=True, slots=True)
class Wording:
    """What entities are called, and how claims are said; without phrases they are said when a record is read (`with_words`)."""

    names: Names
    phrases: Phrases | None = None

    def called(self, entity: str) -> str:
        """Give an entity's name, its id where none is known."""
        return self.names.get(entity, entity)

    def says(self, told: Told) -> str:
        """Give what is told in one line."""
        return self.phrases.say(told, self.names) if self.phrases else _marked_told(told, self.names)


def said(claim: Claim, wording: Wording, *, day: bool = False) -> str:
    """Give in one line what a claim says, with its day where `day` is set: else it stands beside the line."""
    return wording.says(told_by(claim, day=day))


def told_by(claim: Claim, *, day: bool = False) -> Told:
    """Give what a claim tells, with its day where `day` is set."""
    when = claim.when if day else ""
    attributes = {name: value for name, value in claim.attributes.items() if name != "conditions"}
    return Told(claim.kind, factuality_of(claim), claim.roles, attributes, claim.conditions, claim.where, when)


def phrases_of(knowledge: Knowledge) -> Phrases:
    """Give the phrases that a knowledge holds."""
    return Phrases(knowledge.rules["english/phrases"])


def later(entities: Iterable[str]) -> Wording:
    """Give a wording for records that are kept: names and words are put in later."""
    return Wording({entity: f"{_OPEN}{entity}{_CLOSE}" for entity in entities})


def named_in(text: str) -> set[str]:
    """Give the entities whose names are to be put into a text."""
    return set(_MARKED.findall(text))


def roles_told(text: str) -> Roles:
    """Give the roles, with the ids of those who fill them, of what is told in a text as it is kept; none where nothing is."""
    found = _MARKED_TOLD.search(text)
    return roles_of(_told(found[1])) if found else {}


def roles_of(told: Told) -> Roles:
    """Give the roles that somebody fills in what is told."""
    return {role: tuple(ids) for role, ids in told.roles.items() if ids}


def with_words(text: str, wording: Wording) -> str:
    """Give a text with what is marked in it in words, and the names of the entities marked; their ids where no name is known."""
    if _TOLD in text:
        text = _MARKED_TOLD.sub(lambda found: wording.says(_told(found[1])), text)
    return _MARKED.sub(lambda found: wording.called(found[1]), text) if _OPEN in text else text


def _marked_told(told: Told, names: Names) -> str:
    roles = {role: [names.get(e, e) for e in ids] for role, ids in told.roles.items() if ids}
    where = [names.get(e, e) for e in told.where]
    row = [told.kind, told.told, roles, dict(told.attributes), list(told.conditions), where, told.when]
    return f"{_TOLD}{json.dumps(row, ensure_ascii=False, separators=(',', ':'))}{_END}"


@lru_cache(maxsize=64)  # its words and its roles are asked for one after the other
def _told(text: str) -> Told:
    kind, told, roles, attributes, conditions, where, when = json.loads(text)
    return Told(kind, told, _plain(roles), attributes, conditions, _ids(where), when)


def _plain(roles: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    return {role: _ids(ids) for role, ids in roles.items()}


def _ids(marked: Iterable[str]) -> list[str]:
    return [_MARKED.sub(r"\1", one) for one in marked]
