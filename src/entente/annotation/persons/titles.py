"""Posts with the names that bear them: "ROC secretary general A B", "A B, president of the ROC", "his Syrian counterpart C D"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from entente.annotation.persons.title_patterns import TitlePatterns
from entente.annotation.surface import Element, Line, line_of, within
from entente.annotation.values import AnnotatedReport, HeldPost, Mention, PostMention, SentenceSpan, TitledName
from entente.model.entity import BODIES

if TYPE_CHECKING:
    from entente.model.span import Span

_PAIR = 2
_NEAR_TIME = len(" between ")
_YEARS = re.compile(r"\d{4}/(\d{4})")
_SEATS = (" positions", " seats", " posts", " places", " roles", " spots")
_RANKED = re.compile("(?:[a-z]+ )?vice president")  # "vice president of Africa" is one of a body
_BESIDE, _FIRST = "office.elected.alongside", "office.elected"  # one post that two were elected to
_SECOND = re.compile(
    r" and (?:of )?(?:the )?(?P<body>⟨B\d+⟩)(?: \(⟨B\d+⟩\))?(?=[,.;:)–—]|$| (?:in|on|at|since|for|by|until|said|told) )"
)
_UNTIL = " until "
_OVER = ("was", "served", "had", "acted")


def titled_names(annotated: AnnotatedReport, sentence: SentenceSpan, patterns: TitlePatterns) -> list[TitledName]:
    """Give the names with posts of a sentence; `patterns` are made by title_patterns."""
    text = annotated.report.text
    mentions = within(annotated.mentions, sentence.span)
    if not any(m.kind == "person" for m in mentions):
        return []
    posts = within(annotated.posts, sentence.span)
    standing = [m for m in mentions if _stands_alone(m, text, posts, patterns.rules)]
    elements: list[Element] = [*standing, *posts, *within(annotated.times, sentence.span)]
    found = find_titled_names(line_of(text, sentence.span, elements), patterns)
    return [replace(t, change="held") if not t.verb and _is_over(annotated, t) else t for t in found]


def _is_over(annotated: AnnotatedReport, titled: TitledName) -> bool:
    """Tell whether the time behind a post is one that has ended: "president at the time", "president from 2001 to 2009"."""
    text, end = annotated.report.text, titled.span.end
    behind = next((t for t in annotated.times if end <= t.span.start <= end + _NEAR_TIME), None)
    if behind is None or text[end : behind.span.start].strip() not in ("at", "from", "between", "(", ""):
        return False
    ended = _YEARS.fullmatch(behind.edtf)
    return behind.timex_value == "PAST_REF" or (ended is not None and ended[1] < annotated.date.edtf[:4])


def _stands_alone(mention: Mention, text: str, posts: Sequence[PostMention], rules: Mapping[str, Any]) -> bool:
    """Tell whether a mention can stand in a title pattern: any name, "he", "the Algerian", but not "his" or "the president"."""
    if mention.how != "anaphora":
        return True
    if mention.span.of(text).lower() in rules["possessives"]:
        return mention.kind in BODIES and mention.entity != ""
    return mention.kind != "person" or not any(mention.span.overlaps(p.span) for p in posts)


def find_titled_names(line: Line, patterns: TitlePatterns) -> list[TitledName]:
    """Find the persons of a line with their posts by the patterns of english/title_patterns.yaml; sorted by start.

    The patterns stand in order of trust: a post that one of them gave to somebody is not given to another by the next.
    """
    found: list[TitledName] = []
    for known in patterns.that_may_match(line.text):
        for match in known.pattern.finditer(line.text):
            found.extend(_interpret(line, match, known.entry, patterns))
    return sorted(_without_doubles(found), key=lambda t: (t.span.start, t.span.end))


def _interpret(
    line: Line, match: re.Match[str], entry: Mapping[str, Any], patterns: TitlePatterns
) -> Iterator[TitledName]:
    if entry.get("respective"):
        yield from _respective(line, match, entry)
        return
    chain = _posts_of_chain(line, match, patterns.item) if match.groupdict().get("chain") else ()
    several = any("plural" in h.post.modifiers for h in chain) or _are_seats(line, match)
    if entry.get("plural") and not several:
        return
    if entry["id"] == "office.title" and several and line.text[match.end("chain")] in ",–—":
        return  # "A and B were elected vice presidents, C being ill": many do not share one name
    if several and not entry.get("plural"):
        # "told reporters in Lima, World Boxing treasurer Ana Lima": what many are is no post of the one.
        chain = tuple(h for h in chain if "plural" not in h.post.modifiers) or chain
    posts = _post_of_entry(line, match, entry) or chain or _post_of_verb(line, match, entry)
    yield from _titled(line, match, entry, posts, patterns.rules)


def _posts_of_chain(line: Line, match: re.Match[str], item: re.Pattern[str]) -> tuple[HeldPost, ...]:
    """Give the posts of the group `chain`, those without a body of the one in the group `body`."""
    body = _mention_in(line, match, "body")
    posts = tuple(HeldPost(h.post, h.body or body) for h in held_posts(line, match, item))
    behind = match.start("name" if "name" in match.groupdict() else "names") < match.start("chain")
    return (*posts, *_of_both(line, match, posts)) if behind else posts


def _titled(
    line: Line, match: re.Match[str], entry: Mapping[str, Any], posts: tuple[HeldPost, ...], rules: Mapping[str, Any]
) -> Iterator[TitledName]:
    groups = match.groupdict()
    past = _is_past(line, match, rules["past_after"])
    for person in people_in(line, match):
        yield TitledName(
            person,
            posts,
            line.span(*match.span()),
            entry["id"],
            unit=bool(entry.get("unit")) and not any(h.post.post in rules.get("apart", ()) for h in posts),
            counterpart_of=_mention_in(line, match, "body") if entry.get("counterpart") else None,
            verb=line.span(*match.span("verb")) if groups.get("verb") else None,
            change="held" if past else change_of(entry, groups.get("change") or groups.get("verb") or ""),
            in_context=bool(entry.get("context")),
            leaves=bool(entry.get("leaves")),
            home=_mention_in(line, match, "home"),
            relation=groups["verb"] if entry.get("relation") else "",
            others=tuple((r, m) for r in ("predecessor", "opponent") if (m := _mention_in(line, match, r))),
        )


def _are_seats(line: Line, match: re.Match[str]) -> bool:
    """Tell whether a post is one of several by the word behind it: "elected to the final two member at large positions"."""
    end = match.end("chain") if match.groupdict().get("chain") else 0
    return end > 0 and line.text.startswith(_SEATS, end)


def _is_past(line: Line, match: re.Match[str], words: Sequence[str]) -> bool:
    """Tell whether what follows says that a post is held no longer: "until" does so of who was or served, not of who is."""
    verb = match.groupdict().get("verb") or ""
    known = words if not verb or verb.startswith(_OVER) else [word for word in words if word != _UNTIL]
    return line.text[match.end() :].startswith(tuple(known))


def _respective(line: Line, match: re.Match[str], entry: Mapping[str, Any]) -> Iterator[TitledName]:
    """Give each of a list of names its own body or post: "the presidents of A and B, C and D"."""
    if match.groupdict().get("posts"):
        yield from _respective_posts(line, match, entry)
        return
    post = next(e for e in line.elements_in(*match.span()) if isinstance(e, PostMention))
    if "plural" not in post.modifiers and "respectively" not in match[0]:
        return
    bodies = [e for e in line.elements_in(*match.span("bodies")) if isinstance(e, Mention)]
    people = people_in(line, match)
    if len(bodies) == len(people):
        for person, body in zip(people, bodies, strict=True):
            yield TitledName(person, (HeldPost(post, body),), line.span(*match.span()), entry["id"])


def _respective_posts(line: Line, match: re.Match[str], entry: Mapping[str, Any]) -> Iterator[TitledName]:
    posts = [e for e in line.elements_in(*match.span("posts")) if isinstance(e, PostMention)]
    people = people_in(line, match)
    if len(posts) == len(people):
        for person, post in zip(people, posts, strict=True):
            yield TitledName(
                person, (HeldPost(post, _mention_in(line, match, "body")),), line.span(*match.span()), entry["id"]
            )


def _of_both(line: Line, match: re.Match[str], posts: Sequence[HeldPost]) -> Iterator[HeldPost]:
    """Give the last post once more, of a second body that follows: "elected president of A and B"."""
    body = posts[-1].body if posts else None
    if body is None or body.span.start < posts[-1].post.span.end:
        return
    ends = line.elements_in(*match.span("chain"))
    if ends and ends[-1] is body and (other := _SECOND.match(line.text, match.end("chain"))):
        second = line.elements_in(*other.span("body"))[0]
        if isinstance(second, Mention) and second.entity != body.entity:
            yield HeldPost(posts[-1].post, second)


def people_in(line: Line, match: re.Match[str]) -> list[Mention]:
    """Give, of a match over a line, the bearers of the posts: the one name, or each of "members A, B and C"."""
    group = "names" if "names" in match.groupdict() else "name"
    people = [e for e in line.elements_in(*match.span(group)) if isinstance(e, Mention) and e.kind == "person"]
    return people if group == "names" else people[-1:]


def _mention_in(line: Line, match: re.Match[str], group: str) -> Mention | None:
    if not match.groupdict().get(group):
        return None
    mentions = [e for e in line.elements_in(*match.span(group)) if isinstance(e, Mention)]
    return mentions[0] if mentions else None


def change_of(entry: Mapping[str, Any], verb: str) -> str:
    """Give what a pattern's entry says that a verb tells of a tenure, "" for nothing."""
    change = entry.get("change", "")
    if isinstance(change, str):
        return change
    word = verb.lower().replace("-", "")
    return next((str(value) for stem, value in change.items() if word.startswith(stem)), "")


