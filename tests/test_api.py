"""The API of `import entente`, with a reader that knows its texts."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import entente
from entente import api
from entente.model.claim import Claim
from entente.model.report import Report

if TYPE_CHECKING:
    from entente.model.problem import Problem

MakeClaim = Callable[..., Claim]
PAIR = ("noc/RUS", "noc/SYR")
DAY = date(2023, 7, 1)


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch, make_claim: MakeClaim) -> None:
    """Put a reader in place that finds the same claims in every text."""
    told = (
        make_claim(
            "agreement", {"party": PAIR}, attributes={"stage": "planned"}, factuality="planned", when="2023-06-01"
        ),
        make_claim("standing", {"subject": PAIR[:1], "authority": ("org/ioc",)}, attributes={"status": "suspended"}),
        make_claim("office", {"holder": ("person/a-b",), "body": PAIR[:1]}, attributes={"post": "president"}),
    )

    def read_report(_: object, report: Report) -> tuple[Claim, ...]:
        return tuple(replace(claim, report=report.key, digest=report.digest) for claim in told)

    def read_reports(_: object, reports: Iterable[Report]) -> Iterator[tuple[Claim, ...]]:
        return (read_report(_, report) for report in reports)

    monkeypatch.setattr(api, "read_report", read_report)
    monkeypatch.setattr(api, "read_reports", read_reports)


@pytest.fixture
def register(in_scratch: Path) -> Iterator[api.Register]:
    (in_scratch / "a.txt").write_text("They met, and so on.")
    with entente.Register() as opened:
        opened.read("a.txt")
        yield opened


def test_importing_entente_loads_nothing_heavy() -> None:
    code = (
        "import sys, entente; print([m for m in ('spacy', 'sqlalchemy', 'pandas', 'entente.api') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    assert done.stdout.strip() == "[]"


def test_the_documented_names_are_there() -> None:
    assert all(getattr(entente, name) is getattr(api, name) for name in entente.__all__)
    assert set(entente.__all__) <= set(dir(entente))
    assert set(entente.__all__) == set(api.__all__)
    missing = "nothing_of_that_name"
    with pytest.raises(AttributeError, match=missing):
        getattr(entente, missing)


def test_reading_gives_reports_with_their_claims(in_scratch: Path) -> None:
    (in_scratch / "a.txt").write_text("They met, and so on.")
    [reading] = entente.read(in_scratch / "a.txt")
    assert reading.report.text == "They met, and so on."
    assert [claim.kind for claim in reading.claims] == ["agreement", "standing", "office"]
    told = entente.read_text("They met.", published="2023-05-15", url="https://example.org/1")
    assert (told.report.key, told.report.published) == ("https://example.org/1", "2023-05-15")
    assert told.report.blocks


def test_what_cannot_be_read_is_told(in_scratch: Path) -> None:
    with pytest.warns(UserWarning, match=r"nowhere\.txt"):
        assert entente.read("nowhere.txt") == []
    problems: list[Problem] = []
    entente.read(in_scratch / "nowhere.txt", on_problem=problems.append)
    assert [Path(problem.source).name for problem in problems] == ["nowhere.txt"]


def test_a_register_keeps_what_is_read(register: api.Register) -> None:
    assert [report.key for report in register.reports()] == ["a.txt"]
    assert [claim.kind for claim in register.claims()] == ["agreement", "standing", "office"]
    assert register.add(entente.read("a.txt")[0]) == "unchanged"
    assert not register.withdraw("b.txt")
    assert register.withdraw("a.txt")
    assert register.claims() == ()


def test_a_sheet_of_ones_own_goes_in(register: api.Register, in_scratch: Path) -> None:
    (in_scratch / "met.csv").write_text("Who,With,Day\nIOC,FIFA,2023-05-10\nIOC,Nobody Known,2023\n")
    problems: list[Problem] = []
    reading = register.import_sheet(
        "met.csv", columns={"Day": "when"}, kind="meeting", by="Ana", on_problem=problems.append
    )
    assert [claim.roles["party"] for claim in reading.claims] == [("org/ioc", "org/fifa")]
    assert str(problems[0]).startswith("met.csv: row 3, column 'With': nothing called 'Nobody Known'")
    assert [claim.when for claim in register.claims(kind="meeting")] == ["2023-05-10"]
    register.export("csv", "all.csv")
    assert register.import_sheet("all.csv").claims == ()
    assert "all.csv" not in [report.key for report in register.reports()]
    for path, says in (("nowhere.csv", "No such file"), ("a.txt", "none tells what happened")):
        with pytest.raises(ValueError, match=says):
            register.import_sheet(path)


@pytest.mark.parametrize(
    ("chosen", "kinds"),
    [
        ({"kind": "office"}, ["office"]),
        ({"kind": ["office", "standing"]}, ["standing", "office"]),
        ({"party": "Syrian Olympic Committee"}, ["agreement"]),
        ({"party": ["noc/SYR", "org/ioc"]}, ["agreement", "standing"]),
        ({"told": "planned"}, ["agreement"]),
        ({"first": date(2023, 5, 20)}, ["agreement"]),
        ({"known_on": date(2023, 5, 1)}, []),
        ({"recorded_by": date(2023, 5, 1)}, []),
    ],
)
def test_claims_are_chosen(register: api.Register, chosen: Any, kinds: list[str]) -> None:
    assert [claim.kind for claim in register.claims(**chosen)] == kinds


def test_a_name_of_nothing_or_of_several_is_refused(register: api.Register) -> None:
    assert register.entities("IOC") == ("org/ioc",)
    with pytest.raises(ValueError, match="nothing called 'Atlantis' is known"):
        register.claims(party="Atlantis")
    with pytest.raises(ValueError, match="wedding: a claim is of one of the kinds meeting, "):
        register.claims(kind="wedding")
    with pytest.raises(ValueError, match="sure: a claim is told as one of alleged, "):
        register.claims(told="sure")
    with pytest.raises(ValueError, match="sure: a claim is told as one of alleged, "):
        register.export("ftm", include=["sure"])
    with pytest.raises(ValueError, match="name one by its id"):
        register.entities("COC")


def test_the_views_answer(register: api.Register) -> None:
    assert [agreement.state for agreement in register.agreements(DAY)] == ["overdue"]
    assert [standing.status for standing in register.standings("noc/RUS", on=DAY)] == ["suspended"]
    assert register.standings("noc/SYR") == ()
    assert len(register.standings()) == 1
    assert [entry.kind for entry in register.timeline(party="noc/SYR")] == ["agreement"]
    assert [item.overdue for item in register.due(DAY)] == [True]
    assert len(register.dossier("noc/RUS", DAY).posts) == 1
    assert register.conflicts() == ()
    between = register.between("noc/RUS", "noc/SYR", DAY)
    assert [agreement.state for agreement in between.agreements] == ["overdue"]
    assert {s.voice for a in between.agreements for stage in a.stages for s in stage.supports} != {""}


def test_the_views_answer_as_of_a_day(register: api.Register) -> None:
    early: api.AsOf = {"known_on": date(2023, 5, 1)}
    assert (register.agreements(DAY, **early), register.standings(**early), register.due(DAY, **early)) == ((), (), ())
    assert (register.dossier("noc/RUS", DAY, **early).posts, register.between("RUS", "SYR", **early).reports) == ((), 0)
    assert register.standings(recorded_by=date(2023, 5, 1)) == ()
    assert sorted(register.network().edges()) == [
        ("noc/RUS", "noc/SYR"),
        ("org/ioc", "noc/RUS"),
        ("person/a-b", "noc/RUS"),
    ]


def test_frames_have_the_columns_of_the_sheets(register: api.Register) -> None:
    assert register.frame()["factuality"].tolist() == ["planned", "asserted", "asserted"]
    assert register.frame("polars", kind="office")["says"].to_list() != [None]
    assert list(register.frame().columns) == register.frame("polars").columns


def test_exports_are_those_of_the_command(register: api.Register, in_scratch: Path) -> None:
    text = register.export("ftm").decode()
    assert "planned" not in text
    assert register.left_out("ftm") == {"planned": 1}
    assert register.left_out("ftm", include=["planned"]) == register.left_out("jsonl") == {}
    assert "planned" in register.export("ftm", include=["planned"]).decode()
    assert register.export("ftm", include=["all"]) == register.export("ftm", include=["planned"])
    assert register.export("csv", in_scratch / "claims.csv", kind="office") == b""
    assert (in_scratch / "claims.csv").read_text().count("\n") == 2
    with pytest.raises(ValueError, match="'docx'"):
        register.export("docx")
