"""Whether something happened, is planned, hoped, possible, conditional or alleged, is denied, and who says so.

From the predicate the walk goes up the tree: modals, negation, conditions, embedding verbs and nouns, verbs of saying.
After FactBank (Saurí and Pustejovsky 2009), with the six values of docs/claims.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from entente.claims.arguments import arguments_of
from entente.claims.context import Context
from entente.claims.fillers import fillers_of
from entente.model.claim import FACTUALITIES, Factuality, Polarity, Step
from entente.model.entity import ACTORS

_APART = ("including", "despite", "following", "after", "since", "because of", "due to")  # what they bring in is a fact
_KNOWN = frozenset(("the", "this", "that"))
_KNOWN_ALL = _KNOWN | {"these", "those"}
_AHEAD = frozenset(("will", "'ll", "would"))
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj")


@dataclass(frozen=True, slots=True)
class Stance:
    """How a predicate is meant: its polarity and factuality, who says it (outermost first), and the steps that led there."""

    polarity: Polarity = "positive"
    factuality: Factuality = "asserted"
    attribution: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()

    def weaker(self, factuality: Factuality, step: Step) -> "Stance":
        """Take a weaker factuality over, the first of alleged, hoped, conditional, possible, planned that applies."""
        first = min(self.factuality, factuality, key=FACTUALITIES.index)
        return replace(self, factuality=first, steps=(*self.steps, step))

    def negated(self, step: Step) -> "Stance":
        """Turn the polarity round."""
        other: Polarity = "negative" if self.polarity == "positive" else "positive"
        return replace(self, polarity=other, steps=(*self.steps, step))


def stance_of(context: Context, trigger: int, kind: str, rules: Mapping[str, Any], skip: Sequence[int] = ()) -> Stance:
    """Give the stance of the predicate of a claim of a kind; `rules` is english/factuality.yaml.

    `skip` are tokens that are part of the predicate and say nothing of how it is meant.
    """
    stance = Stance()
    for token, below in _path(context, trigger, kind, rules):
        if token not in skip or token == trigger:
            stance = _by_own_words(context, token, below, stance, kind, rules)
        if below >= 0 and token not in skip:
            stance = _by_embedding(context, token, below, stance, kind, rules)
    return replace(stance, attribution=_attribution(context, trigger, rules))


def _path(context: Context, trigger: int, kind: str, rules: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Walk from the predicate to the head of its clause chain: (token, the token below it), (trigger, -1) first."""
    tree = context.tree
    token, below = trigger, -1
    yield token, below
    if kind in rules["owned"] and tree.tokens[token].upos == "NOUN" and tree.kids(token, "nmod:poss"):
        return
    while True:
        own = tree.tokens[token]
        if own.head < 0 or own.deprel in ("acl:relcl", "parataxis", "appos", "advcl:relcl"):
            return
        if own.deprel == "advcl" and not (_is_purpose(context, token) or _is_means(context, token)):
            return
        if tree.preposition(token).startswith(_APART) or _is_presupposed(context, token) or _is_aside(context, token):
            return
        if _is_classed(context, token) or _follows_colon(context, token) or _is_decided(context, token, below, rules):
            return
        if own.deprel == "conj" and tree.kids(token, "nsubj", "nsubj:pass", "expl"):
            return
        token, below = own.head, token
        yield token, below


def _is_presupposed(context: Context, token: int) -> bool:
    """Tell whether a noun tells what another noun is about: the suspension in "an appeal against its suspension"."""
    tree = context.tree
    return tree.preposition(token) in ("against", "over", "about") and not tree.is_verb(tree.tokens[token].head)


def _is_aside(context: Context, token: int) -> bool:
    """Tell whether a participle says by the way what has happened to somebody named: "the committee, led by A, will meet"."""
    tree, own = context.tree, context.tree.tokens[token]
    named = own.deprel == "acl" and own.head in context.mention_by_token
    return named and own.head < token and tree.is_passive(token)


def _is_classed(context: Context, token: int) -> bool:
    """Tell whether a noun is there, whatever it is said to be: the ban in "the ban is not part of a plan"."""
    tree, own = context.tree, context.tree.tokens[token]
    is_noun = own.upos == "NOUN" and own.deprel == "nsubj" and tree.tokens[own.head].upos == "NOUN"
    known = not _KNOWN_ALL.isdisjoint(tree.kid_words(token, "det"))
    return is_noun and known and bool(tree.kids(own.head, "cop"))


