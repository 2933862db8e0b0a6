"""What a process does until it is killed: it stores reports, or judges what they say, and tells all that is committed.

Every line that a process prints is one transaction that the register has acknowledged: numbers of reports, ids of judgements.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from entente.model.claim import Claim
from entente.questions.desk import Desk
from entente.questions.judging import judge_claim, judge_pair
from entente.register.handle import Register
from entente.register.judgements import Judgement, Pair, Undone, Verdict, pair_of, subject_of
from entente.register.judging import list_judgements, put, undo
from entente.register.opening import open_register
from entente.register.queries import find_claims, list_reports
from entente.register.store import store_many, withdraw
from entente.register.verdicts import find_judged
from entente.settings import Settings, register_place
from evaluation.register_sample import bare_knowledge, reading, readings

JUDGED = 20
"""Reports that are there to be judged."""
TOGETHER = 5
"""Judgements that are made in one transaction now and then: all of them are there, or none."""
_PATIENCE = 60  # seconds: the process before may still be on its way out
_BY = "Ana"
_VERDICTS: tuple[Verdict, ...] = ("confirm", "reject", "correct", "same", "not_same")


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work: what is done in a register from a number on, and what is wrong with it after what was told."""

    does: Callable[[Register, int], Iterator[Sequence[str]]]
    lacks: Callable[[Register, Sequence[str]], Sequence[str]]


def begin(place: str) -> None:
    """Put reports into a new register."""
    with open_register(place, create=True, busy_seconds=_PATIENCE) as register:
        store_many(register, readings(0, JUDGED), bare_knowledge())


def work(place: str, name: str, first: int) -> None:
    """Do the work of a name until killed, printing a line before it and one a transaction committed."""
    print(flush=True)
    with open_register(place, create=True, busy_seconds=_PATIENCE) as register:
        for told in WORKS[name].does(register, first):
            print(*told, flush=True)


def ingest(register: Register, first: int) -> Iterator[Sequence[str]]:
    """Store reports from a number on, one or some at a time; every seventh is taken out and put back."""
    number = first
    while True:
        together = 1 + number % 5
        store_many(register, readings(number, number + together), bare_knowledge())
        yield [str(n) for n in range(number, number + together)]
        if number % 7 == 0:
            found = reading(number)
            withdraw(register, found[0].key)
            store_many(register, [found], bare_knowledge())
        number += together


def lost_reports(register: Register, told: Sequence[str]) -> list[str]:
    """Give the numbers that are not in the register; one being taken out and put back at the end is not counted."""
    keys = {report.key for report in list_reports(register)}
    return [number for number in told if f"made/{number}.txt" not in keys and int(number) % 7]


def review(register: Register, first: int) -> Iterator[Sequence[str]]:
    """Judge claims and pairs of names at random, and take some of it back, one judgement or some at a time."""
    chance = random.Random(first)  # noqa: S311 - made up, no secret
    desk = Desk(register, Settings(register=register.place), loaded=bare_knowledge())
    claims = find_claims(register)
    made: list[str] = []
    while True:
        number = chance.randrange(7)
        if number == 0 and made:
            fresh = [undo(register, made.pop(chance.randrange(len(made))), _BY)[1]]
        elif number == 1:
            fresh = _together(claims, chance)
            put(register, fresh)
        else:
            fresh = [_one(desk, claims, chance)]
        made += [judgement.id for judgement in fresh if not isinstance(judgement.subject, Undone)]
        yield [judgement.id for judgement in fresh]


def _one(desk: Desk, claims: Sequence[Claim], chance: random.Random) -> Judgement:
    """Confirm, reject or correct a claim, or tell two names to be one or two, as `review`, `merge` and `split` do."""
    verdict = chance.choice(_VERDICTS)
    if verdict in {"same", "not_same"}:
        return judge_pair(desk, verdict, _pair(desk, chance), _BY)
    changes = {"when": f"20{chance.randrange(10, 30)}"} if verdict == "correct" else None
    return judge_claim(desk, verdict, chance.choice(claims), _BY, changes=changes)


def _pair(desk: Desk, chance: random.Random) -> Pair:
    people = [entity for entity in desk.names if entity.startswith("person/")]
    return pair_of(*chance.sample(people, 2))


def _together(claims: Sequence[Claim], chance: random.Random) -> list[Judgement]:
    note = f"together {chance.random()}"
    moment = f"2024-03-01T09:00:{chance.random() * 59:09.6f}Z"
    some = chance.sample(list(claims), TOGETHER)
    return [Judgement("confirm", _BY, moment, subject_of(claim), {}, note, moment) for claim in some]


def lost_judgements(register: Register, told: Sequence[str]) -> list[str]:
    """Give the judgements that are not in the register, and the notes of those of which only a part is.

    Raises an error where the claims cannot be shown as they were judged.
    """
    listed = list_judgements(register)
    find_judged(register)
    kept = {judgement.id for judgement in listed}
    parts = Counter(judgement.note for judgement in listed if judgement.note.startswith("together"))
    return [
        *(judgement for judgement in told if judgement not in kept),
        *(note for note, there in parts.items() if there != TOGETHER),
    ]


WORKS = {"ingest": Work(ingest, lost_reports), "review": Work(review, lost_judgements)}


def place_of(folder: Path) -> str:
    """Give the file of a new register in a folder, in place of one that is there."""
    for left in folder.glob("killed.db*"):
        left.unlink()
    return str(register_place(str(folder / "killed.db")))
