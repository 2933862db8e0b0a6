"""What every view shares: the sentence behind a line, and the days on which a claim lies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from entente.model.claim import Claim
from entente.model.edtf import days_of

Names = Mapping[str, str]
NOT_KEPT = {"kept": False}
"""Marks a field of a view's value that a record which is kept does not hold: it follows from others, or is put in later."""


@dataclass(frozen=True, slots=True)
class Support:
    """The sentence that a line of a view rests on, with its claim's id, its report, and who says it, outermost first.

    `voice` is the earliest of the reports of which this one is a copy, itself where it is none; "" where that was not asked.
    `judged` says who confirmed or corrected the claim, and on which day (UTC); "" where nobody did. `title` is the report's, put
    in with the voice: a record that is kept has none.
    """

    claim: str
    report: str
    reported: str
    factuality: str
    attribution: tuple[str, ...]
    sentence: str
    voice: str = ""
    judged: str = ""
    title: str = field(default="", metadata=NOT_KEPT)

    def heard(self, voice: str, title: str) -> "Support":
        """Give it with the voice and the title of its report."""
        told = (self.claim, self.report, self.reported, self.factuality, self.attribution, self.sentence)
        return Support(*told, voice, self.judged, title)  # a page has thousands, and `replace` takes its time


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of reports, by their keys: the voices of those that are copies or have some, and the titles."""

    voices: Mapping[str, str]
    titles: Mapping[str, str]


def support_of(claim: Claim) -> Support:
    """Give a claim as the support of a line."""
    sentence = " ".join(claim.quote.split())
    told = (claim.id, claim.report, claim.reported, factuality_of(claim), claim.attribution, sentence)
    return Support(*told, judged=judged_by(claim))


def judged_by(claim: Claim) -> str:
    """Give in a few words who confirmed or corrected a claim, "" where nobody did."""
    judged = claim.judged
    return f"{judged.verdict} by {judged.by}, {judged.made[:10]}" if judged else ""


def supports_of(claims: Iterable[Claim]) -> tuple[Support, ...]:
    """Give claims as supports by the day of their reports; one for each sentence of each report."""
    found: dict[object, Claim] = {}
    for claim in sorted(claims, key=told_on):
        found.setdefault((claim.report, claim.passage), claim)
    return tuple(support_of(claim) for claim in found.values())


def factuality_of(claim: Claim) -> str:
    """Give a claim's factuality in words, its polarity with it: "planned", "asserted not"."""
    return claim.factuality if claim.polarity == "positive" else f"{claim.factuality} not"


def told_on(claim: Claim) -> date:
    """Give the day by which a claim was told: the last day of its report's date; undated ones count as latest."""
    first, last = days_of(claim.reported)
    return last or first or date.max


def holds_from(claim: Claim) -> date:
    """Give the day from which a claim holds: that of its `when`, else that of its report; the latest day where neither is known."""
    first, last = days_of(claim.when)
    return first or last or told_on(claim)


def was_known(claim: Claim, day: date) -> bool:
    """Tell whether a claim's report was published by a day: an inferred date counts by its last day, an undated one never."""
    last = days_of(claim.reported)[1]
    return last is not None and last <= day


def known_by(claims: Iterable[Claim], day: date | None) -> list[Claim]:
    """Give the claims of reports published by a day, all of them for None."""
    return [claim for claim in claims if day is None or was_known(claim, day)]


def distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Give claims that were asked for in several ways once each."""
    return list({(claim.report, claim.id): claim for claim in claims}.values())


def is_fact(claim: Claim) -> bool:
    """Tell whether a claim asserts that something is so."""
    return claim.factuality == "asserted" and claim.polarity == "positive"


def label(entity: str, names: Names) -> str:
    """Give an entity's name with its id, or the id alone where no name is known."""
    name = names.get(entity, "")
    return f"{name} ({entity})" if name else entity
