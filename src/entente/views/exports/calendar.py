"""iCalendar (RFC 5545): what was planned is TENTATIVE, what is told as done CONFIRMED, what was called off CANCELLED."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from entente.model.claim import Claim
from entente.records.support import factuality_of
from entente.views.exports.errors import needs
from entente.views.exports.happenings import Happening, happenings
from entente.views.exports.iris import report_iri
from entente.views.exports.letters import plain
from entente.views.exports.material import Material
from entente.views.exports.selection import DENIED

if TYPE_CHECKING:
    from icalendar import Event

TAKEN = frozenset({"asserted", "planned", DENIED})
"""What a calendar has a status for: what is denied calls off what was told before, and is no event of its own.

What is only hoped, possible, conditional or alleged is no date in anybody's diary.
"""


def write_ics(material: Material) -> Iterator[bytes]:
    """Give what the claims tell of with a day as a calendar of whole days, without time zones.

    An event's UID is made of what it is, so that a subscription updates it; its SEQUENCE grows with what is told of it. Raises
    ExportError where icalendar is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise needs("icalendar", "ics") from error
    calendar = Calendar()
    calendar.add("prodid", "-//Entente//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Entente")
    for happening in happenings(material.claims, material.recorded_at):
        calendar.add_component(_event(happening, material))
    yield calendar.to_ical()


def undated(claims: tuple[Claim, ...]) -> int:
    """Give how many claims no event of the calendar tells of: those of other kinds, and those without a day."""
    shown = {(claim.report, claim.id) for happening in happenings(claims) for claim in happening.claims}
    return sum((claim.report, claim.id) not in shown for claim in claims)


def _event(happening: Happening, material: Material) -> "Event":
    from icalendar import Event

    latest = happening.latest
    moment = datetime.fromisoformat(max(material.recorded_at(claim) for claim in happening.claims))
    event = Event()
    event.add("uid", _uid(happening))
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("sequence", len(happening.claims) - 1)
    event.add("dtstart", happening.first)
    event.add("dtend", happening.last + timedelta(days=1))  # the first day after it, RFC 5545 3.6.1
    event.add("summary", plain(_summary(happening, material)))
    event.add("description", plain(_description(happening, material)))
    event.add("status", happening.state.upper())
    event.add("transp", "TRANSPARENT")
    event.add("categories", [latest.kind])
    event.add("x-entente-factuality", factuality_of(latest))
    if place := ", ".join(material.name(p) for c in happening.claims[-1:] for p in c.where):
        event.add("location", plain(place))
    if latest.report.startswith(("http://", "https://")):
        event.add("url", report_iri(latest.report))
    return event


def _uid(happening: Happening) -> str:
    said_of_it = "\n".join(happening.identity).encode("utf-8", "backslashreplace")
    return f"{hashlib.sha256(said_of_it).hexdigest()[:32]}@entente"


def _summary(happening: Happening, material: Material) -> str:
    return material.says(happening.latest)


def _description(happening: Happening, material: Material) -> str:
    return "\n\n".join(_line(claim, material) for claim in happening.claims)


def _line(claim: Claim, material: Material) -> str:
    who = "".join(f"{material.name(entity)}: " for entity in claim.attribution)
    where = ", ".join(part for part in (claim.report, claim.reported) if part)
    when = f", {claim.when}" if claim.when else ""
    sentence = " ".join(claim.quote.split())
    return f"{factuality_of(claim)}{when}: {who}“{sentence}” ({where}; claim {claim.id})"
