"""Who says so: reports that are copies of one text, as subscribers of agencies print it, are one voice, that of the earliest.

Two reports are copies where more than half of their shingles (three words in a row, without regard to capitals and punctuation) are
the same: the Jaccard index of Broder, "On the resemblance and containment of documents" (1997). Candidates are those that share a
band of their MinHash signatures (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3): of copies that share six
shingles in ten, 99 in 100 are found so. The voices are a pure function of the reports' texts and dates (`voices`), and the stored
ones are kept equal to it as reports come, change and go.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, delete, insert, or_, select, true, update

from entente.register.tables import chunks, report_bands, reports

SHINGLE_WORDS = 3
COPY = 0.5
"""The share of two reports' shingles that copies have in common: lightly edited copies have 0.57 and more, reports of the same news
from different pens 0.15 at most (measured on the examples and on reports of the years 2022 to 2026)."""
BANDS = 20
ROWS = 3
_SEED = 1


@dataclass(frozen=True, slots=True)
class Telling:
    """A report as it counts for voices: its key, the first and last day on which it may have appeared, its text."""

    key: str
    first: date | None
    last: date | None
    text: str

    @property
    def order(self) -> tuple[bool, date, bool, date, str]:
        """The order in which reports appeared, undated ones last."""
        return self.last is None, self.last or date.max, self.first is None, self.first or date.max, self.key


def shingles(text: str) -> frozenset[str]:
    """Give the shingles of a text: none for one of fewer than three words."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(map(" ".join, zip(*(words[n:] for n in range(SHINGLE_WORDS)), strict=False)))


def bands(text: str) -> tuple[int, ...]:
    """Give the bands of a text's MinHash signature as signed 64-bit numbers, in order; none for one of fewer than three words."""
    from rensa import RMinHash  # only who stores reports needs it

    pieces = shingles(text)
    if not pieces:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    sketch.update(sorted(pieces))
    signature: Sequence[int] = sketch.digest()
    return tuple(_hash(signature[n * ROWS : (n + 1) * ROWS]) for n in range(BANDS))


def _hash(row: Sequence[int]) -> int:
    data = b"".join(value.to_bytes(8, "big") for value in row)
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)


def voices(told: Iterable[Telling]) -> dict[str, str]:
    """Give the voice of each report: the key of the earliest of those that it is a copy of, directly or by a chain of copies."""
    ordered = sorted(told, key=lambda t: t.order)
    by_band: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, telling in enumerate(ordered):
        for band in enumerate(bands(telling.text)):
            by_band[band].append(place)
    pieces = [shingles(t.text) for t in ordered]
    earliest = list(range(len(ordered)))
    beside: list[set[int]] = [set() for _ in ordered]
    for places in by_band.values():
        for n, place in enumerate(places):
            beside[place].update(places[:n])
    for place, candidates in enumerate(beside):
        for other in sorted(candidates):
            first, second = _root(earliest, other), _root(earliest, place)
            if first != second and are_copies(pieces[other], pieces[place]):
                earliest[max(first, second)] = min(first, second)
    return {telling.key: ordered[_root(earliest, place)].key for place, telling in enumerate(ordered)}


def _root(parents: list[int], place: int) -> int:
    while parents[place] != place:
        parents[place] = parents[parents[place]]
        place = parents[place]
    return place


def are_copies(one: frozenset[str], two: frozenset[str]) -> bool:
    """Tell whether two texts are copies, by their shingles."""
    shared = len(one & two)
    return bool(shared) and shared >= COPY * (len(one) + len(two) - shared)


def hear(connection: Connection, key: str) -> None:
    """Give a report that came or changed its voice, and those whose voice changes by it theirs."""
    [(text, old)] = connection.execute(select(reports.c.text, reports.c.voice).where(reports.c.key == key))
    connection.execute(delete(report_bands).where(report_bands.c.report == key))
    alike = _voices_it_copies(connection, key, text)
    if old not in ("", key) or _heads_others(connection, key):
        _settle(connection, {old, *alike}, key)
    elif alike or old != key:
        _join(connection, key, alike)


def hear_new(connection: Connection, key: str, text: str) -> None:
    """Give a report that was just added, and has never been heard, its voice: `hear`, with fewer questions."""
    if alike := _voices_it_copies(connection, key, text):
        _join(connection, key, alike)


def unhear(connection: Connection, key: str) -> None:
    """Take a report that is about to go out of its voice: the others of that voice get theirs without it."""
    old = connection.scalar(select(reports.c.voice).where(reports.c.key == key))
    if old is not None and (old != key or _heads_others(connection, key)):
        _settle(connection, {old}, without=key)


def hear_all(connection: Connection) -> int:
    """Give every report its voice anew, from the texts and days alone, and give how many had another."""
    stored = select(reports.c.key, reports.c.voice)
    before = set(connection.execute(stored).all())
    connection.execute(delete(report_bands))
    connection.execute(update(reports).values(voice=reports.c.key))
    hear_unheard(connection)
    return len(before.difference(connection.execute(stored).all()))


