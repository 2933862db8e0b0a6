"""A network as a drawing: who stands in the middle, the others about it, nobody on top of another, lines by weight."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import hypot, sqrt

from entente.apps.web.drawings.lettering import cut, width_of
from entente.apps.web.drawings.svg import Element, Frame, draw, framed, link
from entente.apps.web.drawings.textures import TEXTURES

WIDTH, HEIGHT, _EDGE = 1080, 760, 10
_LETTERS, _ROOM = 11.5, 190.0
_SMALLEST, _LARGEST = 6.0, 17.0
_STEP = 18
_SEED = 20230615
_ROUNDS = 120
_WIDEST = 7.0
_LEGEND = 30

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """Somebody: the id by which lines name it, its name, its shape (round, square, pointed), its weight, and its address."""

    key: str
    name: str
    shape: str
    weight: int
    full: str
    address: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A line between two, by their keys: its weight, tone and texture, what it says in full and where it leads."""

    one: str
    other: str
    weight: int
    tone: str
    texture: str
    full: str
    address: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Dots, the first in the middle, and the lines between them."""

    title: str
    summary: str
    dots: tuple[Dot, ...]
    ties: tuple[Tie, ...]
    explained: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class _Placed:
    dot: Dot
    at: Point
    radius: float
    text: str

    @cached_property
    def box(self) -> Box:
        """Left, top, right, bottom of the dot with its name below."""
        half = max(width_of(self.text, _LETTERS) / 2, self.radius) + 2
        below = 16 if self.text else 2
        return self.at[0] - half, self.at[1] - self.radius - 2, self.at[0] + half, self.at[1] + self.radius + below


def draw_graph(graph: Graph) -> Element:
    """Give the drawing, the same for the same network; only names are left out where there is no room for them."""
    placed = _placed(graph)
    lines = [_line(tie, placed) for tie in reversed(graph.ties) if tie.one in placed and tie.other in placed]
    frame = Frame(WIDTH, HEIGHT, graph.title, graph.summary)
    dots = [_dot(one, number == 0) for number, one in enumerate(placed.values())]
    return framed(
        frame, draw("g", *lines, class_="all-ties"), draw("g", *dots, class_="all-dots"), *_legend(graph.explained)
    )


def _placed(graph: Graph) -> dict[str, _Placed]:
    """Give each dot a place: where the layout has it, or as near as nothing else stands."""
    heaviest = max((dot.weight for dot in graph.dots[1:]), default=1)
    found: dict[str, _Placed] = {}
    for number, (dot, wanted) in enumerate(zip(graph.dots, _layout(graph), strict=True)):
        share = sqrt(dot.weight / max(heaviest, 1)) if number else 1.2
        radius = _SMALLEST + (_LARGEST - _SMALLEST) * min(share, 1.2)
        found[dot.key] = _free(dot, wanted, radius, found.values())
    return found


def _free(dot: Dot, wanted: Point, radius: float, taken: Iterable[_Placed]) -> _Placed:
    boxes = [one.box for one in taken]
    for text in (cut(dot.name, _ROOM, _LETTERS), cut(dot.name, _ROOM / 2, _LETTERS), ""):
        left, top, right, bottom = _Placed(dot, (0, 0), radius, text).box
        for x, y in _about(wanted):
            if _is_free((x + left, y + top, x + right, y + bottom), boxes):
                return _Placed(dot, (x, y), radius, text)
    return _Placed(dot, (WIDTH / 2, HEIGHT / 2), _SMALLEST, "")


def _about(wanted: Point) -> Iterator[Point]:
    """Give places about a point, the nearest first."""
    yield wanted
    for ring in range(1, WIDTH // _STEP):
        yield from ((wanted[0] + x, wanted[1] + y) for x, y in _ring(ring))


@cache
def _ring(number: int) -> tuple[Point, ...]:
    """Give the places so many steps off, the nearest first."""
    sides = range(-number, number + 1)
    edges = [(x, y) for x in sides for y in ((-number, number) if abs(x) < number else sides)]
    return tuple((x * _STEP, y * _STEP) for x, y in sorted(edges, key=lambda at: hypot(*at)))


def _is_free(box: Box, taken: Iterable[Box]) -> bool:
    """Tell whether a box lies in the frame and meets no other."""
    left, top, right, bottom = box
    if left < _EDGE or top < _EDGE or right > WIDTH - _EDGE or bottom > HEIGHT - _EDGE - _LEGEND:
        return False
    return all(left >= x2 or x1 >= right or top >= y2 or y1 >= bottom for x1, y1, x2, y2 in taken)


def _layout(graph: Graph) -> list[Point]:
    """Give where the dots would best stand, by Fruchterman and Reingold's forces, with the first held in the middle."""
    import networkx as nx

    if not graph.dots:
        return []
    keys = [dot.key for dot in graph.dots]
    net: nx.Graph[str] = nx.Graph()
    net.add_nodes_from(keys)
    known = frozenset(keys)
    net.add_weighted_edges_from(
        (tie.one, tie.other, 1 + sqrt(tie.weight)) for tie in graph.ties if {tie.one, tie.other} <= known
    )
    start = nx.circular_layout(net) | {keys[0]: (0.0, 0.0)}
    found = nx.spring_layout(
        net, pos=start, fixed=keys[:1], seed=_SEED, iterations=_ROUNDS, k=2.2 / sqrt(len(keys)), method="force"
    )
    return _fitted([(float(found[key][0]), float(found[key][1])) for key in keys])


