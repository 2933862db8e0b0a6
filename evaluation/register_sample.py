"""Reports and claims made up by number: the same number gives the same report, in any run; what registers are measured with.

Nothing is read: a report is a few sentences of made-up words, with one claim each. A report has five claims on average, some have
dozens, and one in twenty prints another one's text again; few entities are named by very many claims, most by few (Zipf's law,
https://en.wikipedia.org/wiki/Zipf%27s_law ), and the kinds are as frequent as in reports that were read.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from entente.knowledge.loader import load_knowledge
from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim, Evidence, Factuality, Step
from entente.model.report import Report
from entente.model.span import Span

CLAIMS_A_REPORT = 5
KINDS = {  # kind -> how often among a hundred claims, the role of the first and of the second party
    "statement": (24, "speaker", "about"),
    "office": (16, "holder", "body"),
    "participation": (12, "participant", "gathering"),
    "meeting": (10, "party", "party"),
    "gathering": (9, "organiser", "gathering"),
    "visit": (6, "visitor", "host"),
    "standing": (6, "subject", "authority"),
    "agreement": (6, "party", "party"),
    "criticism": (6, "critic", "target"),
    "invitation": (5, "inviter", "invitee"),
}
ATTRIBUTES: dict[str, dict[str, tuple[str, ...]]] = {
    "agreement": {
        "stage": ("discussed", "planned", "signed", "in_force"),
        "instrument": ("memorandum", "contract", ""),
    },
    "standing": {"status": ("suspended", "banned", "neutral_only", "reinstated"), "scope": ("", "boxing", "judo")},
    "office": {"post": ("president", "secretary general", "member"), "change": ("", "starts", "out")},
    "gathering": {"change": ("scheduled", "held", "moved")},
}
TOLD: tuple[tuple[Factuality, int], ...] = (("asserted", 75), ("planned", 15), ("hoped", 5), ("possible", 5))
PLACED, UNDATED = 0.3, 0.4  # the shares of claims with a place, and without a date
EPOCH = date(2012, 1, 1)
DAYS = 5000
COPIED = 0.05  # the share of reports that print another one's text again
_SYLLABLES = [a + b for a in ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z") for b in "aeiou"]
_WORDS = 14  # of a sentence


@cache
def bare_knowledge() -> Knowledge:
    """Give knowledge that lists nothing, every name is one of the reports', with the kinds of claims and the phrases for them."""
    rules = load_knowledge().rules
    kept = {name: rules[name] for name in ("ontology/kinds", "english/phrases")}
    return Knowledge({}, {}, {}, {}, {}, {}, {}, {}, kept, "made")


def readings(first: int, last: int) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    """Give the reports with numbers from first to before last, each with its claims."""
    return (reading(number) for number in range(first, last))


def reading(number: int) -> tuple[Report, tuple[Claim, ...]]:
    """Give the report of a number with its claims: some print the text of the one before again, under another name."""
    copied = number > 0 and random.Random(-number).random() < COPIED  # noqa: S311 - made up, no secret
    chance = random.Random(number - 1 if copied else number)  # noqa: S311
    size = max(1, min(60, round(chance.expovariate(1 / CLAIMS_A_REPORT) + 0.5)))
    day = (EPOCH + timedelta(days=chance.randrange(DAYS))).isoformat()
    sentences = [_sentence(chance) for _ in range(size)]
    report = Report(
        f"{''.join(sentences)}Number {number}.", f"made/{number}.txt", title=f"Report {number}", published=day
    )
    ends = accumulate(map(len, sentences))
    spans = [Span(end - len(sentence), end - 1) for end, sentence in zip(ends, sentences, strict=True)]
    return report, tuple(_claim(report, passage, chance) for passage in spans)


def _sentence(chance: random.Random) -> str:
    words = (chance.choice(_SYLLABLES) + chance.choice(_SYLLABLES) + chance.choice(_SYLLABLES) for _ in range(_WORDS))
    return f"{' '.join(words).capitalize()}. "


def _claim(report: Report, passage: Span, chance: random.Random) -> Claim:
    kind = chance.choices(list(KINDS), [often for often, _, _ in KINDS.values()])[0]
    start = passage.start
    evidence = [Evidence(role, Span(start + 4, start + 13)) for role in KINDS[kind][1:]]
    return Claim(
        kind,
        _roles(kind, chance),
        passage,
        passage.of(report.text),
        report.key,
        report.digest,
        f"{kind}.made",
        factuality=chance.choices([word for word, _ in TOLD], [often for _, often in TOLD])[0],
        attributes={name: value for name, of in ATTRIBUTES.get(kind, {}).items() if (value := chance.choice(of))},
        when=_when(report.published, chance),
        where=(f"place/city-{zipf(chance, 3000)}",) if chance.random() < PLACED else (),
        reported=report.published,
        evidence=(*evidence, Evidence("trigger", Span(start + 20, start + 25))),
        steps=(Step("frames", f"{kind}.made"), Step("factuality", "by the verb", Span(start + 20, start + 25))),
    )


def _roles(kind: str, chance: random.Random) -> dict[str, tuple[str, ...]]:
    _, one, two = KINDS[kind]
    first, second = _entity(one, chance), _entity(two, chance)
    return {one: (first, second)} if one == two else {one: (first,), two: (second,)}


def _entity(role: str, chance: random.Random) -> str:
    if role in {"speaker", "holder"}:
        return f"person/given-name-{zipf(chance, 60_000)}"
    if role == "gathering":
        return f"gathering/games-{zipf(chance, 4000)}"
    return f"{chance.choice(('noc', 'nf', 'org', 'country'))}/{zipf(chance, 800)}"


def _when(published: str, chance: random.Random) -> str:
    away = chance.randrange(-30, 200)
    return "" if chance.random() < UNDATED else (date.fromisoformat(published) + timedelta(days=away)).isoformat()


def zipf(chance: random.Random, size: int) -> int:
    """Give a number below a size, each about as often as one through its rank."""
    return int(size ** chance.random())
