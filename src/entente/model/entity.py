"""Entity ids: a kind, a slash, and a code or slug (`noc/MLI`, `person/nasser-alsaied`)."""

import re
import unicodedata
from functools import lru_cache

KINDS = ("country", "noc", "npc", "athletes", "nf", "org", "person", "gathering", "place")
BODIES = ("noc", "npc", "nf", "org")
"""Kinds of bodies: they have posts, members and committees of their own."""
PARTIES = (*BODIES, "country")
"""Kinds that act as one, and have posts."""
ACTORS = (*PARTIES, "person", "athletes")
"""Kinds that may say and do something."""
_CODED = ("country", "noc", "npc", "athletes", "nf")
# Letters that decomposition leaves as they are; the slugs of claims.md are plain ASCII.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})

_DROPPED = dict.fromkeys(map(ord, "'’ʼ`."))
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=2**15)  # the names of the knowledge are asked for again with each look-up
def slug(name: str) -> str:
    """Give a name as a slug: lower case ASCII words joined by hyphens, diacritics dropped."""
    letters = name.lower()
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters.translate(_LETTERS))
        letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _BETWEEN_WORDS.sub("-", letters.translate(_DROPPED)).strip("-")


def kind_of(entity: str) -> str:
    """Give the kind of an entity id, the part before its first slash."""
    return entity.partition("/")[0]


def code_of(entity: str) -> str:
    """Give the country code inside an id (`RUS` of `nf/RUS/boxing`), or "" where its kind has none."""
    kind, _, rest = entity.partition("/")
    return rest.partition("/")[0] if kind in _CODED else ""


def is_entity_id(text: str) -> bool:
    """Tell whether a text has the form of an entity id."""
    kind, slash, rest = text.partition("/")
    return bool(slash) and kind in KINDS and re.fullmatch(r"[A-Za-z0-9-]+(/[a-z0-9-]+)?", rest) is not None
