"""Syntax: units as single tokens, offsets, one root, and what happens where merging fails."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.annotation.syntax import (
    MAX_TOKENS,
    PLACEHOLDERS,
    NameSpan,
    Parser,
    Sentence,
    Token,
    Unit,
    is_sound,
    load_parser,
    parse,
    recognise,
    single_root,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from spacy.tokens import Doc

# form, upos, feats, head (from 1, 0 is the root), deprel: the columns of CoNLL-U that the tests need
MERGED = """
Xperson PROPN _ 2 nsubj
met VERB VerbForm=Fin 0 root
Xperson PROPN _ 2 obj
on ADP _ 5 case
Xdate PROPN _ 2 obl
. PUNCT _ 2 punct
"""
PLAIN = """
Ana PROPN _ 3 nsubj
Silva PROPN _ 1 flat
met VERB VerbForm=Fin 0 root
Bo PROPN _ 3 obj
Lund PROPN _ 4 flat
on ADP _ 7 case
Monday PROPN _ 3 obl
. PUNCT _ 3 punct
"""
TEXT = "Ana Silva met Bo Lund on Monday."


def rows(tree: str) -> list[list[str]]:
    return [line.split() for line in tree.strip().splitlines()]


@cache
def parser_giving(*trees: str) -> Parser:
    """Make a parser that knows the given trees by their forms, and hangs every other word on the first one."""
    import spacy

    known = {tuple(row[0] for row in rows(tree)): rows(tree) for tree in trees}
    pipeline = spacy.blank("en")
    pipeline.add_pipe("fixture", config={"known": [[list(forms), tree] for forms, tree in known.items()]})
    return Parser(pipeline)


@pytest.fixture(scope="module", autouse=True)
def _fixture_component() -> None:
    from spacy.language import Language

    def create(nlp: Language, name: str, known: list[Any]) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's signature
        trees = {tuple(forms): tree for forms, tree in known}
        return lambda doc: annotated(doc, trees)

    Language.factory("fixture", func=create, default_config={"known": []})


def annotated(doc: Doc, trees: Mapping[tuple[str, ...], list[list[str]]]) -> Doc:
    flat = [[token.text, "X", "_", str(min(token.i, 1)), "dep"] for token in doc]
    token: Any  # spaCy's stubs lack set_morph
    for token, row in zip(doc, trees.get(tuple(token.text for token in doc), flat), strict=True):
        token.pos_, token.lemma_, token.dep_ = row[1], row[0].lower(), row[4]
        token.set_morph("" if row[2] == "_" else row[2])
        token.head = doc[int(row[3]) - 1] if row[3] != "0" else token
    return doc


def unit(of: str, kind: str, text: str = TEXT) -> Unit:
    start = text.index(of)
    return Unit(start, start + len(of), kind)


def parsed(parser: Parser, text: str, *units: Unit) -> Sentence:
    (sentence,) = parse(parser, text, [(0, len(text), units)])
    return sentence


UNITS = (unit("Ana Silva", "person"), unit("Bo Lund", "person"), unit("Monday", "date"))


def test_a_unit_is_one_token_with_the_reports_own_text() -> None:
    sentence = parsed(parser_giving(MERGED), TEXT, *UNITS)
    assert not sentence.plain
    assert sentence.tokens[0] == Token(0, 0, 9, "Ana Silva", "Ana Silva", "PROPN", "nsubj", 1, "", "person")
    assert [token.text for token in sentence.tokens] == ["Ana Silva", "met", "Bo Lund", "on", "Monday", "."]
    assert sentence.tokens[1].feats == "VerbForm=Fin"
    assert sentence.tokens[1].head == -1


def test_a_plain_sentence_has_its_words() -> None:
    sentence = parsed(parser_giving(PLAIN), TEXT)
    assert sentence.plain
    assert [(token.text, token.head) for token in sentence.tokens][:4] == [
        ("Ana", 2),
        ("Silva", 0),
        ("met", -1),
        ("Bo", 2),
    ]


def test_offsets_are_those_of_the_report() -> None:
    before = "A line before it.\n\n"
    (sentence,) = parse(parser_giving(PLAIN), before + TEXT, [(len(before), len(before) + len(TEXT), ())])
    assert all((before + TEXT)[token.start : token.end] == token.text for token in sentence.tokens)
    assert sentence.start == len(before)


def test_a_quotation_is_no_proper_noun() -> None:
    tree = "Xquote X _ 3 ccomp\nshe PRON _ 3 nsubj\nsaid VERB VerbForm=Fin 0 root\n. PUNCT _ 3 punct"
    text = "“We want peace,” she said."
    sentence = parsed(parser_giving(tree), text, unit("“We want peace,”", "quotation", text))
    assert (sentence.tokens[0].upos, sentence.tokens[0].merged) == ("X", "quotation")


@pytest.mark.parametrize(
    "units",
    [
        (unit("Ana Silva", "person"), unit("Silva", "person")),
        (unit("na Silva", "person"),),
        (Unit(0, 99, "person"),),
    ],
    ids=["overlap", "cuts a word", "leaves the sentence"],
)
def test_units_that_cannot_be_tokens_are_left_plain(units: tuple[Unit, ...]) -> None:
    sentence = parsed(parser_giving(PLAIN), TEXT, *units)
    assert sentence.plain
    assert len(sentence.tokens) == 8


@pytest.mark.parametrize(
    "bad",
    [
        MERGED.replace("2 obj", "0 root"),
        MERGED.replace("2 obj", "2 case"),
        MERGED.replace("2 obl", "1 obj"),
    ],
    ids=["two roots", "a name as a preposition", "a name with an object"],
)
def test_where_the_merged_parse_fails_the_plain_one_counts(bad: str) -> None:
    sentence = parsed(parser_giving(bad, PLAIN), TEXT, *UNITS)
    assert sentence.plain
    assert [token.deprel for token in sentence.tokens][:3] == ["nsubj", "flat", "root"]


def test_where_both_parses_fail_the_merged_one_stays_and_is_one_tree() -> None:
    bad_plain = PLAIN.replace("3 obj", "0 root")
    sentence = parsed(parser_giving(MERGED.replace("2 obj", "0 root"), bad_plain), TEXT, *UNITS)
    assert not sentence.plain
    assert [token.deprel for token in sentence.tokens if token.head == -1] == ["root"]
    assert sentence.tokens[2].deprel == "parataxis"


def test_a_predicate_name_is_sound_and_a_name_as_a_verb_is_not() -> None:
    name = Token(2, 7, 9, "Bo", "Bo", "PROPN", "root", -1, "", "person")
    subject = Token(0, 0, 3, "She", "she", "PRON", "nsubj", 2, "", "")
    copula = Token(1, 4, 6, "is", "be", "AUX", "cop", 2, "", "")
    assert is_sound([subject, copula, name])
    assert not is_sound([subject, name])


def test_the_first_verb_is_the_root_that_stays() -> None:
    noun = Token(0, 0, 3, "War", "war", "NOUN", "root", -1, "", "")
    verb = Token(1, 4, 8, "ends", "end", "VERB", "root", -1, "", "")
    stop = Token(2, 8, 9, ".", ".", "PUNCT", "root", -1, "", "")
    heads = [(token.deprel, token.head) for token in single_root([noun, verb, stop])]
    assert heads == [("parataxis", 1), ("root", -1), ("punct", 1)]


def test_a_very_long_sentence_is_one_tree_from_pieces() -> None:
    text = "one, " * (3 * MAX_TOKENS)
    sentence = parsed(parser_giving(), text)
    assert len(sentence.tokens) == 6 * MAX_TOKENS
    assert sum(token.head == -1 for token in sentence.tokens) == 1
    assert [token.index for token in sentence.tokens] == list(range(6 * MAX_TOKENS))


def test_sentences_come_back_in_order_and_empty_ones_too() -> None:
    found = parse(parser_giving(), "One. Two.", [(0, 4, ()), (4, 4, ()), (5, 9, ())])
    assert [[token.text for token in sentence.tokens] for sentence in found] == [["One", "."], [], ["Two", "."]]


@given(st.text(alphabet=st.sampled_from("aB .,\n“”'-’é1"), max_size=60))
def test_words_and_spaces_make_up_the_text(text: str) -> None:
    sentence = parsed(parser_giving(), text)
    assert "".join(token.text for token in sentence.tokens).split() == "".join(text.split()).split()
    assert all(left.end <= right.start for left, right in zip(sentence.tokens, sentence.tokens[1:], strict=False))


def test_without_a_recogniser_there_are_no_names() -> None:
    assert recognise(parser_giving(PLAIN), TEXT, [(0, len(TEXT))]) == []


def test_every_kind_of_unit_has_a_word_of_its_own() -> None:
    assert len(set(PLACEHOLDERS.values())) == len(PLACEHOLDERS)


def test_word_classes_outlive_writing_and_reading(tmp_path: Path) -> None:
    from entente.annotation.language_model.word_classes import read, write

    write(tmp_path / "classes.gz", {"said": 0b1110100, "Oslo": 0b1011, "’s": 52})
    classes = read(tmp_path / "classes.gz")
    assert [classes.fine(word) for word in ("said", "SAID", "oslo", "’s", "Qux")] == ["#116", "#116", "#11", "#52", "Q"]
    assert [classes.coarse(word) for word in ("said", "Qux")] == [f"#{0b110100}", ""]


def test_half_precision_comes_back_as_single() -> None:
    import numpy as np
    import spacy

    from entente.annotation.language_model import cast, names_stand_alone

    pipeline = spacy.blank("en")
    pipeline.add_pipe("ner").add_label("PER")  # type: ignore[attr-defined]
    pipeline.initialize()
    cast(pipeline, np.float16)
    assert precisions(pipeline) == {"float16"}
    cast(pipeline, np.float32)
    assert precisions(pipeline) == {"float32"}
    assert names_stand_alone(pipeline)
    assert not names_stand_alone(spacy.blank("en"))


def precisions(pipeline: Any) -> set[str]:
    layers = pipeline.get_pipe("ner").model.walk()
    return {str(layer.get_param(name).dtype) for layer in layers for name in layer.param_names if layer.has_param(name)}


def test_an_unknown_pipeline_is_an_error() -> None:
    with pytest.raises(OSError, match="no-such-pipeline"):
        load_parser("no-such-pipeline")


def test_importing_the_module_does_not_import_spacy() -> None:
    code = "import sys, entente.annotation.syntax; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "False"


@pytest.mark.integration
def test_the_shipped_model_reads_a_merged_and_a_plain_sentence() -> None:
    parser = load_parser(lemmas=True)
    text = "ROC President Ana Silva met her Kenyan counterpart in Nairobi on Monday."
    units = (
        unit("ROC President Ana Silva", "person", text),
        unit("Nairobi", "place", text),
        unit("Monday", "date", text),
    )
    merged, plain = parse(parser, text, [(0, len(text), units), (0, len(text), ())])
    assert [token.deprel for token in merged.tokens if token.text in {"ROC President Ana Silva", "met"}] == [
        "nsubj",
        "root",
    ]
    assert [token.lemma for token in plain.tokens if token.deprel == "root"] == ["meet"]
    assert NameSpan(text.index("Nairobi"), text.index("Nairobi") + 7, "LOC") in recognise(
        parser, text, [(0, len(text))]
    )
