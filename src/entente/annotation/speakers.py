"""Who says a quotation: the cue beside it (a verb of saying, "according to", a colon) and the one who stands as its subject."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from entente.annotation.lexicon import once_per_document
from entente.annotation.values import Mention
from entente.model.span import Span

_SAYERS = ("person", "org", "noc", "npc", "nf", "country", "athletes")
_LIGHT = re.compile(
    r"(?:,? (?:has|have|had|also|then|further|later|again|once|previously|repeatedly|recently|however|meanwhile|first|"
    r"himself|herself|itself|who|\w+ly),?)+$"
)
_ASIDE = re.compile(r",[^,]{1,90},$|[–—-] [^–—]{1,90} [–—-]$|\([^()]{1,90}\)$")
_PHRASE = re.compile(r" (?:of|from|at|for|with|to|by|in|on|and) (?:the |its |a )?(?:[\w'\u2019&.–-]+ ?){0,8}$")
_NOUN = re.compile(
    r"\b(?:an?|the|one|some|another|several|many|its|their) (?:[\w'\u2019-]+ ){0,3}[\w\u2019-]+$", re.IGNORECASE
)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|someone|everyone|critics|officials|organisers|organizers)$", re.IGNORECASE)


@dataclass(frozen=True)
class Reporting:
    """The rules english/reporting made ready: verbs of saying, which of them are participles, set phrases."""

    verb: re.Pattern[str]
    inverted: re.Pattern[str]
    phrase: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, by offsets, with the id where it is known, and the words that tell so (`cue`)."""

    span: Span
    entity: str
    cue: Span | None


@dataclass(frozen=True)
class Scene:
    """A text with what can speak in it: mentions sorted by start, and the rules of reporting."""

    text: str
    sayers: Sequence[Mention]
    rules: Reporting

    def inside(self, start: int, end: int) -> Sequence[Mention]:
        """Give the sayers that lie within a stretch."""
        first = bisect_left(self.sayers, start, key=lambda m: m.span.start)
        last = bisect_right(self.sayers, end - 1, key=lambda m: m.span.start)
        return [m for m in self.sayers[first:last] if m.span.end <= end]


@once_per_document
def reporting_of(document: Any) -> Reporting:
    """Prepare the rules english/reporting."""
    forms = {form for entry in document["verbs"] for form in entry["forms"]}
    inverted = {form for entry in document["verbs"] if entry.get("inverted") for form in entry["forms"]}
    return Reporting(
        verb=re.compile(rf"(?<![\w-])(?:{_any(forms)})(?![\w-])"),
        inverted=re.compile(rf"[,.\s]*(?:\w+ly )?(?P<verb>{_any(inverted)})(?![\w-])"),
        phrase=re.compile(rf"\b(?:{_any(document['phrases'])})\b", re.IGNORECASE),
    )


def _any(forms: set[str] | list[str]) -> str:
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


def can_say(mention: Mention) -> bool:
    """Tell whether a mention may be one who speaks."""
    return mention.kind in _SAYERS and mention.how != "demonym"


def speaker_after(scene: Scene, start: int, end: int) -> Speaker | None:
    """Find the speaker in what follows a quotation: "said X", "X said", "according to X", "…, X said."."""
    text = scene.text[start:end]
    if match := scene.rules.inverted.match(text):
        cue = Span(start + match.start("verb"), start + match.end("verb"))
        if speaker := _behind(scene, cue, end):
            return speaker
    if match := re.match(rf"[,.]? *({scene.rules.phrase.pattern})", text, re.IGNORECASE):
        return _behind(scene, Span(start + match.start(1), start + match.end(1)), end)
    for verb in scene.rules.verb.finditer(text):
        cue = Span(start + verb.start(), start + verb.end())
        if (speaker := _subject(scene, start, cue)) and _leads(scene.text[start : speaker.span.start]):
            return speaker
    return None


def speaker_before(scene: Scene, start: int, end: int) -> Speaker | None:
    """Find the speaker in what leads up to a quotation, from the sentence's start: the nearest verb with a subject."""
    text = scene.text[start:end]
    for verb in reversed(list(scene.rules.verb.finditer(text))):
        cue = Span(start + verb.start(), start + verb.end())
        if by := re.match(r" by ", scene.text[cue.end : cue.end + 4]):
            return _behind(scene, Span(cue.start, cue.end + by.end() - 1), end)
        if _is_passive(text[: verb.start()]):
            continue
        if speaker := _subject(scene, start, cue) or _of_participle(scene, start, cue):
            return speaker
    if match := scene.rules.phrase.search(text):
        return _behind(scene, Span(start + match.start(), start + match.end()), end)
    if text.rstrip().endswith(":"):
        return first_sayer(scene, start, end)
    return None


