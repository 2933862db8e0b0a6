"""Quotations: somebody's words between marks, with the cue that tells of them and the one who says them.

A quotation takes its speaker from the words right behind it, else from those before it in its sentence, else from another
quotation of the same sentence, else from the quotation that it goes on with. Words in marks that nobody is said to say
(titles, words held at a distance) have no speaker.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from entente.annotation.quotations.marks import Marked, find_marked
from entente.annotation.quotations.speakers import first_sayer, speaker_after, speaker_before, speaker_of_passive
from entente.annotation.quotations.subjects import Scene, Speaker, reporting_of, sayers_of
from entente.annotation.values import Mention, PostMention, Quotation, SentenceSpan
from entente.knowledge.tables import Knowledge
from entente.model.report import Report
from entente.model.span import Span

_WHOLE = 5  # words from which on a quotation may be a sentence that goes on with an earlier one
_REACH = 2  # paragraphs over which a quotation alone in its paragraph goes on
_SHORT = 3  # letters of words that titles write small
_MOSTLY = 4  # of so many long words of a title one may be small ("between")
_BESIDE = 80  # characters between quotations that one speaker says in one sentence
_AND = r",?;? ?(?:and|but|or|however,)? ?(?:that |a |the |an )?"
_PERSONAL = ("he", "she")


@dataclass(frozen=True, slots=True)
class _Place:
    """A quotation with its surroundings: paragraph, the words of its sentence before it, what follows it."""

    marked: Marked
    paragraph: Span
    before: Span
    after: Span
    linked: bool  # the quotation before stands in the same sentence
    alone: bool  # its sentence has no other words


def find_quotations(
    report: Report,
    sentences: Sequence[SentenceSpan],
    mentions: Sequence[Mention],
    posts: Sequence[PostMention],
    knowledge: Knowledge,
) -> tuple[Quotation, ...]:
    """Find the quotations of a report, sorted, with cue and speaker where they are found.

    `mentions` are those of persons and bodies and, where they are known, of the pronouns that stand for them. Takes the
    rules english/reporting.
    """
    scene = Scene(
        report.text, sayers_of(report.text, mentions), posts, reporting_of(knowledge.rules["english/reporting"])
    )
    marked = find_marked(report.text)
    places = _places(report.text, marked, [s.span.start for s in sentences])
    speakers: list[Speaker | None] = [_of_itself(scene, place) for place in places]
    _share(scene, places, speakers)
    return tuple(_quotation(p.marked, s) for p, s in zip(places, _named(report.text, speakers), strict=True))


def _places(text: str, marked: Sequence[Marked], starts: Sequence[int]) -> list[_Place]:
    places: list[_Place] = []
    for n, one in enumerate(marked):
        low = text.rfind("\n", 0, one.span.start) + 1
        paragraph = Span(low, _end_of_paragraph(text, one.span.end))
        previous = marked[n - 1].span.end if n and marked[n - 1].span.start >= low else low
        following = (
            marked[n + 1].span.start
            if n + 1 < len(marked) and marked[n + 1].span.start < paragraph.end
            else paragraph.end
        )
        places.append(_place(text, one, paragraph, (previous, following), starts))
    return places


def _end_of_paragraph(text: str, start: int) -> int:
    """Give where a paragraph ends; a line that goes on with a small letter belongs to it."""
    end = text.find("\n", start)
    while end >= 0 and text[end + 1 : end + 2].islower():
        end = text.find("\n", end + 1)
    return len(text) if end < 0 else end


def _place(text: str, one: Marked, paragraph: Span, around: tuple[int, int], starts: Sequence[int]) -> _Place:
    previous, following = around
    borders = starts[bisect_left(starts, previous + 1) : bisect_left(starts, one.span.start + 1)]
    begin = borders[-1] if borders else previous
    linked = previous > paragraph.start and not borders and not _ended(text, previous)
    stop = max(one.span.end, _end_of_cue(text, one.span.end, following, starts))
    alone = not text[begin : one.span.start].strip() and not text[one.span.end : stop].strip(" .,")
    return _Place(one, paragraph, Span(begin, one.span.start), Span(one.span.end, stop), linked, alone)


def _end_of_cue(text: str, end: int, following: int, starts: Sequence[int]) -> int:
    """Give where the words behind a quotation that may tell its speaker end: with the sentence, at the next quotation."""
    if _ended(text, end):
        return end
    # Behind "…!" and "…?" the sentence may go on, though its next word has a capital letter: "Stop!" Doe told them.
    low = end + 3 if text[max(0, end - 2) : end - 1] in ("!", "?") or text[end : end + 1] == "\n" else end
    stop = next(iter(starts[bisect_left(starts, low + 1) :]), following)
    return min(stop, following)


def _ended(text: str, end: int) -> bool:
    """Tell whether a quotation that ends here ends its sentence: a full stop before the mark, no small letter behind."""
    words = text[max(0, end - 4) : end].rstrip("\"\u201d\u2019'»")
    behind = text[end : end + 3].strip()[:1]
    return words.endswith(".") and not behind.islower() and behind not in (",", ";")


def _is_title(text: str, marked: Marked) -> bool:
    """Tell whether the words are the title of a session, a film, a book: all long words with a capital, no mark before."""
    words = marked.inner.of(text).split()
    long = [w for w in words if len(w.strip(".,:;!?")) > _SHORT]
    small = [w for w in long if not w[0].isupper()]
    capital = len(long) > 1 and len(small) < len(long) / _MOSTLY and words[0][:1].isupper()
    return capital and text[: marked.span.start].rstrip()[-1:] not in (",", ":") and words[-1][-1:] not in ".,!?"


def _of_itself(scene: Scene, place: _Place) -> Speaker | None:
    if _is_title(scene.text, place.marked):
        return None
    before, after = place.before, place.after
    passive = speaker_of_passive(scene, before, after)
    return passive or speaker_after(scene, after.start, after.end) or speaker_before(scene, before.start, before.end)


def _share(scene: Scene, places: Sequence[_Place], speakers: list[Speaker | None]) -> None:
    for n, place in enumerate(places):
        if speakers[n] is None and n and place.linked and len(place.before.of(scene.text)) <= _BESIDE:
            speakers[n] = speakers[n - 1]
    for n in range(len(places) - 2, -1, -1):
        if speakers[n] is None and places[n + 1].linked and re.fullmatch(_AND, places[n + 1].before.of(scene.text)):
            speakers[n] = speakers[n + 1]
    for n, place in enumerate(places):
        if speakers[n] is None and place.alone and _is_whole(scene.text, place):
            speakers[n] = _continued(scene, places, speakers, n)


def _is_whole(text: str, place: _Place) -> bool:
    inner = place.marked.inner.of(text)
    return len(inner.split()) >= _WHOLE or inner[-1:] in ".!?,"


def _continued(scene: Scene, places: Sequence[_Place], speakers: Sequence[Speaker | None], n: int) -> Speaker | None:
    """Give the speaker of the quotation before, of the sentence before, or of the next, for one that stands alone."""
    place = places[n]
    if n and speakers[n - 1] and _paragraphs_between(scene.text, places[n - 1], place) <= _REACH:
        return speakers[n - 1]
    if speaker := first_sayer(scene, *_sentence_before(scene.text, place)):
        return speaker
    if n + 1 < len(places) and _paragraphs_between(scene.text, place, places[n + 1]) <= 1:
        return speakers[n + 1]
    return None


def _paragraphs_between(text: str, one: _Place, other: _Place) -> int:
    between = text[one.paragraph.end : other.paragraph.start]
    return 0 if one.paragraph == other.paragraph else 1 + len([p for p in between.split("\n") if p.strip()])


def _sentence_before(text: str, place: _Place) -> tuple[int, int]:
    low = place.paragraph.start if text[place.paragraph.start : place.marked.span.start].strip() else 0
    end = len(text[: place.marked.span.start].rstrip())
    start = max(low, text.rfind("\n", 0, end) + 1, text.rfind(". ", 0, max(0, end - 1)) + 1)
    return start, end


def _named(text: str, speakers: Sequence[Speaker | None]) -> list[Speaker | None]:
    """Give pronouns without an id that of the last person who spoke."""
    named: list[Speaker | None] = []
    last = ""
    for speaker in speakers:
        one = speaker
        if one and not one.entity and last and one.span.of(text).lower() in _PERSONAL:
            one = Speaker(one.span, last, one.cue)
        if one and one.entity.startswith("person/"):
            last = one.entity
        named.append(one)
    return named


def _quotation(marked: Marked, speaker: Speaker | None) -> Quotation:
    if speaker is None:
        return Quotation(marked.span, marked.inner)
    return Quotation(marked.span, marked.inner, speaker.span, speaker.entity, speaker.cue)
