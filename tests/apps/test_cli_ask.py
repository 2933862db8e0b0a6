import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from entente.model.claim import Claim, Evidence, Step
from entente.model.span import Span

MakeClaim = Callable[..., Claim]
PLAN = "They plan to sign a memorandum on June 1."
LATER = "The committee was suspended, and Ivan Petrov leads it."


@pytest.fixture
def filled(shell: Any, reads: Any, make_claim: MakeClaim, in_scratch: Path) -> Any:
    """Give the shell over a register of two reports."""
    sides = {"party": ("noc/RUS", "noc/SYR")}
    reads[PLAN] = [
        make_claim(
            "agreement",
            sides | {"gathering": ("gathering/forum-2023",)},
            attributes={"stage": "planned", "instrument": "memorandum", "topic": "coaches"},
            factuality="planned",
            when="2023-06-01",
            where=("place/moscow",),
            attribution=("person/ivan-petrov",),
            quote=PLAN,
            rule="agreement.sign",
            evidence=(Evidence("trigger", Span(13, 17)), Evidence("party", Span(0, 4))),
            steps=(Step("factuality", "planned", Span(5, 9)), Step("linking", "two candidates")),
        ),
        make_claim("meeting", sides, quote=PLAN),
    ]
    standing = {"subject": ("noc/RUS",), "authority": ("org/ioc",)}
    reads[LATER] = [
        make_claim(
            "standing",
            standing,
            attributes={"status": "suspended", "scope": "funding"},
            quote=LATER,
            conditions=("no flag",),
        ),
        make_claim(
            "standing", {"subject": ("noc/RUS",)}, attributes={"status": "banned"}, factuality="possible", quote=LATER
        ),
        make_claim(
            "office",
            {"holder": ("person/ivan-petrov",), "body": ("noc/RUS",)},
            attributes={"post": "president"},
            quote=LATER,
        ),
        make_claim(
            "office",
            {"holder": ("person/oleg-petrov",), "body": ("noc/RUS",)},
            attributes={"post": "chair"},
            quote=LATER,
        ),
    ]
    (in_scratch / "a.json").write_text(
        json.dumps({"text": PLAN, "url": "https://example.org/a", "published": "2023-05-15"})
    )
    (in_scratch / "b.txt").write_text(LATER)
    assert shell("read", "a.json", "b.txt").code == 0
    return shell


def rows(result: Any) -> list[dict[str, Any]]:
    assert result.code == 0
    return [json.loads(line) for line in result.out.splitlines()]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            ["agreements"],
            [
                "OVERDUE: planned for 2023-06-01, ",
                "Syrian Olympic Committee (noc/SYR): memorandum",
                PLAN,
                "example.org/a",
            ],
        ),
        (["agreements", "--today", "2023-05-20"], ["planned (planned for 2023-06-01", "about coaches"]),
        (
            ["standing"],
            [
                "suspended (funding), conditional — IOC",
                "on condition: no flag",
                "not decided: possible",
                "from 2023-05-15",
            ],
        ),
        (["standing", "RUS", "--on", "2023-12-01"], ["suspended (funding)"]),
        (
            ["timeline", "SOC"],
            ["The Russian Olympic Committee and the Syrian Olympic Committee will", "[agreement, planned]", PLAN],
        ),
        (
            ["due", "--today", "2023-05-20"],
            ["2023-06-01 (in 12 days)  The Russian Olympic Committee and", "will sign a memorandum"],
        ),
        (["due"], ["days ago, nothing told since"]),
        (["show", "noc/RUS"], ["Posts", "Last meetings", "Agreements", "Standing", LATER, PLAN]),
        (["show", "ROC"], ["Posts"]),
    ],
)
def test_every_line_comes_with_its_sentence(filled: Any, command: list[str], said: list[str]) -> None:
    result = filled(*command)
    assert result.code == 0
    assert [words for words in said if words not in result.out] == []


def test_rows_are_json_and_csv_too(filled: Any) -> None:
    [agreement] = rows(filled("agreements", "--format", "jsonl"))
    assert (agreement["state"], agreement["stages"][0]["supports"][0]["sentence"]) == ("overdue", PLAN)
    assert {row["first"] for row in rows(filled("standing", "--format", "jsonl"))} == {"2023-05-15", None}
    assert json.loads(filled("due", "--format", "json").out)[0]["days_left"] < 0
    assert next(csv.reader(io.StringIO(filled("timeline", "SYR", "--format", "csv").out)))[:2] == ["when", "kind"]
    assert rows(filled("show", "SYR", "--format", "jsonl"))[0]["reports"] == 1


