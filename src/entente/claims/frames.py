"""From a predicate's arguments to roles, as the frames say (knowledge/english/frames); Python knows no verb."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from entente.claims.arguments import arguments_of
from entente.claims.attributes import attribute_sets
from entente.claims.context import Context, Filler
from entente.claims.fillers import fillers_of
from entente.claims.lexicon import ANY_WORD, REPORT, Condition, Draft, Frame, Lexicon, paths_in
from entente.claims.spoken_of import DOERS, STANDING, spoken_of
from entente.claims.tree import Tree
from entente.model.entity import kind_of

_WORD_CLASSES = {  # of a trigger, by the part of speech that the tagger gives it
    "VERB": ("verb", "adj"),
    "AUX": ("verb",),
    "NOUN": ("noun",),
    "PROPN": ("noun",),
    "ADJ": ("adj",),
    "ADV": ("adj",),
}
_SHARED = ("gathering", "host", "organiser")  # roles that an entity may fill besides another
_TOLD = 6  # words of a condition that a reason names
Roles = dict[str, tuple[Filler, ...]]


def read_frames(context: Context, lexicon: Lexicon) -> Iterator[Draft]:
    """Give the claims that frames make of a sentence, as drafts."""
    for token, frame in triggered(context, lexicon):
        yield from _drafts(context, token, frame, lexicon)


def triggered(context: Context, lexicon: Lexicon) -> Iterator[tuple[int, Frame]]:
    """Give each token that triggers a frame, with the frame."""
    for token in context.tree.tokens:
        if not token.merged:
            lemma = context.tree.lemma(token.index)
            for word_class in _WORD_CLASSES.get(token.upos, ()):
                yield from ((token.index, frame) for frame in lexicon.by_trigger.get((lemma, word_class), ()))


def _drafts(context: Context, trigger: int, frame: Frame, lexicon: Lexicon) -> Iterator[Draft]:
    if not all(_may_hold(context.tree, c) for c in frame.when) or _failing(context, trigger, frame):
        return
    for roles in frame.roles:
        filled = _fill(context, trigger, frame, roles, lexicon)
        if all(filled.get(role) for role in frame.required if role in roles):
            options = list(attribute_sets(context, trigger, frame, lexicon))
            skip = tuple(t for path in frame.skip for t in arguments_of(context.tree, trigger, path))
            places = _by_paths(context, trigger, frame.where, ("where", ("place", "country")), lexicon)
            for one, attributes in product(_distributed(filled, lexicon), options):
                yield Draft(
                    frame.kind,
                    one,
                    attributes,
                    trigger,
                    frame.id,
                    polarity=frame.polarity,
                    factuality=frame.factuality,
                    confidence=frame.confidence,
                    skip=skip,
                    where=tuple(places),
                )
            return


def condition_that_fails(context: Context, trigger: int, frame: Frame) -> str:
    """Give the first condition of a frame that does not hold at a trigger, as its file has it, or ""."""
    if (failing := _failing(context, trigger, frame)) is None:
        return ""
    words = ", ".join(failing.lemmas[:_TOLD]) + (" …" if len(failing.lemmas) > _TOLD else "")
    wanted, how_many = ("when", "none") if failing in frame.when else ("unless", "one")
    return f"{wanted} {'|'.join(failing.paths)} is {how_many} of {words}"


def _failing(context: Context, trigger: int, frame: Frame) -> Condition | None:
    unmet = (c for c in frame.when if not _is_fulfilled(context, trigger, c))
    return next(unmet, None) or next((c for c in frame.unless if _is_fulfilled(context, trigger, c)), None)


def _may_hold(tree: Tree, condition: Condition) -> bool:
    """Tell whether a condition can hold anywhere in a sentence: most name words that do not stand in it."""
    return bool(condition.kinds) or ANY_WORD in condition.words or not condition.words.isdisjoint(tree.all_words)


def roles_unresolved(context: Context, trigger: int, frame: Frame, lexicon: Lexicon) -> list[str]:
    """Give the required roles of a frame that nobody fills at a trigger, with the words that stand there; [] where all are."""
    found: list[str] = []
    for roles in frame.roles:
        filled = _fill(context, trigger, frame, roles, lexicon)
        open_roles = [role for role in frame.required if role in roles and not filled.get(role)]
        if not open_roles:
            return []
        found = found or [f"{role} ({_words_at(context, trigger, roles[role]) or 'nothing'})" for role in open_roles]
    return found


def _words_at(context: Context, trigger: int, paths: Any) -> str:
    """Give the words that stand where a role's filler should, which name nobody of a fitting kind."""
    tokens = [
        t for path in paths_in(paths) if not path.startswith("@") for t in arguments_of(context.tree, trigger, path)
    ]
    return ", ".join(dict.fromkeys(f"“{context.tree.tokens[t].text}”" for t in tokens))


