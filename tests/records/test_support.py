from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.records.support import Heard, Support, known_by, support_of, supports_of
from entente.views.voices import count_voices, reports_in, with_voices
from tests.conftest import claim_of

MakeClaim = Callable[..., Claim]
DAYS = st.dates(date(2022, 1, 1), date(2024, 12, 31)).map(date.isoformat)
REPORTED = st.one_of(DAYS, st.just(""), DAYS.map(lambda d: f"{d}/2025-06-01"), DAYS.map(lambda d: f"{d}/.."))


def test_known_is_what_was_published_by_the_day(make_claim: MakeClaim) -> None:
    dates = ["2023-05-15", "2023-05-16", "2023-05-01/2023-05-31", "2023-05-01/..", ""]
    claims = [make_claim(reported=day) for day in dates]
    assert [c.reported for c in known_by(claims, date(2023, 5, 15))] == dates[:1]
    assert [c.reported for c in known_by(claims, date(2023, 5, 31))] == dates[:3]
    assert known_by(claims, None) == claims


@given(st.lists(REPORTED), st.dates(date(2022, 1, 1), date(2025, 12, 31)))
def test_nothing_that_is_known_came_later(dates: list[str], day: date) -> None:
    known = known_by([claim_of(reported=edtf) for edtf in dates], day)
    assert all((last := days_of(c.reported)[1]) is not None and last <= day for c in known)


@dataclass(frozen=True)
class Line:
    says: str
    supports: tuple[Support, ...]
    inner: tuple["Line", ...] = ()


def test_copies_of_one_text_are_one_voice(make_claim: MakeClaim) -> None:
    supports = supports_of([make_claim(report=name) for name in ("a", "b", "c")])
    assert count_voices(supports) == (3, 3)
    line = Line("they met", supports, (Line("inside", supports[:1]),))
    [voiced] = with_voices((line,), Heard({"b": "a", "a": "a"}, {}))
    assert count_voices(voiced.supports) == (3, 2)
    assert [s.voice for s in voiced.supports] == ["a", "a", "c"]
    assert reports_in((line,)) == {"a", "b", "c"}
    assert (voiced.says, voiced.inner[0].supports[0].voice) == ("they met", "a")
    told = with_voices(support_of(make_claim(report="b")), Heard({"b": "a"}, {"b": "They met"}))
    assert (told.voice, told.title) == ("a", "They met")
