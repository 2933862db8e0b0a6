"""A parsed sentence as a tree, and the one place that turns UD relations into the arguments of predicates.

An argument has a slot: `agent` and `patient` (the same whatever the voice), `iobj`, `comp` (a clause), the preposition
of an oblique or of a noun's complement ("with", "of", "according to"), `poss`, `compound`, `time`, `owner` (whose a decision
is, however it is told). Passives, relative clauses, participles, control ("plans to sign"), coordination and nominal
predicates all come out in these slots.
Relations: https://universaldependencies.org/u/dep/ .
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from entente.annotation.syntax import Sentence, Token

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
_OBLIQUES = (
    "obl",
    "obl:agent",
    "obl:arg",
    "obl:unmarked",
    "obl:tmod",
    "obl:npmod",
    "nmod",
    "nmod:unmarked",
    "nmod:tmod",
)
# Slots that are relations as they stand, and slots that go up the tree.
_RELATIONS = {
    "poss": ("nmod:poss",),
    "compound": ("compound", "amod", "nmod:desc", "flat"),
    "time": ("obl:unmarked", "obl:tmod", "nmod:unmarked", "nmod:tmod", "obl:npmod"),
    "relcl": ("acl:relcl",),
    **{
        name: (name,)
        for name in (
            *("iobj", "xcomp", "ccomp", "appos", "acl", "advcl", "advmod", "amod", "obj", "aux", "case", "cop", "mark"),
            *("det", "nummod"),
        )
    },
}
_CLAUSES = ("acl", "acl:relcl", "advcl", "ccomp", "csubj", "parataxis")
# Whose a decision is, in the order of trust; who made what an infinitive tells of ("the decision by the board to sign").
_OWNERS = ("poss", "by", "acl>agent", "relcl>agent", "of", "compound", "from")
_MAKERS = ("poss", "by", "of")
_ABOVE = ("self", "matrix", "head")
_RELATIVE = frozenset(("who", "whom", "which", "that", "whose"))
_CLAUSE_MARKS = frozenset(("after", "before", "since", "until", "as", "because", "once", "while"))
_LOCATIVE = ("at", "in", "on", "upon", "during")
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "X", "SYM"))


@dataclass(frozen=True)
class Tree:
    """The tree of one sentence; tokens are named by their index in it.

    `object_control` are verbs such as ask, allow.
    """

    sentence: Sentence
    object_control: frozenset[str]

    @property
    def tokens(self) -> Sequence[Token]:
        """The words of the sentence."""
        return self.sentence.tokens

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The dependents of each token, in the order of the words."""
        kids: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                kids[token.head].append(token.index)
        return tuple(tuple(k) for k in kids)

    def kids(self, token: int, *relations: str) -> list[int]:
        """Give the dependents of a token that stand in one of the relations (all, where none is named)."""
        kids = self.children[token]
        if not kids or not relations:
            return list(kids)
        own = self._relations
        return [k for k in kids if own[k] in relations]

    @cached_property
    def _relations(self) -> tuple[str, ...]:
        return tuple(token.deprel for token in self.tokens)

    def subtree(self, token: int) -> Iterator[int]:
        """Give a token and all below it."""
        yield token
        for kid in self.children[token]:
            yield from self.subtree(kid)

    def ancestors(self, token: int) -> Iterator[int]:
        """Give the heads above a token, nearest first."""
        head = self.tokens[token].head
        while head >= 0:
            yield head
            head = self.tokens[head].head

    def coordinated(self, token: int) -> list[int]:
        """Give a token and what is coordinated with it: A, B and C."""
        found = [token]
        for kid in self.kids(token, "conj"):
            found.extend(self.coordinated(kid))
        return found

    def preposition(self, token: int) -> str:
        """Give the preposition before a token, in lower case ("with", "according to"), or ""."""
        return self._prepositions[token]

    @cached_property
    def _prepositions(self) -> tuple[str, ...]:
        return tuple(self._words_before(token.index) for token in self.tokens)

    def _words_before(self, token: int) -> str:
        words = []
        for case in self.kids(token, "case"):
            words.append(self.tokens[case].text.lower())
            words.extend(self.tokens[k].text.lower() for k in self.kids(case, "fixed"))
        return " ".join(words)

    def lemma(self, token: int) -> str:
        """Give the lemma of a token in lower case, with its particle ("step down")."""
        return self._lemmas[token]

    @cached_property
    def _lemmas(self) -> tuple[str, ...]:
        return tuple(self._with_particle(token.index) for token in self.tokens)

    def _with_particle(self, token: int) -> str:
        particles = [self.tokens[k].text.lower() for k in self.kids(token, "compound:prt")]
        return " ".join([self.tokens[token].lemma.lower(), *particles])

    def is_verb(self, token: int) -> bool:
        """Tell whether a token is a verb."""
        return self.tokens[token].upos in ("VERB", "AUX")

    def is_passive(self, token: int) -> bool:
        """Tell whether a verb is passive: by its subject, its auxiliary, or as a bare past participle."""
        if self.kids(token, "nsubj:pass", "aux:pass"):
            return True
        own = self.tokens[token]
        if self._is_participle_with_subject(token):
            return True
        bare = own.deprel in ("acl", "acl:relcl", "amod", "advcl", "xcomp") and not self.kids(
            token, "nsubj", "aux", "obj"
        )
        return bare and own.upos == "VERB" and ("VerbForm=Part" in own.feats and "Tense=Past" in own.feats)

    def _is_participle_with_subject(self, token: int) -> bool:
        """Tell whether a parser hung the main verb's subject from a participle: "Mali, suspended in 2015, was absent"."""
        own = self.tokens[token]
        return (
            own.deprel == "advcl" and "Voice=Pass" in own.feats and bool(self.kids(token, "nsubj")) and token < own.head
        )

    def _subject_of_participle(self, token: int) -> list[int]:
        found = [k for k in self.kids(token, "advcl") if self._is_participle_with_subject(k)]
        return [s for k in found for s in self.kids(k, "nsubj")][:1]

    def slot(self, token: int, name: str) -> list[int]:
        """Give the tokens that fill a slot of a predicate, coordinated ones each; a path "patient>of" goes on from there.

        `up` is the verb that governs a noun, so that `up.agent` is who holds "talks", `head` the governing token itself;
        `any.with` is what stands behind a preposition wherever in the clause a parser hung it; `head=decide/rule` is a slot
        where it holds one of some lemmas.
        """
        found = self._slots.get((token, name))
        if found is None:
            found = self._slots[token, name] = self._fillers(token, name)
        return list(found)

    @cached_property
    def _slots(self) -> dict[tuple[int, str], list[int]]:
        """The slots asked for so far: frames ask for the same ones again and again."""
        return {}

    def _fillers(self, token: int, name: str) -> list[int]:
        first, _, rest = name.partition(">")
        found = self._first_slot(token, first)
        if not rest:
            return found
        return [t for f in found for t in self.slot(f, rest)]

    def _first_slot(self, token: int, name: str) -> list[int]:
        if name == "up" or name.startswith("up."):
            verb = self.governing_verb(token)
            if verb < 0 or name == "up":
                return [verb] if verb >= 0 else []
            return self._first_slot(verb, name.removeprefix("up."))
        if "=" in name:
            slot, _, words = name.partition("=")
            return [t for t in self._first_slot(token, slot) if self.lemma(t) in words.split("/")]
        if name in _ABOVE:
            above = {"self": token, "matrix": self.matrix(token), "head": self.tokens[token].head}[name]
            return [above] if above >= 0 else []
        anywhere = name.startswith("any.")
        heads = self._anywhere(token, name[4:]) if anywhere else self._heads_of_slot(token, name)
        return list(dict.fromkeys(t for h in heads for t in self.coordinated(h) if t != token))

    def _heads_of_slot(self, token: int, name: str) -> list[int]:
        if name == "agent":
            return self._agent(token)
        if name == "patient":
            return self._patient(token)
        if name == "owner":
            return self._owners(token, _OWNERS)
        if name == "comp":
            return self.kids(token, "ccomp", "xcomp", "csubj") + self._fronted_clause(token)
        relations = _RELATIONS.get(name)
        return self.kids(token, *relations) if relations else self._obliques(token, name)

    def _anywhere(self, token: int, preposition: str) -> list[int]:
        found = self._obliques(token, preposition)
        for kid in self.children[token]:
            if kid > token and self.tokens[kid].deprel not in _CLAUSES and not self.is_verb(kid):
                found.extend(self._anywhere(kid, preposition))
        return found

    def _obliques(self, token: int, preposition: str) -> list[int]:
        found = [k for k in self.kids(token, *_OBLIQUES) if self.preposition(k) == preposition]
        # "the suspension of Russia and that of Belarus": the pronoun repeats the noun.
        again = [k for k in self.kids(token, "conj") if self.tokens[k].text.lower() in ("that", "those")]
        found += [k for a in again for k in self.kids(a, *_OBLIQUES) if self.preposition(k) == preposition]
        return self._both(found[0]) if preposition == "between" and len(found) == 1 else found

    def _both(self, first: int) -> list[int]:
        # "a memorandum between A and B": what stands between has two sides, also where B hangs from the memorandum.
        if self.kids(first, "conj"):
            return [first]
        after = max(self.subtree(first)) + 1
        return [first, *(t.index for t in self.tokens if t.deprel == "conj" and after in self.kids(t.index, "cc"))]

    def _fronted_clause(self, token: int) -> list[int]:
        # "We are ready, he said": UD makes the speech the head and the verb of saying its parataxis; parsers also
        # make either of the two an adverbial clause of the other.
        own = self.tokens[token]
        if self.kids(token, "ccomp"):
            return []
        if own.deprel == "parataxis" and own.head >= 0:
            return [own.head]
        if not self.is_set_off(token):
            return []
        if own.deprel in ("advcl", "conj"):
            return [own.head]
        return [k for k in self.kids(token, "advcl") if k < token and self.kids(k, *_SUBJECTS) and not self._marked(k)]

    def _owners(self, noun: int, slots: Sequence[str]) -> list[int]:
        """Give whose a decision is: the IOC in "its decision", "the IOC's decision", "the decision taken by the IOC"."""
        found = [own for slot in slots if (own := self.slot(noun, slot))]
        named = [own for own in found if any(self.tokens[t].merged or self.tokens[t].upos == "PRON" for t in own)]
        return next(iter(named or found), [])

    def _marked(self, token: int) -> bool:
        words = [*self.kids(token, "mark", "cc"), *self.kids(token, "advmod")]
        return any(self.tokens[w].upos in ("SCONJ", "CCONJ") or self.tokens[w].text.lower() == "when" for w in words)

    def is_set_off(self, token: int) -> bool:
        """Tell whether a finite verb and its subject stand between commas as "he said" may: "The ROC, he said, is ready"."""
        if "VerbForm=Fin" not in self.tokens[token].feats or self.kids(token, "mark", "cc", "obj"):
            return False
        before = self._run_before(token)
        start = before[-1] if before else token
        if start == 0 or self.tokens[start - 1].text not in (",", "\u201d", '"', "”"):
            return False
        follows = token + 1 < len(self.tokens) and self.tokens[token + 1].upos in _NOMINAL
        return follows if not before else any(self._is_bearer(t) for t in before)

    def _run_before(self, token: int) -> list[int]:
        """Give the words right before a verb, nearest first, back to a mark, another verb or a conjunction."""
        run = []
        for t in range(token - 1, -1, -1):
            if self.tokens[t].upos in ("PUNCT", "VERB", "CCONJ", "SCONJ"):
                break
            run.append(t)
        return run

    def _is_bearer(self, token: int) -> bool:
        own = self.tokens[token]
        return own.upos in ("NOUN", "PROPN", "PRON") and own.merged != "date" and own.text.lower() not in _RELATIVE

    def _agent(self, token: int) -> list[int]:
        if not self.is_verb(token):
            return self.surface_subject(token)
        if self.is_passive(token):
            agents = self.kids(token, "obl:agent") or [
                k for k in self.kids(token, "obl") if self.preposition(k) == "by"
            ]
            return agents or self._behind_place(token)
        subjects = self._subjects(token) or self._said_of_nothing(token)
        return [self._antecedent(token, s) for s in subjects] or self._stranded(token) or self._inherited(token)

    def _behind_place(self, verb: int) -> list[int]:
        """Give whom a parser hung from the place: "was received at the palace by A"."""
        places = [k for k in self.kids(verb, "obl") if k > verb and self.preposition(k) in _LOCATIVE]
        return [t for p in places for t in self._anywhere(p, "by") if self.tokens[t].merged in ("person", "body")][:1]

    def _subjects(self, verb: int) -> list[int]:
        """Give the subject next to the verb ("Mali, he said, …"), with those before it where all are of one list ("A, B and C")."""
        subjects = self.kids(verb, "nsubj", "nsubj:outer")
        first = len(subjects) - 1
        while first > 0 and self.kids(subjects[-1], "conj") and self._is_listed(subjects[first - 1], subjects[first]):
            first -= 1
        return subjects[max(first, 0) :]

    def _is_listed(self, left: int, right: int) -> bool:
        """Tell whether nothing but a comma stands between two words and what belongs to them."""
        between = self.tokens[max(t for t in self.subtree(left) if t < right) + 1 : min(self.subtree(right))]
        ends = self.tokens[max(t for t in self.subtree(left) if t < right)].text
        return [t.text for t in between] == [","] or (not between and ends == ",")

    def _said_of_nothing(self, verb: int) -> list[int]:
        # Parsers call "it" in "it recommended that …" an expletive; it is one only where a clause is the subject.
        it = [k for k in self.kids(verb, "expl") if self.tokens[k].text.lower() == "it"]
        return [] if self.kids(verb, "csubj", "cop") else it

    def _stranded(self, verb: int) -> list[int]:
        """Give the subject that a parser hung elsewhere: as an address, before "said", or after a mark taken for a preposition."""
        if addressed := [k for k in self.kids(verb, "vocative", "dislocated") if k < verb]:
            return addressed
        if beside := self._subject_of_participle(verb) or self._subject_behind(verb):
            return beside
        if "VerbForm=Fin" not in self.tokens[verb].feats or self.tokens[verb].deprel not in ("advcl", "parataxis"):
            return []
        if self.is_set_off(verb):
            return [t for t in self._run_before(verb) if self._is_bearer(t)][:1]
        return self._taken_for_oblique(verb)

    def _subject_behind(self, verb: int) -> list[int]:
        """Give the subject of the main verb that a parser hung below a participle: "Having met A, B flew home"."""
        if "VerbForm=Fin" in self.tokens[verb].feats or not self.kids(verb, "aux"):
            return []
        behind = [k for k in self.kids(verb, "parataxis") if k > verb and "VerbForm=Fin" in self.tokens[k].feats]
        return [s for k in behind for s in self.kids(k, "nsubj")][:1]

    def _taken_for_oblique(self, verb: int) -> list[int]:
        # "will not compete after the IPC refused their entries": "after the IPC" may become an oblique of the first verb.
        first = min([verb, *self.kids(verb, "aux", "advmod")])
        obliques = [k for k in self.kids(self.tokens[verb].head, "obl") if self.preposition(k) in _CLAUSE_MARKS]
        return [k for k in obliques if max(self.subtree(k)) == first - 1 and not self.kids(verb, "mark")]

    def _patient(self, token: int) -> list[int]:
        if self.is_passive(token):
            subjects = self.kids(token, "nsubj:pass", "nsubj")
            return [self._antecedent(token, s) for s in subjects] or self._inherited(token)
        objects = self.kids(token, "obj")
        if objects:
            return [self._antecedent(token, o) for o in objects]
        own = self.tokens[token]
        gap = own.deprel in ("acl:relcl", "acl") and self.kids(token, "nsubj")
        subject_is_relative = any(self.tokens[s].text.lower() in _RELATIVE for s in self.kids(token, "nsubj"))
        return [own.head] if gap and not subject_is_relative else []

    def _antecedent(self, verb: int, argument: int) -> int:
        """Give the noun a relative pronoun stands for, else the argument itself."""
        if self.tokens[argument].text.lower() not in _RELATIVE:
            return argument
        for clause in [verb, *self.ancestors(verb)]:
            if self.tokens[clause].deprel in ("acl:relcl", "acl"):
                return self.tokens[clause].head
        return argument

    def _inherited(self, token: int) -> list[int]:
        """Give the subject a verb without one takes over: from its conjunct, control verb, noun or clause."""
        own = self.tokens[token]
        if own.head < 0:
            return []
        if own.deprel in ("acl", "acl:relcl"):
            infinitive = "VerbForm=Inf" in own.feats or self._has_mark(token, "to")
            if infinitive and self.lemma(own.head) in self.object_control:
                return self._obliques(own.head, "on") + self._obliques(
                    own.head, "to"
                )  # "Ukraine's call to ban": others ban
            return self._owners(own.head, _MAKERS) if infinitive else [own.head]
        if own.deprel == "ccomp" and len(both := self.kids(own.head, "nsubj", "nsubj:outer")) > 1:
            return both[:1]  # "Mali, he said, could send athletes"
        if own.deprel in ("xcomp", "ccomp") and self.lemma(own.head) in self.object_control:
            return self._patient(own.head) or self.kids(own.head, "iobj")
        shares = own.deprel in ("conj", "xcomp", "advcl", "parataxis") or (
            own.deprel == "ccomp" and self.kids(token, "mark")
        )
        return self.surface_subject(own.head) if shares else []

    def _has_mark(self, token: int, word: str) -> bool:
        return any(self.tokens[m].text.lower() == word for m in self.kids(token, "mark"))

    def surface_subject(self, token: int) -> list[int]:
        """Give the grammatical subject of a predicate, whatever its voice, taken over from above where it has none."""
        subjects = self.kids(token, *_SUBJECTS) or self._subject_of_participle(token)
        return [self._antecedent(token, s) for s in subjects] or self._inherited(token)

    def matrix(self, token: int) -> int:
        """Give the verb at the top of a chain of clauses without subjects of their own: met in "met to plan to sign"."""
        at = token if self.is_verb(token) else self.governing_verb(token)
        if at < 0:
            return token
        while self.tokens[at].head >= 0 and not self.kids(at, "nsubj", "nsubj:pass"):
            if self.tokens[at].deprel not in ("xcomp", "advcl", "conj", "acl", "ccomp"):
                break
            at = self.tokens[at].head
        return at

    def governing_verb(self, noun: int) -> int:
        """Give the verb whose object, subject or oblique a noun is (through coordination), or -1."""
        at = noun
        while self.tokens[at].deprel == "conj" and self.tokens[self.tokens[at].head].upos in _NOMINAL:
            at = self.tokens[at].head
        own = self.tokens[at]
        arguments = ("obj", "nsubj", "nsubj:pass", "obl", "iobj", "xcomp", "obl:arg")
        return own.head if own.head >= 0 and own.deprel in arguments and self.is_verb(own.head) else -1
