"""One row of a sheet → what its cells tell, and the claims that this makes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from entente.claims.circumstances import is_after
from entente.claims.sheets.cells import CellError, day_of, pairs_of, parts_of, plain_words, value_of, word_of
from entente.claims.sheets.words import Words
from entente.model.claim import FACTUALITIES, Claim, Evidence, Step
from entente.model.entity import ACTORS, KINDS
from entente.model.report import Report
from entente.model.span import Span

RULE = "sheet"
_UNTOLD = "the row tells no time"
_POLARITIES = {"positive": ("yes",), "negative": ("no", "not", "denied")}


@dataclass
class RowDraft:
    """A row on its way to claims: what its cells have told so far, and where in the text each stands."""

    words: Words
    kind: str = ""
    roles: dict[str, list[str]] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    act: Mapping[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    packed: bool = False
    entered: str = ""

    def tell(self, name: str, cell: str, span: Span | None) -> None:
        """Take up what the cell of a field tells; the kind is to be told first. Raises CellError."""
        if name == "entered":
            self.entered = cell
        elif name in ("kind", "what"):
            self._tell_act(cell)
            self._shown("trigger", span)
        elif name in _TOLD:
            self.told |= _TOLD[name](cell, self.words)
            self._shown(name, span)
        elif not self.kind:
            raise CellError("what happened is not told", "fill the column that tells it, or say --kind for all rows")
        elif name in ("roles", "attributes"):
            self._unpack(name, cell)
        elif role := self.words.role(name, self.kind):
            self._fill(role, cell)
            self._shown(role, span)
        else:
            self._set(name, cell.lower() if name == "post" else cell)

    def claims(self, passage: Span, report: Report, steps: tuple[Step, ...]) -> Iterator[Claim]:
        """Give the claims of the row: one for each filler of a role that takes one. Raises CellError where it names nobody."""
        if not any(self.roles.values()):
            raise CellError("it names nobody", "fill a column of who took part")
        attributes = self._attributes()
        self._check_core(attributes)
        told = {"factuality": self._factuality(), "when_unknown": "" if self.told.get("when") else _UNTOLD, **self.told}
        for roles in self._each():
            yield Claim(
                kind=self.kind,
                roles=roles,
                passage=passage,
                quote=passage.of(report.text),
                report=report.key,
                digest=report.digest,
                rule=RULE,
                attributes=attributes,
                evidence=tuple(self.evidence),
                steps=steps,
                **told,
            )

    def _check_core(self, attributes: Mapping[str, str]) -> None:
        known = self.words.kinds[self.kind]["attributes"]
        for name in self.words.kinds[self.kind]["core"]:
            if name in known and not attributes.get(name):
                one_of = f" with one of {', '.join(known[name])}" if known[name] else ""
                raise CellError(f"its {name} is not told", f"fill a column {name}{one_of}")

    def _shown(self, role: str, span: Span | None) -> None:
        if span is not None and role in ("trigger", "when", "where", "attribution", *self.roles):
            self.evidence.append(Evidence(role, span))

    def _tell_act(self, cell: str) -> None:
        act = self.words.acts.get(plain_words(cell))
        if act is None:
            known = ", ".join(self.words.kinds)
            raise CellError(
                f"{cell!r} is no act that is known", f"write a kind ({known}), or add the word to english/sheets.yaml"
            )
        if self.kind and act["kind"] != self.kind:
            raise CellError(f"{cell!r} is of the kind {act['kind']}, not {self.kind}", "let the columns tell one act")
        self.act, self.kind = {**self.act, **act}, act["kind"]

    def _unpack(self, name: str, cell: str) -> None:
        for key, text in pairs_of(cell).items():
            if name == "attributes":
                self._set(key, text)
            elif role := self.words.role(key, self.kind):
                self._fill(role, text, KINDS)
                self.packed = True
            else:
                raise CellError(f"{key!r} is no role of a claim of the kind {self.kind}", self._own("roles"))

    def _fill(self, role: str, cell: str, kinds: tuple[str, ...] = ()) -> None:
        found = self.words.find(cell, kinds or self.words.fillers(role, self.kind))
        self.roles[role] = list(dict.fromkeys([*self.roles.get(role, ()), *found]))

    def _set(self, name: str, text: str) -> None:
        if name not in (*self.words.kinds[self.kind]["attributes"], "cause"):
            raise CellError(f"{name} is nothing of a claim of the kind {self.kind}", self._own("attributes"))
        self.attributes[name] = value_of(text, self.words.kinds[self.kind]["attributes"].get(name, ()), name)

    def _own(self, what: str) -> str:
        return f"its {what} are {', '.join(self.words.kinds[self.kind][what]) or 'none'}"

    def _factuality(self) -> str:
        """Give how sure the act is where no column says so: planned, where it lies after the day on which it was told."""
        known: str = self.act.get("told", "asserted")
        return "planned" if is_after(self.told.get("when", ""), self.told.get("reported", "")) else known

    def _attributes(self) -> dict[str, str]:
        """Give the attributes, with those of the act that no column tells; what is not done yet is not signed."""
        factuality = self.told.get("factuality") or self._factuality()
        later = self.words.knowledge.rules.get("english/stages", {}).get(self.kind, {})
        acts = {
            name: later.get(name, {}).get(value, {}).get(factuality, value)
            for name, value in self.act.get("attributes", {}).items()
        }
        return {**acts, **self.attributes}

    def _each(self) -> Iterator[dict[str, tuple[str, ...]]]:
        """Give the roles of each claim; an export's `roles` are those of one claim, whatever they hold."""
        options = [
            [(one,) for one in ids] if self.words.each(role) and not self.packed else [tuple(ids)]
            for role, ids in self.roles.items()
        ]
        return (dict(zip(self.roles, chosen, strict=True)) for chosen in product(*options))


def _sure(cell: str, words: Words) -> dict[str, str]:
    known = {**dict.fromkeys(FACTUALITIES, ()), **words.rules["told"]}
    word = word_of(cell, known, "way of telling")
    return {"polarity": "negative"} if word == "denied" else {"factuality": word}


_TOLD: Mapping[str, Callable[[str, Words], dict[str, Any]]] = {
    "factuality": _sure,
    "polarity": lambda cell, _: {"polarity": word_of(cell, _POLARITIES, "polarity")},
    "when": lambda cell, words: {"when": day_of(cell, words.knowledge)},
    "reported": lambda cell, words: {"reported": day_of(cell, words.knowledge)},
    "where": lambda cell, words: {"where": words.find(cell, KINDS)},
    "attribution": lambda cell, words: {"attribution": words.find(cell, ACTORS)},
    "conditions": lambda cell, _: {"conditions": tuple(parts_of(cell))},
}
