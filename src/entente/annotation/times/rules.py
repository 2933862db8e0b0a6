"""Rules over time words as data (english/times.yaml), compiled to regular expressions that are tried only where they can begin."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from entente.annotation.lexicon import once_per_document
from entente.knowledge.tables import Knowledge

_MACRO = re.compile(r"\{([A-Za-z]+)(?::([a-z]))?\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_MARKS = {
    **{label: label for label in ("PART", "YEAR", "WEEKDAY", "WEEK", "TIME", "DURATION", "SET")},
    "DATE": "(?:DATE|PART|YEAR|WEEKDAY|WEEK)",
}
_NOT_WITHIN = r"(?<![\w.,$£€#])"
DIGITS = "0"


@dataclass(frozen=True)
class TimeRule:
    """One rule: its pattern, the TIMEX3 type and the fields that every hit gets.

    `guarded` are words that alone count only after words that `guard` matches; with a guard and no words all hits do.
    """

    id: str
    pattern: re.Pattern[str]
    type: str
    fields: Mapping[str, Any]
    guarded: frozenset[str] = frozenset()
    guard: re.Pattern[str] | None = None


@dataclass(frozen=True)
class TimeRules:
    """All rules, compiled.

    `starting` gives, by a lower case word (or DIGITS), the rules over the text that can begin with it; `triggers` are the
    words of which one must be near; `values` gives what the words of each class mean.
    """

    starting: Mapping[str, tuple[TimeRule, ...]]
    triggers: frozenset[str]
    composites: tuple[TimeRule, ...]
    values: Mapping[str, Mapping[str, str]]
    future: re.Pattern[str]
    past: re.Pattern[str]
    infinitive: re.Pattern[str]
    weak_future: re.Pattern[str]


def time_rules(knowledge: Knowledge) -> TimeRules:
    """Give the compiled rules of english/times; KeyError where a rule or a section lacks a key, re.error for a bad pattern."""
    return _compiled(knowledge.rules["english/times"])


@once_per_document
def _compiled(document: Mapping[str, Any]) -> TimeRules:
    macros = {**_classes(document), **{name: f"(?:{text})" for name, text in document["macros"].items()}}
    macros |= {name: f"⟨(?P<{name}>{labels}\\d+)⟩" for name, labels in _MARKS.items()}
    atoms = tuple(_rule(row, macros, _NOT_WITHIN) for row in document["atoms"])
    return TimeRules(
        starting=_starting(atoms),
        triggers=_triggers(document),
        composites=tuple(_rule(row, macros, r"(?<!\w)") for row in document["composites"]),
        values={
            name: {w.lower(): str(v) for v, words in rows.items() for w in words}
            for name, rows in document["words"].items()
        },
        future=re.compile(document["tense"]["future"]),
        past=re.compile(document["tense"]["past"]),
        infinitive=re.compile(document["tense"]["infinitive"]),
        weak_future=re.compile(document["tense"]["weak_future"]),
    )


def _classes(document: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for name, rows in document["words"].items():
        words = sorted((str(w) for words in rows.values() for w in words), key=len, reverse=True)
        forms = [form for word in words for form in _forms(word, capitalised=name in document["capitalised"])]
        found[name] = f"(?P<{name}>{'|'.join(forms)})(?![A-Za-z])"
    return found


def _forms(word: str, *, capitalised: bool) -> Sequence[str]:
    if capitalised:
        return re.escape(word), re.escape(word.upper())
    first = f"[{word[0].lower()}{word[0].upper()}]" if word[0].isalpha() else word[0]
    return (first + re.escape(word[1:]),)


def _rule(row: Mapping[str, Any], macros: Mapping[str, str], before: str) -> TimeRule:
    return TimeRule(
        id=row["id"],
        pattern=re.compile(f"{before}(?:{_expand(row['pattern'], macros)})"),
        type=row.get("type", ""),
        fields=row["value"],
        guarded=frozenset(row.get("guarded", ())),
        guard=re.compile(row["after"] + "$") if "after" in row else None,
    )


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    """Put macros in; `{x:b}` names its groups with _b, and a group named twice is told apart by __2, __3, ..."""
    seen: dict[str, int] = {}

    def put(match: re.Match[str]) -> str:
        body = _expand(macros[match[1]], macros) if match[1] in macros else match[0]
        return _GROUP.sub(rf"(?P<\1_{match[2]}>", body) if match[2] else body

    def once(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], 0) + 1
        return match[0] if seen[match[1]] == 1 else f"(?P<{match[1]}__{seen[match[1]]}>"

    return _GROUP.sub(once, _MACRO.sub(put, pattern))


def _starting(atoms: Sequence[TimeRule]) -> dict[str, tuple[TimeRule, ...]]:
    """Index the rules by the words their patterns hold: those that may begin with a word are among them."""
    index: dict[str, list[TimeRule]] = {}
    for rule in atoms:
        for word in _words_of(rule.pattern.pattern):
            index.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in index.items()}


def _words_of(pattern: str) -> set[str]:
    plain = _GROUP.sub("(", re.sub(r"\[([a-z])[A-Z]\]|\[([A-Z])[a-z]\]", r"\1\2", pattern))
    digits = {DIGITS} if re.search(r"\[0-|\[[1-9]|[0-9]", plain) else set()
    plain = re.sub(r"\\[a-zA-Z]", " ", plain)
    both = (plain, re.sub(r"[a-z]\?", "", plain))  # with an optional letter and without: "an?"
    return digits | {word.lower() for text in both for word in re.findall(r"[A-Za-z]+", text)}


def _triggers(document: Mapping[str, Any]) -> frozenset[str]:
    rows = document["triggers"]
    classed = (w for name in rows["classes"] for words in document["words"][name].values() for w in words)
    return frozenset(part for w in (*classed, *rows["words"]) for part in re.findall(r"[a-z]+", str(w).lower()))
