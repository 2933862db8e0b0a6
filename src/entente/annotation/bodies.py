"""Bodies by construction: organs of a body ("IOC Executive Board") and bodies of a recognisable form that no list holds."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from entente.annotation.gazetteer import Hit, longest
from entente.annotation.shadow import compile_pattern, is_mark, shadow_of
from entente.knowledge.tables import Body, Knowledge
from entente.model.entity import kind_of, slug
from entente.model.span import Span

_ANY = "\ue000-\ue0ff"
_WORD = rf"(?:[A-Z0-9{_ANY}][\w'’&.{_ANY}-]*)"  # noqa: RUF001 - the apostrophe of news text
_ACRONYM = r"(?: \([A-Za-z]{2,10}\))?"
_POSSESSIVE = r"(?:['’]s?)?"  # noqa: RUF001
_BODY = ("body", "acronym")
_NO_OWNERS = ("media", "government")  # their boards and assemblies are not those of the reports
ORGAN = "an organ of its body"


@dataclass(frozen=True)
class BodyForms:
    """The patterns for organs and unlisted bodies, and the words that alone name none."""

    organ_after: re.Pattern[str]
    organ_of: re.Pattern[str]
    named: re.Pattern[str]
    generic: frozenset[str]
    strip: frozenset[str]
    organ_heads: frozenset[str]
    organs: frozenset[str]
    nouns: frozenset[str]
    not_in_names: frozenset[str]
    knowledge: Knowledge
    listed: Mapping[str, str]


@lru_cache(maxsize=8)
def _compiled(heads: tuple[str, ...], organ_heads: tuple[str, ...], organs: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Compile the three patterns from the words of the knowledge."""
    small = "|".join(sorted((re.escape(o).replace("'", "['’]") for o in organs), key=len, reverse=True))  # noqa: RUF001
    big = rf"(?:{_WORD},? (?:(?:and|&|of|for) )?){{0,6}}(?:{'|'.join(organ_heads)}|Board of Directors)"
    organ = rf"(?P<organ>(?:[Ee]xecutive )?(?:{small})|{big}|Executive)"
    lead = r"(?:own |independent |new |all-powerful |ruling )?"
    named = rf"(?:{_WORD} (?:(?:of|for|and|&|on|de) (?:the )?)?){{0,7}}(?P<head>{'|'.join(heads)})(?: (?:of|for|on) (?:the )?{_WORD}(?: (?:and |& |of )?{_WORD}){{0,5}})?"
    return (
        compile_pattern(rf"<body>(?: \(<body>\))?{_POSSESSIVE} {lead}{organ}"),
        compile_pattern(rf"{organ}{_ACRONYM} of (?:the )?<body>"),
        compile_pattern(named),
    )


def body_forms(knowledge: Knowledge) -> BodyForms:
    """Read the rules for bodies by construction (rules "english/forms", key "bodies")."""
    rules: Mapping[str, Any] = knowledge.rules.get("english/forms", {}).get("bodies", {})
    heads, organ_heads = tuple(rules.get("heads", ())), tuple(rules.get("organ_heads", ()))
    patterns = _compiled(heads, organ_heads, tuple(rules.get("organs", ())))
    words = (frozenset(rules.get(name, ())) for name in ("generic", "strip", "organ_heads", "organs", "nouns", "not_in_names"))
    return BodyForms(*patterns, *words, knowledge, _listed_organs(knowledge))


def organ_id(body: str, organ: str, forms: BodyForms, name_of: Callable[[str], str]) -> str:
    """Give the id of a body's organ: the listed one, else by construction: org/ioc-executive-board.

    `name_of` gives the slug by which a committee or national federation goes in the ids of its organs.
    """
    name = f"{slug(name_of(body))}-{slug(organ)}"
    return forms.listed.get(name, f"org/{name}")


def _listed_organs(knowledge: Knowledge) -> dict[str, str]:
    """Give the listed organs by the slugs of all their names."""
    rows = (row for row in knowledge.bodies.values() if row.level == "organ")
    return {slug(name): row.id for row in rows for name in (row.name, *row.aliases)}


