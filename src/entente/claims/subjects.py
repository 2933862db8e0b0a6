"""Who does what a predicate says, and to whom, whatever the voice and wherever a parser hung the subject.

Passives, relative clauses, participles, control ("plans to sign") and coordination end here.
"""

import re
from collections.abc import Sequence

from entente.claims.tree import NOMINAL, Tree

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
_IN_A_ROW = frozenset(("first", "second", "third", "fourth", "fifth", "last", "latest", "newest", "next", "only"))
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_RELATIVE = frozenset(("who", "whom", "which", "that", "whose"))
_CLAUSE_MARKS = frozenset(("after", "before", "since", "until", "as", "because", "once", "while"))
_LOCATIVE = ("at", "in", "on", "upon", "during")


def agent(tree: Tree, token: int) -> list[int]:
    """Give who does what a predicate says, whatever its voice."""
    if not tree.is_verb(token):
        return surface_subject(tree, token)
    if tree.is_passive(token):
        agents = tree.kids(token, "obl:agent") or [k for k in tree.kids(token, "obl") if tree.preposition(k) == "by"]
        return agents or _behind_place(tree, token)
    subjects = _after_mark(tree, token, _subjects(tree, token)) or _said_of_nothing(tree, token)
    return [_antecedent(tree, token, s) for s in subjects] or _stranded(tree, token) or _inherited(tree, token)


def patient(tree: Tree, token: int) -> list[int]:
    """Give to whom or what it is done."""
    if tree.is_passive(token):
        subjects = _after_mark(tree, token, tree.kids(token, "nsubj:pass", "nsubj"))
        return [_antecedent(tree, token, s) for s in subjects] or _inherited(tree, token)
    objects = tree.kids(token, "obj")
    if objects:
        return [_antecedent(tree, token, o) for o in objects]
    own = tree.tokens[token]
    gap = own.deprel in ("acl:relcl", "acl") and tree.kids(token, "nsubj")
    return [own.head] if gap and _RELATIVE.isdisjoint(tree.kid_words(token, "nsubj")) else []


def surface_subject(tree: Tree, token: int) -> list[int]:
    """Give the grammatical subject of a predicate, whatever its voice, taken over from above where it has none."""
    subjects = tree.kids(token, *SUBJECTS) or _subject_of_participle(tree, token)
    return [_antecedent(tree, token, s) for s in subjects] or _inherited(tree, token)


def _after_mark(tree: Tree, verb: int, subjects: list[int]) -> list[int]:
    """Give subjects with the first of them that a parser took for an oblique: A in "after A and several others were banned"."""
    start = min(tree.subtree(subjects[0])) if subjects else 0
    if tree.tokens[verb].deprel != "conj" or start < 2 or tree.tokens[start - 1].upos != "CCONJ":  # noqa: PLR2004
        return subjects
    above = tree.kids(tree.tokens[verb].head, "obl")
    return [k for k in above if max(tree.subtree(k)) == start - 2 and tree.preposition(k) in _CLAUSE_MARKS] + subjects


def _beside_with(tree: Tree, token: int) -> list[int]:
    """Give the subject of a participle that stands right before it behind "with": "with the IOC lifting the ban"."""
    if tree.tokens[token].deprel not in ("acl", "advcl") or "VerbForm=Part" not in tree.tokens[token].feats:
        return []
    before = next((t for t in range(token - 1, -1, -1) if tree.tokens[t].upos not in ("ADV", "AUX", "PART")), -1)
    bears = before >= 0 and _is_bearer(tree, before) and tree.preposition(before) == "with"
    return [before] if bears else []


def _inherited(tree: Tree, token: int) -> list[int]:
    return _beside_with(tree, token) or _taken_over(tree, token)


def _taken_over(tree: Tree, token: int) -> list[int]:
    """Give the subject a verb without one takes over: from its conjunct, control verb, noun or clause."""
    own = tree.tokens[token]
    if own.head < 0:
        return []
    if own.deprel in ("acl", "acl:relcl"):
        infinitive = "VerbForm=Inf" in own.feats or "to" in tree.kid_words(token, "mark")
        if infinitive and tree.lemma(own.head) in tree.object_control:
            # "Ukraine's call to ban": others ban.
            return tree.obliques(own.head, "on") + tree.obliques(own.head, "to")
        return _makers(tree, own.head) if infinitive and not _is_one_of_a_row(tree, own.head) else [own.head]
    if own.deprel == "ccomp" and len(both := tree.kids(own.head, "nsubj", "nsubj:outer")) > 1:
        return both[:1]  # "Mali, he said, could send athletes"
    if own.deprel in ("xcomp", "ccomp") and tree.lemma(own.head) in tree.object_control:
        return patient(tree, own.head) or tree.kids(own.head, "iobj")
    shares = own.deprel in ("conj", "xcomp", "advcl", "parataxis") or (
        own.deprel == "ccomp" and tree.kids(token, "mark")
    )
    return surface_subject(tree, own.head) if shares else []


def _is_one_of_a_row(tree: Tree, noun: int) -> bool:
    """Tell whether a noun itself does what an infinitive tells: "the first nation to back him", "the latest to join"."""
    words = tree.kid_words(noun, "amod", "nummod")
    return any(word in _IN_A_ROW or _ORDINAL.fullmatch(word) for word in words)


def _makers(tree: Tree, noun: int) -> list[int]:
    """Give who made what an infinitive tells of: the board in "the decision by the board to sign"."""
    found = (tree.kids(noun, "nmod:poss"), tree.obliques(noun, "by"), tree.obliques(noun, "of"))
    return first_named(tree, [tree.with_conjuncts(heads, noun) for heads in found])


