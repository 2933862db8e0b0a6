"""Claims and judgements as hypothesis makes them, and by hand."""

from typing import Any

from hypothesis import strategies as st

from entente.model.claim import Claim, Evidence
from entente.model.span import Span
from entente.register.judgements import Judgement, Subject, Undone, Verdict, pair_of, subject_of

DIGEST = "a" * 64
ENTITIES = (
    "noc/MLI",
    "noc/SYR",
    "org/ioc",
    "person/joan-thani",
    "person/joaan-al-thani",
    "person/joaan-bin-hamad-al-thani",
)
MOMENTS = tuple(f"2024-03-0{day}T09:00:00.000000Z" for day in range(1, 8))


def claim_of(kind: str = "visit", start: int = 0, digest: str = DIGEST, **roles: Any) -> Claim:
    """Give a claim of a passage of ten characters; its roles as keywords, one id or several."""
    filled = {role: (ids,) if isinstance(ids, str) else tuple(ids) for role, ids in roles.items()}
    trigger = Evidence("trigger", Span(start + 4, start + 6))
    return Claim(
        kind, filled, Span(start, start + 10), "Aa met Bb.", "a.txt", digest, "r", confidence=0.5, evidence=(trigger,)
    )


def judgement_on(
    verdict: Verdict, subject: Subject, made: str = MOMENTS[0], by: str = "Ana", **detail: Any
) -> Judgement:
    return Judgement(verdict, by, made, subject, detail)


def undo_of(judgement: Judgement, made: str = MOMENTS[6]) -> Judgement:
    return judgement_on("undo", Undone(judgement.id), made)


CLAIMS = st.lists(
    st.builds(
        claim_of,
        kind=st.sampled_from(("visit", "meeting")),
        start=st.integers(0, 12),
        visitor=st.lists(st.sampled_from(ENTITIES), min_size=1, max_size=2, unique=True),
        host=st.sampled_from(ENTITIES),
    ),
    max_size=5,
    unique_by=lambda claim: claim.id,
)
ON_CLAIMS = st.builds(
    lambda verdict, claim, made, by: judgement_on(
        verdict, subject_of(claim), made, by, **({"changes": {"when": made[:10]}} if verdict == "correct" else {})
    ),
    st.sampled_from(("confirm", "reject", "correct")),
    st.builds(claim_of, start=st.integers(0, 12), visitor=st.sampled_from(ENTITIES), host=st.sampled_from(ENTITIES)),
    st.sampled_from(MOMENTS),
    st.sampled_from(("Ana", "Bo")),
)
PAIRS = st.lists(st.sampled_from(ENTITIES), min_size=2, max_size=2, unique=True).map(lambda two: pair_of(*two))
ON_PAIRS = st.builds(judgement_on, st.sampled_from(("same", "not_same", "unsure")), PAIRS, st.sampled_from(MOMENTS))


@st.composite
def judgement_lists(draw: st.DrawFn) -> list[Judgement]:
    """Draw judgements on claims and pairs, and undos of some of them, undos among these."""
    drawn = draw(st.lists(ON_CLAIMS | ON_PAIRS, max_size=6))
    for _ in range(draw(st.integers(0, 4))):
        if drawn:
            drawn.append(undo_of(draw(st.sampled_from(drawn)), draw(st.sampled_from(MOMENTS))))
    return drawn
