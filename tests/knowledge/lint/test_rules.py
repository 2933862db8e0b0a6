import pytest

from entente.knowledge.lint.rules import check_rules
from entente.knowledge.lint.shapes import known_files, shape_of
from entente.knowledge.loader import SHIPPED
from tests.knowledge.lint.conftest import Write

BLOCKS = "english/blocks.yaml"


def messages(write: Write, name: str, text: str) -> list[tuple[str, int]]:
    return [(p.message, p.line) for p in check_rules([write(name, text)], set())]


def rule(more: str) -> str:
    keys = ("id: credit.photo", "kind: credit", "pattern: Photo", "examples: [Photo]", "counterexamples: [x]")
    return "rules:\n  - " + "\n    ".join(keys) + "\n" + more


def test_a_file_of_the_right_shape_has_no_problem(write: Write) -> None:
    assert messages(write, BLOCKS, rule("")) == []


def test_an_unknown_key_is_told_where_it_stands(write: Write) -> None:
    assert messages(write, BLOCKS, rule("    note: x\n")) == [("credit.photo: unknown key 'note'", 7)]


def test_a_missing_key_is_told_where_its_entry_begins(write: Write) -> None:
    text = "rules:\n  - id: credit.photo\n    kind: credit\n    pattern: Photo\n    examples: [Photo]\n"
    assert messages(write, BLOCKS, text) == [("credit.photo: the key 'counterexamples' is missing", 2)]


def test_a_value_that_is_none_of_those_there_are_is_told(write: Write) -> None:
    (found,) = messages(write, BLOCKS, rule("").replace("kind: credit", "kind: caption"))
    assert found == ("credit.photo: kind: input should be 'credit' or 'junk'", 3)


def test_an_id_that_stands_twice_is_told(write: Write) -> None:
    twice = rule("") + rule("").partition("\n")[2]
    assert messages(write, BLOCKS, twice) == [("credit.photo: the id stands twice", 7)]


def test_a_file_that_nobody_reads_is_told(write: Write) -> None:
    (found,) = messages(write, "english/verbs.yaml", "a: b\n")
    assert found == ("english/verbs: no rule file of this name is read", 1)


def test_a_file_laid_over_another_need_not_have_all_its_keys(write: Write) -> None:
    folder = write(
        "english/posts.yaml",
        "posts:\n- {post: grand master, forms: [], examples: [the grand master], spheer: [body]}\n",
    )
    assert [(p.message, p.line) for p in check_rules([SHIPPED, folder], {"judo"}) if str(folder) in p.source] == [
        ("grand master: unknown key 'spheer'", 2)
    ]


def test_every_shipped_rule_file_has_a_shape() -> None:
    names = {path.relative_to(SHIPPED).with_suffix("").as_posix() for path in SHIPPED.rglob("*.yaml")}
    assert {name for name in names if shape_of(name) is None} == set()
    assert "english/frames/…" in known_files()


@pytest.mark.parametrize("name", [*known_files()[:-1], "english/frames/mine"])
@pytest.mark.parametrize("text", ["", "[]", "- id: 1", "a: [b]", "macros: [a]", "words: 1", "posts: {a: {b: c}}", "x"])
def test_whatever_stands_in_a_file_is_told_and_no_error(write: Write, name: str, text: str) -> None:
    assert all(line for _, line in messages(write, f"{name}.yaml", text) if text)
