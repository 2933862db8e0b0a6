from entente.annotation.datelines import after_dateline, dateline_end
from entente.model.span import Span

RULES = {"patterns": [r"[A-Z]+, [A-Z][a-z]+ \d+( - |\. )"]}


def test_a_sentence_begins_behind_its_dateline() -> None:
    text = "LIMA, March 3 - The body met."
    assert text[after_dateline(text, Span(0, len(text)), RULES) :] == "The body met."
    assert after_dateline("The body met.", Span(0, 13), RULES) == 0


def test_a_dateline_that_is_a_sentence_of_its_own_ends_with_it() -> None:
    text = "LIMA, March 3. "
    assert dateline_end(text, Span(0, len(text)), RULES) == len(text)
    assert after_dateline(text, Span(0, len(text)), RULES) == 0
