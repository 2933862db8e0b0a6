from dataclasses import replace

import pytest

from entente.annotation.syntax import Sentence, Token
from entente.claims.lemmas import Lemmas, with_lemmas

LEMMAS = Lemmas(
    frozenset(("remain", "note", "not", "ban", "agree", "sign", "body", "reach")),
    {"wrote": "write", "found": "find", "children": "child", "was": "be"},
)


def word(text: str, upos: str, **fields: str) -> Token:
    return replace(Token(0, 0, len(text), text, text.lower(), upos, "root", -1, "", ""), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "upos", "lemma"),
    [
        ("notes", "VERB", "note"),
        ("banned", "VERB", "ban"),
        ("agreed", "VERB", "agree"),
        ("reaches", "VERB", "reach"),
        ("Bodies", "NOUN", "body"),
        ("wrote", "VERB", "write"),
        ("found", "VERB", "find"),
        ("children", "NOUN", "child"),
        ("was", "AUX", "be"),
        ("remains", "AUX", "remain"),
        ("signed", "ADJ", "signed"),
        ("unheard", "VERB", "unheard"),
    ],
)
def test_a_word_has_the_base_form_that_the_knowledge_names(text: str, upos: str, lemma: str) -> None:
    assert LEMMAS.of(word(text, upos)) == lemma


def test_a_merged_name_is_its_own_lemma() -> None:
    assert LEMMAS.of(word("Signed", "VERB", merged="person")) == "signed"


def test_a_sentence_keeps_all_else() -> None:
    sentence = Sentence(0, 6, (word("signed", "VERB", lemma="made up"),), plain=True)
    (token,) = with_lemmas(sentence, LEMMAS).tokens
    assert token == replace(sentence.tokens[0], lemma="sign")
