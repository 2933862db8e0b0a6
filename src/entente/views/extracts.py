"""Where the words that somebody looks for stand in a text: the sentence that has most of them, in marked pieces."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?]['”\"]?(?=\s)|(?=\n)|$)")
_ENDINGS = re.compile(r"(?:ing|ed|es|s|e|y|ies|ied)$")
_SHORTEST = 3  # letters of a stem
_LONGEST = 360  # letters of an extract
_LOOKED_AT = 400  # sentences

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an extract, and whether it is one of the words looked for."""

    text: str
    marked: bool = False


def looking_for(words: Iterable[str]) -> Pattern | None:
    """Give a pattern that finds words, whatever their endings; None where there are none."""
    stems = {re.escape(_stem(part)) for word in words for part in re.findall(r"[^\W_]+", word)}
    return re.compile(rf"\b(?:{'|'.join(sorted(stems))})[^\W_]*", re.IGNORECASE) if stems else None


def _stem(word: str) -> str:
    stem = _ENDINGS.sub("", word)
    return stem if len(stem) >= _SHORTEST else word


def hits(text: str, pattern: Pattern | None) -> int:
    """Give how many different words of a pattern a text has."""
    return len({_stem(found.lower()) for found in pattern.findall(text)}) if pattern else 0


def extract(text: str, pattern: Pattern | None) -> tuple[Piece, ...]:
    """Give the sentence of a text that has most of the words, cut to some lines, in pieces; its first one where none has any."""
    sentences = [found[0].strip() for _, found in zip(range(_LOOKED_AT), _SENTENCE.finditer(text), strict=False)]
    best = max((s for s in sentences if s), key=lambda s: hits(s, pattern), default="")
    return pieces(_cut(best, pattern), pattern)


def pieces(text: str, pattern: Pattern | None) -> tuple[Piece, ...]:
    """Give a text in pieces, the words of a pattern marked."""
    if pattern is None:
        return (Piece(text),)
    found: list[Piece] = []
    last = 0
    for match in pattern.finditer(text):
        found += [Piece(text[last : match.start()]), Piece(match[0], marked=True)]
        last = match.end()
    return tuple(piece for piece in (*found, Piece(text[last:])) if piece.text)


def _cut(sentence: str, pattern: Pattern | None) -> str:
    if len(sentence) <= _LONGEST:
        return sentence
    first = pattern.search(sentence) if pattern else None
    start = max(0, (first.start() if first else 0) - _LONGEST // 3)
    words: Sequence[str] = sentence[start : start + _LONGEST].split(" ")
    inner = words[1:-1] if start else words[:-1]
    return f"{'… ' if start else ''}{' '.join(inner) or sentence[start : start + _LONGEST]} …"
