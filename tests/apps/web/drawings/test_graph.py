from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from entente.apps.web.drawings.graph import Dot, Graph, Tie, draw_graph
from entente.apps.web.drawings.svg import Element
from tests.apps.web.drawings.geometry import boxes, every, meet, outside

NAMES = st.text(st.characters(codec="utf-8"), max_size=60)


def star(names: list[str], weights: list[int]) -> Graph:
    """Give a graph of so many about the first, and some lines between them."""
    shapes = ("round", "square", "pointed")
    dots = tuple(
        Dot(f"org/{n}", name, shapes[n % 3], weight, name, "/x")
        for n, (name, weight) in enumerate(zip(names, weights, strict=False))
    )
    spokes = [Tie("org/0", dot.key, dot.weight, "good", "asserted", "t", "#d") for dot in dots[1:]]
    ring = [Tie(a.key, b.key, 1, "bad", "hoped", "t", "#d") for a, b in zip(dots[1:], dots[5:], strict=False)]
    return Graph("t", "s", dots, (*spokes, *ring), (("good", "asserted", "cooperation"),))


GRAPHS = st.builds(star, st.lists(NAMES, max_size=61), st.lists(st.integers(0, 9000), max_size=61))


@settings(max_examples=15)
@given(GRAPHS)
def test_nothing_leaves_the_frame_and_nobody_stands_on_another(graph: Graph) -> None:
    drawing = draw_graph(graph)
    assert outside(drawing) == []
    dots = [boxes(one) for one in every(drawing) if one.attributes.get("class", "").startswith("dot")]
    assert len(dots) == len(graph.dots)
    assert not any(meet(a, b) for one, other in combinations(dots, 2) for a in one for b in other)


def drawn() -> Element:
    return draw_graph(star([f"Body {n}" for n in range(61)], [n % 9 for n in range(61)]))


def test_the_same_network_gives_the_same_drawing_with_all_names() -> None:
    drawing = drawn()
    assert drawing == drawn()
    names = [one for one in every(drawing) if one.attributes.get("class") == "who"]
    assert len(names) == 61


def test_lines_end_where_dots_stand() -> None:
    drawing = drawn()
    places = {(one.attributes["cx"], one.attributes["cy"]) for one in every(drawing) if one.name == "circle"}
    ends = {(one.attributes["x2"], one.attributes["y2"]) for one in every(drawing) if one.attributes.get("data-one")}
    assert places & ends
    widths = {float(one.attributes["stroke-width"]) for one in every(drawing) if one.attributes.get("data-one")}
    assert max(widths) > min(widths)
