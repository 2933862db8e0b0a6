"""Olympic and Paralympic committees that are not named: "NOCs" in general, "the NOC", "the Olympic Committee"."""

import re
from collections.abc import Iterator

from entente.annotation.names.federations import country_told
from entente.annotation.names.shadow import Layer, Sparse
from entente.annotation.values import Mention
from entente.knowledge.tables import Knowledge
from entente.model.span import Span

_GENERIC = Sparse(
    re.compile(r"(?<![\w-])(?:NOCs?|NPCs?|[Nn]ational (?P<para>Paralympic|Olympic) [Cc]ommittees?)(?!\w)"),
    re.compile("NOC|NPC|ympic [Cc]ommittee"),
)
_COMMITTEE = Sparse(
    re.compile(
        r"(?<=[Tt]he )(?:(?P<kind>Olympic|Paralympic) Committee(?! of)"
        r"|(?:(?:national|local|country['’]s|nation['’]s|island['’]s) )(?P<small>Olympic|Paralympic)"
        r" (?:body|committee|association|council|chiefs)"
        r"|(?:country['’]s |national |local )?(?P<over>Olympic|Paralympic)s? (?:umbrella|governing|ruling|apex) body)(?!\w)"
    ),
    re.compile("ympics? (?:[Cc]ommittee|body|association|council|chiefs|umbrella|governing|ruling|apex)"),
)
_THE = re.compile(r"\b[Tt]he $")
_VAGUE = re.compile(
    r"\b(?:an?|any|each|every|no|another|host|respective|whose|which|other|some|new|own|per|as|its|their|his|her|led)[ -]$",
    re.IGNORECASE,
)
_REACH = 20  # characters before a committee in which a word that makes it vague is looked for
_OF_COUNTRY_TOLD = "the committee of the country that the report is about"
_BEHIND_PLACE = re.compile(r"(?:,|:| [—–-]| \()")


def open_committees(layer: Layer, knowledge: Knowledge) -> Iterator[Mention]:
    """Give committees that a report does not name: in general, of the dateline's country, or of that which the report is about."""
    told = country_told(layer, knowledge)
    yield from _generic(layer, _home_of_dateline(layer, knowledge), told.ioc if told else "")
    yield from _of_the_country(layer, told.ioc if told else "")


def _generic(layer: Layer, home: str, told: str) -> Iterator[Mention]:
    """Give "NOCs", of no country, and "the NOC": that of the dateline's country (IOC code), else of the one the report is about."""
    for match in _GENERIC.finditer(layer.text):
        kind = "npc" if match[0].startswith("NP") or match["para"] == "Paralympic" else "noc"
        code, reason = "", "committees in general: no country is named"
        if not match[0].endswith("s") and not _named(layer, kind):
            if home and _THE.search(layer.text, 0, match.start()):
                code, reason = home, "the committee of the dateline's country"
            elif told and not _VAGUE.search(layer.text, max(0, match.start() - _REACH), match.start()):
                code, reason = told, _OF_COUNTRY_TOLD
        yield Mention(
            Span(*match.span()), f"{kind}/{code}" if code else "", kind, "anaphora" if code else "list", reason
        )


def _of_the_country(layer: Layer, told: str) -> Iterator[Mention]:
    """Give "the Olympic Committee": the one that the report names, else that of the country (IOC code) it is about."""
    for match in _COMMITTEE.finditer(layer.text):
        kind = "noc" if "Olympic" in match.groups() else "npc"
        known = _named(layer, kind)
        if len(known) == 1:
            reason = "the one committee of this kind in the report"
            yield Mention(Span(*match.span()), known.pop(), kind, "anaphora", reason)
        elif not known and told and not match["kind"]:
            yield Mention(Span(*match.span()), f"{kind}/{told}", kind, "anaphora", _OF_COUNTRY_TOLD)


def _named(layer: Layer, kind: str) -> set[str]:
    return {e for h in layer.hits for e in h.entities if e.startswith(f"{kind}/")}


def _home_of_dateline(layer: Layer, knowledge: Knowledge) -> str:
    """Give the IOC code of the country of a report's dateline, "DUBAI, …"; "" where the report has none."""
    first = min(layer.hits, key=lambda h: h.start, default=None)
    place = knowledge.places.get(first.entities[0]) if first and first.type == "place" and not first.start else None
    row = knowledge.countries.get(place.country) if place else None
    return row.ioc if row and first and _BEHIND_PLACE.match(layer.text, first.end) else ""
