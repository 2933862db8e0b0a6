"""A problem in an input is a value: it names the file, the place and the remedy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an input, where, and what to do about it; `line` is 0 where no line is meant.

    `harmless` is what is told of an input that was read: a file of another kind in a folder, a picture in an archive.
    """

    source: str
    message: str
    remedy: str = ""
    line: int = 0
    harmless: bool = False

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}" if self.line else self.source
        return f"{place}: {self.message}" + (f" ({self.remedy})" if self.remedy else "")
