"""Which body a post is of: as its phrase names it, else as the sentence and the report tell."""

import re
from collections.abc import Sequence

from entente.annotation.values import HeldPost, Mention, TitledName
from entente.claims.context import Context, Filler
from entente.claims.countries import Homes, country_of, government_of, main_country
from entente.claims.office_rules import OfficeRules
from entente.claims.tenures import STARTS, comes_into
from entente.model.entity import BODIES, PARTIES, kind_of

_STATE = ("president", "prime minister")
VAGUE = ("head", "leader", "chief")  # of who heads a body another place may tell the very post
_WHERE = re.compile(r"(?: \([A-Za-z]+\))?,? where (?:[a-z]+ )?")
_PHRASE = 60  # characters after a post in which words say what it is a post of
_ITEM = re.compile(r"\s*[\u2022\u25aa*\u2013\u2014-] ")
_REGIONS = (" for the ", " for ", " of ")
LISTED = ("office.listed", "office.label", "office.label.behind")  # rules of the lines of a list


def model_of(name: TitledName, context: Context) -> tuple[str, str]:
    """Give the post and body of him whose counterpart somebody is: the last before him who has a post."""
    earlier = [h for t in context.titled if t.posts and t.span.start < name.span.start for h in t.posts if h.body]
    if earlier:
        return earlier[-1].post.post, earlier[-1].body.entity if earlier[-1].body else ""
    whose = [m.entity for m in context.mentions if name.span.covers(m.span) and m.kind == "person"]
    person = next((p for p in whose if p in context.own_posts), "")
    if person:
        return context.own_posts[person], context.bodies.get(person, "")
    return context.focus.post, context.focus.body


def body_of(context: Context, name: TitledName, held: HeldPost, rules: OfficeRules, homes: Homes) -> Filler | None:
    """Give the body whose post somebody holds, as the phrase names it or else as the sentence and the report tell; None if open."""
    if name.relation:
        return _of_principal(context, name)
    if held.body is not None and (found := _named(context, name, held, rules, homes)):
        return found
    leads = held.body is None and (held.post.post == "president" or held.post.post in rules.state)
    if leads and (country := rules.leaders.get(name.person.entity)):
        return Filler(country, name.person.span, "the state that the person is known to have led")
    if held.post.post in rules.government:
        return government_of(context, name, homes, held.body)
    if held.body is not None or _without_rank(held.post.post, rules) not in rules.of_bodies | rules.memberships:
        return None
    return _unnamed(context, name, held, rules, homes)


def _unnamed(context: Context, name: TitledName, held: HeldPost, rules: OfficeRules, homes: Homes) -> Filler | None:
    """Give the body of a post whose phrase names none; None where the phrase is of one that is not known."""
    there = _of_where(context, name)
    if there or _is_of_another(context, name, held, rules):
        return there
    named = _after_name(name, homes, context) or _of_country_beside(context, held)
    return named or _told_before(context, name, held, rules, homes)


def _named(context: Context, name: TitledName, held: HeldPost, rules: OfficeRules, homes: Homes) -> Filler | None:
    """Give the body that the phrase names, with the country that the sentence or the report gives it."""
    body = held.body
    if body is None or (held.post.post in rules.envoys and _is_sent(context, held) and not _is_before(held)):
        return None
    if body.kind in ("noc", "npc") and not body.entity:
        return _open_committee(context, body, homes)
    if name.rule.startswith("membership.") and body.entity:
        return Filler(context.stand_ins.body_of(body), body.span, body.how)
    return _home(context, name, held, body, rules, homes) if body.entity and not _is_misfit(held, rules) else None


def _told_before(context: Context, name: TitledName, held: HeldPost, rules: OfficeRules, homes: Homes) -> Filler | None:
    """Give the body of a post that names none: that of the same post in the sentence, of the person, or the one spoken of."""
    if name.in_context and (known := _of_tenure(context, name, held)):
        return known
    starts = comes_into(context, name, held, rules)
    if not starts and (above := _of_post_above(context, name, held, rules)):
        return above
    earlier = _bodies_before(context, name, held, rules, starts=starts)
    if earlier and not earlier[-1].entity:
        return _open_committee(context, earlier[-1], homes)
    if earlier and kind_of(earlier[-1].entity) in PARTIES:
        return Filler(earlier[-1].entity, earlier[-1].span, "the body of the post before")
    return (
        _of_person(context, name, held)
        or _of_owner(context, held)
        or _of_companion(context, name, rules)
        or _of_list(context, listed=name.rule in LISTED)
        or _spoken_of(context, name, held, rules)
    )


