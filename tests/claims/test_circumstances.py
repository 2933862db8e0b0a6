from collections.abc import Callable

from entente.claims.circumstances import circumstances_of, is_after, time_of
from entente.claims.context import Context
from entente.knowledge.tables import Knowledge

Make = Callable[..., Context]

MET = """
Mali Mali PROPN 2 nsubj
met meet VERB 0 root VerbForm=Fin
Peru Peru PROPN 2 obj
on on ADP 5 case
Friday Friday PROPN 2 obl
at at ADP 7 case
Expo Expo PROPN 2 obl
in in ADP 9 case
Lima Lima PROPN 7 nmod
"""
REPORTED = """
On on ADP 2 case
Friday Friday PROPN 4 obl
CAS CAS PROPN 4 nsubj
said say VERB 0 root VerbForm=Fin
it it PRON 6 nsubj
dismissed dismiss VERB 4 ccomp VerbForm=Fin
it it PRON 6 obj
"""
RELATIVE = """
Novak Novak PROPN 6 nsubj
who who PRON 3 nsubj
left leave VERB 1 acl:relcl
in in ADP 5 case
2018 2018 NUM 3 obl
spoke speak VERB 0 root
"""
SINCE = """
Novak Novak PROPN 3 nsubj
has have AUX 3 aux
led lead VERB 0 root
since since ADP 5 case
2018 2018 NUM 3 obl
"""


def test_day_place_and_gathering_of_the_clause(context: Make, knowledge: Knowledge) -> None:
    names = {"Expo": "gathering/expo-2023", "Lima": "place/lima"}
    made = context(MET, names, {"Friday": "2023-05-05"})
    found = circumstances_of(made, 1, knowledge.rules["english/circumstances"])
    assert (found.when, found.where) == ("2023-05-05", ("place/lima",))
    assert found.gathering is not None
    assert found.gathering.entity == "gathering/expo-2023"


def test_what_is_told_takes_the_day_of_the_telling(context: Make) -> None:
    time = time_of(context(REPORTED, {}, {"Friday": "2023-05-05"}), 5)
    assert time is not None
    assert time.edtf == "2023-05-05"


def test_the_day_of_a_relative_clause_is_its_own(context: Make) -> None:
    assert time_of(context(RELATIVE, {}, {"2018": "2018"}), 5) is None
    assert time_of(context(RELATIVE, {}, {"2018": "2018"}), 2) is not None


def test_since_leaves_the_end_open(context: Make, knowledge: Knowledge) -> None:
    made = context(SINCE, {}, {"2018": "2018"})
    assert circumstances_of(made, 2, knowledge.rules["english/circumstances"]).when == "2018/.."


def test_no_date_is_invented(context: Make, knowledge: Knowledge) -> None:
    found = circumstances_of(context(MET, {}), 1, knowledge.rules["english/circumstances"])
    assert (found.when, found.when_unknown) == ("", "the passage gives no date")


def test_after_the_report_is_to_come() -> None:
    assert is_after("2023-06-01", "2023-05-10")
    assert not is_after("2023", "2023-05-10")
    assert not is_after("", "2023-05-10")
    assert not is_after("2023-06-01", "")
