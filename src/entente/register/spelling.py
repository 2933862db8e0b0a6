"""How alike two names are, however they are transliterated, ordered or shortened; rapidfuzz compares the spellings.

The sounds, the forms of given names and the particles are data: english/transliterations.yaml, english/person_names.yaml.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from entente.model.entity import slug

_SOUNDS_ALIKE = 0.97
_VARIANT = 0.93
_INITIAL = 0.8
_OTHER_GENDER = 0.3
_GIVEN_NAME_INSIDE = 0.2  # taken off where the shorter name begins with an inner word of the longer
_MISSING_WORD = 0.03  # for each word that only the longer name has
_REMEMBERED = 50_000  # pairs of words
_ONE_WORD = 0.75  # the most that a name of one word can tell


@dataclass(frozen=True)
class Spelling:
    """What names are compared by: spellings of sounds, vowels, particles, and the group of each given name that has other forms."""

    sounds: tuple[tuple[str, str], ...] = ()
    vowels: str = ""
    particles: frozenset[str] = frozenset()
    feminine: tuple[str, ...] = ()
    variants: Mapping[str, frozenset[int]] = field(default_factory=dict)
    heard: dict[str, str] = field(default_factory=dict, repr=False, compare=False)  # words as they sound, once computed
    likes: dict[tuple[str, str], float] = field(default_factory=dict, repr=False, compare=False)  # of two words, too


def spelling_of(rules: Mapping[str, Any]) -> Spelling:
    """Give what names are compared by from the knowledge's rule files."""
    written = rules["english/transliterations"]
    groups: dict[str, set[int]] = {}
    for number, names in enumerate(written["variants"]):
        for name in names:
            groups.setdefault(name, set()).add(number)
    particles = {part for words in rules["english/person_names"]["particles"] for part in words.split()}
    return Spelling(
        sounds=tuple((letters, sound) for letters, sound in written["sounds"]),
        vowels=written["vowels"],
        particles=frozenset(particles),
        feminine=tuple(written["feminine"]),
        variants={name: frozenset(numbers) for name, numbers in groups.items()},
    )


def words_of(name: str, spelling: Spelling) -> tuple[str, ...]:
    """Give the words of a person's name that tell him from others: lower case ASCII, without particles, "Alsaied" as "saied"."""
    words = (word for word in slug(name).split("-") if word and word not in spelling.particles)
    return tuple(_without_article(word) for word in words)


def skeleton(word: str, spelling: Spelling) -> str:
    """Give a word as it sounds: one letter a sound, no doubled letters, no vowels but the first letter."""
    if word not in spelling.heard:
        spelling.heard[word] = _sound(word, spelling)
    return spelling.heard[word]


def sound_key(word: str, spelling: Spelling) -> str:
    """Give what the forms of a given name have in common, and the spellings of any word: how it sounds, or its group of forms."""
    groups = spelling.variants.get(word)
    return f"={min(groups)}" if groups else skeleton(word, spelling)


def _sound(word: str, spelling: Spelling) -> str:
    for written, sound in spelling.sounds:
        word = word.replace(written, sound)
    word = re.sub(r"(.)\1+", r"\1", word)
    bare = word[:1] + "".join(letter for letter in word[1:] if letter not in spelling.vowels)
    return re.sub(r"(.)\1+", r"\1", bare.replace("h", "") if len(bare) > 3 else bare)  # noqa: PLR2004 - a short one needs each letter


def alike(one: Sequence[str], other: Sequence[str], spelling: Spelling) -> float:
    """Give how alike two persons' names are, from 0 to 1: the words of the shorter, each with the likest of the longer."""
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return 0.0
    left = list(longer)
    likes: list[float] = []
    for word in sorted(shorter, key=len, reverse=True):
        like, best = max((_word_alike(word, candidate, spelling), candidate) for candidate in left)
        left.remove(best)
        likes.append(like)
    mean = (sum(likes) / len(likes) + min(likes)) / 2 - _MISSING_WORD * len(left)
    if len(shorter) == 1:
        return min(mean, _ONE_WORD)
    ends = max(_word_alike(shorter[0], end, spelling) for end in (longer[0], longer[-1]))
    return mean if ends >= _INITIAL else mean - _GIVEN_NAME_INSIDE


def _word_alike(one: str, other: str, spelling: Spelling) -> float:
    if one == other:
        return 1.0
    both = (one, other)
    if both not in spelling.likes:
        if len(spelling.likes) > _REMEMBERED:
            spelling.likes.clear()
        spelling.likes[both] = _other_word_alike(one, other, spelling)
    return spelling.likes[both]


def _other_word_alike(one: str, other: str, spelling: Spelling) -> float:
    from rapidfuzz.distance import JaroWinkler

    if one[0] == other[0] and any(one in (other + e, other.removesuffix(e)) for e in spelling.feminine):
        return _OTHER_GENDER
    if spelling.variants.get(one, frozenset()) & spelling.variants.get(other, frozenset()):
        return _VARIANT
    if 1 in (len(one), len(other)):
        return _INITIAL if one[0] == other[0] else 0.0
    if skeleton(one, spelling) == skeleton(other, spelling):
        return _SOUNDS_ALIKE
    return JaroWinkler.similarity(one, other) ** 2


def _without_article(word: str) -> str:
    rest = word[2:]
    return rest if word.startswith("al") and len(rest) > 3 and rest[0] not in "aeiou" else word  # noqa: PLR2004
