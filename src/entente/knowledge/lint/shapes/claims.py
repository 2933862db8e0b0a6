"""The shape of the rule files that make claims: frames, offices beside names, factuality, reporting, the ontology."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, with_config

from entente.knowledge.lint.shapes.common import CLOSED, Change, Date, Factuality, Polarity, Scalar, Text, Words


@with_config(CLOSED)
@dataclass(frozen=True)
class FrameExample:
    """A sentence and what a claim of the frame's kind says of it: all that is named here, and perhaps more."""

    text: Text
    roles: dict[Text, Words]
    attributes: dict[Text, Text] | None = None
    factuality: Factuality | None = None
    polarity: Polarity | None = None
    when: Date | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class AttributeRule:
    """Where the words of an attribute stand, and what they are made into."""

    path: Words | list[Any]
    map: Text | None = None
    default: str | None = None
    anywhere: bool = False
    each: bool = False
    required: bool = False


Slots = Words | dict[Literal["left", "right"], list[Text]]
Conditions = dict[Text, Words]


@with_config(CLOSED)
@dataclass(frozen=True)
class Frame:
    """An entry of english/frames."""

    id: Text
    kind: Text
    triggers: dict[Literal["verb", "noun", "adj"], Words]
    roles: list[dict[Text, Slots]] | dict[Text, Slots]
    required: list[Text]
    when: Conditions | None = None
    unless: Conditions | None = None
    attributes: dict[Text, AttributeRule | Scalar] | None = None
    polarity: Polarity = "positive"
    factuality: Factuality = "asserted"
    confidence: Annotated[float, Field(gt=0, le=1)] = 0.9
    skip: Words | None = None
    where: Words | None = None
    examples: list[FrameExample] | None = None
    counterexamples: Words | None = None
    todo_examples: list[FrameExample] | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class OfficeExample:
    """A passage and the office in it, each by its words in the passage; `post` by its canonical name."""

    text: Text
    holder: Text
    body: Text
    post: Text | None = None
    change: Change | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class LinePattern:
    """A pattern over a line in which names are marks: title_patterns, gathering_patterns."""

    id: Text
    pattern: Text
    heading: Text | None = None
    unit: bool = False
    counterpart: bool = False
    context: bool = False
    plural: bool = False
    leaves: bool = False
    relation: bool = False
    respective: bool = False
    post: Text | None = None
    change: Change | dict[Text, Change] | None = None
    posts: dict[Text, Text] | None = None
    examples: list[OfficeExample] | None = None
    counterexamples: Words | None = None
    todo_examples: list[OfficeExample] | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class LinePatterns:
    """A file of patterns over lines, with the macros that they use."""

    macros: dict[Text, Text]
    patterns: list[LinePattern]
    past_after: list[str] | None = None
    possessives: Words | None = None
    decides: Words | None = None
    apart: Words | None = None
    future: Words | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class Embedding:
    """What a word does to what stands under it."""

    factuality: Factuality | None = None
    polarity: Polarity | None = None
    through: list[Text] | None = None
    not_for: list[Text] | None = None
    of: Words | None = None
    unless_under: Words | None = None
    against: Words | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class FactualityRules:
    """english/factuality."""

    modals: dict[Text, Factuality]
    adverbs: dict[Text, Factuality]
    negators: Words
    none: Words
    aspectual: Words
    none_not_for: Words
    conditions: Words
    conditions_ahead: Words
    decided: Words
    undecided: Words
    owned: Words
    through: Words
    embedding: dict[Text, Embedding]
    according: Words
    saying: Words
    object_control: Words
    infinitive_nouns: Words
    attitudes: Words | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class StatementRules:
    """english/statements."""

    with_object: Words
    with_infinitive: Words
    with_preposition: dict[Text, Words]
    audience: Words
    acts: Words
    denied: Words
    other_kinds: Words
    under: Words
    nouns: Words
    verbs: Words
    papers: Words
    paper_verbs: Words
    read_behind: Words
    public_verbs: Words
    public: Words
    past: dict[Text, Text]
    obligations: Words
    asked: Words


@with_config(CLOSED)
@dataclass(frozen=True)
class ReportingVerb:
    """A verb of saying."""

    lemma: Text
    forms: Words
    examples: Words
    inverted: Literal["yes"] | None = None
    paper: Literal["yes"] | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class Reporting:
    """english/reporting."""

    verbs: list[ReportingVerb]
    nouns: Words
    phrases: Words


@with_config(CLOSED)
@dataclass(frozen=True)
class Kind:
    """A kind of claims (ontology/kinds)."""

    core: Words
    roles: Words
    attributes: dict[Text, list[Text]]
    any_of: Words | None = None
    actors: dict[Literal["source", "target"], Text] | None = None
    plover: list[dict[Literal["if", "class", "mode"], Any]] | None = None
    tenure: dict[Change, Literal["in", "starts", "out"]] | None = None
    single: Words | None = None
    opens: Words | None = None
    closes: Words | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class Fillers:
    """ontology/fillers."""

    kinds: dict[Text, dict[Text, Words]]
    each: Words
    single: Words
    represented: Words
    assemblies: Words
    barred: dict[Text, Words]


@with_config(CLOSED)
@dataclass(frozen=True)
class VotesExample:
    """A text and the votes in it, those for first."""

    text: Text
    votes: Text


@with_config(CLOSED)
@dataclass(frozen=True)
class Votes:
    """english/votes."""

    kinds: Words
    patterns: Words
    numbers: dict[Text, int]
    examples: list[VotesExample]


@with_config(CLOSED)
@dataclass(frozen=True)
class SheetAct:
    """Words for an act in a sheet, and what they mean."""

    words: Words
    kind: Text
    attributes: dict[Text, Text] | None = None
    told: Factuality | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class SheetExample:
    """A row of a sheet under its headers, and what its first claim says."""

    row: dict[Text, Text]
    kind: Text
    roles: dict[Text, Words]
    attributes: dict[Text, Text] | None = None
    factuality: Factuality | None = None
    when: Date | None = None


@with_config(CLOSED)
@dataclass(frozen=True)
class SheetRules:
    """english/sheets: what the columns and cells of people's own sheets are called."""

    headers: dict[Text, Words]
    sides: dict[Text, dict[Literal["who", "whom"], Text]]
    acts: list[SheetAct]
    told: dict[Factuality | Literal["denied"], Words]
    examples: list[SheetExample]