def _post_of_entry(line: Line, match: re.Match[str], entry: Mapping[str, Any]) -> tuple[HeldPost, ...]:
    """Give the post that an entry says its verb gives, whatever post is named."""
    if "post" not in entry:
        return ()
    return (HeldPost(PostMention(line.span(*match.span("verb")), entry["post"]), _mention_in(line, match, "body")),)


def _post_of_verb(line: Line, match: re.Match[str], entry: Mapping[str, Any]) -> tuple[HeldPost, ...]:
    """Give the post that a verb names by itself: who heads a body is its head, who chairs it its chair."""
    verb = match.groupdict().get("office") or match.groupdict().get("verb")
    body = _mention_in(line, match, "body")
    if not verb or body is None or "posts" not in entry:
        return ()
    post = next(p for stem, p in entry["posts"].items() if verb.lower().startswith(stem))
    return (HeldPost(PostMention(line.span(*match.span("verb")), post), body),)


def held_posts(line: Line, match: re.Match[str], item_pattern: re.Pattern[str]) -> Iterator[HeldPost]:
    """Give the posts in the group `chain` of a match over a line, each with the body that its phrase names."""
    start, end = match.span("chain")
    items = list(item_pattern.finditer(line.text, start, end))
    bodies = [_body_of(line, item) for item in items]
    posts = [line.elements_in(*item.span("post"))[0] for item in items]
    former = len(posts) > _PAIR and isinstance(posts[0], PostMention) and posts[0].change == "held"
    for n, post in enumerate(posts):
        if isinstance(post, PostMention):
            # "former foreign secretary, mayor and member": of a list of three all are former, of a pair the first alone.
            kept = replace(post, change="held") if former and post.change == "holds" else post
            yield HeldPost(kept, bodies[n] or _shared(items, bodies, n))


