"""The benchmark itself, on a small register: it asks every question and prints a line for each."""

import pytest

from entente.register.handle import Register
from entente.register.integrity import check
from evaluation.register_benchmark import measure, questions
from evaluation.register_sample import bare_knowledge, reading


def test_made_up_reports_are_the_same_each_time_and_whole(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reading(7) == reading(7)
    measure(register, reports=20, rounds=3)
    printed = capsys.readouterr().out
    assert "claims of 20 reports" in printed
    assert all(name in printed for name in questions(register, 20))
    assert check(register, bare_knowledge()) == ()
    measure(register, reports=20, rounds=3)
    assert "holds 20 reports already" in capsys.readouterr().out
