"""Where the parts of a drawing stand, for tests: everything that has a place, flattened, with the box that it takes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from entente.apps.web.drawings.lettering import width_of
from entente.apps.web.drawings.svg import Element

SLACK = 0.11  # numbers are written with one decimal


@dataclass(frozen=True, slots=True)
class Box:
    """The box of an element, in pixels."""

    name: str
    kind: str
    left: float
    top: float
    right: float
    bottom: float


def boxes(drawing: Element) -> list[Box]:
    """Give the boxes of all rectangles, lines, circles and texts of a drawing."""
    return list(_boxes(drawing, 0))


def _boxes(element: Element, down: float) -> Iterator[Box]:
    """Give the boxes in an element that is moved down."""
    down += float(re.sub(r"translate\(0 (.*)\)", r"\1", element.attributes.get("transform", "0")))
    if box := _box(element):
        yield replace(box, top=box.top + down, bottom=box.bottom + down)
    for child in element.children:
        if isinstance(child, Element):
            yield from _boxes(child, down)


def every(element: Element) -> Iterator[Element]:
    """Give an element and all that is in it."""
    yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from every(child)


def outside(drawing: Element) -> list[Box]:
    """Give what does not lie in the frame of a drawing."""
    wide, high = (float(drawing.attributes[side]) for side in ("width", "height"))
    return [
        box
        for box in boxes(drawing)
        if min(box.left, box.top) < -SLACK or box.right > wide + SLACK or box.bottom > high + SLACK
    ]


def meet(one: Box, other: Box) -> bool:
    """Tell whether two boxes cover one another."""
    beside = one.right <= other.left + SLACK or other.right <= one.left + SLACK
    return not (beside or one.bottom <= other.top + SLACK or other.bottom <= one.top + SLACK)


def _box(one: Element) -> Box | None:
    def number(name: str) -> float:
        return float(one.attributes.get(name, "0"))

    kind = one.attributes.get("class", "")
    if one.name == "rect":
        left, top = number("x"), number("y")
        return Box("rect", kind, left, top, left + number("width"), top + number("height"))
    if one.name == "line":
        xs, ys = sorted((number("x1"), number("x2"))), sorted((number("y1"), number("y2")))
        return Box("line", kind, xs[0], ys[0], xs[1], ys[1])
    if one.name == "circle":
        x, y, r = number("cx"), number("cy"), number("r")
        return Box("circle", kind, x - r, y - r, x + r, y + r)
    return _text_box(one, kind, number("x"), number("y")) if one.name == "text" else None


def _text_box(one: Element, kind: str, x: float, y: float) -> Box:
    size = float(one.attributes.get("font-size", "11.5"))
    wide = width_of("".join(child for child in one.children if isinstance(child, str)), size)
    left = x - {"middle": wide / 2, "end": wide}.get(one.attributes.get("text-anchor", ""), 0.0)
    return Box("text", kind, left, y - size * 0.8, left + wide, y + size * 0.2)
