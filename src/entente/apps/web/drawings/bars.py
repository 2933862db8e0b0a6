"""Intervals as bars in time, in lanes with their names beside: solid what is decided, by its texture what is not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from entente.apps.web.drawings.axis import axis
from entente.apps.web.drawings.lettering import cut, width_of
from entente.apps.web.drawings.scale import Scale
from entente.apps.web.drawings.svg import Element, Frame, draw, framed, link
from entente.apps.web.drawings.textures import Sample, legend, textured

_WIDTH, _NAMES, _EDGE = 1080, 236, 12
_LETTERS, _SMALL = 13.0, 11.5
_ROW, _BAR, _GAP, _AXIS = 27, 21, 9, 34
_LEAST = 7.0
"""The width (pixels) that a bar of one day has, so that it is seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval, its sides None where they are not known: what it says, in full for readers, and where it leads.

    `tone` is good, soon, bad or plain, `texture` a word of `textures`; `mark` is a day at which it stands though it has no side.
    """

    first: date | None
    last: date | None
    says: str
    full: str
    tone: str
    texture: str
    address: str
    mark: date | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """What has bars of its own: its name, a second line below it, and where the name leads."""

    name: str
    under: str
    address: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Lanes over a period, and the day at which a line stands."""

    title: str
    summary: str
    lanes: tuple[Lane, ...]
    first: date
    last: date
    day: date


@dataclass(frozen=True, slots=True)
class _Placed:
    bar: Bar
    left: float
    right: float
    text: str
    text_at: float
    row: int


def draw_bars(bars: Bars) -> Element:
    """Give the drawing: nothing in it covers anything else, and all of it lies in the frame."""
    scale = Scale(bars.first, bars.last, _NAMES, _WIDTH - _EDGE)
    placed = [_packed(lane.bars, scale) for lane in bars.lanes]
    heights = [_height(lane, rows) for lane, rows in zip(bars.lanes, placed, strict=True)]
    tops = [_AXIS + sum(heights[:n]) for n in range(len(heights))]
    bottom = _AXIS + sum(heights)
    samples = sorted({Sample(bar.texture, bar.tone) for lane in bars.lanes for bar in lane.bars}, key=lambda s: s.order)
    explained, below = legend(samples, _EDGE, bottom + _GAP, _WIDTH - 2 * _EDGE)
    frame = Frame(_WIDTH, int(below) + _EDGE, bars.title, bars.summary)
    lanes = [_lane(*one) for one in zip(bars.lanes, placed, tops, heights, strict=True)]
    return framed(frame, axis(scale, _AXIS, bottom), _line(bars.day, scale, bottom), *lanes, explained)


def _line(day: date, scale: Scale, bottom: float) -> Element | None:
    if not scale.first <= day <= scale.last:
        return None
    x = scale.middle(day)
    return draw("line", draw("title", day.isoformat()), class_="day", x1=x, x2=x, y1=_AXIS - 8, y2=bottom)


def _height(lane: Lane, placed: Sequence[_Placed]) -> float:
    rows = max((one.row for one in placed), default=0) + 1
    return max(rows * _ROW + _GAP, 46 if lane.under else 30)


def _lane(lane: Lane, placed: Iterable[_Placed], top: float, height: float) -> Element:
    room = _NAMES - _EDGE - 6
    name = draw("text", cut(lane.name, room, _LETTERS), class_="name", x=_EDGE, y=top + 19)
    under = draw("text", cut(lane.under, room, _SMALL), class_="under", x=_EDGE, y=top + 35) if lane.under else None
    said = f"{lane.name}: {lane.under}" if lane.under else lane.name
    return draw(
        "g",
        draw("line", class_="border", x1=0, x2=_WIDTH, y1=top, y2=top),
        link(lane.address, said, name, under) if lane.address else draw("g", draw("title", said), name, under),
        *(_bar(one, top + _GAP / 2 + one.row * _ROW) for one in placed),
        data_top=top,
        data_bottom=top + height,
    )


def _bar(one: _Placed, top: float) -> Element:
    where = "label" if one.left < one.text_at < one.right else "label outside"
    text = draw("text", one.text, class_=f"{where} {one.bar.tone}", x=one.text_at, y=top + 15) if one.text else None
    shape = textured(one.bar.texture, one.bar.tone, (one.left, top, one.right - one.left, _BAR))
    ends = [
        draw("path", class_=f"open {one.bar.tone}", d=_arrow(x, top, way))
        for side, x, way in ((one.bar.first, one.left, -1), (one.bar.last, one.right, 1))
        if side is None and one.bar.mark is None
    ]
    return link(one.bar.address, one.bar.full, shape, *ends, text, class_="bar")


def _arrow(x: float, top: float, way: int) -> str:
    """Give the head of an arrow inside a bar, at a side of it that is open."""
    tip, back = x - way * 3, x - way * 8
    return f"M{back:.1f} {top + 5}L{tip:.1f} {top + _BAR / 2}L{back:.1f} {top + _BAR - 5}"


def _packed(bars: Iterable[Bar], scale: Scale) -> list[_Placed]:
    """Put bars into as few rows as they and their words need beside one another, in the order of their beginnings."""
    ends: list[float] = []
    found = []
    for bar in sorted(bars, key=lambda b: _sides(b, scale)[0]):
        left, right = _sides(bar, scale)
        text, text_at = _words(bar, left, right)
        begin, end = min(left, text_at), max(right, text_at + width_of(text, _SMALL))
        row = next((n for n, taken in enumerate(ends) if taken + 3 <= begin), len(ends))
        ends[row : row + 1] = [end]
        found.append(_Placed(bar, left, right, text, text_at, row))
    return found


def _sides(bar: Bar, scale: Scale) -> tuple[float, float]:
    if bar.mark:
        middle = min(max(scale.middle(bar.mark), scale.left + _LEAST / 2), scale.right - _LEAST / 2)
        return middle - _LEAST / 2, middle + _LEAST / 2
    left = scale.at(bar.first) if bar.first else scale.left
    right = scale.after(bar.last) if bar.last else scale.right
    left = min(left, scale.right - _LEAST)
    return left, max(right, left + _LEAST)


def _words(bar: Bar, left: float, right: float) -> tuple[str, float]:
    """Give the words of a bar and where they begin: in it, else after it, else before it, where they are not cut."""
    inside = right - left - 22
    wide = width_of(bar.says, _SMALL)
    if wide <= inside:
        return bar.says, left + 11
    if right + 5 + wide <= _WIDTH - _EDGE:
        return bar.says, right + 5
    if left - 5 - wide >= _NAMES:
        return bar.says, left - 5 - wide
    return cut(bar.says, inside, _SMALL), left + 11
