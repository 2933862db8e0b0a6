from hypothesis import given
from hypothesis import strategies as st

from entente.annotation.surface import compile_pattern, line_of, within
from entente.annotation.values import Mention, PostMention
from entente.model.span import Span

TEXT = "ROC president [Jan] Novak spoke ⟨here⟩."
ROC = Mention(Span(0, 3), "noc/RUS", "noc", "list")
POST = PostMention(Span(4, 13), "president")
NOVAK = Mention(Span(14, 25), "person/jan-novak", "person", "title")


def test_names_and_posts_become_marks() -> None:
    line = line_of(TEXT, Span(0, len(TEXT)), [NOVAK, POST, ROC])
    assert line.text == "⟨B0⟩ ⟨P1⟩ ⟨N2⟩ spoke <here>."
    assert line.elements == (ROC, POST, NOVAK)


def test_a_match_leads_back_to_the_report() -> None:
    line = line_of(TEXT, Span(0, len(TEXT)), [NOVAK, POST, ROC])
    match = compile_pattern("{body} {post} {person}", {}).search(line.text)
    assert match is not None
    assert line.span(*match.span()) == Span(0, 25)
    assert line.elements_in(*match.span()) == [ROC, POST, NOVAK]


def test_inserted_words_lose_their_brackets() -> None:
    line = line_of("[Kirsty] Coventry [as president]", Span(0, 32), [])
    assert line.text == "Kirsty Coventry as president"
    assert line.span(0, 6) == Span(1, 7)


def test_of_overlapping_elements_the_longer_stays() -> None:
    inner = Mention(Span(18, 25), "place/novak", "place", "list")
    assert line_of(TEXT, Span(0, len(TEXT)), [inner, NOVAK]).elements == (NOVAK,)


def test_macros_may_use_macros() -> None:
    pattern = compile_pattern("{chain}!", {"item": "{post}x?", "chain": "{item}{1,2}"})
    assert pattern.fullmatch("⟨P0⟩⟨P1⟩x!")
    assert not pattern.fullmatch("⟨N0⟩!")


def test_within_gives_what_lies_inside() -> None:
    assert within([ROC, NOVAK], Span(0, 20)) == [ROC]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 59), st.integers(1, 10)), max_size=4))
def test_every_place_in_a_line_is_a_place_in_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    inside = [Span(a, min(a + n, len(text))) for a, n in spans if a < len(text)]
    line = line_of(text, Span(0, len(text)), [Mention(s, "person/x", "person", "name") for s in inside])
    assert len(line.offsets) == len(line.text) + 1
    assert all(0 <= at <= len(text) for at in line.offsets)
    assert list(line.offsets) == sorted(line.offsets)
