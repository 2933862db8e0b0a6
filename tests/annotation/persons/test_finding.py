from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.annotation.persons.finding import add_persons
from entente.annotation.persons.posts import find_posts
from entente.annotation.values import Mention, SentenceSpan
from entente.knowledge.loader import SHIPPED, read_rules
from entente.knowledge.tables import Knowledge
from entente.model.report import BlockKind, Report
from entente.model.span import Span
from tests.annotation.conftest import mention_of

_SHIPPED = ("english/posts", "english/person_names", "english/reporting", "english/titles", "english/anaphora")
RULES: dict[str, Any] = {n: read_rules(SHIPPED / f"{n}.yaml") for n in _SHIPPED} | {
    "english/given_names": frozenset({"Ana", "Leo", "Mark", "Sultan", "Bashar", "Kirsty", "Jordan", "Will", "Thomas"}),
    "english/family_names": frozenset({"Kim", "Woods", "Lima", "Bishop", "May"}),
}
KNOWLEDGE = Knowledge({}, {}, {}, {}, {}, {}, {}, {}, RULES, "")


def sentences(text: str) -> tuple[SentenceSpan, ...]:
    found, at = [], 0
    for piece in text.split(". "):
        found.append(SentenceSpan(Span(at, at + len(piece)), BlockKind.BODY, 1))
        at += len(piece) + 2
    return tuple(found)


def read(text: str, *mentions: Mention) -> tuple[Mention, ...]:
    posts = find_posts(text, sentences(text), KNOWLEDGE, mentions)
    return add_persons(Report(text, "x"), sentences(text), mentions, posts, KNOWLEDGE)


def persons(text: str, *mentions: Mention) -> list[tuple[str, str]]:
    found = (m for m in read(text, *mentions) if m.kind == "person")
    return [(m.span.of(text), m.entity.removeprefix("person/")) for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The secretary general Rodion Plitukhin met them", [("Rodion Plitukhin", "rodion-plitukhin")]),
        ("Sheikh Joaan bin Hamad Al-Thani spoke", [("Joaan bin Hamad Al-Thani", "joaan-bin-hamad-al-thani")]),
        ("His HRH Prince Jigyel Wangchuck spoke", [("Jigyel Wangchuck", "jigyel-wangchuck")]),
        ("Xanthe Vrey, president of the union, spoke", [("Xanthe Vrey", "xanthe-vrey")]),
        ("Xanthe Vrey, who leads it, spoke", [("Xanthe Vrey", "xanthe-vrey")]),
        ("According to Xanthe Vrey it was late", [("Xanthe Vrey", "xanthe-vrey")]),
        ("It was late, Xanthe Vrey said", [("Xanthe Vrey", "xanthe-vrey")]),
        ("Mark E. Doe was there", [("Mark E. Doe", "mark-e-doe")]),
        ("president KIM Il Guk was there", [("KIM Il Guk", "kim-il-guk")]),
        ("Ana Van Zanen-Nieberg was there", [("Ana Van Zanen-Nieberg", "ana-van-zanen-nieberg")]),
        ("Ana Gudžinevičiūtė was there", [("Ana Gudžinevičiūtė", "ana-gudzineviciute")]),
        ("Sheikh Sultan bin Hamad spoke", [("Sultan bin Hamad", "sultan-bin-hamad")]),
        ("the election of Ms. [Kirsty] Coventry was", [("[Kirsty] Coventry", "kirsty-coventry")]),
        ("Leo Woods won", [("Leo Woods", "leo-woods")]),
        ("The sprinter Xanthe Vrey won", [("Xanthe Vrey", "xanthe-vrey")]),
        (
            "Van der Vorst left, as Ana van der Vorst did",
            [("Van der Vorst", "ana-van-der-vorst"), ("Ana van der Vorst", "ana-van-der-vorst")],
        ),
        ("Ana-Zoe Le Fur won", [("Ana-Zoe Le Fur", "ana-zoe-le-fur")]),
        ("They met Ana May on May 3", [("Ana May", "ana-may")]),
        ("Ana Bishop won", [("Ana Bishop", "ana-bishop")]),
        ("Yesterday Thomas Bach won", [("Thomas Bach", "thomas-bach")]),
    ],
)
def test_names_are_found_by_what_stands_around_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert persons(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They met at the Bella Center on Monday",
        "Will Athletes return in May",
        "the Supreme Court and the Thomas Doe Foundation said",
        "Photo: Getty Images",
        "Blue Origin is a firm",
        "Ana Members left, as did Ana May 3",
        "president",
    ],
)
def test_capitals_alone_make_no_person(text: str) -> None:
    assert persons(text) == []


