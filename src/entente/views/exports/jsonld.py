"""JSON-LD: schema.org claims with their factuality, provenance (PROV-O) and where in the text they stand (Web Annotation).

https://schema.org/Claim , https://www.w3.org/TR/prov-o/ , https://www.w3.org/TR/annotation-model/#selectors
"""

import json
import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from entente.model.claim import Claim
from entente.model.entity import kind_of
from entente.views.exports.iris import BASE, claim_iri, entity_iri, report_iri
from entente.views.exports.letters import plain
from entente.views.exports.material import Material

Node = dict[str, Any]
READER = f"{BASE}reader:{version('entente')}"
_A_DATE = re.compile(r"\d{4}(-\d\d){0,2}")  # what schema.org calls a Date; an EDTF interval is none
_TYPES = {"person": "schema:Person", "gathering": "schema:Event", "place": "schema:Place", "country": "schema:Country"}


def context() -> Node:
    """Give the JSON-LD context, in the document itself: nothing is fetched to understand it."""
    dates = {"generatedAtTime": "xsd:dateTime", "startedAtTime": "xsd:dateTime"}
    links = ("wasGeneratedBy", "wasDerivedFrom", "used", "wasAssociatedWith", "wasAttributedTo")
    return {
        "schema": "https://schema.org/",
        "prov": "http://www.w3.org/ns/prov#",
        "oa": "http://www.w3.org/ns/oa#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "entente": f"{BASE}term:",
        **{f"prov:{name}": {"@type": kind} for name, kind in dates.items()},
        **{f"prov:{name}": {"@type": "@id"} for name in links},
        "oa:start": {"@type": "xsd:nonNegativeInteger"},
        "oa:end": {"@type": "xsd:nonNegativeInteger"},
        "oa:hasSource": {"@type": "@id"},
        "entente:confidence": {"@type": "xsd:decimal"},
    }


def write_jsonld(material: Material) -> Iterator[bytes]:
    """Give the claims as one JSON-LD document.

    What a claim says hangs on the claim, as its roles and attributes, with `entente:factuality` and `entente:polarity`: no node
    says anything of an entity but its name, so that nothing hoped or denied is a fact for software that reads schema.org alone.
    """
    graph = [
        *_reports(material),
        *_entities(material),
        *(_claim(claim, material) for claim in material.claims),
        _reader(),
    ]
    document = {"@context": context(), "@graph": graph}
    yield (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _claim(claim: Claim, material: Material) -> Node:
    return {
        "@id": claim_iri(claim),
        "@type": ["schema:Claim", "prov:Entity"],
        "schema:text": plain(material.says(claim, day=True)),
        "schema:appearance": _passage(claim),
        "schema:about": [{"@id": entity_iri(entity)} for entity in sorted(claim.entities())],
        "entente:kind": claim.kind,
        "entente:factuality": claim.factuality,
        "entente:polarity": claim.polarity,
        "entente:role": [_filler(role, entity) for role, ids in claim.roles.items() for entity in ids],
        "entente:attribute": [_value(name, value) for name, value in claim.attributes.items()],
        "entente:condition": [plain(condition) for condition in claim.conditions],
        "entente:where": [{"@id": entity_iri(place)} for place in claim.where],
        "prov:wasAttributedTo": [entity_iri(who) for who in claim.attribution],
        "prov:wasDerivedFrom": report_iri(claim.report),
        "prov:generatedAtTime": material.recorded_at(claim),
        "prov:wasGeneratedBy": _reading(claim.report),
        "entente:rule": claim.rule,
        "entente:confidence": str(round(claim.confidence, 3)),
        **({"entente:when": claim.when} if claim.when else {}),
    }


def _passage(claim: Claim) -> Node:
    """Give the sentence as a specific resource: its offsets (Unicode characters, as the recommendation asks) and its words."""
    position = {
        "@type": "oa:TextPositionSelector",
        "oa:start": str(claim.passage.start),
        "oa:end": str(claim.passage.end),
    }
    words = {"@type": "oa:TextQuoteSelector", "oa:exact": plain(claim.quote)}
    return {
        "@id": f"{claim_iri(claim)}:passage",
        "@type": ["oa:SpecificResource", "schema:CreativeWork"],
        "oa:hasSource": report_iri(claim.report),
        "oa:hasSelector": [position, words],
    }


def _filler(role: str, entity: str) -> Node:
    return {"@type": "schema:Role", "schema:roleName": role, "entente:filler": {"@id": entity_iri(entity)}}


def _value(name: str, value: str) -> Node:
    return {"@type": "schema:PropertyValue", "schema:name": name, "schema:value": plain(value)}


def _entities(material: Material) -> Iterator[Node]:
    for entity in sorted({entity for claim in material.claims for entity in claim.entities()}):
        kind = _TYPES.get(kind_of(entity), "schema:Organization")
        yield {
            "@id": entity_iri(entity),
            "@type": kind,
            "schema:name": plain(material.name(entity)),
            "schema:identifier": entity,
        }


def _reports(material: Material) -> Iterator[Node]:
    for key in sorted({claim.report for claim in material.claims}):
        report = material.reports.get(key)
        reported = report.reported if report else ""
        told = {
            "schema:headline": plain(material.title(key)),
            "schema:datePublished": reported if _A_DATE.fullmatch(reported) else "",
            "entente:reported": reported,
            "schema:sha256": report.digest if report else "",
            "entente:report": plain(key),
        }
        node = {"@id": report_iri(key), "@type": ["schema:NewsArticle", "prov:Entity"]}
        publisher = material.publisher(key)
        by = (
            {"schema:publisher": {"@type": "schema:Organization", "schema:name": plain(publisher)}} if publisher else {}
        )
        yield {**node, **{name: value for name, value in told.items() if value}, **by}
        yield _activity(key, report.recorded if report else "")


def _activity(key: str, recorded: str) -> Node:
    node: Node = {"@id": _reading(key), "@type": "prov:Activity", "prov:used": report_iri(key)}
    node["prov:wasAssociatedWith"] = READER
    return {**node, "prov:startedAtTime": recorded} if recorded else node


def _reader() -> Node:
    return {"@id": READER, "@type": ["prov:SoftwareAgent", "schema:SoftwareApplication"], "schema:name": "Entente"}


def _reading(key: str) -> str:
    return f"{BASE}reading:{report_iri(key)}"
