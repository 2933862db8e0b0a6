"""Passwords: kept as argon2id (RFC 9106), checked in the same time whether there is such a user or not."""

import unicodedata
from functools import lru_cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from entente.model.problem import Problem
from entente.register.errors import RegisterError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST = 12
MOST = 256
_DIFFERENT = 5
_AT_ONCE = BoundedSemaphore(2)  # each check takes 64 MiB: more at once would let strangers fill the memory


@lru_cache(maxsize=1)
def _hasher() -> "PasswordHasher":
    try:
        from argon2 import PasswordHasher
        from argon2.profiles import RFC_9106_LOW_MEMORY
    except ModuleNotFoundError as error:
        message = f"passwords need the library {error.name}, which is not here"
        raise RegisterError(Problem("entente user", message, "pip install 'entente[desk]'")) from error
    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


def hashed(password: str, name: str) -> str:
    """Give a password as it is kept. Raises RegisterError where it is too weak: `name` is whose it is to be."""
    plain = _plain(password)
    reason = _weakness(plain, name)
    if reason:
        raise RegisterError(Problem("the password", reason, "take some words that nobody would guess together"))
    with _AT_ONCE:
        return _hasher().hash(plain)


def is_right(password: str, kept: str | None) -> bool:
    """Tell whether a password is the one that is kept; None, for a user who is not there, takes as long as any other."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with _AT_ONCE:
        try:
            return _hasher().verify(kept or _nobodys(), _plain(password)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _hasher().hash("the password of nobody")


def _plain(password: str) -> str:
    """Give a password in one form of Unicode, so that every keyboard writes the same."""
    return unicodedata.normalize("NFKC", password)


def _weakness(password: str, name: str) -> str:
    if len(password) < LEAST:
        return f"has less than {LEAST} characters"
    if len(password) > MOST:
        return f"has more than {MOST} characters"
    if len(set(password.casefold())) < _DIFFERENT:
        return "repeats a few characters"
    if len(password.casefold().replace(name.casefold(), "")) < LEAST // 2 + 1:
        return "is hardly more than the name"
    return ""
