import json
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from entente.knowledge.tables import Knowledge
from entente.model.claim import FACTUALITIES, Claim, Evidence
from entente.model.span import Span
from entente.views.exports.lines import as_lines, claims_from_jsonl, write_jsonl, write_plover
from entente.views.exports.material import Material

MakeMaterial = Callable[..., Material]
WORDS = st.text(min_size=1, max_size=12)
CLAIMS = st.builds(
    Claim,
    kind=st.sampled_from(["meeting", "office"]),
    roles=st.dictionaries(st.sampled_from(["party", "holder"]), st.lists(WORDS, min_size=1, max_size=2).map(tuple)),
    passage=st.integers(0, 50).map(lambda start: Span(start, start + 5)),
    quote=WORDS,
    report=WORDS,
    digest=st.just(""),
    rule=WORDS,
    polarity=st.sampled_from(["positive", "negative"]),
    factuality=st.sampled_from(FACTUALITIES),
    attributes=st.dictionaries(st.sampled_from(["stage", "post"]), WORDS),
    conditions=st.lists(WORDS, max_size=2).map(tuple),
    when=st.sampled_from(["2023", "2023-05-10", "2023-05/.."]),
    where=st.lists(WORDS, max_size=2).map(tuple),
    attribution=st.lists(WORDS, max_size=2).map(tuple),
    confidence=st.sampled_from([0.5, 1.0]),
    evidence=st.sampled_from([(), (Evidence("trigger", Span(0, 2)),), (Evidence("party", Span(0, 2)),) * 2]),
)


@given(st.lists(CLAIMS, max_size=4))
def test_json_lines_give_the_claims_back(claims: list[Claim]) -> None:
    material = Material(tuple(claims), {}, {}, {}, _nothing())
    assert list(claims_from_jsonl(b"".join(write_jsonl(material)).decode())) == claims


def _nothing() -> Knowledge:
    return Knowledge({}, {}, {}, {}, {}, {}, {}, {}, {}, "")


def test_what_utf_8_cannot_hold_is_escaped() -> None:
    [line] = as_lines([{"a": "\ud800 ü"}])
    assert line == b'{"a": "\\ud800 \xc3\xbc"}\n'
    assert json.loads(line) == {"a": "\ud800 ü"}


def test_every_claim_is_a_line_and_keeps_how_it_is_told(claims: tuple[Claim, ...], make_material: MakeMaterial) -> None:
    rows = [json.loads(line) for line in write_jsonl(make_material(claims))]
    assert [(row["factuality"], row["polarity"]) for row in rows] == [(c.factuality, c.polarity) for c in claims]
    again = list(claims_from_jsonl("\n".join(json.dumps(row) for row in rows)))
    assert again == [replace(claim, digest="") for claim in claims]


def test_plover_records_keep_how_they_are_told(claims: tuple[Claim, ...], make_material: MakeMaterial) -> None:
    rows = [json.loads(line) for line in write_plover(make_material(claims))]
    assert {"class", "source", "target", "factuality", "polarity"} <= rows[0].keys()
    assert {row["factuality"] for row in rows} > {"asserted", "planned", "hoped"}
    told = {claim.id: claim for claim in claims}
    for row in rows:
        claim = told[row["claim"]]
        assert (row["when"] or "", tuple(row["attribution"])) == (claim.when, claim.attribution)
        assert (row["factuality"], row["polarity"]) == (claim.factuality, claim.polarity)
