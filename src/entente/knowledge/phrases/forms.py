"""Words in their forms: names with their article, lists, verbs in the way in which a claim is told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_MANY = 8  # fillers of a role that are named; of more the number is told
_YEAR = re.compile(r"[\d\W]+")
Rules = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Articles:
    """Which names take an article, and which the plural: nouns, names as they are, and nouns of which there are several."""

    nouns: frozenset[str]
    names: frozenset[str]
    plural: frozenset[str]


def articles_of(rules: Rules) -> Articles:
    """Give the articles of the rules."""
    told = rules["articles"]
    return Articles(frozenset(told["nouns"]), frozenset(told["names"]), frozenset(told["plural"]))


def with_article(entity: str, name: str, articles: Articles) -> str:
    """Give a name as it stands within a sentence: "the Russian Olympic Committee", "Mali", "the 2023 Asian Games"."""
    if name.startswith("The "):
        return f"the {name[4:]}"
    if entity.startswith(("person/", "place/")):
        return name
    return f"the {name}" if name in articles.names or _heads(entity, name) & articles.nouns else name


@lru_cache(maxsize=2**12)
def _heads(entity: str, name: str) -> frozenset[str]:
    """Give the nouns that may be what a name is of: all words of a gathering's, else the last word before "of"."""
    words = [word.lower() for word in re.split(r"[\s/]+", name)]
    if entity.startswith("gathering/"):
        return frozenset(words)
    before = re.split(r",? (?:of|for|in|on) |[,(]", name.lower())[0].split()
    return frozenset(word for word in before[-1:] if not _YEAR.fullmatch(word))


def is_plural(entity: str, name: str, articles: Articles) -> bool:
    """Tell whether a name of one entity takes a verb in the plural: athletes, Games, Championships."""
    return entity.startswith("athletes/") or bool(_heads(entity, name) & articles.plural)


def listed(names: Sequence[str]) -> str:
    """Give names as a list: "A", "A and B", "A, B and C"; of very many the first and how many more."""
    shown = list(names[:_MANY])
    if len(names) > _MANY + 1:
        shown.append(f"{len(names) - _MANY} others")
    else:
        shown = list(names)
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def indefinite(words: str) -> str:
    """Give a noun with its indefinite article."""
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words}"


def conjugated(base: str, told: str, rules: Rules, *, plural: bool) -> str:
    """Give a verb in the way in which a claim is told ("planned not"), by the `ways` of the rules."""
    way = rules["ways"][told]
    pattern: str = way.get("be", way["verb"]) if base == "be" else way["verb"]
    past = rules["verbs"].get(base, "")
    past = past[0] if isinstance(past, list) else past
    was, base_form = ("were" if plural else "was"), base
    return pattern.format(base=base_form, past=was if base == "be" else past, was=was)