def _is_decided(context: Context, token: int, below: int, rules: Mapping[str, Any]) -> bool:
    """Tell whether a noun tells of a decision taken, whatever is done about it: "will appeal against the decision to ban"."""
    tree, own = context.tree, context.tree.tokens[token]
    if below < 0 or own.lemma.lower() not in rules["decided"] or tree.tokens[below].deprel != "acl":
        return False
    known = not _KNOWN.isdisjoint(tree.kid_words(token, "det"))
    return (known or bool(tree.kids(token, "nmod:poss"))) and tree.lemma(own.head) not in rules["undecided"]


def _follows_colon(context: Context, token: int) -> bool:
    """Tell whether a clause explains another after a colon and is not told by it: "is no longer suspended: the IOC lifted …"."""
    tree, own = context.tree, context.tree.tokens[token]
    return own.deprel == "ccomp" and any(tree.tokens[k].text == ":" and k < token for k in tree.kids(token, "punct"))


def _is_purpose(context: Context, token: int) -> bool:
    return context.tree.kid_words(token, "mark") == ["to"]


def _is_means(context: Context, token: int) -> bool:
    """Tell whether a clause is how something planned is to be done: "agreed to improve ties by signing a deal"."""
    tree = context.tree
    return tree.kid_words(token, "mark") == ["by"] and tree.tokens[tree.tokens[token].head].deprel == "xcomp"


def _by_own_words(
    context: Context, token: int, below: int, stance: Stance, kind: str, rules: Mapping[str, Any]
) -> Stance:
    """Give the stance with what hangs from a word of the path says: "will sign", "did not sign", "may sign"."""
    tree = context.tree
    same_clause = below < 0 or not tree.is_verb(below) or _shares(context, below)
    same_clause = same_clause or _goes_on(context, token, below, rules)
    for kid in tree.children[token]:
        word, relation = tree.tokens[kid].text.lower(), tree.tokens[kid].deprel
        step = Step("factuality", f"“{tree.tokens[kid].text}”", context.span_of(kid))
        if same_clause and relation in ("aux", "aux:pass") and word in rules["modals"]:
            stance = stance.weaker(rules["modals"][word], step)
        elif relation in ("advmod", "det", "cc", "cc:preconj", "aux") and word in rules["negators"]:
            if (below < 0 or relation != "det" or kid > token) and not _is_counted_after(context, kid):
                stance = stance.negated(step)
        elif below < 0 and kind not in rules["none_not_for"] and _is_none(context, kid, rules):
            stance = stance.negated(step)
        elif relation in ("advmod", "amod") and word in rules["adverbs"]:
            stance = stance.weaker(rules["adverbs"][word], step)
        elif relation == "advcl" and kid != below and _condition(context, kid, rules):
            stance = stance.weaker("conditional", step)
    if _is_to(context, token):
        stance = stance.weaker("planned", Step("factuality", "is to", context.span_of(token)))
    if _condition(context, token, rules) or _is_left_open(context, token):
        stance = stance.weaker("conditional", Step("factuality", "in a condition", context.span_of(token)))
    return stance


def _is_none(context: Context, argument: int, rules: Mapping[str, Any]) -> bool:
    """Tell whether an argument of a verb is of nobody: "no agreement was signed", "neither A nor B has signed"."""
    tree, own = context.tree, context.tree.tokens[argument]
    if own.deprel not in _ARGUMENTS or not tree.is_verb(own.head):
        return False
    return any(word in rules["none"] for word in tree.kid_words(argument, "det", "cc:preconj"))


def _is_counted_after(context: Context, word: int) -> bool:
    """Tell whether a negator is the first half of one: the "no" of "no longer", which negates but once."""
    tokens = context.tree.tokens
    halves = [t.text.lower() for t in tokens[word : word + 2]]
    return halves == ["no", "longer"] and tokens[word].head == tokens[word + 1].head


def _is_to(context: Context, token: int) -> bool:
    """Tell whether a verb is bound to happen by a form of be: "is to meet"."""
    tree = context.tree
    return "to" in tree.kid_words(token, "mark") and any(
        tree.tokens[k].lemma.lower() == "be" for k in tree.kids(token, "cop", "aux")
    )


def _shares(context: Context, below: int) -> bool:
    # "will meet and sign": the modal of the first verb holds for the second; not so "will stay and has paid".
    tree = context.tree
    own = [tree.tokens[k].feats for k in (below, *tree.kids(below, "aux", "aux:pass"))]
    finite = any("VerbForm=Fin" in f and ("Tense=Past" in f or "Person=3" in f) for f in own)
    return tree.tokens[below].deprel == "conj" and not finite


