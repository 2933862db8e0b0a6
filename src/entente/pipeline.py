"""The whole story in one short module: a report is annotated, and its annotations become claims."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any

from entente.annotation.coreference.resolving import resolve_anaphora
from entente.annotation.datelines import after_dateline
from entente.annotation.dating.report_date import date_report
from entente.annotation.gatherings.linking import resolve_gatherings
from entente.annotation.mentions import find_mentions
from entente.annotation.merging import units_of
from entente.annotation.persons.finding import add_persons
from entente.annotation.persons.lists import names_by_sentence
from entente.annotation.persons.posts import find_posts
from entente.annotation.quotations.finding import find_quotations
from entente.annotation.sentences import split_sentences
from entente.annotation.surface import within
from entente.annotation.syntax import Parser, Row, Unit, load_parser, parse_texts
from entente.annotation.times.expressions import find_times
from entente.annotation.values import AnnotatedReport, SentenceSpan, TitledName
from entente.claims.reading import Rules, load_rules, quoted_to_parse, read_claims, spans_to_parse
from entente.knowledge.loader import load_knowledge
from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.report import BlockKind, Report
from entente.model.span import Span
from entente.settings import Settings

_TOGETHER = 16  # reports parsed together: more bring little, and take memory


@dataclass(frozen=True)
class Reader:
    """All that reading needs: settings, knowledge and rules, and the parser, loaded with the first sentence.

    Claims need no lemmas of the language model; with `lemmas` it gives them to whoever looks at its trees.
    """

    settings: Settings
    knowledge: Knowledge
    lemmas: bool = False

    @cached_property
    def rules(self) -> Rules:
        """The rules of the claims stage."""
        return load_rules(self.knowledge)

    @cached_property
    def parser(self) -> Parser:
        """The language model: the shipped one, or the one the settings name."""
        return load_parser(self.settings.language_model or None, lemmas=self.lemmas)


def load_reader(settings: Settings, *, lemmas: bool = False) -> Reader:
    """Load what reading needs. Raises KnowledgeError where the knowledge folder cannot be used."""
    return Reader(settings, load_knowledge(*settings.knowledge), lemmas)


def annotate_report(reader: Reader, report: Report, *, syntax: bool = True) -> AnnotatedReport:
    """Give a report with its stand-off annotations; without `syntax` the parser is not loaded."""
    annotated = _annotate(reader, report)
    return next(_with_syntax(reader, [annotated])) if syntax else annotated


def _annotate(reader: Reader, report: Report) -> AnnotatedReport:
    knowledge = reader.knowledge
    sentences = split_sentences(report, knowledge)
    mentions = find_mentions(report, sentences, knowledge)
    posts = find_posts(report.text, sentences, knowledge, mentions)
    mentions = add_persons(report, sentences, mentions, posts, knowledge)
    times = find_times(report, sentences, mentions, knowledge)
    date, times = date_report(report, sentences, mentions, times, knowledge)
    mentions = resolve_gatherings(report, mentions, times, date.edtf, knowledge)
    mentions = resolve_anaphora(report, sentences, mentions, posts, knowledge)
    quotations = find_quotations(report, sentences, mentions, posts, knowledge)
    return AnnotatedReport(report, date, sentences, mentions, posts, times, quotations)


def _with_syntax(reader: Reader, reports: Sequence[AnnotatedReport]) -> Iterator[AnnotatedReport]:
    """Give annotated reports with their titles and parses; the sentences of all are parsed together."""
    titled = [replace(annotated, titled=_titles(reader, annotated)) for annotated in reports]
    rows = [part for annotated in titled for part in (_rows(reader, annotated), _quoted_rows(reader, annotated))]
    parses = parse_texts(reader.parser, rows) if any(own for _, own in rows) else [[] for _ in rows]
    for n, annotated in enumerate(titled):
        yield replace(annotated, parses=tuple(parses[2 * n]), quoted_parses=tuple(parses[2 * n + 1]))


def _titles(reader: Reader, annotated: AnnotatedReport) -> Mapping[Span, Sequence[TitledName]]:
    return names_by_sentence(annotated, reader.rules.titles)


def _rows(reader: Reader, annotated: AnnotatedReport) -> tuple[str, list[Row]]:
    wanted = spans_to_parse(annotated, reader.rules.gate)
    rules = reader.knowledge.rules["english/datelines"]
    return annotated.report.text, [_row(annotated, s, rules) for s in wanted]


def _quoted_rows(reader: Reader, annotated: AnnotatedReport) -> tuple[str, list[Row]]:
    parts = (SentenceSpan(part, BlockKind.BODY, 1) for part in quoted_to_parse(annotated, reader.rules.gate))
    return annotated.report.text, [(s.span.start, s.span.end, _units(annotated, s)) for s in parts]


def _row(annotated: AnnotatedReport, sentence: SentenceSpan, rules: Mapping[str, Any]) -> Row:
    start = after_dateline(annotated.report.text, sentence.span, rules, within(annotated.mentions, sentence.span))
    units = tuple(u for u in _units(annotated, sentence) if u.start >= start)
    return start, sentence.span.end, units


def _units(annotated: AnnotatedReport, sentence: SentenceSpan) -> tuple[Unit, ...]:
    return units_of(
        annotated.report.text,
        sentence.span,
        within(annotated.mentions, sentence.span),
        annotated.titled.get(sentence.span, ()),
        within(annotated.times, sentence.span),
        [q for q in annotated.quotations if q.span.overlaps(sentence.span)],
    )


def read_report(reader: Reader, report: Report) -> tuple[Claim, ...]:
    """Give the claims of a report, in the order of its text."""
    return read_claims(annotate_report(reader, report), reader.rules)


def read_reports(reader: Reader, reports: Iterable[Report]) -> Iterator[tuple[Claim, ...]]:
    """Give the claims of each of several reports, as read_report does; parsed some at a time, they take less time each."""
    left = iter(reports)
    while some := list(islice(left, _TOGETHER)):
        for annotated in _with_syntax(reader, [_annotate(reader, report) for report in some]):
            yield read_claims(annotated, reader.rules)
