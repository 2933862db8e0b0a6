from collections.abc import Callable

import pytest

from entente.model.claim import Claim
from entente.register.candidates import Candidate, Profile, candidates, evidence_of, profiles_of
from entente.register.judgements import Pair
from entente.register.likenames import like_names
from entente.register.spelling import Spelling

MakeClaim = Callable[..., Claim]
SPELLING = Spelling(sounds=(("aa", "a"), ("th", "t")), vowels="aeiou", particles=frozenset({"al", "bin"}))
NAMES = {
    "person/joan-al-thani": "Joan Al Thani",
    "person/joaan-bin-hamad-al-thani": "Joaan bin Hamad Al-Thani",
    "person/tamim-al-thani": "Tamim Al Thani",
    "org/cnosm": "CNOSM",
    "org/coral-north-ocean-sports-mission": "Coral North Ocean Sports Mission",
    "nf/MLI/boxing": "Mali boxing federation",
    "nf/MLT/boxing": "Malt boxing federation",
    "place/joan": "Joan",
}
JOAN = Pair("person/joaan-bin-hamad-al-thani", "person/joan-al-thani")


def proposed(*claims: Claim) -> dict[Pair, Candidate]:
    like = like_names(NAMES, SPELLING, [])
    together = {pair: {c.report for c in claims if {pair.first, pair.second} <= c.entities()} - {""} for pair in like}
    return {c.pair: c for c in candidates(evidence_of(like, profiles_of(list(NAMES), claims), together))}


def office(make_claim: MakeClaim, holder: str, body: str = "noc/QAT", report: str = "a", **fields: object) -> Claim:
    return make_claim(
        "office", {"holder": (holder,), "body": (body,)}, attributes={"post": "president"}, report=report, **fields
    )


def test_like_names_and_acronyms_are_proposed() -> None:
    assert set(proposed()) == {JOAN, Pair("org/cnosm", "org/coral-north-ocean-sports-mission")}


def test_what_knowledge_holds_both_of_is_never_proposed() -> None:
    assert JOAN not in like_names(NAMES, SPELLING, [JOAN.first, JOAN.second])
    assert JOAN in like_names(NAMES, SPELLING, [JOAN.first])


def test_evidence_is_listed_and_counts(make_claim: MakeClaim) -> None:
    bare = proposed()[JOAN]
    both = proposed(office(make_claim, JOAN.first), office(make_claim, JOAN.second, report="b"))[JOAN]
    assert both.score == 1
    assert [e.told for e in both.evidence[1:]] == [
        "both are told of as president of noc/QAT in the same years",
        "both belong to QAT",
    ]
    apart = (office(make_claim, JOAN.first), office(make_claim, JOAN.second, "noc/MLI", "b"))
    assert JOAN not in proposed(*apart) or proposed(*apart)[JOAN].score < bare.score
    body = (
        office(make_claim, JOAN.first),
        make_claim("membership", {"member": (JOAN.second,), "body": ("noc/QAT",)}, report="b"),
    )
    assert proposed(*body)[JOAN].evidence[1].told == "both have a post in noc/QAT"


def test_who_is_named_beside_the_other_is_hardly_he(make_claim: MakeClaim) -> None:
    met = make_claim("meeting", {"party": (JOAN.first, JOAN.second)})
    assert JOAN not in proposed(met)
    [told] = [
        e.told
        for e in proposed(met, office(make_claim, JOAN.first), office(make_claim, JOAN.second, report="b"))[
            JOAN
        ].evidence
        if e.weight < 0
    ]
    assert told == "named beside each other in report.txt"


@pytest.mark.parametrize(
    ("when", "told", "weight"),
    [
        ("2022-05", "both are told of as president of noc/QAT in the same years", 0.15),
        ("2014", "both are told of as president of noc/QAT, in other years", 0.08),
        ("1990", "33 years lie between what is told of them", -0.1),
    ],
)
def test_the_years_in_which_a_post_is_told_of_count(make_claim: MakeClaim, when: str, told: str, weight: float) -> None:
    found = proposed(office(make_claim, JOAN.first), office(make_claim, JOAN.second, report="b", when=when))[JOAN]
    assert (told, weight) in {(e.told, e.weight) for e in found.evidence}


def test_bodies_with_the_same_people_are_liker(make_claim: MakeClaim) -> None:
    pair = Pair("org/cnosm", "org/coral-north-ocean-sports-mission")
    found = proposed(*(office(make_claim, "person/a-b", body) for body in (pair.first, pair.second)))
    assert "person/a-b has a post in both" in [e.told for e in found[pair].evidence]


def test_what_is_denied_is_no_evidence(make_claim: MakeClaim) -> None:
    denied = office(make_claim, JOAN.first, polarity="negative")
    assert profiles_of([JOAN.first], [denied])[JOAN.first] == Profile(countries=frozenset({"QAT"}))
