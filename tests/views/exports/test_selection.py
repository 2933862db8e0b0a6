from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from entente.knowledge.tables import Knowledge
from entente.model.claim import FACTUALITIES, Claim
from entente.model.report import Report
from entente.register.opening import open_register
from entente.register.store import store
from entente.views.exports.formats import FORMATS, Form, fitting
from entente.views.exports.material import NEVER, gather, month_of
from entente.views.exports.selection import ALL, ASSERTED, WORDS, Filters, passes, select, take, told_as

MakeClaim = Callable[..., Claim]


def test_what_is_denied_is_told_so_whatever_its_factuality(make_claim: MakeClaim) -> None:
    assert [told_as(make_claim(factuality=word)) for word in FACTUALITIES] == list(FACTUALITIES)
    assert {told_as(make_claim(factuality=word, polarity="negative")) for word in FACTUALITIES} == {"denied"}


def test_what_is_not_taken_is_counted_by_its_word(claims: tuple[Claim, ...]) -> None:
    chosen = take(claims, ASSERTED)
    assert {told_as(claim) for claim in chosen.claims} == {"asserted"}
    assert chosen.left_out == {"alleged": 1, "hoped": 1, "conditional": 1, "possible": 1, "planned": 1, "denied": 1}
    assert take(claims, ALL).claims == claims
    assert take(claims, ALL).left_out == {}


def test_only_formats_without_a_place_for_it_leave_anything_out(claims: tuple[Claim, ...]) -> None:
    picky = {form: set(fitting(form, claims).left_out) for form in FORMATS if fitting(form, claims).left_out}
    unsure = {"alleged", "hoped", "conditional", "possible"}
    assert picky == {Form.FTM: {*unsure, "planned", "denied"}, Form.ICS: unsure}
    assert fitting(Form.FTM, claims, {"hoped"}).left_out.keys() == {*unsure, "planned", "denied"} - {"hoped"}
    assert fitting(Form.FTM, claims, WORDS).claims == claims


def test_what_was_known_on_a_day_was_published_by_then(make_claim: MakeClaim) -> None:
    claim = make_claim(reported="2023-05-10/2023-05-15")
    assert not passes(claim, Filters(known_on=date(2023, 5, 14)))
    assert passes(claim, Filters(known_on=date(2023, 5, 15)))
    assert not passes(make_claim(reported=""), Filters(known_on=date(2099, 1, 1)))


@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        (Filters(), ["meeting", "agreement", "office"]),
        (Filters(kinds=["office"]), ["office"]),
        (Filters(entities=["noc/SYR"]), ["meeting", "agreement"]),
        (Filters(told=["planned"]), ["agreement"]),
        (Filters(first=date(2023, 5, 1)), ["meeting", "agreement"]),
        (Filters(last=date(2020, 1, 1)), ["office"]),
        (Filters(known_on=date(2023, 5, 14)), []),
        (Filters(entities=["noc/SYR"], told=["asserted"]), ["meeting"]),
    ],
)
def test_filters_choose(
    filters: Filters, kinds: list[str], claims: tuple[Claim, ...], knowledge: Knowledge, tmp_path: Path
) -> None:
    report = Report("They met. And so on.", "report.txt")
    chosen = [claim for claim in claims if claim.id in {claims[0].id, claims[1].id, claims[8].id}]
    with open_register(tmp_path / "r.db", create=True) as register:
        store(register, report, chosen, knowledge)
        found = select(register, filters)
        assert [claim.kind for claim in found] == kinds
        material = gather(register, found, knowledge)
    assert all(material.recorded_at(claim) != NEVER for claim in found)


def test_a_claim_belongs_to_the_month_in_which_its_time_begins(make_claim: MakeClaim) -> None:
    assert month_of(make_claim(when="2023-06-20/2023-07-01")) == "2023-06"
    assert month_of(make_claim(when="")) == "2023-05"
    assert month_of(make_claim(when="", reported="")) == ""
