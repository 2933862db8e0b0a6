"""Descriptions that stand for a name: "the committee", "both countries", "the Frenchman", "the sheikh"."""

import re
from collections import Counter
from collections.abc import Sequence

from entente.annotation.coreference.anaphors import Anaphor
from entente.annotation.coreference.antecedents import Discourse, countries_by_capital
from entente.annotation.coreference.salience import NEAR, REACH, Found, is_at_clause, left_open, made, pair_of
from entente.annotation.values import Mention
from entente.model.entity import BODIES, PARTIES, kind_of

_VERB_FOLLOWS = re.compile(
    r",(?= (?:a|an|the|who|whose|aged|now|then)\b)|\.(?!\w)"
    r"| (?:had|has|is|was|will|said|won|beat|who|also|and|then|spoke|told|came|took|went|became|gave|made|met|left|led|held"
    r"|says|adds|begins|replies|writes|believes|thinks|hopes|wants|notes|stresses|insists|explains|warns|recalls|admits|tells"
    r"|[a-z]+ed)\b"
)
_PASSIVE = re.compile(r" (?:is|was|were|has been|had been|will be) (?:\w+ly )?\w+ed\b")
_TIES = "ties|relations|relationship|cooperation|friendship|tensions|partnership|links"


def of_body(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "the committee": the last body whose kind and name fit; of several in a sentence its subject."""
    entry = item.entry or {}
    if not _only_general(discourse, entry.get("adjectives", "")) or _names_follow(discourse, item):
        return None
    second: Found = None
    if item.word[:1].isupper() and (named := _of_that_noun(discourse, item)):
        return made(item, named, "the one of that name in the report")
    for back in range((NEAR if entry["names"] else REACH) + 1):
        fitting = _fitting(discourse, item, index - back) if index >= back else []
        if fitting and all(discourse.modifies(m) for m in fitting) and (earlier := _same_words(discourse, item)):
            return made(item, earlier, "the one meant by the same word before")
        found = _of_fitting(discourse, item, index - back, fitting)
        if found and (
            entry["names"] or not back or not found.entity or not discourse.is_dependent(index - back, fitting[-1])
        ):
            return _topic(discourse, item, found) if found.entity and not entry["names"] and back else found
        second = second or found
    return second


def _topic(discourse: Discourse, item: Anaphor, found: Mention) -> Mention:
    """Give the body that a report is about, where the one found was only dealt with ("The ROC was suspended. The body said")."""
    named = [m for m in discourse.mentions if m.entity == found.entity and m.span.end <= item.span.start]
    acted_on = bool(named) and _PASSIVE.match(discourse.text, named[-1].span.end) is not None
    before = (m for m in discourse.mentions if m.kind in BODIES and m.span.end <= item.span.start and m.entity)
    ranked = Counter(m.entity for m in before).most_common(NEAR)
    clear = len(ranked) == NEAR and ranked[0][1] > ranked[1][1] and ranked[0][1] >= NEAR
    if not (acted_on and clear):
        return found
    topic = ranked[0][0]
    reason = f"{item.word}: the body that the report is about"
    return Mention(item.span, topic, kind_of(topic), "anaphora", reason)


def _of_that_noun(discourse: Discourse, item: Anaphor) -> Found:
    """Give the body of whose name a noun with a capital is the last word or the head, where the report has named but one."""
    noun = re.compile(rf"\b{re.escape(item.word)}(?: of | for |$)", re.IGNORECASE)
    before = [m for m in discourse.mentions if m.kind == "org" and m.entity and m.span.end <= item.span.start]
    named = [m for m in before if m.how != "anaphora" and noun.search(m.span.of(discourse.text).removesuffix("'s"))]
    return named[-1] if len({m.entity for m in named}) == 1 else None


def _fitting(discourse: Discourse, item: Anaphor, index: int) -> list[Mention]:
    entry = item.entry or {}
    named = discourse.named(index, item.span.start, entry["kinds"])
    if index == discourse.sentence_of(item.span.start) and not is_at_clause(discourse.text, item.span.start):
        # "took the decision after an assessment of the body": another than the subject.
        subject = discourse.subject(index, item.span.start, entry["kinds"])
        named = [m for m in named if not subject or m.entity != subject.entity]
    fitting = [
        m for m in named if _name_fits(discourse, m.entity, entry["names"]) or (m.how == "name" and "called" in entry)
    ]
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
    # "the cycling federation UCI" is named by what follows; "the head of the federation, Ana Lima" names somebody else.
    behind = discourse.text[item.span.end : item.span.end + 2] == ", "
    if behind and any(m.kind == "person" and m.span.start == item.span.end + 2 for m in discourse.mentions):
        return False
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
    if item.span.of(discourse.text).lower() == "the members":
        return None  # of what, and how many
    together: tuple[str, ...] = ()
    for back in range(REACH + NEAR if "members" in item.word else NEAR + 1):
        if index - back < 0:
            return None
        here = tuple(dict.fromkeys(m.entity for m in discourse.named(index - back, item.span.start, kinds)))
        ids = tuple(dict.fromkeys((*together, *here)))
        ids = tuple(i for i in ids if kind_of(i) == kind_of(ids[0])) if len(ids) > NEAR else ids
        if len(ids) == NEAR:
            return Mention(item.span, "", kind_of(ids[0]), "anaphora", "group", ids)
        if ids and (len(ids) > NEAR or "members" not in item.word):
            break
        together = ids
    return _committees_of(discourse, item) if kinds[0] in ("noc", "npc") and kinds[-1] != "country" else None


def _committees_of(discourse: Discourse, item: Anaphor) -> Found:
    """Give the committees of the two countries last joined, where the report speaks of one sort of committee only."""
    sorts = {m.kind for m in discourse.mentions if m.kind in ("noc", "npc")}
    pair = _countries(discourse, item)
    rows = [discourse.knowledge.countries.get(c) for c in pair.candidates] if pair and len(sorts) == 1 else []
    ids = tuple(f"{sort}/{row.ioc}" for sort in sorts for row in rows if row and row.ioc)
    return Mention(item.span, "", kind_of(ids[0]), "anaphora", "group", ids) if len(ids) == NEAR else None


def of_both(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "both" alone: the two persons that the sentence before joins, where it names no more than two with a post."""
    if not index:
        return None
    before = discourse.named(index - 1, item.span.start, (*PARTIES, "person"))
    persons = [m for m in before if m.kind == "person"]
    for kind in ([m for m in before if m.kind != "person"], persons):
        if len({m.entity for m in kind}) == NEAR and (kind is persons or not persons):
            return pair_of(item, list({m.entity: m for m in kind}.values()))
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
    together: dict[str, Mention] = {}
    for back in range(index + 1):
        named = discourse.named(index - back, item.span.start, ("noc", "npc", "nf"))
        together |= {m.entity: m for m in named if country and discourse.country_of(m.entity) == country}
        if len(together) == 1 and (not back or back == index):
            return made(item, next(iter(together.values())), "the body of that country named before")
    return None


def _country_named(discourse: Discourse, item: Anaphor) -> str:
    inside = [m for m in discourse.mentions if item.span.covers(m.span)]
    return next((m.entity for m in inside if m.kind == "country"), "")


def of_country(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "the country", "the government": the one that the sentence, or the one before, names, else the report's own.

    "The Gulf nation" is the last one named that lies there.
    """
    if "region" in (item.entry or {}):
        return _of_region(discourse, item)
    general = item.word.lower() == "government"
    for back in range(NEAR):
        if index - back < 0:
            return None
        ids = _countries_in(discourse, index - back, item)
        if len(ids) == 1:
            reason = f"{item.word}: the only country named before"
            return Mention(item.span, ids.pop(), "country", "anaphora", reason)
        if ids and not general:
            return None
    return _of_whole_report(discourse, item) if general else None


def _countries_in(discourse: Discourse, index: int, item: Anaphor) -> set[str]:
    span = discourse.sentences[index].span
    inside = [m for m in discourse.mentions if span.covers(m.span) and m.span.end <= item.span.start]
    return {c for m in inside if m.kind not in ("place", "person") and (c := discourse.country_of(m.entity))}


def _of_region(discourse: Discourse, item: Anaphor) -> Found:
    where = discourse.rules.regions.get((item.entry or {})["region"], frozenset())
    for mention in reversed(discourse.mentions):
        country = discourse.knowledge.countries.get(mention.entity) if mention.span.end <= item.span.start else None
        if country and (country.id in where or country.continent in where):
            reason = f"{item.word}: the last one named in that part of the world"
            return Mention(item.span, country.id, "country", "anaphora", reason)
    return None


def _of_whole_report(discourse: Discourse, item: Anaphor) -> Found:
    """Give the country that the report has named at least twice, and twice as often as any other."""
    before = (m for m in discourse.mentions if m.kind == "country" and m.span.end <= item.span.start and m.entity)
    ranked = Counter(m.entity for m in before).most_common(2)
    if not ranked or ranked[0][1] < NEAR or (len(ranked) > 1 and ranked[0][1] < NEAR * ranked[1][1]):
        return None
    reason = f"{item.word}: the country that the report is about"
    return Mention(item.span, ranked[0][0], "country", "anaphora", reason)


def of_alike(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "the bank chief": the person whose name stood behind the same words."""
    words = f"{item.word.strip()} "
    named = {
        m.entity: m
        for i in range(index + 1)
        for m in discourse.named(i, item.span.start, ("person",))
        if discourse.text[: m.span.start].endswith(words)
    }
    return made(item, next(iter(named.values())), "the one named with these words") if len(named) == 1 else None


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
    recent = _person_before(discourse, item, index) or (
        _speaker_before(discourse, item, index) if "noun" in entry else None
    )
    untied = recent and (recent in tied or not country or not discourse.nations.get(recent.entity))
    return made(item, recent, "the subject of the sentence before") if recent and untied else None


def _person_before(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Give the subject of the sentence before, else the only person in it."""
    if not index:
        return None
    if subject := discourse.subject(index - 1, item.span.start, ("person",)):
        return subject
    named = discourse.named(index - 1, item.span.start, ("person",))
    return named[-1] if len({m.entity for m in named}) == 1 else None


def _speaker_before(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Give the one person whom the sentences before name, those that name none left out."""
    for back in range(NEAR, REACH + 1):
        named = discourse.named(index - back, item.span.start, ("person",)) if index >= back else []
        if named:
            return named[-1] if len({m.entity for m in named}) == 1 else None
    return None


def _stands_alone(discourse: Discourse, item: Anaphor) -> bool:
    return _VERB_FOLLOWS.match(discourse.text, item.span.end) is not None


def of_title(discourse: Discourse, item: Anaphor, index: int) -> Found:
    """Resolve "the sheikh": the last person named with that title."""
    titles = "|".join(map(re.escape, (item.entry or {})["titles"]))
    bearing = re.compile(rf"\b(?i:{titles})\.?(?: [A-Z][\w.]*){{0,2}}$")
    dependent: Found = None
    for back in range(index + 1):
        for mention in reversed(discourse.named(index - back, item.span.start, ("person",))):
            before = discourse.text[max(0, mention.span.start - 40) : mention.span.start].strip()
            if not bearing.search(before):
                continue
            if not discourse.is_dependent(index - back, mention):
                return made(item, mention, "the last one with that title")
            dependent = dependent or mention
    return made(item, dependent, "the last one with that title") if dependent else None


def _is_tied(discourse: Discourse, place: Mention) -> bool:
    """Tell whether a capital stands for its country in "ties between Tehran and Seoul"."""
    capitals = countries_by_capital(discourse.knowledge.countries)
    lead = discourse.text[max(0, place.span.start - 90) : place.span.start]
    follows = re.match(r" and ([A-Z][\w ]+?)\b", discourse.text[place.span.end : place.span.end + 30])
    first = re.search(rf"\b(?:{_TIES}) between $", lead)
    second = re.search(rf"\b(?:{_TIES}) between ([A-Z][\w ]+) and $", lead)
    return bool((first and follows and follows[1] in capitals) or (second and second[1] in capitals))


def of_capital(discourse: Discourse, place: Mention) -> Found:
    """Resolve a capital that acts ("Moscow criticised …") to its country."""
    country = countries_by_capital(discourse.knowledge.countries).get(place.span.of(discourse.text))
    before = discourse.text[max(0, place.span.start - 12) : place.span.start]
    if country and _is_tied(discourse, place):
        return Mention(place.span, country, "country", "anaphora", "a capital between which and another there are ties")
    if country is None or not discourse.rules.acts.match(discourse.text, place.span.end):
        return None
    if re.search(r"\b(?:in|at|to|from|of|near|for|by|and|with|leave|left|visit) $", before):
        return None
    return Mention(place.span, country, "country", "anaphora", "a capital that acts stands for its government")
