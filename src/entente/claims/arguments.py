"""The arguments of predicates: the one place that turns UD relations into the slots that frames name.

An argument has a slot: `agent` and `patient` (the same whatever the voice), `iobj`, `comp` (a clause), the preposition
of an oblique or of a noun's complement ("with", "of", "according to"), `poss`, `compound`, `time`, `owner` (whose a decision
is, however it is told).
"""

from entente.claims.subjects import SUBJECTS, agent, first_named, is_set_off, patient
from entente.claims.tree import NOMINAL, Tree

# Slots that are relations as they stand, those that have another name, and those that go up the tree.
_AS_THEY_STAND = (
    "iobj", "xcomp", "ccomp", "appos", "acl", "advcl", "advmod", "amod", "obj", "aux", "case", "cop", "mark", "det", "nummod",
)  # fmt: skip
_RELATIONS = {
    "poss": ("nmod:poss",),
    "compound": ("compound", "amod", "nmod:desc", "flat"),
    "time": ("obl:unmarked", "obl:tmod", "nmod:unmarked", "nmod:tmod", "obl:npmod"),
    "relcl": ("acl:relcl",),
    "passive": ("aux:pass",),
    **{name: (name,) for name in _AS_THEY_STAND},
}
# Whose a decision is, in the order of trust: the IOC in "its decision", "the IOC's decision", "the decision taken by the IOC".
_OWNERS = ("poss", "by", "acl>agent", "relcl>agent", "of", "compound", "from")
_ABOVE = ("self", "matrix", "head")


def arguments_of(tree: Tree, token: int, name: str) -> list[int]:
    """Give the tokens that fill a slot of a predicate, coordinated ones each; a path "patient>of" goes on from there.

    `up` is the verb that governs a noun, so that `up.agent` is who holds "talks", `head` the governing token itself;
    `any.with` is what stands behind a preposition wherever in the clause a parser hung it; `head=decide/rule` is a slot
    where it holds one of some lemmas.
    """
    found = tree.arguments.get((token, name))
    if found is None:
        found = tree.arguments[token, name] = _at_path(tree, token, name)
    return list(found)


def _at_path(tree: Tree, token: int, name: str) -> list[int]:
    first, _, rest = name.partition(">")
    found = _first_slot(tree, token, first)
    if not rest:
        return found
    return [t for f in found for t in arguments_of(tree, f, rest)]


def _first_slot(tree: Tree, token: int, name: str) -> list[int]:
    if name == "up" or name.startswith("up."):
        verb = governing_verb(tree, token)
        if verb < 0 or name == "up":
            return [verb] if verb >= 0 else []
        return _first_slot(tree, verb, name.removeprefix("up."))
    if "=" in name:
        slot, _, words = name.partition("=")
        return [t for t in _first_slot(tree, token, slot) if tree.lemma(t) in words.split("/")]
    if name in _ABOVE:
        above = {"self": token, "matrix": matrix(tree, token), "head": tree.tokens[token].head}[name]
        return [above] if above >= 0 else []
    if name == "heads":
        return tree.with_conjuncts([h for h in [tree.tokens[token].head] if h >= 0], token)
    anywhere = name.startswith("any.")
    heads = tree.anywhere(token, name[4:]) if anywhere else _heads_of_slot(tree, token, name)
    return tree.with_conjuncts(heads, token)


def _heads_of_slot(tree: Tree, token: int, name: str) -> list[int]:
    if name == "agent":
        return agent(tree, token)
    if name == "patient":
        return patient(tree, token)
    if name == "owner":
        return first_named(tree, [arguments_of(tree, token, slot) for slot in _OWNERS])
    if name == "comp":
        return tree.kids(token, "ccomp", "xcomp", "csubj") + _fronted_clause(tree, token)
    relations = _RELATIONS.get(name)
    return tree.kids(token, *relations) if relations else tree.obliques(token, name)


def _fronted_clause(tree: Tree, token: int) -> list[int]:
    # "We are ready, he said": UD makes the speech the head and the verb of saying its parataxis; parsers also
    # make either of the two an adverbial clause of the other.
    own = tree.tokens[token]
    if tree.kids(token, "ccomp"):
        return []
    if own.deprel == "parataxis" and own.head >= 0:
        return [own.head]
    if not is_set_off(tree, token):
        return []
    if own.deprel in ("advcl", "conj"):
        return [own.head]
    return [k for k in tree.kids(token, "advcl") if k < token and tree.kids(k, *SUBJECTS) and not _marked(tree, k)]


def _marked(tree: Tree, token: int) -> bool:
    words = [*tree.kids(token, "mark", "cc"), *tree.kids(token, "advmod")]
    return any(tree.tokens[w].upos in ("SCONJ", "CCONJ") or tree.tokens[w].text.lower() == "when" for w in words)


def matrix(tree: Tree, token: int) -> int:
    """Give the verb at the top of a chain of clauses without subjects of their own: met in "met to plan to sign"."""
    at = token if tree.is_verb(token) else governing_verb(tree, token)
    if at < 0:
        return token
    while tree.tokens[at].head >= 0 and not tree.kids(at, "nsubj", "nsubj:pass"):
        if tree.tokens[at].deprel not in ("xcomp", "advcl", "conj", "acl", "ccomp"):
            break
        at = tree.tokens[at].head
    return at


def governing_verb(tree: Tree, noun: int) -> int:
    """Give the verb whose object, subject or oblique a noun is (through coordination), or -1."""
    at = noun
    while tree.tokens[at].deprel == "conj" and tree.tokens[tree.tokens[at].head].upos in NOMINAL:
        at = tree.tokens[at].head
    own = tree.tokens[at]
    arguments = ("obj", "nsubj", "nsubj:pass", "obl", "iobj", "xcomp", "obl:arg")
    return own.head if own.head >= 0 and own.deprel in arguments and tree.is_verb(own.head) else -1
