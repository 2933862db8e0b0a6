"""The examples of docs/formats.md: what each export gives for three claims, as the page shows it.

`python -m tests.docs.examples` puts them into the page anew.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq

from entente.knowledge.loader import load_knowledge
from entente.model.claim import Claim, Evidence
from entente.model.span import Span
from entente.register.queries import StoredReport
from entente.views.exports.formats import FORMATS, Form, fitting
from entente.views.exports.material import Material

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "formats.md"
ADDRESS = "https://example.org/moscow-sets-dates"
DIGEST = "4f" * 32
RECORDED = "2023-10-13T08:00:00Z"
TEXT = (
    "The Russian Olympic Committee and its Syrian counterpart plan to sign a memorandum on June 1.",
    "The International Olympic Committee suspended the Russian Olympic Committee on October 12.",
    "Its president Stanislav Pozdnyakov hopes for talks with Mali.",
)
NAMES = {
    "noc/RUS": "Russian Olympic Committee",
    "noc/SYR": "Syrian Olympic Committee",
    "noc/MLI": "National Olympic and Sports Committee of Mali",
    "org/ioc": "International Olympic Committee",
}
_EXAMPLE = re.compile(r"(<!-- example: (\w+) -->\n+```\w*\n)(.*?)(```\n)", re.DOTALL)
Told = dict[str, Any]


def _claim(number: int, kind: str, told: Told, **fields: Any) -> Claim:
    start = sum(len(sentence) + 1 for sentence in TEXT[:number])
    passage = Span(start, start + len(TEXT[number]))
    common: Told = {
        "report": ADDRESS,
        "digest": DIGEST,
        "reported": "2023-10-13",
        "quote": TEXT[number],
        "passage": passage,
    }
    return Claim(
        kind=kind, roles=told["roles"], attributes=told.get("attributes", {}), rule=told["rule"], **common, **fields
    )


def claims() -> tuple[Claim, ...]:
    """Give a claim that is planned, one that is asserted, and one that is hoped."""
    planned: Told = {"roles": {"party": ("noc/RUS", "noc/SYR")}, "rule": "agreement.sign"}
    planned["attributes"] = {"stage": "planned", "instrument": "memorandum"}
    decided: Told = {"roles": {"subject": ("noc/RUS",), "authority": ("org/ioc",)}, "rule": "standing.suspend"}
    decided["attributes"] = {"status": "suspended"}
    hoped: Told = {"roles": {"party": ("noc/RUS", "noc/MLI")}, "rule": "meeting.talks"}
    trigger = (Evidence("trigger", Span(61, 65)), Evidence("when", Span(82, 91)))
    return (
        _claim(0, "agreement", planned, factuality="planned", when="2023-06-01", evidence=trigger),
        _claim(1, "standing", decided, when="2023-10-12", confidence=0.9),
        _claim(2, "meeting", hoped, factuality="hoped", when_unknown="no time is told"),
    )


def material(form: Form) -> Material:
    """Give the material of a format: what it has a place for."""
    listed = fitting(form, claims()).claims
    report = StoredReport(ADDRESS, DIGEST, "Moscow sets dates", "The Relay Room", "2023-10-13", RECORDED, 3)
    recorded = {(claim.report, claim.id): RECORDED for claim in listed}
    return Material(listed, NAMES, {ADDRESS: report}, recorded, load_knowledge())


def example(form: Form) -> str:
    """Give the example of a format as the page shows it, with a line feed at its end."""
    data = b"".join(FORMATS[form].write(material(form)))
    shown = _SHOWN[form](data) if form in _SHOWN else data.decode()
    return shown.replace("\r\n", "\n").rstrip() + "\n"


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _ftm(data: bytes) -> str:
    rows = [json.loads(line) for line in data.decode().splitlines()]
    listed = "".join(f"{row['schema']}: {row['caption']} ({row['id']})\n" for row in rows)
    sanction = next(row for row in rows if row["schema"] == "Sanction")
    sanction["statements"] = [sanction["statements"][0], "…"]
    return f"{listed}\n{_pretty(sanction)}"


def _jsonld(data: bytes) -> str:
    document = json.loads(data)
    nodes = [node for node in document["@graph"] if "schema:Claim" in node["@type"]]
    return _pretty({"@context": "…", "@graph": ["…", nodes[0], "…"]})


def _xlsx(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    lines = [f"sheet {sheet.title}: {sheet.max_row} rows, {sheet.max_column} columns" for sheet in book]
    header, first, *_ = book["claims"].iter_rows(values_only=True)
    filled = [f"{name}: {_cell(value)}" for name, value in zip(header, first, strict=True) if value is not None]
    return "\n".join([*lines, "", *filled])


def _cell(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def _parquet(data: bytes) -> str:
    schema = pq.read_schema(io.BytesIO(data))
    return "\n".join(f"{f.name}: {f.type}  # {f.metadata[b'description'].decode()}" for f in schema)


def _rocrate(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        metadata = json.loads(archive.read("ro-crate-metadata.json"))
        names = "\n".join(archive.namelist())
    root = next(node for node in metadata["@graph"] if node["@id"] == "./")
    root["hasPart"] = [root["hasPart"][0], "…"]
    return f"{names}\n\n{_pretty(root)}"


_SHOWN: dict[Form, Callable[[bytes], str]] = {
    Form.FTM: _ftm,
    Form.JSONLD: _jsonld,
    Form.XLSX: _xlsx,
    Form.PARQUET: _parquet,
    Form.ROCRATE: _rocrate,
}


def with_examples(page: str) -> str:
    """Give the page with each of its examples made anew."""
    return _EXAMPLE.sub(lambda found: f"{found[1]}{example(Form(found[2]))}{found[4]}", page)


def shown(page: str) -> list[str]:
    """Give the formats of which the page shows an example."""
    return [found[2] for found in _EXAMPLE.finditer(page)]


if __name__ == "__main__":
    PAGE.write_text(with_examples(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