def _fitted(points: Sequence[Point]) -> list[Point]:
    """Give points moved and stretched so that they fill the frame, with the first in its middle."""
    x0, y0 = points[0]
    wide = max((abs(x - x0) for x, _ in points), default=0) or 1
    high = max((abs(y - y0) for _, y in points), default=0) or 1
    room = (WIDTH / 2 - 90, HEIGHT / 2 - 60)
    return [(WIDTH / 2 + (x - x0) / wide * room[0], HEIGHT / 2 - 16 + (y - y0) / high * room[1]) for x, y in points]


def _line(tie: Tie, placed: Mapping[str, _Placed]) -> Element:
    (x1, y1), (x2, y2) = placed[tie.one].at, placed[tie.other].at
    drawn = TEXTURES.get(tie.texture, "dashed")
    kind = f"tie {drawn} {tie.tone}"
    ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
    wide = min(1 + sqrt(tie.weight) * 0.9, _WIDEST)
    line = draw("line", class_=kind, stroke_width=wide, data_one=tie.one, data_other=tie.other, **ends)
    return link(tie.address, tie.full, draw("line", class_="reach", **ends), line)


def _dot(one: _Placed, centre: bool) -> Element:
    x, y = one.at
    text = None
    if one.text:
        text = draw("text", one.text, class_="who", x=x, y=y + one.radius + 12, text_anchor="middle")
    kind = "dot centre" if centre else "dot"
    return link(one.dot.address, one.dot.full, _shape(one), text, class_=kind, data_key=one.dot.key)


def _shape(one: _Placed) -> Element:
    (x, y), r = one.at, one.radius
    if one.dot.shape == "square":
        return draw("rect", class_="node", x=x - r * 0.9, y=y - r * 0.9, width=r * 1.8, height=r * 1.8, rx=2)
    if one.dot.shape == "pointed":
        way = f"M{x:.1f} {y - r:.1f}L{x + r:.1f} {y:.1f}L{x:.1f} {y + r:.1f}L{x - r:.1f} {y:.1f}Z"
        return draw("path", class_="node", d=way)
    return draw("circle", class_="node", cx=x, cy=y, r=r)


def _legend(explained: Iterable[tuple[str, str, str]]) -> Iterator[Element]:
    """Give what the lines mean: pairs of tone and texture with their words."""
    x, y = _EDGE + 4.0, HEIGHT - _EDGE - 6.0
    for tone, texture, words in explained:
        drawn = TEXTURES.get(texture, "dashed")
        yield draw("line", class_=f"tie {drawn} {tone}", stroke_width=3, x1=x, x2=x + 30, y1=y - 4, y2=y - 4)
        yield draw("text", words, class_="legend", x=x + 38, y=y)
        x += 38 + width_of(words, _LETTERS) + 26
