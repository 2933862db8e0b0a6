"""Posts: the titles of offices in their canonical form, with what modifies them ("former", "acting", "-elect")."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import ahocorasick

from entente.annotation.lexicon import automaton_of, longest, once_per_document, plain_letters, words_found
from entente.annotation.values import Mention, PostMention, SentenceSpan
from entente.knowledge.tables import Knowledge
from entente.model.span import Span

_NAMES = ("noc", "npc", "nf", "org", "gathering")
_LOOK_BACK = 90  # characters before a post in which "former" may stand with the name of a body between
_FATHER = re.compile(r" (?:bin|bint|ibn) [A-Z]")
_BELOW = re.compile("^(?:junior|assistant) ")
_RANKED = ("vice", "deputy", "assistant")


@dataclass(frozen=True)
class PostRules:
    """The posts file made ready: an automaton over all forms, its modifiers as expressions and what they do."""

    automaton: ahocorasick.Automaton
    before: re.Pattern[str]
    across: re.Pattern[str]
    after: re.Pattern[str]
    field: re.Pattern[str]
    fields: re.Pattern[str]
    fielded: frozenset[str]
    effects: Mapping[str, str]
    verbal: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A post while its modifiers are being read: offsets, what it is so far, the words read."""

    start: int
    end: int
    post: str
    modifiers: tuple[str, ...] = ()
    effects: frozenset[str] = frozenset()


def find_posts(
    text: str, sentences: Sequence[SentenceSpan], knowledge: Knowledge, mentions: Sequence[Mention] = ()
) -> tuple[PostMention, ...]:
    """Find the posts in the sentences of a text (character offsets), sorted by start, without overlaps.

    A post inside the name of a body or a gathering among `mentions` is none. Takes the rules english/posts.
    """
    rules = _prepared(knowledge.rules["english/posts"])
    plain = plain_letters(text)
    taken = sorted(m.span for m in mentions if m.kind in _NAMES)
    # "IOC Executive Board member": of "board member" only what stands behind the body's name is the post.
    found = longest(hit for hit in words_found(plain, rules.automaton) if not _starts_inside(hit[0], taken))
    posts = (_with_modifiers(text, plain, hit, rules) for hit in found if _is_post(plain, hit, rules))
    told = (p for p in posts if _in_sentence(p, sentences) and not _starts_inside(p.start, taken))
    return tuple(_mention_of(p) for p in told if not _in_name(text, p))


@once_per_document
def _prepared(document: Any) -> PostRules:
    entries = [*document["posts"], *document["memberships"], *posts_by_field(document)]
    forms = _forms_of(entries)
    effects = {plain_letters(word): effect for effect, words in document["modifiers"].items() for word in words}
    suffixes = (word for word, effect in effects.items() if effect == "elect" and not _is_participle(word))
    fielded = (e["post"] for e in entries if e.get("field") and list(e.get("sphere", ())) != ["government"])
    return PostRules(
        automaton=automaton_of(forms),
        before=re.compile(rf"(?<![\w'])({_any(effects)}) $"),
        across=_across(effects),
        after=re.compile(rf" ({_any(suffixes)})(?!\w)"),
        field=_field(forms),
        fields=_fields(document),
        fielded=frozenset(fielded),
        effects=effects,
        verbal=frozenset(document["verbal"]),
    )


def _forms_of(entries: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, bool]]:
    """Give by its plain letters each form of a post: the post, and whether it is a plural; a singular of the same letters wins."""
    known = [(form, entry["post"]) for entry in entries for form in (entry["post"], *entry["forms"])]
    plurals = {plain_letters(plural): (post, True) for form, post in known for plural in _plurals(form.lower())}
    return plurals | {plain_letters(form): (post, False) for form, post in known}


def _across(effects: Mapping[str, str]) -> re.Pattern[str]:
    """Give the expression for a modifier that a body's name parts from its post: "former ROC president"."""
    name = r"(?:(?:[A-Z][\w'\u2019.&()-]*|of|and|for|the) ){1,9}$"
    return re.compile(rf"(?<![\w'])({_any(_with_capitals(_lasting(effects)))})[ -](?:the )?{name}")


