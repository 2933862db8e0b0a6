"""Organs of bodies: "IOC Executive Board", "Council of the Ski Federation", and "the Executive Board" of the body meant."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from entente.annotation.names.gazetteer import Hit
from entente.annotation.names.shadow import ANY, Layer, Sparse, is_mark, sparse
from entente.annotation.sentences import sentence_around
from entente.knowledge.tables import Body, Knowledge
from entente.model.entity import BODIES, kind_of, slug
from entente.model.span import Span

BODY = ("body", "acronym")
ORGAN = "an organ of its body"
WORD = rf"(?:[A-Z0-9{ANY}][\w'’&.{ANY}–-]*)"
"""A word of a name in a shadow: with a capital, a number, or a name in itself."""

_NO_OWNERS = ("media", "government")  # their boards and assemblies are not those of the reports
_MEMORY = 400  # names back to which the body of an organ is looked for
_ITEM = re.compile(r"\s*[\u2022\u25aa*\u2013\u2014-] ")
_ASSEMBLIES = ("assembly", "session", "congress", "meeting")  # gatherings that speak of their body
_GENERIC = ("NOC", "NPC")


@dataclass(frozen=True)
class Organs:
    """The patterns for organs, the words that name none by themselves, and how bodies go in the ids of their organs."""

    patterns: tuple[Sparse, ...]
    bare: Sparse
    names: frozenset[str]
    generic: frozenset[str]
    strip: frozenset[str]
    listed: Mapping[str, str]
    knowledge: Knowledge


def organs_of(knowledge: Knowledge) -> Organs:
    """Read the rules for organs (rules "english/forms", key "bodies")."""
    rules: Mapping[str, Any] = knowledge.rules.get("english/forms", {}).get("bodies", {})
    names, generic, strip = (frozenset(rules.get(name, ())) for name in ("organs", "generic", "strip"))
    rows = [row for row in knowledge.bodies.values() if row.level == "organ"]
    listed = {slug(name): row.id for row in rows for name in (row.name, *row.aliases)}
    heads, opens = tuple(rules.get("organ_heads", ())), tuple(rules.get("open_heads", ()))
    owned = tuple(rules.get("owned_heads", ()))
    patterns, bare = _compiled((heads, opens, owned), tuple(sorted(names, key=lambda n: (-len(n), n))))
    return Organs(patterns, bare, names, generic, strip, listed, knowledge)


@lru_cache(maxsize=4)
def _compiled(
    heads_of: tuple[Sequence[str], Sequence[str], Sequence[str]], names: Sequence[str]
) -> tuple[tuple[Sparse, ...], Sparse]:
    heads, opens, owned = heads_of
    small = "|".join(re.escape(name).replace("'", "['’]") for name in names) or "(?!)"
    ends = "|".join((*heads, "Board of Directors"))
    organ = rf"(?P<organ>(?:[Ee]xecutive )?(?:{small})|(?:{WORD},? (?:(?:and|&|of|for) )?){{0,6}}(?:{ends})|Executive)"
    words = (small, ends, "Executive")
    before = sparse(rf"(?<![Cc]hief ){organ}<defined> of (?:the )?<body>", *words)
    after = sparse(rf"<body>(?: \(<body>\))?(?:['’]s?)? (?:own |independent |new |ruling )?{organ}", *words)
    made = sparse(
        rf"<body>(?: \(<body>\))? (?P<organ>{'|'.join(owned) or '(?!)'})(?!\w)(?! for )",
        *(head.partition("(")[0] for head in owned),
    )
    return (before, after, made), sparse(rf"(?:[A-Z][\w'’-]* (?:(?:and|of|&) )?){{1,5}}(?:{'|'.join(opens)})", *opens)


@dataclass(frozen=True)
class Naming:
    """How a body goes in the ids of its organs and assemblies: by its slug, else by the acronym of the report or a list."""

    knowledge: Knowledge
    own: Mapping[str, str]  # entities and the acronyms that the report defines for them

    def name_of(self, entity: str) -> str:
        """Give the slug by which a body goes in other ids: `ioc`, `sascoc`, `noc-of-belarus`."""
        if kind_of(entity) == "org":
            return entity.partition("/")[2]
        row = self.knowledge.bodies.get(entity)
        acronym = self.own.get(entity) or (row.acronyms[0] if row and row.acronyms else "")
        return slug(acronym if acronym and acronym not in _GENERIC else self._full(entity, row))

    def _full(self, entity: str, row: Body | None) -> str:
        kind, _, code = entity.partition("/")
        countries = self.knowledge.countries
        country = countries.get(row.country) if row else next((c for c in countries.values() if c.ioc == code), None)
        return f"{kind} of {country.name}" if country and kind in ("noc", "npc") else entity


def organ_id(body: str, organ: str, organs: Organs, naming: Naming) -> str:
    """Give the id of a body's organ: the listed one, else one by construction, as org/ioc-executive-board."""
    name = f"{naming.name_of(body)}-{slug(organ)}"
    return organs.listed.get(name, f"org/{name}")


def add_organs(layer: Layer, organs: Organs, naming: Naming) -> Layer:
    """Join a body and its organ into one name with the organ's id; the body is kept as what was considered besides."""
    return layer.over(hit for pattern in organs.patterns for hit in _organs(layer, pattern, organs, naming))


