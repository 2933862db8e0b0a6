"""Which names are like, kept up to date as names come and go: a new one is compared with those that share a block with it alone.

A block is what names have in common that may be one entity's: how a word sounds and how another begins, a word of a body's name,
its acronym. What very many have in common says nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from entente.model.entity import code_of, kind_of, slug
from entente.register.evidence import Evidence
from entente.register.judgements import Pair, pair_of
from entente.register.spelling import Spelling, alike, sound_key, words_of

_NAMED_ALIKE = 0.7  # the least likeness of two names that is looked into
_ACRONYM = 0.75
_CROWD = 150  # a word that so many names share says nothing: "mohamed", "olympic"
_BODIES = ("org", "nf", "noc", "npc")
_SHORT = "short "  # before the blocks of names of one word, with those that have this word among others


def like_names(names: Mapping[str, str], spelling: Spelling, known: Collection[str]) -> dict[Pair, Evidence]:
    """Give the pairs of entities whose names are like, with how like; `known` are the ids that the knowledge files hold."""
    found = LikeNames(spelling, known)
    found.update(names)
    return found.pairs


@dataclass
class LikeNames:
    """The pairs of entities whose names are like, with how like; two of the knowledge files (`known`) are never a pair."""

    spelling: Spelling
    known: Collection[str]
    pairs: dict[Pair, Evidence] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _blocks: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _likeliest: list[Pair] = field(default_factory=list)
    _told: dict[Evidence, Evidence] = field(default_factory=dict)  # each kept once: many pairs are as like

    def likeliest(self) -> list[Pair]:
        """Give the pairs, the likest names first."""
        if not self._likeliest:
            self._likeliest = sorted(self.pairs, key=lambda pair: (-self.pairs[pair].weight, pair))
        return self._likeliest

    def update(self, names: Mapping[str, str]) -> None:
        """Take names in place of those before."""
        gone = [entity for entity, name in self._names.items() if names.get(entity) != name]
        fresh = {entity: name for entity, name in names.items() if self._names.get(entity) != name}
        if not gone and not fresh:
            return
        words = {entity: found for entity, name in fresh.items() if (found := self._words_of(entity, name))}
        touched = {*self._keys_of(gone, self._words), *self._keys_of(words, words)}
        told = {key for key in touched if self._tells(key)}
        self._leave(gone)
        self._enter(fresh, words)
        self._compare(touched, told, frozenset(words))
        self._likeliest = []

    def _leave(self, gone: Collection[str]) -> None:
        for entity in gone:
            for key in self._keys(entity, self._words.get(entity, ())):
                self._blocks[key].discard(entity)
            self._words.pop(entity, None)
            del self._names[entity]
        left = frozenset(gone)
        if left:
            self.pairs = {p: e for p, e in self.pairs.items() if p.first not in left and p.second not in left}

    def _enter(self, fresh: Mapping[str, str], words: Mapping[str, tuple[str, ...]]) -> None:
        self._names.update(fresh)
        self._words.update(words)
        for entity, own in words.items():
            for key in self._keys(entity, own):
                self._blocks[key].add(entity)

    def _compare(self, touched: Collection[str], told: Collection[str], fresh: Collection[str]) -> None:
        """Compare what came into blocks that tell something, and forget what only blocks did that tell nothing any more."""
        for key in touched:
            if self._tells(key):
                new = None if key not in told else fresh
                for pair in self._within(key, new):
                    if pair not in self.pairs and (evidence := self._like(pair)):
                        self.pairs[pair] = self._told.setdefault(evidence, evidence)
            elif key in told:
                for pair in self._within(key, None):
                    if pair in self.pairs and not self._share_a_block(pair):
                        del self.pairs[pair]

    def _words_of(self, entity: str, name: str) -> tuple[str, ...]:
        kind = kind_of(entity)
        if kind == "person":
            return words_of(name, self.spelling)
        return tuple(filter(None, slug(name).split("-"))) if kind in _BODIES else ()

    def _keys_of(self, entities: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
        for entity in entities:
            yield from self._keys(entity, words.get(entity, ()))

    def _keys(self, entity: str, words: tuple[str, ...]) -> set[str]:
        """Give the blocks of a name: of a person's how a word sounds and another begins, and each word; of a body's its words."""
        if kind_of(entity) != "person":
            return {f"body {word}" for word in (*words, _initials(words) if len(words) > 1 else "") if word}
        keys = [sound_key(word, self.spelling) for word in words]
        both = {f"{one}|{other[:2]}" for n, one in enumerate(keys) for m, other in enumerate(keys) if n != m}
        return both | {f"{_SHORT}{key}" for key in keys}

    def _tells(self, key: str) -> bool:
        return 1 < len(self._blocks.get(key, ())) <= _CROWD

    def _within(self, key: str, new: Collection[str] | None) -> Iterator[Pair]:
        """Give the pairs of a block, or those alone of which one is new."""
        members = self._blocks[key]
        if key.startswith(_SHORT):
            members_short = [entity for entity in members if self._short_key(entity) == key]
            pairs = {pair_of(one, other) for one in members_short for other in members if one != other}
        elif new is None:
            pairs = {pair_of(*two) for two in combinations(members, 2)}
        else:
            pairs = {pair_of(one, other) for one in members.intersection(new) for other in members if one != other}
        return (pair for pair in pairs if new is None or pair.first in new or pair.second in new)

    def _short_key(self, entity: str) -> str:
        """Give the block of a name of one word, initials apart; "" for others."""
        whole = [word for word in self._words[entity] if len(word) > 1]
        return f"{_SHORT}{sound_key(whole[0], self.spelling)}" if len(whole) == 1 else ""

    def _share_a_block(self, pair: Pair) -> bool:
        one, other = (self._keys(entity, self._words[entity]) for entity in (pair.first, pair.second))
        short = {self._short_key(pair.first), self._short_key(pair.second)}
        return any(self._tells(key) and (not key.startswith(_SHORT) or key in short) for key in one & other)

    def _like(self, pair: Pair) -> Evidence | None:
        if pair.first in self.known and pair.second in self.known:
            return None
        one, other = self._words[pair.first], self._words[pair.second]
        persons = kind_of(pair.first) == "person"
        if not persons and _other_country(pair):
            return None
        if not persons and (_is_acronym(one, other) or _is_acronym(other, one)):
            return Evidence("the one is the acronym of the other", _ACRONYM)
        like = alike(one, other, self.spelling)
        if like < _NAMED_ALIKE:
            return None
        if not persons:
            return Evidence("their names are like", round(like, 3))
        return Evidence(
            "their names are spelt alike" if like < 1 else "their names have the same words", round(like, 3)
        )


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words)


def _is_acronym(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(one) == 1 and len(other) > 1 and one[0] == _initials(other)


def _other_country(pair: Pair) -> bool:
    codes = {code_of(pair.first), code_of(pair.second)} - {""}
    return len(codes) > 1
