"""What records need of the knowledge: the committee of each country, and the document of the kinds of claims."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from entente.knowledge.tables import Knowledge

_LEAST: Mapping[str, Any] = {
    "standing": {"closes": []},
    "office": {"tenure": {}},
}  # what no document of kinds may be without


@dataclass(frozen=True, slots=True)
class Rules:
    """By which claims become records: the committee of each country by the country's id, and the document of kinds.yaml."""

    committees: Mapping[str, str]
    kinds: Mapping[str, Any]

    def to_row(self) -> dict[str, Any]:
        """Give the rules as a JSON object."""
        return {"committees": dict(self.committees), "kinds": dict(self.kinds)}


def rules_of(knowledge: Knowledge) -> Rules:
    """Give the rules that a knowledge holds."""
    committees = {country.id: f"noc/{country.ioc}" for country in knowledge.countries.values() if country.ioc}
    return Rules(committees, dict(_LEAST) | knowledge.rules.get("ontology/kinds", {}))


def rules_from(row: Mapping[str, Any]) -> Rules:
    """Make rules from their JSON object. Raises KeyError where it is none."""
    return Rules(row["committees"], row["kinds"])
