"""docs/register.md tells a story over time, and each command in it prints what the page shows."""

from pathlib import Path

import pytest

from tests.docs.story import PAGE, beside_the_examples, with_outputs


@pytest.mark.integration
def test_the_page_shows_what_its_commands_print(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    with beside_the_examples(tmp_path):
        assert with_outputs(page) == page, "python -m tests.docs.story makes the outputs anew"


def test_the_story_has_what_it_promises() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for words in (
        "→ signed",
        "OVERDUE",
        "provisional",
        "dates: The International Olympic Committee suspended the Kuwait Olympic Committee [standing]",
        "1 voice",
        "NO LONGER IN POST",
    ):
        assert words in page
