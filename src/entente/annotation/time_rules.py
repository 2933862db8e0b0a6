"""Rules over time words as data (english/times.yaml), compiled: what stands where, with its fields, and no date yet.

The way is that of SUTime and HeidelTime (Strötgen and Gertz 2013): expressions of one piece by pattern, then those made of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from entente.knowledge.tables import Knowledge
from entente.model.span import Span

Fields = dict[str, Any]
_MACRO = re.compile(r"\{([A-Za-z]+)(?::([a-z]))?\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_MARK = re.compile(r"⟨(DATE|TIME|DURATION|SET)(\d+)⟩")
_KINDS = ("DATE", "TIME", "DURATION", "SET")


@dataclass(frozen=True)
class TimeRule:
    """One rule: its pattern, the TIMEX3 type, the fields every hit gets, and words that alone need a guard before them."""

    id: str
    pattern: re.Pattern[str]
    type: str
    fields: Mapping[str, Any]
    guarded: frozenset[str] = frozenset()
    guard: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Found:
    """A time expression as found: where, by which rule, and its fields by name, values of words put in."""

    span: Span
    type: str
    rule: str
    fields: Fields = field(hash=False)


@dataclass(frozen=True)
class TimeRules:
    """All rules, compiled, with the words whose presence makes a look worth while."""

    atoms: tuple[TimeRule, ...]
    composites: tuple[TimeRule, ...]
    values: Mapping[str, Mapping[str, str]]
    first: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]


def time_rules(knowledge: Knowledge) -> TimeRules:
    """Give the compiled rules of english/times."""
    return _compiled(_ByIdentity(knowledge.rules["english/times"]))


class _ByIdentity:
    """A rule document as a cache key: hashed by which object it is."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.document is self.document


@lru_cache(maxsize=4)
def _compiled(key: _ByIdentity) -> TimeRules:
    document = key.document
    macros = {**_classes(document), **{name: f"(?:{text})" for name, text in document["macros"].items()}}
    macros |= {kind: f"⟨(?P<{kind}>{kind}\\d+)⟩" for kind in _KINDS}
    atoms = tuple(_rule(row, macros) for row in document["atoms"])
    return TimeRules(
        atoms,
        tuple(_rule(row, macros, "(?<![\\w])") for row in document["composites"]),
        {name: {w.lower(): str(v) for v, ws in rows.items() for w in ws} for name, rows in document["words"].items()},
        re.compile("|".join(f"(?:{_GROUP.sub('(?:', rule.pattern.pattern)})" for rule in atoms)),
        re.compile(document["tense"]["future"], re.IGNORECASE),
        re.compile(document["tense"]["past"], re.IGNORECASE),
    )


def _classes(document: Mapping[str, Any]) -> dict[str, str]:
    capitalised = set(document["capitalised"])
    found = {}
    for name, rows in document["words"].items():
        words = sorted((str(w) for ws in rows.values() for w in ws), key=len, reverse=True)
        forms = [form for w in words for form in _forms(w, capitalised=name in capitalised)]
        found[name] = f"(?P<{name}>{'|'.join(forms)})(?![A-Za-z])"
    return found


def _forms(word: str, *, capitalised: bool) -> list[str]:
    if capitalised:
        return [re.escape(word), re.escape(word.upper())]
    first = f"[{word[0].lower()}{word[0].upper()}]" if word[0].isalpha() else word[0]
    return [first + re.escape(word[1:])]


def _rule(row: Mapping[str, Any], macros: Mapping[str, str], before: str = "(?<![\\w.,$£€#])") -> TimeRule:
    unless = row.get("unless", {})
    return TimeRule(
        id=row["id"],
        pattern=re.compile(before + f"(?:{_expand(row['pattern'], macros)})"),
        type=row.get("type", ""),
        fields=row["value"],
        guarded=frozenset(unless.get("word", ())),
        guard=re.compile(unless["unless_before"]) if "unless_before" in unless else None,
    )


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    seen: dict[str, int] = {}

    def put(match: re.Match[str]) -> str:
        body = _expand(macros[match[1]], macros) if match[1] in macros else match[0]
        return _GROUP.sub(rf"(?P<\1_{match[2]}>", body) if match[2] else body

    def once(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], 0) + 1
        return match[0] if seen[match[1]] == 1 else f"(?P<{match[1]}__{seen[match[1]]}>"

    return _GROUP.sub(once, _MACRO.sub(put, pattern))


