import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import rdflib
from pyld import jsonld
from rdflib.namespace import PROV, RDF

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.report import Report
from entente.views.exports.iris import claim_iri, entity_iri, report_iri
from entente.views.exports.jsonld import write_jsonld
from entente.views.exports.material import Material
from tests.conftest import claim_of

pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning:rdflib")  # its own parsers use it
MakeMaterial = Callable[..., Material]
ENTENTE = rdflib.Namespace("urn:entente:term:")
SCHEMA = rdflib.Namespace("https://schema.org/")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")


@pytest.fixture
def document(claims: tuple[Claim, ...], make_material: MakeMaterial) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(b"".join(write_jsonld(make_material(claims))))
    return made


@pytest.fixture
def graph(document: dict[str, Any]) -> rdflib.Graph:
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


def test_rdflib_and_pyld_read_the_same(document: dict[str, Any], graph: rdflib.Graph) -> None:
    normal = jsonld.normalize(document, {"algorithm": "URDNA2015", "format": "application/n-quads"})
    other = rdflib.Dataset()
    other.parse(data=normal, format="nquads")
    assert len(graph) == len(list(other.quads())) > 300
    assert {(str(s), str(o)) for s, o in graph.subject_objects(ENTENTE.factuality)} == {
        (str(s), str(o)) for s, _, o, _ in other.quads((None, ENTENTE.factuality, None, None))
    }


def test_every_claim_keeps_how_it_is_told(graph: rdflib.Graph, claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        node = rdflib.URIRef(claim_iri(claim))
        assert (node, RDF.type, SCHEMA.Claim) in graph
        assert str(graph.value(node, ENTENTE.factuality)) == claim.factuality
        assert str(graph.value(node, ENTENTE.polarity)) == claim.polarity
        fillers = {str(graph.value(role, ENTENTE.filler)) for role in graph.objects(node, ENTENTE.role)}
        assert fillers == {entity_iri(entity) for ids in claim.roles.values() for entity in ids}


def test_nothing_is_said_of_an_entity_but_its_name(graph: rdflib.Graph, claims: tuple[Claim, ...]) -> None:
    for entity in {entity for claim in claims for entity in claim.entities()}:
        said = set(graph.predicates(rdflib.URIRef(entity_iri(entity))))
        assert said == {RDF.type, SCHEMA.name, SCHEMA.identifier}


def test_a_claim_has_its_provenance(graph: rdflib.Graph, claims: tuple[Claim, ...]) -> None:
    node = rdflib.URIRef(claim_iri(claims[-1]))
    report = rdflib.URIRef("https://example.org/a?b=1&c=%C3%BC")
    assert graph.value(node, PROV.wasDerivedFrom) == report
    assert graph.value(node, PROV.generatedAtTime) == rdflib.Literal(
        "2023-06-01T12:00:00Z", datatype=rdflib.XSD.dateTime
    )
    activity = graph.value(node, PROV.wasGeneratedBy)
    assert (activity, RDF.type, PROV.Activity) in graph
    assert graph.value(activity, PROV.used) == report
    assert (graph.value(activity, PROV.wasAssociatedWith), RDF.type, PROV.SoftwareAgent) in graph
    alleged = rdflib.URIRef(claim_iri(claims[5]))
    assert graph.value(alleged, PROV.wasAttributedTo) == rdflib.URIRef(entity_iri("person/a-b"))


def test_only_a_date_is_published_on(make_claim: Callable[..., Claim], make_material: MakeMaterial) -> None:
    material = make_material([make_claim()])
    [report] = material.reports.values()
    inferred = replace(material, reports={report.key: replace(report, reported="2022-02-04/2023-10-04")})
    graph = rdflib.Graph().parse(data=b"".join(write_jsonld(inferred)), format="json-ld")
    node = rdflib.URIRef(report_iri(report.key))
    assert (node, SCHEMA.datePublished, None) not in graph
    assert str(graph.value(node, ENTENTE.reported)) == "2022-02-04/2023-10-04"


def test_the_selectors_find_the_sentence_in_the_text(knowledge: Knowledge) -> None:
    """As https://www.w3.org/TR/annotation-model/#text-position-selector counts: in characters of Unicode."""
    text = "\U0001f3c5 Gold. “They met,” he said."
    claim = claim_of(start=8, quote="“They met,” he said.", digest=Report(text, "a").digest)
    data = b"".join(write_jsonld(Material((claim,), {}, {}, {}, knowledge)))
    graph = rdflib.Graph().parse(data=data, format="json-ld")
    [(start, end)] = [(int(str(s)), int(str(graph.value(node, OA.end)))) for node, s in graph.subject_objects(OA.start)]
    [exact] = graph.objects(None, OA.exact)
    assert text[start:end] == str(exact) == claim.quote
    assert text.count(str(exact)) == 1


def test_a_claim_shows_where_its_sentence_stands(graph: rdflib.Graph, claims: tuple[Claim, ...]) -> None:
    passage = graph.value(rdflib.URIRef(claim_iri(claims[0])), SCHEMA.appearance)
    assert graph.value(passage, OA.hasSource) == rdflib.URIRef(report_iri("report.txt"))
    selectors = {graph.value(s, RDF.type): s for s in graph.objects(passage, OA.hasSelector)}
    position, quote = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
    assert [int(str(graph.value(position, name))) for name in (OA.start, OA.end)] == [0, 9]
    assert str(graph.value(quote, OA.exact)) == "They met."