def _of_post_above(context: Context, name: TitledName, held: HeldPost, rules: OfficeRules) -> Filler | None:
    """Give the body of the post of somebody else that this one is deputy or assistant to."""
    others = (h for t in context.titled if t is not name for h in t.posts if h.body and h.body.entity)
    body = next((h.body for h in others if _outranks(h, held, rules)), None)
    return Filler(body.entity, body.span, "the body of the post that this one is below") if body else None


def _bodies_before(
    context: Context, name: TitledName, held: HeldPost, rules: OfficeRules, *, starts: bool
) -> list[Mention]:
    """Give the bodies of the posts named before this one in its sentence; where it `starts`, of those that start too."""
    # "A B, president of the national body, was elected treasurer": treasurer of another one.
    before = [t for t in context.titled if t is not name and t.span.start < name.span.start]
    posts = (h for t in before if not starts or (t.verb and t.change in STARTS) for h in t.posts)
    fitting = (h for h in posts if held.post.post in rules.memberships or h.post.post not in rules.memberships)
    return [h.body for h in fitting if h.body and h.body.span.start < held.post.span.start]


def _of_person(context: Context, name: TitledName, held: HeldPost) -> Filler | None:
    """Give the body that the report gave the person before with this very post."""
    body = context.bodies.get(name.person.entity)
    known = body and context.own_posts.get(name.person.entity) == held.post.post
    return Filler(body, name.person.span, "the person's body in this report") if body and known else None


def _without_rank(post: str, rules: OfficeRules) -> str:
    """Give the post that a deputy or assistant is below ("deputy auditor": auditor), where no file has theirs."""
    rank = next((rank for rank in rules.ranks if post.startswith(f"{rank} ")), "")
    return post if post in rules.of_bodies else post[len(rank) + 1 :] if rank else post


def _outranks(other: HeldPost, held: HeldPost, rules: OfficeRules) -> bool:
    """Tell whether a post is the one that another is deputy or assistant to: they are posts of one body."""
    return any(held.post.post == f"{rank} {other.post.post}" for rank in rules.ranks)


def _of_principal(context: Context, name: TitledName) -> Filler | None:
    """Give the body of him whose deputy, predecessor or successor somebody is."""
    body = context.bodies.get(principal_of(context, name)) or context.focus.body
    return Filler(body, name.person.span, f"whose {name.relation} this is") if kind_of(body) in PARTIES else None


def principal_of(context: Context, name: TitledName) -> str:
    """Give the person whose deputy, predecessor or successor somebody is, "" where that is open."""
    inside = [m.entity for m in context.mentions if name.span.covers(m.span) and m.kind == "person"]
    return next((person for person in inside if person != name.person.entity), "")


def _of_country_beside(context: Context, held: HeldPost) -> Filler | None:
    """Give the country whose president stands beside it: "Egypt and President A B"."""
    text = context.annotated.report.text
    if held.post.post not in _STATE or not text.startswith("P", held.post.span.start):
        return None
    ends = {m.span.end: m for m in context.mentions if m.kind == "country" and m.how != "demonym"}
    country = ends.get(held.post.span.start - len(" and ")) if text[: held.post.span.start].endswith(" and ") else None
    return Filler(country.entity, country.span, "the country that the post stands beside") if country else None


def _of_tenure(context: Context, name: TitledName, held: HeldPost) -> Filler | None:
    """Give the body of a tenure that only the report tells: that of the predecessor, or to which somebody was elected."""
    before = next((m for role, m in name.others if role == "predecessor"), None)
    posts = [h for t in context.titled if t.person == name.person for h in t.posts]
    if same := next((h.body for h in posts if h.post.post == held.post.post and h.body and h.body.entity), None):
        return Filler(same.entity, same.span, "the body of this post of his in the sentence")
    own = context.own_posts.get(before.entity) if before else None
    if before and own in (held.post.post, *VAGUE) and before.entity in context.bodies:
        return Filler(context.bodies[before.entity], before.span, "the predecessor's body in this report")
    post, body = context.focus.elected_to
    if context.focus.elected == name.person.entity and post == held.post.post and kind_of(body) in BODIES:
        return Filler(body, name.person.span, "elected before to this post")
    return None


