"""The patterns of titles (english/title_patterns.yaml), compiled, with cheap tests of which can match a line at all."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import ahocorasick

from entente.annotation.surface import compile_pattern

_ITEM = "(?P<before>{holder} {adj}?)?(?P<post>{post}){region}?(?P<after>{owner})?"
_LETTER = re.compile(r"\[(\w+)\]|([\w -])(\??)")  # of a verb in a pattern: one of some, or one that may be left out
_VERBS = re.compile(rf"\(\?P<verb>((?:{_LETTER.pattern}|\|)+)\)")


@dataclass(frozen=True, slots=True)
class TitlePattern:
    """One pattern of english/title_patterns.yaml, compiled; a line must hold a post and one of `verbs` if it is to match.

    No `verbs` say that it holds none that is known, `posted` whether it holds a post.
    """

    entry: Mapping[str, Any]
    pattern: re.Pattern[str]
    posted: bool
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class ListPattern:
    """A pattern of english/title_patterns.yaml for the lines of a list, with that for the line above which tells their post."""

    entry: Mapping[str, Any]
    pattern: re.Pattern[str]
    heading: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TitlePatterns:
    """All patterns in order of trust, the pattern of one item in a chain of posts, the rule file itself, and those of lists.

    `verbs` finds the words of all patterns' verbs.
    """

    patterns: tuple[TitlePattern, ...]
    item: re.Pattern[str]
    rules: Mapping[str, Any]
    verbs: ahocorasick.Automaton
    lists: tuple[ListPattern, ...] = ()

    def that_may_match(self, line: str) -> Iterator[TitlePattern]:
        """Give the patterns that can match a line of elements, in order."""
        if "⟨N" in line:
            posted, verbs = "⟨P" in line, {verb for _, verb in self.verbs.iter(line)}
            for known in self.patterns:
                if (posted or not known.posted) and not (known.verbs and known.verbs.isdisjoint(verbs)):
                    yield known


def title_patterns(rules: Mapping[str, Any], titles: Mapping[str, Any] | None = None) -> TitlePatterns:
    """Compile english/title_patterns.yaml; `titles` is english/titles.yaml, whose words may stand before a name too."""
    macros = {**rules["macros"], "hon": _honorifics(rules["macros"]["hon"], titles)} if titles else rules["macros"]
    patterns = tuple(_title_pattern(entry, macros) for entry in rules["patterns"] if "heading" not in entry)
    lists = tuple(
        ListPattern(entry, compile_pattern(entry["pattern"], macros), compile_pattern(entry["heading"], macros))
        for entry in rules["patterns"]
        if "heading" in entry
    )
    return TitlePatterns(patterns, compile_pattern(_ITEM, macros), rules, _automaton(patterns), lists)


def _honorifics(known: str, titles: Mapping[str, Any]) -> str:
    """Give the macro of what stands before names: the words it has and those of all titles, each with a capital."""
    words = {word.strip(".") for entry in titles["titles"] for form in entry["forms"] for word in form.split()}
    longest_first = sorted((re.escape(w) for w in words if w[:1].isupper() and w != "The"), key=len, reverse=True)
    return rf"(?:(?=[^\Wa-z0-9_])(?:{known}|(?:{'|'.join(longest_first)})\b\.?,? ))"


def _title_pattern(entry: Mapping[str, Any], macros: Mapping[str, str]) -> TitlePattern:
    text = entry["pattern"]
    return TitlePattern(entry, compile_pattern(text, macros), "(?P<chain>" in text, frozenset(_verbs_of(text)))


def _verbs_of(pattern: str) -> Iterator[str]:
    """Give the verbs that the group `verb` of a pattern lists, in all their spellings; none where it is no mere list."""
    match = _VERBS.search(pattern)
    for verb in match[1].split("|") if match else ():
        letters = [m[1] or (("", m[2]) if m[3] else m[2]) for m in _LETTER.finditer(verb)]
        yield from ("".join(choice) for choice in product(*letters))


def _automaton(patterns: tuple[TitlePattern, ...]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for verb in frozenset[str]().union(*(known.verbs for known in patterns)):
        automaton.add_word(verb, verb)
    automaton.make_automaton()
    return automaton
