"""Who holds, gains or leaves which post: from titles beside names and from the verbs of election and succession."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from entente.annotation.values import AnnotatedReport, HeldPost, Mention, PostMention, TitledName
from entente.claims.context import Context, Filler
from entente.claims.lexicon import Draft
from entente.model.entity import kind_of
from entente.model.span import Span


@dataclass(frozen=True)
class OfficeRules:
    """Posts by what they are posts of: of a government alone, of a body; and english/offices.yaml."""

    government: frozenset[str]
    of_bodies: frozenset[str]
    memberships: frozenset[str]
    membership_changes: Mapping[str, str]
    likewise: Sequence[str]
    envoys: frozenset[str]
    state: frozenset[str]
    owners: Sequence[str]
    before_posts: frozenset[str]
    no_offices: frozenset[str]


def office_rules(documents: Mapping[str, Any]) -> OfficeRules:
    """Make the rules from the files english/posts and english/offices."""
    posts, own = documents["english/posts"]["posts"], documents["english/offices"]
    return OfficeRules(
        government=frozenset(p["post"] for p in posts if p.get("sphere") == ["government"]),
        of_bodies=frozenset(p["post"] for p in posts if "body" in p.get("sphere", ())) - set(own["stated_only"]),
        memberships=frozenset(own["memberships"]),
        membership_changes=own["membership_changes"],
        likewise=own["likewise"],
        envoys=frozenset(own["envoys"]),
        state=frozenset(own["state"]),
        owners=own["owners"],
        before_posts=frozenset(own["before_posts"]),
        no_offices=frozenset(own["no_offices"]),
    )


_PHRASE = 60  # characters after a post in which words say what it is a post of
_SEATS = ("noc", "npc", "nf", "org")
_BODIES = (*_SEATS, "country")
_BESIDE = (
    "office.apposition",
    "office.copula",
    "office.relative",
)  # a post behind the name, without a country of its own


def bodies_of_people(titled: Sequence[TitledName]) -> dict[str, str]:
    """Give for each person of a report the body that he or she acts for: the first whose post the report gives."""
    found: dict[str, str] = {}
    for name in titled:
        body = name.counterpart_of
        ids = [body.entity] if body else [h.body.entity for h in name.posts if h.body and h.post.change != "held"]
        for entity in ids:
            if kind_of(entity) in _BODIES and name.person.entity:
                found.setdefault(name.person.entity, entity)
    return found


def posts_of_people(titled: Sequence[TitledName]) -> dict[str, str]:
    """Give for each person of a report the first post that the report gives to him or her with its body."""
    found: dict[str, str] = {}
    for name in titled:
        for held in name.posts:
            if held.body is not None and held.body.entity:
                found.setdefault(name.person.entity, held.post.post)
    return found


def read_offices(context: Context, rules: OfficeRules, homes: Mapping[str, str]) -> Iterator[Draft]:
    """Give the offices and memberships of a sentence as drafts.

    `homes` is the country of each body that has one, for posts in a government.
    """
    for name in context.titled:
        for held in _given_posts(name, context, rules):
            if held.post.post in rules.no_offices:
                continue
            body = _body(context, name, held, rules, homes)
            if body and name.person.entity:
                yield from _drafts(context, name, held, body, rules)
    for person, post, seat in _described(context):
        if kind_of(seat.entity) in _BODIES:
            held = HeldPost(post, seat)
            name = TitledName(person, (held,), person.span, "office.described")
            if body := _body(context, name, held, rules, homes):
                yield from _drafts(context, name, held, body, rules)


def _described(context: Context) -> Iterator[tuple[Mention, PostMention, Mention]]:
    """Give who is referred to by post and body alone: "the Zimbabwean sports minister", where the report tells who it is."""
    for mention in context.mentions:
        if mention.how != "anaphora" or mention.kind != "person" or not mention.entity:
            continue
        for post in context.posts:
            if mention.span.overlaps(post.span):
                before = [m for m in context.mentions if m.span.end <= post.span.start and m.kind != "person"]
                near = before and post.span.start - before[-1].span.end <= 1
                if near and before[-1].span.start >= mention.span.start:
                    yield mention, post, before[-1]


def _given_posts(name: TitledName, context: Context, rules: OfficeRules) -> Sequence[HeldPost]:
    """Give the posts of a name, those that only the context tells included.

    A counterpart holds the post of the person before, in a body of his own; who resigns leaves the post he has; who
    succeeds somebody takes over the post that was spoken of.
    """
    words = name.verb or name.person.span
    if name.counterpart_of is not None:
        post = _model(name, context)[0]
        return [HeldPost(PostMention(words, post), name.counterpart_of)] if post else ()
    if name.leaves:
        post = context.own_posts.get(name.person.entity, "")
        return [HeldPost(PostMention(words, post), None)] if post else ()
    if name.in_context:
        aside = rules.memberships | rules.no_offices
        before = [p.post for p in context.posts if p.span.end <= words.start and p.post not in aside]
        post = before[-1] if before else context.focus.elected_to[0] or context.focus.post
        known = post and (context.focus.elects or before or name.rule != "office.beat")
        return [HeldPost(PostMention(words, post), None)] if known else ()
    return name.posts


def _model(name: TitledName, context: Context) -> tuple[str, str]:
    """Give the post and body of him whose counterpart somebody is: the last before him who has a post."""
    earlier = [h for t in context.titled if t.posts and t.span.start < name.span.start for h in t.posts if h.body]
    if earlier:
        return earlier[-1].post.post, earlier[-1].body.entity if earlier[-1].body else ""
    whose = [m.entity for m in context.mentions if name.span.covers(m.span) and m.kind == "person"]
    person = next((p for p in whose if p in context.own_posts), "")
    if person:
        return context.own_posts[person], context.bodies.get(person, "")
    return context.focus.post, context.focus.body


def _body(
    context: Context, name: TitledName, held: HeldPost, rules: OfficeRules, homes: Mapping[str, str]
) -> Filler | None:
    if held.post.post in rules.envoys and _is_sent(context, held) and not _is_before(held):
        return _government(context, name, homes, held.body)
    if held.body is not None and held.body.entity and not _is_misfit(held, rules):
        return _home(context, name, held, held.body, rules, homes)
    if held.post.post in rules.government:
        return _government(context, name, homes, None)
    needs_none = held.post.post not in rules.of_bodies | rules.memberships
    if held.body is not None or needs_none or _is_of_another(context, name, held, rules):
        return None
    earlier = [
        h.body for t in context.titled if t is not name and t.span.start < name.span.start for h in t.posts if h.body
    ]
    if earlier and earlier[-1].entity and kind_of(earlier[-1].entity) in _BODIES:
        return Filler(earlier[-1].entity, earlier[-1].span, "the body of the post before")
    same = context.own_posts.get(name.person.entity) == held.post.post
    known = context.bodies.get(name.person.entity) if same else None
    return Filler(known, name.person.span, "the person's body in this report") if known else _spoken_of(context, name)


def _is_misfit(held: HeldPost, rules: OfficeRules) -> bool:
    """Tell whether a post in a government stands in one chain with a city's: "former foreign secretary, mayor of London"."""
    return held.body is not None and held.body.kind == "place" and held.post.post in rules.state