def _after_name(name: TitledName, homes: Homes, context: Context) -> Filler | None:
    """Give the body behind the name: "Secretary General A B of the committee"."""
    home = name.home
    if home is None or home.kind not in BODIES:
        return None
    if home.entity:
        return Filler(home.entity, home.span, "the body after the name")
    return _open_committee(context, home, homes) if home.kind in ("noc", "npc") else None


def _of_where(context: Context, name: TitledName) -> Filler | None:
    """Give the body at which somebody is said to have a post: "She comes from A, where she has been general manager"."""
    text, start = context.annotated.report.text, name.person.span.start
    before = [m for m in context.mentions if m.span.end < start and m.kind in BODIES and m.entity]
    if not before or not _WHERE.fullmatch(text, before[-1].span.end, start):
        return None
    return Filler(before[-1].entity, before[-1].span, "the body where the post is said to be")


def _of_owner(context: Context, held: HeldPost) -> Filler | None:
    """Give the body of the person whose officer somebody is: "Ana Lima, his secretary general"."""
    end = held.post.span.start - 1
    owner = next((m for m in context.mentions if m.kind == "person" and m.span.end == end), None)
    body = context.bodies.get(owner.entity) if owner else None
    return Filler(body, owner.span, "the body of the person whose officer this is") if owner and body else None


def _of_list(context: Context, *, listed: bool) -> Filler | None:
    """Give the body that the words above a list name, for an item of the list that names none: "The board of X has: …".

    `listed` tells that a rule knows the line for an item, whatever it begins with.
    """
    text, start = context.annotated.report.text, context.sentence.span.start
    line = text.rfind("\n", 0, start) + 1
    names_one = any(m.kind in BODIES and m.how != "anaphora" for m in context.mentions)
    if names_one or not (listed or _ITEM.match(text, line)):
        return None
    above = [s.span for s in context.annotated.sentences if s.span.end < line and s.span.of(text).endswith(":")]
    named = [m for m in context.annotated.mentions if above and above[-1].covers(m.span) and m.kind in BODIES]
    body = context.stand_ins.body_of(named[0]) if named else context.focus.main if above else ""
    return Filler(body, named[0].span if named else above[-1], "the body that the list is of") if body else None


def _of_companion(context: Context, name: TitledName, rules: OfficeRules) -> Filler | None:
    """Give the body of the person that somebody accompanies: "With A were vice president B and treasurer C"."""
    text, start = context.annotated.report.text, context.sentence.span.start
    people = [m for m in context.mentions if m.kind == "person" and m.span.end <= name.span.start]
    first = next((m for m in people if m.entity in context.bodies and m.entity != name.person.entity), None)
    if first is None or not any(word in text[start : name.span.start].lower() for word in rules.companions):
        return None
    return Filler(context.bodies[first.entity], first.span, "the body of the person accompanied")


def _open_committee(context: Context, body: Mention, homes: Homes) -> Filler | None:
    """Give "the NOC" the country that the sentence names last before it, else the one that the report is about."""
    sent = [h.body for t in context.titled for h in t.posts if h.body and h.post.post == "ambassador"]
    named = [
        home
        for m in context.mentions
        if m.span.start < body.span.start and m not in sent and (home := country_of(m, homes))
    ]
    country = named[-1] if named else main_country(context, homes)
    committee = homes.committee(body.kind, country)
    return Filler(committee, body.span, "the committee of the country spoken of") if committee else None


def _is_misfit(held: HeldPost, rules: OfficeRules) -> bool:
    """Tell whether a post of a state stands in one chain with a city's or a body's.

    "Former foreign secretary, mayor of London", "party leader and prime minister".
    """
    kind = held.body.kind if held.body else ""
    return (kind == "place" and held.post.post in rules.state) or (kind == "org" and held.post.post in rules.of_no_body)


