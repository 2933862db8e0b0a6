"""An Atom feed of the newest claims (RFC 4287), for a feed reader."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from entente.model.claim import Claim
from entente.views.exports.iris import claim_iri, report_iri
from entente.views.exports.letters import plain
from entente.views.exports.material import Material

NAMESPACE = "http://www.w3.org/2005/Atom"
NEWEST = 200
"""How many claims a feed holds; a reader that polls it daily misses none unless a day brings more."""


def write_atom(material: Material) -> Iterator[bytes]:
    """Give the claims that were recorded last, newest first, 200 at most; the title of an entry says how the claim is told."""
    feed = ET.Element("feed", xmlns=NAMESPACE)
    _add(feed, "id", "urn:entente:claims")
    _add(feed, "title", "Entente: new claims")
    _add(feed, "updated", material.made)
    _add(_add(feed, "author"), "name", "Entente")
    _add(feed, "generator", "Entente")
    for claim in newest(material):
        feed.append(_entry(claim, material))
    ET.indent(feed)
    yield ET.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"


def newest(material: Material) -> list[Claim]:
    """Give the claims of a feed: the last recorded ones, those of one moment in the order of their reports."""
    by_moment = sorted(material.claims, key=material.recorded_at, reverse=True)
    return by_moment[:NEWEST]


def _entry(claim: Claim, material: Material) -> ET.Element:
    entry, moment = ET.Element("entry"), material.recorded_at(claim)
    _add(entry, "id", f"{claim_iri(claim)}:{report_iri(claim.report)}")
    _add(entry, "title", material.says(claim, day=True))
    _add(entry, "updated", moment)
    _add(entry, "published", moment)
    _add(_add(entry, "author"), "name", material.publisher(claim.report) or claim.report)
    for scheme, term in (("kind", claim.kind), ("factuality", claim.factuality), ("polarity", claim.polarity)):
        _add(entry, "category", term=term, scheme=f"urn:entente:{scheme}")
    if claim.report.startswith(("http://", "https://")):
        _add(entry, "link", rel="related", href=report_iri(claim.report), title=material.title(claim.report))
    _add(entry, "summary", " ".join(claim.quote.split()))
    _add(entry, "content", _details(claim, material), type="text")
    return entry


def _details(claim: Claim, material: Material) -> str:
    lines = (
        ("When", claim.when),
        ("Who says it", ", ".join(material.name(e) for e in claim.attribution)),
        ("On condition", "; ".join(claim.conditions)),
        ("Sentence", claim.quote),
        ("Report", ", ".join(v for v in (material.title(claim.report), claim.report, claim.reported) if v)),
        ("Why", f"entente explain {claim.id}"),
    )
    return "\n".join(f"{name}: {' '.join(value.split())}" for name, value in lines if value)


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, {key: plain(value) for key, value in attributes.items() if value})
    if text:
        child.text = plain(text)
    return child
