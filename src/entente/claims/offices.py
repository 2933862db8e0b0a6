"""Who holds, gains or leaves which post: from titles beside names and from the verbs of election and succession."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from entente.annotation.values import HeldPost, Mention, PostMention, TitledName
from entente.claims.context import Context, Filler
from entente.claims.countries import Homes
from entente.claims.lexicon import Draft
from entente.claims.office_bodies import VAGUE, body_of, model_of, principal_of
from entente.claims.office_rules import OfficeRules
from entente.claims.tenures import change_of_tenure
from entente.model.entity import BODIES, PARTIES, kind_of
from entente.model.span import Span

_TITLES = ("office.title", "office.apposition")
_TAKEN = ("office.vacated.bare", "office.replaced_by.bare", "office.elected.succeed", "office.chosen_to_replace")
_ELECTIONS = (
    "office.departure_of",
    "office.election_of.bare",
    "office.beat",
    "office.won",
    "office.elected.bare",
    "office.retained",
    "office.elects.context",
)
_CONTESTS = ("office.beat", "office.won")
_LEFT_BY_ANOTHER = 0.8  # how sure it is that who is followed by another has left


def bodies_of_people(titled: Sequence[TitledName]) -> dict[str, str]:
    """Give for each person of a report the body that he or she acts for: the first whose post the report gives."""
    found: dict[str, str] = {}
    for name in titled:
        body = name.counterpart_of
        ids = [body.entity] if body else [h.body.entity for h in name.posts if h.body and h.post.change != "held"]
        for entity in ids:
            if kind_of(entity) in PARTIES and name.person.entity:
                found.setdefault(name.person.entity, entity)
    return found


def posts_of_people(titled: Sequence[TitledName]) -> dict[str, str]:
    """Give for each person of a report the first post that the report gives to him or her with its body."""
    found: dict[str, str] = {}
    for name in titled:
        for held in name.posts:
            if held.body is not None and held.body.entity:
                found.setdefault(name.person.entity, held.post.post)
                if found[name.person.entity] in VAGUE:
                    found[name.person.entity] = held.post.post
    return found


def read_offices(context: Context, rules: OfficeRules, homes: Homes) -> Iterator[Draft]:
    """Give the offices and memberships of a sentence as drafts."""
    for name in context.titled:
        for held in _given_posts(name, context, rules):
            if held.post.post in rules.no_offices:
                continue
            body = body_of(context, name, held, rules, homes)
            if body and name.person.entity:
                yield from _drafts(context, name, held, body, rules)
    for person, post, seat in _described(context):
        if kind_of(seat.entity) in PARTIES:
            held = HeldPost(post, seat)
            name = TitledName(person, (held,), person.span, "office.described")
            if body := body_of(context, name, held, rules, homes):
                yield from _drafts(context, name, held, body, rules)


def _described(context: Context) -> Iterator[tuple[Mention, PostMention, Mention]]:
    """Give who is referred to by post and body alone: "the Zimbabwean sports minister", where the report tells who it is."""
    people = [m for m in context.mentions if m.how == "anaphora" and m.kind == "person" and m.entity]
    for mention, post in product(people, context.posts):
        seat = _seat_before(context, post) if mention.span.overlaps(post.span) else None
        if seat is not None:
            new = seat.kind in BODIES and context.own_posts.get(mention.entity) != post.post
            if new or seat.span.start >= mention.span.start:
                yield mention, post, seat


def _seat_before(context: Context, post: PostMention) -> Mention | None:
    """Give what is named right before a post: Zimbabwe in "the Zimbabwean sports minister"."""
    before = [m for m in context.mentions if m.span.end <= post.span.start and m.kind != "person"]
    return before[-1] if before and post.span.start - before[-1].span.end <= 1 else None


def _given_posts(name: TitledName, context: Context, rules: OfficeRules) -> Sequence[HeldPost]:
    """Give the posts of a name, those that only the context tells included.

    A counterpart holds the post of the person before, in a body of his own; who resigns leaves the post he has; who
    succeeds somebody takes over the post that was spoken of.
    """
    words = name.verb or name.person.span
    if name.counterpart_of is not None:
        post = model_of(name, context)[0]
        return [HeldPost(PostMention(words, post), name.counterpart_of)] if post else ()
    if name.leaves:
        post = _post_left(name, context)
        return [HeldPost(PostMention(words, post), None)] if post else ()
    if name.relation:
        return _related(name, context, words, rules)
    if name.in_context:
        before = [p.post for p in _posts_before(name, context, words, rules)]
        post = _vacancy(name, context) or (before[-1] if before else _tenure(name, context))
        own = name.person.entity in context.own_posts and name.rule not in _CONTESTS
        known = post and (context.focus.elects or before or own or name.rule not in _ELECTIONS)
        return [HeldPost(PostMention(words, post), None)] if known else ()
    return name.posts


def _vacancy(name: TitledName, context: Context) -> str:
    """Give the post that the report said somebody was chosen for, whom it had not named yet."""
    focus = context.focus
    return focus.elected_to[0] if focus.elects and not focus.elected and name.change in ("elected", "appointed") else ""


def _post_left(name: TitledName, context: Context) -> str:
    """Give the post that somebody leaves: the one that the sentence gives him, else the report; "" for a former one."""
    here = [h.post for t in context.titled if t.person.entity == name.person.entity for h in t.posts]
    if any(post.change == "held" for post in here):
        return ""
    return here[0].post if here else context.own_posts.get(name.person.entity, "")


def _posts_before(name: TitledName, context: Context, words: Span, rules: OfficeRules) -> Iterator[PostMention]:
    """Give the posts that the sentence tells before a verb without one; a title of who gets another's post is not it."""
    aside = rules.memberships | rules.no_offices
    own = [t.posts for t in context.titled if t.person == name.person and t.rule in _TITLES and name.rule in _TAKEN]
    titles = [held.post for posts in own for held in posts]
    for post in context.posts:
        if post.span.end <= words.start and post.post not in aside and post.change != "held" and post not in titles:
            yield post


