from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.annotation.coreference.resolving import resolve_anaphora
from entente.annotation.persons.posts import find_posts
from entente.annotation.values import Mention, SentenceSpan
from entente.knowledge.loader import SHIPPED, read_rules
from entente.knowledge.tables import Body, Country, Knowledge
from entente.model.report import BlockKind, Report
from entente.model.span import Span

_SHIPPED = ("english/posts", "english/anaphora", "english/titles", "english/datelines")
RULES: dict[str, Any] = {n: read_rules(SHIPPED / f"{n}.yaml") for n in _SHIPPED}
BODIES = {
    "org/ioc": Body("org/ioc", "International Olympic Committee", ()),
    "noc/JPN": Body("noc/JPN", "Japanese Olympic Committee", ()),
    "org/fis": Body("org/fis", "International Ski and Snowboard Federation", ()),
}
COUNTRIES = {
    c.id: c
    for c in (
        Country("country/RUS", "Russia", (), capital=("Moscow",), ioc="RUS"),
        Country("country/BLR", "Belarus", (), capital=("Minsk",), ioc="BLR"),
        Country("country/FJI", "Fiji", (), capital=("Suva",), ioc="FIJ"),
    )
}
KNOWLEDGE = Knowledge(BODIES, COUNTRIES, {}, {}, {}, {}, {}, {}, RULES, "")
NAMES = {
    "Ana Lima": "person/ana-lima", "Lima": "person/ana-lima", "Leo Marr": "person/leo-marr", "Bo Vrey": "person/bo-vrey",
    "Xo Kass": "person/xo-kass",
    "IOC": "org/ioc", "FIS": "org/fis", "ROC": "noc/RUS", "JOC": "noc/JPN", "NOC of Belarus": "noc/BLR",
    "Russia": "country/RUS", "Belarus": "country/BLR", "Moscow": "place/moscow", "Russian": "country/RUS",
    "Belarusian": "country/BLR", "Fijian": "country/FJI", "Joaan Al-Thani": "person/joaan-al-thani", "AP": "org/ap",
}  # fmt: skip
DEMONYMS = ("Russian", "Belarusian", "Fijian")


def named(text: str) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for words in sorted(NAMES, key=len, reverse=True):
        start = -1
        while (start := text.find(words, start + 1)) >= 0:
            span = Span(start, start + len(words))
            if not any(m.span.overlaps(span) for m in found) and not text[span.end : span.end + 1].isalpha():
                how = "demonym" if words in DEMONYMS else "list"
                found.append(Mention(span, NAMES[words], NAMES[words].partition("/")[0], how))
    return tuple(sorted(found, key=lambda m: m.span))


def read(text: str, block: BlockKind = BlockKind.BODY) -> tuple[Mention, ...]:
    sentences, at = [], 0
    for piece in text.split(". "):
        sentences.append(SentenceSpan(Span(at, at + len(piece)), block, 1))
        at += len(piece) + 2
    mentions = named(text)
    posts = find_posts(text, sentences, KNOWLEDGE, mentions)
    return resolve_anaphora(Report(text, "x"), sentences, mentions, posts, KNOWLEDGE)


