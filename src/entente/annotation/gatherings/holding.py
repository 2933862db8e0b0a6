"""The year in which a gathering is held, where its own sentence says so: "X will be held in Doha, from April 19 to 24, 2019"."""

import re
from collections.abc import Sequence

from entente.annotation.sentences import sentence_around
from entente.annotation.values import Mention, TimeExpression
from entente.model.edtf import bounds
from entente.model.span import Span

_HELD = r"(?:held|staged|hosted|organi[sz]ed|celebrated|convened)"
_AUXILIARIES = (
    r"(?:(?:will|shall|is|are|was|were|to|has|have|had|been|be|being|due|set|scheduled|slated|planned|expected|supposed"
    r"|now|first|next|currently|initially|originally|also|again|last|formally|officially) )*"
)
_TAKES_PLACE = (
    r"(?:tak(?:es?|ing) place|took place|runs?|ran|running|starts?|started|begins?|began|opens?|opened|kick(?:s|ed)? off"
    r"|gets? under ?way|got under ?way|returns?|ends?|ended|conclude[sd]?"
    r"|(?:scheduled|slated|planned|due|set|fixed)(?= (?:for|in|on|from)\b))"
)
_BEHIND = re.compile(
    rf"(?: \([^()]{{2,40}}\))?(?: (?:in|at) [A-Z][^.;,]{{2,30}}?)?,? (?:which |that )?{_AUXILIARIES}(?:{_HELD}|{_TAKES_PLACE})\b"
)
_BEFORE = re.compile(
    r"\b(?:host|stage|hold|organi[sz]e|welcome|convene)(?:s|d|ed)?(?: (?:the|its|an?|this|their))?(?: [a-z-]+){0,2} $"
    r"|\b(?:held|hosting|staging|holding|organi[sz]ing|welcoming)(?: (?:the|its|an?|this|their))?(?: [a-z-]+){0,2} $"
)
_OTHER_CLAUSE = re.compile(
    r";|\b(?:after|before|since|until|when|while|following|ahead of|who|postponed|moved|said|announced|decided|having|whose|but"
    r"|because|although)\b"
)
_REACH = 120  # characters between a gathering and the time of its holding
_WINDOW = 60


def year_of_holding(text: str, span: Span, times: Sequence[TimeExpression], mentions: Sequence[Mention]) -> int:
    """Give the year of the first time behind a gathering in its sentence, where the sentence tells its holding; else 0.

    `span` is that of the gathering's name; a time behind another gathering or in another clause is not taken.
    """
    start, end = sentence_around(text, span.start)
    if not (_BEHIND.match(text, span.end, end) or _BEFORE.search(text, max(start, span.start - _WINDOW), span.start)):
        return 0
    behind = [t for t in times if span.end <= t.span.start < min(end, span.end + _REACH)]
    if not behind:
        return 0
    between = Span(span.end, behind[0].span.start)
    other = any(m.kind == "gathering" and between.covers(m.span) for m in mentions)
    first, last = bounds(behind[0].edtf) if behind[0].edtf else (None, None)
    if other or _OTHER_CLAUSE.search(between.of(text)) or first is None or last is None:
        return 0
    return first.year if first.year == last.year else 0
