import pytest

from entente.annotation.gatherings.holding import year_of_holding
from entente.annotation.values import TimeExpression
from entente.model.span import Span


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("The World Nomad Games will be held in Astana from 8 September 2024.", 2024),
        ("Lima hosted the World Nomad Games on 8 September 2024.", 2024),
        ("The World Nomad Games were held before 8 September 2024.", 0),
        ("The World Nomad Games were discussed on 8 September 2024.", 0),
        ("The World Nomad Games will be held in Astana.", 0),
    ],
)
def test_the_year_in_which_a_gathering_is_held(text: str, year: int) -> None:
    name, day = "World Nomad Games", "8 September 2024"
    value = "2024-09-08"
    times = (
        [TimeExpression(Span(at, at + len(day)), "DATE", value, value, "day")] if (at := text.find(day)) >= 0 else []
    )
    span = Span(text.index(name), text.index(name) + len(name))
    assert year_of_holding(text, span, times, []) == year
