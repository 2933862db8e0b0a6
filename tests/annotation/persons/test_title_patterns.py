"""Which patterns of titles are tried on a line."""

import pytest

from entente.annotation.persons.title_patterns import title_patterns

ENTRIES = (
    {"id": "name", "pattern": "{person}"},
    {"id": "title", "pattern": "(?P<chain>{post}) {person}"},
    {"id": "leads", "pattern": "{person} (?P<verb>heads|led) {body}"},
    {"id": "elects", "pattern": "(?P<verb>[Rr]e-?elected) {person}"},
    {"id": "open", "pattern": "{person} (?P<verb>le[a-z]+) {body}"},
)
MACROS = {"hon": "(?:Mr )", "holder": "{body}", "adj": "(?:new )", "region": "(?:, {place})", "owner": "(?: of {body})"}
PATTERNS = title_patterns({"macros": MACROS, "patterns": ENTRIES})


@pytest.mark.parametrize(
    ("line", "tried"),
    [
        ("It rained.", []),
        ("⟨N0⟩ rested.", ["name", "open"]),
        ("⟨P0⟩ ⟨N1⟩ rested.", ["name", "title", "open"]),
        ("⟨N0⟩ heads ⟨B1⟩.", ["name", "leads", "open"]),
        ("Re-elected: ⟨N0⟩.", ["name", "elects", "open"]),
        ("They reelected ⟨N0⟩.", ["name", "elects", "open"]),
    ],
)
def test_a_pattern_is_tried_where_its_marks_and_one_of_its_verbs_stand(line: str, tried: list[str]) -> None:
    assert [known.entry["id"] for known in PATTERNS.that_may_match(line)] == tried
