"""The tables of accounts: a file of their own beside the register, so that no copy of the register holds a password.

Nor does what is written here, once a minute for each session, make a desk forget what it has worked out of the register.
Moments are seconds since 1970, UTC; in the log they are ISO 8601.
"""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

VERSION = 2
"""Kept in the file's `user_version`; a file of a higher one is refused."""

metadata = MetaData()

# `key` is the name as it is compared: without case, and in one form of Unicode.
users = Table(
    "users",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("name", String(64), nullable=False),
    Column("role", String(12), nullable=False),
    Column("password", Text, nullable=False),  # argon2id, with its parameters and salt
    Column("made", Float, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),  # SHA-256 of the token, which the browser alone has
    Column("user", ForeignKey("users.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("made", Float, nullable=False),
    Column("seen", Float, nullable=False),
    Column("address", String(64), nullable=False),
)

# Addresses by which a calendar program gets a user's calendar, without a session; the user is shown it again.
calendars = Table(
    "calendars",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("user", ForeignKey("users.key", ondelete="CASCADE"), nullable=False, unique=True),
    Column("made", Float, nullable=False),
)

# Attempts to sign in that failed or go on, whether there is such a user or not.
attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user", String(64), nullable=False),  # a hash of what was written as the name
    Column("address", String(64), nullable=False),
    Column("at", Float, nullable=False),
    Index("ix_attempts_user_at", "user", "at"),
    Index("ix_attempts_address_at", "address", "at"),
)

log = Table(
    "log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("who", String(64), nullable=False, index=True),
    Column("what", String(40), nullable=False),
    Column("about", Text, nullable=False),
    Column("address", String(64), nullable=False),
)
