"""What points back to a gathering: "the Games", "this two-day event", "last year's championships"."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from entente.annotation.gatherings.editions import kind_of_gathering
from entente.annotation.gatherings.names import PRESIDED
from entente.annotation.names.shadow import Layer, Sparse
from entente.annotation.values import Mention
from entente.knowledge.tables import Knowledge
from entente.model.span import Span


def anaphor_pattern(rules: Mapping[str, Any]) -> Sparse:
    """Compile what points back to a gathering; `rules` is the key "gatherings" of english/forms."""
    nouns = {form for noun in rules.get("anaphors", ()) for form in (noun, noun.capitalize())}
    noun = "|".join(sorted(nouns)) or "(?!)"
    of_year = r"\b(?:[Tt]his|[Ll]ast|[Nn]ext) year['’]s"
    modifiers = "|".join(rules.get("anaphor_modifiers", ())) or "(?!)"
    words = rf"(?:(?:{modifiers}|[a-z]+-(?:day|week|nation|sport|yearly))(?:,? | and ))"
    before = rf"(?:\b(?:[Tt]he(?: (?:19|20)\d\d)?|[Tt]his|[Tt]hat) |{of_year} ){words}{{0,3}}"
    return Sparse(
        re.compile(rf"{before}(?P<noun>{noun})(?! of )(?!\w)(?!['’]? [A-Z])"),
        re.compile(rf"(?:[Tt]h(?:e|is|at)|year['’]s) (?:[\w-]+,? ){{0,6}}(?:{noun})\b"),
    )


def anaphor_kinds(noun: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Give the kinds of gathering that a noun such as "Games" or "event" may point back to."""
    anaphors = knowledge.rules.get("english/forms", {}).get("gatherings", {}).get("anaphors", {})
    return next((tuple(kinds) for name, kinds in anaphors.items() if name.lower() == noun.lower()), ())


def gathering_anaphors(layer: Layer, pattern: Sparse, knowledge: Knowledge) -> Iterator[Mention]:
    """Give "the Games", "the event" where a gathering of their kind is named before them; `pattern` is that of anaphor_pattern."""
    gatherings = [h for h in layer.hits if h.type in ("series", "gathering")]
    named = [(h.start, kind_of_gathering(e, knowledge)) for h in gatherings for e in h.entities[:1]]
    presided = {e.rpartition("-")[2]: e for h in layer.hits if h.reason == PRESIDED for e in h.entities}
    for match in pattern.finditer(layer.text):
        noun, span = match["noun"], Span(*match.span("noun"))
        kinds = anaphor_kinds(noun, knowledge)
        if body := presided.get(noun.lower()):
            yield Mention(span, body, "org", "anaphora", PRESIDED)
        elif any(start < match.start() and kind in kinds for start, kind in named):
            yield Mention(span, "", "gathering", "anaphora", "refers to a gathering named before it")