def test_an_ambiguous_name_lists_its_candidates(filled: Any) -> None:
    for command in ("show", "timeline", "standing"):
        result = filled(command, "Petrov", "--format", "jsonl")
        assert [row["entity"] for row in rows(result)] == ["person/ivan-petrov", "person/oleg-petrov"]
        assert "several are called so" in result.err


def test_one_name_of_two_shows_what_was_read_and_says_so(filled: Any) -> None:
    assert "also called so, with nothing in the register: noc/RWA" in filled("show", "ROC").err


@pytest.mark.parametrize(
    ("command", "note"),
    [
        (["show", "Nobody"], "nothing called 'Nobody' is known\nnothing to show\n"),
        (["show", "noc/MLI"], "the register says nothing about noc/MLI\n"),
        (["timeline", "Nobody"], "nothing called 'Nobody' is known\nnothing is known\n"),
        (["standing", "Nobody"], "nothing called 'Nobody' is known\nno standing is known\n"),
        (["standing", "--on", "1990-01-01"], "no standing is known\n"),
    ],
)
def test_an_empty_answer_is_no_failure(filled: Any, command: list[str], note: str) -> None:
    result = filled(*command)
    assert (result.code, result.out, result.err) == (0, "", note)


def test_no_register_is_told_in_a_line(shell: Any) -> None:
    for command in (["agreements"], ["show", "RUS"], ["explain", "ab"], ["withdraw", "a"], ["export", "csv"]):
        result = shell(*command)
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith("entente: entente.db: no register there")


def test_a_claim_is_explained(filled: Any) -> None:
    [claim] = [row for row in rows(filled("export", "jsonl")) if row["kind"] == "agreement"]
    told = filled("explain", claim["id"][:6]).out
    for words in ("agreement: planned", PLAN, "from “They” at 0", "Rule agreement.sign", "trigger: “sign” at 13",
                  "factuality: “plan” at 5: planned",
                  "linking: two candidates", "recorded: 20", "attribution: person/ivan-petrov",
                  "gathering: gathering/forum-2023"):  # fmt: skip
        assert words in told
    [row] = rows(filled("explain", claim["id"], "--format", "jsonl"))
    assert (row["id"], row["steps"][1]["decision"]) == (claim["id"], "two candidates")
    other = next(row for row in rows(filled("export", "jsonl")) if row["kind"] == "office")
    assert "unknown" in filled("explain", other["id"]).out
    standing = next(row for row in rows(filled("export", "jsonl")) if "conditions" in row["attributes"])
    assert "on condition: no flag" in filled("explain", standing["id"]).out


def test_a_claim_unknown_or_not_named_fully_is_told(filled: Any) -> None:
    assert (filled("explain", "zzz").code, filled("explain", "").code) == (1, 0)
    assert "several claims begin with" in filled("explain", "").err


def test_a_report_is_withdrawn(filled: Any) -> None:
    assert filled("withdraw", "https://example.org/a").code == 0
    assert {row["report"] for row in rows(filled("export", "jsonl"))} == {"b.txt"}
    result = filled("withdraw", "https://example.org/a")
    assert (result.code, "holds no report called" in result.err) == (1, True)


def test_a_title_that_two_reports_bear_is_told(filled: Any, in_scratch: Path) -> None:
    for name in ("c", "d"):
        (in_scratch / f"{name}.json").write_text(json.dumps({"text": f"Text {name}.", "title": "Talks"}))
    filled("read", "c.json", "d.json")
    assert (
        "holds several reports called 'Talks' (name one by its url: c.json, d.json)" in filled("withdraw", "Talks").err
    )


def test_a_sheet_has_a_row_a_claim(filled: Any) -> None:
    first = next(r for r in csv.DictReader(io.StringIO(filled("export", "csv").out)) if r["kind"] == "agreement")
    assert (first["roles"], first["attributes"]) == (
        "party=noc/RUS + noc/SYR; gathering=gathering/forum-2023",
        "stage=planned; instrument=memorandum; topic=coaches",
    )
    assert (first["sentence"], first["attribution"], first["where"]) == (PLAN, "person/ivan-petrov", "place/moscow")


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--state", "overdue"], 1),
        (["--state", "signed"], 0),
        (["--state", "signed", "--state", "overdue"], 1),
        (["--party", "RUS", "--party", "noc/SYR"], 1),
        (["--party", "noc/MLI"], 0),
        (["--expiring", "90"], 0),
        (["--as-known-on", "2023-05-15"], 1),
        (["--as-known-on", "2023-05-14"], 0),
    ],
)
def test_agreements_are_chosen_by_state_party_end_and_what_was_known(
    filled: Any, options: list[str], found: int
) -> None:
    assert len(rows(filled("agreements", *options, "--format", "jsonl"))) == found


