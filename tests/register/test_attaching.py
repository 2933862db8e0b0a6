from dataclasses import replace

import pytest

from entente.model.claim import Claim, Evidence
from entente.model.span import Span
from entente.register.attaching import attach, likeness
from entente.register.judgements import subject_of
from tests.register.judging import claim_of, judgement_on

CLAIM = claim_of(visitor="person/a-b", host="noc/MLI")
ON_IT = judgement_on("reject", subject_of(CLAIM))


@pytest.mark.parametrize(
    "now",
    [
        CLAIM,
        replace(CLAIM, when="2023", factuality="planned", attributes={"purpose": "talks"}),
        replace(CLAIM, passage=Span(2, 30)),
        replace(CLAIM, roles={"visitor": ("person/a-b",), "host": ("country/MLI",)}),
        replace(CLAIM, roles={"visitor": ("person/a-b",)}),
        replace(CLAIM, roles={"visitor": ("person/a-b",), "host": ("noc/MLI",), "gathering": ("gathering/g-2023",)}),
    ],
)
def test_a_judgement_finds_its_claim_in_a_new_reading(now: Claim) -> None:
    found = attach([ON_IT], [now, claim_of("meeting", party=("person/a-b", "noc/MLI"))])
    assert found.on == {now.id: (ON_IT,)}
    assert found.moved == (frozenset() if now.id == CLAIM.id else frozenset({ON_IT.id}))
    assert found.unattached == ()


@pytest.mark.parametrize(
    "now",
    [
        replace(CLAIM, digest="b" * 64),
        replace(CLAIM, kind="meeting"),
        replace(CLAIM, passage=Span(10, 20)),
        replace(CLAIM, roles={"visitor": ("person/c-d",), "host": ("noc/SYR",)}),
        replace(CLAIM, roles={"visitor": ("person/a-b",), "host": ("noc/SYR",)}, evidence=()),
    ],
)
def test_another_claim_is_not_the_judged_one(now: Claim) -> None:
    alike = now.evidence == () and now.digest == CLAIM.digest
    found = attach([ON_IT], [now])
    assert (found.unattached == (ON_IT,)) is not alike


def test_what_was_read_beside_the_claim_is_not_its_new_form() -> None:
    beside = replace(CLAIM, roles={"visitor": ("person/a-b",), "host": ("noc/SYR",)})
    judgement = judgement_on("reject", subject_of(CLAIM, [CLAIM, beside]))
    assert attach([judgement], [beside]).unattached == (judgement,)


def test_the_likest_claim_is_taken() -> None:
    less = replace(CLAIM, roles={"visitor": ("person/a-b",), "host": ("noc/SYR",)})
    more = replace(CLAIM, roles={**CLAIM.roles, "gathering": ("gathering/g-2023",)})
    assert list(attach([ON_IT], [less, more]).on) == [more.id]
    assert list(attach([ON_IT], [more, less]).on) == [more.id]


def test_the_same_words_count_as_much_as_the_same_entities() -> None:
    words = (Evidence("visitor", Span(0, 2)), Evidence("host", Span(7, 9)))
    read, now = (
        replace(CLAIM, roles=roles, evidence=words) for roles in (CLAIM.roles, {"visitor": ("x",), "host": ("y",)})
    )
    assert likeness(subject_of(read), now) == 1
    elsewhere = replace(now, evidence=(Evidence("visitor", Span(3, 5)), words[1]))
    assert likeness(subject_of(read), elsewhere) == 0.5


def test_claims_that_name_nobody_are_compared_by_their_passage() -> None:
    empty = replace(CLAIM, roles={}, evidence=())
    assert list(attach([judgement_on("reject", subject_of(empty))], [replace(empty, when="2023")]).on) != []