def _tenure(name: TitledName, context: Context) -> str:
    """Give the post that a verb without one means: the predecessor's, that of the last election, or the one spoken of."""
    predecessor = next((m.entity for role, m in name.others if role == "predecessor"), "")
    person = name.person.entity
    titled = any(t.person == name.person and t.rule in _TITLES and t.posts for t in context.titled)
    if name.rule in _TAKEN and titled and not context.own_posts.get(predecessor):
        return ""  # "A B, president of C, took the seat vacated by D E": a seat of another body
    if (post := context.own_posts.get(predecessor, "")) and post not in VAGUE:
        return post
    if context.focus.holder == person and context.focus.elected != person:
        return context.focus.post
    if context.focus.elected == person or person not in context.own_posts:
        return context.focus.elected_to[0] or context.focus.post
    return context.own_posts[person]


def _related(name: TitledName, context: Context, words: Span, rules: OfficeRules) -> Sequence[HeldPost]:
    """Give the post of a deputy, predecessor or successor of somebody who has one."""
    own = context.own_posts.get(principal_of(context, name), "")
    post = own if own and own not in rules.memberships else context.focus.post
    if not post:
        return ()
    if name.relation == "deputy":
        return [HeldPost(PostMention(words, f"deputy {post}"), None)]
    return [HeldPost(PostMention(words, post, "held" if name.relation == "predecessor" else "holds"), None)]


def _predicate(context: Context, token: int) -> int:
    """Give the verb that an auxiliary belongs to: serve in "will serve as treasurer"."""
    own = context.tree.tokens[token] if token >= 0 else None
    return own.head if own and own.head >= 0 and own.deprel == "aux" else token


def _drafts(context: Context, name: TitledName, held: HeldPost, body: Filler, rules: OfficeRules) -> Iterator[Draft]:
    person = Filler(name.person.entity, name.person.span, name.person.how)
    anchor = name.verb or held.post.span
    trigger = _predicate(context, context.token_at(anchor.start))
    confidence = 0.95 if held.body is not None else 0.7

    def draft(kind: str, roles: Mapping[str, Filler], attributes: Mapping[str, str], sure: float = confidence) -> Draft:
        filled = {role: (filler,) for role, filler in roles.items()}
        return Draft(kind, filled, attributes, trigger, name.rule, confidence=sure, words=anchor)

    if held.post.post in rules.memberships:
        change = rules.membership_changes.get(name.change, "left" if held.post.change == "held" else "holds")
        yield draft("membership", {"member": person, "body": body}, {"change": change})
        return
    post, acting = held.post.post, {"acting": "yes"} if held.post.acting else {}
    others = {role: Filler(m.entity, m.span, m.how) for role, m in name.others if m.entity}
    change = change_of_tenure(context, name, held, rules)
    yield draft("office", {"holder": person, "body": body, **others}, {"post": post, "change": change, **acting})
    if "predecessor" in others and name.change:
        left = {"post": post, "change": "left"}
        yield draft("office", {"holder": others["predecessor"], "body": body}, left, _LEFT_BY_ANOTHER)
