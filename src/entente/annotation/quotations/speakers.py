"""Who says a quotation, by the cue beside it: a verb of saying, "according to", or a colon."""

import re
from collections.abc import Sequence

from entente.annotation.quotations.subjects import (
    Scene,
    Speaker,
    subject_of_sentence,
    subject_right_before,
    words_before,
)
from entente.annotation.values import Mention
from entente.model.span import Span

_TITLE_WORDS = 8  # words of a title that may stand between a quotation and its speaker's name
_FAR = 80  # characters between a cue and the speaker behind it
_NAME = r"[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019.-]+){0,3}"
# Somebody whom no mention names: "said the owner of Acme Ltd Jane Doe", "said Jane Doe, the owner".
_DESCRIBED = re.compile(
    rf" (?:(?:an?|the|one|another) (?:[\w'\u2019-]+ ){{1,9}}(?P<name>[A-Z][\w-]+ [A-Z][\w-]+)(?=[.,\n]|$)"
    rf"|(?P<words>(?:an?|the|one|another) (?:[\w'\u2019-]+ ?){{1,4}}|{_NAME}))"
)
_GROUP = re.compile(r"[\w.'\u2019 -]*")
_AS_SAYING = re.compile(
    r"[,.]? ?[^\"\u201c\n]{0,60}\b(?P<cue>quotes|quoted|cites|cited) (?P<name>[^,;]{2,60}) as saying\b"
)
_GIVEN_OUT = re.compile(
    rf"(?P<name>{_NAME}|The (?:\w+ )?\w+) (?:has |had |later |also )*(?:released|issued|published|posted|put out|sent)\b"
)
_OTHER_CLAUSE = re.compile(
    r"(?:and|but|while|as|on|in|of|for|to|by|with|which|that|who|when|after|between|at|from|is|was|are|has|had|were)\b"
)


def speaker_after(scene: Scene, start: int, end: int) -> Speaker | None:
    """Find the speaker in what follows a quotation: "said X", "X said", "according to X", "…, X said."."""
    text = scene.text[start:end]
    if match := scene.rules.inverted.match(text):
        cue = Span(start + match.start("verb"), start + match.end("verb"))
        if speaker := speaker_behind(scene, cue, end):
            return speaker
    if match := _AS_SAYING.match(text):
        return _quoted(scene, start, match)
    if match := re.match(rf"[,.]? *({scene.rules.phrase.pattern})", text, re.IGNORECASE):
        return speaker_behind(scene, Span(start + match.start(1), start + match.end(1)), end)
    for verb in scene.rules.verb.finditer(text):
        cue = Span(start + verb.start(), start + verb.end())
        if verb[0].endswith("ing") or _is_passive(text[: verb.start()]):
            continue
        speaker = subject_right_before(scene, start, cue) or words_before(scene, start, cue)
        lead = scene.text[start : speaker.span.start] if speaker else ""
        if speaker and not scene.rules.verb.search(lead) and _leads(lead):
            return speaker
    return None


def _quoted(scene: Scene, start: int, match: re.Match[str]) -> Speaker:
    """Give whom a paper "quoted as saying"."""
    span, cue = (Span(start + match.start(g), start + match.end(g)) for g in ("name", "cue"))
    named = scene.sayer_ending_at(span.end)
    return Speaker(named.span, named.entity, cue) if named else Speaker(span, "", cue)


def speaker_of_passive(scene: Scene, before: Span, after: Span) -> Speaker | None:
    """Find the speaker of a quotation inside a passive: "was described as “…” by X"."""
    verbs = list(scene.rules.verb.finditer(scene.text, before.start, before.end))
    if not verbs or not scene.text.startswith(" by ", after.start):
        return None
    passive = _is_passive(scene.text[before.start : verbs[-1].start()])
    return speaker_behind(scene, Span(after.start + 1, after.start + 3), after.end) if passive else None


def speaker_before(scene: Scene, start: int, end: int) -> Speaker | None:
    """Find the speaker in what leads up to a quotation, from its sentence's start: the nearest verb with a subject."""
    text = scene.text[start:end]
    cues = [Span(start + v.start(), start + v.end()) for v in scene.rules.verb.finditer(text)]
    for cue in reversed(cues):
        if scene.text.startswith(" by ", cue.end) and _is_passive(scene.text[start : cue.start]):
            return speaker_behind(scene, Span(cue.start, cue.end + 3), end)
    if (quoted := re.search(r" as saying(?: that)?[,:]? ?$", text)) and (
        named := scene.sayer_ending_at(start + quoted.start())
    ):
        return Speaker(named.span, named.entity, Span(start + quoted.start() + 4, start + quoted.start() + 10))
    active = [c for c in reversed(cues) if _may_have_subject(scene, start, c)]
    for cue in active:
        if not cue.of(scene.text).endswith("ing") and (speaker := subject_right_before(scene, start, cue)):
            return speaker
    if match := scene.rules.phrase.search(text):
        return speaker_behind(scene, Span(start + match.start(), start + match.end()), end)
    if text.rstrip().endswith(":") and (first := first_sayer(scene, start, end)):
        return first
    return _by_sentence(scene, start, active) or _giver_of_paper(scene, start, cues)