def test_a_party_of_several_is_asked_for(filled: Any) -> None:
    assert len(rows(filled("agreements", "--party", "Petrov", "--format", "jsonl"))) == 2


@pytest.mark.parametrize("command", [["agreements"], ["standing"], ["timeline", "RUS"], ["due"], ["show", "RUS"]])
def test_what_was_published_later_is_not_known(filled: Any, command: list[str]) -> None:
    assert filled(*command).out
    assert filled(*command, "--as-known-on", "2023-05-14").out == ""


def test_rows_say_of_how_many_reports_and_voices_they_are(filled: Any) -> None:
    [agreement] = rows(filled("agreements", "--format", "jsonl"))
    assert (agreement["stages"][0]["reports"], agreement["stages"][0]["voices"]) == (1, 1)


@pytest.fixture
def contradicted(shell: Any, reads: Any, make_claim: MakeClaim, in_scratch: Path) -> Any:
    """Give the shell over a register of two reports that count one vote in two ways."""
    told_in = {"a": "The committee was suspended by 64-39.", "b": "By 64-36 its members put it out on Wednesday."}
    for name, text in told_in.items():
        votes = "64-39" if name == "a" else "64-36"
        roles = {"subject": ("noc/RUS",), "authority": ("org/ioc",)}
        told = {"quote": text, "when": "2022-11-16", "reported": f"2022-11-1{len(reads) + 7}"}
        reads[text] = [make_claim("standing", roles, attributes={"status": "suspended", "votes": votes}, **told)]
        (in_scratch / f"{name}.txt").write_text(text)
    assert shell("read", "a.txt", "b.txt").code == 0
    return shell


def test_contradictions_are_listed_with_both_sides(contradicted: Any) -> None:
    told = contradicted("conflicts").out
    for words in (
        "votes: IOC suspended the Russian Olympic Committee [standing]",
        "64-39",
        "“By 64-36 its members put it out on Wednesday.”",
    ):
        assert words in told
    [row] = rows(contradicted("conflicts", "RUS", "--about", "votes", "--format", "jsonl"))
    assert [(side["says"], side["reports"], side["voices"]) for side in row["sides"]] == [
        ("64-39", 1, 1),
        ("64-36", 1, 1),
    ]
    for options in (["--about", "post"], ["noc/SYR"], ["Nobody"], ["--as-known-on", "2022-11-17"]):
        assert contradicted("conflicts", *options).out == ""


def test_a_grid_has_a_row_a_body_and_a_column_an_authority(filled: Any) -> None:
    [row] = rows(filled("standing", "RUS", "--grid", "--on", "2023-11-01", "--format", "jsonl"))
    assert row == {"body": "Russian Olympic Committee (noc/RUS)", "ioc": "suspended (funding), conditional"}
    assert "suspended (funding)" in filled("standing", "RUS", "--grid").out
    assert filled("standing", "RUS", "--grid", "--on", "2023-05-14").err == "no standing is known on 2023-05-14\n"


def test_what_is_between_two_sides_is_shown_in_sections(filled: Any) -> None:
    told = filled("between", "RUS", "SYR", "--today", "2023-05-20").out
    for words in ("Last contact", "Agreements", "Overdue and coming up", "Standing now", PLAN, "Who holds which post"):
        assert words in told
    [row] = rows(filled("between", "noc/RUS", "noc/SYR", "--format", "jsonl"))
    assert (row["one"], row["other"], row["last_contact"]["kind"]) == (["noc/RUS"], ["noc/SYR"], "meeting")


def test_nothing_between_two_sides_is_told(filled: Any) -> None:
    assert len(rows(filled("between", "RUS", "Petrov", "--format", "jsonl"))) == 2
    assert filled("between", "RUS", "Nobody").err.endswith("nothing to show\n")
    assert filled("between", "noc/MLI", "noc/SYR").err == "no report tells of both\n"


def test_only_what_was_recorded_by_a_day_is_shown(filled: Any) -> None:
    assert filled("agreements", "--recorded-by", "2023-05-15").out == ""
    assert filled("agreements", "--recorded-by", "2999-12-31").out


def test_copies_of_one_text_are_shown_as_one_voice(contradicted: Any, reads: Any, in_scratch: Path) -> None:
    text = next(iter(reads))
    reads[f"{text} (Agency)"] = reads[text]
    (in_scratch / "c.txt").write_text(f"{text} (Agency)")
    assert contradicted("read", "c.txt").code == 0
    told = contradicted("standing", "RUS").out
    assert ("3 reports, 2 voices" in told, "copy of a.txt" in told) == (True, True)
    [row] = rows(contradicted("standing", "RUS", "--format", "jsonl"))
    assert (row["reports"], row["voices"], row["supports"][0]["voice"]) == (3, 2, "a.txt")