def _is_fulfilled(context: Context, trigger: int, condition: Condition) -> bool:
    tree, words = context.tree, condition.words
    if not _may_hold(tree, condition):
        return False
    for path in condition.paths:
        if path == REPORT and not condition.kinds.isdisjoint(context.report_kinds):
            return True
        for token in arguments_of(tree, trigger, path):
            if ANY_WORD in words or not words.isdisjoint(tree.words[token]):
                return True
            if condition.kinds and not condition.kinds.isdisjoint(_kinds(context, token)):
                return True
    return False


def _kinds(context: Context, token: int) -> set[str]:
    """Give the kinds of what a token names or stands for: @country for "the regime in Syria", @org and @court for CAS."""
    mention = context.mention_by_token.get(token)
    if mention is not None:
        roles = {
            "@court": mention.entity in context.stand_ins.courts,
            "@authority": mention.entity == context.focus.authority,
        }
        return {f"@{mention.kind}", *(kind for kind, holds in roles.items() if holds and mention.entity)}
    edition = context.tree.lemma(token) in context.stand_ins.editions
    return {f"@{kind_of(f.entity)}" for f in fillers_of(context, [token], ("gathering",) if edition else DOERS)}


def _fill(context: Context, trigger: int, frame: Frame, roles: Mapping[str, Any], lexicon: Lexicon) -> dict[str, Any]:
    filled: dict[str, Any] = {}
    for role, paths in roles.items():
        wanted = role, lexicon.fillers(frame.kind, role)
        if isinstance(paths, dict):
            sides = [_by_paths(context, trigger, paths.get(side, ()), wanted, lexicon) for side in ("left", "right")]
            open_side = not sides[0] and any(arguments_of(context.tree, trigger, path) for path in paths["left"])
            # Who met A, B and C but stays unknown did not make them meet one another.
            left, right = (_represent(context, frame, role, side, lexicon) for side in sides)
            filled[role] = () if open_side else _pairs(left, right)
        else:
            found = _by_paths(context, trigger, paths, wanted, lexicon)
            fillers = [f for f in found if role in _SHARED or not _fills_another(f, filled)]
            acting = tuple(_represent(context, frame, role, fillers, lexicon))
            filled[role] = acting[:1] if _is_single(frame, role, lexicon) else acting
    return filled


def _is_single(frame: Frame, role: str, lexicon: Lexicon) -> bool:
    return not lexicon.single.isdisjoint((role, f"{frame.kind}.{role}"))


def _fills_another(filler: Filler, filled: Mapping[str, Any]) -> bool:
    plain = [fillers for fillers in filled.values() if not (fillers and isinstance(fillers[0], tuple))]
    return any(filler.entity == other.entity for fillers in plain for other in fillers)


def _by_paths(
    context: Context, trigger: int, paths: Sequence[str], wanted: tuple[str, Sequence[str]], lexicon: Lexicon
) -> Sequence[Filler]:
    role, kinds = wanted
    barred = lexicon.barred.get(role, ())
    told = False
    for path in paths:
        if path.startswith("@"):
            return spoken_of(context, trigger, path, kinds) if not (told and path in STANDING) else ()
        tokens = arguments_of(context.tree, trigger, path) or _just_before(context, trigger, path)
        # Who is suspended is told here, though not known: "the suspension of a player" is of nobody spoken of before.
        told = told or any(context.tree.tokens[t].merged != "date" for t in tokens)
        if role == "subject" and _is_of_others(context, trigger, path, tokens, lexicon):
            continue
        found = fillers_of(context, tokens, kinds)
        if not found and path == "agent":
            found = fillers_of(context, _who_says_so(context, trigger, lexicon), kinds)
        if fillers := [f for f in found if lexicon.levels.get(f.entity) not in barred]:
            return fillers
    return ()


