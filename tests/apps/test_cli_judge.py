"""The commands that judge: review, merge, split, undo, history; and explain, which shows what was judged."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from entente.model.claim import Claim
from tests.apps.conftest import Shell

MakeClaim = Callable[..., Claim]
TEXT = "The two committees met. Joan Al Thani is president."
OTHER = "Joaan Al-Thani leads the committee."
JOAN, JOAAN = "person/joan-al-thani", "person/joaan-al-thani"


@pytest.fixture
def desk(
    shell: Shell,
    in_scratch: Path,
    reads: dict[str, Sequence[Claim] | Exception],
    make_claim: MakeClaim,
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:
    """Give a shell in a folder with a register of two reports, in which nobody has judged yet."""
    monkeypatch.setenv("ENTENTE_USER", "Ana")
    post = {"attributes": {"post": "president", "change": "holds"}}
    planned = {"attributes": {"stage": "planned"}, "confidence": 0.6, "quote": TEXT[:23]}
    reads[TEXT] = [
        make_claim("agreement", {"party": ("noc/RUS", "noc/SYR")}, **planned),
        make_claim(
            "office", {"holder": (JOAN,), "body": ("noc/SYR",)}, start=24, quote=TEXT[24:], confidence=0.7, **post
        ),
    ]
    reads[OTHER] = [
        make_claim("office", {"holder": (JOAAN,), "body": ("noc/SYR",)}, quote=OTHER, confidence=0.9, **post),
        make_claim("meeting", {"party": (JOAAN, "org/anoc")}, quote=OTHER, confidence=0.9),
    ]
    (in_scratch / "a.txt").write_text(TEXT)
    (in_scratch / "b.txt").write_text(OTHER)
    assert shell("read", "a.txt", "b.txt").code == 0
    return shell


def rows(shell: Shell, *arguments: str) -> list[dict[str, Any]]:
    done = shell(*arguments, "--format", "jsonl")
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def ids(told: str) -> list[str]:
    return re.findall(r"judgement ([0-9a-f]{16})", told)


def test_what_waits_is_listed_the_least_sure_first(desk: Shell) -> None:
    waiting = rows(desk, "review")
    assert [(one["what"], one["score"]) for one in waiting] == [("claim", 0.6), ("claim", 0.7), ("pair", 1.0)]
    assert waiting[0]["sentence"] == "The two committees met."
    assert waiting[2]["ids"] == [JOAAN, JOAN]
    assert waiting[2]["reasons"][1] == "+0.15 both are told of as president of noc/SYR in the same years"
    assert [one["what"] for one in rows(desk, "review", "--below", "0.65")] == ["claim", "pair"]
    assert [one["what"] for one in rows(desk, "review", "--limit", "1")] == ["claim", "pair"]


def test_claims_are_judged_from_a_pipe(desk: Shell) -> None:
    done = desk("review", data=b"stage=signed when=2023-07-28\nr another man\ny\n")
    assert done.code == 0
    assert "“The two committees met.”" in done.out
    assert "confidence 0.60" in done.out
    assert len(ids(done.err)) == 3
    assert done.err.endswith("3 judgements made, 0 not looked at\n")
    [agreement] = rows(desk, "agreements")
    assert agreement["state"] == "signed"
    shown = desk("show", JOAAN).out
    assert "another" not in shown
    assert "nothing waits" in desk("review").err
    assert [e["what"] for e in rows(desk, "history")] == ["judged"] * 3


def test_what_is_typed_wrongly_is_said_and_asked_again(desk: Shell) -> None:
    lines = [
        "confirm",
        "when=someday",
        "colour=red",
        "stage=dreamt",
        "party=Atlantis",
        "stage=",
        "stage=signed oops",
        "u",
        "s",
        "s",
        "c",
        "q",
    ]
    done = desk("review", data="\n".join(lines).encode())
    assert done.out.count("1/3") == 2
    for told in (
        "'confirm' is none of the keys",
        "'someday' is no date",
        "'colour' is no field of a claim of kind agreement",
        "stage is one of discussed",
        "nothing is called 'Atlantis'",
        "a claim cannot be without its stage",
        "'oops' is no field=value",
        "nothing to undo",
        "'c' is none of the keys",
        "0 judgements made, 1 not looked at",
    ):
        assert told in done.err


def test_the_last_judgement_is_taken_back_and_asked_again(desk: Shell) -> None:
    done = desk("review", data=b"r\nu\nc\n")
    assert "taken back" in done.err
    assert done.out.count("1/3") == 2
    assert [e["holds"] for e in rows(desk, "history")] == [False, True, True]
    claim = json.loads(desk("export", "jsonl").out.splitlines()[0])
    assert (claim["confidence"], claim["judged"]["by"], claim["judged"]["verdict"]) == (1.0, "Ana", "confirmed")


def test_one_claim_is_asked_about(desk: Shell) -> None:
    claim = rows(desk, "review")[1]["ids"][0]
    done = desk("review", claim[:8], "--by", "Bo", data=b"holder=person/c-d\n")
    assert "you asked for it" in done.out
    assert "person/c-d" in desk("show", "person/c-d").out
    assert "judged before: correct by Bo" in desk("review", claim, data=b"s\n").out
    assert "no claim that begins with 'zz'" in desk("review", "zz").err


def test_names_are_merged_split_and_told(desk: Shell) -> None:
    [merged] = ids(desk("merge", "Joan Al Thani", JOAAN, "--note", "one man").err)
    assert JOAN not in desk("show", "Joan Al Thani").out
    assert desk("show", JOAN).out == desk("show", JOAAN).out
    assert "one man" in desk("history", JOAN).out
    [apart] = ids(desk("split", JOAN, JOAAN).err)
    assert JOAN in desk("show", JOAN).out
    desk("undo", apart)
    assert desk("show", JOAN).out == desk("show", JOAAN).out
    assert "taken back: same by Ana" in desk("undo", merged[:9]).err
    assert JOAN in desk("show", JOAN).out
    assert "is undone already" in desk("undo", merged).err


def test_a_merge_undone_leaves_every_view_and_export_as_it_was(desk: Shell) -> None:
    def everything() -> list[str]:
        asked = (
            ("show", "SYR"),
            ("agreements",),
            ("standing",),
            ("timeline", JOAN),
            ("due",),
            ("export", "csv"),
            ("export", "jsonl"),
        )
        return [desk(*words).out for words in asked]

    before = everything()
    desk("merge", JOAN, JOAAN)
    assert everything() != before
    assert "1 judgement since 2020-01-01 taken back" in desk("undo", "--since", "2020-01-01").err
    assert everything() == before
    assert "nothing since 2020-01-01 is in force" in desk("undo", "--since", "2020-01-01").err


def test_a_conflict_is_told_with_its_way_out(desk: Shell) -> None:
    [joined] = ids(desk("merge", "noc/RUS", "noc/SYR").err)
    desk("merge", "noc/SYR", "org/anoc")
    told = desk("split", "noc/RUS", "org/anoc").err
    assert "judged apart, and yet joined" in told
    assert f"{joined}: same by Ana" in told
    assert rows(desk, "review")[0]["what"] == "conflict"
    assert "1 pair of names judged apart, and yet joined" in desk("check").err
    desk("undo", joined)
    assert rows(desk, "review")[0]["what"] == "claim"


def test_what_cannot_be_judged_is_refused(desk: Shell) -> None:
    assert "of two kinds" in desk("merge", JOAN, "noc/SYR").err
    assert "tells nothing of person/x-y" in desk("merge", JOAN, "person/x-y").err
    assert [desk("merge", one, JOAN).code for one in ("ROC", JOAN, "Atlantis")] == [2, 2, 2]
    assert desk("undo").code == 2


def test_what_was_judged_is_explained(desk: Shell) -> None:
    claim = rows(desk, "review")[0]["ids"][0]
    desk("review", data=b"stage=signed\n")
    told = desk("explain", claim).out
    assert "correct by Ana" in told
    assert "so it says now: The Russian Olympic Committee and the Syrian Olympic Committee signed an agreement" in told
    assert "stage: planned" in told
    desk("review", claim, data=b"r\n")
    assert "so it is in no view" in desk("explain", claim).out
    [row] = rows(desk, "explain", claim)
    assert [j["holds"] for j in row["judgements"]] == [True, True]
    assert "corrected by Ana" not in desk("agreements").out
    [undone] = [e["id"] for e in rows(desk, "history", claim) if "reject" in e["says"]]
    desk("undo", undone)
    assert "corrected by Ana" in desk("agreements").out


def test_a_history_is_in_the_order_in_which_things_came_to_be(desk: Shell) -> None:
    assert "several are called so" in desk("history", "Thani").err
    desk("merge", JOAN, JOAAN)
    events = rows(desk, "history", JOAN)
    assert [e["what"] for e in events] == ["said"] * 3 + ["recorded"] * 3 + ["judged"]
    assert [e["at"] for e in events] == sorted((e["at"] for e in events), key=lambda at: at.rstrip("Z"))
    assert "nothing was said or judged" in desk("history", "person/x-y").err


def test_a_judgement_without_its_claim_is_listed(desk: Shell, in_scratch: Path) -> None:
    desk("review", data=b"r gone soon\n")
    desk("withdraw", "a.txt")
    waiting = rows(desk, "review")
    assert (waiting[0]["what"], waiting[0]["sentence"]) == ("unattached", "The two committees met.")
    assert "the register holds no such claim any more" in waiting[0]["reasons"][0]
    assert "unattached: agreement: reject" in desk("review").out
    assert "1 judgement on claims that are no more: `entente review` lists them" in desk("check").err
    assert desk("read", "a.txt").code == 0
    assert rows(desk, "review")[0]["what"] == "claim"
    assert rows(desk, "agreements") == []
    assert in_scratch.is_dir()


def test_a_judged_claim_that_reads_otherwise_is_asked_about_again(
    desk: Shell, reads: dict[str, Sequence[Claim] | Exception], make_claim: MakeClaim
) -> None:
    desk("review", data=b"r\n")
    reads[TEXT] = [
        make_claim(
            "agreement",
            {"party": ("noc/RUS", "noc/SYR")},
            attributes={"stage": "signed"},
            confidence=0.95,
            quote=TEXT[:23],
        )
    ]
    assert desk("read", "a.txt", "--afresh").code == 0
    assert rows(desk, "agreements") == []
    assert "reads otherwise since it was judged: reject by Ana" in rows(desk, "review")[0]["reasons"][0]
    desk("review", data=b"c\n")
    assert [a["state"] for a in rows(desk, "agreements")] == ["signed"]
    assert all(one["what"] != "claim" for one in rows(desk, "review"))


def test_a_judged_export_brought_in_again_changes_nothing(desk: Shell, in_scratch: Path) -> None:
    desk("review", data=b"stage=signed when=2023-07-28\nr\ny\n")
    told = desk("export", "csv").out
    (in_scratch / "own.csv").write_text(told)
    done = desk("import", "own.csv")
    assert done.code == 0, done.err
    assert desk("export", "csv").out == told


def test_who_is_killed_while_he_reviews_loses_nothing(desk: Shell, in_scratch: Path) -> None:
    claims = [one["ids"][0] for one in rows(desk, "review") if one["what"] == "claim"]
    command = [sys.executable, "-m", "entente", "review", *claims]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=in_scratch, **pipes) as running:  # type: ignore[call-overload] # noqa: S603 - our own code
        running.stdin.write(b"c\n")
        running.stdin.flush()
        told = b""
        while b"judgement " not in told:
            told += running.stderr.read(1)
        running.kill()
        running.wait()
    assert [(e["what"], e["holds"]) for e in rows(desk, "history")] == [("judged", True)]
    assert desk("check").code == 0
    assert [one["ids"][0] for one in rows(desk, "review") if one["what"] == "claim"] == claims[1:]
