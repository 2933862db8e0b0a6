"""Who held a post, and who came next, is what all claims of the post come to, though few of them are read."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from entente.records.asked import AsOf
from entente.records.tenures import Tenure, tenures
from entente.register.cell_claims import sight_of
from entente.register.handle import Register
from entente.register.held import tenures_then
from entente.register.latest import latest_verdicts
from entente.register.queries import ClaimQuery
from entente.register.verdicts import find_judged
from tests.register.test_records import LAW, RULES, emptied, one, steps_of, take, told

PERSONS = st.sampled_from(("person/aa", "person/bb", "person/cc", "person/dd"))
OFFICES = told(
    "office",
    {
        "holder": st.one_of(one(PERSONS), st.tuples(PERSONS, PERSONS)),
        "body": one(st.sampled_from(("noc/MLI", "noc/SYR"))),
        "predecessor": st.one_of(st.just(()), one(PERSONS)),
    },
    post=st.sampled_from(("president", "president", "member")),
    change=st.sampled_from(("holds", "elected", "left", "held")),
    until=st.sampled_from(("", "2023-06")),
)
DAYS = st.sampled_from(("", "2022", "2023-05-01", "2023-05", "2023-05-04", "2023-06-20/2024", "../2023-05", "202X"))
CLAIMS = st.lists(
    st.tuples(OFFICES, DAYS, st.just("asserted"), st.sampled_from(("positive",) * 5 + ("negative",))), max_size=7
)
REPORTED = st.sampled_from(("2023-05-02", "2023-05-15", "2022-07-01", "2023-07-01", "", "2023-05-10/..", "2023-05"))
THEN = (AsOf(known_on=date(2023, 5, 20)), AsOf(known_on=date(2023, 8, 1)), AsOf(recorded_by=date(2100, 1, 1)))
Key = tuple[str, str, str]


def last_of(found: Sequence[Tenure], key: Key) -> Any:
    own = [t for t in found if (t.holder, t.body, t.post) == key and t.last_told]
    return own and [getattr(own[-1], name) for name in Tenure.__slots__ if name != "predecessor"]


@LAW
@given(steps=steps_of(CLAIMS, REPORTED))
def test_the_last_tenures_are_those_that_all_claims_come_to(register: Register, steps: Any) -> None:
    emptied(register)
    made: list[str] = []
    for step in steps:
        take(register, step, made)
    for as_of in THEN:
        claims = find_judged(register, ClaimQuery(known_on=as_of.known_on, recorded_by=as_of.recorded_by))
        expected = tenures(claims, RULES.kinds)
        keys = sorted({(t.holder, t.body, t.post) for t in expected})
        verdicts = latest_verdicts(register, as_of.recorded_by)
        with register.reading() as connection:
            sight = sight_of(connection, verdicts, RULES, as_of)
            for asked in (keys, *([key] for key in keys)):
                found = tenures_then(connection, asked, sight)
                assert [last_of(found, key) for key in asked] == [last_of(expected, key) for key in asked]
