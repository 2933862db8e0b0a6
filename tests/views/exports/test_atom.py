from collections.abc import Callable

import feedparser

from entente.model.claim import Claim
from entente.views.exports.atom import NEWEST, write_atom
from entente.views.exports.formats import Form, untold
from entente.views.exports.material import Material

MakeClaim = Callable[..., Claim]
MakeMaterial = Callable[..., Material]


def test_feedparser_reads_the_feed(claims: tuple[Claim, ...], make_material: MakeMaterial) -> None:
    feed = feedparser.parse(b"".join(write_atom(make_material(claims))))
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert len(feed.entries) == len({entry.id for entry in feed.entries}) == len(claims)
    assert (
        feed.entries[1].title
        == "The Russian Olympic Committee and the Syrian Olympic Committee will sign an agreement on 1 June 2023"
    )
    terms = [{tag.term for tag in entry.tags} for entry in feed.entries]
    assert all({c.kind, c.factuality, c.polarity} == found for c, found in zip(claims, terms, strict=True))
    assert feed.entries[-1].links[0].href == "https://example.org/a?b=1&c=%C3%BC"
    assert feed.entries[-1].author == "The Paper"


def test_the_newest_come_first_and_the_oldest_stay_out(make_claim: MakeClaim, make_material: MakeMaterial) -> None:
    claims = [make_claim("statement", {"speaker": ("a",)}, start=n) for n in range(NEWEST + 2)]
    material = make_material(claims)
    newer = {(c.report, c.id): "2024-01-01T00:00:00Z" for c in claims[-1:]}
    material = Material(material.claims, {}, {}, {**material.recorded, **newer}, material.knowledge)
    feed = feedparser.parse(b"".join(write_atom(material)))
    assert len(feed.entries) == NEWEST
    assert feed.entries[0].updated == feed.feed.updated == "2024-01-01T00:00:00Z"
    assert untold(Form.ATOM, material) == "2 older ones, a feed holds the newest 200"
