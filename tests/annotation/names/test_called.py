from typing import Any

import pytest

from entente.annotation.names.called import add_called, called_bodies
from entente.annotation.names.gazetteer import Hit
from entente.annotation.names.shadow import Layer
from entente.knowledge.loader import SHIPPED, read_rules

RULES: dict[str, Any] = read_rules(SHIPPED / "english" / "forms.yaml")["bodies"]


def called(text: str, *hits: Hit) -> list[tuple[str, str]]:
    found = add_called(Layer(text, hits), called_bodies(RULES), {"jane"}).hits
    return [(text[h.start : h.end], h.entities[0]) for h in found if h.how == "name"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the broadcaster PBS paid; PBS said so", [("PBS", "org/pbs"), ("PBS", "org/pbs")]),
        ("Telemar, a cybersecurity firm, paid", [("Telemar", "org/telemar")]),
        ("Telemar, backed by Jane Doe, is the first private company to pay", [("Telemar", "org/telemar")]),
        ("the airline Orel Air paid. Orel flew", [("Orel Air", "org/orel-air"), ("Orel", "org/orel-air")]),
        ("the carmaker Orel. Orel Motor Sport is another, Orel CEO", [("Orel", "org/orel"), ("Orel", "org/orel")]),
    ],
)
def test_a_noun_beside_a_name_tells_a_body(text: str, names: list[tuple[str, str]]) -> None:
    assert called(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "the company CEO Orel Tam spoke",
        "the company Jane Doe founded",
        "Orel Tam, the owner of the firm, spoke",
        "the company spoke",
        "nothing here",
    ],
)
def test_persons_and_plain_nouns_are_left_alone(text: str) -> None:
    assert called(text) == []


def test_a_company_found_by_its_form_gives_its_short_name() -> None:
    text = "Orel Group paid. Orel flew"
    hit = Hit(0, 10, "body", ("org/orel-group",), "form", unlisted=True)
    assert called(text, hit) == [("Orel", "org/orel-group")]
