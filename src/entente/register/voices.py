"""Who says so: reports that are copies of one text, as subscribers of agencies print it, are one voice, that of the earliest.

Two reports are copies where more than half of their shingles (three words in a row, without regard to capitals and punctuation) are
the same: the Jaccard index of Broder, "On the resemblance and containment of documents" (1997). Candidates are those that share a
band of their MinHash signatures (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3): of copies that share six
shingles in ten, 99 in 100 are found so. The voices are a pure function of the reports' texts and dates (`voices`), and the stored
ones are kept equal to it as reports come, change and go.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from itertools import chain
from struct import Struct

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, func, insert, or_, select, true, update

from entente.records.support import Heard
from entente.register.bulk import columns_of, in_order, is_among, run_columns, run_rows
from entente.register.listed import among
from entente.register.tables import chunks, report_bands, reports

SHINGLE_WORDS = 3
COPY = 0.5
"""The share of two reports' shingles that copies have in common: lightly edited copies have 0.57 and more, reports of the same news
from different pens 0.15 at most (measured on the examples and on reports of the years 2022 to 2026)."""
BANDS = 20
ROWS = 3
_SEED = 1
_SIGNATURE = Struct(f">{BANDS * ROWS}Q")
_BANDS = Struct(f">{BANDS}q")


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
    sketch.update(list(pieces))
    signature = _SIGNATURE.pack(*sketch.digest())
    step = len(signature) // BANDS
    rows = [signature[n : n + step] for n in range(0, len(signature), step)]
    return _BANDS.unpack(b"".join([blake2b(row, digest_size=8).digest() for row in rows]))


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
    """Give a report that came or changed its voice, and those whose voice changes by it theirs.

    The bands of its text before were forgotten (`forget_bands`).
    """
    [(text, old)] = connection.execute(select(reports.c.text, reports.c.voice).where(reports.c.key == key))
    alike = [
        voice for others in _note_bands(connection, {key: text}).values() for voice in _copied(connection, text, others)
    ]
    if old not in ("", key) or _heads_others(connection, key):
        _settle(connection, {old, *alike}, key)
    elif alike or old != key:
        _join(connection, key, alike)


def hear_new(connection: Connection, texts: Mapping[str, str]) -> None:
    """Give reports that were just added, and have never been heard, their voices: what `hear` does, for all of them at once."""
    sharing = _note_bands(connection, texts)
    told = _told_with_heads(connection, sharing.keys() | set(chain.from_iterable(sharing.values())))
    earlier: dict[str, str] = {}  # a voice and that with which it is one now

    def head(voice: str) -> str:
        while voice in earlier:
            voice = earlier[voice]
        return voice

    for key, others in sharing.items():
        pieces, alike = shingles(texts[key]), {key}
        for voice, telling in (told[other] for other in sorted(others)):
            if head(voice) not in alike and are_copies(pieces, shingles(telling.text)):
                alike.add(head(voice))
        earliest = min(alike, key=lambda voice: told[voice][1].order)
        earlier |= dict.fromkeys(alike - {earliest}, earliest)
    renamed = update(reports).where(reports.c.voice == bindparam("old")).values(voice=bindparam("new"))
    run_rows(connection, renamed, [{"old": voice, "new": head(voice)} for voice in sorted(earlier)])


def _told_with_heads(connection: Connection, keys: Collection[str]) -> dict[str, tuple[str, Telling]]:
    """Give the voices of some reports, and the reports as they count for these; those whose voices they are too."""
    columns = (reports.c.voice, reports.c.key, reports.c.reported_first, reports.c.reported_last, reports.c.text)
    told: dict[str, tuple[str, Telling]] = {}
    wanted = set(keys)
    while wanted:
        for some in chunks(sorted(wanted)):
            rows = connection.execute(select(*columns).where(reports.c.key.in_(some)))
            told |= {row.key: (row.voice, Telling(*row[1:])) for row in rows}
        wanted = {voice for voice, _ in told.values()} - told.keys()
    return told


def forget_bands(connection: Connection, key: str) -> None:
    """Drop the bands of the text of a report that is about to change or to go."""
    own = bands(connection.scalar(select(reports.c.text).where(reports.c.key == key)) or "")
    connection.execute(
        delete(report_bands).where(is_among(connection, report_bands.c.hash, own), report_bands.c.report == key)
    )


def unhear(connection: Connection, key: str) -> None:
    """Take a report that is about to go out of its voice: the others of that voice get theirs without it."""
    forget_bands(connection, key)
    old = connection.scalar(select(reports.c.voice).where(reports.c.key == key))
    if old is not None and (old != key or _heads_others(connection, key)):
        _settle(connection, {old}, without=key)


def hear_all(connection: Connection) -> int:
    """Give every report its voice anew, from the texts and days alone, and give how many had another."""
    stored = select(reports.c.key, reports.c.voice)
    before = set(connection.execute(stored).all())
    connection.execute(delete(report_bands))
    connection.execute(update(reports).values(voice=""))
    hear_unheard(connection)
    return len(before.difference(connection.execute(stored).all()))


def hear_unheard(connection: Connection) -> None:
    """Give their voices to reports that have none: those stored before there were voices."""
    unheard = connection.scalars(select(reports.c.key).where(reports.c.voice == "").order_by(reports.c.key)).all()
    for some in chunks(unheard):
        connection.execute(update(reports).where(reports.c.key.in_(some)).values(voice=reports.c.key))
    for key in unheard:
        hear(connection, key)


def bands_noted(connection: Connection, texts: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Give, by the keys of some reports, how many bands their texts have and how many of them are noted."""
    own = {key: list(enumerate(bands(text))) for key, text in texts.items()}
    holders = _holders(connection, {value for found in own.values() for _, value in found})
    return {key: (len(found), sum(key in holders.get(band, ()) for band in found)) for key, found in own.items()}


