"""RO-Crate: a citable folder of everything, with metadata that says what each file is.

See https://w3id.org/ro/crate/1.1 .
"""

import json
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from typing import Any

from entente.views.exports.atom import write_atom
from entente.views.exports.calendar import TAKEN, write_ics
from entente.views.exports.columns import COLUMNS
from entente.views.exports.ftm import write_ftm
from entente.views.exports.jsonld import write_jsonld
from entente.views.exports.lines import as_lines, write_jsonl, write_plover
from entente.views.exports.material import Material
from entente.views.exports.network import write_gexf, write_graphml
from entente.views.exports.parquet import write_parquet
from entente.views.exports.selection import ASSERTED, take
from entente.views.exports.sheets import write_csv, write_xlsx

Write = Callable[[Material], Iterator[bytes]]
METADATA = "ro-crate-metadata.json"
_PROFILE = "https://w3id.org/ro/crate/1.1"
_READER = "#entente"
_RIGHTS = "#rights"

_FILES: tuple[tuple[str, str, str, Write], ...] = (
    ("claims.jsonl", "application/jsonl", "All claims, whole, one JSON object a line", write_jsonl),
    ("claims.csv", "text/csv", "All claims as a sheet", write_csv),
    (
        "claims.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "The same, as a workbook",
        write_xlsx,
    ),
    ("claims.parquet", "application/vnd.apache.parquet", "All claims as a typed table", write_parquet),
    (
        "claims.jsonld",
        "application/ld+json",
        "All claims with their provenance, for semantic web software",
        write_jsonld,
    ),
    ("plover.jsonl", "application/jsonl", "The claims that have a PLOVER class, as event records", write_plover),
    ("network.gexf", "application/gexf+xml", "Who deals with whom, through time, for Gephi", write_gexf),
    ("network.graphml", "application/graphml+xml", "The same, as GraphML", write_graphml),
    ("entities.ftm.json", "application/json+ftm", "What is asserted, as entities of FollowTheMoney", write_ftm),
    ("calendar.ics", "text/calendar", "What is asserted or planned for a day", write_ics),
    ("claims.atom", "application/atom+xml", "The newest claims as a feed", write_atom),
)
_TAKES = {"entities.ftm.json": ASSERTED, "calendar.ics": TAKEN}


def crate_files(material: Material) -> Iterator[tuple[str, bytes]]:
    """Give the files of the crate, by their names: the claims in every format, their reports without the texts, the metadata.

    Raises ExportError where a format's library is not installed.
    """
    made = [(name, b"".join(write(_fit(name, material)))) for name, _, _, write in _FILES]
    made.append(("reports.jsonl", b"".join(as_lines(_report_rows(material)))))
    made.append(("README.md", _readme(material).encode()))
    yield from made
    yield METADATA, (json.dumps(metadata(material, made), ensure_ascii=False, indent=2) + "\n").encode()


def metadata(material: Material, made: Sequence[tuple[str, bytes]]) -> dict[str, Any]:
    """Give the crate's metadata document: the folder, its files, how they were made, and whose the sentences are."""
    parts = [{"@id": name} for name, _ in made]
    descriptor = {
        "@id": METADATA,
        "@type": "CreativeWork",
        "conformsTo": {"@id": _PROFILE},
        "about": {"@id": "./"},
    }
    files = [_file(name, data, material) for name, data in made]
    context = f"{_PROFILE}/context"
    return {"@context": context, "@graph": [descriptor, _root(material, parts), *files, *_others(material, parts)]}


def _fit(name: str, material: Material) -> Material:
    return material.of(take(material.claims, _TAKES[name]).claims) if name in _TAKES else material


def _holds(name: str, says: str, material: Material) -> str:
    """Give what a file holds, with the number of the claims that are left out of it, by how they are told."""
    out = take(material.claims, _TAKES[name]).left_out if name in _TAKES else {}
    why = ", ".join(f"{number} {word}" for word, number in out.items())
    return f"{says} ({sum(out.values())} claims are left out: {why})" if out else says


def _root(material: Material, parts: list[dict[str, str]]) -> dict[str, Any]:
    reports = len({claim.report for claim in material.claims})
    number = f"{len(material.claims)} claims from {reports} news report{'' if reports == 1 else 's'}"
    says = f"{number}, about relations between bodies of international sport"
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": "Relations between bodies of international sport, from news reports",
        "description": f"{says}. A claim is what one sentence of one report says; `factuality` tells what is not sure.",
        "datePublished": material.made[:10],
        "license": {"@id": _RIGHTS},
        "keywords": "sport diplomacy, event extraction, provenance",
        "hasPart": parts,
        "mentions": {"@id": "#reading"},
    }


def _file(name: str, data: bytes, material: Material) -> dict[str, Any]:
    listed = {file: (kind, _holds(file, says, material)) for file, kind, says, _ in _FILES}
    kind, says = listed.get(
        name, ("application/jsonl", "The reports that the claims were read from, without their texts")
    )
    if name == "README.md":
        kind, says = "text/markdown", "What the files and their columns are"
    told = {"name": says, "encodingFormat": kind, "contentSize": str(len(data)), "dateModified": material.made[:10]}
    return {"@id": name, "@type": "File", **told}


def _others(material: Material, parts: list[dict[str, str]]) -> list[dict[str, Any]]:
    rights = "The sentences quoted are their publishers'. The rest is for whoever publishes this folder to license."
    return [
        {"@id": _RIGHTS, "@type": "CreativeWork", "name": "Rights", "description": rights},
        {
            "@id": _READER,
            "@type": "SoftwareApplication",
            "name": "Entente",
            "version": version("entente"),
            "softwareVersion": version("entente"),
            "description": f"with the knowledge of version {material.knowledge.version or 'unknown'}",
        },
        {
            "@id": "#reading",
            "@type": "CreateAction",
            "name": "Reading of the reports",
            "instrument": {"@id": _READER},
            "endTime": material.made,
            "result": parts,
        },
    ]


def _report_rows(material: Material) -> Iterator[dict[str, Any]]:
    for key in dict.fromkeys(claim.report for claim in material.claims):
        told = {"report": key, "title": material.title(key), "publisher": material.publisher(key)}
        report = material.reports.get(key)
        yield (
            {**told, "reported": report.reported, "sha256": report.digest, "recorded": report.recorded}
            if report
            else told
        )


def _readme(material: Material) -> str:
    files = "\n".join(f"- `{name}`: {_holds(name, says, material)}." for name, _, says, _ in _FILES)
    columns = "\n".join(f"- `{column.name}` ({column.type}): {column.says}." for column in COLUMNS)
    return (
        "# Relations between bodies of international sport\n\n"
        f"{len(material.claims)} claims, made with Entente {version('entente')}. A claim is what one sentence of one report says,\n"
        "never whether it is true; what is planned, possible, hoped, alleged or denied says so in `factuality` and `polarity`.\n"
        f"{METADATA} describes this folder as an RO-Crate.\n\n## Files\n\n{files}\n- `reports.jsonl`: the reports, without "
        f"their texts.\n\n## Columns of the sheets and of Parquet\n\n{columns}\n"
    )
