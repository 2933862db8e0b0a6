import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entente.knowledge.loader import SHIPPED
from entente.model.claim import FACTUALITIES, Claim
from entente.model.rows import claim_to_row
from entente.model.span import Span
from entente.views.scoring import DETAILS, Score, agrees, place, score

MakeClaim = Callable[..., Claim]
KINDS: dict[str, Any] = yaml.safe_load((SHIPPED / "ontology" / "kinds.yaml").read_text(encoding="utf-8"))
TEXT = "First line of it.\nSecond line of it.\n\nFourth line of it.\n"
STARTS = (0, 6, 18, 38)


def meeting(**fields: Any) -> dict[str, Any]:
    return {"line": 1, "kind": "meeting", "party": ["noc/RUS", "noc/SYR|country/SYR"]} | fields


@pytest.mark.parametrize(
    ("expected", "party", "agree"),
    [
        ({}, ("noc/SYR", "noc/RUS"), True),
        ({}, ("country/SYR", "noc/RUS"), True),
        ({}, ("noc/RUS",), False),
        ({}, ("noc/RUS", "noc/MLI"), False),
        ({"factuality": "planned"}, ("noc/SYR", "noc/RUS"), False),
        ({"polarity": "negative"}, ("noc/SYR", "noc/RUS"), False),
        ({"kind": "tie"}, ("noc/SYR", "noc/RUS"), False),
        ({"party": ["person/nasser-al-saied", "noc/RUS"]}, ("person/al-saied", "noc/RUS"), True),
        ({"party": ["person/nasser-al-saied", "noc/RUS"]}, ("person/other-saied", "noc/RUS"), False),
    ],
)
def test_parties_agree_in_any_order(
    make_claim: MakeClaim, expected: dict[str, Any], party: tuple[str, ...], agree: bool
) -> None:
    assert agrees(meeting(**expected), make_claim("meeting", {"party": party}), KINDS) is agree


@pytest.mark.parametrize(
    ("expected", "found", "agree"),
    [
        ("possible", "hoped", True),
        ("planned", "conditional", True),
        ("planned", "possible", False),
        ("alleged|asserted", "alleged", True),
    ],
)
def test_near_factualities_count_as_one(make_claim: MakeClaim, expected: str, found: str, agree: bool) -> None:
    claim = make_claim("meeting", {"party": ("noc/RUS", "noc/SYR")}, factuality=found)
    assert agrees(meeting(factuality=expected), claim, KINDS) is agree


def test_a_tenure_is_compared_as_in_starts_or_out(make_claim: MakeClaim) -> None:
    expected = {
        "line": 1,
        "kind": "office",
        "holder": "person/a-b",
        "body": "",
        "post": "President",
        "change": "elected",
    }
    roles = {"holder": ("person/a-b",), "body": ()}
    changes = ("appointed", "holds", "left")
    claims = [make_claim("office", roles, attributes={"post": "President", "change": change}) for change in changes]
    told = {c.attributes["change"]: agrees(expected | {"post": "president"}, c, KINDS) for c in claims}
    assert told == {"appointed": True, "holds": False, "left": False}
    assert not agrees(
        expected | {"post": "president"}, make_claim("office", roles, attributes={"post": "president"}), KINDS
    )


def test_participation_needs_its_gathering_or_sport(make_claim: MakeClaim) -> None:
    expected = {"line": 1, "kind": "participation", "participant": "athletes/SYR", "sport": "karate"}
    assert agrees(
        expected, make_claim("participation", {"participant": ("athletes/SYR",)}, attributes={"sport": "karate"}), KINDS
    )
    assert not agrees(expected, make_claim("participation", {"participant": ("athletes/SYR",)}), KINDS)


def test_cooperation_takes_initiator_and_partner_for_parties(make_claim: MakeClaim) -> None:
    expected = {"line": 1, "kind": "cooperation", "party": ["noc/RUS", "noc/SYR"]}
    assert agrees(expected, make_claim("cooperation", {"initiator": ("noc/RUS",), "partner": ("noc/SYR",)}), KINDS)


def test_repeats_cost_nothing_twice_and_optional_claims_nothing_at_all(make_claim: MakeClaim) -> None:
    found = [
        make_claim("meeting", {"party": ("noc/RUS", "noc/SYR")}, start=start, when="2023")
        for start in (*STARTS[1:], 40, 0)
    ]
    twin = make_claim("meeting", {"party": ("noc/RUS", "noc/SYR")}, start=3, when="2023")
    result = score(
        [meeting(when="2023", mode="virtual"), meeting(optional=True, party=["noc/MLI"])],
        place([*found, twin], TEXT),
        KINDS,
    )
    assert (len(result.found), len(result.missed), len(result.extra)) == (1, 0, 0)
    assert (result.precision, result.recall, result.f1) == (1.0, 1.0, 1.0)
    assert (dict(result.asked), result.right["when"], result.right["mode"]) == ({"when": 1, "mode": 1}, 1, 0)


