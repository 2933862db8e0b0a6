"""Names of gatherings in a text: listed series and editions with what stands around them, assemblies of bodies, named forums."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from entente.annotation.bodies import ORGAN, owner_before, trim
from entente.annotation.gazetteer import Hit, longest
from entente.annotation.shadow import compile_pattern, shadow_of
from entente.knowledge.tables import Knowledge
from entente.model.entity import slug

YEAR = r"(?:19|20)\d\d"
ORDINAL = r"(?:\d{1,3}(?:st|nd|rd|th)|[A-Z][a-z]+(?:ieth|teenth|-first|-second|-third|-fourth|-fifth)|[XVI]{2,6}(?![a-z]))"
_ANY = "\ue000-\ue0ff"
_WORD = rf"(?:[A-Z{_ANY}][\w'’&.{_ANY}–-]*)"  # noqa: RUF001 - the apostrophe and dash of news text
_YEARS = rf"{YEAR}(?:(?:, and |, | and |/){YEAR})*"
_BODY = ("body", "acronym")


@dataclass(frozen=True)
class GatheringForms:
    """Patterns and words for the names of gatherings (rules "english/forms", key "gatherings")."""

    edition: re.Pattern[str]
    of_body: tuple[re.Pattern[str], ...]
    meeting: re.Pattern[str]
    bare: re.Pattern[str]
    named: re.Pattern[str]
    city_games: re.Pattern[str]
    main_series: tuple[str, ...]
    kept: frozenset[str]
    heads: frozenset[str]
    strip: frozenset[str]
    knowledge: Knowledge
    name_of: Callable[[str], str]


def gathering_forms(knowledge: Knowledge, strip: frozenset[str], name_of: Callable[[str], str]) -> GatheringForms:
    """Read the rules for gatherings; `name_of` names a body in the ids of its assemblies."""
    rules: Mapping[str, Any] = knowledge.rules.get("english/forms", {}).get("gatherings", {})
    patterns = _compiled(*(tuple(rules.get(name, ())) for name in ("modifiers", "kept_modifiers", "assemblies", "bare_assemblies", "heads")))
    document = knowledge.rules.get("english/forms", {})
    heads = frozenset((*rules.get("heads", ()), *document.get("bodies", {}).get("heads", ())))
    main = tuple(rules.get("main_series", ()))
    return GatheringForms(*patterns, compile_pattern(r"<place> Games"), main, frozenset(rules.get("kept_modifiers", ())), heads, strip, knowledge, name_of)


@lru_cache(maxsize=4)
def _compiled(modifiers: Sequence[str], kept: Sequence[str], assemblies: Sequence[str], bare: Sequence[str], heads: Sequence[str]) -> tuple[Any, ...]:
    either = "|".join(rf"[{m[0].upper()}{m[0]}]{m[1:]}" for m in (*modifiers, *kept))
    lead = rf"(?:(?:{_YEARS}|{ORDINAL}|{either})(?:,? |-))*"
    before = rf"(?:(?:{_YEARS}|{ORDINAL}|{either}|<place>|<gathering>)(?:,? | and |-))*"
    assembly, tail = "|".join(assemblies), rf"(?: (?:of |in )?(?:{_YEARS}))?"
    body = r"<body>(?: \(<body>\))?(?:['’]s?)?"  # noqa: RUF001
    head = rf"(?P<head>{assembly})"
    words = rf"(?:{_WORD},? (?:(?:and|&|of|for|the|on|in) )?){{1,7}}"
    after = rf"(?: (?:of|on|for) (?:the )?{_WORD}(?: (?:and |& |of )?{_WORD}){{0,5}})?"
    return (
        compile_pattern(rf"{before}<series>(?: <gathering>)?{tail}"),
        (
            compile_pattern(rf"{lead}{body} {lead}(?P<head>{assembly}|assembly|session|congress)(?: {YEAR})?(?! of [A-Z])"),
            compile_pattern(rf"{lead}{head} of (?:the )?(?:Association of the )?<body>"),
        ),
        compile_pattern(r"(?:(?:\d{1,3}(?:st|nd|rd|th)) )?(?:<body> (?P<after>[Mm]eetings?)|[Mm]eetings? of (?:the )?<body>)"),
        compile_pattern(rf"{lead}(?P<head>{'|'.join(bare)})(?! of)"),
        compile_pattern(rf"(?:(?:{YEAR}|{ORDINAL}) )?(?:{words}(?P<head>{'|'.join(heads)}){after}|International (?:{'|'.join(heads)}) of {_WORD}(?: {_WORD})*)(?: {YEAR})?"),
    )


def add_gatherings(text: str, hits: Sequence[Hit], forms: GatheringForms) -> list[Hit]:
    """Join what names a gathering into one hit, of type "series": its entities are series, its edition is still open."""
    shadow = shadow_of(text, hits)
    made = [*_editions(shadow, hits, forms), *_assemblies(text, shadow, hits, forms), *_meetings(shadow, hits, forms), *_city_games(shadow, hits, forms)]
    return longest([*made, *hits])


def _editions(shadow: str, hits: Sequence[Hit], forms: GatheringForms) -> Iterator[Hit]:
    """Give a listed series with its years, ordinals and places; of several years each its own hit."""
    for match in forms.edition.finditer(shadow):
        inner = [h for h in hits if match.start() <= h.start < match.end()]
        series = next(h for h in inner if h.type == "series")
        years = [(m.start() + match.start(), m.end() + match.start()) for m in re.finditer(rf"\b{YEAR}\b", shadow[match.start() : match.end()])]
        for start, end in _year_spans(_bare_of(match, forms), series, years):
            yield Hit(start, end, "series", series.entities, "list", "", series.unlisted)


def _city_games(shadow: str, hits: Sequence[Hit], forms: GatheringForms) -> Iterator[Hit]:
    """Give "the Tokyo Games" as open among the greater Games: its host decides."""
    for match in forms.city_games.finditer(shadow):
        yield Hit(match.start(), match.end(), "series", forms.main_series, "list")


def _year_spans(span: tuple[int, int], series: Hit, years: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(years) < 2:
        return [span]
    before = [y for y in years if y[0] < series.start]
    if len(before) == len(years):
        return [*before[:-1], (before[-1][0], span[1])]
    return [(span[0], years[0][1]), *years[1:]]


def _assemblies(text: str, shadow: str, hits: Sequence[Hit], forms: GatheringForms) -> Iterator[Hit]:
    for pattern in forms.of_body:
        for match in pattern.finditer(shadow):
            body = next(h for h in hits if h.start >= match.start() and h.type in _BODY)
            if len(body.entities) == 1:
                head = text[match.start("head") : match.end("head")]
                series = assembly_series(body.entities[0], head, _kept(text, match, forms), forms)
                yield Hit(*_bare_of(match, forms), "series", (series,), "form", "", series not in forms.knowledge.series, body.entities)


def _bare_of(match: re.Match[str], forms: GatheringForms) -> tuple[int, int]:
    """Give the span of a match without the small words before the name ("delayed", "last"), but those that are part of it."""
    start = match.start()
    for word in re.finditer(r"([a-z]+)[, ]+", match[0]):
        if word.start() + match.start() != start or word[1] in forms.kept:
            break
        start = match.start() + word.end()
    return start, match.end()


def _kept(text: str, match: re.Match[str], forms: GatheringForms) -> str:
    words = text[match.start() : match.end()].lower().split()
    return next((word for word in words if word in forms.kept), "")


def assembly_series(body: str, head: str, modifier: str, forms: GatheringForms) -> str:
    """Give the series of a body's assembly: the listed one, else one named by the body and the head."""
    kind = "general-assembly" if slug(head) in ("assembly", "general-assemblies") else slug(head)
    name = slug(forms.name_of(body))
    wanted = "-".join(part for part in (name, modifier, kind) if part)
    if wanted in forms.knowledge.series:
        return wanted
    listed = [s.id for s in forms.knowledge.series.values() if s.organiser == body and s.id.endswith(kind) and modifier in s.id]
    plain = [s for s in listed if bool(modifier) or not any(kept in s for kept in forms.kept)]
    return plain[0] if len(plain) == 1 else wanted


