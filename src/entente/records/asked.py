"""What every question for records is asked with: what may be known, and which part of the answer is wanted."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Row = TypeVar("Row")
Key = tuple[str, int, int]
"""What a row of a list stands at: its sort key, the number of its group, its position there."""
BEGINNING: Key = ("", -(2**63), -2)
END: Key = ("\U0010ffff", 2**63 - 1, 2**31 - 1)


@dataclass(frozen=True, slots=True)
class AsOf:
    """What a question may know: what was published by a day, and what the register had learnt by a day; None for all."""

    known_on: date | None = None
    recorded_by: date | None = None

    def __bool__(self) -> bool:
        return self.known_on is not None or self.recorded_by is not None


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted: at most `limit` rows (None: all), after the row at which `after` stands, without `offset`.

    `after` is the `next` of the part before, "" for the beginning. `backwards` turns the list round: the last row comes first.
    `counted` asks how many rows there are in all, which takes longer where there are many; `count_to` for no more than so many.
    """

    limit: int | None = 50
    after: str = ""
    offset: int = 0
    backwards: bool = False
    counted: bool = True
    count_to: int | None = None

    @property
    def key(self) -> Key:
        """Where the part begins. Raises ValueError where `after` is no `next` of a part."""
        if not self.after:
            return END if self.backwards else BEGINNING
        try:
            sort, group, position = json.loads(urlsafe_b64decode(self.after.encode()))
        except (ValueError, TypeError) as error:
            raise ValueError(f"{self.after!r} is no place in a list: take the `next` of the part before") from error
        return str(sort), int(group), int(position)

    def follows(self, key: Key) -> bool:
        """Tell whether what stands at a key comes after where the part begins."""
        return key < self.key if self.backwards else key > self.key

    @property
    def wanted(self) -> int | None:
        """How many rows are to be found: one more than the limit tells whether others follow."""
        return None if self.limit is None else self.limit + self.offset + 1


ALL = Page(None)


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """A part of a list: its rows, what to go on after with (`next`, "" where nothing follows), and how many rows there are in all.

    `total` is None where that is not asked for, and not known, as known on a day.
    """

    rows: tuple[Row, ...]
    next: str = ""
    total: int | None = None


def place_of(key: Key) -> str:
    """Give where a row stands as a text that a page takes as `after`."""
    return urlsafe_b64encode(json.dumps(key, ensure_ascii=False).encode()).decode()
