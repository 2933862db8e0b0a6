import pytest

from entente.annotation.gatherings.linking import resolve_gatherings
from entente.annotation.mentions import find_mentions
from entente.annotation.values import Mention, TimeExpression
from entente.knowledge.tables import Knowledge
from entente.model.report import Report
from entente.model.span import Span


def resolved(text: str, knowledge: Knowledge, today: str = "", times: tuple[TimeExpression, ...] = ()) -> list[Mention]:
    report = Report(text, "x")
    found = resolve_gatherings(report, find_mentions(report, (), knowledge), times, today, knowledge)
    return [m for m in found if m.kind == "gathering"]


@pytest.mark.parametrize(
    ("text", "today", "entity"),
    [
        ("the 2022 Asian Games", "", "asian-games-2022"),
        ("the Hangzhou 2022 Asian Games", "", "asian-games-2022"),
        ("the Tokyo Olympics", "", "olympic-games-2020"),
        ("the 141st IOC Session", "", "ioc-session-2023"),
        ("the Winter Games of 2022 and the 2026 Games", "2021-09-08", "winter-olympic-games-2026"),
        ("the previous Olympics", "2024-01-09", "winter-olympic-games-2022"),
        ("the upcoming Olympics", "2022-05-09", "olympic-games-2024"),
        ("at the Tokyo Games", "2021-09-08", "olympic-games-2020"),
        ("the Olympics in Italy in February", "2025-12-02", "winter-olympic-games-2026"),
        ("the Winter Olympics in Beijing", "2021-09-08", "winter-olympic-games-2022"),
        ("the Paralympics in 2016", "2022-11-16", "paralympic-games-2016"),
        ("last year's ANOC General Assembly", "2023-03-01/2023-06-01", "anoc-general-assembly-2022"),
        ("the ANOC General Assembly last year", "2023-05", "anoc-general-assembly-2022"),
        ("the Asian Games", "2023-08-01", "asian-games-2022"),
        ("Olympic Games", "2024-01-09", "olympic-games-2024"),
        ("this year's Baltic Sports Forum", "2019-05-01", "baltic-sports-forum-2019"),
        ("the Baltic Sports Forum", "2019-05-01", "baltic-sports-forum-2019"),
        ("the Baltic Sports Forum", "", "baltic-sports-forum"),
    ],
)
def test_the_edition_meant(text: str, today: str, entity: str, small_knowledge: Knowledge) -> None:
    assert resolved(text, small_knowledge, today)[-1].entity == f"gathering/{entity}"


def test_without_a_date_what_the_text_does_not_tell_stays_open(small_knowledge: Knowledge) -> None:
    (mention,) = resolved("the Asian Games", small_knowledge)
    assert (mention.entity, mention.candidates) == ("", ("gathering/asian-games",))


def test_a_second_call_with_a_date_decides_what_was_open(small_knowledge: Knowledge) -> None:
    report = Report("the Asian Games", "x")
    first = resolve_gatherings(report, find_mentions(report, (), small_knowledge), (), "", small_knowledge)
    second = resolve_gatherings(report, first, (), "2023-08-01", small_knowledge)
    assert [m.entity for m in second] == ["gathering/asian-games-2022"]


def test_a_time_beside_the_name_gives_the_year(small_knowledge: Knowledge) -> None:
    text = "A decade ago at the Baltic Sports Forum"
    times = (TimeExpression(Span(0, 12), "DATE", "2009", "2009", "x"),)
    assert [m.entity for m in resolved(text, small_knowledge, "2019-05-01", times)] == [
        "gathering/baltic-sports-forum-2009"
    ]


def test_the_same_series_again_is_the_edition_named(small_knowledge: Knowledge) -> None:
    text = "The Asian Games matter. He won at the 2018 Asian Games. The Asian Games were his."
    assert {m.entity for m in resolved(text, small_knowledge, "2023-08-01")} == {"gathering/asian-games-2018"}


def test_nouns_point_to_the_last_gathering_of_their_kind(small_knowledge: Knowledge) -> None:
    text = "After the 2018 Asian Games the 2019 Baltic Sports Forum met. The Forum praised the Games. This event ended."
    assert [m.entity.removeprefix("gathering/") for m in resolved(text, small_knowledge, "2020-01-01")] == [
        "asian-games-2018",
        "baltic-sports-forum-2019",
        "baltic-sports-forum-2019",
        "asian-games-2018",
        "baltic-sports-forum-2019",
    ]


@pytest.mark.parametrize(
    ("years", "entity"),
    [((), "2020"), (("2018",), "2018"), (("2017", "2018"), "")],
)
def test_an_assembly_is_that_of_the_one_year_of_its_sentence(
    years: tuple[str, ...], entity: str, small_knowledge: Knowledge
) -> None:
    text = "The OCA General Assembly of 2019 met. After years and years the Olympic Council of Asia met at a General Assembly."
    spans = (Span(44, 49), Span(54, 59))
    times = tuple(TimeExpression(span, "DATE", year, year, "x") for span, year in zip(spans, years, strict=False))
    expected = f"gathering/oca-general-assembly-{entity}" if entity else ""
    assert resolved(text, small_knowledge, "2020-01-01", times)[-1].entity == expected
