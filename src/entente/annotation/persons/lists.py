"""Lists of persons under the words for their posts: "Vice-presidents elected:", then "1. A B (PER)" and "2. C D (MLI)" below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from entente.annotation.persons.title_patterns import ListPattern, TitlePatterns
from entente.annotation.persons.titles import change_of, held_posts, people_in, titled_names
from entente.annotation.surface import Element, Line, line_of, within
from entente.annotation.values import AnnotatedReport, HeldPost, SentenceSpan, TitledName
from entente.model.span import Span

_OF_ANOTHER = (" by", " by the", " of", " of the", " its", " with", " and")  # before a post that is not of those listed
_LABEL = "office.label"
_ITEM = 60  # characters of a line that may be an item of a list
_LONGEST = 220  # characters of a line that may be the heading of a list


@dataclass(frozen=True, slots=True)
class _Heading:
    """The posts that the words above a list give to those listed, and what they say of the tenure."""

    posts: tuple[HeldPost, ...]
    change: str


def names_by_sentence(annotated: AnnotatedReport, patterns: TitlePatterns) -> Mapping[Span, Sequence[TitledName]]:
    """Give the names with posts of each sentence that has any, by its span; `patterns` are made by title_patterns.

    A line that holds names alone takes its post from the heading of its list.
    """
    return {span: names for span, names in _names(annotated, patterns) if names}


def _names(annotated: AnnotatedReport, patterns: TitlePatterns) -> Iterator[tuple[Span, Sequence[TitledName]]]:
    heading: _Heading | None = None
    for sentence in annotated.sentences:
        names = titled_names(annotated, sentence, patterns)
        given = any(name.posts for name in names)
        line = _whole_line(annotated, sentence) if heading or _may_head(annotated, sentence) else None
        listed = list(_listed(line, heading, patterns.lists)) if line and heading and not given else []
        yield sentence.span, [*names, *listed]
        if not listed and not given:
            heading = _heading_of(line, patterns) or _kept(heading, line) if line else None
        elif given:
            heading = _label_of(names) or heading


def _kept(heading: _Heading | None, line: Line) -> _Heading | None:
    """Give the heading on where a line may be an item whose name is not known: short, and without a stop or a post."""
    stops = line.text.endswith((".", ":", "!", "?")) or "⟨P" in line.text
    return None if stops or len(line.text) > _ITEM else heading


def _label_of(names: Sequence[TitledName]) -> _Heading | None:
    """Give the heading that a label for several is, of whom the first stands behind it: "Members: A B", then "C D"."""
    posts = [h for name in names if name.rule.startswith(_LABEL) for h in name.posts if "plural" in h.post.modifiers]
    return _Heading((posts[0],), "") if posts else None


def _whole_line(annotated: AnnotatedReport, sentence: SentenceSpan) -> Line | None:
    """Give a sentence that is a line of its own as a line of elements."""
    text, span = annotated.report.text, sentence.span
    ends = (text[: span.start].rpartition("\n")[2], text[span.end :].partition("\n")[0])
    if any(end.strip() for end in ends):
        return None
    elements: list[Element] = [m for m in within(annotated.mentions, span) if m.how != "anaphora"]
    return line_of(text, span, [*elements, *within(annotated.posts, span), *within(annotated.times, span)])


def _may_head(annotated: AnnotatedReport, sentence: SentenceSpan) -> bool:
    span = sentence.span
    if span.end - span.start > _LONGEST or not within(annotated.posts, span):
        return False
    return annotated.report.text.find("\n", span.end) >= 0


def _heading_of(line: Line, patterns: TitlePatterns) -> _Heading | None:
    for known in patterns.lists:
        if match := known.heading.search(line.text):
            posts = tuple(held_posts(line, match, patterns.item))[:1]
            # "The following were chosen by the president:" tells of one president, and of none of those listed.
            elects = match["verb"] and not (match["before"] or "").rstrip().endswith(_OF_ANOTHER)
            given = posts and (not match["before"] or elects or "plural" in posts[0].post.modifiers)
            return _Heading(posts, change_of(known.entry, match["verb"] or "")) if given else None
    return None


def _listed(line: Line, heading: _Heading, lists: Sequence[ListPattern]) -> Iterator[TitledName]:
    for known in lists:
        if match := known.pattern.fullmatch(line.text):
            for person in people_in(line, match):
                yield TitledName(
                    person, heading.posts, line.span(*match.span()), known.entry["id"], change=heading.change
                )
            return
