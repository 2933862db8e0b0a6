"""Random texts that nobody can guess: they open a session, a form or a calendar."""

import secrets

LETTERS = 43
"""How long a token is: 32 bytes in Base64."""


def new_token() -> str:
    """Give a token that was never given before."""
    return secrets.token_urlsafe(32)
