"""What the columns of a sheet are read as: fields of a claim, guessed from their headers, or as a person said."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from entente.knowledge.tables import Knowledge
from entente.model.claim import EVERY_KIND, SHARED_ROLES
from entente.model.problem import Problem

NOT_READ = "-"
"""What a column is mapped to that says nothing of a claim; it stays among the words of its row."""
OF_AN_EXPORT = "of an export"
"""How a column is known that an export has and nobody fills."""
SIDES = ("who", "whom")
CLAIM_FIELDS = (
    "kind", "polarity", "factuality", "roles", "attributes", "conditions", "when", "where", "attribution", "reported",
)  # fmt: skip
_OWN = ("what", "entered", "id", "report")  # the act in words, who entered the row, and which claim of a register it is
OF_A_REGISTER = (
    "id", "report", "start", "end", "sentence", "rule", "confidence", "says", "when_first", "when_last", "when_unknown",
    "title", "publisher", "recorded",
)  # fmt: skip
"""Columns of an export that say where a claim came from, or say again what others say: not among the words of a row."""
_SEVERAL = (*SIDES, "roles", "conditions", "attribution", "where")


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a sheet: what columns are read as, the kind of all rows ("" where they tell), who brings it in."""

    columns: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, the field it is read as (NOT_READ for none), and how that is known."""

    header: str
    field: str
    how: str


def fields_of(knowledge: Knowledge) -> tuple[str, ...]:
    """Give the fields that a column may be read as."""
    kinds = knowledge.rules["ontology/kinds"].values()
    own = [name for kind in kinds for name in (*kind["roles"], *kind["attributes"])]
    return tuple(dict.fromkeys((*SIDES, *_OWN, *CLAIM_FIELDS, *EVERY_KIND, *own)))


def map_columns(header: Sequence[str], said: Mapping[str, str], knowledge: Knowledge) -> tuple[Column, ...]:
    """Give what each column of a header is read as: as `said` (header -> field), else as guessed, else not at all."""
    guesses = _guesses(knowledge)
    # An export, whose `says` and `start` are no words of a person's own.
    ours = {"kind", "roles", "factuality"} <= set(header)
    found = []
    for name in header:
        if name in said:
            found.append(Column(name, said[name], "said"))
        elif ours and name in OF_A_REGISTER:
            found.append(Column(name, name if name in ("id", "report") else NOT_READ, OF_AN_EXPORT))
        else:
            field = guesses.get(_plain(name), NOT_READ)
            found.append(Column(name, field, "guessed" if field != NOT_READ else "not known"))
    return tuple(found)


def mapping_problem(
    columns: Sequence[Column], said: Mapping[str, str], kind: str, knowledge: Knowledge
) -> Problem | None:
    """Give what keeps a mapping from being used: an unknown header, field or kind, two columns for one field, no kind; or None."""
    header, fields = [column.header for column in columns], fields_of(knowledge)
    if unknown := next((name for name in said if name not in header), ""):
        return Problem("--map", f"no column is called {unknown!r}", f"columns are {', '.join(header)}")
    if field := next((f for f in said.values() if f not in (*fields, NOT_READ)), ""):
        return Problem("--map", f"{field!r} is no field", f"fields are {', '.join(fields)}, or {NOT_READ} for none")
    kinds = knowledge.rules["ontology/kinds"]
    if kind and kind not in kinds:
        return Problem("--kind", f"{kind!r} is no kind of claim", f"take one of {', '.join(kinds)}")
    read = [column.field for column in columns if column.field != NOT_READ]
    if twice := next((field for field in read if read.count(field) > 1 and not _takes_several(field, kinds)), ""):
        named = ", ".join(column.header for column in columns if column.field == twice)
        return Problem(
            "the columns", f"{named} are all read as {twice}", f"say --map COLUMN={NOT_READ} for all but one"
        )
    if not kind and not {"what", "kind"} & set(read):
        remedy = "say --kind meeting (or another) for all rows, or --map COLUMN=what for the column that says it"
        return Problem("the columns", f"none tells what happened (columns are {', '.join(header)})", remedy)
    return None


def _takes_several(field: str, kinds: Mapping[str, Any]) -> bool:
    roles = {role for kind in kinds.values() for role in kind["roles"]}
    return field in (*_SEVERAL, *SHARED_ROLES) or field in roles


def _guesses(knowledge: Knowledge) -> dict[str, str]:
    words: Mapping[str, Collection[str]] = knowledge.rules.get("english/sheets", {}).get("headers", {})
    own = {_plain(field): field for field in fields_of(knowledge) if field not in ("id", "report")}
    return own | {word: field for field, listed in words.items() for word in listed}


def _plain(name: str) -> str:
    """Give a header as the words are listed: in small letters, without underscores and signs."""
    return " ".join(name.casefold().replace("_", " ").strip(" :?*.()").split())