def posts_by_field(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give the posts that english/posts names by their parts, a field before who works in it: "publicity secretary"."""
    known = {plain_letters(form) for entry in document["posts"] for form in (entry["post"], *entry["forms"])}
    for worker in document.get("workers", ()):
        for field in document.get("worked_in", ()):
            if plain_letters(post := f"{field} {worker}") not in known:
                yield {"post": post, "forms": (), "sphere": ("body",)}


def _field(forms: Iterable[str]) -> re.Pattern[str]:
    """Give the expression for what a minister is minister of, out of the words that the forms of ministers use."""
    found = (re.fullmatch(r"(?:.* )?ministers? (?:of|for) (?:the )?(.+)", form) for form in forms)
    words = {word for match in found if match for word in match[1].split(" ")} - {"and", "of", "for", "the", "state"}
    word = rf"(?:{_any(words)})\b"
    return re.compile(rf" (?:of|for) (?:the )?{word}(?:(?:,? and|,| &)? {word})*")


def _fields(document: Any) -> re.Pattern[str]:
    """Give the expression for the field of a head or director: "head of membership engagement of the IPC"."""
    nouns, none = _any(document["field_nouns"]), _any(document["no_fields"])
    small = rf"(?!(?:{none})\b)[a-z][a-z-]+(?:(?: and| &|,)? (?!(?:{none})\b)[a-z][a-z-]+){{0,3}}"
    large = rf"(?:[A-Z][\w-]+ (?:and |& |for |of )?){{0,6}}(?:{nouns})\b"
    ends = r"(?= (?:of|at|for|with|in) (?:the )?[A-Z]|[,.;)]|$| [A-Z]| and | was | is | said | has )"
    return re.compile(rf" (?:of|for) (?:(?:the )?(?P<large>{large})|(?P<small>{small}){ends})")


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True)) or r"(?!)"


def _lasting(effects: Mapping[str, str]) -> Iterator[str]:
    for word, effect in effects.items():
        if effect in ("former", "acting") and not _is_participle(word):
            yield word.replace(" ", "[ -]")


def _with_capitals(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield word
        if word != "then":  # "Then IOC president A B spoke": at the head of a sentence it mostly tells when
            yield word[:1].upper() + word[1:]


def _plurals(form: str) -> Iterator[str]:
    words = form.split(" ")
    yield " ".join((*words[:-1], _plural(words[-1])))
    if len(words) > 1 and (words[-1] == "general" or words[1] in ("of", "for", "in")):
        yield " ".join((_plural(words[0]), *words[1:]))


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _is_participle(word: str) -> bool:
    return word.endswith("ed")


def _is_post(plain: str, hit: tuple[int, int, tuple[str, bool]], rules: PostRules) -> bool:
    start, end, (_, plural) = hit
    word = plain[start:end]
    if plural and word[:-1] in rules.verbal:
        return plain.startswith(" of ", end)
    if word not in rules.verbal:
        return True
    if re.search(r"\b(?:to|will|would|can|could|may|might|must|should|not|who) $", plain[max(0, start - 8) : start]):
        return False
    return not re.match(r" (?:the|a|an|its|their|his|her|to|into|back|down|off|up|towards?) ", plain[end : end + 9])


def _with_modifiers(text: str, plain: str, hit: tuple[int, int, tuple[str, bool]], rules: PostRules) -> _Found:
    start, end, (post, plural) = hit
    found = _Found(start, end, post, ("plural",) if plural else ())
    found = _with_work(text, _with_field(plain, found, rules), rules)
    while match := rules.before.search(plain, max(0, found.start - 30), found.start):
        widened = _widened(plain, found, match, rules)
        if widened is found:
            break
        found = widened
    return _with_distant(text, _with_suffix(plain, found, rules), rules)


def _with_field(plain: str, found: _Found, rules: PostRules) -> _Found:
    """Read the whole field of a minister: "Minister of Youth Affairs and Sports"; one of sport is minister of sport."""
    minister = re.match(r"(?:deputy |vice |junior |assistant )?ministers?", plain[found.start : found.end])
    match = rules.field.match(plain, found.start + minister.end()) if minister else None
    if match is None or match.end() <= found.end or minister is None:
        return found
    field = re.sub(r"^ (?:of|for) (?:the )?", "", match[0])
    field = "sport" if re.search(r"\bsports?\b", field) else field
    return replace(found, end=match.end(), post=f"{_BELOW.sub('deputy ', minister[0])} of {field}")


def _with_work(text: str, found: _Found, rules: PostRules) -> _Found:
    """Read what a head or director is responsible for: it belongs to the post."""
    match = rules.fields.match(text, found.end) if found.post in rules.fielded else None
    if match is None:
        return found
    return replace(found, end=match.end(), post=f"{found.post} of {(match['large'] or match['small']).lower()}")


def _widened(plain: str, found: _Found, match: re.Match[str], rules: PostRules) -> _Found:
    word, effect = match[1], rules.effects[match[1]]
    post = found.post
    if _is_participle(word) and not re.search(
        r"(?:\b(?:the|a|an|its|their|his|her|newly|recently)|'s|s') $", plain[: match.start()][-9:]
    ):
        return found  # "elected president", "sacked president X" are mostly verbs
    if effect == "rank":
        if not post.startswith(_RANKED):
            return found
        post = f"{word} {post}"
    if effect == "deputy":
        post = f"{word} {post}"
    return _Found(match.start(), found.end, post, (word, *found.modifiers), found.effects | {effect})


def _with_suffix(plain: str, found: _Found, rules: PostRules) -> _Found:
    if match := rules.after.match(plain, found.end):
        return _Found(found.start, match.end(), found.post, (*found.modifiers, match[1]), found.effects | {"elect"})
    return found


def _with_distant(text: str, found: _Found, rules: PostRules) -> _Found:
    # "former ROC president": the body's name between stays out of the post's span.
    match = rules.across.search(text, max(0, found.start - _LOOK_BACK), found.start)
    if match is None:
        return found
    word = plain_letters(match[1])
    return _Found(found.start, found.end, found.post, (word, *found.modifiers), found.effects | {rules.effects[word]})


def _mention_of(found: _Found) -> PostMention:
    change = "held" if "former" in found.effects else "elected" if "elect" in found.effects else "holds"
    return PostMention(Span(found.start, found.end), found.post, change, "acting" in found.effects, found.modifiers)


def _in_sentence(found: _Found, sentences: Sequence[SentenceSpan]) -> bool:
    at = bisect_right(sentences, found.start, key=lambda s: s.span.start) - 1
    return at >= 0 and found.end <= sentences[at].span.end


def _in_name(text: str, found: _Found) -> bool:
    """Tell whether a word is a part of a name with its father's: "Sultan bin Hamad", "Faisal bin Sultan"."""
    behind = _FATHER.match(text, found.end) is not None
    return behind or text[: found.start].endswith((" bin ", " bint ", " ibn "))


def _starts_inside(start: int, taken: Sequence[Span]) -> bool:
    at = bisect_right(taken, start, key=lambda s: s.start) - 1
    return at >= 0 and start < taken[at].end
