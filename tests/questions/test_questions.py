"""Each question asked of a register with a few claims made by hand."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from entente.knowledge.loader import load_knowledge
from entente.model.report import Report
from entente.questions import latest
from entente.questions.desk import Desk
from entente.questions.judging import judge_claim, judge_pair, names_of, one_entity
from entente.questions.lately import named_lately, pairs_lately
from entente.questions.past import all_judgements, history_of_claims, history_of_entities
from entente.questions.positions import grid_of, standings_of, standings_page, tenures_page
from entente.questions.promises import Wanted, agreements_of, agreements_page, due_of, due_page
from entente.questions.sides import between_sides, conflicts_of, conflicts_page, dossier_of, timeline_of, timeline_page
from entente.questions.waiting import named_claims, waiting_of
from entente.records.asked import AsOf, Page, Part
from entente.register.errors import RegisterError
from entente.register.judgements import pair_of
from entente.register.opening import open_register
from entente.register.queries import find_by_id
from entente.register.store import store
from entente.settings import Settings
from tests.conftest import claim_of

RUS, SYR, IOC = ("noc/RUS",), ("noc/SYR",), ("org/ioc",)
TODAY = date(2023, 9, 1)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a desk over a register of two reports."""
    knowledge = load_knowledge()
    told = {
        "one.txt": [
            claim_of("agreement", {"party": RUS + SYR}, attributes={"stage": "planned"}, when="2023-08"),
            claim_of(
                "standing", {"subject": RUS, "authority": IOC}, attributes={"status": "suspended"}, confidence=0.5
            ),
            claim_of("meeting", {"party": RUS + SYR}),
        ],
        "two.txt": [
            claim_of("agreement", {"party": (*RUS, "noc/MLI")}, attributes={"stage": "signed", "until": "2023-10-01"}),
            claim_of(
                "gathering",
                {"gathering": ("gathering/made-games",)},
                when="2024-02-01",
                attributes={"change": "scheduled"},
            ),
        ],
    }
    place = tmp_path_factory.mktemp("asked") / "entente.db"
    with open_register(place, create=True) as register:
        for key, claims in told.items():
            report = Report(f"They met. This is {key}.", key, title="Told", published="2023-05-15")
            made = [
                claim_of(
                    c.kind,
                    dict(c.roles),
                    report=key,
                    digest=report.digest,
                    attributes=dict(c.attributes),
                    when=c.when,
                    confidence=c.confidence,
                )
                for c in claims
            ]
            store(register, report, made, knowledge)
        yield Desk(register, Settings(place, today=TODAY), loaded=knowledge)


def test_lately_named_are_the_most_named_as_far_as_is_known(desk: Desk) -> None:
    assert named_lately(desk, 2) == ("noc/RUS", "noc/SYR")
    assert pairs_lately(desk, 1) == (("noc/RUS", "noc/SYR"),)
    assert pairs_lately(Desk(desk.register, desk.settings, AsOf(known_on=date(2023, 5, 14)))) == ()
    assert named_lately(Desk(desk.register, desk.settings, AsOf(known_on=date(2023, 5, 14)))) == ()
    assert named_lately(Desk(desk.register, desk.settings, AsOf(recorded_by=date(2020, 1, 1)))) == ()


def test_agreements_are_chosen_by_state_side_and_end(desk: Desk) -> None:
    assert [a.state for a in agreements_of(desk)] == ["overdue", "signed"]
    assert [a.parties for a in agreements_of(desk, Wanted(states=["overdue"]))] == [("noc/RUS", "noc/SYR")]
    assert [a.state for a in agreements_of(desk, Wanted(sides=[RUS, ("noc/MLI", "country/ml")]))] == ["signed"]
    assert [a.until for a in agreements_of(desk, Wanted(ends_within=60))] == ["2023-10-01"]
    assert not agreements_of(desk, Wanted(ends_within=3))


def test_what_is_due_is_told_by_day(desk: Desk) -> None:
    assert [(item.kind, item.overdue) for item in due_of(desk)] == [
        ("agreement", True),
        ("agreement", False),
        ("gathering", False),
    ]


def test_what_is_due_and_was_told_names_roles_and_reports(desk: Desk) -> None:
    signing = due_page(desk, overdue=True).rows[0]
    assert signing.roles == {"party": ("noc/RUS", "noc/SYR")}
    assert timeline_of(desk, SYR)[0].roles["party"] == ("noc/RUS", "noc/SYR")
    assert {act.roles.get("party") for act in dossier_of(desk, SYR).contacts} == {("noc/RUS", "noc/SYR")}
    assert {support.title for support in signing.supports} == {"Told"}


