"""The patterns and words by which gatherings are named: english/forms (keys "gatherings" and "bodies") made ready."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from entente.annotation.names.shadow import ANY, Sparse, sparse
from entente.knowledge.tables import Knowledge

YEAR = r"(?:19|20)\d\d"
_YEARS = rf"{YEAR}(?:(?:, and |, | and |/){YEAR})*"
_ORDINAL = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|[A-Z][a-z]+(?:ieth|teenth|-first|-second|-third|-fourth|-fifth)|[XVI]{2,6}(?![a-z]))"
)
_WORD = rf"(?:[A-Z{ANY}][\w'’&.{ANY}–-]*)"
_ORGANS = r"(?:[Ee]xecutive (?:[Bb]oard|[Cc]ommittee|[Cc]ouncil)|[Gg]overning [Bb]oard)"
_MEETING = (
    r"(?:\d{1,3}(?:st|nd|rd|th) )?"
    rf"(?:<body> [Mm]eetings?|(?:(?P<organ>{_ORGANS}) )?[Mm]eetings? of (?:the )?<body>)"
)


@dataclass(frozen=True)
class GatheringRules:
    """Patterns and words for the names of gatherings, and how bodies go in the ids of their assemblies."""

    edition: Sparse
    of_body: tuple[Sparse, ...]
    meeting: Sparse
    city_games: Sparse
    bare: Sparse
    named: Sparse
    main_series: tuple[str, ...]
    presided: frozenset[str]
    kept: frozenset[str]
    strip: frozenset[str]
    generic: frozenset[str]
    knowledge: Knowledge


def gathering_rules(knowledge: Knowledge) -> GatheringRules:
    """Read the rules for gatherings (rules "english/forms", keys "gatherings" and "bodies")."""
    document: Mapping[str, Any] = knowledge.rules.get("english/forms", {})
    rules, bodies = document.get("gatherings", {}), document.get("bodies", {})
    kept, heads, bare = (tuple(rules.get(name, ())) for name in ("kept_modifiers", "heads", "bare_assemblies"))
    modifiers = (*rules.get("modifiers", ()), *kept)
    either = "|".join(rf"[{m[0].upper()}{m[0]}]{m[1:]}" for m in modifiers) or "(?!)"
    lead = rf"(?:(?:{_YEARS}|{_ORDINAL}|{either})(?:,? |-))*"
    return GatheringRules(
        edition=_edition(either),
        of_body=_of_body(lead, "|".join(rules.get("assemblies", ())) or "(?!)"),
        meeting=sparse(_MEETING, "[Mm]eeting"),
        city_games=sparse(rf"(?:<place>|{YEAR}) Games", " Games"),
        bare=sparse(rf"{lead}(?P<head>{'|'.join(bare) or '(?!)'})(?! of)", *bare),
        named=_named(heads),
        main_series=tuple(rules.get("main_series", ())),
        presided=frozenset(rules.get("presided", ())),
        kept=frozenset(kept),
        strip=frozenset(bodies.get("strip", ())),
        generic=frozenset((*bodies.get("generic", ()), *bodies.get("heads", ()), *heads)),
        knowledge=knowledge,
    )


def _edition(either: str) -> Sparse:
    """Compile a listed series with years, ordinals and places: "the 2018 Jakarta Asian Games"."""
    before = rf"(?:(?:{_YEARS}|{_ORDINAL}|{either}|<place>|<gathering>)(?:,? | and |-))*"
    return sparse(rf"{before}<series>(?: <gathering>)?(?: (?:of |in )?(?:{_YEARS}))?", "<series>")


def _of_body(lead: str, assembly: str) -> tuple[Sparse, ...]:
    """Compile a body with its assembly: "the ANOC General Assembly", "the Congress (GC) of the federation"."""
    body = r"<body>(?: \(<body>\))?(?:['’]s?)?"
    before = rf"{assembly}|assembly|session|congress"
    behind = rf"(?:{assembly}|general assembly|congress|annual general meeting)"
    acronym = r"(?: \([A-Z]{2,5}\))?"
    return (
        sparse(rf"{lead}{body} {lead}(?P<head>{before})(?: {YEAR})?(?! of [A-Z])", rf" (?:{before})"),
        sparse(rf"{lead}(?P<head>{behind}){acronym} of (?:the )?<body>", rf"{behind}{acronym} of "),
    )


def _named(heads: Sequence[str]) -> Sparse:
    """Compile a name that no list holds: "the 10th Eastern Economic Forum 2025"."""
    ends = "|".join(heads) or "(?!)"
    # No name begins with a word and "the": "Provided the World Championships go ahead".
    joint = r"(?:(?:of|for|on|in)(?: the)?|and|&)"
    words = rf"{_WORD} (?:{joint} )?(?:{_WORD} (?:{joint} |the )?){{0,6}}"
    after = rf"(?: (?:of|on|for) (?:the )?{_WORD}(?: (?:and |& |of )?{_WORD}){{0,5}})?"
    abroad = rf"International (?:{ends}) of {_WORD}(?: {_WORD})*"
    return sparse(rf"(?:(?:{YEAR}|{_ORDINAL}) )?(?:{words}(?:{ends}){after}|{abroad})(?: {YEAR})?", *heads)
