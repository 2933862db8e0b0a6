"""What a frame sees of a sentence: its tree and the annotations on its tokens."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from entente.annotation.surface import within
from entente.annotation.values import (
    AnnotatedReport,
    Mention,
    PostMention,
    Quotation,
    SentenceSpan,
    TimeExpression,
    TitledName,
)
from entente.claims.tree import Tree
from entente.model.entity import code_of, kind_of, slug
from entente.model.span import Span

_SPORT = ("noc", "npc", "nf", "athletes", "gathering")


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity that fills a role, the words it was found by, and why they are taken to name it."""

    entity: str
    span: Span
    reason: str


@dataclass(frozen=True)
class StandIns:
    """Nouns that stand for others.

    `transparent` nouns stand for the body they belong to ("the ROC delegation", "members of CAS"), `groups` for a
    country's group of that kind ("athletes from Mali"), `bodies` for a body of its own ("Sudanese rebels":
    org/sudan-rebels); `codes` maps country ids to IOC codes, `names` to slugs; `courts` are the ids of courts,
    `counterparts` the words for who has the same post elsewhere, `sporting` the ids of bodies of sport,
    `editions` the nouns that stand for a gathering; `includes`, `becomes` and `represents` are verbs that lead from a noun to whom
    it stands for.
    """

    transparent: frozenset[str] = frozenset()
    groups: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    organs: tuple[str, ...] = ()
    bodies: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    courts: frozenset[str] = frozenset()
    counterparts: frozenset[str] = frozenset()
    sporting: frozenset[str] = frozenset()
    editions: frozenset[str] = frozenset()
    includes: frozenset[str] = frozenset()
    becomes: frozenset[str] = frozenset()
    represents: frozenset[str] = frozenset()

    def holds(self, noun: str, text: str) -> bool:
        """Tell whether a noun, by lemma and text, stands for another."""
        return bool({noun, text.lower()} & (self.transparent | self.editions)) or self._is_body(noun, text)

    def _is_body(self, noun: str, text: str) -> bool:
        return bool({noun, text.lower(), text.lower().removesuffix("s")} & self.bodies)

    def is_own(self, noun: str, text: str, filler: Filler) -> bool:
        """Tell whether a noun names people of their own beside a person: "his family", "her lawyer" are not he and she."""
        known = {noun, text.lower()} & self.transparent
        return not known and kind_of(filler.entity) == "person" and self._is_body(noun, text)

    def body_of(self, mention: Mention) -> str:
        """Give the body that acts through an organ ("the IOC Executive Board"), else the entity of the mention itself."""
        owner = mention.candidates[1] if len(mention.candidates) == 2 and mention.kind == "org" else ""  # noqa: PLR2004
        return self._acting(owner) if owner and mention.entity.endswith(self.organs) else mention.entity

    def _acting(self, owner: str) -> str:
        """Give the body that acts through an organ of an organ ("the Bureau of the FIFA Council"): FIFA."""
        ends = next((end for end in self.organs if owner.startswith("org/") and owner.endswith(end)), "")
        return owner.removesuffix(ends) if owner.count("-") == ends.count("-") else owner

    def group_of(self, noun: str, text: str, filler: Filler) -> Filler:
        """Give the country's group that a noun (lemma and text) names, or the filler as it is."""
        if filler.entity in self.names and self._is_body(noun, text):
            return Filler(f"org/{self.names[filler.entity]}-{slug(text)}", filler.span, "group")
        kind, code = self.groups.get(noun), self.codes.get(filler.entity) or code_of(filler.entity)
        return Filler(f"{kind}/{code}", filler.span, filler.reason) if kind and code else filler


@dataclass(frozen=True, slots=True)
class Focus:
    """What a report speaks of where a sentence begins.

    The body it names most, the body whose elections it tells of, the body and the post last named with who holds it, who was
    elected last and to which post of which body, who was last said to be suspended, banned or admitted (`suspended`: of these,
    to be suspended or no longer so), the court and the appellant of the last ruling, and who last gave out a statement.
    """

    main: str = ""
    electing: str = ""
    body: str = ""
    post: str = ""
    elects: bool = False
    holder: str = ""
    elected: str = ""
    elected_to: tuple[str, str] = ("", "")
    subjects: tuple[str, ...] = ()
    suspended: tuple[str, ...] = ()
    tribunal: str = ""
    appellant: str = ""
    parties: tuple[str, ...] = ()
    authority: str = ""
    issuer: str = ""