def _meetings(shadow: str, hits: Sequence[Hit], forms: GatheringForms) -> Iterator[Hit]:
    """Give a meeting of an organ as a gathering: "39th Meeting of the Board of Directors of the …"."""
    for match in forms.meeting.finditer(shadow):
        organ = next(h for h in hits if h.start >= match.start() and h.type in _BODY)
        if organ.reason == ORGAN or len(organ.entities) == 1 and organ.entities[0] in forms.knowledge.bodies and forms.knowledge.bodies[organ.entities[0]].level == "organ":
            series = f"{slug(organ.entities[0].removeprefix('org/'))}-meeting"
            yield Hit(match.start(), match.end(), "series", (series,), "form", "", series not in forms.knowledge.series, organ.others)


def add_bare_assemblies(text: str, hits: Sequence[Hit], forms: GatheringForms) -> list[Hit]:
    """Find assemblies named without their body ("at Saturday's General Assembly"): that of the body that fits best before."""
    shadow = shadow_of(text, hits)
    made = []
    for match in forms.bare.finditer(shadow):
        head, modifier = match["head"], _kept(text, match, forms)

        def listed(body: str, head: str = head, modifier: str = modifier) -> bool:
            return assembly_series(body, head, modifier, forms) in forms.knowledge.series

        owner = owner_before(text, hits, match.start(), forms.knowledge, listed)
        if owner:
            series = assembly_series(owner, head, modifier, forms)
            made.append(Hit(*_bare_of(match, forms), "series", (series,), "anaphora", "an assembly of the body that fits best before it",
                            series not in forms.knowledge.series, (owner,)))  # fmt: skip
    return longest([*hits, *made])


def add_named(text: str, hits: Sequence[Hit], forms: GatheringForms, generic: frozenset[str]) -> list[Hit]:
    """Find forums, congresses, cups and Games with a name of their own that no list holds."""
    shadow = shadow_of(text, hits)
    made = []
    for match in forms.named.finditer(shadow):
        start, end = trim(shadow, match.start(), match.end(), forms.strip)
        name = series_name(text[start:end])
        words = [w for w in name.split() if w[0].isupper() and w not in generic and w not in forms.heads]
        inner = [h for h in hits if start <= h.start < end]
        if len(words) > 0 and len(name.split()) > 1 and not any(h.type in ("series", "gathering") for h in inner) and not _joins_sentences(text[start:end]):
            made.append(Hit(start, end, "series", (slug(name),), "form", "a gathering of this form that no list holds", unlisted=True))
    return longest([*made, *hits])


def _joins_sentences(name: str) -> bool:
    return bool(re.search(r"[.,] |\b(?:and|of|the|in|on|for)$", name))


def series_name(name: str) -> str:
    """Give a gathering's name without its year and ordinal: "10th Eastern Economic Forum 2025" is "Eastern Economic Forum"."""
    bare = re.sub(rf"\b{YEAR}\b|\b\d{{1,3}}(?:st|nd|rd|th)\b", " ", name)
    return " ".join(bare.split())