def _is_of_another(context: Context, name: TitledName, held: HeldPost, rules: OfficeRules) -> bool:
    """Tell whether the phrase itself says what a post is of, in words that name no body known: it is not of the one spoken of.

    "Senate President A B", "the airline's director, A B", "A B, co-chair of the jury".
    """
    if name.rule.startswith("office.described") or name.in_context or held.post.post in rules.memberships:
        return False
    text, post = context.annotated.report.text, held.post.span
    start = context.sentence.span.start
    before = text[start : post.start]
    if any(_has_owner(text, h.post.span.end, rules.owners) for h in name.posts):
        return True
    word = before.rsplit(None, 1)[-1] if before[-1:] == " " and before.strip() else ""
    if word.endswith(("'s", "’s", "s'", "s’")):
        return True
    return word[:1].isupper() and word.isalpha() and word.lower() not in rules.before_posts


def _has_owner(text: str, end: int, owners: Sequence[str]) -> bool:
    """Tell whether a post, or one coordinated with it, is said to be of somebody: "chair and spokesperson for The Greens"."""
    return re.match(rf"(?:,? and [a-z][a-z -]*?)? (?:{'|'.join(owners)}) ", text[end : end + _PHRASE]) is not None


def _is_before(held: HeldPost) -> bool:
    return held.body is not None and held.body.span.start < held.post.span.start


def _is_sent(context: Context, held: HeldPost) -> bool:
    after = context.annotated.report.text[held.post.span.end :]
    return after.startswith((" to ", " in "))


def _home(
    context: Context,
    name: TitledName,
    held: HeldPost,
    body: Mention,
    rules: OfficeRules,
    homes: Mapping[str, str],
) -> Filler:
    """Give the body of a post; "his Dutch counterpart" of a committee's president is of the Dutch committee."""
    if name.counterpart_of is not None and kind_of(body.entity) == "country":
        kind = kind_of(_model(name, context)[1])
        if kind in ("noc", "npc") and (code := homes.get(f"{kind}:{body.entity}")):
            return Filler(code, body.span, "the counterpart's country")
    if held.post.post in rules.government and body.entity in homes and kind_of(body.entity) != "org":
        return Filler(homes[body.entity], body.span, "a post in the government")
    return Filler(homes.get(body.entity, body.entity) if body.kind == "gathering" else body.entity, body.span, body.how)


