"""Rows of capitalised words that may be names of persons, with what stands right before them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import dropwhile, zip_longest
from typing import TypeVar

from entente.annotation.lexicon import longest, plain_letters, words_found
from entente.annotation.persons.words import PersonWords
from entente.annotation.values import Mention, PostMention, SentenceSpan
from entente.model.span import Span

E = TypeVar("E", Mention, PostMention)
SOFT = ("country", "place")
"""Kinds of mentions whose words may also be parts of a person's name ("Kirsty Coventry", "Jordan Smith")."""
_NICKNAME = re.compile(r" (?:[\"“‘']|\()[A-Z][\w-]{1,12}(?: [A-Z][\w-]{1,12})?(?:[\"”’']|\)) ")
_OF_ONE_TOLD = (
    " of the country ", " of the republic ", " of that country ", " of our country ", " of the host country ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a row: offsets, the word, and what it is: name, initial, particle, soft, or what ends a name."""

    start: int
    end: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of parts that may be one name; `titles` and `post` stand right before it."""

    parts: tuple[Part, ...]
    titles: tuple[str, ...] = ()
    post: PostMention | None = None
    distant: bool = False  # a comma stands between the post and the name
    before: str = ""  # label of the capitalised word right before
    after: str = ""  # label of the capitalised word right behind
    opens: bool = False  # it begins a sentence

    @property
    def span(self) -> Span:
        """The stretch of text that the row covers."""
        return Span(self.parts[0].start, self.parts[-1].end)

    @property
    def single(self) -> bool:
        """Tell whether the row is one word."""
        return len(self.parts) == 1

    @property
    def names(self) -> tuple[str, ...]:
        """The words of the row."""
        return tuple(part.text for part in self.parts)


@dataclass(frozen=True)
class Ground:
    """What is known of a text before persons are looked for."""

    text: str
    starts: frozenset[int]
    mentions: Sequence[Mention]
    posts: Sequence[PostMention]
    post_spans: Sequence[Span]
    titles: Sequence[Span]
    words: PersonWords

    @cached_property
    def covers(self) -> dict[str, list[int]]:
        """Where mentions, posts and titles begin, for quick look-up."""
        return {
            "mention": [m.span.start for m in self.mentions],
            "post": [p.span.start for p in self.posts],
            "title": [t.start for t in self.titles],
        }

    @cached_property
    def starts_by_end(self) -> dict[int, list[int]]:
        """Where the mentions begin that end at an offset."""
        starts: dict[int, list[int]] = {}
        for mention in self.mentions:
            starts.setdefault(mention.span.end, []).append(mention.span.start)
        return starts

    def label_at(self, start: int, end: int) -> str:
        """Tell what covers a word: post, title, name of a body (hard), of a country or place (soft), or nothing."""
        if _covered(self.posts, self.covers["post"], start, end):
            return "post"
        if mention := _covered(self.mentions, self.covers["mention"], start, end):
            return "soft" if mention.kind in SOFT and mention.how != "demonym" else "hard"
        at = bisect_right(self.covers["title"], start) - 1
        return "title" if at >= 0 and start < self.titles[at].end else ""


def ground_of(
    text: str,
    sentences: Sequence[SentenceSpan],
    mentions: Sequence[Mention],
    posts: Sequence[PostMention],
    words: PersonWords,
) -> Ground:
    """Lay out what is known of a text: where sentences begin, mentions, posts, and titles such as "Sheikh"."""
    found = longest(words_found(plain_letters(text), words.titles))
    titles = [
        Span(start, end + text.startswith(".", end)) for start, end, kind in found if _is_title(text, start, kind)
    ]
    return Ground(
        text, frozenset(s.span.start for s in sentences), mentions, posts, [p.span for p in posts], titles, words
    )


def _is_title(text: str, start: int, kind: str) -> bool:
    # "a sheikh" is one also in small letters, "a major" or "a general" mostly is not.
    return text[start].isupper() or kind == "noble"


def find_rows(ground: Ground) -> list[Row]:
    """Find all rows of words that may be names, in order, each with the titles and the post right before it."""
    rows: list[Row] = []
    for run in _runs(ground):
        rows.extend(_rows_of(run, ground))
    return rows


def _covered(items: Sequence[E], starts: Sequence[int], start: int, end: int) -> E | None:
    at = bisect_right(starts, start)
    for item in items[max(0, at - 1) : at + 1]:
        if item.span.start < end and start < item.span.end:
            return item
    return None


def _runs(ground: Ground) -> Iterator[list[Part]]:
    run: list[Part] = []
    for match in ground.words.part.finditer(ground.text):
        start, end = match.span()
        if run and _is_nickname(ground.text, run[-1], start):
            continue
        part = Part(start, end, match[0], _label(match.lastgroup or "", start, end, ground))
        if run and not _adjacent(ground.text, run[-1], part):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _label(group: str, start: int, end: int, ground: Ground) -> str:
    known = ground.label_at(start, end)
    word = ground.text[start:end].strip("[]")
    if known in ("title", "post") and group == "name" and _title_is_name(word, end, ground):
        return "name"
    if known in ("post", "hard", "title"):
        return known
    if group != "name":
        return "function" if group == "particle" and known else group
    if word in ground.words.days_too and _is_called(start, end, ground):
        return "name"
    if word in ground.words.function or word in ground.words.never:
        return "function" if word in ground.words.function else "never"
    return known or "name"


def _is_called(start: int, end: int, ground: Ground) -> bool:
    """Tell whether a day's name is a given name: behind a post or title and before another name ("minister Sunday Dare")."""
    titled = _ends_before(ground.post_spans, start, ground.text, (" ", ", ")) or _ends_before(
        ground.titles, start, ground.text, (" ", ". ")
    )
    return titled is not None and re.match(r" [A-Z][a-z]+(?:[,.]| [a-z]|$)", ground.text[end : end + 30]) is not None


def _title_is_name(word: str, end: int, ground: Ground) -> bool:
    # "Sheikh Sultan bin Mohammed": a title that is a given name too is one where a particle follows.
    if word.lower() not in ground.words.given:
        return False
    follows = ground.text[end : end + 6].split(" ")
    return len(follows) > 1 and follows[1].lower().rstrip(".") in ground.words.particles


def _adjacent(text: str, left: Part, right: Part) -> bool:
    gap = text[left.end : right.start]
    return gap in (" ", "\u00a0") or (gap == ". " and left.label == "title") or _NICKNAME.fullmatch(gap) is not None


def _is_nickname(text: str, left: Part, start: int) -> bool:
    """Tell whether a word stands in quotation marks inside a name: 'Abraham "Bambol" Lima'; it is no part of the name."""
    gap = _NICKNAME.match(text, left.end, len(text) - 1)
    return gap is not None and left.label in ("name", "initial") and start < gap.end() and text[gap.end()].isupper()


def _rows_of(run: list[Part], ground: Ground) -> Iterator[Row]:
    piece: list[Part] = []
    before = ""
    for part, follower in zip_longest(run, run[1:]):
        ends = _ends_as_name(part, piece, follower, ground) or _is_inside(part, piece, follower, ground)
        if _belongs(part, piece, ground) or ends:
            piece.append(part)
            continue
        if row := _row(piece, before, part.label, ground):
            yield row
        piece, before = [], part.label
    if row := _row(piece, before, "", ground):
        yield row


def _belongs(part: Part, piece: Sequence[Part], ground: Ground) -> bool:
    if part.label in ("name", "initial", "particle", "soft"):
        return True
    if piece and piece[-1].label == "particle" and part.label in ("never", "function") and len(piece) > 1:
        return True  # "Theyazin bin Haitham al Said"
    # Surnames that are common words too: "Tiger Woods", "Mary Hill".
    if not piece or part.label != "never" or re.match(r" \d", ground.text[part.end : part.end + 2]):
        return False
    if len(piece) == 1 and _ends_before(ground.titles, piece[0].start, ground.text, (" ", ". ")):
        return piece[0].text.lower() in ground.words.given  # "Ms Lorraine Mar": with a title any word is a family name
    known = piece[0].text.lower() in ground.words.given and piece[0].text not in ground.words.words_too
    return known and (part.text.lower() in ground.words.family or part.text in ground.words.words_too)


def _ends_as_name(part: Part, piece: Sequence[Part], follower: Part | None, ground: Ground) -> bool:
    # Family names that are titles or posts too: "Julie Bishop"; a title has its name behind it.
    if part.label not in ("title", "post") or not piece or (follower and follower.label == "name"):
        return False
    given = piece[-1].text.lower() in ground.words.given and part.text.lower() in ground.words.family
    return (given and len(piece) == 1) or (part.label == "title" and piece[-1].label == "name")


def _is_inside(part: Part, piece: Sequence[Part], follower: Part | None, ground: Ground) -> bool:
    """Tell whether a word that mostly joins others is a part of a name: "Ms Hyun In Suk"."""
    if part.text not in ground.words.inside or len(piece) != 1 or follower is None or follower.label != "name":
        return False
    titled = _ends_before(ground.titles, piece[0].start, ground.text, (" ", ". ")) is not None
    return titled or piece[0].text.lower() in ground.words.family


def _row(piece: list[Part], before: str, after: str, ground: Ground) -> Row | None:
    while piece and piece[-1].label == "particle":
        piece = piece[:-1]
    if not any(p.label in ("name", "soft", "never") for p in piece):
        return None
    opens = not before and piece[0].start in ground.starts
    row = _without_place(Row(tuple(piece), before=before, after=after, opens=opens), ground)
    row = _behind_office_of(row, ground) or _with_office(row, ground)
    return _without_opening(row, ground) if opens else row


def _without_place(row: Row, ground: Ground) -> Row:
    # "the ambassador to Germany Leo Marr": a place's name before a given name is no part of the name.
    while len(row.parts) > 2 and row.parts[0].label == "soft" and row.parts[1].text.lower() in ground.words.given:  # noqa: PLR2004
        row = replace(row, parts=row.parts[1:], before="hard", opens=False)
    return row


def _behind_office_of(row: Row, ground: Ground) -> Row | None:
    """Give the name behind a post and its country: "President of Peru Ana Lima"."""
    names = tuple(dropwhile(lambda part: part.label == "soft", row.parts))
    starts = [row.parts[0].start, *ground.starts_by_end.get(row.parts[0].start - 1, ())]
    near = next(
        (s for at in starts if (s := _ends_before(ground.post_spans, at, ground.text, (" of ", " of the ")))), None
    )
    general = _ends_before(ground.post_spans, row.parts[0].start, ground.text, _OF_ONE_TOLD)
    near = near or general
    whole = len(starts) == 1 and len(names) == len(row.parts) and not general
    if near is None or whole or len(names) <= 1 or any(p.label != "name" for p in names):
        return None
    post = ground.posts[bisect_left(ground.post_spans, near)]
    return replace(row, parts=names, before="hard", opens=False, post=post)


def _without_opening(row: Row, ground: Ground) -> Row:
    # "Yesterday Thomas Bach said": a first word of the sentence that is no name, before one that is.
    words = ground.words
    first, rest = row.parts[0].text.lower(), row.parts[1:]
    given = first in words.given or first.partition("-")[0] in words.given
    odd = not given or row.parts[0].text in words.words_too
    if rest and odd and first not in words.family and rest[0].text.lower() in words.given and len(rest) > 1:
        return replace(row, parts=rest, opens=False)
    return row


def _with_office(row: Row, ground: Ground) -> Row:
    at = row.parts[0].start
    titles: list[str] = []
    while title := _ends_before(ground.titles, at, ground.text, (" ", ". ", "")):
        titles.insert(0, title.of(ground.text).lower().rstrip("."))
        at = title.start
    spans = ground.post_spans
    near = _ends_before(spans, at, ground.text, (" ",))
    post = near or _ends_before(spans, at, ground.text, (", ",))
    found = ground.posts[bisect_left(spans, post)] if post else None
    return replace(row, titles=tuple(titles), post=found, distant=near is None and found is not None)


def _ends_before(spans: Sequence[Span], at: int, text: str, gaps: Iterable[str]) -> Span | None:
    index = bisect_right(spans, at - 1, key=lambda s: s.start) - 1
    if index >= 0 and spans[index].end <= at and text[spans[index].end : at] in gaps:
        return spans[index]
    return None