def test_nothing_found_and_nothing_expected_scores_nothing() -> None:
    assert Score().f1 == 0.0


def test_scores_of_files_add_up(make_claim: MakeClaim) -> None:
    total = Score()
    for _ in range(2):
        total.add(score([meeting()], place([make_claim("bid", {}), make_claim("tie", {}, when="2023")], TEXT), KINDS))
    assert (len(total.missed), [p.claim.kind for p in total.extra]) == (2, ["tie", "tie"])


PARTIES = st.sampled_from(("noc/RUS", "noc/SYR", "person/nasser-alsaied", "person/alsaied", "person/n-alsaied"))
CLAIMS = st.builds(
    lambda kind, roles, attributes, start, factuality, polarity, when: Claim(
        kind, roles, Span(start, start + 4), TEXT[start : start + 4], "r", "d", "x",
        polarity=polarity, factuality=factuality, attributes=attributes, when=when,
    ),
    st.sampled_from(("meeting", "cooperation", "office", "participation", "statement", "bid", "standing")),
    st.dictionaries(
        st.sampled_from(
            ("party", "initiator", "partner", "holder", "body", "participant", "gathering", "speaker", "bidder", "subject")
        ),
        st.lists(PARTIES, max_size=2, unique=True).map(tuple), max_size=4,
    ),
    st.fixed_dictionaries({}, optional={
        "post": st.sampled_from(("president", "President")), "change": st.sampled_from(tuple(KINDS["office"]["tenure"])),
        "sport": st.just("karate"), "status": st.sampled_from(("banned", "suspended")), "mode": st.just("virtual"),
    }),
    st.sampled_from(STARTS),
    st.sampled_from(FACTUALITIES),
    st.sampled_from(("positive", "negative")),
    st.sampled_from(("", "2023", "2023-06")),
)  # fmt: skip
VALUE = st.one_of(
    PARTIES, st.just(""), st.tuples(PARTIES, PARTIES).map("|".join), st.tuples(PARTIES, PARTIES).map(" & ".join)
)
EXPECTED = st.fixed_dictionaries(
    {"kind": st.sampled_from(("meeting", "cooperation", "office", "participation", "statement", "bid", "standing")),
     "line": st.sampled_from((1, 2, 4))},
    optional={
        "party": st.lists(VALUE, min_size=1, max_size=2), "holder": VALUE, "body": VALUE, "participant": VALUE, "gathering": VALUE,
        "speaker": VALUE, "bidder": VALUE, "subject": VALUE, "authority": st.just(""), "post": st.just("president"),
        "change": st.sampled_from(("holds", "elected|holds", "left")), "sport": st.just("karate"),
        "status": st.just("banned|suspended"),
        "factuality": st.sampled_from(("asserted", "planned|hoped", "possible")),
        "polarity": st.sampled_from(("positive", "negative")),
        "optional": st.booleans(), "when": st.sampled_from(("2023", "2023|2023-06")), "mode": st.just("virtual"),
    },
)  # fmt: skip


def reference(shared: Path) -> Any:
    specification = importlib.util.spec_from_file_location("reference_score", shared / "score.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.mark.shared
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(claims=st.lists(CLAIMS, max_size=6), expected=st.lists(EXPECTED, max_size=5), echo=st.booleans())
def test_the_reference_scorer_gives_the_same(
    shared: Path, tmp_path: Path, claims: list[Claim], expected: list[dict[str, Any]], echo: bool
) -> None:
    if echo:  # so that much agrees
        expected = [*expected, *(as_expected(claim) for claim in claims[:3])]
    (tmp_path / "r.txt").write_text(TEXT)
    (tmp_path / "e.yaml").write_text(yaml.safe_dump({"report": "r.txt", "claims": expected}))
    (tmp_path / "c.jsonl").write_text("\n".join(json.dumps(claim_to_row(c)) for c in claims))
    found, missed, extra, details = reference(shared).compare(tmp_path / "e.yaml", tmp_path / "c.jsonl")
    ours = score(expected, place(claims, TEXT), KINDS)
    assert (ours.found, ours.missed) == (found, missed)
    assert [p.claim.id for p in ours.extra] == [row["id"] for row in extra]
    for name in DETAILS:
        assert (ours.asked[name], ours.right[name]) == (details[name, "asked"], details[name, "right"])
    assert ours.dates_beyond == details["when", "beyond"]


def as_expected(claim: Claim) -> dict[str, Any]:
    line = TEXT.count("\n", 0, claim.passage.start) + 1
    roles = {role: " & ".join(ids) for role, ids in claim.roles.items() if role != "party"}
    parties = {"party": list(claim.roles["party"])} if "party" in claim.roles else {}
    own = {"kind": claim.kind, "line": line, "factuality": claim.factuality, "polarity": claim.polarity}
    return own | roles | parties | {name: value.lower() for name, value in claim.attributes.items()}
