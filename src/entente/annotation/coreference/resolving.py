"""Coreference: who "he", "the body", "the Frenchman", "both committees" or "Moscow" is, with the reason, or left open.

Decided by agreement of kind, number and gender, then by recency and by who is the subject of its sentence (the order of
salience of Grosz, Joshi and Weinstein 1995, https://aclanthology.org/J95-2003/). A wrong id costs a claim: where two fit
equally well, the mention stays open and holds both as candidates.
"""

from collections.abc import Callable, Mapping, Sequence

from entente.annotation.coreference.anaphors import Anaphor, anaphora_rules, find_anaphors
from entente.annotation.coreference.antecedents import Discourse
from entente.annotation.coreference.descriptions import (
    of_alike,
    of_body,
    of_both,
    of_capital,
    of_country,
    of_description,
    of_group,
    of_side,
    of_title,
)
from entente.annotation.coreference.neuters import of_neuter
from entente.annotation.coreference.persons import of_person
from entente.annotation.coreference.plurals import of_plural
from entente.annotation.coreference.posts import of_post
from entente.annotation.coreference.salience import Found
from entente.annotation.values import Mention, PostMention, SentenceSpan
from entente.knowledge.tables import Knowledge
from entente.model.report import Report

_FORMS: Mapping[str, Callable[[Discourse, Anaphor, int], Found]] = {
    "male": of_person, "female": of_person, "neuter": of_neuter, "plural": of_plural, "body": of_body, "group": of_group,
    "side": of_side, "country": of_country, "person": of_description, "title": of_title,
    "alike": of_alike, "both": of_both,
}  # fmt: skip


def resolve_anaphora(
    report: Report,
    sentences: Sequence[SentenceSpan],
    mentions: Sequence[Mention],
    posts: Sequence[PostMention],
    knowledge: Knowledge,
) -> tuple[Mention, ...]:
    """Give the mentions with those added that stand for one named elsewhere (how "anaphora"), sorted, without overlaps.

    An open one has no id but `candidates` and a reason; of several together ("both committees") the reason is "group".
    Takes the rules english/anaphora and english/titles.
    """
    rules = anaphora_rules(knowledge.rules["english/anaphora"])
    discourse = Discourse(report.text, sentences, list(mentions), posts, knowledge, rules)
    places: list[tuple[int, Anaphor | PostMention | Mention]] = [
        (a.span.start, a) for a in find_anaphors(report.text, rules)
    ]
    places += [(p.span.start, p) for p in posts]
    places += [(m.span.start, m) for m in mentions if m.kind == "place"]
    for start, item in sorted(places, key=lambda p: p[0]):
        index = discourse.sentence_of(start)
        if index >= 0 and not discourse.in_quotation(start) and (found := _resolve(discourse, item, index)):
            discourse.add(found)
    return tuple(discourse.mentions)


def _resolve(discourse: Discourse, item: Anaphor | PostMention | Mention, index: int) -> Found:
    if isinstance(item, PostMention):
        return of_post(discourse, item)
    if isinstance(item, Mention):
        return of_capital(discourse, item)
    if _is_named(discourse, item):
        return None
    return _FORMS[item.form](discourse, item, index)


def _is_named(discourse: Discourse, item: Anaphor) -> bool:
    """Tell whether a mention with an id already covers the words, or reaches over their border."""
    for mention in discourse.near(item.span):
        inside = item.span.covers(mention.span)
        based = discourse.text.startswith("-based", mention.span.end)
        if mention.span.overlaps(item.span) and not (
            inside and (not mention.entity or mention.how == "demonym" or based)
        ):
            return True
    return False
