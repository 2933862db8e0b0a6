import pytest

from entente.claims.missing import why_missing
from entente.model.report import Report
from entente.pipeline import Reader, annotate_report

pytestmark = pytest.mark.integration

TEXT = (
    "The Russian Olympic Committee signed a memorandum with the National Olympic Committee of Mali.\n"
    "After the memorandum the Russian Olympic Committee signed a book for the National Olympic Committee of Mali.\n"
    "It rained in Lausanne.\n"
)


@pytest.mark.parametrize(
    ("line", "kind", "stage"),
    [
        (1, "agreement", "made"),
        (1, "protest", "no trigger"),
        (2, "agreement", "a condition does not hold"),
        (3, "agreement", "not parsed"),
    ],
)
def test_how_far_reading_came(reader: Reader, line: int, kind: str, stage: str) -> None:
    annotated = annotate_report(reader, Report(TEXT, "t"))
    assert stage in {reason.stage for reason in why_missing(annotated, reader.rules, line, kind)}


def test_a_line_that_is_not_there_has_no_reasons(reader: Reader) -> None:
    assert why_missing(annotate_report(reader, Report(TEXT, "t")), reader.rules, 9, "agreement") == ()
