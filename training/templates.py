"""Sentences of the genre, drawn from templates whose trees are known (templates.yaml); only heads and relations are annotated."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from entente.annotation.syntax import PLACEHOLDERS
from training.conllu import Tree, Word

if TYPE_CHECKING:
    import random

TEMPLATES = Path(__file__).parent / "templates.yaml"
UNITS = {
    "person": "person",
    "name": "person",
    "surname": "person",
    "org": "body",
    "acronym": "body",
    "spot": "place",
    "dateplace": "place",
    "city": "place",
    "country": "place",
    "event": "event",
    "date": "date",
    "quotation": "quotation",
    "words_quoted": "quotation",
}
NAMES = {
    "name": "PER",
    "surname": "PER",
    "org": "ORG",
    "body1": "ORG",
    "acronym": "ORG",
    "spot": "LOC",
    "dateplace": "LOC",
    "city": "LOC",
    "country": "LOC",
}
# How often a word of these lists is made up instead.
INVENTED = {"family": 0.5, "given": 0.25, "city": 0.15, "acronym": 0.4}
_ONSETS = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "sh", "ch", "kr", "tr", "h", "j", ""]
_VOWELS = ["a", "e", "i", "o", "u", "a", "ai", "ou"]
_CODAS = ["", "", "", "n", "r", "s", "l", "m", "k"]
_ENDINGS = ["", "", "", "ov", "ova", "ic", "ez", "sen", "ski", "yan", "ura", "ti", "oglu", "ini"]
_NO_SPACE_BEFORE = set(",.:;)”-") | {"'s", "'"}
_NO_SPACE_AFTER = set("(“©-")


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a name begins or ends among the items of a phrase."""

    label: str
    begins: bool


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    tables: dict[str, Any] = yaml.safe_load(TEMPLATES.read_text(encoding="utf-8"))
    return tables


@cache
def _items(text: str) -> tuple[Any, ...]:
    """Read the bracket notation into nested tuples: strings are words or slots, a tuple is (relation, items)."""
    stack: list[list[Any]] = [[]]
    for part in re.findall(r"\[\S+(?= )|\]|[^\s\[\]]+", text):
        if part.startswith("["):
            stack.append([part[1:]])
        elif part == "]":
            relation, *inner = stack.pop()
            stack[-1].append((relation, tuple(inner)))
        else:
            stack[-1].append(part)
    if len(stack) != 1:
        raise ValueError(f"{TEMPLATES}: brackets do not match in {text!r}")
    return tuple(stack[0])


def word_list(name: str) -> list[str]:
    """Give one of the word lists of templates.yaml."""
    return [str(word) for word in _tables()["words"][name]]


def sentence(draw: random.Random, share: float) -> Tree:
    """Draw a sentence; each unit in it is merged with probability `share`."""
    text = draw.choice(_tables()["sentences"])
    words: list[Word] = []
    root = _place(_expand(_items(text), draw, share), words, draw)
    words[root] = replace(words[root], head=-1, deprel="root")
    words[0] = replace(words[0], form=words[0].form[:1].upper() + words[0].form[1:])
    return Tree("", "templates", tuple(_spaced(words, draw)))


def _expand(items: tuple[Any, ...], draw: random.Random, share: float) -> list[Any]:
    """Replace slots by what they stand for: a word, the placeholder of a unit, or a phrase whose items come in its place."""
    expanded: list[Any] = []
    for item in items:
        if isinstance(item, tuple):
            expanded.append((item[0], _expand(item[1], draw, share)))
        elif not item.startswith("{"):
            expanded.append(draw.choice(item.split("|")))
        elif item[1:-1] in UNITS and draw.random() < share:
            expanded.append(PLACEHOLDERS[UNITS[item[1:-1]]])
        elif label := NAMES.get(item[1:-1], ""):
            expanded += [_Mark(label, begins=True), *_filled(item[1:-1], draw, share), _Mark(label, begins=False)]
        else:
            expanded += _filled(item[1:-1], draw, share)
    return expanded


def _filled(slot: str, draw: random.Random, share: float) -> list[Any]:
    tables = _tables()
    if draw.random() < INVENTED.get(slot, 0.0):
        return [invented(draw, acronym=slot == "acronym")]
    if slot in tables["words"]:
        return [str(draw.choice(tables["words"][slot]))]
    return _expand(_items(draw.choice(tables["phrases"][slot])), draw, share)


def invented(draw: random.Random, *, acronym: bool = False) -> str:
    """Make up a name or an acronym, so that the model does not rely on knowing it."""
    if acronym:
        return "".join(draw.choices("ABCDEFGHIJKLMNOPRSTUVWZ", k=draw.randint(3, 6)))
    syllables = [draw.choice(_ONSETS) + draw.choice(_VOWELS) + draw.choice(_CODAS) for _ in range(draw.randint(2, 3))]
    return "".join(syllables).capitalize() + draw.choice(_ENDINGS)


def _place(items: list[Any], words: list[Word], draw: random.Random) -> int:
    """Append the words of a phrase in order, hang the dependents on its head, and give where the head is."""
    heads: list[int] = []
    dependents: list[tuple[int, str]] = []
    opened: list[int] = []
    for item in items:
        if isinstance(item, _Mark):
            opened = [*opened, len(words)] if item.begins else _named(item.label, opened, words)
        elif isinstance(item, tuple):
            dependents.append((_place(item[1], words, draw), item[0]))
        else:
            heads.append(len(words))
            words.append(Word(item, "", "", "", -1, "", space_after=True, name="O"))
    if len(heads) != 1:
        raise ValueError(f"{TEMPLATES}: a phrase needs one head and has {len(heads)}: {items}")
    for position, relation in dependents:
        words[position] = replace(words[position], head=heads[0], deprel=relation)
    return heads[0]


def _named(label: str, opened: list[int], words: list[Word]) -> list[int]:
    """Label the words since the last mark as one name; an outer name, which ends later, covers an inner one."""
    *before, start = opened
    for n in range(start, len(words)):
        words[n] = replace(words[n], name=f"{'B' if n == start else 'I'}-{label}")
    return before


def _spaced(words: list[Word], draw: random.Random) -> list[Word]:
    """Set spaces as English does, and typewriter quotation marks in half of the sentences."""
    marks = draw.choice(({"“": '"', "”": '"'}, {}))
    following = [*(word.form for word in words[1:]), "."]
    return [
        replace(
            word,
            form=marks.get(word.form, word.form),
            space_after=word.form not in _NO_SPACE_AFTER and after not in _NO_SPACE_BEFORE,
        )
        for word, after in zip(words, following, strict=True)
    ]
