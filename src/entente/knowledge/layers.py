"""How a rule file of one's own is laid over the shipped file of its name: entry by entry."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

NAMES = ("id", "post", "lemma")
"""Keys that name an entry of a list; where it has none of them, it is only itself."""


def lay_over(below: Any, above: Any) -> Any:
    """Give two rule documents as one: what stands above is added, and takes the place of entries and keys of its name.

    `lay_over({"a": [1], "b": 1}, {"a": [2], "b": 2})` is {"a": [1, 2], "b": 2}.
    """
    if isinstance(below, frozenset) and isinstance(above, frozenset):
        return below | above
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        return {
            **below,
            **{key: lay_over(below[key], value) if key in below else value for key, value in above.items()},
        }
    if isinstance(below, list) and isinstance(above, list):
        return _lists(below, above)
    return above


def _lists(below: Sequence[Any], above: Sequence[Any]) -> list[Any]:
    named = {entry_name(entry): entry for entry in above}
    kept = [named.pop(entry_name(entry), entry) for entry in below]
    return [*kept, *named.values()]


def entry_name(entry: Any) -> Hashable:
    """Give what names an entry of a list: its id, its canonical word, or all of it."""
    if isinstance(entry, Mapping):
        return next((str(entry[name]) for name in NAMES if name in entry), repr(entry))
    return repr(entry)