def _goes_on(context: Context, token: int, below: int, rules: Mapping[str, Any]) -> bool:
    # "will continue to work": the modal of the first verb holds for the second.
    return context.tree.tokens[below].deprel == "xcomp" and context.tree.lemma(token) in rules["aspectual"]


def _condition(context: Context, token: int, rules: Mapping[str, Any]) -> bool:
    """Tell whether a clause is a condition: "if they sign", "should they sign", "when they sign, they will …"."""
    tree, own = context.tree, context.tree.tokens[token]
    if own.deprel not in ("advcl", "ccomp", "conj", "root"):
        return False
    marks = set(tree.kid_words(token, "mark"))
    if not marks.isdisjoint(rules["conditions"]):
        return True
    if own.deprel != "advcl":
        return False
    ahead = own.head >= 0 and not marks.isdisjoint(rules["conditions_ahead"])
    return "should" in tree.kid_words(token, "aux") or (
        ahead and not _AHEAD.isdisjoint(tree.kid_words(own.head, "aux"))
    )


def _is_left_open(context: Context, token: int) -> bool:
    """Tell whether a noun may be there or not: "with or without a deal"."""
    tree = context.tree
    return any("without" in tree.kid_words(case, "conj") for case in tree.kids(token, "case"))


def _by_embedding(
    context: Context, token: int, below: int, stance: Stance, kind: str, rules: Mapping[str, Any]
) -> Stance:
    """Give the stance with what a word of the path says of the one under it: "hopes to sign", "failed to sign"."""
    tree = context.tree
    relation = tree.tokens[below].deprel
    entry = rules["embedding"].get(tree.lemma(token))
    if entry is None or ("of" in entry and tree.lemma(below) not in entry["of"]):
        # "Delighted to announce": what an adjective is about is no purpose, whatever a parser calls it.
        purpose = relation == "advcl" and tree.tokens[token].upos != "ADJ" and _is_purpose(context, below)
        return stance.weaker("planned", Step("factuality", "a purpose", context.span_of(below))) if purpose else stance
    step = Step("factuality", f"under “{tree.tokens[token].text}”", context.span_of(token))
    if kind in entry.get("against", ()) and tree.preposition(below) == "against":
        return stance.negated(step)
    if relation not in entry.get("through", rules["through"]) or kind in entry.get("not_for", ()):
        return stance
    if tree.preposition(below) == "during":
        return stance  # "during a meeting he wished them luck"
    head = tree.tokens[token].head
    if head >= 0 and tree.lemma(head) in entry.get("unless_under", ()):
        return stance
    if "factuality" in entry:
        stance = stance.weaker(entry["factuality"], step)
    return stance.negated(step) if entry.get("polarity") == "negative" else stance


def _attribution(context: Context, trigger: int, rules: Mapping[str, Any]) -> tuple[str, ...]:
    """Give who is said to say it, outermost first: verbs of saying above, "according to", and the quotation around it."""
    tree = context.tree
    speakers: list[str] = []
    for token in [trigger, *tree.ancestors(trigger)]:
        speakers[:0] = _said_by(context, token, trigger, rules)
    span = context.span_of(trigger)
    speakers += [q.speaker_entity for q in context.quotations if q.inner.covers(span) and q.speaker_entity]
    return tuple(dict.fromkeys(speakers))


def _said_by(context: Context, token: int, trigger: int, rules: Mapping[str, Any]) -> list[str]:
    tree = context.tree
    found: list[str] = []
    for kid in tree.children[token]:
        own = tree.tokens[kid]
        if own.deprel == "parataxis" and tree.lemma(kid) in rules["saying"] and kid != trigger:
            found += _people(context, arguments_of(tree, kid, "agent"))
        if tree.preposition(kid) in rules["according"]:
            found += _people(context, [kid])
    says = tree.lemma(token) in rules["saying"] and tree.lemma(token) not in rules["attitudes"]
    if token != trigger and says and _is_content(context, token, trigger):
        found[:0] = _people(context, arguments_of(tree, token, "agent"))
    return found


def _is_content(context: Context, verb: int, trigger: int) -> bool:
    below = trigger
    for above in context.tree.ancestors(trigger):
        if above == verb:
            return context.tree.tokens[below].deprel in ("ccomp", "xcomp", "parataxis", "obl", "obj")
        below = above
    return False


def _people(context: Context, tokens: Sequence[int]) -> list[str]:
    return [f.entity for f in fillers_of(context, tokens, ACTORS)]
