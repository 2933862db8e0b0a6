"""Descriptions that stand for a name: "the committee", "both countries", "the Frenchman", "the sheikh", "the president"."""

import re
from collections.abc import Sequence

from entente.annotation.anaphors import Anaphor
from entente.annotation.antecedents import BODIES, Discourse, Holder, countries_by_capital
from entente.annotation.salience import NEAR, REACH, Found, is_at_clause, left_open, made
from entente.annotation.values import Mention, PostMention
from entente.model.entity import kind_of
from entente.model.span import Span

_VERB_FOLLOWS = re.compile(
    r",(?= (?:a|an|the|who|whose|aged|now|then)\b)|\.(?!\w)"
    r"| (?:had|has|is|was|will|said|won|beat|who|also|and|then|spoke|told|came|took|went|became|gave|made|met|left|led|held"
    r"|[a-z]+ed)\b"
)
_ANY_HEAD = ("head", "chief", "leader", "boss")
# A post that somebody is said to have or get ("is the president", "as president of"), and not the one who has it.
_PREDICATE = re.compile(
    r"\b(?:as|is|was|become|became|becomes|elected|appointed|named|of|be|been|a|an|new|first|next)"
    r"(?: the)? (?:[\w'\u2019]+ ){0,4}$"
)


def of_body(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "the committee": the last body whose kind and name fit; of several in a sentence its subject."""
    entry = item.entry or {}
    if not _only_general(discourse, entry.get("adjectives", "")) or _names_follow(discourse, item):
        return None
    second: Found = None
    for back in range((NEAR if entry["names"] else REACH) + 1):
        fitting = _fitting(discourse, item, index - back) if index >= back else []
        if fitting and all(discourse.modifies(m) for m in fitting) and (earlier := _same_words(discourse, item)):
            return made(item, earlier, "the one meant by the same word before")
        found = _of_fitting(discourse, item, index - back, fitting)
        if found and (
            entry["names"] or not back or not found.entity or not discourse.is_dependent(index - back, fitting[-1])
        ):
            return found
        second = second or found
    return second


def _fitting(discourse: Discourse, item: Anaphor, index: int) -> list[Mention]:
    entry = item.entry or {}
    named = discourse.named(index, item.span.start, entry["kinds"])
    if index == discourse.sentence_of(item.span.start) and not is_at_clause(discourse.text, item.span.start):
        # "took the decision after an assessment of the body": another than the subject.
        subject = discourse.subject(index, item.span.start, entry["kinds"])
        named = [m for m in named if not subject or m.entity != subject.entity]
    fitting = [m for m in named if _name_fits(discourse, m.entity, entry["names"])]
    literal = [m for m in fitting if item.word.lower() in _name_of(discourse, m)]
    return literal or fitting


def _of_fitting(discourse: Discourse, item: Anaphor, index: int, fitting: Sequence[Mention]) -> Found:
    if len({m.entity for m in fitting}) == 1:
        return made(item, fitting[-1], "the only body before it that fits")
    if not fitting:
        return None
    subject = discourse.subject(index, item.span.start, (item.entry or {})["kinds"])
    fits = subject is not None and subject.entity in {m.entity for m in fitting}
    return made(item, subject, "the subject that fits") if subject and fits else left_open(item, "org", fitting)


def _names_follow(discourse: Discourse, item: Anaphor) -> bool:
    # "the cycling federation UCI" is named by what follows.
    return re.match(r",? (?:the )?[A-Z]", discourse.text[item.span.end : item.span.end + 8]) is not None


def _only_general(discourse: Discourse, adjectives: str) -> bool:
    # "the other committee", "the Finnish federation", "the executive committee" are others than the one last named.
    words = adjectives.split()
    return all(word in discourse.rules.adjectives or word.endswith("-based") for word in words)


def _name_of(discourse: Discourse, mention: Mention) -> str:
    body = discourse.knowledge.bodies.get(mention.entity)
    return f"{body.name if body else ''} {mention.span.of(discourse.text)}".lower()


def _same_words(discourse: Discourse, item: Anaphor) -> Found:
    words = f"{item.word}:"
    return next(
        (m for m in reversed(discourse.mentions) if m.how == "anaphora" and m.entity and m.reason.startswith(words)),
        None,
    )


def _name_fits(discourse: Discourse, entity: str, names: Sequence[str]) -> bool:
    body = discourse.knowledge.bodies.get(entity)
    words = f"{body.name if body else ''} {entity}".lower()
    return not names or any(name in words for name in names)


def of_group(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "both committees": the two of fitting kind that the nearest sentence names, where they are two."""
    kinds = (item.entry or {})["kinds"]
    if kinds[0] == "country":
        return _countries(discourse, item)
    for back in range(NEAR + 1):
        if index - back < 0:
            return None
        ids = tuple(dict.fromkeys(m.entity for m in discourse.named(index - back, item.span.start, kinds)))
        ids = tuple(i for i in ids if kind_of(i) == kind_of(ids[0])) if len(ids) > NEAR else ids
        if len(ids) == NEAR:
            return Mention(item.span, "", kind_of(ids[0]), "anaphora", "group", ids)
        if ids:
            return None
    return None


def _countries(discourse: Discourse, item: Anaphor) -> Found:
    """Resolve "both countries": those of the last two names that "and" joins, and that no longer list holds."""
    before = [
        m
        for m in discourse.mentions
        if m.span.end <= item.span.start and m.kind not in ("place", "person", "gathering") and m.entity
    ]
    for n in range(len(before) - 2, -1, -1):
        pair = [discourse.country_of(m.entity) for m in before[n : n + 2]]
        if not all(pair) or pair[0] == pair[1]:
            continue
        between = discourse.text[before[n].span.end : before[n + 1].span.start]
        listed = n > 0 and discourse.text[before[n - 1].span.end : before[n].span.start] == ", "
        if re.fullmatch(r" and (?:the )?(?:that of )?", between) and not listed:
            return Mention(item.span, "", "country", "anaphora", "group", tuple(pair))
    return None


def of_side(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "the Russian side": the body of that country that the report has named, where it is one."""
    country = _country_named(discourse, item)
    named = [m for i in range(index + 1) for m in discourse.named(i, item.span.start, ("noc", "npc", "nf"))]
    fitting = [m for m in named if country and discourse.country_of(m.entity) == country]
    if len({m.entity for m in fitting}) == 1:
        return made(item, fitting[-1], "the body of that country named before")
    return None


def _country_named(discourse: Discourse, item: Anaphor) -> str:
    inside = [m for m in discourse.mentions if item.span.covers(m.span)]
    return next((m.entity for m in inside if m.kind == "country"), "")


def of_country(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "the country": the one that the sentence, or the one before, names."""
    for back in range(NEAR):
        if index - back < 0:
            return None
        span = discourse.sentences[index - back].span
        inside = [m for m in discourse.mentions if span.covers(m.span) and m.span.end <= item.span.start]
        ids = {
            country: m
            for m in inside
            if m.kind not in ("place", "person") and (country := discourse.country_of(m.entity))
        }
        if len(ids) == 1:
            country = next(iter(ids))
            return Mention(item.span, country, "country", "anaphora", f"{item.word}: the only country named before")
        if ids:
            return None
    return None


def of_description(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "the Frenchman", "the 54-year-old": a person tied to that country, else the subject of the sentence before."""
    entry = item.entry or {}
    if "nation" in entry and not (country := _country_named(discourse, item)):
        return None
    if "nation" in entry and "noun" not in entry and not _stands_alone(discourse, item):
        return None
    country = _country_named(discourse, item)
    before = [m for i in range(index + 1) for m in discourse.named(i, item.span.start, ("person",))]
    tied = [m for m in before if country and country in discourse.nations.get(m.entity, ())]
    if len({m.entity for m in tied}) == 1:
        return made(item, tied[-1], "the person of that country")
    recent = discourse.subject(index - 1, item.span.start, ("person",)) if index else None
    untied = recent and (recent in tied or not country or not discourse.nations.get(recent.entity))
    return made(item, recent, "the subject of the sentence before") if recent and untied else None


def _stands_alone(discourse: Discourse, item: Anaphor) -> bool:
    return _VERB_FOLLOWS.match(discourse.text, item.span.end) is not None


def of_title(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "the sheikh": the last person named with that title."""
    titles = (item.entry or {})["titles"]
    for back in range(index + 1):
        for mention in reversed(discourse.named(index - back, item.span.start, ("person",))):
            before = discourse.text[max(0, mention.span.start - 14) : mention.span.start].lower().strip()
            if before.endswith(tuple(titles)):
                return made(item, mention, "the last one with that title")
    return None


def of_post(discourse: Discourse, post: PostMention) -> Found:
    """Resolve "the president", "the ROC's head": the one whom the report names with that post of that body."""
    body = discourse.body_of(post)
    if post.change != "holds" or "plural" in post.modifiers or _is_given_away(discourse, post):
        return None
    if not body and re.match(r" (?:of|at|for|to) ", discourse.text[post.span.end : post.span.end + 5]):
        return None
    if not _is_definite(discourse.text[max(0, post.span.start - 80) : post.span.start], body):
        return None
    fitting = {h.person for h in discourse.holders if _holds(discourse, h, post, body)}
    if not fitting and body.startswith(BODIES) and post.post in _ANY_HEAD:
        fitting = {m.entity for m in discourse.mentions if m.kind == "person" and m.span.end <= post.span.start}
    if len(fitting) != 1:
        return None
    reason = f"{post.post}: the one named with that post"
    return Mention(_with_article(discourse.text, post), next(iter(fitting)), "person", "anaphora", reason)


def _is_definite(lead: str, body: str) -> bool:
    if not re.search(r"\b[Tt]he $", lead) and not (body and re.search(r"(?:\b[Tt]he |['\u2019]s )[^.,;]{0,70}$", lead)):
        return False
    return _PREDICATE.search(lead[-30:]) is None


def _holds(discourse: Discourse, holder: Holder, post: PostMention, body: str) -> bool:
    if body and holder.body and holder.body != body and discourse.country_of(holder.body) != body:
        return False
    alike = post.post in _ANY_HEAD and holder.post in discourse.rules.heads and bool(body)
    return holder.post == post.post or alike


def _is_given_away(discourse: Discourse, post: PostMention) -> bool:
    """Tell whether the post stands beside the name of its holder, or is put in words of its own ("the president of")."""
    text, end = discourse.text, post.span.end
    around = discourse.near(Span(post.span.start, end + 40))
    following = [m for m in around if m.kind == "person" and end < m.span.start < end + 40]
    if any(re.fullmatch(r",? (?:[A-Z][\w'.]*\.? )*", text[end : m.span.start]) for m in following):
        return True
    before = [m for m in around if m.kind == "person" and post.span.start - 70 < m.span.end <= post.span.start]
    return any(
        re.fullmatch(r",? ?\(?(?:also |who is )?[^.;]{0,70}", text[m.span.end : post.span.start])
        and text[m.span.end] == ","
        for m in before
    )


def _with_article(text: str, post: PostMention) -> Span:
    with_article = re.search(r"[Tt]he $", text[max(0, post.span.start - 4) : post.span.start])
    return Span(post.span.start - 4, post.span.end) if with_article else post.span


def of_capital(discourse: Discourse, place: Mention) -> Found:
    """Resolve a capital that acts ("Moscow criticised …") to its country."""
    country = countries_by_capital(discourse.knowledge.countries).get(place.span.of(discourse.text))
    before = discourse.text[max(0, place.span.start - 12) : place.span.start]
    if country is None or not discourse.rules.acts.match(discourse.text, place.span.end):
        return None
    if re.search(r"\b(?:in|at|to|from|of|near|for|by|and|with|leave|left|visit) $", before):
        return None
    return Mention(place.span, country, "country", "anaphora", "a capital that acts stands for its government")
