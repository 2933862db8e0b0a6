"""Names of a known form: "NOC of X", "X-ish Judo Federation", "X-ish athletes", "Ministry of Sport of X".

The forms are data (knowledge/english/forms.yaml): patterns over the shadow of the text, in which each name found is one slot.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from entente.annotation.lexicon import longest
from entente.annotation.names.gazetteer import Hit
from entente.annotation.names.shadow import Layer, Sparse, sparse
from entente.knowledge.tables import Country, Knowledge
from entente.model.entity import code_of, kind_of, slug

_NATION = ("country", "demonym", "people")
_CALLED = re.compile(r"(?!.*(?:Games|Olympic))[A-Z][\w-]+(?: [A-Z][\w-]+)? (?:19|20)\d\d(?= )")
_SPORT = ("sport", "athletes")


@dataclass(frozen=True, slots=True)
class Form:
    """One form: what matches, in lines that hold one of the words it needs, and the template of the id it gives."""

    id: str
    pattern: Sparse
    gives: str


@dataclass(frozen=True)
class Forms:
    """The forms of a knowledge, the names of ministries' fields, and by the ids that forms give the agencies that a list holds."""

    forms: tuple[Form, ...]
    open_ministry: Sparse
    knowledge: Knowledge
    fields: Mapping[str, str] = field(default_factory=dict)
    listed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Match:
    form: Form
    start: int
    end: int
    field: str
    text: str
    hits: Sequence[Hit]


def forms_of(knowledge: Knowledge) -> Forms:
    """Read the forms of a knowledge (rules "english/forms"); raises re.error or KeyError where a pattern is none."""
    document = knowledge.rules.get("english/forms", {})
    rows = document.get("forms", ())
    macros = document.get("macros", {})
    forms = tuple(Form(f["id"], sparse(_with(macros, f["pattern"]), *f.get("needs", ())), f["gives"]) for f in rows)
    ministry = sparse(document.get("open_ministry", {}).get("pattern", "(?!)"), "[Mm]inistry")
    return Forms(forms, ministry, knowledge, document.get("fields", {}), _listed_agencies(knowledge))


def _listed_agencies(knowledge: Knowledge) -> dict[str, str]:
    """Give the ids of agencies by those that their country and form would give: org/rusada by org/russia-anti-doping-agency."""
    nations = {slug(n): slug(c.name) for c in knowledge.countries.values() for n in (c.name, *c.demonyms)}
    agencies = [b for b in knowledge.bodies.values() if b.level == "agency"]
    found: dict[str, str] = {}
    for body, name in ((b, slug(n)) for b in agencies for n in (b.name, *b.aliases)):
        nation = next((n for n in sorted(nations, key=len, reverse=True) if name.startswith(f"{n}-")), "")
        if nation:
            found.setdefault(f"org/{nations[nation]}{name.removeprefix(nation)}", body.id)
    return found


def _with(macros: Mapping[str, str], pattern: str) -> str:
    for name, text in macros.items():
        pattern = pattern.replace(f"<{name}>", text)
    return pattern


def add_forms(layer: Layer, forms: Forms) -> Layer:
    """Join names into names of a known form.

    A list of countries gives one name for each; the one beside the head of the form ("NOCs of Mali") covers the head too.
    """
    return layer.over(hit for match in _matches(layer, forms) for hit in _read(match, forms))


def add_open_ministries(layer: Layer, forms: Forms) -> Layer:
    """Give a ministry of sport without its country that of the one country named before it in its line, or in the report."""
    return layer.under(hit for m in forms.open_ministry.finditer(layer.text) if (hit := _ministry(layer, m, forms)))


def _ministry(layer: Layer, match: re.Match[str], forms: Forms) -> Hit | None:
    line = layer.text.rfind("\n", 0, match.start())
    named = [(h.start, c) for h in layer.hits if (c := country_of(h, forms.knowledge))]
    near = {country for start, country in named if line < start < match.start()}
    chosen = near or {country for _, country in named}
    country = forms.knowledge.countries.get(chosen.pop()) if len(chosen) == 1 else None
    if country is None:
        return None
    ministry = ministry_id(country, match["of"] or match["noun"], forms.fields)
    return Hit(*match.span(), "body", (ministry,), "anaphora", "the ministry of the one country named")


