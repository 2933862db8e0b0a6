"""Claims as rows of one shape: the columns that sheets, Parquet files and frames share, with their types and what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.model.rows import claim_to_row
from entente.views.exports.letters import joined
from entente.views.exports.material import Material

Type = Literal["text", "texts", "integer", "number", "day"]
MISSING = ("", None)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the type of its values (`texts` is a list), and what it means."""

    name: str
    type: Type
    says: str


COLUMNS = (
    Column("id", "text", "the claim's id, the same for the same text"),
    Column("kind", "text", "what kind of relation it tells of"),
    Column("polarity", "text", "positive, or negative where it is denied, refused or did not happen"),
    Column("factuality", "text", "asserted, planned, possible, conditional, hoped or alleged"),
    Column("roles", "text", "who: role=id + id; role=id"),
    Column("attributes", "text", "what: name=value; name=value"),
    Column("conditions", "texts", "the conditions under which it holds, in the report's words"),
    Column("when", "text", "when it happened, holds or is to happen, EDTF (ISO 8601-2)"),
    Column("where", "texts", "the places, ids"),
    Column("attribution", "texts", "who says it, where the report does not say so itself; ids, outermost first"),
    Column("report", "text", "the report's url, else its path"),
    Column("reported", "text", "the report's own date, EDTF"),
    Column("start", "integer", "where the sentence begins in the report's text, in Unicode characters"),
    Column("end", "integer", "where it ends, the first character after it"),
    Column("sentence", "text", "the sentence"),
    Column("rule", "text", "the rule that read it"),
    Column("confidence", "number", "how sure the reader is, 0 to 1"),
    Column("says", "text", "what it says, in one line, with the names of the entities"),
    Column("when_first", "day", "the first day that `when` may mean"),
    Column("when_last", "day", "the last day that `when` may mean"),
    Column("when_unknown", "text", "why `when` is not known"),
    Column("title", "text", "the report's title"),
    Column("publisher", "text", "the report's publisher"),
    Column("recorded", "text", "the moment at which the register learnt of it, UTC"),
)


def column_row(claim: Claim, material: Material) -> dict[str, Any]:
    """Give a claim as a row: a value for each of COLUMNS; None where there is none."""
    row = {**claim_to_row(claim), **_told(claim), **_known(claim, material)}
    return {column.name: None if row.get(column.name) in MISSING else row[column.name] for column in COLUMNS}


def _told(claim: Claim) -> dict[str, Any]:
    first, last = days_of(claim.when)
    return {
        "roles": joined(f"{role}={' + '.join(ids)}" for role, ids in claim.roles.items() if ids),
        "attributes": _pairs(claim.attributes),
        "conditions": list(claim.conditions),
        "start": claim.passage.start,
        "end": claim.passage.end,
        "sentence": claim.quote,
        "when_first": first,
        "when_last": last,
    }


def _known(claim: Claim, material: Material) -> dict[str, Any]:
    return {
        "says": material.says(claim, day=True),
        "title": material.title(claim.report),
        "publisher": material.publisher(claim.report),
        "recorded": material.recorded_at(claim),
    }


def _pairs(values: Mapping[str, str]) -> str:
    return joined(f"{name}={value}" for name, value in values.items())