def first_sayer(scene: Scene, start: int, end: int) -> Speaker | None:
    """Give the first one in a stretch who may speak, a person before a body."""
    inside = scene.inside(start, end)
    chosen = next((m for m in inside if m.kind == "person"), None) or next(iter(inside), None)
    return Speaker(chosen.span, chosen.entity, None) if chosen else None


def _leads(text: str) -> bool:
    """Tell whether what stands between a quotation and its speaker belongs to the speaker's name, or is another clause."""
    words = text.strip(" ,")
    if re.match(
        r"(?:and|but|while|as|on|in|of|for|to|by|with|which|that|who|when|after|between|at|from|is|was|are)\b", words
    ):
        return text.rstrip().endswith(",")
    return len(words.split()) <= 8 and "," not in words  # noqa: PLR2004 words of a title


def _is_passive(before: str) -> bool:
    return re.search(r"\b(?:been|was|were|is|are|be|being)(?: \w+ly)? $", before) is not None


def _behind(scene: Scene, cue: Span, end: int) -> Speaker | None:
    """Give the one behind a cue: the person of the first group of words, else the first one named."""
    inside = scene.inside(cue.end, end)
    if not inside:
        match = re.match(r" (?:an?|the|one|another) (?:[\w'\u2019-]+ ?){1,4}", scene.text[cue.end : end])
        return Speaker(Span(cue.end + 1, cue.end + match.end()), "", cue) if match else None
    first = inside[0]
    if len(scene.text[cue.end : first.span.start]) > 80 or re.search(r"[.;]\s", scene.text[cue.end : first.span.start]):  # noqa: PLR2004
        return None
    person = next((m for m in inside if m.kind == "person"), first)
    between = scene.text[first.span.end : person.span.start]
    chosen = (
        person
        if re.fullmatch(r"(?:[\w'\u2019().–-]| |, (?=$))*", between)
        and not re.search(r"\b(?:that|on|in|about|said)\b", between)
        else first
    )
    return Speaker(chosen.span, chosen.entity, cue)


def _subject(scene: Scene, start: int, cue: Span) -> Speaker | None:
    """Give the subject of a verb: what stands right before it when asides and light words are left out."""
    end = cue.start
    for _ in range(6):
        end = start + len(scene.text[start:end].rstrip())
        text = scene.text[start:end]
        if (named := _ending_at(scene, end)) and not _in_phrase(text[: named.span.start - start]):
            return Speaker(named.span, named.entity, cue)
        if match := _PRONOUN.search(text):
            return Speaker(Span(start + match.start(), end), "", cue)
        shorter = _LIGHT.search(" " + text) or _ASIDE.search(text) or _PHRASE.search(text)
        if shorter is None:
            break
        end = (
            start + max(0, shorter.start() - (shorter.re is _LIGHT))
            if shorter.re is _LIGHT
            else start + shorter.start()
        )
    return _noun_before(scene, start, cue)


def _noun_before(scene: Scene, start: int, cue: Span) -> Speaker | None:
    text = scene.text[start : cue.start].rstrip()
    if match := _NOUN.search(text):
        inside = scene.inside(start + match.start(), start + match.end())
        entity = inside[0].entity if inside else ""
        return Speaker(Span(start + match.start(), start + match.end()), entity, cue)
    return None


def _ending_at(scene: Scene, end: int) -> Mention | None:
    at = bisect_left(scene.sayers, end, key=lambda m: m.span.end)
    return scene.sayers[at] if at < len(scene.sayers) and scene.sayers[at].span.end == end else None


def _in_phrase(before: str) -> bool:
    return (
        re.search(r"\b(?:of|from|at|for|with|to|by|in|on|about|against) (?:the |its |their |a )?(?:[\w-]+ )?$", before)
        is not None
    )


def _of_participle(scene: Scene, start: int, cue: Span) -> Speaker | None:
    """Give the subject of the sentence for a verb further on: "X thanked them, saying", "X came and said"."""
    for mention in scene.inside(start, cue.start):
        before = scene.text[start : mention.span.start]
        if not _in_phrase(before) and not re.match(
            r"['\u2019]s?\b", scene.text[mention.span.end : mention.span.end + 2]
        ):
            return Speaker(mention.span, mention.entity, cue)
    if match := re.match(r"(?:He|She|They|It)\b", scene.text[start : cue.start]):
        return Speaker(Span(start, start + match.end()), "", cue)
    return None


def sayers_of(mentions: Sequence[Mention]) -> list[Mention]:
    """Give the mentions that may speak, sorted."""
    return [m for m in mentions if can_say(m)]


def sentence_starts(starts: Sequence[int], low: int, high: int) -> Iterator[int]:
    """Give the starts of sentences in a stretch."""
    yield from starts[bisect_left(starts, low) : bisect_left(starts, high)]
