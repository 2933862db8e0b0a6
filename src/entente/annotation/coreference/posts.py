"""Posts that stand for who holds them: "the president", "the ROC's head", "the minister"."""

import re
from collections import Counter
from collections.abc import Collection

from entente.annotation.coreference.antecedents import BEFORE_NAME, Discourse, Holder
from entente.annotation.coreference.salience import NEAR, Found
from entente.annotation.values import Mention, PostMention
from entente.model.entity import BODIES, kind_of
from entente.model.span import Span

_ANY_HEAD = ("head", "chief", "leader", "boss")
# A post that somebody is said to have or get ("is the president", "as president of"), and not the one who has it.
_PREDICATE = re.compile(
    r"\b(?:as|is|was|become|became|becomes|elect|elects|elected|appoint|appoints|appointed|named|of|be|been|a|an|new|first|next)"
    r"(?: the)? (?:[\w'\u2019]+ ){0,4}$"
)
# What follows a post that is the subject of a clause of its own, and not what somebody before the comma is.
_ACTS = re.compile(
    r" (?:also |further |then )?(?:said|says|told|added|stated|noted|stressed|wished|thanked|praised|expressed|received"
    r"|welcomed|underlined|highlighted|discussed|reviewed|affirmed|explained|announced|pointed|emphasi[sz]ed"
    r"|was|has|had|will|would|is)\b"
)
# "The 71-year-old former World Boxing president said": what stands before the body, and that the words are the subject of a clause.
_RECALLING = re.compile(r"[Tt]he (?:(?:\d\d-year-old|[a-z]+(?:-[a-z]+)?) ){0,3}")
_GOES_ON = re.compile(
    r"(?:,? who\b| [a-z]+(?:ed|s)\b| (?:was|had|has|is|will|would|said|won|led|told|spoke|took|became|also|later|then|first)\b)"
)
_GENERAL = r" (?:is|are|was) (?:\w+ly )?(?:elected|appointed|chosen|nominated)\b"


def of_post(discourse: Discourse, post: PostMention) -> Found:
    """Resolve "the president", "the ROC's head": the one whom the report names with that post of that body."""
    body = discourse.body_of(post)
    if "plural" in post.modifiers or _is_given_away(discourse, post):
        return None
    if recalled := _recalled(discourse, post, body):
        return Mention(post.span, recalled, "person", "anaphora", f"{post.post}: whom the sentence before is about")
    return _of_holder(discourse, post, body) if post.change == "holds" else None


def _of_holder(discourse: Discourse, post: PostMention, body: str) -> Found:
    if not body and re.match(r" (?:of|at|for|to) ", discourse.text[post.span.end : post.span.end + 5]):
        return None
    if not _is_definite(discourse.text[max(0, post.span.start - 80) : post.span.start], body):
        return None
    if re.match(_GENERAL, discourse.text[post.span.end : post.span.end + 20]):
        return None
    fitting = _who_holds(discourse, post, body)
    if not fitting and not body and not post.modifiers and discourse.text[post.span.end : post.span.end + 1] != ",":
        return _of_nameless(discourse, post)
    if len(fitting) > 1:
        fitting = _nearest_in_kind(discourse, fitting, post, body)
    reason = f"{post.post}: the one named with that post"
    span = _with_article(discourse.text, post)
    return Mention(span, next(iter(fitting)), "person", "anaphora", reason) if len(fitting) == 1 else None


def _who_holds(discourse: Discourse, post: PostMention, body: str) -> set[str]:
    fitting = {h.person for h in discourse.holders if _holds(discourse, h, post, body)}
    if not fitting and body and (subject := _new_to_the_post(discourse, post, body)):
        fitting = {subject}
    if not fitting and body.startswith(BODIES) and post.post in _ANY_HEAD:
        fitting = {m.entity for m in discourse.mentions if m.kind == "person" and m.span.end <= post.span.start}
    return fitting


def _of_nameless(discourse: Discourse, post: PostMention) -> Found:
    """Give the body for which "the minister" acts who was brought in without a name: "the sports minister of Kenya"."""
    before = [p for p in discourse.posts if p.span.end <= post.span.start and p.change == "holds"]
    told = [discourse.body_of(p) for p in before if p.post == post.post or p.post.endswith(f" {post.post}")]
    told += [discourse.body_of(p) for p in before if p.post.startswith(f"{post.post} of ")]
    bodies = {b for b in told if b}
    if len(bodies) != 1:
        return None
    body = bodies.pop()
    reason = f"{post.post}: acts for the body with whose post somebody was named before"
    return Mention(_with_article(discourse.text, post), body, kind_of(body), "anaphora", reason)