def _organs(layer: Layer, pattern: Sparse, organs: Organs, naming: Naming) -> Iterator[Hit]:
    for match in pattern.finditer(layer.shadow):
        inner = [h for h in layer.inside(*match.span()) if h.type in BODY and _outside(h, match)]
        # The body stands at the far end of the name; letters in brackets may stand between.
        owner = (inner[-1] if match.start() == match.start("organ") else inner[0]) if inner else None
        if owner and len(owner.entities) == 1 and kind_of(owner.entities[0]) in BODIES:
            body = owner.entities[0]
            strip = frozenset[str]() if match["organ"].islower() else organs.strip
            start, end = trim(layer.shadow, *match.span("organ"), strip)
            organ = organ_id(body, layer.text[start:end], organs, naming)
            first = start if match.start() == match.start("organ") else match.start()
            yield Hit(first, match.end(), "body", (organ,), "form", ORGAN, others=(body,))


def _outside(hit: Hit, match: re.Match[str]) -> bool:
    return hit.end <= match.start("organ") or hit.start >= match.end("organ")


def trim(shadow: str, start: int, end: int, strip: frozenset[str]) -> tuple[int, int]:
    """Leave out words at the front of a name that belong to the sentence; an empty span where nothing is left."""
    for word in re.finditer(r"\S+", shadow[start:end]):
        opens = word[0][0].isupper() or word[0][0].isdigit() or is_mark(word[0][0])
        if not strip or (opens and word[0] not in strip):
            return start + word.start(), end
    return end, end


def add_open_organs(layer: Layer, organs: Organs, naming: Naming) -> Layer:
    """Give organs without a body the one they had elsewhere in the report, else the body before them that fits best."""
    known = [(slug(layer.text[h.start : h.end]), h) for h in layer.hits if h.reason == ORGAN and h.others]
    spans = _open_organs(layer, organs)
    return layer.under(hit for span in spans if (hit := _linked(layer, span, known, organs, naming)))


def _open_organs(layer: Layer, organs: Organs) -> Iterator[Span]:
    for match in organs.bare.finditer(layer.shadow):
        start, end = trim(layer.shadow, *match.span(), organs.strip)
        words = layer.text[start:end].split()
        telling = any(w[0].isupper() and w not in organs.generic for w in words[:-1])
        if len(words) > 1 and (telling or " ".join(words).lower() in organs.names):
            yield Span(start, end)


def _linked(layer: Layer, span: Span, known: Sequence[tuple[str, Hit]], organs: Organs, naming: Naming) -> Hit | None:
    organ = slug(span.of(layer.text))
    same = [hit for name, hit in known if organ in name]
    full = next((hit for hit in reversed(same) if hit.start < span.start), same[0] if same else None)
    beside = layer.text.startswith(" member", span.end)

    def fits(body: str) -> bool:
        return not beside and organ_id(body, organ, organs, naming) in organs.knowledge.bodies

    owner = full.others[0] if full and not beside else owner_near(layer, span.start, organs.knowledge, fits)
    if not owner:
        return None
    reason = "an organ of the body that fits best near it"
    entity = organ_id(owner, organ, organs, naming)
    return Hit(span.start, span.end, "body", (entity,), "anaphora", reason, others=(owner,))


def owner_near(layer: Layer, at: int, knowledge: Knowledge, fits: Callable[[str], bool]) -> str:
    """Choose the body to which an organ or an assembly at an offset belongs that is named without one; "" for none.

    Of the bodies before it: the last in its line that `fits`, else the last of all that does; else the last before it in its
    sentence, the first behind it in the sentence, the last in the line, the last of all, the first in the rest of the line.
    """
    start, end = layer.text.rfind("\n", 0, at), layer.text.find("\n", at)
    reach = layer.inside(0, end if end >= 0 else len(layer.text))[-_MEMORY:]
    named = [(o, h.start) for h in reach if (o := _owner(h, knowledge))]
    before = [o for o, where in named if where < at and not _is_other_item(layer.text, where, start)]
    line = [o for o, where in named if start < where < at]
    first, last = sentence_around(layer.text, at)
    beside = [o for o, where in named if first <= where < at] or [o for o, where in named if at <= where < last][:1]
    fitting = {o for o in dict.fromkeys(before) if fits(o)}
    for owners in ([o for o in line if o in fitting], [o for o in before if o in fitting], beside, line, before):
        if owners:
            return owners[-1]
    rest = [o for o, where in named if at <= where and (end < 0 or where < end)]
    return next((o for o in rest if fits(o)), rest[0] if rest else "")


def _is_other_item(text: str, at: int, line: int) -> bool:
    """Tell whether an offset lies in another item of the list that the line at an offset is an item of."""
    own = text.rfind("\n", 0, at)
    return own != line and _ITEM.match(text, line + 1) is not None and _ITEM.match(text, own + 1) is not None


def _owner(hit: Hit, knowledge: Knowledge) -> str:
    """Give the body that a name stands for, of an organ or assembly the one it belongs to; "" for any other name."""
    if len(hit.entities) != 1 or hit.unlisted or hit.type not in (*BODY, "series"):
        return ""
    if hit.type == "series":
        series = knowledge.series.get(hit.entities[0])
        return series.organiser if series and series.kind in _ASSEMBLIES else ""
    row = knowledge.bodies.get(hit.entities[0])
    if row and row.level in _NO_OWNERS:
        return ""
    if hit.reason == ORGAN or hit.how == "anaphora":
        return next(iter(hit.others), "")
    return row.owner or hit.entities[0] if row else hit.entities[0]
