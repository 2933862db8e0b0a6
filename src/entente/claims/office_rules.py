"""The rules by which posts are read as offices and memberships: english/posts.yaml and english/offices.yaml made ready."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from entente.annotation.persons.posts import posts_by_field
from entente.model.entity import slug


@dataclass(frozen=True)
class OfficeRules:
    """Posts by what they are posts of: of a government alone, of a body; and english/offices.yaml."""

    government: frozenset[str]
    of_bodies: frozenset[str]
    memberships: frozenset[str]
    membership_changes: Mapping[str, str]
    likewise: Sequence[str]
    envoys: frozenset[str]
    state: frozenset[str]
    of_no_body: frozenset[str]
    owners: Sequence[str]
    terms: tuple[str, ...]
    companions: Sequence[str]
    ranks: Sequence[str]
    media: frozenset[str]
    leaders: Mapping[str, str]
    before_posts: frozenset[str]
    generic: frozenset[str]
    no_offices: frozenset[str]
    elections: Mapping[str, re.Pattern[str]]


def office_rules(documents: Mapping[str, Any], media: frozenset[str]) -> OfficeRules:
    """Make the rules from the files english/posts and english/offices; `media` are the ids of papers and agencies."""
    file, own = documents["english/posts"], documents["english/offices"]
    posts = [*file["posts"], *posts_by_field(file)]
    return OfficeRules(
        government=frozenset(p["post"] for p in posts if p.get("sphere") == ["government"]),
        of_bodies=frozenset(p["post"] for p in posts if "body" in p.get("sphere", ())) - set(own["stated_only"]),
        memberships=frozenset(own["memberships"]),
        membership_changes=own["membership_changes"],
        likewise=own["likewise"],
        envoys=frozenset(own["envoys"]),
        state=frozenset(own["state"]),
        of_no_body=frozenset(own["of_no_body"]),
        owners=own["owners"],
        terms=tuple(f" {words} " for words in own["terms"]),
        companions=own["companions"],
        ranks=own["ranks"],
        media=media,
        leaders=_leaders(documents.get("ontology/leaders", {})),
        before_posts=frozenset(own["before_posts"]),
        generic=frozenset(own["generic"]),
        no_offices=frozenset(own["no_offices"]),
        elections={name: re.compile(pattern) for name, pattern in own["elections"].items()},
    )


def _leaders(document: Mapping[str, Any]) -> dict[str, str]:
    """Give the country of each head of a state or government whom the file names, by the person's id."""
    lists = ((code, names) for code, names in document.items() if code != "common")
    return {f"person/{slug(name)}": f"country/{code}" for code, names in lists for name in names if " " in name}
