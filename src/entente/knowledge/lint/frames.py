"""Frames against the ontology: kinds, roles, attributes and the word lists they name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from entente.knowledge.lint.documents import Document, Steps
from entente.model.claim import EVERY_KIND
from entente.model.problem import Problem

SPOKEN_OF = ("@body", "@elected", "@subjects", "@suspended", "@parties", "@tribunal", "@appellant")
"""Slots that are filled from what the report spoke of before (claims/spoken_of.py)."""


@dataclass(frozen=True)
class Words:
    """What frames may name: lists of words, the values of each map, kinds of claims, and fillers of roles."""

    lists: Mapping[str, Sequence[str]]
    maps: Mapping[str, set[str]]
    kinds: Mapping[str, Any]
    fillers: Mapping[str, Any]

    def roles(self, kind: str) -> set[str]:
        """Give the roles that claims of a kind may have."""
        return {*self.kinds[kind]["roles"], *EVERY_KIND}

    def mention_kinds(self) -> set[str]:
        """Give what may stand behind @ in a condition: kinds of entities, court, and any."""
        lists = (kinds for roles in self.fillers.get("kinds", {}).values() for kinds in roles.values())
        return {"any", "court", "authority", *(kind for kinds in lists for kind in kinds)}


def check_frames(documents: Sequence[Document], words: Words) -> Iterator[Problem]:
    """Check the frames of all documents: ids across files, and each frame against the ontology."""
    first: dict[str, Document] = {}
    for document in documents:
        if not document.name.startswith("english/frames/"):
            continue
        for n, frame in enumerate(document.content):
            other = first.setdefault(frame["id"], document)
            if other.name != document.name:  # a later folder may replace the frame in the file of the same name
                yield document.problem(
                    (n,), f"the id stands in {other.path.name} too", "give each frame an id of its own"
                )
            for steps, message, remedy in _check_frame(frame, words):
                yield document.problem((n, *steps), message, remedy)


Finding = tuple[Steps, str, str]


def _check_frame(frame: Mapping[str, Any], words: Words) -> Iterator[Finding]:
    if frame["kind"] not in words.kinds:
        yield ("kind",), f"{frame['kind']!r} is no kind", f"kinds are {', '.join(words.kinds)}"
        return
    yield from _check_roles(frame, words)
    yield from _check_words(frame, words)
    yield from _check_attributes(frame, words)
    for key in ("examples", "todo_examples"):
        for n, example in enumerate(frame.get(key, ())):
            yield from _check_example((key, n), frame["kind"], example, words)


def _check_roles(frame: Mapping[str, Any], words: Words) -> Iterator[Finding]:
    sets = frame["roles"] if isinstance(frame["roles"], list) else [frame["roles"]]
    known = words.roles(frame["kind"])
    for n, roles in enumerate(sets):
        for role in roles.keys() - known:
            yield ("roles", n, role), f"{role!r} is no role of {frame['kind']}", f"roles are {', '.join(sorted(known))}"
        for role, slots in roles.items():
            for slot in slots if isinstance(slots, list) else [slot for side in slots.values() for slot in side]:
                if slot.startswith("@") and slot not in SPOKEN_OF:
                    yield ("roles", n, role), f"{slot} is no slot", f"slots with @ are {', '.join(SPOKEN_OF)}"
    if not any(set(frame["required"]) <= roles.keys() for roles in sets):
        yield ("required",), "no set of roles has all the roles that are required", "name them in roles too"


def _check_words(frame: Mapping[str, Any], words: Words) -> Iterator[Finding]:
    for key in ("triggers", "when", "unless"):
        for slot, lemmas in frame.get(key, {}).items():
            for n, lemma in enumerate(lemmas):
                yield from _check_word((key, slot, n), lemma, words)


def _check_word(steps: Steps, lemma: str, words: Words) -> Iterator[Finding]:
    if lemma.startswith("$") and lemma[1:] not in words.lists:
        yield steps, f"{lemma} is no list of english/words.yaml", f"lists are {', '.join(sorted(words.lists))}"
    if lemma.startswith("@") and steps[0] == "triggers":
        yield steps, f"{lemma}: a trigger is a word", "put kinds of entities under when or unless"
    elif lemma.startswith("@") and lemma[1:] not in words.mention_kinds():
        yield steps, f"{lemma} is no kind of entity", f"kinds are @{', @'.join(sorted(words.mention_kinds()))}"


def _check_attributes(frame: Mapping[str, Any], words: Words) -> Iterator[Finding]:
    for name, rule in frame.get("attributes", {}).items():
        steps = ("attributes", name)
        if name not in words.kinds[frame["kind"]]["attributes"]:
            yield steps, f"{name!r} is no attribute of {frame['kind']}", "see ontology/kinds.yaml"
        elif isinstance(rule, dict) and "map" in rule and rule["map"] not in words.maps:
            yield (
                (*steps, "map"),
                f"{rule['map']!r} is no map of english/words.yaml",
                f"maps are {', '.join(sorted(words.maps))}",
            )
        else:
            yield from _check_values(steps, frame["kind"], _values(rule, words), words)


def _values(rule: Any, words: Words) -> Iterable[str]:
    if not isinstance(rule, dict):
        return [str(rule)]
    return {*(words.maps[rule["map"]] if "map" in rule else ()), rule.get("default", "")} - {""}


def _check_values(steps: Steps, kind: str, values: Iterable[str], words: Words) -> Iterator[Finding]:
    allowed = words.kinds[kind]["attributes"].get(steps[-1], [])
    for value in values if allowed else ():
        if value not in allowed:
            yield steps, f"{value!r} is no value of {steps[-1]}", f"values are {', '.join(allowed)}"


def _check_example(steps: Steps, kind: str, example: Mapping[str, Any], words: Words) -> Iterator[Finding]:
    for role in example["roles"].keys() - words.roles(kind):
        yield (
            (*steps, "roles", role),
            f"{role!r} is no role of {kind}",
            f"roles are {', '.join(sorted(words.roles(kind)))}",
        )
    for name, value in example.get("attributes", {}).items():
        if name not in words.kinds[kind]["attributes"]:
            yield (*steps, "attributes", name), f"{name!r} is no attribute of {kind}", "see ontology/kinds.yaml"
        else:
            yield from _check_values((*steps, "attributes", name), kind, [value], words)
