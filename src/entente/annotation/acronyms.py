"""Acronyms: those that the report defines count first, those of the lists second, and only where the report bears them out.

A definition stands in brackets beside its name, "National Olympic and Sports Committee of Mali (CNOSM)", before or after it;
the letters are checked as in A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation definitions"
(PSB 2003), unless they are one word of capitals right behind a body's name.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from entente.annotation.gazetteer import Hit, fold, longest
from entente.knowledge.tables import Knowledge
from entente.model.entity import code_of, kind_of

_AFTER = re.compile(r"\s*(?:[(\[]\s*[\"“']?(?P<in>[A-Z][A-Za-z&.-]{1,9})[\"”']?\s*[)\]]|(?:,| [—–-]) (?P<bare>[A-Z]{3,8})(?=[,:;.]))")  # noqa: RUF001
_INSIDE = re.compile(r"\((?P<in>[A-Za-z]{2,10})\)")
_BEFORE = re.compile(r"(?<!\w)(?P<acronym>[A-Z][A-Za-z&]{1,9})(?: \(| [—–-] )(?:the )?$")  # noqa: RUF001
_SAFE = 4  # letters of an acronym that is taken by itself
_BODY = ("body", "acronym")


def definitions(text: str, hits: Sequence[Hit], knowledge: Knowledge) -> dict[str, str]:
    """Give the acronyms that the report itself defines, each with its entity; the first definition counts."""
    found: dict[str, str] = {}
    starts = {hit.start: hit for hit in hits}
    for hit in hits:
        if hit.type not in ("body", "gathering", "series") or len(hit.entities) != 1:
            continue
        listed = _listed(hit.entities[0], knowledge)
        owner = _owner_in_name(text, hit, knowledge)
        for acronym in _defined_by(text, hit, starts, listed):
            if not acronym.endswith("s") or acronym[:-1].upper() != acronym[:-1]:
                of_owner = owner and acronym.upper() in _listed(owner, knowledge)
                found.setdefault(acronym, owner if of_owner else hit.entities[0])
    return found


def _owner_in_name(text: str, hit: Hit, knowledge: Knowledge) -> str:
    """Give the body that ends the name of its organ or assembly: "(FIS)" behind "Council of the Ski Federation" is its own."""
    if " of " not in text[hit.start : hit.end]:
        return ""
    if hit.type == "series":
        return knowledge.series[hit.entities[0]].organiser if hit.entities[0] in knowledge.series else ""
    row = knowledge.bodies.get(hit.entities[0])
    return row.parent if row and row.parent else next(iter(hit.others), "")


def _listed(entity: str, knowledge: Knowledge) -> frozenset[str]:
    row = knowledge.bodies.get(entity)
    return frozenset(a.upper() for a in row.acronyms) if row else frozenset()


def _defined_by(text: str, hit: Hit, starts: Mapping[int, Hit], listed: Collection[str]) -> list[str]:
    name = text[hit.start : hit.end]
    found = []
    if after := _AFTER.match(text, hit.end):
        group = "in" if after["in"] else "bare"
        other = starts.get(after.start(group))
        known = after[group].upper() in listed
        if (other is None or other.type in _BODY) and (known or _fits(after[group], name, loose=group == "in")):
            found.append(after[group])
    if before := _BEFORE.search(text, max(0, hit.start - 16), hit.start):
        if _fits(before["acronym"], name, loose=False):
            found.append(before["acronym"])
    if (inside := _INSIDE.search(name)) and "ommittees" not in name and _fits(inside["in"], name, loose=True):
        found.append(inside["in"])
    return found


def _fits(acronym: str, name: str, *, loose: bool) -> bool:
    """Tell whether an acronym can stand for a name: any word of capitals right behind it, else by its letters."""
    if loose and acronym.isupper():
        return True
    wanted = fold(acronym.replace(".", ""))
    initials = "".join(word[0] for word in fold(name).replace("(", "").split() if word not in ("of", "the", "and", "for"))
    starts = [m.start() for m in re.finditer(rf"\b{re.escape(wanted[:1])}", fold(name))]
    return _in_order(wanted, initials) or any(_in_order(wanted, fold(name)[start:]) for start in starts)


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def use_definitions(text: str, hits: Sequence[Hit], defined: Mapping[str, str]) -> list[Hit]:
    """Link every occurrence of the report's own acronyms; they stand before what a list says of the same letters."""
    if not defined:
        return list(hits)
    spelled = {form: entity for a, entity in defined.items() for form in {a, a.upper()} if len(form) > 1}
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, spelled), key=len, reverse=True))})(?!\w)")
    made = [
        Hit(m.start(), m.end(), _type(spelled[m[0]]), (spelled[m[0]],), "definition", "defined in the report")
        for m in pattern.finditer(text)
    ]
    spans = {(h.start, h.end) for h in made}
    return longest([*made, *(h for h in hits if (h.start, h.end) not in spans)])


def _type(entity: str) -> str:
    if "/" not in entity:
        return "series"
    return "gathering" if kind_of(entity) == "gathering" else "body"


def settle_acronyms(text: str, hits: Sequence[Hit], knowledge: Knowledge, generic: Collection[str]) -> list[Hit]:
    """Decide the acronyms that only a list knows by what else the report names; undecided ones keep all candidates."""
    named = {h.entities[0] for h in hits if h.type == "body" and len(h.entities) == 1}
    countries = {e for h in hits if h.type in ("country", "demonym", "people") for e in h.entities[:1]}
    codes = {knowledge.countries[c].ioc for c in countries if c in knowledge.countries} | {code_of(e) for e in named} - {""}
    sport = bool(named) or any(h.type in ("series", "gathering", "group", "sport", "athletes") for h in hits)
    kept = []
    for hit in hits:
        if hit.type != "acronym":
            kept.append(hit)
        elif text[hit.start : hit.end] not in generic:
            likely = _likely(hit.entities, named, codes)
            if len(likely) == 1 and (sport or hit.end - hit.start >= _SAFE):
                kept.append(replace(hit, entities=likely, others=hit.entities, how="acronym"))
            elif len(hit.entities) > 1 and sport:
                kept.append(replace(hit, how="acronym", reason="several bodies bear this acronym and the report does not tell which"))
    return kept


def _likely(candidates: Sequence[str], named: Collection[str], codes: Collection[str]) -> tuple[str, ...]:
    """Choose among the bodies of an acronym: one named in full, else an international one, else one of a country named."""
    if full := tuple(c for c in candidates if c in named):
        return full
    if world := tuple(c for c in candidates if not code_of(c)):
        return world
    return tuple(c for c in candidates if code_of(c) in codes)
