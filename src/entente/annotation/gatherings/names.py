"""Names of gatherings in a text: listed series with what stands around them, assemblies of bodies, forums by their name.

All become hits of type "series", whose entities are slugs of series; which edition is meant is for `linking.py`.
"""

import re
from collections.abc import Iterator
from itertools import chain

from entente.annotation.gatherings.rules import YEAR, GatheringRules
from entente.annotation.names.gazetteer import Hit
from entente.annotation.names.organs import BODY, ORGAN, Naming, owner_near, trim
from entente.annotation.names.shadow import ANY, Layer, Sparse, sparse
from entente.knowledge.tables import Knowledge
from entente.model.entity import slug

_YEAR_WORD = re.compile(rf"\b{YEAR}\b")
_OLYMPIC_AND = Sparse(
    re.compile(rf"\b(?P<olympic>(?:Winter )?Olympic) (?:and|&) (?:the )?[{ANY}]"), re.compile("Olympic (?:and|&)")
)
_OLYMPIAD = sparse(r"Games of the [A-Z][A-Za-z-]* Olympiad(?:,? <gathering>)?", "Olympiad")
_PARALYMPIC = {"paralympic-games": "olympic-games", "winter-paralympic-games": "winter-olympic-games"}
_SMALL_WORD = re.compile(r"([a-z]+)[, ]+")
_PRESIDENT_OF = re.compile(
    r"\b(?:[Pp]resident|[Cc]hair(?:man|woman|person)?|CEO|[Dd]irector(?:[ -][Gg]eneral)?) of (?:the )?$"
)
_REACH = 30  # characters before a name in which its president is looked for
PRESIDED = "a gathering with a president is a body"
_AREA = r"(?P<area>[Ww]orld|European|Asian|African|Pan American|Oceania)"
_CHAMPIONSHIPS_BEHIND = re.compile(rf" (?:{_AREA} )?championships\b")
_WORLD_BEFORE = re.compile(rf"\b{_AREA} $")
_ASSEMBLIES = {
    "assembly": "general-assembly",
    "general-assemblies": "general-assembly",
    "agm": "annual-general-meeting",
}
_LOOSE_ENDS = re.compile(r"[.,] |\b(?:and|of|the|in|on|for)$")


def add_gatherings(layer: Layer, rules: GatheringRules, naming: Naming) -> Layer:
    """Join what names a gathering: a series with years, ordinals and places, a body with its assembly, an organ's meeting."""
    games = (Hit(*m.span(), "series", rules.main_series) for m in rules.city_games.finditer(layer.shadow))
    found = (
        _editions(layer, rules),
        _assemblies(layer, rules, naming),
        _meetings(layer, rules),
        _olympics(layer),
        games,
        _championships_of_sports(layer, rules.knowledge),
    )
    return layer.over(chain(*found))


def _championships_of_sports(layer: Layer, knowledge: Knowledge) -> Iterator[Hit]:
    """Give "the judo world championships" and "the world judo championships", as agencies write them."""
    for sport in layer.hits:
        if sport.type != "sport" or "champion" not in layer.text[sport.end : sport.end + 20]:
            continue
        behind = _CHAMPIONSHIPS_BEHIND.match(layer.text, sport.end)
        before = _WORLD_BEFORE.search(layer.text, max(0, sport.start - _REACH), sport.start)
        if behind and (before or behind["area"]):
            area = (behind["area"] or before["area"] if before else behind["area"]).lower()
            series = f"{slug(area)}-{sport.entities[0]}-championships"
            start = before.start() if before and not behind["area"] else sport.start
            yield Hit(start, behind.end(), "series", (series,), "form", unlisted=series not in knowledge.series)


