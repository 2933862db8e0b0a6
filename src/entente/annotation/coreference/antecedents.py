"""What has been named before a place in a report: the mentions by sentence, who is the subject, who holds which post."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from entente.annotation.coreference.anaphors import AnaphoraRules
from entente.annotation.datelines import dateline_end
from entente.annotation.lexicon import once_per_document
from entente.annotation.quotations.marks import find_marked
from entente.annotation.values import Mention, PostMention, SentenceSpan
from entente.knowledge.tables import Country, Knowledge
from entente.model.entity import BODIES, PARTIES, code_of, kind_of, slug
from entente.model.report import BlockKind
from entente.model.span import Span

OPEN = "?"
"""The body of a post that is named but not known."""
_IN_PHRASE = re.compile(
    r"\b(?:of|from|at|for|with|to|by|in|on|about|against|between|under|via|near|over|after|since|among|like|unlike)"
    r"(?: the| its| their| a)?(?: (?!\w+day )[\w-]+){0,2} $",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:,|[\"\u201d\u2019']),? (?:said|says|added|told|claimed|noted|explained|stressed|warned|insisted) (?:[\w.-]+ ){0,4}$"
)
_PREPOSED = re.compile(
    r"(?:To|With|Against|Unlike|Like|For|Besides|Alongside|After|Under|Asked by|Addressing|"
    r"(?:Speaking|Talking|Writing|Replying|Responding|Thanks) (?:to|with)) [^,]*$"
)
BEFORE_NAME = re.compile(
    r"(?: (?:of|for) (?:(?:the )?[A-Z][\w'.-]*(?: (?:of |for )?[A-Z][\w'.-]*){0,5}(?: \([A-Z]{2,8}\))?|the [a-z]+ ?(?=,)))?"
    r"(?: (?:to|in) (?:the )?[A-Z][\w'.-]*(?: [A-Z][\w'.-]*){0,3}(?=,))?"
    r",? (?:[A-Z][\w'.]*\.? )*"
)
"""What stands between a post and its holder's name: titles, and the country or body that the post is of."""
_NOUNS = re.compile(
    r" (?:(?!(?:and|or|to|with|of|in|on|at|for|from|by|that|as|but|than|has|had|have|is|was|were|are|will|would|may|met|told|"
    r"gave|beat|said|says|the|an?|its|their|his|her|where|when|who|which)\b)[a-z][\w-]*(?<!ed) ){1,3}"
)
_APPOSED = re.compile(
    r"(?:,(?: who is)?| \(|(?:, [^,.;\n]{1,40},)? (?:is|remains|stays|becomes|became"
    r"|(?:was|has been|is) (?:\w+ly )?(?:re-)?(?:elected|appointed|named|chosen)(?: as)?))"
    r" ?(?:also )?[^.;,\n]{0,60}"
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with a post that the report gives to him or her, and the body it is of ("" where none is told, "?" if unknown)."""

    person: str
    post: str
    body: str


@once_per_document
def title_genders(document: Any) -> Mapping[str, str]:
    """Give what titles of english/titles tell of the gender of those who bear them."""
    return {form.lower().strip("."): e.get("gender", "") for e in document["titles"] for form in e["forms"]}


@once_per_document
def countries_by_code(countries: Mapping[str, Country]) -> Mapping[str, str]:
    """Give the ids of countries by IOC code."""
    return {c.ioc: c.id for c in sorted(countries.values(), key=lambda c: c.status != "former") if c.ioc}


@once_per_document
def countries_by_slug(countries: Mapping[str, Country]) -> Mapping[str, str]:
    """Give the ids of countries by the slugs of their names, as they end the ids of bodies: "supreme-court-of-peru"."""
    named = ((name, c.id) for c in countries.values() for name in (c.name, *c.aliases))
    return {slug(f"{the}{name}"): country for name, country in named for the in ("", "the ")}


@once_per_document
def countries_by_capital(countries: Mapping[str, Country]) -> Mapping[str, str]:
    """Give the ids of the countries of today by the names of their capitals."""
    return {capital: c.id for c in countries.values() if c.status != "former" for capital in c.capital}


@dataclass
class Discourse:
    """A report read so far: `mentions` grows by what has been resolved, sorted by start; `opening` is the end of its dateline."""

    text: str
    sentences: Sequence[SentenceSpan]
    mentions: list[Mention]
    posts: Sequence[PostMention]
    knowledge: Knowledge
    rules: AnaphoraRules
    quoted: list[Span] = field(default_factory=list)
    opening: int = 0

    def __post_init__(self) -> None:
        self.sentences = [s for s in self.sentences if s.block is BlockKind.BODY]
        if self.sentences:
            self.opening = dateline_end(self.text, self.sentences[0].span, self.knowledge.rules["english/datelines"])
        self.quoted = [m.span for m in find_marked(self.text)]

    def sentence_of(self, start: int) -> int:
        """Give the index of the body sentence that a place is in, -1 where it is in none."""
        at = bisect_right(self.sentences, start, key=lambda s: s.span.start) - 1
        return at if at >= 0 and start < self.sentences[at].span.end else -1

    def in_quotation(self, start: int) -> bool:
        """Tell whether a place is within quotation marks."""
        at = bisect_right(self.quoted, start, key=lambda s: s.start) - 1
        return at >= 0 and start < self.quoted[at].end

    def named(self, index: int, before: int, kinds: Sequence[str]) -> list[Mention]:
        """Give the mentions with an id in a sentence, outside quotation marks, that end before a place."""
        span = self.sentences[index].span
        first = bisect_left(self.mentions, span.start, key=lambda m: m.span.start)
        last = bisect_left(self.mentions, min(span.end, before), key=lambda m: m.span.start)
        inside = (m for m in self.mentions[first:last] if m.kind in kinds and m.entity and m.how != "demonym")
        return [m for m in inside if self.opening <= m.span.start and m.span.end <= before and not self._is_aside(m)]

    def _is_aside(self, mention: Mention) -> bool:
        # Names in brackets are short forms, agencies in a dateline, seats; they do nothing in their sentence.
        start, end = mention.span.start, mention.span.end
        bracketed = self.text[max(0, start - 1) : start] == "(" and self.text[end : end + 1] == ")"
        # "UK-based" tells of something else.
        return bracketed or self.text[end : end + 1] == "-" or self.in_quotation(start) or self._is_adjective(mention)

    def _is_adjective(self, mention: Mention) -> bool:
        """Tell whether a country's name tells of another one: "US car maker Acme", "the United States bank chief Jane Doe"."""
        if mention.kind != "country" or mention.how == "anaphora":
            return False
        at = bisect_left(self.mentions, mention.span.end, key=lambda m: m.span.start)
        following = self.mentions[at] if at < len(self.mentions) else None
        if following is None or following.kind not in ("org", "person"):
            return False
        return _NOUNS.fullmatch(self.text, mention.span.end, following.span.start) is not None

    def subject(self, index: int, before: int, kinds: Sequence[str]) -> Mention | None:
        """Give the mention that most probably is the subject of a sentence: who speaks, else the first in no phrase."""
        named = self.named(index, before, kinds)
        start = self.sentences[index].span.start
        speaker = next((m for m in named if m.kind == "person" and _SAID.search(self.text, start, m.span.start)), None)
        return speaker or next((m for m in named if not self.is_dependent(index, m)), None)

    def is_preposed(self, index: int, mention: Mention) -> bool:
        """Tell whether a mention stands in a phrase before the sentence's own subject ("To Doe, however, he wrote")."""
        return _PREPOSED.fullmatch(self.text, self.sentences[index].span.start, mention.span.start) is not None

    def modifies(self, mention: Mention) -> bool:
        """Tell whether a body's name stands before a post ("IOC president")."""
        at = bisect_left(self.posts, mention.span.end, key=lambda p: p.span.start)
        return at < len(self.posts) and self.posts[at].span.start == mention.span.end + 1

    def is_dependent(self, index: int, mention: Mention) -> bool:
        """Tell whether a mention stands in a phrase of another word ("of the IOC") or owns one ("the IOC's")."""
        words = mention.span.of(self.text).lower()
        if mention.how == "anaphora" and words in ("he", "she", "it", "they"):
            return False
        if mention.how == "anaphora" and words in ("his", "her", "its", "their", "him", "them"):
            return True
        before = self.text[self.sentences[index].span.start : mention.span.start]
        after = self.text[mention.span.end : mention.span.end + 2]
        return _IN_PHRASE.search(before) is not None or re.match(r"['\u2019]s?", after) is not None

    def add(self, mention: Mention) -> None:
        """Put a resolved mention in its place; what it covers gives way."""
        covered = [m for m in self.near(mention.span) if mention.span.overlaps(m.span)]
        for old in covered:
            self.mentions.remove(old)
        self.mentions.insert(bisect_left(self.mentions, mention.span, key=lambda m: m.span), mention)

    def near(self, span: Span) -> list[Mention]:
        """Give the mentions around a stretch, from some hundred characters before it to its end."""
        first = bisect_left(self.mentions, span.start - 300, key=lambda m: m.span.start)
        last = bisect_left(self.mentions, span.end, key=lambda m: m.span.start)
        return self.mentions[first:last]

    @cached_property
    def genders(self) -> Mapping[str, str]:
        """Give what the titles, posts and given names of the report tell of each person: male, female."""
        genders: dict[str, str] = {}
        for mention in self.mentions:
            if mention.kind == "person" and not genders.get(mention.entity):
                genders[mention.entity] = self._gender(mention)
        return genders

    def _gender(self, mention: Mention) -> str:
        titles = title_genders(self.knowledge.rules["english/titles"])
        words = self.text[max(0, mention.span.start - 12) : mention.span.start].lower().replace(".", "").split()
        told = next((titles[w] for w in reversed(words[-2:]) if titles.get(w)), "")
        first = mention.span.of(self.text).strip("[]").split()[0]
        return told or (self.rules.gender_of(first) if " " in mention.span.of(self.text) else "")

    def country_of(self, entity: str) -> str:
        """Give the country that an id belongs to, "" where it belongs to none."""
        kind = kind_of(entity)
        if kind == "country":
            return entity
        if kind in ("noc", "npc", "nf", "athletes"):
            return countries_by_code(self.knowledge.countries).get(code_of(entity), "")
        if body := self.knowledge.bodies.get(entity):
            return body.country
        return (
            countries_by_slug(self.knowledge.countries).get(entity.rpartition("-of-")[2], "") if kind == "org" else ""
        )

    @cached_property
    def holders(self) -> tuple[Holder, ...]:
        """Give who holds which post by the words right beside the names."""
        return tuple(self._holders())

    def _holders(self) -> Iterable[Holder]:
        persons = [m for m in self.mentions if m.kind == "person" and m.how != "anaphora"]
        starts = [p.span.start for p in persons]
        for post in self.posts:
            if post.change == "held":
                continue
            at = bisect_left(starts, post.span.end)
            if at < len(persons) and BEFORE_NAME.fullmatch(self.text, post.span.end, starts[at]):
                yield Holder(persons[at].entity, post.post, self._held_body(post))
            elif at and self._is_apposed(persons[at - 1], post):
                yield Holder(persons[at - 1].entity, post.post, self._held_body(post))

    def _held_body(self, post: PostMention) -> str:
        """Give the body of a post; `OPEN` where one stands there that the report does not tell: "president of the NOC"."""
        after = (m for m in self.near(Span(post.span.start, post.span.end + 60)) if m.span.start > post.span.end)
        first = next((m for m in after if m.kind in BODIES), None)
        of = first and re.fullmatch(r" (?:of|at|for) (?:the )?", self.text[post.span.end : first.span.start])
        open_body = first and of and not first.entity
        return self.body_of(post) or (OPEN if open_body or self.text.startswith(" of the ", post.span.end) else "")

    def _is_apposed(self, person: Mention, post: PostMention) -> bool:
        return _APPOSED.fullmatch(self.text[person.span.end : post.span.start]) is not None

    def body_of(self, post: PostMention) -> str:
        """Give the body or country that stands right before a post, or behind it with "of"."""
        for mention in self.near(Span(post.span.start, post.span.end + 60)):
            if mention.kind not in PARTIES:
                continue
            gap = self.text[mention.span.end : post.span.start] if mention.span.end <= post.span.start else None
            if gap is not None and re.fullmatch(r"(?:['\u2019]s?)? (?:[a-z-]+ )?", gap):
                return mention.entity
            behind = mention.span.start > post.span.end and mention.how != "demonym"
            gap = self.text[post.span.end : mention.span.start]
            if behind and re.fullmatch(
                r" (?:of|at|for) (?:the )?(?:(?:[a-z-]+ ){0,4}(?:body|organi[sz]ation|federation) )?", gap
            ):
                return mention.entity
        return ""

    def _only_titles(self, start: int, end: int) -> bool:
        """Tell whether only posts and words with a capital letter stand in a stretch ("Kuwait's Sheikh …")."""
        between = self.text[start:end]
        for post in self.posts[bisect_left(self.posts, start, key=lambda p: p.span.start) :]:
            if post.span.start >= end:
                break
            between = between.replace(post.span.of(self.text), "")
        return re.fullmatch(r"(?:['\u2019]s?)?(?: +(?:[A-Z][\w.'-]*|fellow|former))* *", between) is not None

    @cached_property
    def nations(self) -> Mapping[str, frozenset[str]]:
        """Give the countries that the words beside their names tie persons to."""
        nations: dict[str, set[str]] = {}
        for n, mention in enumerate(self.mentions):
            if mention.kind != "person":
                continue
            for other in self.mentions[max(0, n - 2) : n + 2]:
                if other is not mention and self._ties(mention, other) and (country := self.country_of(other.entity)):
                    nations.setdefault(mention.entity, set()).add(country)
        for holder in self.holders:
            if country := self.country_of(holder.body):
                nations.setdefault(holder.person, set()).add(country)
        return {person: frozenset(countries) for person, countries in nations.items()}

    def _ties(self, person: Mention, other: Mention) -> bool:
        if other.kind not in ("country", "athletes"):
            return False
        if other.span.end <= person.span.start:
            return self._only_titles(other.span.end, person.span.start)
        return re.fullmatch(r",? (?:of|from|\() ?(?:the )?", self.text[person.span.end : other.span.start]) is not None