def hear_unheard(connection: Connection) -> None:
    """Give their voices to reports that never were compared with others: those stored before there were voices."""
    heard = select(report_bands.c.report).where(report_bands.c.report == reports.c.key)
    for key in connection.scalars(select(reports.c.key).where(~heard.exists()).order_by(reports.c.key)).all():
        hear(connection, key)


def unsound_voices(connection: Connection) -> list[str]:
    """Give the reports whose voice is no report that speaks for itself: voices lead nowhere, or to a copy."""
    head = reports.alias()
    sound = select(head.c.key).where(head.c.key == reports.c.voice, head.c.voice == head.c.key)
    return list(connection.scalars(select(reports.c.key).where(~sound.exists()).order_by(reports.c.key)))


def voices_of(
    connection: Connection, keys: Collection[str], known_on: date | None = None, recorded_by: date | None = None
) -> dict[str, str]:
    """Give the voices of those of the reports that are copies of others or have copies; the others are their own.

    With days, what was published or recorded later counts for nothing: two reports that only a later one shows to be copies are
    two voices then.
    """
    stored = select(reports.c.key, reports.c.voice)
    own = {
        key: voice
        for chunk in chunks(sorted(keys))
        for key, voice in connection.execute(stored.where(reports.c.key.in_(chunk)))
    }
    copies = {key: voice for key, voice in own.items() if voice != key}
    if not copies or (known_on is None and recorded_by is None):
        return copies
    known = _tellings(connection, reports.c.voice.in_(set(copies.values())), _known(known_on, recorded_by))
    return {key: voice for key, voice in voices(known).items() if key in own and voice != key}


def _known(known_on: date | None, recorded_by: date | None) -> ColumnElement[bool]:
    published = true() if known_on is None else reports.c.reported_last <= known_on
    recorded = true() if recorded_by is None else reports.c.recorded < (recorded_by + timedelta(days=1)).isoformat()
    return and_(published, recorded)


def _voices_it_copies(connection: Connection, key: str, text: str) -> list[str]:
    """Note a text's bands, and give the voices of the other reports that it copies; one copy shows it of its whole voice."""
    own = bands(text)
    if not own:
        return []
    connection.execute(insert(report_bands), [{"report": key, "band": n, "hash": value} for n, value in enumerate(own)])
    found = connection.execute(
        _SHARING_A_BAND, {"own": key} | {f"wanted_{n}": value for n, value in enumerate(own)}
    ).all()
    pieces = shingles(text) if found else frozenset()
    return [
        voice
        for voice, members in groupby(found, key=itemgetter(0))
        if any(are_copies(pieces, shingles(_text_of(connection, member))) for _, member in members)
    ]


def _sharing_a_band() -> Select[Any]:
    same = or_(
        *(and_(report_bands.c.band == n, report_bands.c.hash == bindparam(f"wanted_{n}")) for n in range(BANDS)),
    )
    alike = reports.c.key.in_(select(report_bands.c.report).where(same))
    others = select(reports.c.voice, reports.c.key).where(alike, reports.c.key != bindparam("own"))
    return others.order_by(reports.c.voice, reports.c.key)


_SHARING_A_BAND = _sharing_a_band()
"""Other reports, by their voices, that share a band with one; made once, which takes longer than to ask it."""


def _text_of(connection: Connection, key: str) -> str:
    return connection.scalar(select(reports.c.text).where(reports.c.key == key)) or ""


def _join(connection: Connection, key: str, alike: Sequence[str]) -> None:
    """Make a report that nothing hangs on one voice with those that it copies: the earliest of all stands for all."""
    heads = _tellings(connection, reports.c.key.in_([key, *alike]))
    earliest = min(heads, key=lambda t: t.order).key
    within = or_(reports.c.voice.in_(alike), reports.c.key == key)
    connection.execute(update(reports).where(within, reports.c.voice != earliest).values(voice=earliest))


def _heads_others(connection: Connection, key: str) -> bool:
    others = select(reports.c.key).where(reports.c.voice == key, reports.c.key != key)
    return connection.execute(others.limit(1)).first() is not None


def _settle(connection: Connection, touched: Collection[str], *keys: str, without: str = "") -> None:
    """Give the reports of some voices, and others, the voices that follow from their texts; all edges lie among them."""
    within = or_(reports.c.voice.in_(sorted(touched)), reports.c.key.in_(keys))
    for key, voice in voices(_tellings(connection, within, reports.c.key != without)).items():
        connection.execute(update(reports).where(reports.c.key == key, reports.c.voice != voice).values(voice=voice))


def _tellings(connection: Connection, *conditions: ColumnElement[bool]) -> list[Telling]:
    columns = (reports.c.key, reports.c.reported_first, reports.c.reported_last, reports.c.text)
    return [Telling(*row) for row in connection.execute(select(*columns).where(*conditions))]
