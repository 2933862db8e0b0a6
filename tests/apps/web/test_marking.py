from hypothesis import given
from hypothesis import strategies as st

from entente.apps.web.marking import Line, Part, marked_lines, parts_of
from entente.apps.web.shown import ShownClaim, shown_claim
from entente.intake.blocks import BlockRules, blocks_of
from entente.model.claim import Evidence
from entente.model.report import Block, BlockKind
from entente.model.span import Span
from entente.records.wording import Wording
from tests.conftest import claim_of

TEXT = "A met B in C.\nPhoto: somebody\nD."


def claim(start: int, end: int, *filled: tuple[str, int, int]) -> ShownClaim:
    evidence = tuple(Evidence(role, Span(first, last)) for role, first, last in filled)
    return shown_claim(claim_of(quote="x" * (end - start), start=start, evidence=evidence), Wording({}))


def words(line: Line) -> str:
    return "".join(piece.text for stretch in line.stretches for piece in stretch.pieces)


def test_overlapping_claims_are_marked_in_one_stretch() -> None:
    found = marked_lines(
        Part(TEXT), (), [claim(2, 13, ("party", 6, 7), ("where", 11, 12)), claim(0, 7, ("party", 0, 1))]
    )
    first, *others = found
    assert [[(p.text, p.roles) for p in s.pieces] for s in first.stretches] == [
        [("A", {1: "party"}), (" met ", {}), ("B", {2: "party"}), (" in ", {}), ("C", {2: "where"}), (".", {})]
    ]
    assert [(m.place, m.number) for m in first.stretches[0].marks] == [(1, 2), (2, 1)]
    assert [words(line) for line in others] == ["Photo: somebody", "D."]


def test_a_word_has_all_its_roles() -> None:
    [line] = marked_lines(Part("A met."), (), [claim(0, 6, ("party", 0, 1), ("in_charge", 0, 1))])
    assert line.stretches[0].pieces[0].roles == {1: "party, in charge"}


def test_a_sentence_over_two_lines_is_marked_in_both_and_begins_once() -> None:
    blocks = (Block(Span(0, 13), BlockKind.BODY), Block(Span(14, 29), BlockKind.CREDIT))
    found = marked_lines(Part(TEXT), blocks, [claim(5, 20)])
    assert [line.kind for line in found] == [BlockKind.BODY, BlockKind.CREDIT]
    assert [[m.first for s in line.stretches for m in s.marks] for line in found] == [[True], [False]]


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[ShownClaim], int]:
    text = draw(st.text("ab \n.", min_size=1, max_size=60))
    ends = st.integers(0, len(text))
    spans = st.tuples(ends, ends).map(lambda two: (min(two), max(two)))
    evidence = st.lists(spans.map(lambda s: ("role", *s)), max_size=3)
    claims = draw(st.lists(st.tuples(spans, evidence).map(lambda one: claim(*one[0], *one[1])), max_size=6))
    return text, claims, draw(st.integers(1, 40))


@given(marked())
def test_marking_leaves_the_text_as_it_is_in_every_part(case: tuple[str, list[ShownClaim], int]) -> None:
    text, claims, longest = case
    blocks = blocks_of(text, BlockRules((), ()))
    parts = [Part(span.of(text), span.start) for span in parts_of(text, longest)]
    assert "".join(part.text for part in parts) == text
    lines = [line for part in parts for line in marked_lines(part, blocks, claims)]
    shown = "".join(words(line) for line in lines)
    assert shown == ("".join(block.span.of(text) for block in blocks) or text.replace("\n", ""))
    begun = [m.number for line in lines for s in line.stretches for m in s.marks if m.first]
    assert len(begun) == len(set(begun))
