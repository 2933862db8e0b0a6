"""The network of who deals with whom, one edge for each pair that a claim relates: GEXF 1.3 (dynamic, for Gephi) and GraphML."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.model.entity import code_of, kind_of
from entente.views.exports.errors import needs
from entente.views.exports.letters import plain
from entente.views.exports.material import Material

if TYPE_CHECKING:
    import networkx as nx

Pair = tuple[str, str]
_AT_GATHERINGS = ("bid", "participation")  # what these are about is the gathering
_DIRECTED = "Entente: an edge for each pair that a claim relates, with its factuality, from its source to its target."


def write_gexf(material: Material) -> Iterator[bytes]:
    """Give the network as GEXF 1.3; an edge has a spell for the days on which the claim may hold.

    A claim without a date of its own has its report's, and says so in `dated_by`; see https://gexf.net/schema.html . Raises
    ExportError where networkx is not installed.
    """
    graph = network(material)
    for _, _, key, data in graph.edges(keys=True, data=True):
        data["id"] = key
        if (spell := (data.pop("start", None), data.pop("end", None))) != (None, None):
            data["spells"] = [spell]
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.3")
    writer.add_graph(graph)
    _describe(writer.xml, writer.NS_GEXF, material)
    _drop(writer.xml, "networkx_key")
    _set_kinds(writer.xml, graph)
    ET.indent(writer.xml)
    yield ET.tostring(writer.xml, encoding="utf-8", xml_declaration=True)


def _drop(gexf: ET.Element, title: str) -> None:
    """Take an attribute out that networkx adds for itself, which is the edge's id again."""
    keys = {declared.get("id") for declared in gexf.iter("attribute") if declared.get("title") == title}
    for parent in [*gexf.iter("attributes"), *gexf.iter("attvalues")]:
        for child in [child for child in parent if child.get("id", child.get("for")) in keys]:
            parent.remove(child)


def _set_kinds(gexf: ET.Element, graph: "nx.MultiDiGraph[str]") -> None:
    """Give each edge the kind by which Gephi keeps parallel edges apart: it merges those of one kind, a hope with a fact else."""
    kinds = {key: data for _, _, key, data in graph.edges(keys=True, data=True)}
    for edge in (e for e in gexf.iter() if e.tag.rpartition("}")[2] == "edge"):
        told = kinds[edge.get("id", "")]
        sure = told["factuality"] if told["polarity"] == "positive" else f"{told['factuality']} not"
        edge.set("kind", f"{told['label']} ({sure})")


def _describe(gexf: ET.Element, namespace: str, material: Material) -> None:
    """Put the day of the newest claim in the place of today's, so that the same register gives the same file."""
    for name in [name for name in gexf.attrib if name.endswith("schemaLocation")]:
        del gexf.attrib[name]  # networkx writes it in a namespace that is none
    gexf.attrib.pop("xmlns:xsi", None)
    for graph in gexf.iter("graph"):
        graph.attrib.pop("name", None)  # of networkx; the schema of 1.3 has none
        graph.set("timerepresentation", "interval")
        graph.set("timeformat", "date")
    for meta in (e for e in gexf.iter() if e.tag.rpartition("}")[2] == "meta"):
        meta.set("lastmodifieddate", material.made[:10])
        for part in list(meta):
            meta.remove(part)
        prefix = f"{{{namespace}}}" if meta.tag.startswith("{") else ""
        ET.SubElement(meta, f"{prefix}creator").text = "Entente"
        ET.SubElement(meta, f"{prefix}description").text = _DIRECTED


def write_graphml(material: Material) -> Iterator[bytes]:
    """Give the network as GraphML, http://graphml.graphdrawing.org ; an edge has its first and last day as `start` and `end`.

    Raises ExportError where networkx is not installed.
    """
    graph = network(material)
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(graph)
    _lower_booleans(writer.xml)
    ET.indent(writer.xml)
    yield ET.tostring(writer.xml, encoding="utf-8", xml_declaration=True)


