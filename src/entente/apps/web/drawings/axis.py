"""The axis of a drawing in time: lines at days, months or years, with their names above."""

from entente.apps.web.drawings.lettering import width_of
from entente.apps.web.drawings.scale import Scale, ticks
from entente.apps.web.drawings.svg import Element, draw

_LETTERS = 11.5
_ABOVE = 8


def axis(scale: Scale, top: float, bottom: float) -> Element:
    """Give lines from a little above `top` down to `bottom`; a name that has no room before the next is left out."""
    marks = ticks(scale)
    places = [scale.at(mark.day) for mark in marks]
    ends = [*places[1:], scale.right + _ABOVE]
    lines = [draw("line", class_="rule", x1=x, x2=x, y1=top - _ABOVE, y2=bottom) for x in places]
    names = [
        draw("text", mark.name, class_="axis", x=x + 3, y=top - _ABOVE - 4)
        for mark, x, end in zip(marks, places, ends, strict=True)
        if width_of(mark.name, _LETTERS) <= end - x - 4
    ]
    return draw("g", *lines, *names, aria_hidden="true")
