"""FollowTheMoney: offices, memberships, events, sanctions and links between bodies, each with its sentence and its report.

https://followthemoney.tech ; it has no place for factuality, so what is not asserted goes into it only where that is asked for,
and says so in its `status` or its summary then.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version

from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.model.entity import kind_of, slug
from entente.records.standing import Standing, standings
from entente.records.support import factuality_of, is_fact
from entente.views.exports.ftm_values import (
    LANGUAGE,
    Source,
    Thing,
    claim_thing_id,
    country_of,
    dates,
    each_row,
    entity_id,
    report_id,
    schema_of,
    source_of,
)
from entente.views.exports.lines import as_lines
from entente.views.exports.material import Material
from entente.views.exports.network import pairs_of

_ENDS = ("left", "resigned", "dismissed", "died", "expelled")
_STARTS = ("elected", "re_elected", "appointed", "joined")
_BODIES = ("Organization", "PublicBody")
_SINCE = dict.fromkeys(_STARTS, "startDate") | dict.fromkeys(_ENDS, "endDate")
Properties = dict[str, str]


class _Made:
    """The entities made so far, by id."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.things: dict[str, Thing] = {}
        self.claims = {(claim.report, claim.id): claim for claim in material.claims}

    def thing(self, key: str, schema: str) -> Thing:
        return self.things.setdefault(key, Thing(key, schema))

    def entity(self, entity: str, source: Source) -> str:
        """Make sure of an entity, and give its id."""
        thing = self.thing(entity_id(entity), schema_of(entity, self.material))
        name = self.material.name(entity)
        group = {"legalForm": "group of athletes"} if kind_of(entity) == "athletes" else {}
        full = {"full": name} if thing.schema == "Address" else {}
        country = "" if thing.schema in ("Person", "Event", "Address") else country_of(entity, self.material)
        thing.add(source, {"name": name, "country": country, **group, **full})
        return thing.id

    def link(self, claim: Claim, schema: str, values: Mapping[str, str], number: int = 0) -> None:
        """Make an entity of a claim's own, with its sentence and its report."""
        thing = self.thing(claim_thing_id(claim, number), schema)
        thing.add(source_of(claim, self.material), {**values, **_evidence(claim, self.material)})


def write_ftm(material: Material) -> Iterator[bytes]:
    """Give what the claims say as entities of FollowTheMoney, JSON lines by id; `followthemoney` reads and checks them."""
    return as_lines(each_row(entities(material)))


def entities(material: Material) -> list[Thing]:
    """Give the entities that claims make, with those they name and the reports they come from.

    A statement, or another claim that relates no two entities, makes none.
    """
    made = _Made(material)
    for standing in standings(material.claims, material.kinds):
        _add_standing(standing, made)
    for claim in material.claims:
        _ADD.get(claim.kind, _add_links)(claim, made)
    for key in dict.fromkeys(claim.report for claim in material.claims):
        _add_report(key, made)
    return list(made.things.values())


def _add_office(claim: Claim, made: _Made) -> None:
    source, post = source_of(claim, made.material), claim.attributes.get("post", "")
    for number, (holder, body) in enumerate(pairs_of(claim, made.material.kinds)[1]):
        if kind_of(holder) != "person" or schema_of(body, made.material) not in _BODIES:
            made.link(claim, "UnknownLink", _ends(holder, body, claim, made), number)
            continue
        position = made.thing(f"{entity_id(body)}.{_slug(post)}", "Position")
        organization = made.entity(body, source)
        name = f"{post or 'office'}, {made.material.name(body)}"
        position.add(source, {"name": name, "organization": organization})
        values = {"holder": made.entity(holder, source), "post": position.id, "status": _status(claim, "change")}
        made.link(claim, "Occupancy", {**values, **_since(claim)}, number)


def _add_membership(claim: Claim, made: _Made) -> None:
    source = source_of(claim, made.material)
    for number, (member, body) in enumerate(pairs_of(claim, made.material.kinds)[1]):
        schemata = {schema_of(member, made.material), schema_of(body, made.material)}
        if not schemata <= {*_BODIES, "Person"} or schema_of(body, made.material) == "Person":
            made.link(claim, "UnknownLink", _ends(member, body, claim, made), number)
            continue
        ends = {"member": made.entity(member, source), "organization": made.entity(body, source)}
        made.link(claim, "Membership", {**ends, "status": _status(claim, "change"), **_since(claim)}, number)


def _add_gathering(claim: Claim, made: _Made) -> None:
    """Add to the event that a gathering is; a date only where it is told as held: a plan is told in words."""
    source, material = source_of(claim, made.material), made.material
    for gathering in claim.roles.get("gathering", ()):
        event = made.things[made.entity(gathering, source)]
        if is_fact(claim) and claim.attributes.get("change") == "held":
            event.add(source, dates(claim.when))
            event.add(source, {"location": [material.name(place) for place in claim.where]})
        organisers = [e for e in claim.roles.get("organiser", ()) if schema_of(e, material) in _BODIES]
        event.add(source, {"organizer": [made.entity(e, source) for e in organisers] if is_fact(claim) else ()})
        event.add(source, _evidence(claim, material))


