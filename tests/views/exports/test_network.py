import io
import re
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from entente.model.claim import Claim
from entente.views.exports.material import Material
from entente.views.exports.network import network, pairs_of, write_gexf, write_graphml

MakeClaim = Callable[..., Claim]
MakeMaterial = Callable[..., Material]
GEXF = "{http://gexf.net/1.3}"
# https://gexf.net/schema.html , gexf.rng and dynamics.rng of GEXF 1.3, as far as we use it: what an element may hold (a regular
# expression over the children's names, in order), the attributes it must have, and those it may have.
HOLDS: dict[str, tuple[str, set[str], set[str]]] = {
    "gexf": ("(meta )?graph ", {"version"}, {"variant"}),
    "meta": ("(creator )?(keywords )?(description )?", set(), {"lastmodifieddate"}),
    "graph": (
        "(attributes )*nodes edges ",
        set(),
        {"defaultedgetype", "idtype", "timeformat", "start", "end", "mode", "timerepresentation", "timezone"},
    ),
    "attributes": ("(attribute )*", {"class"}, {"mode"}),
    "attribute": ("(default )?(options )?", {"id", "title", "type"}, set()),
    "nodes": ("(node )*", set(), {"count"}),
    "edges": ("(edge )*", set(), {"count"}),
    "node": ("(attvalues )?", {"id"}, {"label", "start", "end"}),
    "edge": (
        "(spells )?(attvalues )?",
        {"source", "target"},
        {"id", "type", "label", "weight", "start", "end", "kind"},
    ),
    "attvalues": ("(attvalue )*", set(), set()),
    "attvalue": ("", {"for", "value"}, {"start", "end"}),
    "spells": ("(spell )+", set(), set()),
    "spell": ("", set(), {"start", "end"}),
    "creator": ("", set(), set()),
    "description": ("", set(), set()),
}
TYPES = {"integer", "long", "double", "float", "boolean", "liststring", "string", "anyURI"}


@pytest.mark.parametrize("number", [0, 1, 12])
def test_the_gexf_keeps_to_the_rules_of_its_schema(
    number: int, claims: tuple[Claim, ...], make_material: MakeMaterial
) -> None:
    root = ET.fromstring(b"".join(write_gexf(make_material(claims[:number]))))  # noqa: S314 - made here
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    for element in root.iter():
        children, must, may = HOLDS[element.tag.removeprefix(GEXF)]
        held = "".join(f"{child.tag.removeprefix(GEXF)} " for child in element)
        assert re.fullmatch(children, held), (element.tag, held)
        names = {name.rpartition("}")[2] for name in element.keys()}  # noqa: SIM118 - an element has no other way
        assert must <= names <= must | may, (element.tag, names)
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert {"timeformat": "date", "timerepresentation": "interval"}.items() <= graph.attrib.items()
    assert graph.get("mode") == ("dynamic" if number else "static")
    _check_references(root)


def _check_references(root: ET.Element) -> None:
    nodes = [node.get("id") for node in root.iter(f"{GEXF}node")]
    edges = [edge.get("id") for edge in root.iter(f"{GEXF}edge")]
    assert len(nodes) == len(set(nodes))
    assert len(edges) == len(set(edges))
    assert {edge.get(end) for edge in root.iter(f"{GEXF}edge") for end in ("source", "target")} <= set(nodes)
    for kind in ("node", "edge"):
        declared = {
            a.get("id") for block in root.iter(f"{GEXF}attributes") if block.get("class") == kind for a in block
        }
        assert {
            value.get("for") for thing in root.iter(f"{GEXF}{kind}") for value in thing.iter(f"{GEXF}attvalue")
        } <= declared
    assert {attribute.get("type") for attribute in root.iter(f"{GEXF}attribute")} <= TYPES
    for spell in root.iter(f"{GEXF}spell"):
        days = [date.fromisoformat(day) for side in ("start", "end") if (day := spell.get(side))]
        assert days == sorted(days)


