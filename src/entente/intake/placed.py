"""What a source gave, with its place in it."""

from dataclasses import dataclass

from entente.intake.documents import Outcome


@dataclass(frozen=True, slots=True)
class Placed:
    """A report or problem, and where it stands.

    `place` is the byte (of an archive) or line (of JSON lines) at which it starts, so that reading can go on after it; 0 where a
    source is read as a whole. `done` is how many bytes of the source are behind it, for a progress bar.
    """

    outcome: Outcome
    place: int = 0
    done: int = 0