def _editions(layer: Layer, rules: GatheringRules) -> Iterator[Hit]:
    """Give a listed series with its years, ordinals and places; of several years each its own hit."""
    for match in rules.edition.finditer(layer.shadow):
        series = next(h for h in layer.inside(*match.span()) if h.type == "series")
        years = _years_in(layer.shadow, *match.span())
        for start, end in _year_spans(_bare(match, rules), series, years):
            yield Hit(start, end, "series", series.entities, series.how, unlisted=series.unlisted)


def _olympics(layer: Layer) -> Iterator[Hit]:
    """Give the first half of "Olympic and Paralympic Games" as the Games that it is, and "Games of the XXXIII Olympiad"."""
    for match in _OLYMPIAD.finditer(layer.shadow):
        yield Hit(*match.span(), "series", ("olympic-games",))
    for match in _OLYMPIC_AND.finditer(layer.shadow):
        series = layer.inside(match.end() - 1, match.end())
        if series and series[0].type == "series" and series[0].entities[0] in _PARALYMPIC:
            yield Hit(*match.span("olympic"), "series", (_PARALYMPIC[series[0].entities[0]],))


def _years_in(shadow: str, start: int, end: int) -> list[tuple[int, int]]:
    return [year.span() for year in _YEAR_WORD.finditer(shadow, start, end)]


