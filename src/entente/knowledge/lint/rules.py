"""Rule files: the shape of each, its patterns, and what the files say of one another."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from entente.knowledge.layers import NAMES, lay_over
from entente.knowledge.lint.documents import Document, read_documents
from entente.knowledge.lint.frames import Words, check_frames
from entente.knowledge.lint.patterns import check_patterns
from entente.knowledge.lint.phrases import NAME as PHRASES
from entente.knowledge.lint.phrases import check_phrases
from entente.knowledge.lint.shapes import known_files, shape_of
from entente.model.problem import Problem

_REMEDY = "see docs/knowledge.md, or an entry beside it"
_UNKNOWN = "unknown key"


def check_rules(folders: Sequence[Path], sports: set[str], names: Mapping[str, str] | None = None) -> Iterator[Problem]:
    """Check the rule files of all folders, each laid over those of its name in the folders before it.

    `sports` are the ids that an attribute `sport` may have, `names` what the ids of the tables are called.
    """
    sound: list[Document] = []
    content: dict[str, Any] = {}
    phrases: list[tuple[Document, Any]] = []  # each with those that it is laid over, and not those above it
    for folder in folders:
        for found in read_documents(folder):
            if isinstance(found, Problem):
                yield found
                continue
            problems = list(_check_shape(found, laid=found.name in content))
            yield from problems
            if not problems:
                sound.append(found)
            if all(_UNKNOWN in problem.message for problem in problems):  # else it has no shape to rely on
                content[found.name] = lay_over(content.get(found.name), found.content)
                if found.name == PHRASES and not problems:
                    phrases.append((found, content[found.name]))
    for document in sound:
        yield from _check_ids(document)
        yield from check_patterns(document, content[document.name])
    yield from check_frames(sound, _words(content, sports))
    for document, laid in phrases:
        yield from check_phrases(document, {**content, PHRASES: laid}, names or {})


def _words(content: Mapping[str, Any], sports: set[str]) -> Words:
    """Give the lists and maps that frames may name; the names of sports are a map of their own."""
    words = content.get("english/words", {})
    lists = {name: value for name, value in words.items() if isinstance(value, list)}
    maps = {name: set(value.values()) for name, value in words.items() if isinstance(value, dict)}
    kinds, fillers = content.get("ontology/kinds", {}), content.get("ontology/fillers", {})
    return Words(lists, {**maps, "sports": sports}, kinds, fillers)


def _check_shape(document: Document, *, laid: bool) -> Iterator[Problem]:
    shape = shape_of(document.name)
    if shape is None:
        yield document.problem((), "no rule file of this name is read", f"files are {', '.join(known_files())}")
        return
    try:
        shape.validate_python(document.content)
    except ValidationError as error:
        seen: set[tuple[str | int, ...]] = set()
        for found in error.errors(include_url=False, include_context=False, include_input=False):
            steps = document.real(found["loc"])
            below = laid and found["type"].startswith("missing") and len(found["loc"]) == 1
            if steps not in seen and not below:  # of what might have stood at one place, the first is told
                seen.add(steps)
                yield document.problem(steps, _message(found, steps), _REMEDY)


def _message(error: Mapping[str, Any], steps: Sequence[str | int]) -> str:
    key = steps[-1] if steps else ""
    if error["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        return f"{_UNKNOWN} {key!r}"
    if error["type"] in ("missing", "missing_argument"):
        return f"the key {error['loc'][-1]!r} is missing"
    return f"{key}: {error['msg'][:1].lower()}{error['msg'][1:]}"


def _check_ids(document: Document) -> Iterator[Problem]:
    content = document.content
    lists = (
        [((), content)] if isinstance(content, list) else [((k,), v) for k, v in content.items() if isinstance(v, list)]
    )
    seen: set[str] = set()
    for steps, entries in lists:
        for n, entry in enumerate(entries):
            own = next((str(entry[name]) for name in NAMES if isinstance(entry, dict) and name in entry), "")
            if own and own in seen:
                yield document.problem((*steps, n), "the id stands twice", "give each entry an id of its own")
            seen |= {own} - {""}
