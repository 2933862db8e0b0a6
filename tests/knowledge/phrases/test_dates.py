from datetime import date

import pytest

from entente.knowledge.phrases.dates import day_words, when_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2023-06-01", "1 June 2023"),
        ("2023-06", "June 2023"),
        ("2023-XX", "2023"),
        ("2023-06-XX", "June 2023"),
        ("202X", "2020s"),
        ("2023-21", "spring 2023"),
        ("2023-40", "first half of 2023"),
        ("2023-06-01~", "1 June 2023 (about)"),
        ("2023-05-01/2023-06-03", "1 May to 3 June 2023"),
        ("2023-06-01/2023-06-03", "1 to 3 June 2023"),
        ("2022-12-30/2023-01-03", "30 December 2022 to 3 January 2023"),
        ("2022/2023", "2022 to 2023"),
        ("../2023-06-03", "until 3 June 2023"),
        ("2023-06-03/..", "from 3 June 2023"),
        ("someday", "someday"),
        ("", ""),
        (date(2023, 6, 1), "1 June 2023"),
        (None, ""),
    ],
)
def test_a_date_is_written_as_people_do(edtf: date | str | None, words: str) -> None:
    assert day_words(edtf) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2026-03-03", "on 3 March 2026"),
        ("2026-03-03~", "on 3 March 2026 (about)"),
        ("2026-03", "in March 2026"),
        ("2026", "in 2026"),
        ("2026-21", "in spring 2026"),
        ("2026-33", "in the first quarter of 2026"),
        ("201X", "in the 2010s"),
        ("2026-03-03/2026-03-05", "from 3 to 5 March 2026"),
        ("../2026-03-03", "by 3 March 2026"),
        ("2026-03/..", "from March 2026 on"),
        ("", ""),
    ],
)
def test_a_date_within_a_line_has_its_preposition(edtf: str, words: str) -> None:
    assert when_words(edtf) == words
