from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from entente.apps.web.drawings.bars import Bar, Bars, Lane, draw_bars
from entente.apps.web.drawings.svg import Element
from entente.apps.web.drawings.textures import TEXTURES
from tests.apps.web.drawings.geometry import boxes, every, meet, outside

FIRST, LAST = date(2020, 1, 1), date(2025, 12, 31)
SIDES = st.none() | st.dates(FIRST, LAST)
WORDS = st.text(st.characters(codec="utf-8"), max_size=80)


def interval(sides: tuple[date | None, date | None]) -> tuple[date | None, date | None]:
    first, last = sides
    return (last, first) if first and last and last < first else sides


BARS = st.builds(
    lambda sides, says, texture, mark: Bar(*interval(sides), says, says, "bad", texture, "#s", mark),
    st.tuples(SIDES, SIDES),
    WORDS,
    st.sampled_from([*TEXTURES, "other"]),
    SIDES,
)
LANES = st.builds(Lane, WORDS, WORDS, st.just("/x"), st.lists(BARS, max_size=6).map(tuple))
DRAWN = st.lists(LANES, max_size=5).map(
    lambda lanes: draw_bars(Bars("t", "s", tuple(lanes), FIRST, LAST, date(2023, 1, 1)))
)


@given(DRAWN)
def test_nothing_leaves_the_frame(drawing: Element) -> None:
    assert outside(drawing) == []


@given(DRAWN)
def test_no_bar_and_no_words_cover_another(drawing: Element) -> None:
    lanes = [one for one in every(drawing) if "data-top" in one.attributes]
    for lane in lanes:
        bars = [one for one in every(lane) if one.attributes.get("class") == "bar"]
        taken = [[box for box in boxes(bar) if box.kind.startswith(("label", "solid", "hollow"))] for bar in bars]
        assert not any(meet(a, b) for one, other in combinations(taken, 2) for a in one for b in other)


def test_what_is_decided_and_what_is_not_look_different() -> None:
    bars = (
        Bar(date(2023, 1, 1), None, "banned", "banned", "bad", "decision", "#s-0"),
        Bar(date(2023, 1, 1), date(2023, 2, 1), "banned", "advice", "bad", "recommendation", "#s-1"),
        Bar(date(2023, 3, 1), date(2023, 4, 1), "banned", "no", "bad", "denied", "#s-2"),
    )
    drawing = draw_bars(Bars("t", "s", (Lane("A", "B", "/a", bars),), FIRST, LAST, date(2023, 1, 1)))
    drawn = [one.attributes["class"] for one in every(drawing) if one.name == "rect"]
    assert drawn[:3] == ["solid bad", "dashed bad", "struck bad"]
    assert len({name.split()[0] for name in drawn[3:]}) == 3  # the legend has each
    links = [one.attributes["href"] for one in every(drawing) if one.name == "a"]
    assert links == ["/a", "#s-0", "#s-1", "#s-2"]
