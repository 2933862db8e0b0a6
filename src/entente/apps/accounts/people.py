"""Who uses the desk, and what they may do."""

import getpass
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do: a reader sees; a reviewer judges and adds reports too; an admin withdraws and manages users too."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def covers(self, wanted: "Role") -> bool:
        """Tell whether this role may do what another may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(wanted)


@dataclass(frozen=True, slots=True)
class Person:
    """Who uses the desk: the name that signs, and the role."""

    name: str
    role: Role

    def may(self, role: str) -> bool:
        """Tell whether this person may do what a role may."""
        return self.role.covers(Role(role))


def login_name() -> str:
    """Give the name of the login of whoever runs this program, "somebody" where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container without users
        return "somebody"
