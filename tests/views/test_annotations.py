from entente.annotation.syntax import Sentence, Token
from entente.annotation.values import AnnotatedReport, Mention, Quotation, ReportDate, TimeExpression
from entente.model.report import Report
from entente.model.span import Span
from entente.views.annotations import Layer, annotation_rows

REPORT = Report('"We agree," he said on June 1.', "a.txt", url="u")
ANNOTATED = AnnotatedReport(
    REPORT,
    ReportDate("2023-05-15"),
    mentions=(
        Mention(Span(12, 14), "", "person", "anaphora", reason="two candidates", candidates=("person/a", "person/b")),
        Mention(Span(12, 14), "nf/FIJ/judo", "nf", "form", unlisted=True),
    ),
    times=(
        TimeExpression(Span(23, 29), "DATE", "2023-06-01", "2023-06-01", "month-day"),
        TimeExpression(Span(23, 27), "DURATION", "P1M", "", "d"),
    ),
    quotations=(
        Quotation(Span(0, 11), Span(1, 10), Span(12, 14), "person/a", Span(15, 19)),
        Quotation(Span(0, 11), Span(1, 10), Span(12, 14)),
        Quotation(Span(0, 11), Span(1, 10)),
    ),
    parses=(Sentence(0, 30, (Token(0, 12, 14, "he", "he", "PRON", "root", -1, "Case=Nom", ""),), plain=True),),
)
BASE = {"report": "u", "start": 12, "end": 14, "text": "he"}


def test_mentions_bear_their_entity_and_how_it_was_found() -> None:
    left_open, found = annotation_rows(ANNOTATED, Layer.MENTIONS)
    reason = {"reason": "two candidates", "candidates": ["person/a", "person/b"]}
    assert left_open == BASE | {"layer": "mentions", "entity": None, "how": "anaphora", "kind": "person"} | reason
    assert found == BASE | {"layer": "mentions", "entity": "nf/FIJ/judo", "how": "form", "kind": "nf", "unlisted": True}


def test_times_bear_edtf_and_timex() -> None:
    day, duration = annotation_rows(ANNOTATED, Layer.TIMES)
    assert (day["text"], day["edtf"], day["timex_type"], day["timex_value"]) == (
        "June 1",
        "2023-06-01",
        "DATE",
        "2023-06-01",
    )
    assert duration["edtf"] is None


def test_quotations_bear_their_words_speaker_and_cue() -> None:
    whole, unnamed, bare = annotation_rows(ANNOTATED, Layer.QUOTATIONS)
    assert whole["quoted"] == "We agree,"
    assert whole["speaker"] == {"start": 12, "end": 14, "entity": "person/a"}
    assert whole["cue"] == {"start": 15, "end": 19}
    assert unnamed["speaker"] == {"start": 12, "end": 14, "entity": None}
    assert (bare["speaker"], bare["cue"]) == (None, None)


def test_syntax_is_a_row_a_token() -> None:
    [row] = annotation_rows(ANNOTATED, Layer.SYNTAX)
    syntax = {
        "upos": "PRON",
        "lemma": "he",
        "feats": "Case=Nom",
        "sentence": 1,
        "token": 1,
        "head": 0,
        "deprel": "root",
    }
    assert row == BASE | {"layer": "syntax"} | syntax