def short_name(knowledge: Knowledge, defined: Mapping[str, str]) -> Callable[[str], str]:
    """Give the function that names a body in the ids of its organs: its slug, the report's own acronym, or a list's."""
    own = {entity: acronym for acronym, entity in defined.items()}
    generic = ("NOC", "NPC")

    def name(entity: str) -> str:
        if kind_of(entity) == "org":
            return entity.partition("/")[2]
        row = knowledge.bodies.get(entity)
        if own.get(entity, "") in generic or not (row and row.acronyms):
            return own[entity] if own.get(entity, "NOC") not in generic else _plain_name(entity, row, knowledge)
        return own.get(entity, row.acronyms[0])

    return name


def _plain_name(entity: str, row: Body | None, knowledge: Knowledge) -> str:
    kind, _, code = entity.partition("/")
    country = knowledge.countries.get(row.country) if row else None
    country = country or next((c for c in knowledge.countries.values() if c.ioc == code), None)
    return f"{kind} of {country.name}" if country and kind in ("noc", "npc") else entity.replace("/", "-")


def add_organs(text: str, hits: Sequence[Hit], forms: BodyForms, name_of: Callable[[str], str]) -> list[Hit]:
    """Join a body and its organ into one hit with the organ's id; its candidates are the organ and the body."""
    shadow = shadow_of(text, hits)
    made: list[Hit] = []
    for pattern in (forms.organ_of, forms.organ_after):
        for match in pattern.finditer(shadow):
            owner = next((h for h in hits if match.start() <= h.start < match.end() and h.type in _BODY and _owns(h, match)), None)
            if owner and len(owner.entities) == 1 and kind_of(owner.entities[0]) in ("org", "noc", "npc", "nf"):
                made.append(_organ_hit(text, shadow, match, owner.entities[0], forms, name_of))
    return longest([*made, *hits])


def _owns(hit: Hit, match: re.Match[str]) -> bool:
    return hit.end <= match.start("organ") or hit.start >= match.end("organ")


def _organ_hit(text: str, shadow: str, match: re.Match[str], body: str, forms: BodyForms, name_of: Callable[[str], str]) -> Hit:
    start, end = trim(shadow, match.start("organ"), match.end("organ"), () if match["organ"].islower() else forms.strip)
    organ = organ_id(body, text[start or match.start("organ") : end], forms, name_of)
    return Hit(start if match.start() == match.start("organ") else match.start(), match.end(), "body", (organ,), "form", ORGAN, others=(body,))


def add_unlisted(text: str, hits: Sequence[Hit], forms: BodyForms) -> list[Hit]:
    """Find bodies of a recognisable form that no list holds; each gets org/ and its slug and is marked as unlisted."""
    shadow = shadow_of(text, hits)
    found = (_unlisted(text, shadow, match, forms, hits) for match in forms.named.finditer(shadow))
    return longest([*(hit for hit in found if hit), *hits])


def _unlisted(text: str, shadow: str, match: re.Match[str], forms: BodyForms, hits: Sequence[Hit]) -> Hit | None:
    start, end = trim(shadow, _name_start(match, forms), match.end(), forms.strip)
    words = text[start:end].split()
    if not forms.not_in_names.isdisjoint(words):
        return None
    named = [w for w in words if w[0].isupper() and w not in forms.generic]
    inner = [h for h in hits if start <= h.start < end]
    if len(named) < 2 or len(words) < 2 or any(h.type in (*_BODY, "gathering", "series", "group") for h in inner):
        return None
    if len(inner) == 1 and inner[0].type == "country" and len(words) - len(text[inner[0].start : inner[0].end].split()) <= 2 and inner[0].end == end:
        return None  # "Federation of Saint Christopher and Nevis" is a country
    return Hit(start, end, "body", (f"org/{slug(text[start:end])}",), "form", "a body of this form that no list holds", unlisted=True)


def _name_start(match: re.Match[str], forms: BodyForms) -> int:
    """Give where the name begins: not before an "of" that no noun of a body precedes ("Anna Ek of Uppsala University")."""
    start = match.start()
    for link in re.finditer(r" (?:of|for|on) (?:the )?", match[0][: match.start("head") - match.start()]):
        if forms.nouns.isdisjoint(match[0][: link.start()].split()):
            start = match.start() + link.end()
    return start


