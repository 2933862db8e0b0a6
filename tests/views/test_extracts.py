from hypothesis import given
from hypothesis import strategies as st

from entente.views.extracts import Piece, extract, hits, looking_for, pieces

TEXT = "They met. Mali's committee signed two memorandums in Seoul.\nThe memorandum ends in 2027."


def test_the_sentence_with_most_of_the_words_is_given_with_them_marked() -> None:
    found = extract(TEXT, looking_for(["signing", "memorandum"]))
    assert "".join(piece.text for piece in found) == "Mali's committee signed two memorandums in Seoul."
    assert [piece.text for piece in found if piece.marked] == ["signed", "memorandums"]


def test_a_text_without_the_words_gives_its_beginning() -> None:
    assert extract(TEXT, looking_for(["Lausanne"])) == (Piece("They met."),)
    assert extract(TEXT, looking_for(["?!"])) == (Piece("They met."),)
    assert extract("", None) == (Piece(""),)


def test_different_words_count_once_each() -> None:
    pattern = looking_for(["Mali", "sign"])
    assert (hits("Mali, Mali and Mali", pattern), hits("Mali signed", pattern), hits("they", None)) == (1, 2, 0)


def test_a_long_line_is_cut_about_the_words() -> None:
    found = extract("word " * 1000 + "memorandum " + "word " * 1000, looking_for(["memorandum"]))
    shown = "".join(piece.text for piece in found)
    assert len(shown) < 400
    assert (shown.startswith("… "), shown.endswith(" …"), "memorandum" in shown) == (True, True, True)
    assert len(extract("x" * 10_000, None)[0].text) < 400


@given(st.text(), st.lists(st.text()))
def test_pieces_are_the_text(text: str, words: list[str]) -> None:
    assert "".join(piece.text for piece in pieces(text, looking_for(words))) == text
