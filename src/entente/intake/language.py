"""Tells texts that are not in English, which Entente does not read, by py3langid (Lui and Baldwin 2012, langid.py)."""

from entente.model.problem import Problem

_ENOUGH = 200  # characters; a name or two looks like many languages
_SAMPLE = 3_000


def not_english(text: str, source: str, line: int = 0) -> Problem | None:
    """Give the problem of a text in another language than English, or None; a text too short to tell is taken as English.

    Raises ModuleNotFoundError without the libraries of the extra `web`.
    """
    if len(text) < _ENOUGH:
        return None
    import py3langid

    language, _ = py3langid.classify(text[:_SAMPLE])
    if language == "en":
        return None
    return Problem(source, f"is not in English (it seems to be in {language!r})", "English reports are read", line)
