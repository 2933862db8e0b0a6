"""What was told as marks in time, in a lane for each kind; where they are many, as columns of their numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from entente.apps.web.drawings.axis import axis
from entente.apps.web.drawings.lettering import cut
from entente.apps.web.drawings.scale import Scale
from entente.apps.web.drawings.svg import Element, Frame, draw, framed, link
from entente.apps.web.drawings.textures import Sample, grouped, legend, texture_of, textured

_WIDTH, _NAMES, _EDGE, _AXIS = 1080, 150, 12, 34
_LETTERS, _SMALL = 13.0, 11.5
_MARK, _HIGH, _ROW = 10.0, 15, 19
_COLUMN, _LEAST = 42.0, 4.0
_PADDING = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that was told: the days between which it lies, whether it lasts or is somewhere between, how it was told."""

    first: date
    last: date
    lasts: bool
    factuality: str
    full: str
    address: str


@dataclass(frozen=True, slots=True)
class Column:
    """How much was told of a period, by factuality; it leads into the period."""

    first: date
    last: date
    told: Mapping[str, int]
    full: str
    address: str

    @property
    def number(self) -> int:
        """How much was told in all."""
        return sum(self.told.values())


@dataclass(frozen=True, slots=True)
class Lane:
    """A kind of claim with its marks, or its columns where these are many; its name leads to it alone."""

    name: str
    under: str
    address: str
    marks: tuple[Mark, ...] = ()
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Lanes:
    """Lanes over a period, and the day that counts as today."""

    title: str
    summary: str
    lanes: tuple[Lane, ...]
    first: date
    last: date
    today: date


def draw_lanes(shown: Lanes) -> Element:
    """Give the drawing: no mark covers another, and all lie in the frame."""
    scale = Scale(shown.first, shown.last, _NAMES, _WIDTH - _EDGE)
    drawn = [_lane(lane, scale) for lane in shown.lanes]
    tops = [_AXIS + sum(high for _, high in drawn[:n]) for n in range(len(drawn))]
    bottom = _AXIS + sum(high for _, high in drawn)
    told = {texture_of(mark.factuality) for lane in shown.lanes for mark in lane.marks}
    told |= {how for lane in shown.lanes for column in lane.columns for how in grouped(column.told)}
    samples = sorted((Sample(how, "plain") for how in told), key=lambda sample: sample.order)
    explained, below = legend(samples, _EDGE, bottom + 8, _WIDTH - 2 * _EDGE)
    frame = Frame(_WIDTH, int(below) + _EDGE, shown.title, shown.summary)
    lanes = [_named(lane, parts, top, high) for lane, (parts, high), top in zip(shown.lanes, drawn, tops, strict=True)]
    return framed(frame, axis(scale, _AXIS, bottom), _today(shown.today, scale, bottom), *lanes, explained)


def _today(day: date, scale: Scale, bottom: float) -> Element | None:
    if not scale.first <= day <= scale.last:
        return None
    x = scale.middle(day)
    return draw("line", draw("title", f"today, {day}"), class_="day", x1=x, x2=x, y1=_AXIS - 8, y2=bottom)


def _named(lane: Lane, parts: Iterable[Element], top: float, high: float) -> Element:
    """Give a lane at its place: its name, and what is in it."""
    room = _NAMES - _EDGE - 6
    name = draw("text", cut(lane.name, room, _LETTERS), class_="name", x=_EDGE, y=18)
    under = draw("text", cut(lane.under, room, _SMALL), class_="under", x=_EDGE, y=33)
    border = draw("line", class_="border", x1=0, x2=_WIDTH, y1=0, y2=0)
    named = link(lane.address, f"{lane.name}: {lane.under}", name, under)
    return draw("g", border, named, *parts, transform=f"translate(0 {top:.0f})", data_high=high)


def _lane(lane: Lane, scale: Scale) -> tuple[list[Element], float]:
    """Give what is in a lane, from 0 down, and how high it is; the highest column of each is as high as the lane."""
    if lane.columns:
        most = max(column.number for column in lane.columns)
        return [_column(one, scale, most) for one in lane.columns], _COLUMN + 2 * _PADDING
    rows, parts = 1, []
    ends: list[float] = []
    for mark in sorted(lane.marks, key=lambda m: (m.first, m.last)):
        left, right = _sides(mark, scale)
        row = next((n for n, taken in enumerate(ends) if taken + 2 <= left), len(ends))
        ends[row : row + 1] = [right]
        rows = max(rows, row + 1)
        parts.append(_mark(mark, (left, right), _PADDING + row * _ROW))
    return parts, max(rows * _ROW + 2 * _PADDING, _COLUMN)


def _sides(mark: Mark, scale: Scale) -> tuple[float, float]:
    left = min(scale.at(mark.first), scale.right - _MARK)
    return left, max(scale.after(mark.last), left + _MARK)


def _mark(mark: Mark, sides: tuple[float, float], top: float) -> Element:
    """Give a mark: as long as it lasts, else a lozenge with a line over the days between which it lies."""
    left, right = sides
    wide = right - left if mark.lasts else _MARK
    middle = top + _HIGH / 2
    between = right - left > 2 * _MARK and not mark.lasts
    line = draw("line", class_="between", x1=left + _MARK, x2=right, y1=middle, y2=middle) if between else None
    shape = textured(texture_of(mark.factuality), "plain", (left, top, wide, _HIGH))
    return link(mark.address, mark.full, line, shape, class_="mark")


def _column(column: Column, scale: Scale, most: int) -> Element:
    """Give a column as high as what was told is much, its parts by how it was told, each high enough to be seen."""
    left, right = scale.at(column.first), scale.after(column.last)
    gap = min(1.5, (right - left) / 6)
    parts, bottom = [], _PADDING + _COLUMN
    for how, high in _heights(column, most):
        bottom -= high
        parts.append(textured(how, "plain", (left + gap, bottom, right - left - 2 * gap, high)))
    return link(column.address, column.full, *parts, class_="column")


def _heights(column: Column, most: int) -> list[tuple[str, float]]:
    """Give how high each part of a column is, the surest first: high enough to be seen, and no more than a lane in all."""
    told = grouped(column.told)
    highs = {how: max(_COLUMN * number / most, _LEAST) for how, number in told.items()}
    highest = max(highs, key=lambda how: highs[how])
    highs[highest] -= max(sum(highs.values()) - _COLUMN, 0)
    return list(highs.items())