def _year_spans(span: tuple[int, int], series: Hit, years: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(years) <= 1:
        return [span]
    if all(year[0] < series.start for year in years):
        return [*years[:-1], (years[-1][0], span[1])]
    return [(span[0], years[0][1]), *years[1:]]


def _assemblies(layer: Layer, rules: GatheringRules, naming: Naming) -> Iterator[Hit]:
    for pattern in rules.of_body:
        for match in pattern.finditer(layer.shadow):
            body = next(h for h in layer.inside(*match.span()) if h.type in BODY)
            if len(body.entities) == 1:
                head = layer.text[slice(*match.span("head"))]
                series = assembly_series(body.entities[0], head, _kept(layer, match, rules), rules, naming)
                yield _series_hit(_bare(match, rules), series, "form", rules, body.entities[0])


def _series_hit(span: tuple[int, int], series: str, how: str, rules: GatheringRules, owner: str) -> Hit:
    reason = "an assembly of the body that fits best near it" if how == "anaphora" else ""
    others = (owner,) if owner else ()
    return Hit(*span, "series", (series,), how, reason, unlisted=series not in rules.knowledge.series, others=others)


def assembly_series(body: str, head: str, modifier: str, rules: GatheringRules, naming: Naming) -> str:
    """Give the series of a body's assembly: the listed one, else one named by the body, the modifier and the head."""
    kind = _ASSEMBLIES.get(slug(head), slug(head))
    wanted = "-".join(part for part in (naming.name_of(body), modifier, kind) if part)
    own = [s.id for s in rules.knowledge.series.values() if s.organiser == body and s.id.endswith(kind)]
    same = [s for s in own if (modifier in s if modifier else not any(kept in s for kept in rules.kept))]
    return wanted if wanted in rules.knowledge.series or len(same) != 1 else same[0]


def _kept(layer: Layer, match: re.Match[str], rules: GatheringRules) -> str:
    words = layer.text[match.start() : match.end()].lower().split()
    return next((word for word in words if word in rules.kept), "")


def _bare(match: re.Match[str], rules: GatheringRules) -> tuple[int, int]:
    """Give the span of a match without the small words before the name ("delayed", "last"), but those that are part of it."""
    start, head = 0, len(match[0])
    if "head" in match.re.groupindex:
        head = match.start("head") - match.start()  # "congress of the IOC" begins with its own head
    while start < head and (word := _SMALL_WORD.match(match[0], start)) and word[1] not in rules.kept:
        start = word.end()
    return match.start() + start, match.end()


def _meetings(layer: Layer, rules: GatheringRules) -> Iterator[Hit]:
    """Give a meeting of an organ as a gathering: "39th Meeting of the Board of Directors of the …"."""
    for match in rules.meeting.finditer(layer.shadow):
        organ = next(h for h in layer.inside(*match.span()) if h.type in BODY)
        row = rules.knowledge.bodies.get(organ.entities[0]) if organ.entities else None
        if match["organ"] and len(organ.entities) == 1 and organ.reason != ORGAN:
            series = f"{slug(organ.entities[0].removeprefix('org/'))}-{slug(match['organ'])}-meeting"
            yield _series_hit(match.span(), series, "form", rules, organ.entities[0])
        elif organ.reason == ORGAN or (row is not None and row.level == "organ"):
            series = f"{slug(organ.entities[0].removeprefix('org/'))}-meeting"
            yield _series_hit(match.span(), series, "form", rules, next(iter(organ.others), ""))


def add_late_assemblies(layer: Layer, rules: GatheringRules, naming: Naming) -> Layer:
    """Join bodies that no list holds with their assemblies: "General Assembly of the Asian Mini Football Federation"."""
    return layer.over(_assemblies(layer, rules, naming))


def add_bare_assemblies(layer: Layer, rules: GatheringRules, naming: Naming) -> Layer:
    """Find assemblies named without their body ("at Saturday's General Assembly"): that of the body that fits best."""
    return layer.under(
        hit for m in rules.bare.finditer(layer.shadow) if (hit := _bare_assembly(layer, m, rules, naming))
    )


def _bare_assembly(layer: Layer, match: re.Match[str], rules: GatheringRules, naming: Naming) -> Hit | None:
    modifier = _kept(layer, match, rules)

    def series_of(body: str) -> str:
        return assembly_series(body, match["head"], modifier, rules, naming)

    knowledge = rules.knowledge
    owner = owner_near(layer, match.start(), knowledge, lambda body: series_of(body) in knowledge.series)
    return _series_hit(_bare(match, rules), series_of(owner), "anaphora", rules, owner) if owner else None


def add_named(layer: Layer, rules: GatheringRules) -> Layer:
    """Find forums, congresses, cups and Games with a name of their own that no list holds."""
    return layer.over(hit for match in rules.named.finditer(layer.shadow) if (hit := _named(layer, match, rules)))


def _named(layer: Layer, match: re.Match[str], rules: GatheringRules) -> Hit | None:
    start, end = trim(layer.shadow, *match.span(), rules.strip)
    name = series_name(layer.text[start:end])
    telling = [word for word in name.split() if word[0].isupper() and word not in rules.generic]
    taken = any(h.type in ("series", "gathering") for h in layer.inside(start, end))
    if not telling or taken or " " not in name or _LOOSE_ENDS.search(name):
        return None
    reason = "a gathering of this form that no list holds"
    return Hit(start, end, "series", (slug(name),), "form", reason, unlisted=True)


def add_presided(layer: Layer, rules: GatheringRules) -> Layer:
    """Take what has a president for a body: "President of SportAccord Convention"; the gathering is kept as considered."""
    hits = [_presided(layer, hit, rules) for hit in layer.hits]
    return Layer(layer.text, hits)


def _presided(layer: Layer, hit: Hit, rules: GatheringRules) -> Hit:
    series = rules.knowledge.series.get(hit.entities[0]) if hit.type == "series" else None
    if series is None or series.kind not in rules.presided or _YEAR_WORD.search(layer.text, hit.start, hit.end):
        return hit
    if not _PRESIDENT_OF.search(layer.text, max(0, hit.start - _REACH), hit.start):
        return hit
    others = (f"gathering/{series.id}",)
    return Hit(hit.start, hit.end, "body", (f"org/{series.id}",), hit.how, PRESIDED, others=others)


def series_name(name: str) -> str:
    """Give a gathering's name without its year and ordinal: "10th Eastern Economic Forum 2025" is "Eastern Economic Forum"."""
    bare = re.sub(rf"\b{YEAR}\b|\b\d{{1,3}}(?:st|nd|rd|th)\b", " ", name)
    return " ".join(bare.split())
