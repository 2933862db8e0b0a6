import pytest

from entente.knowledge.lint.gatherings import check_gatherings
from tests.knowledge.lint.conftest import row

COUNTRIES = {
    ("countries", f"country/{c}"): row("countries", id=f"country/{c}", status=s)
    for c, s in (("RUS", ""), ("SUN", "former"), ("PER", ""))
}
PLACES = {
    ("places", f"place/{p}"): row("places", id=f"place/{p}", country=f"country/{c}")
    for p, c in (("moscow", "RUS"), ("lima", "PER"))
}


def messages(**cells: str) -> list[str]:
    own = row("gatherings", id="gathering/games-2027", **cells)
    return [p.message for p in check_gatherings({**COUNTRIES, **PLACES, ("gatherings", own.id): own})]


@pytest.mark.parametrize(
    ("status", "dates", "column"),
    [
        ("held", {"planned": "2027"}, "actual"),
        ("scheduled", {"actual": "2027"}, "planned"),
        ("postponed", {}, "planned"),
    ],
)
def test_a_status_calls_for_its_date(status: str, dates: dict[str, str], column: str) -> None:
    assert messages(status=status, **dates) == [f"gathering/games-2027: is {status} and has no date in {column}"]
    assert messages(status=status, **{column: "2027"}) == []


def test_what_is_moved_may_be_still_to_come() -> None:
    assert messages(status="moved", planned="2027") == []


def test_a_host_city_lies_in_the_host_country() -> None:
    told = "gathering/games-2027: place/lima lies in country/PER, not in country/RUS"
    assert messages(host_city="place/lima", host_country="country/RUS") == [told]
    assert messages(host_city="place/lima|place/moscow", host_country="country/PER|country/RUS") == []


def test_former_states_held_their_games_where_others_are_now() -> None:
    assert messages(host_city="place/moscow", host_country="country/SUN") == []
