"""What a source gave, with its place in it."""

from dataclasses import dataclass

from entente.intake.fields import Outcome


@dataclass(frozen=True, slots=True)
class Placed:
    """A report or problem, and where it stands.

    `place` is the byte (of an archive) or line (of JSON lines) at which it starts, else its number from 0 on, so that reading can
    go on after it. `done` is how many bytes of the source are behind it, for a progress bar.
    """

    outcome: Outcome
    place: int = 0
    done: int = 0
