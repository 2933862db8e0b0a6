"""Judgements outlive a new reading: one text, read by the shipped reader, by one with a changed knowledge folder, and again."""

from pathlib import Path

import pytest

from entente.model.claim import Claim
from entente.model.report import Block, BlockKind, Report
from entente.model.span import Span
from entente.pipeline import Reader, load_reader, read_report
from entente.register.judgements import subject_of
from entente.register.judging import judge
from entente.register.opening import open_register
from entente.register.queries import find_claims
from entente.register.store import store
from entente.register.verdicts import find_judged, verdicts_of
from entente.settings import Settings

pytestmark = pytest.mark.integration
TEXT = (
    "The Coral Sea Sports Alliance and the National Olympic Committee of Mali signed a memorandum of understanding in Bamako on "
    "3 May 2023. Secretary general Jean Kone of the Coral Sea Sports Alliance visited Mali."
)
REPORT = Report(TEXT, "a.txt", published="2023-05-04", blocks=(Block(Span(0, len(TEXT)), BlockKind.BODY),))


def judged_kinds(claims: list[Claim]) -> dict[str, tuple[str, float, str]]:
    return {c.kind: (c.when, c.confidence, c.judged.verdict if c.judged else "") for c in claims}


def test_judgements_hold_in_a_new_reading_by_a_changed_reader(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "olympic").mkdir()
    row = "org/cssa,Coral Sea Sports Alliance,CSSA,ioc\n"
    (tmp_path / "olympic" / "bodies.csv").write_text(f"id,name,acronyms,source\n{row}")
    changed = load_reader(Settings(knowledge=(tmp_path,)))
    vars(changed).update(parser=reader.parser)
    first, second = read_report(reader, REPORT), read_report(changed, REPORT)
    assert {c.kind for c in first} >= {"agreement", "office", "visit"}
    assert "org/cssa" in {e for c in second for e in c.entities()}
    assert {c.id for c in first if c.kind in {"agreement", "office"}}.isdisjoint(c.id for c in second)
    with open_register(tmp_path / "entente.db", create=True) as register:
        store(register, REPORT, first, reader.knowledge)
        by_kind = {c.kind: c for c in find_claims(register)}
        judge(register, "correct", subject_of(by_kind["agreement"], first), "Ana", {"changes": {"when": "2023-05"}})
        judge(register, "reject", subject_of(by_kind["office"], first), "Ana")
        judge(register, "confirm", subject_of(by_kind["visit"], first), "Ana")
        told = judged_kinds(find_judged(register))
        assert "office" not in told
        assert told["agreement"] == ("2023-05", 1.0, "corrected")
        store(register, REPORT, second, changed.knowledge)
        again = judged_kinds([c for c in find_judged(register) if c.kind in told])
        assert again == told
        assert "office" not in {c.kind for c in find_judged(register)}
        assert verdicts_of(register).attached.unattached == ()
        store(register, REPORT, first, reader.knowledge)
        assert judged_kinds(find_judged(register)) == told
