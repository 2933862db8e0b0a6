"""What a record that is kept says is what is said at once, with the names of the day on which it is read."""

from hypothesis import given
from hypothesis import strategies as st

from entente.knowledge.loader import SHIPPED, read_rules
from entente.model.claim import FACTUALITIES, Claim
from entente.records.wording import Wording, later, named_in, said, with_words
from tests.conftest import claim_of, wording_of

KINDS = read_rules(SHIPPED / "ontology" / "kinds.yaml")
IDS = ("noc/RUS", "org/ioc", "athletes/MLI", "person/a-b", "gathering/asian-games-2022", "place/moscow", "country/USA")
NAMES = {"noc/RUS": "Russian Olympic Committee", "country/USA": "United States", "place/moscow": "Moscow"}
WORDING = wording_of(NAMES)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Co")), max_size=200)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    kind = draw(st.sampled_from(sorted(KINDS)))
    roles = sorted({*KINDS[kind]["roles"], "gathering", "against", "cause"})
    filled = draw(st.dictionaries(st.sampled_from(roles), st.lists(st.sampled_from(IDS), max_size=12).map(tuple)))
    listed = KINDS[kind]["attributes"].items()
    attributes = {
        name: draw(st.sampled_from(values) if values else WORDS) for name, values in listed if draw(st.booleans())
    }
    return claim_of(
        kind,
        filled,
        attributes=attributes,
        conditions=draw(st.lists(WORDS, max_size=2).map(tuple)),
        factuality=draw(st.sampled_from(FACTUALITIES)),
        polarity=draw(st.sampled_from(("positive", "negative"))),
        when=draw(st.sampled_from(("", "2026-03", "2026-03-03/2026-03-05", "../2026", "2026-21?"))),
        where=draw(st.lists(st.sampled_from(IDS), max_size=3).map(tuple)),
    )


@given(claims(), st.booleans())
def test_what_is_kept_says_what_is_said_at_once(claim: Claim, day: bool) -> None:
    kept = said(claim, later(claim.entities()), day=day)
    assert named_in(kept) == claim.entities() - set(claim.attribution)
    assert with_words(kept, WORDING) == said(claim, WORDING, day=day)


@given(claims())
def test_a_line_is_one_line_and_begins_as_a_sentence_does(claim: Claim) -> None:
    line = said(claim, WORDING)
    assert line == line.strip()
    assert line[:1] == line[:1].upper() or "/" in line.partition(" ")[0] or ":" in line
    if not any(claim.attributes.values()) and not claim.conditions:
        assert not set(line) & set("{}[]<>\n")
        assert "  " not in line


def test_records_of_older_registers_keep_their_words() -> None:
    assert with_words("subject: \ue000noc/RUS\ue001; status: suspended", WORDING) == (
        "subject: Russian Olympic Committee; status: suspended"
    )
    assert Wording({}).called("noc/RUS") == "noc/RUS"