def _lower_booleans(graphml: ET.Element) -> None:
    """Write booleans as XML Schema does, not as Python."""
    keys = {key.get("id") for key in graphml.iter("key") if key.get("attr.type") == "boolean"}
    for data in graphml.iter("data"):
        if data.get("key") in keys:
            data.text = (data.text or "").lower()


def network(material: Material) -> "nx.MultiDiGraph[str]":
    """Give the network as a graph of networkx: nodes are entity ids, edges' keys begin with the claim's id.

    An edge says what kind of claim it is, how it is told, who says it and in which sentence. `symmetric` edges, as of a meeting,
    have no direction of their own. Raises ExportError where networkx is not installed.
    """
    try:
        import networkx as nx
    except ImportError as error:
        raise needs("networkx", "gexf and graphml") from error
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for place, claim in enumerate(material.claims):
        symmetric, pairs = pairs_of(claim, material.kinds)
        for number, (source, target) in enumerate(pairs):
            for entity in (source, target):
                graph.add_node(entity, **_node(entity, material))
            key = f"{claim.id}-{place}-{number}"
            graph.add_edge(source, target, key=key, **_edge(claim, material), symmetric=symmetric)
    return graph


def pairs_of(claim: Claim, kinds: Mapping[str, Any]) -> tuple[bool, list[Pair]]:
    """Tell whether a claim relates like with like, and give the pairs it relates, source first; none where it names one side."""
    sources, targets = _sides(claim, kinds.get(claim.kind, {}))
    if sources and not targets:
        return True, list(combinations(sources, 2))
    return False, [(s, t) for s, t in product(sources, targets) if s != t]


def _sides(claim: Claim, kind: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give who acts and on whom, by two roles of the kind; where one role holds all, they are like with like."""
    if claim.kind == "gathering":
        return tuple(e for role in kind["roles"] for e in claim.roles.get(role, ())), claim.roles.get("gathering", ())
    for source, target in _role_pairs(claim, kind):
        if source == target or (claim.roles.get(source) and claim.roles.get(target)):
            return claim.roles.get(source, ()), claim.roles.get(target, ()) if target != source else ()
    return (), ()


def _role_pairs(claim: Claim, kind: Mapping[str, Any]) -> Iterator[Pair]:
    """Give the pairs of roles to try: the core ones, turned where the second acts (an authority suspends), then the actors."""
    roles, actors = list(kind.get("roles", ())), kind.get("actors", {})
    core = [role for role in kind.get("core", ()) if role in roles][:2]
    acting = actors.get("source", "")
    if len(core) > 1:
        yield (core[1], core[0]) if acting == core[1] else (core[0], core[1])
    elif actors:
        yield _filled(claim, acting), _filled(claim, actors["target"])
    else:
        yield roles[0] if roles else "", roles[1] if len(roles) > 1 else core[0] if core else ""
    if claim.kind in _AT_GATHERINGS:
        yield roles[0], "gathering"


def _filled(claim: Claim, roles: str) -> str:
    return next((role for role in roles.split("|") if claim.roles.get(role)), "")


def _node(entity: str, material: Material) -> dict[str, str]:
    return {"label": plain(material.name(entity)), "kind": kind_of(entity), "country": code_of(entity)}


def _edge(claim: Claim, material: Material) -> dict[str, Any]:
    dated_by = "when" if claim.when else "report" if claim.reported else ""
    first, last = days_of(claim.when or claim.reported)
    told: dict[str, Any] = {
        "label": claim.kind,
        "factuality": claim.factuality,
        "polarity": claim.polarity,
        "says": material.says(claim),
        "attribution": "; ".join(claim.attribution),
        "conditions": "; ".join(claim.conditions),
        "when": claim.when,
        "dated_by": dated_by,
        "claim": claim.id,
        "report": claim.report,
        "sentence": claim.quote,
        "start": first.isoformat() if first else "",
        "end": last.isoformat() if last else "",
    }
    filled = {name: plain(value) for name, value in told.items() if value}
    return {**filled, "confidence": round(claim.confidence, 3)}
