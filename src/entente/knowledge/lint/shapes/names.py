"""The shape of the rule files that find names, times, posts, sentences and lines of the page."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, with_config

from entente.knowledge.lint.shapes.common import CLOSED, Date, Scalar, Text, Words


@with_config(CLOSED)
@dataclass(frozen=True)
class IdsExample:
    """A text and the ids that are found in it, in order."""

    text: Text
    ids: Words


@with_config(CLOSED)
@dataclass(frozen=True)
class NameForm:
    """An entry of english/forms."""

    id: Text
    pattern: Text
    gives: Text
    examples: Annotated[list[IdsExample], Field(min_length=1)]
    needs: Words | None = None
    counterexamples: Words | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class Bodies:
    """How bodies that no list holds are named."""

    heads: Words
    organ_heads: Words
    owned_heads: Words
    open_heads: Words
    organs: Words
    nouns: Words
    not_in_names: Words
    generic: Words
    strip: Words
    called: Words | None = None
    led_by: Words | None = None
    not_called: Words | None = None
    corporate: Words | None = None
    examples: list[IdsExample] | None = None
    counterexamples: Words | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class OpenForm:
    """A form whose country the text leaves out."""

    pattern: Text
    examples: list[IdsExample]
    counterexamples: Words | None = None
    bare: Text | None = None
    governing: Text | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class OpenNational:
    """Bodies that every country has, whose country the text leaves out."""

    bodies: Words
    courts: Words
    examples: list[IdsExample]
    counterexamples: Words | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class GoverningBodies:
    """How it is said who governs a sport, and the words for continents with what stands in the names of their bodies."""

    patterns: Words
    continents: dict[Text, Text]
    of_the_sport: Text
    examples: list[IdsExample]
    counterexamples: Words | None = None
    heads: Text = ""


@with_config(CLOSED)
@dataclass(frozen=True)
class NameForms:
    """english/forms: names of known form, and the words that guard them."""

    forms: list[NameForm]
    fields: dict[Text, Text]
    bodies: Bodies
    linking: dict[Text, Words]
    gatherings: dict[Text, Words | dict[Text, Words]]
    open_ministry: OpenForm
    open_federation: OpenForm
    open_national: OpenNational
    governing_bodies: GoverningBodies
    macros: dict[Text, Text]


@with_config(CLOSED)
@dataclass(frozen=True)
class TimeRule:
    """An entry of english/times; an example's expression stands in [ ]."""

    id: Text
    pattern: Text
    value: dict[Text, Scalar]
    examples: Annotated[dict[Text, Scalar], Field(min_length=1)]
    type: Literal["DATE", "TIME", "DURATION", "SET"] | None = None
    counterexamples: Words | None = None
    after: Text | None = None
    guarded: Words | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class TimeRules:
    """english/times."""

    capitalised: Words
    words: dict[Text, dict[Scalar, list[Scalar]]]
    triggers: dict[Literal["classes", "words"], Words]
    macros: dict[Text, Text]
    atoms: list[TimeRule]
    composites: list[TimeRule]
    tense: dict[Text, Text]


@with_config(CLOSED)
@dataclass(frozen=True)
class BlockRule:
    """What a line of a report is."""

    id: Text
    kind: Literal["credit", "junk"]
    pattern: Text
    examples: Words
    counterexamples: Words


@with_config(CLOSED)
@dataclass(frozen=True)
class BlockRules:
    """english/blocks."""

    rules: list[BlockRule]


@with_config(CLOSED)
@dataclass(frozen=True)
class Post:
    """An office or a seat, with its words."""

    post: Text
    forms: list[Text]
    examples: Words
    sphere: list[Literal["body", "government", "team", "court"]] | None = None
    field: bool = False


@with_config(CLOSED)
@dataclass(frozen=True)
class Posts:
    """english/posts."""

    posts: list[Post]
    memberships: list[Post]
    modifiers: dict[Literal["former", "acting", "elect", "deputy", "rank", "current"], Words]
    verbal: Words
    field_nouns: Words
    no_fields: Words
    worked_in: Words
    workers: Words


