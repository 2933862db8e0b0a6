"""Why an export cannot be made, told so that the user can mend it."""

from entente.model.problem import Problem


class ExportError(Exception):
    """An export cannot be made; `problem` names what is wrong and the remedy."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def needs(library: str, name: str) -> ExportError:
    """Give the error for a format whose library is not installed."""
    return ExportError(
        Problem(name, f"needs the library {library}, which is not here", "pip install 'entente[exports]'")
    )
