"""How surely something is told, as the texture of what is drawn: no colour says it alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from entente.apps.web.drawings.lettering import width_of
from entente.apps.web.drawings.svg import Element, draw

Box = tuple[float, float, float, float]
"""Left, top, width and height, in pixels."""

TEXTURES = {
    "decision": "solid",
    "asserted": "solid",
    "planned": "hollow",
    "recommendation": "dashed",
    "conditional": "striped",
    "possible": "dashed",
    "less sure": "dashed",
    "hoped": "dotted",
    "alleged": "checked",
    "denied": "struck",
}
"""How each word for it is drawn; what is told as not so is struck through."""
_ORDER = tuple(TEXTURES)
_GROUPS = ("asserted", "planned", "less sure", "denied")
_SIZE = 12.0
_SWATCH, _HIGH, _LINE = 26, 14, 22


@dataclass(frozen=True, slots=True)
class Sample:
    """A texture in a tone, which a legend explains."""

    texture: str
    tone: str

    @property
    def order(self) -> tuple[int, str]:
        """Where it stands in a legend: the surest first."""
        return (_ORDER.index(self.texture) if self.texture in _ORDER else len(_ORDER), self.tone)


def texture_of(factuality: str) -> str:
    """Give the texture of a factuality in words: "asserted not" is struck through, as what is denied."""
    return "denied" if factuality.endswith(" not") else factuality


def grouped(told: Mapping[str, int]) -> dict[str, int]:
    """Give numbers by factuality in fewer groups, the surest first: asserted, planned, less sure, denied."""
    found = dict.fromkeys(_GROUPS, 0)
    for factuality, number in told.items():
        how = texture_of(factuality)
        found[how if how in _GROUPS else "less sure"] += number
    return {how: number for how, number in found.items() if number}


def textured(texture: str, tone: str, box: Box) -> Element:
    """Give a rectangle in the texture of a word, and a tone (good, soon, bad, plain)."""
    left, top, width, height = box
    drawn = TEXTURES.get(texture, "dashed")
    rounded = min(4.0, width / 3, height / 4)
    shape = draw("rect", class_=f"{drawn} {tone}", x=left, y=top, width=width, height=height, rx=rounded)
    extra = _marks(drawn, tone, box)
    return draw("g", shape, *extra) if extra else shape


def _marks(drawn: str, tone: str, box: Box) -> list[Element]:
    left, top, width, height = box
    if drawn == "struck":
        middle = top + height / 2
        return [draw("line", class_=f"strike {tone}", x1=left, x2=left + width, y1=middle, y2=middle)]
    if drawn in ("striped", "checked"):
        way = _stripes(box) if drawn == "striped" else _dots(box)
        return [draw("path", class_=f"{'stripes' if drawn == 'striped' else 'dots'} {tone}", d=way)]
    return []


def _stripes(box: Box) -> str:
    """Give slanting lines over a box, a little apart; drawn one by one, since patterns take no colour of what they fill."""
    left, top, width, height = box
    slant = height / 2
    places = [left + n * 9 for n in range(1, int(min(width, 1200) // 9) + 1) if n * 9 + slant <= width]
    return (
        "".join(f"M{x:.0f} {top + height - 2:.0f}l{slant:.0f} {4 - height:.0f}" for x in places)
        or f"M{left:.0f} {top:.0f}"
    )


def _dots(box: Box) -> str:
    """Give a row of dots along the upper and the lower side of a box."""
    left, top, width, height = box
    rows = (top + 3.5, top + height - 3.5) if height > _HIGH else (top + height / 2,)
    return "".join(f"M{left + 4:.0f} {y:.1f}h{max(width - 8, 0.1):.1f}" for y in rows)


def legend(samples: Sequence[Sample], left: float, top: float, room: float) -> tuple[Element, float]:
    """Give what each texture means, once each, in as many lines as it takes, and where (pixels) it ends below."""
    told = list(dict.fromkeys(sample.texture for sample in samples))
    x, y, parts = left, top, []
    for texture in told:
        tone = "plain"
        wide = _SWATCH + 8 + width_of(texture, _SIZE) + 24
        if x > left and x + wide > left + room:
            x, y = left, y + _LINE
        parts += [
            textured(texture, tone, (x, y + 3, _SWATCH, _HIGH)),
            draw("text", texture, class_="legend", x=x + _SWATCH + 8, y=y + _HIGH),
        ]
        x += wide
    return draw("g", *parts, class_="legend"), y + (_LINE if told else 0)
