"""Persons: names found by title, post, given name or context; one person has one id in a report."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from entente.annotation.persons.clusters import Named, name_clusters
from entente.annotation.persons.evidence import reason_of
from entente.annotation.persons.rows import Row, find_rows, ground_of
from entente.annotation.persons.words import PersonWords, core_of, person_words
from entente.annotation.values import Mention, PostMention, SentenceSpan
from entente.knowledge.tables import Knowledge
from entente.model.entity import slug
from entente.model.report import Report
from entente.model.span import Span

_LONG = 4  # names of a list in which unknown ones may also stand at its ends
_LISTED = re.compile(r"(?: ?\([^()\n]{1,40}\))?(?:, | and |, and |; |; and )")
_OF_MANY = re.compile(r"(?: ?\([^()\n]{1,40}\))? (?:were|are|have|both|all|won|along with|together with)\b")
_CODE = re.compile(r" ?\(([A-Z]{3})\)")


def add_persons(
    report: Report,
    sentences: Sequence[SentenceSpan],
    mentions: Sequence[Mention],
    posts: Sequence[PostMention],
    knowledge: Knowledge,
) -> tuple[Mention, ...]:
    """Give the mentions with those of persons added, sorted, without overlaps.

    A span covers the name without titles. The id is the slug of the longest form that the report prints; all mentions
    of one person bear it. A place's name inside a person's gives way.
    """
    words = person_words(knowledge.rules)
    mentions = [_without_person(report.text, m, words) for m in mentions]
    ground = ground_of(report.text, sentences, mentions, posts, words)
    reasons = [(row, reason) for row in find_rows(ground) if (reason := reason_of(row, ground)) is not None]
    named = [Named(row, core_of(row.names, words), reason) for row, reason in _with_listed(reasons, report.text)]
    found = name_clusters(named, words)
    return _merged(_with_codes(report.text, mentions, found, knowledge), found)


def _with_listed(reasons: Sequence[tuple[Row, str]], text: str) -> Iterator[tuple[Row, str]]:
    """Give rows with their reasons; a name that stands in a list of persons is a person's, too: "A B, C D and E F were"."""
    known = ""
    of_persons = _in_lists(reasons, text)
    for n, (row, reason) in enumerate(reasons):
        before = bool(known) and n > 0 and _joined(reasons[n - 1][0], row, text)
        listed = not reason and _whole(row) and (n in of_persons or (before and _OF_MANY.match(text, row.span.end)))
        known = "stands in a list of persons" if listed else reason
        yield row, known


def _in_lists(reasons: Sequence[tuple[Row, str]], text: str) -> set[int]:
    """Give the places of names in lists of persons: between two known ones, or where a third of a long list are known."""
    found: set[int] = set()
    run: list[int] = []
    for n in range(len(reasons) + 1):
        if run and n < len(reasons) and _joined(reasons[n - 1][0], reasons[n][0], text):
            run.append(n)
            continue
        known = [at for at in run if reasons[at][1]]
        if len(run) >= _LONG and len(known) * 3 >= len(run):
            found |= set(run)
        elif len(known) > 1:
            found |= set(range(known[0], known[-1]))
        run = [n]
    return found


def _whole(row: Row) -> bool:
    return not row.single and all(part.label in ("name", "particle") for part in row.parts)


def _joined(left: Row, right: Row, text: str) -> bool:
    return _LISTED.fullmatch(text, left.span.end, right.span.start) is not None


def _with_codes(
    text: str, mentions: Sequence[Mention], persons: Sequence[Mention], knowledge: Knowledge
) -> Sequence[Mention]:
    """Give the mentions with the countries that codes in brackets behind persons name: "A B (ITA)" is of Italy."""
    codes = knowledge.countries_by_code
    matches = (match for p in persons if (match := _CODE.match(text, p.span.end)) and match[1] in codes)
    found = [
        Mention(Span(*match.span(1)), codes[match[1]], "country", "list", "a code behind a person's name")
        for match in matches
    ]
    kept = [m for m in mentions if not any(m.span.overlaps(f.span) for f in found)]
    return sorted((*kept, *found), key=lambda m: m.span)


def _without_person(text: str, mention: Mention, words: PersonWords) -> Mention:
    # "Jane Doe of Example University" is no body: the person is taken out of a name made by its form alone.
    match = (
        re.match(r"(\w+)(?: [A-Z][\w-]+)+ of (?:the )?(?=[A-Z])", mention.span.of(text)) if mention.unlisted else None
    )
    if match is None or mention.kind != "org" or match[1].lower() not in words.given:
        return mention
    span = Span(mention.span.start + match.end(), mention.span.end)
    return replace(mention, span=span, entity=f"org/{slug(span.of(text))}")


def _merged(mentions: Sequence[Mention], found: Sequence[Mention]) -> tuple[Mention, ...]:
    kept = [m for m in mentions if not any(p.span.overlaps(m.span) for p in _near(found, m.span))]
    return tuple(sorted((*kept, *found), key=lambda m: m.span))


def _near(found: Sequence[Mention], span: Span) -> Sequence[Mention]:
    at = bisect_right(found, span.end, key=lambda m: m.span.start)
    return found[max(0, at - 3) : at + 1]
