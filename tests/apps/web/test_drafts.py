from dataclasses import dataclass

from entente.apps.web.drafts import KEPT_SECONDS, Draft, Drafts, Way
from entente.model.report import Report


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def draft(characters: int = 10) -> Draft:
    return Draft(Way.TEXT, {}, ((Report("x" * characters, "a.txt"), ()),))


def test_a_draft_is_kept_for_an_hour() -> None:
    clock = Clock()
    drafts = Drafts(clock)
    name = drafts.keep(draft())
    clock.now = KEPT_SECONDS - 1
    assert drafts.get(name) == draft()
    clock.now = KEPT_SECONDS
    assert drafts.get(name) is None


def test_the_oldest_go_where_there_are_too_many_or_too_long_ones() -> None:
    drafts = Drafts(Clock())
    first, second = drafts.keep(draft()), drafts.keep(draft())
    names = [drafts.keep(draft()) for _ in range(63)]
    assert drafts.get(first) is None
    assert all(drafts.get(name) for name in (second, *names))
    long = drafts.keep(draft(60_000_000))
    assert drafts.get(long)
    assert not any(drafts.get(name) for name in (second, *names))


def test_a_draft_is_dropped_once_and_its_name_cannot_be_guessed() -> None:
    drafts = Drafts(Clock())
    one, two = drafts.keep(draft()), drafts.keep(draft())
    assert one != two
    assert len(one) == 22
    drafts.drop(one)
    drafts.drop(one)
    assert drafts.get(one) is None
    assert drafts.get(two)
