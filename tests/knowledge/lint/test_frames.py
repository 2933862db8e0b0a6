from collections.abc import Callable

import pytest

from entente.knowledge.lint.documents import Document
from entente.knowledge.lint.frames import Words, check_frames

Make = Callable[[str, str], Document]
WORDS = Words(
    {"paper": ["memorandum"]},
    {"stages": {"signed"}, "wrong": {"inked"}},
    {"agreement": {"roles": ["party"], "attributes": {"stage": ["signed", "ended"], "topic": []}}},
    {"kinds": {"any": {"party": ["noc", "org"]}}},
)
FRAME = """\
- id: agreement.sign
  kind: agreement
  triggers: {verb: [sign]}
  when: {patient: [$paper, "@noc"]}
  roles: [{party: [agent]}, {party: [with], gathering: [at]}]
  required: [party]
  attributes: {stage: signed, topic: {path: [on]}}
  examples:
    - {text: "They signed.", roles: {party: [noc/MLI]}, attributes: {stage: signed}}
"""


def messages(document: Make, text: str) -> list[tuple[str, int]]:
    return [
        (p.message.removeprefix("agreement.sign: "), p.line)
        for p in check_frames([document("english/frames/a", text)], WORDS)
    ]


def test_a_frame_in_order_has_no_problem(document: Make) -> None:
    assert messages(document, FRAME) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kind: agreement", "kind: treaty", ("'treaty' is no kind", 2)),
        ("$paper", "$papers", ("$papers is no list of english/words.yaml", 4)),
        ("@noc", "@ncos", ("@ncos is no kind of entity", 4)),
        ("verb: [sign]", 'verb: ["@noc"]', ("@noc: a trigger is a word", 3)),
        ("{party: [agent]}", "{parties: [agent]}", ("'parties' is no role of agreement", 5)),
        ("{party: [agent]}", '{party: ["@partner"]}', ("@partner is no slot", 5)),
        ("{party: [agent]}", '{party: {left: ["@partner"], right: []}}', ("@partner is no slot", 5)),
        ("required: [party]", "required: [partner]", ("no set of roles has all the roles that are required", 6)),
        ("stage: signed,", "stage: inked,", ("'inked' is no value of stage", 7)),
        ("stage: signed,", "phase: signed,", ("'phase' is no attribute of agreement", 7)),
        ("path: [on]", "path: [on], map: none", ("'none' is no map of english/words.yaml", 7)),
        ("stage: signed,", "stage: {path: [on], map: wrong},", ("'inked' is no value of stage", 7)),
        ("roles: {party: [noc/MLI]}", "roles: {partner: [noc/MLI]}", ("'partner' is no role of agreement", 9)),
        ("attributes: {stage: signed}}", "attributes: {stage: inked}}", ("'inked' is no value of stage", 9)),
        ("attributes: {stage: signed}}", "attributes: {phase: x}}", ("'phase' is no attribute of agreement", 9)),
    ],
)
def test_what_the_ontology_does_not_know_is_told(document: Make, old: str, new: str, expected: tuple[str, int]) -> None:
    assert old in FRAME
    assert messages(document, FRAME.replace(old, new)) == [expected]


def test_an_id_in_two_files_is_told(document: Make) -> None:
    files = [document(f"english/frames/{name}", FRAME) for name in ("a", "b")]
    assert [(p.message, p.line) for p in check_frames(files, WORDS)] == [
        ("agreement.sign: the id stands in a.yaml too", 1)
    ]
