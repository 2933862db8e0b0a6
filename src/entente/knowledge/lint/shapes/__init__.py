"""The shape of each rule file: which keys its entries have, and what stands under them.

Checked by pydantic (https://docs.pydantic.dev), which says where in a document something else stands.
"""

from functools import lru_cache
from typing import Any, Literal

from pydantic import TypeAdapter

from entente.knowledge.lint.shapes.claims import (
    FactualityRules,
    Fillers,
    Frame,
    Kind,
    LinePatterns,
    Reporting,
    SheetRules,
    StatementRules,
    Votes,
)
from entente.knowledge.lint.shapes.common import Alpha3, Factuality, Text, Words
from entente.knowledge.lint.shapes.names import (
    Anaphora,
    BlockRules,
    Dating,
    NameForms,
    PersonNames,
    Posts,
    Sentences,
    TimeRules,
    Titles,
    Transliterations,
)
from entente.knowledge.lint.shapes.phrases import PhraseRules

_BY_NAME: dict[str, Any] = {
    "english/anaphora": Anaphora,
    "english/blocks": BlockRules,
    "english/circumstances": dict[Literal["place_prepositions", "gathering_prepositions"], Words],
    "english/datelines": dict[Literal["patterns", "examples"], Words],
    "english/dating": Dating,
    "english/factuality": FactualityRules,
    "english/forms": NameForms,
    "english/gathering_patterns": LinePatterns,
    "english/irregular": dict[Text, Words],
    "english/offices": dict[Text, Words | dict[Text, Text]],
    "english/person_names": PersonNames,
    "english/phrases": PhraseRules,
    "english/posts": Posts,
    "english/reporting": Reporting,
    "english/sentences": Sentences,
    "english/sheets": SheetRules,
    "english/statements": StatementRules,
    "english/stages": dict[Text, dict[Text, dict[Text, dict[Factuality, Text]]]],
    "english/times": TimeRules,
    "english/title_patterns": LinePatterns,
    "english/titles": Titles,
    "english/transliterations": Transliterations,
    "english/votes": Votes,
    "english/words": dict[Text, Words | dict[Text, Text]],
    "ontology/fillers": Fillers,
    "ontology/kinds": dict[Text, Kind],
    "ontology/leaders": dict[Alpha3 | Literal["common"], Words],
    "ontology/tables": dict[Text, dict[Text, Any]],
}


@lru_cache(maxsize=64)
def shape_of(name: str) -> TypeAdapter[Any] | None:
    """Give the shape of a rule file by its path without suffix ("english/posts"); None where no file of that name is read."""
    if name.startswith("english/frames/"):
        return TypeAdapter(list[Frame])
    return TypeAdapter(_BY_NAME[name]) if name in _BY_NAME else None


def known_files() -> tuple[str, ...]:
    """Give the names of the rule files that are read."""
    return (*sorted(_BY_NAME), "english/frames/…")