def _is_of_another(context: Context, name: TitledName, held: HeldPost, rules: OfficeRules) -> bool:
    """Tell whether the phrase itself says what a post is of, in words that name no body known: it is not of the one spoken of.

    "Senate President A B", "the airline's director, A B", "A B, co-chair of the jury".
    """
    behind_name = name.person.span.end + 1 == held.post.span.start  # "A B vice-president": the capitals are the name's
    own_word = behind_name or name.rule.startswith("office.described") or name.verb == held.post.span
    if own_word or name.in_context or held.post.post in rules.memberships:
        return False
    text, post = context.annotated.report.text, held.post.span
    start = context.sentence.span.start
    before = text[start : post.start]
    ends = [h.post.span.end for h in name.posts if not text.startswith(rules.terms, h.post.span.end)]
    ends = [end for end in ends if not _is_region(context, end)]  # "vice-president for Europe"
    if any(_has_owner(text, end, rules.owners) for end in ends):
        return True
    word = before.rsplit(None, 1)[-1] if before[-1:] == " " and before.strip() else ""
    if word.endswith(("'s", "’s", "s'", "s’")):
        return True
    return word[:1].isupper() and word.isalpha() and not _is_common(before, word, rules)


def _is_common(before: str, word: str, rules: OfficeRules) -> bool:
    """Tell whether a word with a capital before a post names nothing: "Current", or "Federation" alone."""
    if word.lower() in rules.generic:
        earlier = before.removesuffix(word + " ").rsplit(None, 1)
        return not earlier or earlier[-1].lower() in ("the", "its", "said", "and")
    return word.lower() in rules.before_posts


def _is_region(context: Context, end: int) -> bool:
    """Tell whether a region follows a post for which its holder is responsible."""
    text = context.annotated.report.text
    gap = next((len(words) for words in _REGIONS if text.startswith(words, end)), 0)
    return gap > 0 and any(m.kind == "place" and m.span.start == end + gap for m in context.mentions)


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
    homes: Homes,
) -> Filler:
    """Give the body of a post; "his Dutch counterpart" of a committee's president is of the Dutch committee."""
    counterpart = name.counterpart_of is not None and kind_of(body.entity) == "country"
    if counterpart and (committee := homes.committee(kind_of(model_of(name, context)[1]), body.entity)):
        return Filler(committee, body.span, "the counterpart's country")
    if held.post.post in rules.government and body.entity in homes.of and kind_of(body.entity) != "org":
        return Filler(homes.of[body.entity], body.span, "a post in the government")
    return Filler(
        homes.of.get(body.entity, body.entity) if body.kind == "gathering" else body.entity, body.span, body.how
    )


def _spoken_of(context: Context, name: TitledName, held: HeldPost, rules: OfficeRules) -> Filler | None:
    """Give the body spoken of: the last one before the name in its sentence, else that of the sentences before."""
    if _is_ours(context, held):
        every = (m for m in context.annotated.mentions if m.kind in BODIES and m.entity not in ("", *rules.media))
        own = next(every, None)
        return Filler(own.entity, own.span, "the body that speaks, the first that the report names") if own else None
    named = _named_before(context, (name.verb or name.span).start, rules)
    taken = [h.body for t in context.titled for h in t.posts if h.body and t is not name]
    if before := [m for m in named if m not in taken]:
        # "The XYZ board elected A B": president of XYZ, but a member of its board.
        seat = held.post.post in rules.memberships or "chair" in held.post.post
        body = before[-1].entity if seat else context.stand_ins.body_of(before[-1])
        return Filler(body, before[-1].span, "the body spoken of before")
    focus, starts = context.focus, comes_into(context, name, held, rules)
    known = focus.elected_to[1] or (starts and focus.electing) or (focus.main if named or starts else "")
    body = (known if name.verb or starts else "") or focus.body
    return Filler(body, name.person.span, "the body spoken of before") if kind_of(body) in BODIES else None


def _is_ours(context: Context, held: HeldPost) -> bool:
    """Tell whether a post is that of those who speak: "our president"."""
    text, before = context.annotated.report.text, (p for p in context.posts if p.span.start <= held.post.span.end)
    return any(text[: p.span.start].lower().endswith(" our ") for p in before)


def _named_before(context: Context, at: int, rules: OfficeRules) -> list[Mention]:
    """Give the bodies that a sentence names before an offset; who goes to court is no officer of it."""
    none = ("", *rules.media, *context.stand_ins.courts)
    named = [m for m in context.mentions if m.span.end <= at and m.kind in BODIES and m.entity not in none]
    return [m for m in named if "court-of-" not in m.entity]