def _add_event(claim: Claim, made: _Made) -> None:
    """Make an event of a meeting or a visit, and a link between each two who took part."""
    source, material = source_of(claim, made.material), made.material
    roles = [e for ids in claim.roles.values() for e in ids]
    involved = [made.entity(e, source) for e in roles if schema_of(e, material) in (*_BODIES, "Person")]
    name = f"{claim.kind}: {' and '.join(material.name(e) for e in roles)}"
    event = made.thing(claim_thing_id(claim), "Event")
    hedge = "" if is_fact(claim) else f"({factuality_of(claim)}) "
    when = dates(claim.when) if is_fact(claim) else {}
    event.add(source, {"name": hedge + name, "involved": involved, **when, **_evidence(claim, material)})
    event.add(source, {"location": [material.name(place) for place in claim.where]})
    _add_links(claim, made, 1)


def _add_links(claim: Claim, made: _Made, first: int = 0) -> None:
    for number, (one, other) in enumerate(pairs_of(claim, made.material.kinds)[1], start=first):
        made.link(claim, "UnknownLink", _ends(one, other, claim, made), number)


def _add_standing(standing: Standing, made: _Made) -> None:
    """Make a sanction of an interval that a decision opens; what closes one, or is not decided, is a link."""
    claims = [made.claims[s.report, s.claim] for s in standing.supports]
    if standing.status not in made.material.kinds["standing"]["opens"]:
        for claim in claims:
            _add_links(claim, made)
        return
    dated = sorted((c.when for c in claims if is_fact(c) and c.when), key=_width)
    first = next(iter(_start(when) for when in dated), "") if standing.decided else ""
    thing = made.thing(claim_thing_id(claims[0]), "Sanction")
    for claim in claims:
        source = source_of(claim, made.material)
        for authority in claim.roles.get("authority", ()):
            made.entity(authority, source)
        values = {
            "entity": made.entity(standing.subject, source),
            "authority": " and ".join(made.material.name(a) for a in standing.authority.split(" + ") if a),
            "program": standing.status.replace("_", " "),
            "provisions": standing.scope,
            "status": "decided" if standing.decided else f"not decided: {standing.factuality}",
            "reason": claim.attributes.get("ground", ""),
            "startDate": first,
            "endDate": standing.last.isoformat() if standing.last and standing.decided else "",
        }
        thing.add(source, {**values, **_evidence(claim, made.material)})


def _add_report(key: str, made: _Made) -> None:
    material = made.material
    report = material.reports.get(key)
    article = made.thing(report_id(key), "Article")
    title = material.title(key) or key
    address = {"sourceUrl": key} if _is_address(key) else {"fileName": key}
    published = dates(report.reported).get("date", "") if report else ""
    values = {"title": title, "name": title, "publisher": material.publisher(key), "publishedAt": published}
    agent = f"Entente {version('entente')}"
    source = Source(key, report.recorded if report else material.made)
    article.add(source, {**values, **address, "language": LANGUAGE, "processingAgent": agent})


def _ends(one: str, other: str, claim: Claim, made: _Made) -> Properties:
    source = source_of(claim, made.material)
    words = [
        claim.kind,
        *(claim.attributes.get(n, "") for n in ("stage", "status", "change", "form", "choice", "instrument")),
    ]
    role = ", ".join(word.replace("_", " ") for word in words if word)
    ends = {"subject": made.entity(one, source), "object": made.entity(other, source), "role": role}
    return {
        **ends,
        "status": "" if is_fact(claim) else factuality_of(claim),
        **(dates(claim.when) if is_fact(claim) else {}),
    }


def _evidence(claim: Claim, material: Material) -> Properties:
    """Give what every entity of a claim bears: what it says and who says so, its sentence, its report."""
    who = "".join(f", according to {material.name(e)}" for e in claim.attribution)
    told = "" if is_fact(claim) else f"{factuality_of(claim)}: "
    return {
        "summary": f"{told}{material.says(claim, day=True)}{who}",
        "description": claim.quote,
        "proof": report_id(claim.report),
        "publisher": material.publisher(claim.report),
        "sourceUrl": claim.report if _is_address(claim.report) else "",
        **({} if claim.kind == "gathering" else {"recordId": claim.id}),
    }


def _start(when: str) -> str:
    """Give when an interval or a date begins, no more exactly than it is told."""
    told = dates(when)
    return told.get("date") or told.get("startDate", "")


def _width(when: str) -> int:
    first, last = days_of(when)
    return (last - first).days if first and last else 100_000


def _status(claim: Claim, attribute: str) -> str:
    return claim.attributes.get(attribute, "").replace("_", " ") if is_fact(claim) else factuality_of(claim)


def _since(claim: Claim) -> Properties:
    """Give when a post begins or ends, by what the claim says of it; the day on which it is said to be held as `date`."""
    if not is_fact(claim):
        return {}
    when = dates(claim.when)
    side = _SINCE.get(claim.attributes.get("change", ""))
    return {side: when["date"]} if side and "date" in when else when


def _slug(post: str) -> str:
    return slug(post) or "office"


def _is_address(key: str) -> bool:
    return key.startswith(("http://", "https://"))


_ADD: Mapping[str, Callable[[Claim, _Made], None]] = {
    "office": _add_office,
    "membership": _add_membership,
    "gathering": _add_gathering,
    "meeting": _add_event,
    "visit": _add_event,
    "standing": lambda _claim, _made: None,  # made of the intervals, see _add_standing
}
