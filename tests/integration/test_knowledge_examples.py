"""The examples in the knowledge files, each read as a report of its own by the whole reader."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from entente.knowledge.loader import load_knowledge
from entente.model.claim import Claim
from entente.model.report import Report
from entente.pipeline import Reader, read_report

pytestmark = pytest.mark.integration
DAY = "2023-05-15"
"""The day of each example: a Monday."""


def frames() -> Iterator[Mapping[str, Any]]:
    for name, document in load_knowledge().rules.items():
        if name.startswith("english/frames/"):
            yield from document


def cases(entries: Iterator[Mapping[str, Any]] | list[Mapping[str, Any]], key: str) -> list[Any]:
    return [
        pytest.param(entry, example, id=f"{entry['id']}-{n}")
        for entry in entries
        for n, example in enumerate(entry.get(key, ()), 1)
    ]


def claims_of(reader: Reader, text: str) -> tuple[Claim, ...]:
    return read_report(reader, Report(text, "example.txt", published=DAY))


def says(claim: Claim, kind: str, example: Mapping[str, Any]) -> bool:
    """Tell whether a claim says what an example says; it may say more."""
    return (
        claim.kind == kind
        and claim.polarity == example.get("polarity", "positive")
        and example.get("factuality", claim.factuality) == claim.factuality
        and example.get("when", claim.when) == claim.when
        and all(set(ids) <= set(claim.roles.get(role, ())) for role, ids in example["roles"].items())
        and all(claim.attributes.get(name) == value for name, value in example.get("attributes", {}).items())
    )


@pytest.mark.parametrize(("frame", "example"), cases(frames(), "examples"))
def test_an_example_of_a_frame_is_read(reader: Reader, frame: Mapping[str, Any], example: Mapping[str, Any]) -> None:
    claims = claims_of(reader, example["text"])
    assert any(says(claim, frame["kind"], example) for claim in claims), claims


@pytest.mark.parametrize(("frame", "text"), cases(frames(), "counterexamples"))
def test_a_counterexample_of_a_frame_is_not_read_by_it(reader: Reader, frame: Mapping[str, Any], text: str) -> None:
    assert frame["id"] not in [claim.rule for claim in claims_of(reader, text)]


def title_patterns() -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = load_knowledge().rules["english/title_patterns"]["patterns"]
    return found


def names(claim: Claim, text: str, role: str) -> list[str]:
    return [piece.span.of(text) for piece in claim.evidence if piece.role == role]


def holds(claim: Claim, example: Mapping[str, Any]) -> bool:
    """Tell whether an office is that of an example, whose holder and body are named by the words of its text.

    Where the body is named in another sentence, the example gives its id.
    """
    holder = "holder" if claim.kind == "office" else "member"
    post, change = claim.attributes.get("post"), claim.attributes.get("change")
    return (
        claim.kind in ("office", "membership")
        and example["holder"] in " ".join(names(claim, example["text"], holder))
        and (
            example["body"] in claim.roles["body"] or example["body"] in " ".join(names(claim, example["text"], "body"))
        )
        and (claim.kind == "membership" or example.get("post", post) == post)
        and example.get("change", change) == change
    )


@pytest.mark.parametrize(("pattern", "example"), cases(title_patterns(), "examples"))
def test_an_example_of_a_title_is_read(reader: Reader, pattern: Mapping[str, Any], example: Mapping[str, Any]) -> None:
    claims = claims_of(reader, example["text"])
    assert any(holds(claim, example) for claim in claims), (pattern["id"], claims)
