from datetime import date

from entente.knowledge.loader import load_knowledge
from entente.model.claim import Claim
from entente.views.network import Around, Network, network_of, partners
from tests.conftest import claim_of

KINDS = load_knowledge().rules["ontology/kinds"]
RUS, SYR, MLI, IOC = "noc/RUS", "noc/SYR", "noc/MLI", "org/ioc"
CLAIMS = (
    claim_of("meeting", {"party": (RUS, SYR)}, report="a", when="2023-05-01"),
    claim_of("meeting", {"party": (RUS, SYR)}, report="b", when="2023-06", factuality="planned"),
    claim_of("meeting", {"party": (RUS, SYR)}, report="copy of b"),
    claim_of("criticism", {"critic": (MLI,), "target": (RUS,)}, report="a"),
    claim_of("meeting", {"party": (MLI, SYR)}, report="c"),
    claim_of("meeting", {"party": (IOC, "org/anoc")}, report="c"),
)


def around(most: int = 60, claims: tuple[Claim, ...] = CLAIMS, entities: tuple[str, ...] = (RUS,)) -> Network:
    return network_of(claims, Around(entities, entities[0], most), KINDS, {"copy of b": "b"})


def test_two_are_related_as_often_as_voices_say() -> None:
    found = around()
    assert [(node.entity, node.voices) for node in found.nodes] == [(RUS, 3), (SYR, 2), (MLI, 1)]
    first = found.dealings[0]
    assert (first.one, first.other, first.reports, first.voices) == (RUS, SYR, 3, 2)
    assert (first.kinds, first.told) == ({"meeting": 3}, {"asserted": 2, "planned": 1})
    assert (first.first, first.last) == (date(2023, 5, 1), date(2023, 6, 30))
    assert [(d.one, d.other) for d in found.dealings] == [(RUS, SYR), (MLI, RUS), (MLI, SYR)]


def test_cooperation_and_conflict_are_told_apart_by_their_classes() -> None:
    assert [(d.cooperation, d.conflict) for d in around().dealings] == [(3, 0), (0, 1), (1, 0)]


def test_those_of_fewer_voices_are_left_out() -> None:
    found = around(1)
    assert ([node.entity for node in found.nodes], found.left_out) == ([RUS, SYR], 1)
    assert [(d.one, d.other) for d in found.dealings] == [(RUS, SYR)]


def test_several_of_one_name_stand_as_one() -> None:
    found = around(entities=(RUS, SYR))
    assert [node.entity for node in found.nodes] == [RUS, MLI]
    assert found.dealings[0].kinds == {"criticism": 1, "meeting": 1}


def test_nobody_has_no_network() -> None:
    assert around(claims=()) == Network(RUS, (), (), 0)
    assert partners(CLAIMS, Around(("org/wada",), "org/wada"), KINDS) == ()
