"""Which stretches of a sentence go into the parser as one token: names, titles with their names, dates, quotations."""

from collections.abc import Iterator, Sequence

from entente.annotation.syntax import Unit
from entente.annotation.values import Mention, Quotation, TimeExpression, TitledName
from entente.model.span import Span

_KINDS = {
    "person": "person", "noc": "body", "npc": "body", "nf": "body", "org": "body",
    "country": "place", "place": "place", "gathering": "event",
}  # fmt: skip
_MIN_QUOTED_WORDS = 3
_MIN_CLAUSE = 8  # words that a quotation has at least if it is to make claims of its own


def units_of(
    text: str,
    sentence: Span,
    mentions: Sequence[Mention],
    titled: Sequence[TitledName],
    times: Sequence[TimeExpression],
    quotations: Sequence[Quotation],
) -> tuple[Unit, ...]:
    """Give the units of a sentence, sorted and without overlaps: of two that overlap the longer one stays."""
    found = [
        *_quoted(text, sentence, quotations),
        *(Unit(t.span.start, _with_comma(text, t), "person") for t in titled if t.unit),
        *_named(text, mentions),
        *(Unit(t.span.start, t.span.end, "date") for t in times if t.timex_type == "DATE" and not _is_adverb(text, t)),
    ]
    taken: list[Unit] = []
    for unit in sorted(found, key=lambda u: u.start - u.end):
        if not any(unit.start < t.end and t.start < unit.end for t in taken):
            taken.append(unit)
    return tuple(sorted(taken, key=lambda u: u.start))


def _with_comma(text: str, name: TitledName) -> int:
    """Give the end of a title and name; the comma that closes an apposition belongs to it ("A B, president of C, said")."""
    end = name.span.end
    closes = name.span.start == name.person.span.start and text[end : end + 1] == ","
    return end + 1 if closes else end


def _is_adverb(text: str, time: TimeExpression) -> bool:
    """Tell whether a time is a mere adverb, such as "recently" or "today", and no name of a day."""
    word = time.span.of(text)
    return time.timex_value.endswith("_REF") or (word.islower() and word.isalpha())


def _quoted(text: str, sentence: Span, quotations: Sequence[Quotation]) -> Iterator[Unit]:
    for quotation in quotations:
        span = Span(max(quotation.span.start, sentence.start), min(quotation.span.end, sentence.end))
        whole = span.start == sentence.start and span.end == sentence.end
        if not whole and len(span.of(text).split()) >= _MIN_QUOTED_WORDS:
            yield Unit(span.start, span.end, "quotation")


def _with_home(text: str, mention: Mention, following: Sequence[Mention]) -> int:
    """Give the end of a person's name; the country in brackets after it goes with it ("Mihai Covaliu (Romania)")."""
    end = mention.span.end
    for other in following:
        closed = text[other.span.end : other.span.end + 1] == ")" and text[end : other.span.start] == " ("
        if mention.kind == "person" and other.kind in ("country", "place") and closed:
            return other.span.end + 1
    return end


def quoted_parts(text: str, sentence: Span, quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """Give the words within quotations that go into the parser as one token, without their marks: clauses of their own."""
    found = []
    for quotation in quotations:
        span = Span(max(quotation.inner.start, sentence.start), min(quotation.inner.end, sentence.end))
        whole = quotation.span.start <= sentence.start and quotation.span.end >= sentence.end
        if not whole and len(span.of(text).split()) >= _MIN_CLAUSE:
            found.append(span)
    return tuple(found)


def _named(text: str, mentions: Sequence[Mention]) -> Iterator[Unit]:
    for n, mention in enumerate(mentions):
        kind = _KINDS.get(mention.kind)
        if kind is None or mention.how in ("anaphora", "demonym") or mention.span.of(text)[:1].islower():
            continue
        end = _with_home(text, mention, mentions[n + 1 : n + 2])
        following = mentions[n + 1] if n + 1 < len(mentions) else None
        if following and following.entity == mention.entity and text[end : following.span.start] == " (":
            # "Russian Olympic Committee (ROC)" is one name.
            end = following.span.end + 1 if text[following.span.end : following.span.end + 1] == ")" else end
        yield Unit(mention.span.start, end, kind)
