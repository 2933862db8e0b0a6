import pytest

from entente.annotation.names.definitions import find_definitions
from entente.model.span import Span


def read(text: str, *names: str) -> list[tuple[str, str]]:
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    return [(d.long.of(text), d.short.of(text)) for d in find_definitions(text, spans)]


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("the National Hurricane Center (NHC) said", "National Hurricane Center", "NHC"),
        ("a memorandum of understanding (MoU) on sport", "memorandum of understanding", "MoU"),
        ("the Court of Arbitration for Sport (CAS)", "Court of Arbitration for Sport", "CAS"),
        ("the IOC (International Olympic Committee) met", "International Olympic Committee", "IOC"),
        ("the OCA [Olympic Council of Asia] met", "Olympic Council of Asia", "OCA"),
        ("RBF — Russian Boxing Federation", "Russian Boxing Federation", "RBF"),
        ("the G20, or the Group of Twenty, met", "Group of Twenty", "G20"),
        ("the United Kingdom's (UK) government", "United Kingdom", "UK"),
        ("80 miles per hour (mph)", "miles per hour", "mph"),
        ('so-called "individual neutral athletes" (AIN)', "individual neutral athletes", "AIN"),
        ("the Aeronautic Company NV (AC)", "Aeronautic Company NV", "AC"),
        ("the Aeronautic Company AC plc (AC)", "Aeronautic Company AC plc", "AC"),
        ("the Nikkei Average (NAVX)", "Nikkei Average", "NAVX"),
        ("the Board of the Old Boxing Union (OBU)", "Old Boxing Union", "OBU"),
    ],
)
def test_letters_are_looked_for_in_the_words_beside_them(text: str, long: str, short: str) -> None:
    assert read(text) == [(long, short)]


@pytest.mark.parametrize(
    "text",
    [
        "LAUSANNE, Switzerland (AP) - The board met",
        "Usain Bolt (JAM) won",
        "Sebastian Coe (Great Britain) and David Lappartient (France)",
        "Senator John McCain (R-AZ) entered them",
        "at 5 p.m. local time (2100 UTC)",
        "it met. The Big Board (CAS) moved",
        "the price (USD) rose",
        "nothing here",
    ],
)
def test_other_brackets_define_nothing(text: str) -> None:
    assert read(text) == []


def test_a_name_may_bear_letters_that_are_not_its_own() -> None:
    name = "National Olympic and Sports Committee of Mali"
    assert read(f"the {name} (CNOSM) met", name) == [(name, "CNOSM")]
    assert read(f"World Athletics (then IAAF) and {name}, CNOM, met", "World Athletics", name) == [
        ("World Athletics", "IAAF")
    ]


def test_letters_behind_an_organ_are_those_of_its_body() -> None:
    name = "Council of the International Ski and Snowboard Federation"
    assert read(f"the {name} (FIS)", name) == [("International Ski and Snowboard Federation", "FIS")]


def test_a_titled_acronym_needs_a_name() -> None:
    name = "South African Sports Confederation and Olympic Committee"
    assert read(f"the {name} (Sascoc)", name) == [(name, "Sascoc")]
    assert read(f"the {name} (Sascoc)") == []
