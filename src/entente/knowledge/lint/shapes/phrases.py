"""The shape of english/phrases.yaml."""

from dataclasses import dataclass
from typing import Literal

from pydantic import with_config

from entente.knowledge.lint.shapes.common import CLOSED, Date, Factuality, Text, Words

Told = (
    Factuality | Literal["alleged not", "hoped not", "conditional not", "possible not", "planned not", "asserted not"]
)


@with_config(CLOSED)
@dataclass(frozen=True)
class Way:
    """How the verb is said."""

    verb: Text
    be: Text | None = None
    before: Text | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class Phrase:
    """A template, and when it counts."""

    say: Text
    when: dict[Text, Words] | None = None
    covers: Words | None = None
    way: Told | None = None
    number: Literal["one"] | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class PhraseExample:
    """What is told, and the line that says it."""

    roles: dict[Text, Words]
    says: Text
    attributes: dict[Text, Text] | None = None
    conditions: Words | None = None
    told: Told | None = None
    when: Date | None = None
    where: Words | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class KindPhrases:
    """The phrases of a kind, with lines that they give."""

    examples: list[PhraseExample]
    phrases: list[Phrase] | None = None
    own: list[Phrase] | None = None
    silent: Words | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class PhraseRules:
    """english/phrases."""

    ways: dict[Told, Way]
    tail: Text
    leading: Words
    venues: Words
    silent: Words
    defaults: dict[Text, Text]
    words: dict[Text, dict[Text, str]]
    articles: dict[Literal["nouns", "names", "plural"], Words]
    verbs: dict[Text, Text | Words]
    kinds: dict[Text, KindPhrases]