def test_standings_are_those_of_subjects_and_days(desk: Desk) -> None:
    assert [s.status for s in standings_of(desk)] == ["suspended"]
    assert not standings_of(desk, ())
    assert not standings_of(desk, SYR)
    assert not standings_of(desk, RUS, date(2020, 1, 1))
    assert grid_of(desk, RUS, TODAY).subjects == RUS


def test_sides_are_told_of_as_they_were_known(desk: Desk) -> None:
    assert len(dossier_of(desk, RUS).agreements) == 2
    assert {entry.kind for entry in timeline_of(desk, SYR)} == {"agreement", "meeting"}
    assert between_sides(desk, RUS, SYR).last_contact is not None
    assert not conflicts_of(desk)
    before = Desk(desk.register, desk.settings, AsOf(known_on=date(2023, 1, 1)), desk.loaded)
    assert not timeline_of(before, SYR)
    assert before.meant("Russian Olympic Committee").entities == RUS


def test_what_waits_is_judged_and_remembered(desk: Desk) -> None:
    (unsure,) = [one for one in waiting_of(desk) if one.what == "claim"]
    assert named_claims(desk, [unsure.ids[0][:8]])[0].reasons == ("you asked for it",)
    with pytest.raises(RegisterError, match="no claim that begins"):
        named_claims(desk, ["ffffffffffffffff"])
    stored = find_by_id(desk.register, unsure.ids[0])
    judge_claim(desk, "confirm", stored[0].claim, "Ana", why="read it")
    judge_pair(desk, "not_same", pair_of("noc/RUS", "noc/SYR"), "Ana")
    later = Desk(desk.register, desk.settings, loaded=desk.loaded)
    assert not [one for one in waiting_of(later) if one.what == "claim"]
    assert len(all_judgements(later)) == 2
    assert [event.what for event in history_of_claims(later, stored)] == ["said", "recorded", "judged"]
    assert history_of_entities(later, SYR)[-1].what == "judged"


def test_a_text_means_one_entity_or_is_refused(desk: Desk) -> None:
    assert one_entity("Syrian Olympic Committee", desk) == "noc/SYR"
    assert names_of(RUS, desk) == {"noc/RUS": "Russian Olympic Committee"}
    with pytest.raises(ValueError, match="nothing is called"):
        one_entity("no such body", desk)


def test_every_list_comes_part_by_part(desk: Desk) -> None:
    lists: list[tuple[tuple[object, ...], Callable[[Page], Part[Any]]]] = [
        (agreements_of(desk), lambda page: agreements_page(desk, None, page)),
        (agreements_of(desk, Wanted(ends_within=60)), lambda page: agreements_page(desk, Wanted(ends_within=60), page)),
        (due_of(desk), lambda page: due_page(desk, page)),
        (standings_of(desk), lambda page: standings_page(desk, None, None, page)),
        (conflicts_of(desk), lambda page: conflicts_page(desk, None, (), page)),
        (timeline_of(desk, RUS), lambda page: timeline_page(desk, RUS, page)),
    ]
    for whole, part_of in lists:
        rows: list[object] = []
        part = part_of(Page(1))
        while part.next:
            rows += part.rows
            part = part_of(Page(1, part.next))
        assert sorted(map(repr, [*rows, *part.rows])) == sorted(map(repr, whole))  # of one day, in another order
        assert part.total == len(whole)
        assert part_of(Page(50, offset=1)).rows == part_of(Page()).rows[1:]
    with pytest.raises(ValueError, match="no place in a list"):
        due_page(desk, Page(after="nowhere"))


def test_a_part_may_be_asked_for_more_narrowly(desk: Desk) -> None:
    assert [item.overdue for item in due_page(desk, overdue=True).rows] == [True]
    assert [item.kind for item in due_page(desk, entities=["gathering/made-games"]).rows] == ["gathering"]
    assert tenures_page(desk, IOC).rows == ()
    assert standings_page(desk, ()).total == 0
    assert {entry.kind for entry in timeline_page(desk, RUS, kinds=["meeting"]).rows} == {"meeting"}
    whole = timeline_page(desk, RUS).rows
    assert timeline_page(desk, RUS, Page(backwards=True)).rows == whole[::-1]
    before = Desk(desk.register, desk.settings, AsOf(known_on=date(2023, 1, 1)), desk.loaded)
    assert agreements_page(before).rows == ()


def test_of_what_very_many_claims_name_the_latest_is_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, all_between = dossier_of(desk, RUS), between_sides(desk, RUS, SYR)
    assert (whole.latest, all_between.latest) == (0, 0)
    monkeypatch.setattr(latest, "ALL_OF", 1)
    assert replace(dossier_of(desk, RUS), latest=0) == whole
    assert replace(between_sides(desk, RUS, SYR), latest=0) == all_between
    assert dossier_of(desk, RUS).latest == latest.LATEST