def trim(shadow: str, start: int, end: int, strip: Collection[str]) -> tuple[int, int]:
    """Leave out words at the front of a name that belong to the sentence; an empty span where nothing is left."""
    for word in re.finditer(r"\S+", shadow[start:end]):
        if not strip or word[0] not in strip and (word[0][0].isupper() or is_mark(word[0][0]) or word[0][0].isdigit()):
            return start + word.start(), end
    return end, end


def open_organs(text: str, hits: Sequence[Hit], forms: BodyForms) -> Iterator[Span]:
    """Give where organs are named without their body ("the Executive Board")."""
    shadow = shadow_of(text, hits)
    for match in _bare(tuple(sorted(forms.organ_heads))).finditer(shadow):
        start, end = trim(shadow, match.start(), match.end(), forms.strip)
        words = text[start:end].split()
        telling = text[start:end].lower() in forms.organs or any(w not in forms.generic and w[0].isupper() for w in words[:-1])
        if len(words) > 1 and telling:
            yield Span(start, end)


@lru_cache(maxsize=4)
def _bare(heads: tuple[str, ...]) -> re.Pattern[str]:
    return compile_pattern(rf"(?:[A-Z][\w'’-]* (?:(?:and|of|&) )?){{1,5}}(?:{'|'.join(heads)})")  # noqa: RUF001


def link_open_organs(text: str, hits: Sequence[Hit], forms: BodyForms, name_of: Callable[[str], str]) -> list[Hit]:
    """Give organs without a body the one they had elsewhere in the report, else the body before them that fits best."""
    known = [h for h in hits if h.reason == ORGAN and h.others]
    made = []
    for span in open_organs(text, hits, forms):
        organ = slug(span.of(text))
        same = [h for h in known if organ in slug(text[h.start : h.end])]
        full = next((h for h in reversed(same) if h.start < span.start), same[0] if same else None)

        def listed(body: str, organ: str = organ) -> bool:
            return organ_id(body, organ, forms, name_of) in forms.knowledge.bodies

        owner = full.others[0] if full else owner_before(text, hits, span.start, forms.knowledge, listed)
        if owner:
            made.append(Hit(span.start, span.end, "body", (organ_id(owner, organ, forms, name_of),), "anaphora",
                            "an organ of the body that fits best before it", others=(owner,)))  # fmt: skip
    return longest([*hits, *made])


def owner_before(text: str, hits: Sequence[Hit], before: int, knowledge: Knowledge, fits: Callable[[str], bool]) -> str:
    """Choose the body to which an organ or an assembly belongs that is named without one; "" where there is none.

    It is looked for in the same line before `before`, then in all lines before, then in the rest of the line: of several the
    last that `fits`, else the last in the line, else the last of all.
    """
    line = text.rfind("\n", 0, before)
    earlier = [o for h in hits if h.end <= before and h.type in _BODY and not h.unlisted if (o := _owner(h, knowledge))]
    near = [o for o, start in earlier if start > line]
    every = [o for o, _ in earlier]
    fitting = [[o for o in owners if fits(o)][-1:] for owners in (near, every)]
    chosen = next((owners for owners in (*fitting, near, every) if owners), [])
    if chosen:
        return chosen[-1]
    end = text.find("\n", before)
    later = [o for h in hits if before <= h.start < (end if end >= 0 else len(text)) and h.type in _BODY if (o := _owner(h, knowledge))]
    return next((o for o, _ in later if fits(o)), later[0][0] if later else "")


def _owner(hit: Hit, knowledge: Knowledge) -> tuple[str, int] | None:
    """Give the body that a hit names, of an organ the one it belongs to; none for those that have no organs here."""
    if len(hit.entities) != 1:
        return None
    entity = hit.entities[0]
    row = knowledge.bodies.get(entity)
    if row and row.level in _NO_OWNERS:
        return None
    if hit.others and (row is None or hit.reason):
        return hit.others[0], hit.start
    return (row.parent if row and row.level == "organ" and row.parent else entity), hit.start
