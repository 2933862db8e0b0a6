from typing import Any

import pytest

from entente.knowledge.loader import SHIPPED, read_rules
from entente.knowledge.phrases.saying import Phrases, Told
from entente.knowledge.phrases.templates import Part, Slot, Verb, parse

PHRASES = Phrases(read_rules(SHIPPED / "english" / "phrases.yaml"))
NAMES = {
    "noc/RUS": "Russian Olympic Committee",
    "org/world-athletics": "World Athletics",
    "country/NLD": "Netherlands",
    "athletes/RUS": "Russian athletes",
    "gathering/games": "2023 Made Games",
    "place/kazan": "Kazan",
    "country/RUS": "Russia",
    "place/hall": "Gostiny Dvor Hall",
}


def say(kind: str, told: str = "asserted", **roles: Any) -> str:
    parts = {name: roles.pop(name, default) for name, default in (("attributes", {}), ("where", ()), ("when", ""))}
    filled = {name: (ids,) if isinstance(ids, str) else ids for name, ids in roles.items()}
    return PHRASES.say(Told(kind, told, filled, parts["attributes"], (), parts["where"], parts["when"]), NAMES)


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ("asserted", "World Athletics suspended the Netherlands"),
        ("asserted not", "World Athletics did not suspend the Netherlands"),
        ("planned", "World Athletics will suspend the Netherlands"),
        ("possible not", "World Athletics may not suspend the Netherlands"),
        ("conditional", "World Athletics would suspend the Netherlands"),
        ("hoped", "Somebody wants World Athletics to suspend the Netherlands"),
        ("alleged", "World Athletics allegedly suspended the Netherlands"),
    ],
)
def test_how_sure_it_is_stands_in_the_verb(told: str, line: str) -> None:
    authority = {"authority": "org/world-athletics", "subject": "country/NLD"}
    assert say("standing", told, **authority, attributes={"status": "suspended"}) == line


def test_who_did_it_may_be_unknown_and_several_take_the_plural() -> None:
    suspended = {"status": "suspended"}
    assert say("standing", subject="noc/RUS", attributes=suspended) == "The Russian Olympic Committee was suspended"
    assert say("standing", subject=("noc/RUS", "country/NLD"), attributes=suspended) == (
        "The Russian Olympic Committee and the Netherlands were suspended"
    )
    assert say("standing", "asserted not", subject="athletes/RUS", attributes=suspended) == (
        "Russian athletes were not suspended"
    )


def test_lists_places_and_days_are_written_as_people_write_them() -> None:
    three = ("noc/RUS", "country/NLD", "person/ana")
    assert say("meeting", party=three, where=("place/kazan", "country/RUS"), when="2026-03") == (
        "The Russian Olympic Committee, the Netherlands and person/ana met in Kazan, Russia in March 2026"
    )
    assert say("meeting", party=three, where=("place/hall",)).endswith("met at Gostiny Dvor Hall")
    many = tuple(f"person/p{n}" for n in range(12))
    assert say("meeting", party=many).endswith("person/p7 and 4 others met")


def test_what_no_phrase_says_stands_in_brackets_and_a_kind_of_ones_own_is_told_plainly() -> None:
    assert say("tie", party="noc/RUS", attributes={"form": "ally", "strength": "great"}) == (
        "The Russian Olympic Committee was an ally (strength: great)"
    )
    assert say("twinning", town="place/kazan", attributes={"since": "2001"}) == "town: Kazan; since: 2001"


def test_long_words_of_a_report_are_cut_and_its_sentences_left_out() -> None:
    long = "for " + "reasons that are long to tell " * 9
    assert say("criticism", critic="noc/RUS", attributes={"of": long}).endswith("…")
    sentence = "Under it " + "both will work together " * 9
    assert say("cooperation", party=("noc/RUS", "country/NLD"), attributes={"area": sentence}).endswith("cooperated")


def test_a_template_is_text_slots_a_verb_and_optional_parts() -> None:
    assert parse("{a:led} <meet> x[ in {b}]") == (
        Part((Slot("a", "led"), " ", Verb("meet"), " x")),
        Part((" in ", Slot("b")), optional=True),
    )
    for wrong in ("{a", "a]", "<Meet>", "[a [b]]", "{a b}"):
        with pytest.raises(ValueError, match="is not understood"):
            parse(wrong)
