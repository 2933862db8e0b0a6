from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from entente.apps.web.drawings.lanes import Column, Lane, Lanes, Mark, draw_lanes
from entente.apps.web.drawings.svg import Element
from entente.apps.web.periods import parts_of
from entente.model.claim import FACTUALITIES
from tests.apps.web.drawings.geometry import boxes, every, meet, outside

FIRST, LAST = date(2020, 1, 1), date(2025, 12, 31)
WORDS = st.text(st.characters(codec="utf-8"), max_size=60)
TOLD = st.sampled_from([*FACTUALITIES, *(f"{word} not" for word in FACTUALITIES)])
DAYS = st.dates(date(2019, 1, 1), date(2027, 1, 1))
MARKS = st.builds(
    lambda days, lasts, told, full: Mark(min(days), max(days), lasts, told, full, "#e"),
    st.tuples(DAYS, DAYS),
    st.booleans(),
    TOLD,
    WORDS,
)
COUNTS = st.dictionaries(TOLD, st.integers(1, 5000), min_size=1)
PARTS = parts_of(FIRST, LAST, 30)


def lanes(marks: list[Mark], counts: list[dict[str, int]]) -> Element:
    columns = tuple(
        Column(part.first, part.last, told, part.name, "/x") for part, told in zip(PARTS, counts, strict=False)
    )
    both = (Lane("meeting", "2", "/k", tuple(marks)), Lane("criticism", "9", "/k", columns=columns))
    return draw_lanes(Lanes("t", "s", both, FIRST, LAST, date(2023, 1, 1)))


DRAWN = st.builds(lanes, st.lists(MARKS, max_size=12), st.lists(COUNTS, max_size=20))


@given(DRAWN)
def test_nothing_leaves_the_frame(drawing: Element) -> None:
    assert outside(drawing) == []


@given(DRAWN)
def test_no_mark_and_no_column_covers_another(drawing: Element) -> None:
    for lane in (one for one in every(drawing) if "data-high" in one.attributes):
        marks = [one for one in every(lane) if one.attributes.get("class") in ("mark", "column")]
        taken = [[box for box in boxes(one) if box.name == "rect"] for one in marks]
        assert not any(meet(a, b) for one, other in combinations(taken, 2) for a in one for b in other)


def test_every_way_of_telling_is_seen_in_a_column() -> None:
    drawing = lanes([], [{"asserted": 4000, "planned": 1, "hoped": 2, "asserted not": 1}])
    column = next(one for one in every(drawing) if one.attributes.get("class") == "column")
    rects = [one for one in every(column) if one.name == "rect"]
    assert [one.attributes["class"].split()[0] for one in rects] == ["solid", "hollow", "dashed", "struck"]
    assert all(float(one.attributes["height"]) >= 4 for one in rects)
