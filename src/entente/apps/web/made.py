"""Answers that were made: kept packed, as long as nothing is written, so that what many ask for is made once."""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock

from fastapi import Request, Response

MOST = 48 * 1024 * 1024
"""How many bytes of packed answers are kept."""
AT_ONCE = 3
"""How many answers are made at the same time: one computes while databases look for the others. More would only wait longer."""
_WORTH_PACKING = 1024  # bytes
_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Made:
    """An answer: its body, packed by gzip where that is worth it, and its headers."""

    body: bytes
    packed: bool
    headers: Mapping[str, str]

    def answer(self, request: Request) -> Response:
        """Give the answer in the encoding that a request takes."""
        if not self.packed:
            return Response(self.body, headers=dict(self.headers))
        if "gzip" in request.headers.get("accept-encoding", "").lower():
            return Response(self.body, headers={**self.headers, "Content-Encoding": "gzip"})
        return Response(gzip.decompress(self.body), headers=dict(self.headers))


def made_of(response: Response) -> Made:
    """Give a response as one that can be kept."""
    body = bytes(response.body)
    packed = len(body) >= _WORTH_PACKING
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    return Made(gzip.compress(body, _LEVEL, mtime=0) if packed else body, packed, headers)


@dataclass
class Answers:
    """The answers made last, by their tags. Who asks for one that is being made waits for it; several threads may ask.

    Who asks for one that is kept waits for nobody.
    """

    most: int = MOST
    _made: "OrderedDict[str, Made]" = field(default_factory=OrderedDict)
    _making: dict[str, Lock] = field(default_factory=dict)
    _size: int = 0
    _lock: Lock = field(default_factory=Lock)
    _places: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(AT_ONCE))

    @property
    def are_made(self) -> bool:
        """Whether somebody waits for an answer that is being made."""
        return bool(self._making)

    def of(self, tag: str, make: Callable[[], Response]) -> Made:
        """Give the answer of a tag: the one that is kept, else the one that `make` gives, kept from now on."""
        with self._lock:
            making = self._making.setdefault(tag, Lock())
        try:
            with making:
                return self.known(tag) or self._keep(tag, self._in_turn(make))
        finally:
            with self._lock:
                self._making.pop(tag, None)

    def known(self, tag: str) -> Made | None:
        """Give the answer of a tag where it is kept."""
        with self._lock:
            if tag in self._made:
                self._made.move_to_end(tag)
            return self._made.get(tag)

    def _in_turn(self, make: Callable[[], Response]) -> Made:
        with self._places:
            return made_of(make())

    def _keep(self, tag: str, made: Made) -> Made:
        with self._lock:
            self._made[tag] = made
            self._size += len(made.body)
            while self._size > self.most:
                _, gone = self._made.popitem(last=False)
                self._size -= len(gone.body)
        return made