def recognise(text: str, span: Span, rules: TimeRules) -> list[Found]:
    """Find the time expressions within a stretch of text, in order; they do not overlap."""
    atoms = list(_atoms(text, span, rules))
    return _combined(text, span, atoms, rules) if atoms else []


def _atoms(text: str, span: Span, rules: TimeRules) -> Iterator[Found]:
    at = span.start
    while hit := rules.first.search(text, at, span.end):
        found = _longest(text, hit.start(), span.end, rules)
        if found:
            yield found
        at = found.span.end if found else hit.start() + 1


def _longest(text: str, start: int, end: int, rules: TimeRules) -> Found | None:
    best: tuple[int, TimeRule, re.Match[str]] | None = None
    for rule in rules.atoms:
        match = rule.pattern.match(text, start, end)
        if match and (best is None or match.end() > best[0]) and _allowed(rule, match):
            best = match.end(), rule, match
    if best is None:
        return None
    return Found(Span(start, best[0]), best[1].type, best[1].id, _fields(best[1], best[2], rules))


def _allowed(rule: TimeRule, match: re.Match[str]) -> bool:
    """A word that is also another word (May, March) alone counts only where the words before it say so."""
    if match[0].rstrip(".") not in rule.guarded:
        return True
    return rule.guard is not None and rule.guard.search(match.string[max(0, match.start() - 20) : match.start()]) is not None


def _fields(rule: TimeRule, match: re.Match[str], rules: TimeRules) -> Fields:
    fields: Fields = dict(rule.fields)
    for name, text in match.groupdict().items():
        if text is not None:
            plain = name.partition("__")[0]
            words = rules.values.get(plain.partition("_")[0], {})
            fields[plain] = words.get(text.lower(), text)
    fields["text"] = match[0]
    return fields


def _combined(text: str, span: Span, atoms: Sequence[Found], rules: TimeRules) -> list[Found]:
    """Apply the rules over expressions, longest first, until none applies."""
    found = list(atoms)
    while combined := _combine_once(text, span, found, rules):
        found = combined
    return found


def _combine_once(text: str, span: Span, found: Sequence[Found], rules: TimeRules) -> list[Found] | None:
    line, offsets = _line(text, span, found)
    best: tuple[int, TimeRule, re.Match[str]] | None = None
    for rule in rules.composites:
        match = rule.pattern.search(line)
        if match and (best is None or len(match[0]) > best[0]):
            best = len(match[0]), rule, match
    if best is None:
        return None
    _, rule, match = best
    whole = Span(offsets[match.start()], offsets[match.end()])
    parts = {name: found[int(re.sub(r"\D", "", mark))] for name, mark in match.groupdict().items() if mark}
    fields = {**rule.fields, "text": whole.of(text), "parts": tuple(parts.values())}
    kind = next(iter(parts.values())).type
    merged = Found(whole, kind, rule.id, fields)
    return sorted([*(f for f in found if not whole.covers(f.span)), merged], key=lambda f: f.span)


def _line(text: str, span: Span, found: Sequence[Found]) -> tuple[str, list[int]]:
    pieces, offsets, at = [], [], span.start
    for n, one in enumerate(found):
        pieces.append(text[at : one.span.start])
        offsets += range(at, one.span.start)
        mark = f"⟨{one.type}{n}⟩"
        pieces.append(mark)
        offsets += [one.span.start] + [one.span.end] * (len(mark) - 1)
        at = one.span.end
    pieces.append(text[at : span.end])
    offsets += range(at, span.end + 1)
    return "".join(pieces), offsets
