"""Nothing hoped, planned, alleged or denied becomes a fact on the way: every format, read by software that is not ours."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import duckdb
import feedparser
import networkx as nx
import openpyxl
import pytest
import rdflib
from icalendar import Calendar

from entente.model.claim import FACTUALITIES, Claim
from entente.views.exports.formats import FORMATS, Form, fitting
from entente.views.exports.material import Material
from entente.views.exports.selection import DENIED, WORDS

pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning:rdflib")  # its own parsers use it
MakeClaim = Callable[..., Claim]
MakeMaterial = Callable[..., Material]
Read = Callable[[bytes], int]
PAIR = ("noc/RUS", "noc/SYR")
SAID: tuple[dict[str, Any], ...] = (
    {"kind": "meeting", "roles": {"party": PAIR}, "when": "2023-06-10"},
    {"kind": "standing", "roles": {"subject": PAIR[:1], "authority": PAIR[1:]}, "attributes": {"status": "banned"}},
    {"kind": "office", "roles": {"holder": ("person/a-b",), "body": PAIR[:1]}, "attributes": {"post": "president"}},
    {"kind": "membership", "roles": {"member": PAIR[:1], "body": ("org/ioc",)}, "when": "2017"},
    {"kind": "agreement", "roles": {"party": PAIR}, "attributes": {"stage": "signed"}, "when": "2023-06-10"},
    {"kind": "criticism", "roles": {"critic": PAIR[:1], "target": PAIR[1:]}, "attributes": {"of": "all"}},
)


def _facts(rows: Iterable[Mapping[str, Any]]) -> int:
    return sum((row["factuality"], row["polarity"]) == ("asserted", "positive") for row in rows)


def _lines(data: bytes) -> int:
    return _facts(json.loads(line) for line in data.splitlines())


def _csv(data: bytes) -> int:
    return _facts(csv.DictReader(io.StringIO(data.decode())))


def _xlsx(data: bytes) -> int:
    header, *rows = openpyxl.load_workbook(io.BytesIO(data))["claims"].iter_rows(values_only=True)
    return _facts(dict(zip(header, row, strict=True)) for row in rows)


def _parquet(data: bytes) -> int:
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        file.write(data)
        file.flush()
        found = duckdb.read_parquet(file.name)
        return len(found.filter("factuality = 'asserted' and polarity = 'positive'").fetchall())


def _ftm(data: bytes) -> int:
    """Give the number of entities that say something of others and do not say that it is unsure."""
    entities = [json.loads(line) for line in data.splitlines()]
    links = [e["properties"] for e in entities if e["properties"].get("recordId")]
    return sum(not _is_hedged(link) for link in links)


def _is_hedged(properties: Mapping[str, list[str]]) -> bool:
    """Tell whether a link says that it is unsure: at the beginning of its summary, and in its status."""
    words = (*WORDS, "asserted not")
    in_status = any(word in status for status in properties.get("status", ()) for word in (*WORDS, "not"))
    return in_status or properties["summary"][0].startswith(tuple(f"{word}: " for word in words))


def _jsonld(data: bytes) -> int:
    term = rdflib.Namespace("urn:entente:term:")
    graph = rdflib.Graph().parse(data=data, format="json-ld")
    sure = set(graph.subjects(term.factuality, rdflib.Literal("asserted")))
    return len(sure & set(graph.subjects(term.polarity, rdflib.Literal("positive"))))


def _gexf(data: bytes) -> int:
    return _facts(edge for _, _, edge in nx.read_gexf(io.BytesIO(data), version="1.3").edges(data=True))


def _graphml(data: bytes) -> int:
    return _facts(edge for _, _, edge in nx.read_graphml(io.BytesIO(data), force_multigraph=True).edges(data=True))


def _ics(data: bytes) -> int:
    return sum(str(event["status"]) == "CONFIRMED" for event in Calendar.from_ical(data).walk("VEVENT"))


def _atom(data: bytes) -> int:
    tags = [{tag.term for tag in entry.tags} for entry in feedparser.parse(data).entries]
    return sum({"asserted", "positive"} <= terms for terms in tags)


def _rocrate(data: bytes) -> int:
    """Give the most facts that one file of the folder tells."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return max(READ[form](archive.read(name)) for form, name in _IN_CRATE.items())


_IN_CRATE = {
    Form.JSONL: "claims.jsonl",
    Form.CSV: "claims.csv",
    Form.XLSX: "claims.xlsx",
    Form.PARQUET: "claims.parquet",
    Form.FTM: "entities.ftm.json",
    Form.JSONLD: "claims.jsonld",
    Form.PLOVER: "plover.jsonl",
    Form.GEXF: "network.gexf",
    Form.GRAPHML: "network.graphml",
    Form.ICS: "calendar.ics",
    Form.ATOM: "claims.atom",
}
READ: dict[Form, Read] = {
    Form.JSONL: _lines,
    Form.CSV: _csv,
    Form.XLSX: _xlsx,
    Form.PARQUET: _parquet,
    Form.FTM: _ftm,
    Form.JSONLD: _jsonld,
    Form.PLOVER: _lines,
    Form.GEXF: _gexf,
    Form.GRAPHML: _graphml,
    Form.ICS: _ics,
    Form.ATOM: _atom,
    Form.ROCRATE: _rocrate,
}


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("include", [(), ("all",)])
def test_only_what_is_asserted_is_a_fact(
    form: Form, include: tuple[str, ...], make_claim: MakeClaim, make_material: MakeMaterial
) -> None:
    def facts(**told: str) -> int:
        claims = tuple(make_claim(**said, **told, start=n * 20) for n, said in enumerate(SAID))
        return READ[form](b"".join(FORMATS[form].write(make_material(fitting(form, claims, include).claims))))

    found = {word: facts(factuality=word) for word in FACTUALITIES} | {DENIED: facts(polarity="negative")}
    assert found.pop("asserted") > 0
    assert found == dict.fromkeys(found, 0)
