"""Inflection of English verbs by the regular rules of spelling."""

from collections.abc import Iterator, Mapping, Sequence

Endings = Sequence[tuple[str, str]]
NOUN_ENDINGS: Endings = (("ies", "y"), ("s", ""), ("es", ""))
VERB_ENDINGS: Endings = (*NOUN_ENDINGS, ("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", ""), ("ing", "e"))
NOUN_SUFFIXES = ("s", "es", "ies")
VERB_SUFFIXES = (*NOUN_SUFFIXES, "d", "ed", "ing", "ied")
_SHORTEST = 2
_Y = tuple(f"{consonant}y" for consonant in "bcdfghjklmnpqrstvwxz")


def base_forms(form: str, endings: Endings = VERB_ENDINGS) -> Iterator[str]:
    """Give the forms that regular endings may have been put to, the form itself last: banned → banne, bann, ban, banned."""
    for ending, rest in endings:
        base = form.removesuffix(ending) + rest
        if form.endswith(ending) and len(base) > _SHORTEST:
            yield base
            if base[-1] == base[-2]:
                yield base[:-1]
    yield form


def past_form(lemma: str, irregular: Mapping[str, str]) -> str:
    """Give the past of a verb, its particle behind it ("pointed out"): that of `irregular`, else the regular one."""
    verb, _, particle = lemma.partition(" ")
    regular = f"{verb}d" if verb.endswith("e") else f"{verb[:-1]}ied" if verb.endswith(_Y) else f"{verb}ed"
    return f"{irregular.get(verb, regular)} {particle}".rstrip()


def inflected_forms(
    lemma: str, irregular: Mapping[str, Sequence[str]], endings: Sequence[str] = VERB_SUFFIXES
) -> set[str]:
    """Give all forms that a verb, noun or adjective may have, the base form included, particles left out: ban → bans, banned, ...

    `irregular` are the forms that the rules do not give, by base form; a noun takes the `endings` NOUN_SUFFIXES alone. Forms that
    no speaker uses are among them.
    """
    base = lemma.partition(" ")[0]
    stem = base[:-1] if base.endswith(("e", "y")) else base
    doubled = f"{base}{base[-1]}"
    regular = (f"{head}{end}" for head in (base, stem, doubled) for end in endings)
    return {base, *regular, *irregular.get(base, ())}
