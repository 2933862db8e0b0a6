"""What can be wrong with a register's file, told so that the user can mend it."""

from entente.model.problem import Problem


class RegisterError(Exception):
    """The register cannot be used; `problem` names the file and the remedy."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
