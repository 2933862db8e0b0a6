"""Annotations as rows: the shape of docs/claims.md, "Rows of other shapes"."""

from enum import StrEnum
from typing import Any

from entente.annotation.values import AnnotatedReport, Mention, Quotation, TimeExpression
from entente.model.span import Span

Row = dict[str, Any]


class Layer(StrEnum):
    """One kind of annotation."""

    MENTIONS = "mentions"
    TIMES = "times"
    QUOTATIONS = "quotations"
    SYNTAX = "syntax"


def annotation_rows(annotated: AnnotatedReport, layer: Layer) -> list[Row]:
    """Give the annotations of one layer as JSON rows, in the order of the text."""
    if layer is Layer.MENTIONS:
        return [_based(annotated, layer, m.span) | _mention(m) for m in annotated.mentions]
    if layer is Layer.TIMES:
        return [_based(annotated, layer, t.span) | _time(t) for t in annotated.times]
    if layer is Layer.QUOTATIONS:
        return [_based(annotated, layer, q.span) | _quotation(q, annotated) for q in annotated.quotations]
    return _syntax_rows(annotated)


def _based(annotated: AnnotatedReport, layer: Layer, span: Span) -> Row:
    report = annotated.report
    return {
        "report": report.key,
        "start": span.start,
        "end": span.end,
        "text": span.of(report.text),
        "layer": str(layer),
    }


def _mention(mention: Mention) -> Row:
    row: Row = {"entity": mention.entity or None, "how": mention.how, "kind": mention.kind}
    if mention.unlisted:
        row["unlisted"] = True
    if not mention.entity:
        row |= {"reason": mention.reason, "candidates": list(mention.candidates)}
    return row


def _time(time: TimeExpression) -> Row:
    return {
        "edtf": time.edtf or None,
        "timex_type": time.timex_type,
        "timex_value": time.timex_value,
        "rule": time.rule,
    }


def _quotation(quotation: Quotation, annotated: AnnotatedReport) -> Row:
    speaker, cue = quotation.speaker, quotation.cue
    return {
        "quoted": quotation.inner.of(annotated.report.text),
        "speaker": {"start": speaker.start, "end": speaker.end, "entity": quotation.speaker_entity or None}
        if speaker
        else None,
        "cue": {"start": cue.start, "end": cue.end} if cue else None,
    }


def _syntax_rows(annotated: AnnotatedReport) -> list[Row]:
    """Give a row a token; `head` and `token` count from 1 within the sentence, 0 is the root's head, as in CoNLL-U."""
    rows: list[Row] = []
    for number, sentence in enumerate(annotated.parses, start=1):
        for token in sentence.tokens:
            place = {"sentence": number, "token": token.index + 1, "head": token.head + 1, "deprel": token.deprel}
            word = {"upos": token.upos, "lemma": token.lemma, "feats": token.feats}
            rows.append(_based(annotated, Layer.SYNTAX, Span(token.start, token.end)) | word | place)
    return rows
