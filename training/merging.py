"""Merged copies of trees: names with their titles, dates and quotations become one token each, as the reader will hand them in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from entente.annotation.syntax import PLACEHOLDERS
from training.conllu import Tree, Word

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence

NAME_KINDS = {"PER": "person", "ORG": "body", "LOC": "place"}
TITLE_RELATIONS = {"compound", "nmod:desc", "flat", "amod", "nmod:poss"}
MONTHS = set("January February March April May June July August September October November December".split())  # noqa: SIM905
DAYS = set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())  # noqa: SIM905
RELATIVE = {"last", "next", "this", "past"}
PERIODS = {"week", "month", "year", "summer", "winter", "spring", "autumn", "decade", "century", "weekend", "night"}
TODAY = {"yesterday", "today", "tomorrow", "tonight"}
# Nouns that head the names of gatherings.
EVENTS = set(
    "Games Olympics Paralympics Cup Forum Assembly Congress Conference Championship Championships Summit "  # noqa: SIM905
    "Festival Session Convention Tournament Trophy Series Tour Prix Open Marathon War Awards Prize Day Expo Fair".split()
)
# How often a quotation comes without its marks, a person with the title, a body with "of" and a place.
_WITHOUT_MARKS, _WITH_TITLE, _WITH_PLACE = 0.4, 0.8, 0.4
_SHORTEST_QUOTATION = 3
_LAST_DAY, _FIRST_YEAR, _LAST_YEAR = 31, 1000, 2100
_OPENING, _CLOSING = {"“", '"', "``"}, {"”", '"', "''"}
_LONGEST = {"person": 12, "body": 12, "place": 8, "event": 12, "date": 5, "quotation": 80}


@dataclass(frozen=True, slots=True)
class Span:
    """Words from start to before end that could be one token of this kind."""

    start: int
    end: int
    kind: str


def merged(tree: Tree, draw: random.Random, share: float = 0.85) -> Tree:
    """Merge each span that can be merged with probability `share`, longer kinds of span first."""
    chosen: list[Span] = []
    for span in candidates(tree.words, draw):
        free = all(span.end <= other.start or other.end <= span.start for other in chosen)
        if free and draw.random() < share * (0.6 if span.kind == "quotation" else 1):
            chosen.append(span)
    return merge(tree, chosen)


def candidates(words: Sequence[Word], draw: random.Random) -> Iterator[Span]:
    """Give the spans that are one fragment of the tree with one head outside, in order of preference."""
    makers: tuple[Callable[[Sequence[Word], random.Random], Iterator[Span]], ...] = (
        _quotations,
        _events,
        _dates,
        _names,
    )
    for maker in makers:
        for span in maker(words, draw):
            if span.end - span.start <= _LONGEST[span.kind] and _is_fragment(words, span):
                yield span


def merge(tree: Tree, spans: Sequence[Span]) -> Tree:
    """Replace each span by its placeholder, which hangs where the span's head hung; what hung on its words hangs on it."""
    target: list[int] = []
    kept: list[tuple[Word, Span | None]] = []
    by_start = {span.start: span for span in spans}
    position = 0
    while position < len(tree.words):
        span = by_start.get(position)
        end = span.end if span else position + 1
        target += [len(kept)] * (end - position)
        kept.append((_token(tree.words, span) if span else tree.words[position], span))
        position = end
    words = tuple(replace(word, head=target[word.head] if word.head >= 0 else -1) for word, _ in kept)
    return replace(tree, words=words)


def _token(words: Sequence[Word], span: Span) -> Word:
    head = words[_heads(words, span)[0]]
    form = PLACEHOLDERS[span.kind]
    quotation = span.kind == "quotation"
    return Word(
        form=form,
        lemma=form,
        upos="X" if quotation else "PROPN",
        feats="" if quotation else "Number=Sing",
        head=head.head,
        deprel={"amod": "compound", "nummod": "nmod:unmarked"}.get(head.deprel, head.deprel),
        space_after=words[span.end - 1].space_after,
        name="",
    )


def _heads(words: Sequence[Word], span: Span) -> list[int]:
    """Give the words of a span whose head is outside; marks inside a quotation hang anywhere and do not count."""
    return [
        n
        for n in range(span.start, span.end)
        if not span.start <= words[n].head < span.end and not (span.kind == "quotation" and words[n].upos == "PUNCT")
    ]


def _is_fragment(words: Sequence[Word], span: Span) -> bool:
    """Say whether a span has one head outside, and is not the whole sentence."""
    heads = _heads(words, span)
    if len(heads) != 1:
        return False
    outside = sum(word.upos != "PUNCT" for n, word in enumerate(words) if not span.start <= n < span.end)
    upos, deprel = words[heads[0]].upos, words[heads[0]].deprel
    if deprel in {"fixed", "goeswith", "case", "punct", "reparandum", "mark"} or not outside:
        return False
    return span.kind == "quotation" or upos in {"PROPN", "NOUN", "NUM", "ADJ", "ADV", "X"}