@with_config(CLOSED)
@dataclass(frozen=True)
class Title:
    """A title before a name, or what stands behind one."""

    forms: Words
    kind: Literal[
        "honorific", "noble", "state", "military", "academic", "religious", "sport", "generation", "honour", "office"
    ]
    examples: Words
    gender: Literal["male", "female"] | None = None
    keep_apart: bool = False


@with_config(CLOSED)
@dataclass(frozen=True)
class Titles:
    """english/titles."""

    titles: list[Title]
    suffixes: list[Title]


@with_config(CLOSED)
@dataclass(frozen=True)
class PersonNames:
    """english/person_names."""

    particles: Words
    words_too: Words
    days_too: Words
    never: dict[Text, Words]
    tails: Words
    acts: Words
    beaten: Words
    votes: Words
    alone: Words
    inside: Words
    company: Words
    examples: list[dict[Literal["text", "persons"], Text | list[Text]]]


@with_config(CLOSED)
@dataclass(frozen=True)
class Transliterations:
    """english/transliterations."""

    sounds: list[tuple[Text, Text]]
    vowels: Text
    feminine: Words
    variants: list[Words]
    examples: list[dict[Literal["same", "different"], tuple[Text, Text]]]


@with_config(CLOSED)
@dataclass(frozen=True)
class Sentences:
    """english/sentences."""

    never: Words
    before_number: Words
    unless_starter: Words
    starters: Words
    examples: list[dict[Literal["text", "sentences"], Text | int]]


@with_config(CLOSED)
@dataclass(frozen=True)
class Anaphor:
    """Nouns that stand for what is named elsewhere, and what they may stand for."""

    nouns: Words
    kinds: Words | None = None
    names: list[Text] | None = None
    titles: Words | None = None
    bare: bool = False
    called: bool = False


@with_config(CLOSED)
@dataclass(frozen=True)
class AnaphorGroups:
    """Nouns that stand for several, behind "the two" and the like."""

    numbers: Words
    nouns: list[Anaphor]


@with_config(CLOSED)
@dataclass(frozen=True)
class AnaphoraExample:
    """A text, a word in it, and what it stands for."""

    text: Text
    word: Text
    entity: Text


@with_config(CLOSED)
@dataclass(frozen=True)
class Anaphora:
    """english/anaphora."""

    pronouns: dict[Literal["male", "female", "neuter", "plural"], Words]
    possessive: Words
    expletive: Text
    staged: Text
    inanimate: Words
    blaming: Words
    adjectives: Words
    undergone: Words
    bodies: list[Anaphor]
    groups: AnaphorGroups
    both_before: Words
    voices: Words
    sides: Words
    country: Words
    regions: dict[Text, Words]
    dealt_with: Words
    persons: Words
    alike: Words
    titles: list[Anaphor]
    heads: Words
    acts: Words
    male: Words
    female: Words
    male_in_a: Words
    examples: list[AnaphoraExample]


@with_config(CLOSED)
@dataclass(frozen=True)
class DatedEvent:
    """What the world knows, with its day and a pattern of the words that name it."""

    date: Date
    words: Text


@with_config(CLOSED)
@dataclass(frozen=True)
class Term:
    """Who held an office from when to when; the office as a pattern."""

    name: Text
    office: Text
    start: Annotated[Date, Field(alias="from")]
    to: Date


@with_config(CLOSED)
@dataclass(frozen=True)
class DatedExample:
    """A report and the day or days on which it was written."""

    text: Text
    date: Date


@with_config(CLOSED)
@dataclass(frozen=True)
class Dating:
    """english/dating: patterns and counts of days, by what they date a report with."""

    dateline: dict[Text, Scalar]
    reach: dict[Literal["past", "future"], int]
    oldest: int
    widest: int
    stale: int
    years_after: dict[Text, int]
    relative: dict[Text, Text]
    delayed: Text
    to_come: dict[Text, Text]
    was: dict[Text, Text]
    at_gathering: dict[Text, Scalar]
    lead: dict[Literal["sentences", "days"], int]
    countdown: dict[Text, Scalar]
    seen_from_then: Text
    absolute: dict[Text, Text]
    events: list[DatedEvent]
    terms: list[Term]
    term: dict[Text, Scalar | Words]
    examples: list[DatedExample]