def anaphora(text: str) -> list[tuple[str, str]]:
    return [(m.span.of(text), m.entity or "|".join(m.candidates)) for m in read(text) if m.how == "anaphora"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leo Marr left. He spoke", [("He", "person/leo-marr")]),
        ("Leo Marr met Ana Lima. She spoke", [("She", "person/ana-lima")]),
        ("Leo Marr met Ana Lima before she fled", [("she", "person/ana-lima")]),
        ("To Leo Marr, however, he wrote", []),
        ("Bo Vrey spoke. To Leo Marr, however, he wrote", [("he", "person/bo-vrey")]),
        ("Bo Vrey succeeds Leo Marr, who left when he was charged", [("he", "person/leo-marr")]),
        ("Xo Kass beat Bo Vrey of Fiji, who left because of his health", [("his", "person/bo-vrey")]),
        ("Bo Vrey left. Speaking to Xo Kass of Fiji, he spoke", [("he", "person/bo-vrey")]),
        ("It won, said Leo Marr. He spoke", [("He", "person/leo-marr")]),
        ('Leo Marr said "he won"', []),
    ],
)
def test_he_and_she(text: str, expected: list[tuple[str, str]]) -> None:
    assert anaphora(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The IOC said that it had met the ROC", [("it", "org/ioc")]),
        ("The IOC met the ROC. It is exploring a path", [("It", "org/ioc")]),
        ("An appeal by the ROC against its suspension", [("its", "noc/RUS")]),
        ("The IOC suspended the ROC to protect it", [("it", "noc/RUS")]),
        ("The IOC suspended the ROC because it lied", [("it", "noc/RUS")]),
        ("The ROC was suspended by the IOC because it lied", [("it", "noc/RUS")]),
        ("The IOC lost to the ROC because it lied", []),
        ("The IOC heard the appeal that the ROC had made against its ban", [("its", "noc/RUS")]),
        ("The IOC found that the city had failed its people", []),
        ("Russia won. Acme stated its wish", []),
        ("Russia won. Its athletes left", [("Its", "country/RUS")]),
        ("They led in Russia with its snow", []),
        ("The IOC met. It depends on money", []),
        ("The ROC and the JOC met on its day", []),
        ("The IOC met. It is clear that they won", []),
        ("The ROC and the JOC made a pact. It was signed", []),
        ("The IOC found it late", []),
        ("(AP) A vote of the ROC on its future", [("its", "noc/RUS")]),
        ("The IOC organizes it all, and the FIS has its plan", []),
    ],
)
def test_it_is_a_body_only_where_nothing_competes(text: str, expected: list[tuple[str, str]]) -> None:
    assert anaphora(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The IOC met. The body spoke", [("The body", "org/ioc")]),
        ("The IOC met the FIS. The federation spoke", [("The federation", "org/fis")]),
        ("The IOC met the FIS. The committee spoke", [("The committee", "org/ioc")]),
        ("The IOC met. The executive committee spoke", []),
        ("The IOC met. The body of law grew", []),
        ("The IOC met. The cycling federation FIS grew", []),
        (
            "The IOC talked of the ROC. It heard of the FIS. The body spoke",
            [("It", "org/ioc"), ("The body", "org/ioc")],
        ),
        ("The IOC took it up after a talk of the body", []),
        ("The ROC met the IOC. The Russian side spoke", [("The Russian side", "noc/RUS")]),
        ("Russia lost. The country spoke", [("The country", "country/RUS")]),
        ("It is known that Moscow criticised the IOC", [("Moscow", "country/RUS")]),
        ("They met in Moscow called off", []),
    ],
)
def test_descriptions_of_bodies_and_countries(text: str, expected: list[tuple[str, str]]) -> None:
    assert anaphora(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ROC and the JOC met. Both committees spoke", [("Both committees", "noc/RUS|noc/JPN")]),
        ("The ROC and the JOC met. The two organisations spoke", [("The two organisations", "noc/RUS|noc/JPN")]),
        ("Russia and Belarus lost. The IOC met. Both countries spoke", [("Both countries", "country/RUS|country/BLR")]),
        ("The ROC and the JOC met. They spoke", [("They", "noc/RUS|noc/JPN")]),
        ("The ROC, the JOC and the NOC of Belarus met. Both committees spoke", []),
    ],
)
def test_groups_keep_their_members_as_candidates(text: str, expected: list[tuple[str, str]]) -> None:
    assert anaphora(text) == expected
    assert all(m.reason == "group" and not m.entity for m in read(text) if m.how == "anaphora")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IOC president Leo Marr spoke. The president left", [("The president", "person/leo-marr")]),
        ("Leo Marr, president of the IOC, spoke. The IOC president left", [("president", "person/leo-marr")]),
        ("IOC president Leo Marr met FIS president Bo Vrey. The president left", []),
        ("IOC president Leo Marr spoke. Bo Vrey is the president", []),
        ("ROC president Leo Marr spoke. The ROC's head left", [("head", "person/leo-marr")]),
        ("Leo Marr won. The 54-year-old spoke", [("The 54-year-old", "person/leo-marr")]),
        ("Leo Marr of Belarus and Bo Vrey won. The Belarusian spoke", [("The Belarusian", "person/leo-marr")]),
        ("Leo Marr won. The Fijian official spoke", [("The Fijian official", "person/leo-marr")]),
        ("Sheikh Joaan Al-Thani met Leo Marr. The sheikh spoke", [("The sheikh", "person/joaan-al-thani")]),
    ],
)
def test_descriptions_of_persons(text: str, expected: list[tuple[str, str]]) -> None:
    assert anaphora(text) == expected


