"""What the desk keeps between requests: the open register, the knowledge, and desks to ask as long as nothing is written."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock

from entente.apps.web.made import Answers
from entente.knowledge.loader import load_knowledge
from entente.knowledge.tables import Knowledge
from entente.questions.desk import Desk
from entente.records.asked import AsOf
from entente.register.handle import Register
from entente.register.revision import revision_of
from entente.settings import Settings
from entente.views.namesakes import NameIndex, name_index

_DESKS = 16  # days and "as known on"s asked for at the same time, each with its names and verdicts


@dataclass(frozen=True)
class Kept:
    """The register, the settings, the knowledge and its names, and the desks asked last, by revision, day and what may be known."""

    register: Register
    settings: Settings
    knowledge: Knowledge
    revision: Callable[[], str]
    index: NameIndex
    answers: Answers = field(default_factory=Answers)
    _desks: "OrderedDict[object, Desk]" = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    @property
    def in_file(self) -> bool:
        """Whether the register is a file of this machine, which tells its revision in microseconds."""
        return self.register.engine.dialect.name == "sqlite"

    def now(self) -> str:
        """Give a word for what all answers depend on: the state of the register, and the day. Raises RegisterError."""
        return f"{self.revision()} {self.settings.day()}"

    def desk(self, today: date | None, as_of: AsOf) -> Desk:
        """Give the desk for a day and what may be known: the same one as long as nothing is written. Raises RegisterError."""
        settings = replace(self.settings, today=today or self.settings.day())
        key = (self.revision(), settings.today, as_of)
        with self._lock:
            found = self._desks.pop(key, None) or Desk(self.register, settings, as_of, self.knowledge)
            self._desks[key] = found
            while len(self._desks) > _DESKS:
                self._desks.popitem(last=False)
        return found


def keep(register: Register, settings: Settings) -> Kept:
    """Give what a desk over an open register keeps. Raises KnowledgeError where the knowledge cannot be used."""
    knowledge = load_knowledge(*settings.knowledge)
    return Kept(register, settings, knowledge, revision_of(register), name_index(knowledge))
