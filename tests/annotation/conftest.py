"""A small knowledge of the tests' own: tables in tests/annotation/small, the shipped forms of names."""

from pathlib import Path
from typing import Any

import pytest

from entente.annotation.values import Mention
from entente.knowledge.loader import SHIPPED, read_rules, rows_of
from entente.knowledge.tables import Knowledge
from entente.model.span import Span

_SMALL = Path(__file__).parent / "small"
_TABLES = ("bodies", "countries", "places", "sports", "series", "gatherings", "ambiguous", "sources")
_RULES = ("english/forms", "english/sentences", "english/datelines")


def mention_of(text: str, words: str, entity: str, how: str = "list") -> Mention:
    """Give the mention of an entity by the first words in a text that are these."""
    start = text.index(words)
    return Mention(Span(start, start + len(words)), entity, entity.partition("/")[0], how)


@pytest.fixture(scope="session")
def small_knowledge() -> Knowledge:
    tables: dict[str, Any] = {
        name: {getattr(r.row, "id", "") or r.row.alias: r.row for r in rows_of(_SMALL, name)} for name in _TABLES
    }
    rules = {name: read_rules(SHIPPED / f"{name}.yaml") for name in _RULES}
    return Knowledge(**tables, rules=rules, version="small")
