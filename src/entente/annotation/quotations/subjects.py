"""The subject of a verb of saying, found without a parse: what stands before the verb when asides are left out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from entente.annotation.lexicon import any_of, once_per_document
from entente.annotation.values import Mention, PostMention
from entente.model.entity import ACTORS
from entente.model.span import Span

_DEPENDENT = ("his", "her", "its", "their", "him", "them", "himself", "herself", "itself", "themselves")
_STEPS = 6  # asides and phrases that are taken off before the verb
_LIGHT = re.compile(
    r"(?: (?:has|have|had|also|then|further|later|again|once|previously|repeatedly|recently|meanwhile|first|who|himself|"
    r"herself|itself|who|both|all|\w+ly))+$"
)
_ASIDE = re.compile(r", ?(?P<inner>[^,]{1,90}),$|[–—-] [^–—]{1,90} [–—-]$| \([^()]{1,90}\)$")
_PHRASE = re.compile(
    r" (?:of|from|at|for|with|to|by|in|on|and|during|speaking|talking|writing)"
    r" (?:the |its |a )?(?:[\w'\u2019&.–-]+ ?){0,8}$"
)
_NOUN = re.compile(
    r"\b(?:an?|the|one|some|another|several|many|its|their) (?:(?!which|that|who|by)[\w'\u2019-]+ ){0,4}[\w\u2019-]+$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|someone|everyone|critics|officials|organisers|organizers)$", re.IGNORECASE)
_CAPITAL = re.compile(
    r"(?:^[ ,]*|(?<=[.!?] )|(?<=, )|(?<=and ))(?!(?:The|An|In|On|At|This|These|Those|His|Her|Its|Their|But|And|As|By|For)\b)"
    r"[A-Z]\w+(?: [A-Z]\w+){0,3}$"
)
_IN_PHRASE = re.compile(
    r"\b(?:of|from|at|for|with|to|by|in|on|about|against|under|after|before|including|than) (?:the |its |their |a )?(?:[\w-]+ )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reporting:
    """The rules english/reporting made ready: all forms of verbs, those that may stand before a speaker, set phrases."""

    verb: re.Pattern[str]
    inverted: re.Pattern[str]
    phrase: re.Pattern[str]
    papers: re.Pattern[str]
    paper_verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, by offsets, with the id where it is known, and the words that tell so (`cue`)."""

    span: Span
    entity: str
    cue: Span | None


@dataclass(frozen=True)
class Scene:
    """A text with what can speak in it, each sorted by start, and the rules of reporting."""

    text: str
    sayers: Sequence[Mention]
    posts: Sequence[PostMention]
    rules: Reporting

    def inside(self, start: int, end: int) -> Sequence[Mention]:
        """Give the sayers that lie within a stretch."""
        first = bisect_left(self.sayers, start, key=lambda m: m.span.start)
        last = bisect_right(self.sayers, end - 1, key=lambda m: m.span.start)
        return [m for m in self.sayers[first:last] if m.span.end <= end]

    def sayer_ending_at(self, end: int) -> Mention | None:
        """Give the sayer that ends at a place."""
        at = bisect_left(self.sayers, end, key=lambda m: m.span.end)
        return self.sayers[at] if at < len(self.sayers) and self.sayers[at].span.end == end else None

    def post_behind(self, mention: Mention) -> bool:
        """Tell whether a mention stands before a post, as in "Acme chief executive, Jane Doe"."""
        at = bisect_left(self.posts, mention.span.end, key=lambda p: p.span.start)
        return at < len(self.posts) and self.posts[at].span.start == mention.span.end + 1

    def post_ending_at(self, end: int) -> bool:
        """Tell whether a post ends at a place."""
        at = bisect_left(self.posts, end, key=lambda p: p.span.end)
        return at < len(self.posts) and self.posts[at].span.end == end


@once_per_document
def reporting_of(document: Any) -> Reporting:
    """Prepare the rules english/reporting."""
    forms = {form for entry in document["verbs"] for form in entry["forms"]}
    inverted = {form for e in document["verbs"] if e.get("inverted") for form in e["forms"] if not form.endswith("ing")}
    return Reporting(
        verb=re.compile(rf"(?<![\w-])(?:{any_of(forms)})(?![\w-])"),
        inverted=re.compile(rf"[,.\s]*(?:\w+ly )?(?P<verb>{any_of(inverted)})(?![\w-])"),
        phrase=re.compile(rf"\b(?:{any_of(document['phrases'])})\b", re.IGNORECASE),
        paper_verbs=frozenset(form for e in document["verbs"] if e.get("paper") for form in e["forms"]),
        papers=re.compile(rf"\b(?:{any_of(document['nouns'])})(?: which| that)?,?$"),
    )


