"""Posts with the names that bear them: "ROC secretary general A B", "A B, president of the ROC", "his Syrian counterpart C D"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from entente.annotation.surface import Element, Line, compile_pattern, line_of, within
from entente.annotation.values import AnnotatedReport, Mention, PostMention, SentenceSpan
from entente.model.span import Span

_ITEM = "(?P<before>{holder} {adj}?)?(?P<post>{post})(?P<after>{owner})?"


@dataclass(frozen=True, slots=True)
class HeldPost:
    """One post of a chain and the body it is said to be of; `body` is None where the chain names none."""

    post: PostMention
    body: Mention | None


@dataclass(frozen=True, slots=True)
class TitledName:
    """A person with the posts that a stretch of text gives to him or her.

    `counterpart_of` is the body of a counterpart, whose post is that of the other person in the sentence; `span` is the
    whole stretch, `unit` says that it is one name for the parser. Where a verb gives the post ("was elected", "heads"),
    `verb` are its offsets and `change` what it says of the tenure; `others` are further persons by role. A verb that names
    no post ("A succeeds B") means the post spoken of before: then `in_context` is true,
    and `leaves` where it is the person's own.
    `home` is a place or body named after the name ("Mayor A B of Lima").
    """

    person: Mention
    posts: tuple[HeldPost, ...]
    span: Span
    rule: str
    unit: bool = False
    counterpart_of: Mention | None = None
    verb: Span | None = None
    change: str = ""
    others: tuple[tuple[str, Mention], ...] = ()
    in_context: bool = False
    leaves: bool = False
    home: Mention | None = None


def titled_names(annotated: AnnotatedReport, sentence: SentenceSpan, rules: Mapping[str, Any]) -> list[TitledName]:
    """Give the names with posts of a sentence; `rules` is english/title_patterns.yaml."""
    text = annotated.report.text
    posts = within(annotated.posts, sentence.span)
    mentions = [m for m in within(annotated.mentions, sentence.span) if _stands_alone(m, text, posts, rules)]
    elements: list[Element] = [
        *mentions,
        *within(annotated.posts, sentence.span),
        *within(annotated.times, sentence.span),
    ]
    return find_titled_names(line_of(text, sentence.span, elements), rules)


def _stands_alone(mention: Mention, text: str, posts: Sequence[PostMention], rules: Mapping[str, Any]) -> bool:
    """Tell whether a mention can stand in a title pattern: any name, "he", "the Algerian", but not "his" or "the president"."""
    if mention.how != "anaphora":
        return True
    if mention.span.of(text).lower() in rules["possessives"]:
        return False
    return mention.kind != "person" or not any(mention.span.overlaps(p.span) for p in posts)


def find_titled_names(line: Line, rules: Mapping[str, Any]) -> list[TitledName]:
    """Find the persons of a line with their posts by the patterns of english/title_patterns.yaml; sorted by start.

    The patterns stand in order of trust: a post that one of them gave to somebody is not given to another by the next.
    """
    found: list[TitledName] = []
    for entry in rules["patterns"]:
        pattern = compile_pattern(entry["pattern"], rules["macros"])
        for match in pattern.finditer(line.text):
            found.extend(_interpret(line, match, entry, rules))
    return sorted(_without_doubles(found), key=lambda t: (t.span.start, t.span.end))


def _interpret(
    line: Line, match: re.Match[str], entry: Mapping[str, Any], rules: Mapping[str, Any]
) -> Iterator[TitledName]:
    groups = match.groupdict()
    past = line.text[match.end() :].startswith(tuple(rules["past_after"]))
    posts = tuple(_held_posts(line, match, rules["macros"])) if groups.get("chain") else ()
    if groups.get("chain") and groups.get("body"):
        posts = tuple(HeldPost(h.post, h.body or _mention_in(line, match, "body")) for h in posts)
    if entry.get("plural") and not any("plural" in h.post.modifiers for h in posts):
        return
    if "post" in entry:
        posts = (
            HeldPost(PostMention(line.span(*match.span("verb")), entry["post"]), _mention_in(line, match, "body")),
        )
    for person in _people_in(line, match):
        yield TitledName(
            person,
            posts or _post_of_verb(line, match, entry),
            line.span(*match.span()),
            entry["id"],
            unit=bool(entry.get("unit")),
            counterpart_of=_mention_in(line, match, "body") if entry.get("counterpart") else None,
            verb=line.span(*match.span("verb")) if groups.get("verb") else None,
            change="held" if past else _change(entry, groups.get("change") or groups.get("verb") or ""),
            in_context=bool(entry.get("context")),
            leaves=bool(entry.get("leaves")),
            home=_mention_in(line, match, "home"),
            others=tuple((r, m) for r in ("predecessor", "opponent") if (m := _mention_in(line, match, r))),
        )


def _people_in(line: Line, match: re.Match[str]) -> list[Mention]:
    """Give the bearers of the posts: the one name, or each of "members A, B and C"."""
    group = "names" if "names" in match.groupdict() else "name"
    people = [e for e in line.elements_in(*match.span(group)) if isinstance(e, Mention) and e.kind == "person"]
    return people if group == "names" else people[-1:]


def _mention_in(line: Line, match: re.Match[str], group: str) -> Mention | None:
    if not match.groupdict().get(group):
        return None
    mentions = [e for e in line.elements_in(*match.span(group)) if isinstance(e, Mention)]
    return mentions[0] if mentions else None


def _change(entry: Mapping[str, Any], verb: str) -> str:
    change = entry.get("change", "")
    if isinstance(change, str):
        return change
    word = verb.lower().replace("-", "")
    return next((str(value) for stem, value in change.items() if word.startswith(stem)), "")


def _post_of_verb(line: Line, match: re.Match[str], entry: Mapping[str, Any]) -> tuple[HeldPost, ...]:
    """Give the post that a verb names by itself: who heads a body is its head, who chairs it its chair."""
    verb = match.groupdict().get("verb")
    body = _mention_in(line, match, "body")
    if not verb or body is None or "posts" not in entry:
        return ()
    post = next(p for stem, p in entry["posts"].items() if verb.lower().startswith(stem))
    return (HeldPost(PostMention(line.span(*match.span("verb")), post), body),)


def _held_posts(line: Line, match: re.Match[str], macros: Mapping[str, str]) -> Iterator[HeldPost]:
    start, end = match.span("chain")
    items = list(compile_pattern(_ITEM, macros).finditer(line.text, start, end))
    bodies = [_body_of(line, item) for item in items]
    for n, item in enumerate(items):
        post = line.elements_in(*item.span("post"))[0]
        if isinstance(post, PostMention):
            yield HeldPost(post, bodies[n] or _shared(items, bodies, n))


def _body_of(line: Line, item: re.Match[str]) -> Mention | None:
    for group in ("after", "before"):
        if item[group]:
            mentions = [e for e in line.elements_in(*item.span(group)) if isinstance(e, Mention)]
            return mentions[0]
    return None


def _shared(items: Sequence[re.Match[str]], bodies: Sequence[Mention | None], n: int) -> Mention | None:
    # "JOC vice president and secretary general": a body before the first post holds for the next ones;
    # "president and chief executive of the BOA": a body after the last post holds for those before it.
    earlier = next((bodies[k] for k in range(n - 1, -1, -1) if bodies[k] and items[k]["before"]), None)
    later = next((bodies[k] for k in range(n + 1, len(items)) if bodies[k] and items[k]["after"]), None)
    return earlier or later


def _without_doubles(found: Sequence[TitledName]) -> list[TitledName]:
    given: dict[Span, str] = {}
    kept: list[TitledName] = []
    named = {(t.person.span, t.verb) for t in found if t.posts}
    for titled in found:
        if titled.in_context and (titled.person.span, titled.verb) in named:
            continue
        posts = tuple(p for p in titled.posts if given.setdefault(p.post.span, titled.rule) == titled.rule)
        if posts or titled.counterpart_of or titled.in_context or not titled.posts:
            kept.append(replace(titled, posts=posts))
    return kept