def _nearest_in_kind(discourse: Discourse, fitting: Collection[str], post: PostMention, body: str) -> set[str]:
    """Give of several the one who has that very post of that very body, else the one of the body named most: nobody where open."""
    exact = {
        h.person
        for h in discourse.holders
        if h.person in fitting and (h.post == post.post or post.post in _ANY_HEAD) and h.body == body != ""
    }
    if len(exact) == 1:
        return exact
    if body:
        return set()
    counts = Counter(m.entity for m in discourse.mentions if m.entity in fitting and m.span.end <= post.span.start)
    ranked = counts.most_common(NEAR)
    clear = len(ranked) == NEAR and ranked[0][1] >= NEAR * ranked[1][1]
    return {ranked[0][0]} if clear else set()


def _new_to_the_post(discourse: Discourse, post: PostMention, body: str) -> str:
    """Give the one person of the nearest sentence that names any, for "the Zimbabwean sports minister": a post not told before."""
    index, country = discourse.sentence_of(post.span.start), discourse.country_of(body)
    start = discourse.sentences[index].span.start
    if not country or not re.fullmatch(r"[Tt]he (?:[\w’-]+ ){0,3}", discourse.text[start : post.span.start]):
        return ""
    for back in range(1, min(NEAR, index) + 1):
        persons = {m.entity for m in discourse.named(index - back, post.span.start, ("person",))}
        if persons:
            one = next(iter(persons))
            alien = discourse.nations.get(one, frozenset((country,))) - {country}
            elsewhere = any(h.person == one and h.post == post.post for h in discourse.holders)
            return one if len(persons) == 1 and not alien and not elsewhere else ""
    return ""


def _recalled(discourse: Discourse, post: PostMention, body: str) -> str:
    """Give whom the sentence before is about, alone, for "the former World Boxing president said": a post not told of him yet."""
    index = discourse.sentence_of(post.span.start)
    own = discourse.sentences[index].span
    named = next(
        (m for m in discourse.near(post.span) if body and m.entity == body and m.span.start >= own.start), None
    )
    if not index or named is None or named.kind not in BODIES or named.span.end > post.span.start:
        return ""
    opening = discourse.text[own.start : named.span.start]
    if not _RECALLING.fullmatch(opening) or not _GOES_ON.match(discourse.text, post.span.end):
        return ""
    persons = {m.entity for m in discourse.named(index - 1, post.span.start, ("person",))}
    known = [h for h in discourse.holders if h.person in persons or _holds(discourse, h, post, body)]
    former = post.change == "held" and not any(_holds(discourse, h, post, body) for h in known)
    return next(iter(persons)) if len(persons) == 1 and (former or not known) else ""


def _is_definite(lead: str, body: str) -> bool:
    if not re.search(r"\b[Tt]he $", lead) and not (body and re.search(r"(?:\b[Tt]he |['\u2019]s )[^.,;]{0,70}$", lead)):
        return False
    return _PREDICATE.search(lead[-30:]) is None


def _holds(discourse: Discourse, holder: Holder, post: PostMention, body: str) -> bool:
    if body and holder.body and holder.body != body and discourse.country_of(holder.body) != body:
        return False
    alike = post.post in _ANY_HEAD and holder.post in discourse.rules.heads and bool(body)
    general = post.post == "minister" and re.search(r"\bminister\b", holder.post) is not None
    return holder.post == post.post or alike or general


def _is_given_away(discourse: Discourse, post: PostMention) -> bool:
    """Tell whether the post stands beside the name of its holder, or is put in words of its own ("the president of")."""
    text, end = discourse.text, post.span.end
    around = discourse.near(Span(post.span.start, end + 40))
    following = [m for m in around if m.kind == "person" and end < m.span.start < end + 40]
    if any(BEFORE_NAME.fullmatch(text, end, m.span.start) for m in following):
        return True
    if text[: post.span.start].endswith(", the ") and _ACTS.match(text, end):
        return False
    before = [m for m in around if m.kind == "person" and post.span.start - 70 < m.span.end <= post.span.start]
    return any(
        re.fullmatch(r",? ?\(?(?:also |who is )?[^.;]{0,70}", text[m.span.end : post.span.start])
        and text[m.span.end] == ","
        for m in before
    )


def _with_article(text: str, post: PostMention) -> Span:
    with_article = re.search(r"[Tt]he $", text[max(0, post.span.start - 4) : post.span.start])
    return Span(post.span.start - 4, post.span.end) if with_article else post.span
