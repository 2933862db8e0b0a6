"""What the rows of a sheet are understood by: the knowledge, the words of english/sheets, and who may fill a role."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from entente.claims.sheets.cells import entity_finder, plain_words
from entente.claims.sheets.headers import SIDES, Column
from entente.knowledge.tables import Knowledge
from entente.model.claim import SHARED_ROLES


@dataclass(frozen=True, slots=True)
class Entry:
    """How a sheet is taken: what its columns are read as, the kind of all its rows ("" where they tell), who brings it in."""

    columns: Sequence[Column]
    kind: str = ""
    by: str = ""


@dataclass(frozen=True)
class Words:
    """A knowledge, as rows are read by it."""

    knowledge: Knowledge

    @cached_property
    def rules(self) -> Mapping[str, Any]:
        """The rule file english/sheets."""
        rules: Mapping[str, Any] = self.knowledge.rules["english/sheets"]
        return rules

    @cached_property
    def kinds(self) -> Mapping[str, Any]:
        """The rule file ontology/kinds."""
        kinds: Mapping[str, Any] = self.knowledge.rules["ontology/kinds"]
        return kinds

    @cached_property
    def acts(self) -> Mapping[str, Mapping[str, Any]]:
        """The kind, and what else is known, of each word for an act; the names of kinds are such words."""
        words: dict[str, Mapping[str, Any]] = {plain_words(w): act for act in self.rules["acts"] for w in act["words"]}
        return words | {kind: {"kind": kind} for kind in self.kinds}

    @cached_property
    def find(self) -> Callable[[str, tuple[str, ...]], tuple[str, ...]]:
        """What finds the entities that a cell names, of the kinds allowed."""
        return entity_finder(self.knowledge)

    def fillers(self, role: str, kind: str) -> tuple[str, ...]:
        """Give the kinds of entities that may fill a role; () for any."""
        listed = self.knowledge.rules["ontology/fillers"]["kinds"]
        return tuple(listed.get(kind, {}).get(role) or listed["any"].get(role, ()))

    def each(self, role: str) -> bool:
        """Tell whether a role takes one filler a claim."""
        return role in self.knowledge.rules["ontology/fillers"]["each"]

    def role(self, field: str, kind: str) -> str:
        """Give the role of a kind that a field fills: `who` and `whom` are sides of it, others a role; "" where it has no such."""
        if field in SIDES:
            return self._side(field, kind)
        return field if field in (*self.kinds[kind]["roles"], *SHARED_ROLES) else ""

    def _side(self, field: str, kind: str) -> str:
        if sides := self.rules["sides"].get(kind):
            return str(sides[field])
        roles, core = self.kinds[kind]["roles"], self.kinds[kind]["core"]
        both = [role for role in roles if role in core]
        alike = len(both) == 1 and self.kinds[kind].get("actors", {}).get("target", both[0]).startswith(both[0])
        second = roles[0] if alike or len(roles) == 1 else (*both[1:], roles[1])[0]
        return str(roles[0] if field == "who" else second)
