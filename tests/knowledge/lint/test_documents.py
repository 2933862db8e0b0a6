from collections.abc import Callable

from entente.knowledge.lint.documents import Document, read_documents
from entente.model.problem import Problem
from tests.knowledge.lint.conftest import Write

Make = Callable[[str, str], Document]
TEXT = """\
# a comment
rules:
  - id: one
    words: [a,
            b]
  - {id: two, kind: x}
"""


def test_parts_know_their_lines(document: Make) -> None:
    found = document("english/blocks", TEXT)
    assert [found.line(steps) for steps in ((), ("rules",), ("rules", 0, "words", 1), ("rules", 1, "kind"))] == [
        2,
        2,
        5,
        6,
    ]


def test_a_problem_names_the_entry_it_is_in(document: Make) -> None:
    problem = document("english/blocks", TEXT).problem(("rules", 1, "kind"), "is wrong", "right it")
    assert (problem.message, problem.line, problem.remedy) == ("two: is wrong", 6, "right it")


def test_steps_that_lead_nowhere_are_passed_over(document: Make) -> None:
    assert document("english/blocks", TEXT).real(("rules", "list[Rule]", 1, "Rule", "kind")) == ("rules", 1, "kind")


def test_a_file_that_is_no_yaml_is_told_with_its_line(write: Write) -> None:
    (found,) = read_documents(write("english/blocks.yaml", "rules:\n  - a: [b\nc: d\n"))
    assert isinstance(found, Problem)
    assert found.line == 3
    assert "no YAML" in found.message


def test_a_key_that_stands_twice_is_told(write: Write) -> None:
    folder = write("english/blocks.yaml", "a: 1\nb:\n  - c: 1\n    c: 2\na: 3\n")
    found = [(p.message, p.line) for p in read_documents(folder) if isinstance(p, Problem)]
    assert found == [("the key 'c' stands twice", 4), ("the key 'a' stands twice", 5)]


def test_a_part_that_holds_itself_is_told(write: Write) -> None:
    (found,) = read_documents(write("english/blocks.yaml", "a: &x [*x]\n"))
    assert isinstance(found, Problem)
    assert "refers to itself" in found.message
