"""Names that are looked up when they are asked for: a question that shows fifty rows loads no names of others."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class KnownNames(Mapping[str, str]):
    """The names of entities by id. `some` gives those of some ids, `every` those of all; what was asked for is remembered."""

    some: Callable[[Collection[str]], Mapping[str, str]]
    every: Callable[[], Mapping[str, str]]
    _known: dict[str, str | None] = field(default_factory=dict)
    _all: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def __getitem__(self, entity: str) -> str:
        if "all" in self._all:
            return self._all["all"][entity]
        if entity not in self._known:
            self._known[entity] = self.some([entity]).get(entity)
        name = self._known[entity]
        if name is None:
            raise KeyError(entity)
        return name

    def __iter__(self) -> Iterator[str]:
        return iter(self.loaded())

    def __len__(self) -> int:
        return len(self.loaded())

    def loaded(self) -> Mapping[str, str]:
        """Give the names of all at once, which is quicker to go through."""
        if "all" not in self._all:
            self._all["all"] = self.every()
        return self._all["all"]