def _quotations(words: Sequence[Word], draw: random.Random) -> Iterator[Span]:
    """Quotations with their marks, or what is between them."""
    opening: int | None = None
    for n, word in enumerate(words):
        if opening is not None and word.form in _CLOSING:
            if n - opening >= _SHORTEST_QUOTATION:
                without = int(draw.random() < _WITHOUT_MARKS)
                yield Span(opening + without, n + 1 - without, "quotation")
            opening = None
        elif word.form in _OPENING:
            opening = n


def _names(words: Sequence[Word], draw: random.Random) -> Iterator[Span]:
    """Names of the NER layer; a person's with the title before it, a body's also with "of" and a place."""
    n = 0
    while n < len(words):
        if not words[n].name.startswith("B-"):
            n += 1
            continue
        end = n + 1
        while end < len(words) and words[end].name.startswith("I-"):
            end += 1
        kind = NAME_KINDS.get(words[n].name[2:], "event")
        if kind == "person" and draw.random() < _WITH_TITLE:
            yield Span(_title_start(words, n, end), end, kind)
        if kind == "body" and draw.random() < _WITH_PLACE and end + 1 < len(words) and words[end].form == "of":
            yield Span(n, _of_name_end(words, end), kind)
        yield Span(n, end, kind)
        n = end


def _title_start(words: Sequence[Word], start: int, end: int) -> int:
    """Go left over the words of a title, all of which depend on the name: "Foreign Minister", "Syria's interim president"."""
    position = start
    while position > 0 and words[position - 1].form[:1] not in ',;:("“' and _below(words, position - 1, start, end):
        position -= 1
    return position if position < start and words[start - 1].upos in {"NOUN", "PROPN"} else start


def _below(words: Sequence[Word], position: int, start: int, end: int) -> bool:
    """Say whether a word depends on the span through relations that titles have."""
    for _ in range(6):
        word = words[position]
        if word.deprel.split(":")[0] == "det" or (
            word.deprel not in TITLE_RELATIONS and word.upos not in {"PUNCT", "PART"}
        ):
            return False
        if start <= word.head < end:
            return word.deprel in {"compound", "nmod:desc", "flat"}
        if word.head < 0 or word.head > end:
            return False
        position = word.head
    return False


def _of_name_end(words: Sequence[Word], of: int) -> int:
    end = of + 1
    while end < len(words) and (words[end].upos == "PROPN" or words[end].name.startswith("I-")):
        end += 1
    return end


def _events(words: Sequence[Word], _draw: random.Random) -> Iterator[Span]:
    """Names of gatherings: a capitalised phrase around one of the nouns that head them."""
    for n, word in enumerate(words):
        if word.form not in EVENTS or word.name.endswith(("PER", "LOC")):
            continue
        start, end = n, n + 1
        while start > 0 and words[start - 1].head in range(start, end) and _is_capital(words[start - 1]):
            start -= 1
        if end + 1 < len(words) and words[end].form == "of" and words[end + 1].form[:1].isupper():
            end = _of_name_end(words, end)
        if end - start > 1:
            yield Span(start, end, "event")


def _is_capital(word: Word) -> bool:
    return word.deprel in {"compound", "amod", "nummod", "flat", "nmod:unmarked"} and word.form[:1] in _CAPITALS


_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


def _dates(words: Sequence[Word], _draw: random.Random) -> Iterator[Span]:
    """Dates as simple patterns find them: without the preposition before them, longest first."""
    n = 0
    while n < len(words):
        end = _date_end(words, n)
        if end > n:
            yield Span(n, end, "date")
        n = max(end, n + 1)


def _date_end(words: Sequence[Word], n: int) -> int:
    """Give where a date that begins at n ends, n itself if none does."""
    form = words[n].form
    following = words[n + 1].form if n + 1 < len(words) else ""
    if form.lower() in RELATIVE and (following in PERIODS or following in DAYS or following in MONTHS):
        return n + 2
    if form.lower() in TODAY or (form in DAYS and following not in MONTHS):
        return n + 1
    if (form in MONTHS and words[n].upos == "PROPN") or (_is_day(form) and following in MONTHS):
        end = n + 1
        while end < len(words) and end < n + 5 and _continues_date(words, end):
            end += 1
        return end - 1 if words[end - 1].form == "," else end
    if _is_year(form) and words[n].deprel in {"obl", "nmod", "nmod:unmarked", "obl:unmarked"}:
        return n + 1
    return n


def _continues_date(words: Sequence[Word], n: int) -> bool:
    form = words[n].form
    following = words[n + 1].form if n + 1 < len(words) else ""
    return form in MONTHS or _is_day(form) or _is_year(form) or (form == "," and _is_year(following))


def _is_day(form: str) -> bool:
    digits = form.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    return digits.isdecimal() and 1 <= int(digits) <= _LAST_DAY


def _is_year(form: str) -> bool:
    return form.isdecimal() and _FIRST_YEAR <= int(form) < _LAST_YEAR
