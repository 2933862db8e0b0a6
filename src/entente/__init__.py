"""Entente reads news reports about international sport and keeps a register of relations between its bodies.

`entente.read` reads reports, `entente.Register` keeps them and answers, `entente.frame` makes frames; see docs/tour.ipynb. They are
loaded when they are first used: `import entente` alone takes no time.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from entente.api import Claim, Form, Problem, Reading, Register, Report, frame, read, read_text

__all__ = ["Claim", "Form", "Problem", "Reading", "Register", "Report", "frame", "read", "read_text"]


def __getattr__(name: str) -> Any:
    """Give a part of the API, see https://peps.python.org/pep-0562 . Raises AttributeError where it has none of that name."""
    if name not in __all__:
        raise AttributeError(f"module 'entente' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("entente.api"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
