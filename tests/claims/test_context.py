from entente.claims.context import Filler, StandIns
from entente.model.span import Span

MALI = Filler("country/MLI", Span(0, 4), "list")


def test_athletes_of_a_country_are_its_athletes() -> None:
    stand_ins = StandIns(groups={"athlete": "athletes"}, codes={"country/MLI": "MLI"})
    assert stand_ins.group_of("athlete", "Athletes", MALI) == Filler("athletes/MLI", MALI.span, "list")
    assert stand_ins.group_of("minister", "ministers", MALI) == MALI


def test_a_persons_family_is_not_that_person() -> None:
    stand_ins = StandIns(bodies=frozenset(("family", "rebel")), names={"country/MLI": "mali"})
    assert stand_ins.is_own("family", "family", Filler("person/ana-lima", Span(0, 3), ""))
    assert not stand_ins.is_own("rebel", "rebels", MALI)
    assert stand_ins.group_of("rebel", "rebels", MALI).entity == "org/mali-rebels"
