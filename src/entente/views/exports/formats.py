"""The formats by name: what writes each, what it takes of what is not asserted, and what a run left out."""

import io
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from entente.model.claim import Claim
from entente.views.exports.atom import NEWEST, write_atom
from entente.views.exports.calendar import TAKEN, undated, write_ics
from entente.views.exports.ftm import write_ftm
from entente.views.exports.jsonld import write_jsonld
from entente.views.exports.lines import write_jsonl, write_plover
from entente.views.exports.material import Material
from entente.views.exports.network import pairs_of, write_gexf, write_graphml
from entente.views.exports.parquet import parquet_files, write_parquet
from entente.views.exports.rocrate import crate_files
from entente.views.exports.selection import ALL, ASSERTED, Selection, take, words_of
from entente.views.exports.sheets import write_csv, write_xlsx
from entente.views.plover import plover_rows

Files = Callable[[Material], Iterator[tuple[str, bytes]]]
_EPOCH = (1980, 1, 1, 0, 0, 0)  # of a file in a ZIP: the same folder gives the same bytes


class Form(StrEnum):
    """What claims are exported as."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    FTM = "ftm"
    JSONLD = "jsonld"
    PLOVER = "plover"
    GEXF = "gexf"
    GRAPHML = "graphml"
    ICS = "ics"
    ATOM = "atom"
    ROCRATE = "rocrate"


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is written: as one file, `write`, or as a folder, `files`; `takes` are the words it has a place for."""

    write: Callable[[Material], Iterator[bytes]]
    files: Files | None = None
    takes: Collection[str] = ALL
    binary: bool = False


def zipped(files: Files) -> Callable[[Material], Iterator[bytes]]:
    """Give a writer of one ZIP file for a writer of a folder."""

    def write(material: Material) -> Iterator[bytes]:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files(material):
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
        yield out.getvalue()

    return write


FORMATS: Mapping[Form, Format] = {
    Form.JSONL: Format(write_jsonl),
    Form.CSV: Format(write_csv),
    Form.XLSX: Format(write_xlsx, binary=True),
    Form.PARQUET: Format(write_parquet, parquet_files, binary=True),
    Form.FTM: Format(write_ftm, takes=ASSERTED),
    Form.JSONLD: Format(write_jsonld),
    Form.PLOVER: Format(write_plover),
    Form.GEXF: Format(write_gexf),
    Form.GRAPHML: Format(write_graphml),
    Form.ICS: Format(write_ics, takes=TAKEN),
    Form.ATOM: Format(write_atom),
    Form.ROCRATE: Format(zipped(crate_files), crate_files, binary=True),
}


def fitting(form: Form, claims: tuple[Claim, ...], include: Collection[str] = ()) -> Selection:
    """Give the claims that a format has a place for, those told in a word of `include` with them, and the number of the others.

    Raises ValueError where `include` holds what is no word of WORDS and not "all".
    """
    return take(claims, {*FORMATS[form].takes, *words_of(include)})


def untold(form: Form, material: Material) -> str:
    """Give in words which of the claims a format cannot show whatever their factuality, "" where it shows all."""
    claims = material.claims
    if form is Form.ICS and (number := undated(claims)):
        return f"{number} of other kinds, or without a day"
    if form is Form.PLOVER and (number := len(claims) - len(plover_rows(claims, material.knowledge))):
        return f"{number} of no PLOVER class"
    if form is Form.ATOM and (number := len(claims) - NEWEST) > 0:
        return f"{number} older ones, a feed holds the newest {NEWEST}"
    if form in (Form.GEXF, Form.GRAPHML, Form.FTM):
        alone = sum(not pairs_of(c, material.kinds)[1] for c in claims if form is not Form.FTM or c.kind not in _OWN)
        return f"{alone} that relate no two entities" if alone else ""
    return ""


_OWN = ("gathering", "meeting", "visit", "standing")  # what makes an entity of FollowTheMoney of its own
