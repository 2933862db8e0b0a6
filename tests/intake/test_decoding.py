import codecs

import pytest

from entente.intake.decoding import MAX_BYTES, check_text, decode, is_markup
from entente.model.problem import Problem

FRENCH = "Le président du Comité olympique a signé un accord à Genève. Les élèves étaient là, par cette journée d'été."


def test_utf_8_is_read_with_and_without_a_byte_order_mark() -> None:
    assert decode(FRENCH.encode(), "a.txt") == FRENCH
    assert decode(codecs.BOM_UTF8 + FRENCH.encode(), "a.txt") == FRENCH


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"text \0 text", b"%PDF-1.7 text", b"PK\x03\x04"])
def test_binary_is_refused(data: bytes) -> None:
    assert "is binary" in str(decode(data, "a.txt"))


@pytest.mark.parametrize(("encoding", "named"), [("cp1252", "CP1252"), ("utf-16", "UTF-16"), ("utf-32", "UTF-32")])
def test_another_encoding_is_refused_and_named(encoding: str, named: str) -> None:
    found = decode(FRENCH.encode(encoding), "a.txt")
    assert isinstance(found, Problem)
    assert f"is not UTF-8 (it seems to be {named})" in str(found)
    assert "iconv" in found.remedy


def test_bytes_of_no_encoding_are_refused_without_a_name() -> None:
    assert str(decode(b"\x81\xfe\x01\x02" * 50, "a.txt")).startswith("a.txt: is not UTF-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" \n ", "is empty"),
        ("One \ud800 two", "at offset 4"),
        ("<!DOCTYPE html><html>Hello</html>", "holds HTML"),
        ("word " * 6000, "a sentence of 6,000 words"),
        ("Long. " * (MAX_BYTES // 6 + 1), "is longer than 5 MB"),
    ],
)
def test_what_is_no_report_is_told_in_a_line(text: str, said: str) -> None:
    problem = check_text(text, "lines.jsonl", 7)
    assert problem is not None
    assert said in problem.message
    assert str(problem).startswith("lines.jsonl:7: ")


@pytest.mark.parametrize(
    "text", ["<p>One</p>", "Hello <b>you</b>. Then <p>One</p> and <p>Two</p>", " <script>alert(1)</script>"]
)
def test_pieces_of_a_page_are_markup(text: str) -> None:
    assert is_markup(text)
    assert check_text(text, "a.json") is None


@pytest.mark.parametrize("text", ["They met <b>twice</b>.", "5 < 6 and 7 > 3", "<Silence> fell", "One.\n" * 6000])
def test_what_is_a_report_is_none(text: str) -> None:
    assert check_text(text, "a.txt") is None
    assert not is_markup(text)