def country_of(hit: Hit, knowledge: Knowledge) -> str:
    """Give the country that a hit names or belongs to; "" for none or an open one."""
    if len(hit.entities) != 1:
        return ""
    if hit.type in (*_NATION, "government"):
        return hit.entities[0]
    code = code_of(hit.entities[0])
    return next((c.id for c in knowledge.countries.values() if code and c.ioc == code), "")


def ministry_id(country: Country, field_of_it: str, fields: Mapping[str, str]) -> str:
    """Give the id of a country's ministry: `ministry_id(russia, "Sports", ...)` is org/russia-ministry-of-sport."""
    return f"org/{slug(country.name)}-ministry-of-{_field(field_of_it, fields)}"


def _field(words: str, fields: Mapping[str, str]) -> str:
    name = slug(words.replace("&", "and"))
    return fields.get(name, name)


def _matches(layer: Layer, forms: Forms) -> list[_Match]:
    """Find all forms; of those that overlap, the first and longest counts."""
    found = ((*m.span(), (form, m)) for form in forms.forms for m in form.pattern.finditer(layer.shadow))
    return [
        _Match(form, start, end, match.groupdict().get("field") or "", layer.text[start:end], layer.inside(start, end))
        for start, end, (form, match) in longest(found)
    ]


def _read(match: _Match, forms: Forms) -> Iterator[Hit]:
    kind = "group" if kind_of(match.form.gives) == "athletes" else "body"
    nations = [h for h in match.hits if h.type in _NATION]
    if not nations:
        yield Hit(match.start, match.end, kind, _ids(match, None, forms), "form", match.form.id)
    for (start, end), nation in zip(_spans(match, nations), nations, strict=True):
        if ids := _ids(match, nation, forms):
            yield Hit(start, end, kind, ids, "form", match.form.id)


def _spans(match: _Match, nations: Sequence[Hit]) -> list[tuple[int, int]]:
    """Give each nation its span; the head of the form goes to the last one where it follows them, else to the first."""
    spans = [(n.start, n.end) for n in nations]
    if nations and match.end > nations[-1].end:
        spans[-1] = (spans[-1][0] if len(spans) > 1 else match.start, match.end)
    elif nations:
        spans[0] = (match.start, spans[0][1])
    return spans


def _ids(match: _Match, nation: Hit | None, forms: Forms) -> tuple[str, ...]:
    """Fill the template with the codes of one nation, once for each country that its name may mean."""
    slots = {
        "sport": next((h.entities[0] for h in match.hits if h.type in _SPORT), ""),
        "field": _field(match.field, forms.fields),
        "organiser": _organiser(match, forms.knowledge),
    }
    if nation is None:
        return (match.form.gives.format(**slots),)
    countries = [country for entity in nation.entities if (country := forms.knowledge.countries.get(entity))]
    coded = [country for country in countries if country.ioc or "{ioc}" not in match.form.gives]
    ids = (match.form.gives.format(ioc=country.ioc, country=slug(country.name), **slots) for country in coded)
    return tuple(dict.fromkeys(forms.listed.get(i, i) for i in ids))


def _organiser(match: _Match, knowledge: Knowledge) -> str:
    """Name an organising committee as its Games are called, or by the city and the year of its Games: paris-2024."""
    if called := _CALLED.match(match.text):
        return slug(called[0])
    gathering = next((knowledge.gatherings.get(h.entities[0]) for h in match.hits if h.type == "gathering"), None)
    if gathering is None or not gathering.host_city:
        return ""
    city = gathering.host_city.partition("|")[0].removeprefix("place/")
    return f"{city}-{gathering.id.rpartition('-')[2]}"
