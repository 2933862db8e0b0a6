"""Definitions of acronyms in a text: "National Hurricane Center (NHC)", "IOC (International Olympic Committee)".

After A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation definitions" (PSB 2003): the letters in
brackets are looked for backwards in the words before them. Two things are added: names known beforehand may bear letters that are
not their own ("(CNOSM)" behind the name of a committee), and letters may follow another language's order of the words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from entente.annotation.names.gazetteer import fold
from entente.model.span import Span

_OPEN = r"(?:['’]s)?[\"”’]?\s?[(\[]\s*[\"“'‘]?"
_LETTERS = r"[A-Z][A-Za-z0-9&.]*(?:-[A-Z]+)?"
_AFTER = re.compile(
    rf"{_OPEN}(?:(?P<known>then|now|formerly|newly renamed|renamed|known as|or|the|hereafter)(?: the)? )?"
    rf"(?P<short>{_LETTERS}(?: [A-Z][A-Za-z]+)?|[a-z]{{3,5}})[\"”'’]?\s*[)\]]"
)
_BARE = re.compile(r"(?:,| [—–-]) (?P<short>[A-Z]{3,8})(?=[,:;.])")
_BEFORE = re.compile(
    r"(?<![\w(\[$])(?P<short>[A-Z][A-Za-z0-9&]{1,9})"
    r"(?P<link>,? (?:or|short for) (?:the )?| [—–-] (?:the )?| ?[(\[](?:the )?| (?=[^()\[\]\n]*\]))"
    r"(?P<long>[A-Z][\w'’&–-]*(?: (?:of|for|and|the|&|[A-Z][\w'’&–-]*))*)(?P<close>\s?[)\]])?"
)
_CAPITALS = re.compile(r"[A-Z].*[A-Z]")
_BREAK = re.compile(r"[()\[\];:\n\"“]|[a-z][.!?] ")
_WORD = re.compile(r"[\w'’.&-]+")
_SMALL = ("of", "the", "and", "for", "in", "on", "de")
_FAR = 120  # characters before a bracket in which the long form must begin
_LONGEST = 10  # letters of an acronym
_WORD_AT_LEAST = 5  # letters of a word in brackets that is a short name, and no acronym
_ENOUGH = 3  # letters that tell something in any order


@dataclass(frozen=True, slots=True)
class Definition:
    """A name and the acronym that the text defines for it, by character offsets."""

    long: Span
    short: Span


def find_definitions(text: str, names: Sequence[Span]) -> tuple[Definition, ...]:
    """Find the definitions of acronyms in a text, sorted; `names` are the spans of names found in it already."""
    ends = {name.end: name for name in sorted(names, key=lambda n: -n.start)}
    found = dict.fromkeys([*_behind(text, ends), *_bare(text, ends), *_in_front(text)])
    return tuple(sorted(found, key=lambda d: (d.short.start, d.long.start)))


def _behind(text: str, ends: dict[int, Span]) -> Iterator[Definition]:
    for opening in re.finditer(r"[(\[]", text):
        at = len(text[: opening.start()].rstrip(' "”’'))
        at -= 2 if text[at - 2 : at] in ("'s", "’s") else 0
        match = _AFTER.match(text, at)
        if match is None or match.start() > opening.start():
            continue
        short, name = Span(*match.span("short")), ends.get(at)
        if long := _long_form(text, at, short, name, loose=bool(match["known"])):
            yield Definition(long, short)


def _long_form(text: str, at: int, short: Span, name: Span | None, *, loose: bool) -> Span | None:
    letters = short.of(text)
    if len(letters.replace(" ", "")) > _LONGEST or not (_CAPITALS.search(letters) or name or letters.islower()):
        return None
    words = _words_before(text, at)
    if letters.islower():
        start = _by_initials(text, words, letters)
        return None if start is None else Span(start, at)
    start = _by_letters(text, words, letters) if len(letters) > 1 and not loose else None
    titled = not _CAPITALS.search(letters)
    if start is not None and (not titled or (name and name.start <= start)):
        return Span(start if not titled or name is None else name.start, at)
    turned = _by_turned_initials(text, words, letters)
    if turned is not None:
        return Span(turned, at)
    own = loose or letters.isupper() or _of_initials(letters, name.of(text)) if name else False
    if name and (own or _comes_again(text, short)):
        return _without_organ(text, name, letters)
    return _by_first_initials(text, words, letters, at)


def _comes_again(text: str, short: Span) -> bool:
    """Tell whether a word in brackets stands for a name: it comes again behind them, outside brackets ("(Consude)")."""
    word = short.of(text)
    again = re.compile(rf"(?<![\w(\[-]){re.escape(word)}(?![\w)\]-])")
    return len(word) >= _WORD_AT_LEAST and again.search(text, short.end + 1) is not None


def _of_initials(letters: str, name: str) -> bool:
    initials = [fold(word[0]) for word in name.split() if word not in _SMALL]
    return all(fold(letters).count(c) <= initials.count(c) for c in fold(letters))


def _without_organ(text: str, name: Span, letters: str) -> Span:
    """Give of "Council of the International Ski and Snowboard Federation (FIS)" the body, whose letters they are."""
    tails = [name.start + m.end() for m in re.finditer(r" of (?:the )?(?=[A-Z])", name.of(text))]
    return next((Span(t, name.end) for t in reversed(tails) if _of_initials(letters, text[t : name.end])), name)


def _words_before(text: str, at: int) -> list[Span]:
    """Give the words before an offset in its sentence, the nearest first; a bracket or a new line ends them."""
    first = max(0, at - _FAR)
    breaks = [b.end() for b in _BREAK.finditer(text, first, at)]
    words = [Span(*w.span()) for w in _WORD.finditer(text, breaks[-1] if breaks else first, at)]
    return words[::-1]


def _by_letters(text: str, words: Sequence[Span], letters: str) -> int | None:
    """Give where the shortest long form begins: all letters in order, the first at the beginning of a word."""
    wanted = fold("".join(c for c in letters if c.isalnum()))
    reach = min(len(wanted) + 5, 2 * len(wanted)) + sum(w.of(text) in _SMALL for w in words[: len(wanted) + 3])
    for word in words[:reach]:
        opens = fold(text[word.start]) == wanted[0] and word.of(text) not in _SMALL
        if opens and _in_order(wanted, text[word.start : words[0].end].partition(letters)[0]):
            return word.start
    return None


def _in_order(letters: str, text: str) -> bool:
    """Tell whether letters stand in order in a name, and every word with a capital up to the last gives one of them."""
    at, folded = -1, fold(text)
    for letter in letters:
        at = folded.find(letter, at + 1)
        if at < 0:
            return False
    return all(fold(word[0]) in letters for word in text[:at].split() if word[0].isupper())


def stands_for(letters: str, name: str) -> bool:
    """Tell whether letters are those of a name: the first of its first word, all in order, one of nearly every word."""
    main = [word for word in re.findall(_WORD, name) if word not in _SMALL]
    begins = fold(name[0]) == fold(letters[0]) and len(letters) - 1 <= len(main) <= len(letters) + 1
    return begins and _in_order(fold(letters), name)


def _by_initials(text: str, words: Sequence[Span], letters: str) -> int | None:
    taken = words[: len(letters)][::-1]
    return taken[0].start if "".join(w.of(text)[0].lower() for w in taken) == letters else None


def _by_turned_initials(text: str, words: Sequence[Span], letters: str) -> int | None:
    """Give where the words begin whose initials are the letters in another order: "(AIN)", "(CIO)"."""
    main = [w for w in words if w.of(text) not in _SMALL][: len(letters)]
    enough = len(letters) >= _ENOUGH and len(main) == len(letters)
    return main[-1].start if enough and sorted(fold(w.of(text)[0]) for w in main) == sorted(fold(letters)) else None


def _by_first_initials(text: str, words: Sequence[Span], letters: str, at: int) -> Span | None:
    """Give the capitalised words whose initials begin the letters: "Dow Jones (DJIA)"."""
    run = []
    for word in words:
        if not word.of(text)[0].isupper():
            break
        run.append(word)
    initials = "".join(w.of(text)[0] for w in reversed(run))
    return Span(run[-1].start, at) if len(initials) > 1 and letters.isupper() and letters.startswith(initials) else None


def _bare(text: str, ends: dict[int, Span]) -> Iterator[Definition]:
    for match in _BARE.finditer(text):
        name = ends.get(match.start())
        if name and _by_letters(text, _words_before(text, match.start()), match["short"]) == name.start:
            yield Definition(name, Span(*match.span("short")))


@lru_cache(maxsize=1)  # the same text is looked through again once more names are known
def _in_front(text: str) -> tuple[Definition, ...]:
    return tuple(_all_in_front(text))


def _all_in_front(text: str) -> Iterator[Definition]:
    for match in _BEFORE.finditer(text):
        bracketed = match["close"] or len(match["link"].strip("([ ")) > 0
        words = [Span(*w.span()) for w in _WORD.finditer(text, *match.span("long"))][::-1]
        if not bracketed or len(words) <= 1:
            continue
        if _by_letters(text, words, match["short"]) == match.start("long") or _nickname(match["short"], match["long"]):
            yield Definition(Span(*match.span("long")), Span(*match.span("short")))


def _nickname(short: str, long: str) -> bool:
    """Tell whether letters hold a part of the words' initials, as in "G7, or the Group of Seven" and "XWB (Extra Wide Body)"."""
    initials = "".join(w[0] for w in long.split() if w not in _SMALL)
    numbered = short[1:].isdigit() and short[0] == initials[0]
    return numbered or (short.isupper() and sum(c in initials for c in short) * 3 >= 2 * len(short))
