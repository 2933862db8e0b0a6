"""The stand-off annotations of a report: every one knows its span in the report's text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from entente.annotation.syntax import Sentence
from entente.model.report import BlockKind, Report
from entente.model.span import Span


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """One sentence: its offsets, the kind of the line it stands in, and that line's number from 1."""

    span: Span
    block: BlockKind
    line: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or refers to an entity.

    `entity` is its id, "" where it stays open (then `reason` says why); `kind` is the kind of entity it must be
    (`noc`, `person`, ...), also where the id is open; `how` it was found: list, form, definition, acronym, title,
    name, demonym, anaphora; `candidates` are the ids considered; `unlisted` marks an id by construction.
    """

    span: Span
    entity: str
    kind: str
    how: str
    reason: str = ""
    candidates: tuple[str, ...] = ()
    unlisted: bool = False


@dataclass(frozen=True, slots=True)
class PostMention:
    """A title of an office: `post` in its canonical form; `change` is holds, held (former, then) or elected (-elect).

    `span` covers the post with its modifiers ("former first vice-president"); `modifiers` are those words.
    """

    span: Span
    post: str
    change: str = "holds"
    acting: bool = False
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldPost:
    """One post of a chain and the body it is said to be of; `body` is None where the chain names none."""

    post: PostMention
    body: Mention | None


@dataclass(frozen=True, slots=True)
class TitledName:
    """A person with the posts that a stretch of text gives to him or her.

    `counterpart_of` is the body of a counterpart, whose post is that of the other person in the sentence; `span` is the
    whole stretch, `unit` says that it is one name for the parser. Where a verb gives the post ("was elected", "heads"),
    `verb` are its offsets and `change` what it says of the tenure; `others` are further persons by role. A verb that names
    no post ("A succeeds B") means the post spoken of before: then `in_context` is true,
    and `leaves` where it is the person's own.
    `home` is a place or body named after the name ("Mayor A B of Lima"). `relation` is what somebody is to another who has
    the post: "deputy", "predecessor", "successor".
    """

    person: Mention
    posts: tuple[HeldPost, ...]
    span: Span
    rule: str
    unit: bool = False
    counterpart_of: Mention | None = None
    verb: Span | None = None
    change: str = ""
    others: tuple[tuple[str, Mention], ...] = ()
    in_context: bool = False
    leaves: bool = False
    home: Mention | None = None
    relation: str = ""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression (TIMEX3 DATE, TIME, DURATION, SET) with its TIMEX3 value and, where it is a time, its EDTF.

    `edtf` is "" for durations, sets, and dates that nothing fixes; `rule` names the rule that read it.
    """

    span: Span
    timex_type: str
    timex_value: str
    edtf: str
    rule: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words: `span` with the marks, `inner` without; speaker and cue where they are found."""

    span: Span
    inner: Span
    speaker: Span | None = None
    speaker_entity: str = ""
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """One sentence that bounds the day a report was written: it is not before / not after a day (ISO dates or "")."""

    passage: Span
    not_before: str
    not_after: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportDate:
    """The report's own date as EDTF: a day where it bears one, an interval where it was inferred, "" where unknown."""

    edtf: str
    inferred: bool = False
    bounds: tuple[Bound, ...] = ()
    contradiction: str = ""


@dataclass(frozen=True)
class AnnotatedReport:
    """A report with all its annotations, each sorted by start; mentions do not overlap one another.

    `titled` are the names with posts of each sentence that has any, by the sentence's span.
    """

    report: Report
    date: ReportDate
    sentences: tuple[SentenceSpan, ...] = ()
    mentions: tuple[Mention, ...] = ()
    posts: tuple[PostMention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    titled: Mapping[Span, Sequence[TitledName]] = field(default_factory=dict, repr=False)
    parses: tuple[Sentence, ...] = field(default=(), repr=False)
    quoted_parses: tuple[Sentence, ...] = field(default=(), repr=False)

    @cached_property
    def named(self) -> frozenset[str]:
        """The entities that the report names or refers to, and the kinds of all its mentions."""
        return frozenset(name for mention in self.mentions for name in (mention.kind, mention.entity))
