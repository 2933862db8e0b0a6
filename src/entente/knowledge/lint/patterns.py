"""Patterns of the rule files: that each compiles, with its macros, classes and slots, and that these are known."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from entente.knowledge.lint.documents import Document, Steps
from entente.model.problem import Problem

_MACRO = re.compile(r"\{([A-Za-z_]\w*)(?::(\w+))?\}")
_SLOT = re.compile(r"(?<!P)<([a-z_]+)>")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_MARKS = frozenset(("body", "country", "athletes", "place", "person", "gathering", "post", "date", "holding"))
"""Marks of a line (annotation/surface.py)."""
_SLOTS = frozenset((
    "country", "demonym", "people", "government", "nation", "nations", "countries", "sport", "sport_name", "sport_word",
    "athletes", "group", "body", "acronym", "place", "series", "gathering", "defined",
))  # fmt: skip
"""Slots of a form (english/forms.yaml)."""

_PLACES = {"english/votes": ("n",), "english/dating": ("name", "office", "words")}
"""What stands in { } in the patterns of files that are not read over lines with marks."""


def check_patterns(document: Document, merged: Any) -> Iterator[Problem]:
    """Check all patterns of a document: entries with a `pattern`, and lists of `patterns`.

    `merged` is the document with those that it is laid over: their macros count too.
    """
    if not (isinstance(document.content, dict) and isinstance(merged.get("macros", {}), dict)):
        return
    macros = {name: str(text) for name, text in merged.get("macros", {}).items()}
    known = {**_fixed(document.name, merged), **macros}
    found = _texts((), document.content) if document.name == "english/dating" else _patterns(document.content)
    for steps, text in found:
        if message := _fault(text, known):
            yield document.problem(
                steps, message, "a pattern is a regular expression of Python's re; try it at regex101.com"
            )


def _fixed(name: str, content: Mapping[str, Any]) -> dict[str, str]:
    if name == "english/times":
        return dict.fromkeys(content.get("words", {}), "x")
    return dict.fromkeys(_PLACES.get(name, _MARKS), "x")


def _patterns(content: Mapping[str, Any]) -> Iterator[tuple[Steps, str]]:
    for key, entries in content.items():
        for n, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict) and "pattern" in entry:
                yield (key, n, "pattern"), str(entry["pattern"])
                yield from (((key, n, own), str(entry[own])) for own in ("after", "heading") if own in entry)
            elif isinstance(entry, str) and key == "patterns":
                yield (key, n), entry
        if isinstance(entries, dict) and isinstance(entries.get("pattern"), str):
            yield (key, "pattern"), entries["pattern"]
        if key in ("macros", "tense", "elections"):
            yield from (((key, name), str(text)) for name, text in entries.items())


def _texts(steps: Steps, content: Any) -> Iterator[tuple[Steps, str]]:
    """Give all texts of a part: in english/dating all are patterns but those of the examples."""
    if isinstance(content, str):
        yield steps, content
    parts = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, part in parts:
        if key != "examples":
            yield from _texts((*steps, key), part)


def _fault(text: str, known: Mapping[str, str]) -> str:
    macros = [name for name, _ in _MACRO.findall(text) if name not in known and not name.isupper()]
    slots = [name for name in _SLOT.findall(text) if name not in _SLOTS and name not in known]
    if unknown := [*macros, *slots]:
        return f"the pattern uses {unknown[0]!r}, which is no macro, mark or slot"
    try:
        re.compile(_expanded(text, known))
    except (re.error, RecursionError) as error:
        return f"the pattern does not compile: {error}"
    return ""


def _expanded(text: str, known: Mapping[str, str]) -> str:
    seen: dict[str, int] = {}

    def own_name(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], 0) + 1
        return match[0] if seen[match[1]] == 1 else f"(?P<{match[1]}__{seen[match[1]]}>"

    def put(match: re.Match[str]) -> str:
        # Capitals name a kind of expression found: {DATE} in a composite of english/times.
        return f"(?:{_SLOT.sub('x', _MACRO.sub(put, known.get(match[1], 'x')))})"

    return _GROUP.sub(own_name, _SLOT.sub("x", _MACRO.sub(put, text)))