@dataclass(frozen=True)
class Context:
    """One sentence of a report with its tree, its annotations, and what the report says of each person's body.

    `bodies` maps a person's id to the body he or she acts for in this report, `own_posts` to the post; `titled` are the
    names of this sentence with their posts, `focus` what was spoken of before, `dates` the known days of gatherings.
    `stand_ins` are the nouns that stand for bodies and groups.
    """

    annotated: AnnotatedReport
    sentence: SentenceSpan
    tree: Tree
    bodies: Mapping[str, str]
    titled: Sequence[TitledName] = ()
    focus: Focus = Focus()
    own_posts: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    stand_ins: StandIns = StandIns()

    @cached_property
    def on_sport(self) -> bool:
        """Whether the report names a sport's bodies, athletes or gatherings."""
        return not (
            self.annotated.named.isdisjoint(_SPORT) and self.annotated.named.isdisjoint(self.stand_ins.sporting)
        )

    @cached_property
    def report_kinds(self) -> frozenset[str]:
        """The kinds of what the report names, as conditions write them; "@sport" stands for a body of sport."""
        named = self.annotated.named
        sport = () if self.stand_ins.sporting.isdisjoint(named) else ("@sport",)
        return frozenset((*(f"@{name}" for name in named), *sport))

    @cached_property
    def mentions(self) -> Sequence[Mention]:
        """The mentions of this sentence."""
        return within(self.annotated.mentions, self.sentence.span)

    @cached_property
    def posts(self) -> Sequence[PostMention]:
        """The posts of this sentence."""
        return within(self.annotated.posts, self.sentence.span)

    @cached_property
    def times(self) -> Sequence[TimeExpression]:
        """The time expressions of this sentence."""
        return within(self.annotated.times, self.sentence.span)

    @cached_property
    def quotations(self) -> Sequence[Quotation]:
        """The quotations that share words with this sentence."""
        return [q for q in self.annotated.quotations if q.span.overlaps(self.sentence.span)]

    @cached_property
    def mention_by_token(self) -> Mapping[int, Mention]:
        """For each token the mention whose words it is, the main one of a merged title and name."""
        inside: dict[int, list[Mention]] = {}
        ends = [token.end for token in self.tree.tokens]
        for mention in self.mentions:
            at = bisect_right(ends, mention.span.start)
            while at < len(ends) and self.tree.tokens[at].start < mention.span.end:
                inside.setdefault(at, []).append(mention)
                at += 1
        return {at: self._mention_of(at, mentions) for at, mentions in inside.items()}

    def _mention_of(self, token: int, mentions: Sequence[Mention]) -> Mention:
        return self._main(mentions, self.span_of(token)) if self.tree.tokens[token].merged == "person" else mentions[0]

    def _main(self, mentions: Sequence[Mention], span: Span) -> Mention:
        """Give the person of a title and name that went into the parser as one token."""
        bearers = [t.person for t in self.titled if span.covers(t.person.span)]
        people = [m for m in mentions if m.kind == "person"]
        return (bearers or people or list(mentions))[0]

    def span_of(self, token: int) -> Span:
        """Give the offsets of a token in the report's text."""
        return Span(self.tree.tokens[token].start, self.tree.tokens[token].end)

    def token_at(self, offset: int) -> int:
        """Give the token that covers an offset, or -1."""
        return next((t.index for t in self.tree.tokens if t.start <= offset < t.end), -1)

    def head_of(self, span: Span) -> int:
        """Give the token of a span that depends on one outside it (the first such), or -1."""
        inside = [t for t in self.tree.tokens if t.start < span.end and span.start < t.end]
        names = {t.index for t in inside}
        return next((t.index for t in inside if t.head not in names), -1)