def _is_of_others(context: Context, trigger: int, path: str, tokens: Sequence[int], lexicon: Lexicon) -> bool:
    """Tell whether what is done is done to others than a body or country itself.

    "Two officials of the federation" are not the federation, and who "ruled itself out" is barred by nobody.
    """
    if any(context.tree.tokens[t].text.lower() in lexicon.words["reflexives"] for t in tokens):
        return True
    first = arguments_of(context.tree, trigger, path.partition(">")[0])
    staff = [t for t in first if context.tree.lemma(t) in lexicon.words["staff"]]
    return bool(staff) and all(t in staff and t not in context.mention_by_token for t in first)


def _who_says_so(context: Context, verb: int, lexicon: Lexicon) -> list[int]:
    """Give who speaks where a pronoun left open is the subject of what is said: rebels in "rebels said they would go"."""
    tree = context.tree
    subjects = arguments_of(tree, verb, "agent")
    if not subjects or any(tree.tokens[s].text.lower() not in lexicon.words["speaker_pronouns"] for s in subjects):
        return []
    clause = next((t for t in (verb, *tree.ancestors(verb)) if tree.tokens[t].deprel == "ccomp"), -1)
    return arguments_of(tree, tree.tokens[clause].head, "agent") if clause >= 0 else []


def _just_before(context: Context, trigger: int, path: str) -> list[int]:
    """Give the name right before a finite active verb that the tree left without a subject, days and adverbs aside."""
    tree = context.tree
    above, _, slot = path.rpartition(">") if ">" in path else path.rpartition(".")
    verbs = arguments_of(tree, trigger, above) if above else [trigger]
    if slot != "agent" or not verbs or not tree.is_verb(verbs[0]):
        return []
    verb = verbs[0]
    if tree.is_passive(verb) or tree.kids(verb, "nsubj") or "VerbForm=Fin" not in tree.tokens[verb].feats:
        return []
    name = _name_before(context, verb)
    return tree.coordinated(_first_conjunct(context, name)) if name >= 0 else []


def _name_before(context: Context, verb: int) -> int:
    """Give the token of the name right before a verb, brackets, days and adverbs aside, or -1."""
    tokens, depth = context.tree.tokens, 0
    for token in reversed(tokens[:verb]):
        depth += {")": 1, "(": -1}.get(token.text, 0)
        if token.index in context.mention_by_token and not depth:
            return token.index
        dated = token.merged == "date" or tokens[token.index + 1].merged == "date"
        if not (depth or token.text == "(" or token.upos in ("ADV", "AUX") or dated):
            break
    return -1


def _first_conjunct(context: Context, token: int) -> int:
    while context.tree.tokens[token].deprel == "conj":
        token = context.tree.tokens[token].head
    return token


def _represent(context: Context, frame: Frame, role: str, fillers: Sequence[Filler], lexicon: Lexicon) -> list[Filler]:
    """Put the body for the person who acts for it, in the kinds where bodies are the parties."""
    if role in lexicon.assemblies:
        acting = [replace(f, entity=lexicon.organisers.get(f.entity.rpartition("-")[0], f.entity)) for f in fillers]
        fillers = [f for f in acting if kind_of(f.entity) != "gathering" or not _is_single(frame, role, lexicon)]
    if f"{frame.kind}.{role}" not in lexicon.represented:
        return list(fillers)
    found = [Filler(context.bodies.get(f.entity, f.entity), f.span, f.reason) for f in fillers]
    return list({f.entity: f for f in found}.values())


def _pairs(left: Sequence[Filler], right: Sequence[Filler]) -> tuple[tuple[Filler, ...], ...]:
    """Give the pairs of a symmetric act: each of one side with each of the other, or all pairs of the one side there is."""
    if left and right:
        pairs = [(a, b) for a, b in product(left, right) if a.entity != b.entity]
    else:
        both = left or right
        pairs = [(a, b) for n, a in enumerate(both) for b in both[n + 1 :]]
    return tuple(pairs)


def _distributed(filled: Mapping[str, Any], lexicon: Lexicon) -> Iterator[Roles]:
    """Give one set of roles for each pair of a symmetric act and each filler of a role that takes one at a time."""
    choices: list[list[tuple[str, tuple[Filler, ...]]]] = []
    for role, fillers in filled.items():
        if fillers and isinstance(fillers[0], tuple):
            choices.append([(role, pair) for pair in fillers])
        elif role in lexicon.each and fillers:
            choices.append([(role, (f,)) for f in fillers])
        else:
            choices.append([(role, fillers)])
    for combination in product(*choices):
        yield {role: fillers for role, fillers in combination if fillers}
