"""Phrases against the ontology, and their examples: each line is what the phrase gives."""

from collections.abc import Iterator, Mapping
from typing import Any

from entente.knowledge.lint.documents import Document, Steps
from entente.knowledge.phrases.saying import OWN_SLOTS, Phrases, Told
from entente.knowledge.phrases.templates import Verb, parse
from entente.model.claim import EVERY_KIND
from entente.model.problem import Problem

NAME = "english/phrases"
Finding = tuple[Steps, str, str]


def check_phrases(document: Document, content: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Problem]:
    """Check a document of phrases; `content` is all rule files, laid over one another, `names` are those of ids."""
    rules, kinds = content[NAME], content.get("ontology/kinds", {})
    for kind, told in document.content.get("kinds", {}).items():
        steps = ("kinds", kind)
        if kind not in kinds:
            yield document.problem(steps, f"{kind!r} is no kind", f"kinds are {', '.join(kinds)}")
            continue
        for part in ("own", "phrases"):
            for n, phrase in enumerate(told.get(part, ())):
                for message, remedy in _check_phrase(phrase, kinds[kind], rules):
                    yield document.problem((*steps, part, n), f"{phrase['say']}: {message}", remedy)
        for n, example in enumerate(told.get("examples", ())):
            for message, remedy in _check_example(kind, example, rules, names):
                yield document.problem((*steps, "examples", n), message, remedy)
    without = [kind for kind in kinds if not rules["kinds"].get(kind, {}).get("phrases")]
    if without and document.content.get("tail"):  # the shipped document, that is whole
        yield document.problem(("kinds",), f"no phrase says {', '.join(without)}", "add one for each kind")


def _check_phrase(
    phrase: Mapping[str, Any], kind: Mapping[str, Any], rules: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    try:
        parts = parse(phrase["say"])
    except ValueError as error:
        yield str(error), "see the head of english/phrases.yaml"
        return
    known = {*kind["roles"], *EVERY_KIND, *kind["attributes"], *OWN_SLOTS, "sport", "until"}
    slots = [slot for part in parts for slot in part.slots]
    asked = [name for name in phrase.get("when", {}) if name != "told"]
    for name in sorted({slot.name for slot in slots} | {*asked, *phrase.get("covers", ())} - known):
        if name not in known:
            yield f"{name!r} is no role or attribute of the kind", f"those are {', '.join(sorted(known))}"
    verbs = [piece.base for part in parts for piece in part.pieces if isinstance(piece, Verb)]
    if len(verbs) != 1:
        yield "a phrase has one verb in < >", "write < > around the verb that is told, in its base form"
    for verb in verbs:
        if verb not in rules["verbs"]:
            yield f"the verb {verb!r} is not known", "add it with its past under verbs"
    yield from _check_values(phrase, kind, rules)


def _check_values(
    phrase: Mapping[str, Any], kind: Mapping[str, Any], rules: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    ways = list(rules["ways"])
    for name, values in {**phrase.get("when", {}), "way": [phrase.get("way", ways[0])]}.items():
        several = ["one", "several"] if name in kind["roles"] else []
        allowed = ways if name in ("told", "way") else kind["attributes"].get(name, []) or several
        for value in values if allowed else ():
            if value not in allowed:
                yield f"{value!r} is no value of {name}", f"values are {', '.join(allowed)}"


def _check_example(
    kind: str, example: Mapping[str, Any], rules: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    conditions, where = (example.get(name, ()) for name in ("conditions", "where"))
    way, when = example.get("told", "asserted"), example.get("when", "")
    told = Told(kind, way, example["roles"], example.get("attributes", {}), conditions, where, when)
    try:
        line = Phrases(rules).say(told, names)
    except (ValueError, KeyError):
        return  # what is wrong is told of the phrase
    if line != example["says"]:
        yield f"its line is {line!r}, not {example['says']!r}", "correct the example, or the phrase"