def test_networkx_reads_the_gexf(claims: tuple[Claim, ...], make_material: MakeMaterial) -> None:
    read = nx.read_gexf(io.BytesIO(b"".join(write_gexf(make_material(claims)))), version="1.3")
    made = network(make_material(claims))
    assert set(read.nodes) == set(made.nodes)
    assert read.nodes["org/ioc"]["label"] == "International Olympic Committee"
    told = sorted((data["claim"], data["factuality"], data["polarity"]) for _, _, data in read.edges(data=True))
    assert told == sorted((data["claim"], data["factuality"], data["polarity"]) for _, _, data in made.edges(data=True))
    spells = {data["claim"]: data["spells"] for _, _, data in read.edges(data=True)}
    assert spells[claims[0].id] == [("2023-05-10", "2023-05-10")]
    assert spells[claims[3].id] == [("2023-06-01", "2023-06-30")]


def test_parallel_edges_that_are_told_differently_are_of_different_kinds(
    make_claim: MakeClaim, make_material: MakeMaterial
) -> None:
    pair = {"party": ("noc/RUS", "noc/SYR")}
    told = [make_claim("meeting", pair), make_claim("meeting", pair, factuality="hoped")]
    told.append(make_claim("meeting", pair, polarity="negative"))
    root = ET.fromstring(b"".join(write_gexf(make_material(told))))  # noqa: S314 - made here
    kinds = [edge.get("kind") for edge in root.iter(f"{GEXF}edge")]
    assert sorted(map(str, kinds)) == ["meeting (asserted not)", "meeting (asserted)", "meeting (hoped)"]


def test_networkx_reads_the_graphml(claims: tuple[Claim, ...], make_material: MakeMaterial) -> None:
    read = nx.read_graphml(io.BytesIO(b"".join(write_graphml(make_material(claims)))), force_multigraph=True)
    made = network(make_material(claims))
    assert set(read.nodes(data="label")) == set(made.nodes(data="label"))
    told = {(s, t, d["claim"], d["factuality"], d["polarity"], d.get("start")) for s, t, d in read.edges(data=True)}
    assert told == {
        (s, t, d["claim"], d["factuality"], d["polarity"], d.get("start")) for s, t, d in made.edges(data=True)
    }


def test_a_date_that_is_the_reports_says_so(make_claim: MakeClaim, make_material: MakeMaterial) -> None:
    pair = {"party": ("noc/RUS", "noc/SYR")}
    told = [
        make_claim("tie", pair),
        make_claim("tie", pair, when="2023"),
        make_claim("tie", pair, reported="", start=5),
    ]
    graph = network(make_material(told))
    edges = [(data.get("dated_by"), data.get("start")) for _, _, data in graph.edges(data=True)]
    assert edges == [("report", "2023-05-15"), ("when", "2023-01-01"), (None, None)]


@pytest.mark.parametrize(
    ("kind", "roles", "symmetric", "pairs"),
    [
        ("meeting", {"party": ("a", "b", "c")}, True, [("a", "b"), ("a", "c"), ("b", "c")]),
        ("standing", {"subject": ("s",), "authority": ("a",)}, False, [("a", "s")]),
        ("standing", {"subject": ("s",)}, False, []),
        ("office", {"holder": ("h",), "body": ("b",), "opponent": ("o",)}, False, [("h", "b")]),
        ("gathering", {"gathering": ("g",), "organiser": ("o",), "host": ("h",)}, False, [("o", "g"), ("h", "g")]),
        ("cooperation", {"initiator": ("i",), "partner": ("p",)}, False, [("i", "p")]),
        ("participation", {"participant": ("p",), "gathering": ("g",)}, False, [("p", "g")]),
        ("bid", {"bidder": ("b",), "gathering": ("g",)}, False, [("b", "g")]),
        ("statement", {"speaker": ("s",), "about": ("s", "b")}, False, [("s", "b")]),
        ("tie", {"party": ("a",)}, True, []),
        ("unheard-of", {"party": ("a",)}, False, []),
    ],
)
def test_a_claim_relates_pairs(
    kind: str,
    roles: dict[str, tuple[str, ...]],
    symmetric: bool,
    pairs: list[tuple[str, str]],
    make_claim: MakeClaim,
    make_material: MakeMaterial,
) -> None:
    assert pairs_of(make_claim(kind, roles), make_material([]).kinds) == (symmetric, pairs)
