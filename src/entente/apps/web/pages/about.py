"""About: what this register holds, how well it was read, by which knowledge, and under which licences."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files

from fastapi import APIRouter

from entente.apps.web.answers import page
from entente.apps.web.asked import AskedOf
from entente.model.claim import FACTUALITIES
from entente.register.sizes import sizes_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, its figure, and the command of the project that measures it."""

    what: str
    figure: str
    command: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where rows of the knowledge have their facts from, and under which licence."""

    title: str
    address: str
    licence: str


@dataclass(frozen=True, slots=True)
class AboutPage:
    """The versions of Entente and of its knowledge, how much the register holds, figures of accuracy, and origins."""

    version: str
    knowledge: str
    register: str
    sizes: Mapping[str, int]
    factualities: tuple[str, ...]
    accuracy: tuple[Figure, ...]
    origins: tuple[Origin, ...]


@page(router, "/about", "about.html", rows="accuracy")
def about(asked: AskedOf) -> AboutPage:
    """Show what this register holds, how well it was read, by which knowledge, and under which licences."""
    knowledge = asked.desk.knowledge
    origins = sorted((Origin(s.title, s.address, s.licence) for s in knowledge.sources.values()), key=lambda o: o.title)
    return AboutPage(
        version=version("entente"),
        knowledge=knowledge.version,
        register=asked.desk.settings.register.name,
        sizes=sizes_of(asked.desk.register),
        factualities=tuple(reversed(FACTUALITIES)),
        accuracy=figures(),
        origins=tuple(origins),
    )


def figures() -> tuple[Figure, ...]:
    """Give the figures of accuracy that are shown: a test holds that docs/accuracy.md has them."""
    text = files("entente.apps.web").joinpath("accuracy.csv").read_text(encoding="utf-8")
    return tuple(Figure(**row) for row in csv.DictReader(text.splitlines()))