def first_named(tree: Tree, choices: Sequence[list[int]]) -> list[int]:
    """Give of several choices the first with a name or pronoun in it, else the first that is not empty."""
    told = [own for own in choices if own]
    named = [own for own in told if any(tree.tokens[t].merged or tree.tokens[t].upos == "PRON" for t in own)]
    return next(iter(named or told), [])


def _antecedent(tree: Tree, verb: int, argument: int) -> int:
    """Give the noun a relative pronoun stands for, else the argument itself."""
    if tree.tokens[argument].text.lower() not in _RELATIVE:
        return argument
    for clause in [verb, *tree.ancestors(verb)]:
        if tree.tokens[clause].deprel in ("acl:relcl", "acl"):
            return tree.tokens[clause].head
    return argument


def _subjects(tree: Tree, verb: int) -> list[int]:
    """Give the subject next to the verb ("Mali, he said, …"), with those before it where all are of one list ("A, B and C")."""
    subjects = tree.kids(verb, "nsubj", "nsubj:outer")
    first = len(subjects) - 1
    while first > 0 and tree.kids(subjects[-1], "conj") and _is_listed(tree, subjects[first - 1], subjects[first]):
        first -= 1
    return subjects[max(first, 0) :]


def _is_listed(tree: Tree, left: int, right: int) -> bool:
    """Tell whether nothing but a comma stands between two words and what belongs to them."""
    between = tree.tokens[max(t for t in tree.subtree(left) if t < right) + 1 : min(tree.subtree(right))]
    ends = tree.tokens[max(t for t in tree.subtree(left) if t < right)].text
    return [t.text for t in between] == [","] or (not between and ends == ",")


def _said_of_nothing(tree: Tree, verb: int) -> list[int]:
    # Parsers call "it" in "it recommended that …" an expletive; it is one only where a clause is the subject.
    it = [k for k in tree.kids(verb, "expl") if tree.tokens[k].text.lower() == "it"]
    return [] if tree.kids(verb, "csubj", "cop") else it


def _stranded(tree: Tree, verb: int) -> list[int]:
    """Give the subject that a parser hung elsewhere: as an address, before "said", or after a mark taken for a preposition."""
    if addressed := [k for k in tree.kids(verb, "vocative", "dislocated") if k < verb]:
        return addressed
    if beside := _subject_of_participle(tree, verb) or _subject_behind(tree, verb):
        return beside
    if "VerbForm=Fin" not in tree.tokens[verb].feats or tree.tokens[verb].deprel not in ("advcl", "parataxis"):
        return []
    if is_set_off(tree, verb):
        return [t for t in _run_before(tree, verb) if _is_bearer(tree, t)][:1]
    return _taken_for_oblique(tree, verb)


def _subject_of_participle(tree: Tree, token: int) -> list[int]:
    found = [k for k in tree.kids(token, "advcl") if tree.holds_main_subject(k)]
    return [s for k in found for s in tree.kids(k, "nsubj")][:1]


def _subject_behind(tree: Tree, verb: int) -> list[int]:
    """Give the subject of the main verb that a parser hung below a participle: "Having met A, B flew home"."""
    if "VerbForm=Fin" in tree.tokens[verb].feats or not tree.kids(verb, "aux"):
        return []
    behind = [k for k in tree.kids(verb, "parataxis") if k > verb and "VerbForm=Fin" in tree.tokens[k].feats]
    return [s for k in behind for s in tree.kids(k, "nsubj")][:1]


def _taken_for_oblique(tree: Tree, verb: int) -> list[int]:
    # "will not compete after the IPC refused their entries": "after the IPC" may become an oblique of the first verb.
    first = min([verb, *tree.kids(verb, "aux", "advmod")])
    obliques = [k for k in tree.kids(tree.tokens[verb].head, "obl") if tree.preposition(k) in _CLAUSE_MARKS]
    return [k for k in obliques if max(tree.subtree(k)) == first - 1 and not tree.kids(verb, "mark")]


def _behind_place(tree: Tree, verb: int) -> list[int]:
    """Give whom a parser hung from the place: "was received at the palace by A"."""
    places = [k for k in tree.kids(verb, "obl") if k > verb and tree.preposition(k) in _LOCATIVE]
    return [t for p in places for t in tree.anywhere(p, "by") if tree.tokens[t].merged in ("person", "body")][:1]


def is_set_off(tree: Tree, token: int) -> bool:
    """Tell whether a finite verb and its subject stand between commas as "he said" may: "The ROC, he said, is ready"."""
    if "VerbForm=Fin" not in tree.tokens[token].feats or tree.kids(token, "mark", "cc", "obj"):
        return False
    before = _run_before(tree, token)
    start = before[-1] if before else token
    if start == 0 or tree.tokens[start - 1].text not in (",", "\u201d", '"', "”"):
        return False
    follows = token + 1 < len(tree.tokens) and tree.tokens[token + 1].upos in NOMINAL
    return follows if not before else any(_is_bearer(tree, t) for t in before)


def _run_before(tree: Tree, token: int) -> list[int]:
    """Give the words right before a verb, nearest first, back to a mark, another verb or a conjunction."""
    run = []
    for t in range(token - 1, -1, -1):
        if tree.tokens[t].upos in ("PUNCT", "VERB", "CCONJ", "SCONJ"):
            break
        run.append(t)
    return run


def _is_bearer(tree: Tree, token: int) -> bool:
    own = tree.tokens[token]
    return own.upos in ("NOUN", "PROPN", "PRON") and own.merged != "date" and own.text.lower() not in _RELATIVE