def _body_of(line: Line, item: re.Match[str]) -> Mention | None:
    found = {}
    for group in ("after", "before"):
        if item[group]:
            found[group] = next(e for e in line.elements_in(*item.span(group)) if isinstance(e, Mention))
    sent = item["after"] and item["after"].startswith(" to ")
    post = line.elements_in(*item.span("post"))[0]
    ruled = isinstance(post, PostMention) and _RANKED.match(post.post)
    region = item["after"] and found["after"].kind == "place" and (item["after"].startswith(" for ") or ruled)
    there = item["after"] and item["after"].startswith((" at ", " in ")) and found["after"].kind == "gathering"
    if len(found) == 2 and (sent or there or found["after"].kind in ("place", "country")):  # noqa: PLR2004 - both
        return found["before"]  # "OCA vice president for Central Asia" is one of the OCA
    if region:
        return None  # "vice president for Central Asia": of a body that stands elsewhere
    return found.get("after") or found.get("before")


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
        posts = tuple(p for p in titled.posts if given.setdefault(p.post.span, titled.rule) in (titled.rule, _FIRST))
        if titled.rule != _BESIDE:
            posts = tuple(p for p in posts if given[p.post.span] == titled.rule)
        if posts or titled.counterpart_of or titled.in_context or titled.relation or not titled.posts:
            kept.append(replace(titled, posts=posts))
    return kept