def _giver_of_paper(scene: Scene, start: int, cues: Sequence[Span]) -> Speaker | None:
    """Give who gave out the paper that the words stand in, though no mention names it: "Acme released a statement which read"."""
    read = [c for c in cues if c.of(scene.text) in scene.rules.paper_verbs]
    match = _GIVEN_OUT.match(scene.text, start, read[-1].start) if read else None
    return Speaker(Span(*match.span("name")), "", read[-1]) if match else None


def _may_have_subject(scene: Scene, start: int, cue: Span) -> bool:
    before = scene.text[start : cue.start]
    if cue.of(scene.text) in scene.rules.paper_verbs and not scene.rules.papers.search(before.rstrip()):
        return False
    return not _is_passive(before)


def _by_sentence(scene: Scene, start: int, cues: list[Span]) -> Speaker | None:
    for cue in cues:
        speaker = subject_of_sentence(scene, start, cue)
        if speaker and (
            cue.of(scene.text).endswith("ing") or speaker.entity or scene.text[speaker.span.end :].startswith(" ")
        ):
            return speaker
    for cue in cues:
        if speaker := words_before(scene, start, cue):
            return speaker
    return None


def first_sayer(scene: Scene, start: int, end: int) -> Speaker | None:
    """Give the first one in a stretch who may speak, a person before a body."""
    inside = scene.inside(start, end)
    chosen = next((m for m in inside if m.kind == "person"), None) or next(iter(inside), None)
    return Speaker(chosen.span, chosen.entity, None) if chosen else None


def speaker_behind(scene: Scene, cue: Span, end: int) -> Speaker | None:
    """Give the one behind a cue: the person of the first group of words, else the first one named there."""
    inside = scene.inside(cue.end, end)
    match = _DESCRIBED.match(scene.text, cue.end, end)
    if match and (described := _described(match, inside)):
        return Speaker(described, "", cue)
    if not inside:
        return None
    first = inside[0]
    gap = scene.text[cue.end : first.span.start]
    if len(gap) > _FAR or re.search(r";|\w{4,}\. |\b(?:that|if|when|how|why|what|where)\b", gap):
        return None
    chosen = _person_of_group(scene, first, inside) or first
    return Speaker(chosen.span, chosen.entity, cue)


def _person_of_group(scene: Scene, first: Mention, inside: Sequence[Mention]) -> Mention | None:
    """Give the person whom the first name behind a cue is said of: "said UCL astronomer A B"."""
    for mention in inside:
        between = scene.text[first.span.end : mention.span.start]
        if mention.kind == "person" and re.fullmatch(r"(?:[\w'\u2019().,–-]| )*", between):
            return None if re.search(r"\b(?:that|on|in|about|said|who|with|and|when|after)\b", between) else mention
    return None


def _described(match: re.Match[str], inside: Sequence[Mention]) -> Span | None:
    """Give the words behind a cue that name or describe somebody, where no mention does."""
    span = Span(*match.span("name" if match["name"] else "words"))
    if any(m.span.overlaps(span) or (m.kind == "person" and m.span.start < span.start) for m in inside):
        return None
    persons = (m for m in inside if m.kind == "person" and m.span.start >= match.end())
    if not match["name"] and any(_GROUP.fullmatch(match.string, match.end(), m.span.start) for m in persons):
        return None  # "said UCL astronomer Jane Doe", "said Dr. Jane Doe"
    named = match["name"] or match["words"].lstrip()[0].isupper()
    return (
        Span(span.start, span.start + len(match[0].rstrip()) - (span.start - match.start()))
        if named or not inside
        else None
    )


def _leads(text: str) -> bool:
    """Tell whether what stands between a quotation and its speaker is part of the speaker's name, or another clause."""
    words = text.strip(" ,")
    if _OTHER_CLAUSE.match(words):
        return text.rstrip().endswith(",")
    return len(words.split()) <= _TITLE_WORDS and "," not in words


def _is_passive(before: str) -> bool:
    return re.search(r"\b(?:been|was|were|is|are|be|being)(?: \w+ly)? $", before) is not None