def test_later_names_bear_the_id_of_the_longest_form() -> None:
    text = "Mr Bach spoke. Thomas Bach went. Bach's term ended. IOC President Thomas E. Bach"
    assert {entity for _, entity in persons(text)} == {"thomas-e-bach"}
    assert len(persons(text)) == 4


def test_titles_before_first_names_and_arabic_articles() -> None:
    text = "Sheikh Joaan bin Hamad Al-Thani won. Sheikh Joaan spoke. Ana met Bashar al-Assad and Al-Assad's men"
    assert [e for _, e in persons(text)] == ["joaan-bin-hamad-al-thani"] * 2 + ["bashar-al-assad"] * 2


def test_two_of_one_family_name_are_kept_apart() -> None:
    text = "Ana Sabah led. Sabah spoke. Leo Sabah led. Sabah spoke"
    assert [e for _, e in persons(text)] == ["ana-sabah", "ana-sabah", "leo-sabah", "leo-sabah"]


def test_of_two_the_one_with_the_post_is_meant() -> None:
    text = "President Ana Sabah met treasurer Leo Sabah. President Sabah spoke"
    assert persons(text)[-1] == ("Sabah", "ana-sabah")


def test_a_name_of_two_words_can_be_a_family_name() -> None:
    text = "Ana Ricci Bitti spoke. Ricci Bitti went. President Ricci Bitti"
    assert {e for _, e in persons(text)} == {"ana-ricci-bitti"}


def test_a_place_in_a_name_gives_way() -> None:
    text = "Kirsty Coventry won. Coventry spoke"
    places = (
        mention_of(text, "Coventry", "place/coventry"),
        Mention(Span(21, 29), "place/coventry", "place", "list"),
    )
    assert [m.entity for m in read(text, *places)] == ["person/kirsty-coventry"] * 2


def test_a_body_s_name_holds_no_person() -> None:
    text = "the Thomas Bach Institute"
    assert [m.kind for m in read(text, mention_of(text, "Thomas Bach Institute", "org/tbi"))] == ["org"]


def test_a_person_is_taken_out_of_a_body_that_only_its_form_made() -> None:
    text = "Ana Peers of Example University"
    body = Mention(Span(0, len(text)), "org/ana-peers-of-example-university", "org", "form", unlisted=True)
    assert [m.entity for m in read(text, body)] == ["person/ana-peers", "org/example-university"]


def test_the_first_of_two_family_names_is_known_after_a_title() -> None:
    assert {e for _, e in persons("Ana Vrey Garced won. Dr Vrey spoke")} == {"ana-vrey-garced"}


def test_a_name_beside_a_country_s() -> None:
    text = "Togo's Akpaki Ogouwa beat Negro Kgosi of Togo and Ivorian Lassana Palenfo"
    about = (
        Mention(Span(0, 4), "country/TGO", "country", "list"),
        Mention(Span(41, 45), "country/TGO", "country", "list"),
        mention_of(text, "Ivorian", "country/CIV", "demonym"),
    )
    assert [e for _, e in persons(text, *about)] == ["akpaki-ogouwa", "negro-kgosi", "lassana-palenfo"]


@given(st.text(alphabet="ABab .,'-éÉßİ\n", max_size=60))
def test_mentions_are_sorted_apart_and_within_the_text(text: str) -> None:
    found = read(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(m.span.end <= len(text) and m.reason for m in found)


@pytest.mark.parametrize("example", RULES["english/person_names"]["examples"], ids=lambda e: e["text"])
def test_examples_of_the_rules_hold(example: dict[str, Any]) -> None:
    assert [name for name, _ in persons(example["text"])] == example["persons"]
