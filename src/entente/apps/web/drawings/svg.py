"""SVG as values: elements with escaped attributes and texts, the frame of a drawing, and a drawing as a file of its own."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from markupsafe import Markup, escape

from entente.apps.web.assets import load_assets
from entente.apps.web.harmless import visible

SPACE = "http://www.w3.org/2000/svg"
Number = float | int


@dataclass(frozen=True, slots=True)
class Element:
    """An element of SVG: its name, its attributes, and what is in it. Templates print it as markup."""

    name: str
    attributes: Mapping[str, str]
    children: tuple["Element | str", ...] = ()

    def __html__(self) -> str:
        return _markup(self)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a drawing is: its size in pixels, and its title and summary, which screen readers say."""

    width: int
    height: int
    title: str
    summary: str


def draw(name: str, /, *children: "Element | str | None", **attributes: str | Number | None) -> Element:
    """Give an element; `class_` is `class`, other underscores are hyphens; what is None or "" is left out."""
    written = {_name_of(key): _value_of(value) for key, value in attributes.items() if value not in (None, "")}
    return Element(name, written, tuple(child for child in children if child not in (None, "")))


def framed(frame: Frame, *children: "Element | str | None") -> Element:
    """Give a whole drawing: what is in it, its title and its summary, see https://www.w3.org/TR/graphics-aria-1.0/ .

    It is a document, not one picture, so that readers find the links in it.
    """
    return draw(
        "svg",
        draw("title", frame.title, id="drawing-title"),
        draw("desc", frame.summary, id="drawing-summary"),
        *children,
        class_="drawing",
        viewBox=f"0 0 {frame.width} {frame.height}",
        width=frame.width,
        height=frame.height,
        role="graphics-document",
        aria_labelledby="drawing-title",
        aria_describedby="drawing-summary",
    )


def link(address: str, name: str, *children: "Element | str | None", **attributes: str | Number | None) -> Element:
    """Give a part of a drawing that leads somewhere, with its name in full."""
    return draw("a", draw("title", name), *children, href=address, **attributes)


def as_file(drawing: Element) -> str:
    """Give a drawing as a file that needs nothing else: with its style, and without links, which lead nowhere from a file."""
    styled = Element("style", {}, (Markup(style()),))  # noqa: S704 - our own style sheet
    inner = (styled, *(_unlinked(child) for child in drawing.children))
    whole = Element("svg", {"xmlns": SPACE} | dict(drawing.attributes), inner)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_markup(whole)}\n'


@lru_cache(maxsize=1)
def style() -> str:
    """Give the style of all drawings, as the pages load it."""
    return load_assets().files["drawings.css"].decode()


def policy_of_files() -> str:
    """Give the Content Security Policy of a drawing as a file: its own style by its hash, and nothing else."""
    return f"default-src 'none'; style-src 'sha256-{b64encode(sha256(style().encode()).digest()).decode()}'; sandbox"


def _unlinked(child: "Element | str") -> "Element | str":
    if isinstance(child, str):
        return child
    kept = {
        name: value
        for name, value in child.attributes.items()
        if child.name != "a" or name not in ("href", "aria-label")
    }
    return Element("g" if child.name == "a" else child.name, kept, tuple(_unlinked(one) for one in child.children))


@lru_cache(maxsize=256)
def _name_of(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value_of(value: str | Number | None) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def _markup(element: Element) -> Markup:
    pieces: list[str] = []
    _write(element, pieces)
    return Markup("".join(pieces))  # noqa: S704 - its pieces are escaped


def _write(element: Element, pieces: list[str]) -> None:
    """Add an element as pieces of markup: a drawing has thousands."""
    written = [f' {name}="{_escaped(value)}"' for name, value in element.attributes.items()]
    pieces.append(f"<{element.name}{''.join(written)}{'>' if element.children else '/>'}")
    for child in element.children:
        if isinstance(child, Element):
            _write(child, pieces)
        else:
            pieces.append(_escaped(child))
    if element.children:
        pieces.append(f"</{element.name}>")


@lru_cache(maxsize=8192)  # a drawing has the same classes and the same lines' heights over and over
def _escaped(text: str) -> str:
    return text if text.isalnum() else escape(visible(text))