def number_of_bands(connection: Connection) -> int:
    """Give how many bands are noted."""
    return connection.scalar(select(func.count()).select_from(report_bands)) or 0


def unsound_voices(connection: Connection) -> list[str]:
    """Give the reports whose voice is no report that speaks for itself: voices lead nowhere, or to a copy."""
    head = reports.alias()
    sound = select(head.c.key).where(head.c.key == reports.c.voice, head.c.voice == head.c.key)
    return list(connection.scalars(select(reports.c.key).where(~sound.exists()).order_by(reports.c.key)))


def heard_of(
    connection: Connection, keys: Collection[str], known_on: date | None = None, recorded_by: date | None = None
) -> Heard:
    """Give the titles of reports, and the voices of those that are copies of others or have copies; the others are their own.

    With days, what was published or recorded later counts for nothing: two reports that only a later one shows to be copies are
    two voices then.
    """
    stored = select(reports.c.key, reports.c.voice, reports.c.title).where(among(reports.c.key, keys))
    found = connection.execute(stored).all() if keys else []
    titles = {key: title for key, _, title in found if title}
    copies = {key: voice for key, voice, _ in found if voice != key}
    if not copies or (known_on is None and recorded_by is None):
        return Heard(copies, titles)
    known = _tellings(connection, reports.c.voice.in_(set(copies.values())), _known(known_on, recorded_by))
    own = {key: voice for key, voice in voices(known).items() if key in keys and voice != key}
    return Heard(own, titles)


def _known(known_on: date | None, recorded_by: date | None) -> ColumnElement[bool]:
    published = true() if known_on is None else reports.c.reported_last <= known_on
    recorded = true() if recorded_by is None else reports.c.recorded < (recorded_by + timedelta(days=1)).isoformat()
    return and_(published, recorded)


def _note_bands(connection: Connection, texts: Mapping[str, str]) -> dict[str, set[str]]:
    """Note the bands of texts by their reports, and give for each that shares one with reports noted before, in order, these."""
    own = {key: bands(text) for key, text in texts.items()}
    often = Counter(chain.from_iterable(own.values()))
    holders = _holders(connection, often)
    shared = {value for _, value in holders} | {value for value, number in often.items() if number > 1}
    sharing: dict[str, set[str]] = {}
    for key, found in own.items():
        near = [(n, value) for n, value in enumerate(found) if value in shared]
        if others := {other for band in near for other in holders.get(band, ())}:
            sharing[key] = others
        for band in near:
            holders.setdefault(band, []).append(key)
    rows = in_order([(value, n, key) for key, found in own.items() for n, value in enumerate(found)])
    run_columns(connection, insert(report_bands), columns_of(("hash", "band", "report"), rows))
    return sharing


def _holders(connection: Connection, hashes: Collection[int]) -> dict[tuple[int, int], list[str]]:
    """Give the reports that were noted with each band of some hashes."""
    holders: dict[tuple[int, int], list[str]] = defaultdict(list)
    noted = select(report_bands.c.band, report_bands.c.hash, report_bands.c.report)
    for band, value, report in connection.execute(noted.where(is_among(connection, report_bands.c.hash, hashes))):
        holders[band, value].append(report)
    return holders


def _copied(connection: Connection, text: str, others: Collection[str]) -> list[str]:
    """Give the voices of those reports that a text copies; one copy shows it of its whole voice."""
    pieces, alike = shingles(text), set[str]()
    for some in chunks(sorted(others)):
        for voice, other in connection.execute(select(reports.c.voice, reports.c.text).where(reports.c.key.in_(some))):
            if voice not in alike and are_copies(pieces, shingles(other)):
                alike.add(voice)
    return sorted(alike)


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
