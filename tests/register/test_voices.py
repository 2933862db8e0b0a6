from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.knowledge.loader import load_knowledge
from entente.knowledge.tables import Knowledge
from entente.model.report import Report
from entente.register.handle import Register
from entente.register.opening import open_register
from entente.register.store import store, store_many, withdraw
from entente.register.voices import Telling, are_copies, bands, hear_all, heard_of, shingles, voices

AGENCY = (
    "The committee suspended its member on Thursday for taking in councils from four regions. The decision takes effect at once, "
    "a spokesman told a news conference after the meeting of the board in the city, and holds until further notice."
)
BENCH = f"{AGENCY.replace('at once', 'immediately')} Subscribe to the newsletter."
OTHER = (
    "Two associations signed a memorandum in Brisbane that remains in force until the end of December of the year 2028."
)
DAY = date(2023, 10, 12)


def telling(key: str, text: str = AGENCY, day: date | None = DAY) -> Telling:
    return Telling(key, day, day, text)


def test_shingles_are_three_words_in_a_row() -> None:
    assert shingles("The ROC, on Thursday") == {"the roc on", "roc on thursday"}
    assert shingles("Too short") == frozenset()
    assert bands("Too short") == ()


def test_copies_have_more_than_half_of_their_words_in_common() -> None:
    assert are_copies(shingles(AGENCY), shingles(BENCH))
    assert not are_copies(shingles(AGENCY), shingles(OTHER))
    assert not are_copies(frozenset(), frozenset())


def test_bands_are_the_same_for_the_same_text_and_fit_a_column() -> None:
    assert bands(AGENCY) == bands(AGENCY.upper())
    assert len(set(bands(AGENCY))) == 20
    assert all(-(2**63) <= band < 2**63 for band in bands(AGENCY))


def test_the_earliest_report_is_the_voice_of_its_copies() -> None:
    told = [telling("b", BENCH, date(2023, 10, 13)), telling("c", day=None), telling("z"), telling("o", OTHER)]
    assert voices(told) == {"z": "z", "b": "z", "c": "z", "o": "o"}
    assert voices([telling("x", ""), telling("y", "")]) == {"x": "x", "y": "y"}


def report_of(key: str, text: str, day: str = "2023-10-12") -> Report:
    return Report(text, key, published=day)


def stored(register: Register) -> Mapping[str, str]:
    with register.reading() as connection:
        return heard_of(connection, ["a", "b", "c", "d"]).voices


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def test_a_copy_is_heard_as_it_comes_changes_and_goes(register: Register, knowledge: Knowledge) -> None:
    store(register, report_of("b", BENCH, "2023-10-13"), (), knowledge)
    store(register, report_of("c", OTHER), (), knowledge)
    assert stored(register) == {}
    store(register, report_of("a", AGENCY), (), knowledge)
    store(register, report_of("d", AGENCY, ""), (), knowledge)
    assert stored(register) == {"b": "a", "d": "a"}
    store(register, report_of("d", OTHER, ""), (), knowledge)
    assert stored(register) == {"b": "a", "d": "c"}
    withdraw(register, "a")
    assert stored(register) == {"d": "c"}


def test_an_earlier_day_makes_another_report_the_voice(register: Register, knowledge: Knowledge) -> None:
    store(register, report_of("a", AGENCY), (), knowledge)
    store(register, report_of("b", BENCH, "2023-10-13"), (), knowledge)
    store(register, report_of("b", BENCH, "2023-10-11"), (), knowledge)
    assert stored(register) == {"a": "b"}


def test_only_what_was_known_makes_reports_one_voice(register: Register, knowledge: Knowledge) -> None:
    words = [f"word{n}" for n in range(60)]
    chain = [" ".join(words[n : n + 30]) for n in (0, 8, 16)]  # the first and the last share too little
    for key, text, day in zip("acb", chain, ("2023-10-12", "2023-10-20", "2023-10-13"), strict=True):
        store(register, report_of(key, text, day), (), knowledge)
    with register.reading() as connection:
        assert heard_of(connection, ["a", "b"]).voices == {"b": "a"}
        assert heard_of(connection, ["a", "b"], known_on=date(2023, 10, 19)).voices == {}
        assert heard_of(connection, ["a", "b"], known_on=date(2023, 10, 20)).voices == {"b": "a"}
        assert heard_of(connection, ["a", "b"], recorded_by=date(2000, 1, 1)).voices == {}


TEXTS = st.sampled_from([AGENCY, BENCH, f"{BENCH} {BENCH[:90]} and more of it", OTHER, f"{OTHER} They met.", "Short."])
DAYS = st.sampled_from(["2023-10-12", "2023-10-13", "2023-10", ""])
STEPS = st.lists(st.tuples(st.sampled_from("abcd"), st.one_of(st.none(), st.tuples(TEXTS, DAYS))), max_size=8)


@settings(max_examples=30)
@given(steps=STEPS)
def test_what_is_stored_is_what_follows_from_texts_and_days(
    steps: list[tuple[str, tuple[str, str] | None]], tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge
) -> None:
    path = tmp_path_factory.mktemp("voices") / "r.db"
    held: dict[str, tuple[str, str]] = {}
    with open_register(path, create=True) as register:
        for key, content in steps:
            if content is None:
                withdraw(register, key)
                held.pop(key, None)
            else:
                store(register, report_of(key, *content), (), knowledge)
                held[key] = content
        expected = voices([_telling(key, *content) for key, content in held.items()])
        assert stored(register) == {key: voice for key, voice in expected.items() if key != voice}
        with register.writing() as connection:
            hear_all(connection)
        assert stored(register) == {key: voice for key, voice in expected.items() if key != voice}


@settings(max_examples=20)
@given(keys=st.permutations("abcd"), first=st.integers(0, 4))
def test_many_that_come_at_once_are_heard_as_one_after_another_is(
    keys: list[str], first: int, tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge
) -> None:
    words = [f"word{n}" for n in range(60)]
    texts = [" ".join(words[n : n + 30]) for n in range(0, 25, 8)]  # each copies the one before and the one after alone
    held = {key: (text, f"2023-10-{12 + n}") for n, (key, text) in enumerate(zip(keys, texts, strict=True))}
    arriving = [(report_of(key, *held[key]), ()) for key in sorted(held)]
    with open_register(tmp_path_factory.mktemp("voices") / "r.db", create=True) as register:
        for some in (arriving[:first], arriving[first:]):
            store_many(register, some, knowledge)
        assert stored(register) == dict.fromkeys(keys[1:], keys[0])


def _telling(key: str, text: str, day: str) -> Telling:
    if day == "2023-10":
        return Telling(key, date(2023, 10, 1), date(2023, 10, 31), text)
    found = date.fromisoformat(day) if day else None
    return Telling(key, found, found, text)