def test_two_that_fit_equally_leave_it_open_with_both() -> None:
    text = "A talk of Xo Kass with Bo Vrey. He spoke"
    opened = [m for m in read(text) if m.how == "anaphora"]
    assert [(m.entity, m.candidates) for m in opened] == [("", ("person/xo-kass", "person/bo-vrey"))]


def test_captions_are_not_looked_at() -> None:
    text = "Leo Marr left. He spoke"
    assert read(text, BlockKind.CAPTION) == named(text)


@given(
    st.lists(
        st.sampled_from(
            [*NAMES, "he", "They", "both committees", "the body", "it", "its", ",", ".", "and", "the Russian"]
        ),
        max_size=14,
    )
)
def test_mentions_stay_sorted_and_apart_and_give_reasons(words: list[str]) -> None:
    found = read(" ".join(words))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(m.reason for m in found if m.how == "anaphora")


@pytest.mark.parametrize("example", RULES["english/anaphora"]["examples"], ids=lambda e: e["text"])
def test_examples_of_the_rules_hold(example: dict[str, Any]) -> None:
    assert (example["word"], example["entity"]) in anaphora(example["text"])


@pytest.mark.parametrize(
    ("text", "word", "entity"),
    [
        ("Russia won. Ana Lima spoke. She met Belarus. The government won", "The government", "country/BLR"),
        ("The IOC met. He addressed its assembly", "its", "org/ioc"),
        ("Russia is no member of the FIS, but it has signed a pact", "it", "country/RUS"),
        ("The FIS called on Russia to halt their work", "their", ""),
        ("Russia justified the claim by their long coast", "their", "country/RUS"),
        (
            "The ROC paid. After the vote the IOC met. The Russian organization won",
            "The Russian organization",
            "noc/RUS",
        ),
        ("The Fijian has stayed since Sheikh Leo Marr left. He won", "He", ""),
        ("The IOC suspended the ROC after it broke the rules", "it", "noc/RUS"),
        ("Leo Marr met Bo Vrey. Both belong to the IOC", "Both", ""),
    ],
)
def test_words_that_stand_for_the_one_that_fits(text: str, word: str, entity: str) -> None:
    found = {m.span.of(text): m.entity for m in read(text) if m.how == "anaphora"}
    assert found.get(word, "") == entity


def test_both_and_them_stand_for_two() -> None:
    text = "Leo Marr met Bo Vrey. Both belong to the IOC"
    (both,) = [m for m in read(text) if m.reason == "group"]
    assert both.candidates == ("person/leo-marr", "person/bo-vrey")


def test_the_body_that_was_dealt_with_is_not_the_one_that_speaks() -> None:
    text = "The IOC met the IOC. The ROC was suspended. The body said that it was sorry"
    assert ("The body", "org/ioc") in anaphora(text)


def test_two_committees_are_those_of_the_two_countries() -> None:
    text = "Russia and Belarus spoke to the ROC. The IOC met the two committees. The members met"
    groups = {m.span.of(text): m.candidates for m in read(text) if m.reason == "group"}
    assert groups == {"the two committees": ("noc/RUS", "noc/BLR")}


def test_his_counterpart_is_not_he() -> None:
    assert anaphora("Leo Marr met his Fijian counterpart") == []


def test_they_are_all_of_a_list() -> None:
    (they,) = [m for m in read("Leo Marr, Ana Lima and Bo Vrey spoke. They left") if m.reason == "group"]
    assert they.candidates == ("person/leo-marr", "person/ana-lima", "person/bo-vrey")


def test_who_is_asked_to_act_owns_the_object() -> None:
    assert anaphora("The IOC asked the ROC to explain its step") == [("its", "noc/RUS")]
