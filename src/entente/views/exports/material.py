"""What every format is made of: the claims selected, the names of what they name, and their reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.records.support import Names
from entente.records.wording import Wording, phrases_of, said

if TYPE_CHECKING:
    from entente.register.handle import Register
    from entente.register.queries import StoredReport

Key = tuple[str, str]
NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True)
class Material:
    """Claims with the names of entities, their reports by key, the moments (UTC) they were recorded, and the knowledge."""

    claims: tuple[Claim, ...]
    names: Names
    reports: "Mapping[str, StoredReport]"
    recorded: Mapping[Key, str]
    knowledge: Knowledge

    @property
    def made(self) -> str:
        """The moment of the newest claim: the same register gives the same export, whenever it is made."""
        return max((self.recorded_at(claim) for claim in self.claims), default=NEVER)

    @property
    def kinds(self) -> Mapping[str, Any]:
        """The document of ontology/kinds.yaml."""
        kinds: Mapping[str, Any] = self.knowledge.rules["ontology/kinds"]
        return kinds

    def recorded_at(self, claim: Claim) -> str:
        """Give the moment (UTC, ISO 8601) at which the register learnt of a claim."""
        return self.recorded.get((claim.report, claim.id), NEVER)

    def name(self, entity: str) -> str:
        """Give what an entity is called, else its id."""
        return self.names.get(entity) or entity

    def says(self, claim: Claim, *, day: bool = False) -> str:
        """Give in one line what a claim says, with its day where `day` is set."""
        return said(claim, self.wording, day=day)

    @cached_property
    def wording(self) -> Wording:
        """How claims are said."""
        return Wording(self.names, phrases_of(self.knowledge))

    def title(self, key: str) -> str:
        """Give the title of a report, "" where it has none."""
        return self.reports[key].title if key in self.reports else ""

    def publisher(self, key: str) -> str:
        """Give who published a report, "" where that is not known."""
        return self.reports[key].publisher if key in self.reports else ""

    def of(self, claims: Iterable[Claim]) -> "Material":
        """Give the same material with other claims."""
        return replace(self, claims=tuple(claims))


def gather(register: "Register", claims: Iterable[Claim], knowledge: Knowledge) -> Material:
    """Give the material of an export from a register. Raises RegisterError."""
    from entente.register.queries import find_by_id, list_reports  # SQLAlchemy is slow to import
    from entente.register.verdicts import judged_names

    return Material(
        claims=tuple(claims),
        names=judged_names(register),
        reports={report.key: report for report in list_reports(register)},
        recorded={(stored.claim.report, stored.claim.id): stored.recorded for stored in find_by_id(register, "")},
        knowledge=knowledge,
    )


def month_of(claim: Claim) -> str:
    """Give the month (YYYY-MM) in which a claim's time begins, else its report's; "" where neither is known."""
    for edtf in (claim.when, claim.reported):
        first, last = days_of(edtf)
        if day := first or last:
            return f"{day:%Y-%m}"
    return ""
