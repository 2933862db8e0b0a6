"""The base forms that an inflected English verb may have, by the regular rules of spelling."""

from collections.abc import Iterator

_ENDINGS = (("ied", "y"), ("ies", "y"), ("ed", "e"), ("ed", ""), ("ing", ""), ("ing", "e"), ("es", ""), ("s", ""))
_SHORTEST = 2


def base_forms(form: str) -> Iterator[str]:
    """Give the forms that regular endings may have been put to, the form itself first: banned → banned, banne, bann, ban."""
    yield form
    for ending, rest in _ENDINGS:
        base = form.removesuffix(ending) + rest
        if form.endswith(ending) and len(base) > _SHORTEST:
            yield base
            if base[-1] == base[-2]:
                yield base[:-1]
