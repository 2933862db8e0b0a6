"""Rule files as documents with the lines on which their parts stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from entente.knowledge.layers import NAMES
from entente.knowledge.loader import RuleLoader, read_rules
from entente.model.problem import Problem

Steps = Sequence[str | int]


@dataclass(frozen=True)
class Document:
    """A rule file: its name ("english/posts"), what stands in it, and its YAML nodes, which know their lines."""

    name: str
    path: Path
    content: Any
    root: yaml.Node | None

    def line(self, steps: Steps) -> int:
        """Give the line of a part, by the keys and indexes that lead to it; steps that lead nowhere are passed over."""
        return _mark(self.root, steps).line + 1 if self.root else 0

    def real(self, steps: Steps) -> tuple[str | int, ...]:
        """Give the steps that lead somewhere."""
        content, kept = self.content, []
        for step in steps:
            if (isinstance(content, dict) and step in content) or _is_index(content, step):
                content = content[step]
                kept.append(step)
        return tuple(kept)

    def entry(self, steps: Steps) -> str:
        """Give the id of the innermost entry that holds a part, or the keys that lead to it."""
        content, found = self.content, ""
        for step in self.real(steps):
            content = content[step]
            if isinstance(content, dict):
                found = next((str(content[name]) for name in NAMES if name in content), found)
        return found or ".".join(map(str, steps)) or self.name

    def problem(self, steps: Steps, message: str, remedy: str) -> Problem:
        """Give a problem of a part."""
        return Problem(str(self.path), f"{self.entry(steps)}: {message}", remedy, self.line(steps))


def _is_index(content: Any, step: str | int) -> bool:
    return isinstance(content, list) and isinstance(step, int) and 0 <= step < len(content)


def _mark(root: yaml.Node, steps: Steps) -> yaml.Mark:
    """Give where a part begins: a value at its key, for a block of values begins a line below."""
    node, mark = root, root.start_mark
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(step):
                    node, mark = value, key.start_mark
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.start_mark
    return mark


def read_documents(folder: Path) -> Iterator[Document | Problem]:
    """Read all rule files of a folder; a file that is no YAML, and a key that stands twice, is a problem."""
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        try:
            root = yaml.compose(path.read_text(encoding="utf-8"), Loader=RuleLoader)
            document = Document(name, path, read_rules(path), root)
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            mark = getattr(error, "problem_mark", None)
            reason = str(getattr(error, "problem", "") or error)
            yield Problem(
                str(path), f"no YAML: {reason}", "mind the indents, quotes and brackets", mark.line + 1 if mark else 0
            )
            continue
        if root is not None and _holds_itself(root, ()):
            yield Problem(str(path), "a part refers to itself (* inside its own &)", "write the words out", 1)
            continue
        yield document
        if root is not None:
            yield from _repeated_keys(document, root)


def _holds_itself(node: yaml.Node, above: tuple[int, ...]) -> bool:
    if isinstance(node, yaml.ScalarNode):
        return False
    inner = node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
    return id(node) in above or any(_holds_itself(part, (*above, id(node))) for part in inner)


def _repeated_keys(document: Document, node: yaml.Node) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                yield Problem(
                    str(document.path), f"the key {key.value!r} stands twice", "the first is lost: join them", line
                )
            seen.add(key.value)
            yield from _repeated_keys(document, value)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _repeated_keys(document, child)