def sayers_of(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give the mentions that may speak, sorted: no nationalities, no "his" and "them"."""
    return [
        m
        for m in mentions
        if m.kind in ACTORS
        and m.how != "demonym"
        and not (m.how == "anaphora" and m.span.of(text).lower() in _DEPENDENT)
    ]


def subject_right_before(scene: Scene, start: int, cue: Span) -> Speaker | None:
    """Give the subject that stands right before a verb when asides and light words between are left out."""
    end = cue.start
    for _ in range(_STEPS):
        end = start + len(scene.text[start:end].rstrip())
        if found := _subject_at(scene, start, end):
            return Speaker(found.span, found.entity, cue)
        text = " " + scene.text[start:end]
        shorter = _LIGHT.search(text) or _ASIDE.search(text)
        if shorter and (found := _in_aside(scene, start, end, shorter)):
            return Speaker(found.span, found.entity, cue)
        shorter = shorter or _PHRASE.search(text)
        if shorter is None:
            return None
        end = start + max(0, shorter.start() - 1)
    return None


def _subject_at(scene: Scene, start: int, end: int) -> Speaker | None:
    text = scene.text[start:end]
    named = scene.sayer_ending_at(end)
    if named and named.span.start >= start and not _is_in_phrase(scene, start, named):
        return Speaker(named.span, named.entity, None)
    if match := _PRONOUN.search(text):
        return Speaker(Span(start + match.start(), end), "", None)
    if scene.post_ending_at(end) and (match := _NOUN.search(text)):
        return Speaker(Span(start + match.start(), end), "", None)
    return None


def _is_in_phrase(scene: Scene, start: int, named: Mention) -> bool:
    # "the ambassador to Germany Leo Marr": the phrase ends with a name of its own.
    if named.kind == "person" and scene.sayer_ending_at(named.span.start - 1):
        return False
    return _IN_PHRASE.search(scene.text, start, named.span.start) is not None


def _in_aside(scene: Scene, start: int, end: int, aside: re.Match[str]) -> Speaker | None:
    """Give the person named in an aside: "the president of the league, A B, said"."""
    if aside.re is not _ASIDE or not aside["inner"] or len(aside["inner"].split()) > _STEPS:
        return None
    inner = Span(start + aside.start("inner") - 1, end - 1)
    persons = [m for m in scene.inside(inner.start, inner.end) if m.kind == "person" and m.span.end == inner.end]
    lead = scene.text[inner.start : persons[0].span.start] if persons else ""
    return (
        Speaker(persons[0].span, persons[0].entity, None)
        if persons and not re.search(r"\b[a-z]+ly\b|\bof\b", lead)
        else None
    )


def subject_of_sentence(scene: Scene, start: int, cue: Span) -> Speaker | None:
    """Give the subject of the sentence for a verb further on: "A thanked them, saying", "A came and said"."""
    if match := re.match(r"(?:He|She|They|It)\b", scene.text[start : cue.start]):
        known = scene.sayer_ending_at(start + match.end())
        return Speaker(Span(start, start + match.end()), known.entity if known else "", cue)
    for mention in scene.inside(start, cue.start):
        owner = re.match(r"['\u2019]s?\b", scene.text[mention.span.end : mention.span.end + 2])
        if (
            not owner
            and not scene.post_behind(mention)
            and not _IN_PHRASE.search(scene.text, start, mention.span.start)
        ):
            return Speaker(mention.span, mention.entity, cue)
    return None


def words_before(scene: Scene, start: int, cue: Span) -> Speaker | None:
    """Give the words right before a verb that say who speaks without a name: "a government official said"; no paper does."""
    text = scene.text[start : cue.start].rstrip()
    if scene.rules.papers.search(text):
        return None
    match = _CAPITAL.search(re.sub(r"(?: \w+ly| further| also| later| then)$", "", text)) or _NOUN.search(text)
    if match is None:
        return None
    inside = scene.inside(start + match.start(), start + match.end())
    first = start + match.start() + len(match[0]) - len(match[0].lstrip(" ,"))
    return Speaker(Span(first, start + match.end()), inside[0].entity if inside else "", cue)