def _government(context: Context, name: TitledName, homes: Mapping[str, str], sent_to: Mention | None) -> Filler | None:
    """Give the country of a minister whose country the phrase does not name: the nearest that the sentence speaks of.

    `sent_to` is where an ambassador is sent, and so not his own country.
    """
    if name.home is not None and name.home.entity:
        return Filler(name.home.entity, name.home.span, "the place after the name")
    near = sorted(context.mentions, key=lambda m: abs(m.span.start - name.span.start))
    found = [(home, m) for m in near if m != sent_to and kind_of(home := _country_of(m, homes)) == "country"]
    if not found:
        return None
    told = Counter(_country_of(m, homes) for m in context.annotated.mentions)
    # Of several countries in a sentence it is the one that the report is about, where that is clear.
    country, mention = max(found, key=lambda f: told[f[0]] if name.rule in _BESIDE else 0)
    return Filler(country, mention.span, "the country of the sentence")


def _country_of(mention: Mention, homes: Mapping[str, str]) -> str:
    return mention.entity if mention.kind == "country" else homes.get(mention.entity, "")


def _spoken_of(context: Context, name: TitledName) -> Filler | None:
    """Give the body spoken of: the last one before the name in its sentence, else that of the sentences before."""
    anchor = (name.verb or name.span).start
    taken = [h.body for t in context.titled for h in t.posts if h.body and t is not name]
    named = [m for m in context.mentions if m.span.end <= anchor and m.kind in _SEATS and m.entity]
    if before := [m for m in named if m not in taken]:
        return Filler(before[-1].entity, before[-1].span, "the body spoken of before")
    body = context.focus.elected_to[1] or context.focus.main if name.verb and named else context.focus.body
    return Filler(body, name.person.span, "the body spoken of before") if kind_of(body) in _SEATS else None


def _drafts(context: Context, name: TitledName, held: HeldPost, body: Filler, rules: OfficeRules) -> Iterator[Draft]:
    person = Filler(name.person.entity, name.person.span, name.person.how)
    anchor = name.verb or held.post.span
    trigger = context.token_at(anchor.start)
    confidence = 0.95 if held.body is not None else 0.7
    if held.post.post in rules.memberships:
        change = rules.membership_changes.get(name.change, "left" if held.post.change == "held" else "holds")
        yield Draft(
            "membership",
            {"member": (person,), "body": (body,)},
            {"change": change},
            trigger,
            name.rule,
            confidence=confidence,
            words=anchor,
        )
        return
    roles = {"holder": (person,), "body": (body,)}
    attributes = {"post": held.post.post, "change": _change(context, name, held, rules)}
    if held.post.acting:
        attributes["acting"] = "yes"
    for role, other in name.others:
        if other.entity:
            roles[role] = (Filler(other.entity, other.span, other.how),)
    yield Draft("office", roles, attributes, trigger, name.rule, confidence=confidence, words=anchor)
    if "predecessor" in roles and name.change:
        out = {"holder": roles["predecessor"], "body": (body,)}
        yield Draft(
            "office", out, {"post": held.post.post, "change": "left"}, trigger, name.rule, confidence=0.8, words=anchor
        )


def _change(context: Context, name: TitledName, held: HeldPost, rules: OfficeRules) -> str:
    """Give what a post's words, its verb, or the verb of the name before ("as was treasurer C D") say of the tenure."""
    if held.post.change != "holds":
        return held.post.change
    earlier = [t for t in context.titled if t.verb and t.change and t.span.end <= name.span.start]
    if earlier and not name.change:
        between = Span(earlier[-1].span.end, name.span.start).of(context.annotated.report.text)
        if any(word in between for word in rules.likewise):
            return earlier[-1].change
    return name.change or "holds"


def country_homes(annotated: AnnotatedReport, iocs: Mapping[str, str], bodies: Collection[str]) -> dict[str, str]:
    """Give the country of every body of a report that has a code, and back ("noc:country/NED" → "noc/NED").

    `iocs` maps IOC codes to country ids, `bodies` are the ids of the bodies known: a convention that has officers is one.
    """
    homes: dict[str, str] = {}
    back = {country: code for code, country in iocs.items()}
    for mention in annotated.mentions:
        kind, _, code = mention.entity.partition("/")
        code = code.partition("/")[0]
        if kind in ("noc", "npc", "nf", "athletes") and code in iocs:
            homes[mention.entity] = iocs[code]
        if kind == "gathering" and (body := f"org/{code.rpartition('-')[0]}") in bodies:
            homes[mention.entity] = body
        if kind == "country":
            homes[mention.entity] = mention.entity
            if mention.entity in back:
                homes[f"noc:{mention.entity}"] = f"noc/{back[mention.entity]}"
                homes[f"npc:{mention.entity}"] = f"npc/{back[mention.entity]}"
    return homes
