"""What a question to the register is asked of: the open register, names, knowledge, and which entities a text means."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from threading import local
from typing import TYPE_CHECKING, Any

from entente.knowledge.loader import load_knowledge
from entente.model.entity import is_entity_id, kind_of
from entente.questions.names import KnownNames
from entente.records.asked import AsOf
from entente.records.rules import Rules, rules_of
from entente.records.support import Names
from entente.records.wording import Wording, phrases_of
from entente.settings import Settings
from entente.views.counterpart import Setting
from entente.views.lookup import Found, as_one, committees_of, listed_as, look_up
from entente.views.voices import Value, reports_in, with_voices

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from entente.knowledge.phrases.saying import Phrases
    from entente.knowledge.tables import Knowledge
    from entente.model.claim import Claim
    from entente.register.cell_claims import Sight
    from entente.register.handle import Register
    from entente.register.verdicts import Verdicts


@dataclass(frozen=True)
class Desk:
    """What a question is asked of: the open register, the settings, and what may be known.

    Whoever asks often loads the knowledge once and hands it over as `loaded`. Several threads may ask one desk.
    """

    register: "Register"
    settings: Settings
    as_of: AsOf = field(default_factory=AsOf)
    loaded: "Knowledge | None" = None
    _seen: local = field(default_factory=local, init=False, repr=False, compare=False)  # by the thread that asks

    @property
    def today(self) -> date:
        """The day that counts as today."""
        return self.settings.day()

    @cached_property
    def names(self) -> KnownNames:
        """What the register's entities are called, those too that only judgements name. Raises RegisterError where one is asked."""
        from entente.register.verdicts import judged_names

        return KnownNames(self._told, lambda: judged_names(self.register, self.verdicts))

    @cached_property
    def committees(self) -> dict[str, str]:
        """The committee of each country, by the country's id."""
        return committees_of(self.knowledge)

    @cached_property
    def all_names(self) -> Names:
        """The names of the register's entities, and of committees that only a country's name stands for."""
        return KnownNames(self.named, lambda: self._committee_names(self.committees.values()) | dict(self.names))

    def wording(self, names: Names) -> Wording:
        """Give how claims are said with some names."""
        return Wording(names, self.phrases)

    @cached_property
    def phrases(self) -> "Phrases":
        """The phrases in which claims are said."""
        return phrases_of(self.knowledge)

    def named(self, entities: Iterable[str]) -> dict[str, str]:
        """Give the names of some entities, as far as they have any, without looking at others. Raises RegisterError."""
        wanted = set(entities)
        return self._committee_names(wanted) | self._told(wanted)

    def named_in(self, claims: "Iterable[Claim]") -> dict[str, str]:
        """Give the names of the entities in some claims. Raises RegisterError."""
        return self.named({entity for claim in claims for entity in claim.entities()})

    def _committee_names(self, entities: Iterable[str]) -> dict[str, str]:
        listed = self.knowledge.bodies
        return {entity: listed[entity].name for entity in entities if kind_of(entity) == "noc" and entity in listed}

    def _told(self, entities: Collection[str]) -> dict[str, str]:
        from entente.register.queries import names_of

        wanted = set(entities)
        judged = {e: n for j in self.verdicts.judgements for e, n in j.detail.get("names", {}).items() if e in wanted}
        return judged | names_of(self.state, wanted)

    @property
    def rules(self) -> Rules:
        """By what claims become records."""
        return rules_of(self.knowledge)

    @cached_property
    def knowledge(self) -> "Knowledge":
        """The knowledge, loaded where a name is to be looked up: it takes a quarter of a second."""
        return self.loaded or load_knowledge(*self.settings.knowledge)

    @property
    def kinds(self) -> "Mapping[str, Any]":
        """The document of the kinds of claims."""
        kinds: Mapping[str, Any] = self.knowledge.rules["ontology/kinds"]
        return kinds

    @cached_property
    def verdicts(self) -> "Verdicts":
        """What was judged of claims and of names. Raises RegisterError."""
        from entente.register.latest import latest_verdicts

        return latest_verdicts(self.register, self.as_of.recorded_by)

    def claims(
        self, entities: Sequence[str] = (), kinds: Sequence[str] = (), reports: Collection[str] = ()
    ) -> "list[Claim]":
        """Give the claims that, as judged, name one of the entities and are of one of the kinds and reports; empty means all.

        Raises RegisterError.
        """
        from entente.register.queries import ClaimQuery
        from entente.register.verdicts import find_judged

        days = (self.as_of.known_on, self.as_of.recorded_by)
        query = ClaimQuery(entities, kinds, None, None, *days, reports=reports)
        return find_judged(self.state, query, self.verdicts)

    @property
    def state(self) -> "Register":
        """The register in the one state that is being seen (`seeing`); outside of that as it is whenever it is asked."""
        seen = getattr(self._seen, "now", None)
        return replace(self.register, state=seen[0]) if seen else self.register

    @contextmanager
    def seeing(self) -> "Iterator[tuple[Connection, Sight]]":
        """Give a connection that sees one state of the register, and by what records are made then. Raises RegisterError.

        What is asked meanwhile sees the same state: a question of several parts does so from its beginning to its end.
        """
        if seen := getattr(self._seen, "now", None):
            yield seen
            return
        with self._newly_seeing() as now:
            self._seen.now = now
            try:
                yield now
            finally:
                self._seen.now = None

    @contextmanager
    def _newly_seeing(self) -> "Iterator[tuple[Connection, Sight]]":
        from entente.register.cell_claims import sight_of
        from entente.register.remembering import memory_of, revision_now

        verdicts, rules, before = self.verdicts, self.rules, revision_now(self.register)
        with self.register.reading() as connection:
            sight = sight_of(connection, verdicts, rules, self.as_of)
            same = revision_now(self.register) == before  # else it is not known which of two states this is
            yield connection, replace(sight, memory=memory_of(self.register, self.as_of, before)) if same else sight

    @property
    def setting(self) -> Setting:
        """What views of sides are asked with."""
        return Setting(self.wording(self.all_names), self.kinds, self.today, self.committees)

    def voiced(self, value: Value) -> Value:
        """Give a view's value, or a tuple of them, with the voice and the title of every support's report. Raises RegisterError."""
        from entente.register.voices import heard_of

        with self.state.reading() as connection:
            heard = heard_of(connection, reports_in(value), self.as_of.known_on, self.as_of.recorded_by)
        return with_voices(value, heard)

    def meant(self, text: str) -> Found:
        """Give the entities that a text means: an id, a name, an acronym, a country's code. Raises RegisterError."""
        standing_for = self.verdicts.identity.to_canonical
        found = Found((text,)) if is_entity_id(text) else look_up(text, self.knowledge, self.called(text))
        shown = standing_for((*found.entities, *found.elsewhere, *(found.candidates or ())))
        return as_one(found, standing_for, self.named(shown))

    def called(self, text: str) -> Names:
        """Give the entities, with their names, that a text may mean, of those that the register names. Raises RegisterError."""
        from entente.register.queries import names_like

        judged = {e: n for j in self.verdicts.judgements for e, n in j.detail.get("names", {}).items()}
        return judged | names_like(self.state, text) | self._told(listed_as(text, self.knowledge))


@contextmanager
def open_desk(settings: Settings, as_of: AsOf | None, tell: Callable[[str], None]) -> Iterator[Desk]:
    """Open the register of the settings for questions; `tell` gets what is to be said of it. Raises RegisterError."""
    from entente.register.opening import open_register  # SQLAlchemy is slow to import, and --help needs none

    with open_register(settings.register, tell=tell) as register:
        yield Desk(register, settings, as_of or AsOf())
