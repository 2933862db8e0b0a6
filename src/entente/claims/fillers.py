"""From an argument's token to the entities it stands for."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from entente.annotation.values import Mention
from entente.claims.arguments import arguments_of
from entente.claims.context import Context, Filler
from entente.claims.tree import NOMINAL
from entente.model.entity import kind_of, slug

_MAX_STEPS = 2
_GROUPS = ("athletes", "noc", "npc", "nf")
_JOINTS = (" and ", ", ", ", and ", " & ", " or ", " and the ")
_RELATIONS = ("of", "from", "compound", "poss", "for", "at", "including", "such as", "in", "representing")
_COMPANIONS = ("along with", "together with", "alongside")


def fillers_of(context: Context, tokens: Sequence[int], kinds: Collection[str]) -> list[Filler]:
    """Give the entities of some argument tokens, those of the kinds allowed, each once, in the order of the words."""
    search = _Search(context, frozenset(kinds) | {"country"})
    found: dict[str, Filler] = {}
    for token in tokens:
        for filler in search.of_token(token, 0):
            if kind_of(filler.entity) in kinds:
                found.setdefault(filler.entity, filler)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for the fillers of one role."""

    context: Context
    kinds: frozenset[str]

    def of_token(self, token: int, depth: int) -> list[Filler]:
        """Give the fillers a token stands for: its own mention, else those it is a stand-in of."""
        mention = self.context.mention_by_token.get(token)
        if mention is not None and (mention.entity or mention.candidates):
            named = self._named(mention)
            return [*self._beside(mention), *named]
        if depth > _MAX_STEPS:
            return []
        if sisters := self._counterparts(token, depth):
            return sisters
        for inner in self._stand_ins(token):
            parts = [part for i in inner for part in self.context.tree.coordinated(i)]
            if found := [f for part in parts for f in self.of_token(part, depth + 1)]:
                noun = self.context.tree.lemma(token)
                text = self.context.tree.tokens[token].text
                stand_ins = self.context.stand_ins
                possessed = inner == arguments_of(self.context.tree, token, "poss")
                owners = [f for f in self._owners(noun, found) if not (possessed and stand_ins.is_own(noun, text, f))]
                return [stand_ins.group_of(noun, text, f) for f in owners]
        return [] if self.context.on_sport else self._nationals(token)

    def _counterparts(self, token: int, depth: int) -> list[Filler]:
        """Give the body for which a counterpart acts: the Syrian committee for "his Syrian counterpart" of a committee's head."""
        tree = self.context.tree
        if tree.lemma(token) not in self.context.stand_ins.counterparts or self._named_beside(token):
            return []
        nations = [t for slot in ("of", "from", "in", "compound") for t in arguments_of(tree, token, slot)]
        codes = self.context.stand_ins.codes
        own = [f.entity for t in self._whose(token) for f in self.of_token(t, depth + 1)]
        kind, _, rest = self.context.bodies.get(own[0], own[0]).partition("/") if own else ("", "", "")
        countries = [f for t in nations for f in self.of_token(t, depth + 1) if f.entity in codes]
        if kind not in _GROUPS[1:]:
            return countries
        sport = "/" + rest.partition("/")[2] if kind == "nf" else ""
        return [replace(f, entity=f"{kind}/{codes[f.entity]}{sport}", reason="counterpart") for f in countries]

    def _whose(self, token: int) -> list[int]:
        """Give whose counterpart it is: the owner named, else who acts on it."""
        tree = self.context.tree
        owners = [t for t in arguments_of(tree, token, "poss") if t in self.context.mention_by_token]
        named = [t for t in owners if kind_of(self.context.mention_by_token[t].entity) != "country"]
        verb = next((t for t in tree.ancestors(token) if tree.is_verb(t)), -1)
        return named or (arguments_of(tree, verb, "agent") if verb >= 0 else [])

    def _owners(self, noun: str, fillers: Sequence[Filler]) -> list[Filler]:
        """Give the bodies of people whose group is named: "his athletes" are those of his committee's country."""
        if noun not in self.context.stand_ins.groups:
            return list(fillers)
        bodies = self.context.bodies
        owners = [replace(f, entity=bodies.get(f.entity, "")) if kind_of(f.entity) == "person" else f for f in fillers]
        return [f for f in owners if f.entity]

    def _nationals(self, token: int) -> list[Filler]:
        """Give a country's people or things by its adjective ("Swiss mediators"): in a report on sport they are its athletes'."""
        tree, names = self.context.tree, self.context.stand_ins.names
        if "org" not in self.kinds or tree.tokens[token].upos not in ("NOUN", "PROPN"):
            return []
        mentions = [self.context.mention_by_token.get(t) for t in arguments_of(tree, token, "compound")]
        nations = [m for m in mentions if m is not None and m.how == "demonym" and m.entity in names]
        noun = slug(tree.tokens[token].text)
        return [Filler(f"org/{names[m.entity]}-{noun}", m.span, "group") for m in nations]

    def _named(self, mention: Mention) -> list[Filler]:
        group = mention.candidates if not mention.entity and mention.reason.startswith("group") else ()
        ids = (self.context.stand_ins.body_of(mention),) if mention.entity else group
        return [Filler(e, mention.span, mention.how) for e in ids if kind_of(e) in self.kinds]

    def _beside(self, mention: Mention) -> Iterator[Filler]:
        """Give the groups coordinated with one in a name: Russian in "Russian and Belarusian athletes", "NOCs of A and B"."""
        if mention.kind not in _GROUPS or mention.how != "form":
            return
        mentions = list(self.context.mentions)
        at = mentions.index(mention) if mention in mentions else 0
        for side in (reversed(mentions[:at]), mentions[at + 1 :]):
            last = mention
            for other in side:
                if not self._are_joined(*sorted((last, other), key=lambda m: m.span)):
                    break
                last = other
                yield from self._named(other) if other.entity else ()

    def _are_joined(self, left: Mention, right: Mention) -> bool:
        between = self.context.annotated.report.text[left.span.end : right.span.start]
        return left.kind == right.kind and left.how == right.how and between in _JOINTS

    def _stand_ins(self, token: int) -> Iterator[Sequence[int]]:
        """Give, best first, the tokens that a token without an entity of its own may stand for."""
        tree = self.context.tree
        yield self._named_beside(token)
        if self.context.stand_ins.holds(tree.lemma(token), tree.tokens[token].text):
            for relation in _RELATIONS:
                yield arguments_of(tree, token, relation)
            yield self._represented(token)
            yield [t for t in tree.subtree(token) if t < token]
        yield from ([t] for t in tree.kids(token, "appos"))
        yield self._listed(token)
        yield self._predicate_of(token)
        yield self._subject_of(token)

    def _named_beside(self, token: int) -> Sequence[int]:
        """Give the person that an apposition names: "the head of the committee, Ana Lima", "XYZ chairman Ana Lima"."""
        by_token = self.context.mention_by_token
        return [
            t for t in self.context.tree.kids(token, "appos", "flat") if t in by_token and by_token[t].kind == "person"
        ]

    def _listed(self, token: int) -> Sequence[int]:
        """Give those that a list behind a colon names: "Two candidates are running: Ana Lima and Leo Marr"."""
        tree = self.context.tree
        head = tree.tokens[token].head
        beside = [t for t in tree.kids(head, "dep", "appos", "parataxis", "conj") if t > token] if head >= 0 else []
        return [
            t
            for t in beside
            if any(tree.tokens[n].text == ":" for n in (min(tree.subtree(t)) - 1, *tree.kids(t, "punct")))
        ]

    def _represented(self, token: int) -> Sequence[int]:
        """Give whom it acts for: Kuwait in "athletes could represent Kuwait"."""
        tree = self.context.tree
        verbs = [*tree.kids(token, "acl", "acl:relcl"), tree.tokens[token].head]
        return [
            t
            for v in verbs
            if v >= 0 and tree.lemma(v) in self.context.stand_ins.represents
            for t in arguments_of(tree, v, "patient")
            if t != token
        ]

    def _predicate_of(self, token: int) -> Sequence[int]:
        """Give who something is said to be: Mali and Peru in "The countries that backed him are (or: include) Mali and Peru"."""
        tree, by_token = self.context.tree, self.context.mention_by_token
        own = tree.tokens[token]
        if own.deprel != "nsubj" or own.upos != "NOUN":
            return []
        if tree.lemma(own.head) in self.context.stand_ins.includes:
            return arguments_of(tree, own.head, "patient")
        return [own.head] if own.head in by_token and tree.kids(own.head, "cop") else []

    def _subject_of(self, token: int) -> Sequence[int]:
        """Give who is said to be one of them: Mali and Peru in "Mali was one of the NOCs which met, along with Peru"."""
        tree = self.context.tree
        head = tree.tokens[token].head
        became = tree.tokens[token].deprel == "xcomp" and tree.lemma(head) in self.context.stand_ins.becomes
        above = [head] if head >= 0 and tree.tokens[head].upos in NOMINAL else []
        predicate = head if became else next((t for t in (token, *above) if tree.kids(t, "cop")), -1)
        if predicate < 0:
            return []
        subjects = tree.kids(predicate, "nsubj")
        companions = [t for p in _COMPANIONS for t in arguments_of(tree, predicate, p)]
        return [*subjects, *companions]
