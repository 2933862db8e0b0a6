"""News in JSON → a report: IPTC ninjs 1.x (`body_text`, `headline`), 2.x and 3.x (`bodies`, `headlines`; since 3 in camel case).

See https://iptc.org/std/ninjs/ (user guide). Names are compared without case, so that one reader serves all versions.
"""

from collections.abc import Mapping
from typing import Any

from entente.intake.decoding import check_characters, check_tags
from entente.intake.fields import Outcome, from_fields
from entente.intake.language import not_english
from entente.intake.markup import paragraphs, plain_text
from entente.model.problem import Problem

_UNPUBLISHED = ("withheld", "canceled", "cancelled")
_WITH_TEXT = ("", "text", "composite")


def is_ninjs(value: Any) -> bool:
    """Tell whether a JSON value is a ninjs object: it has a `uri` and no `text`, and a body, headline or type of its own."""
    if not isinstance(value, dict) or "uri" not in value or "text" in value:
        return False
    marks = ("bodies", "headlines", "headline", "pubstatus", "versioncreated", "standard", "type")
    return any(name.lower() in marks or name.startswith("body_") for name in value)


def from_ninjs(value: Mapping[str, Any], source: str, line: int = 0) -> Outcome:
    """Give a ninjs object as a report, or the problem: withheld, no text, no English, a field that is none.

    Raises ModuleNotFoundError without the libraries of the extra `web` where its body is HTML.
    """
    item = {name.lower(): part for name, part in value.items()}
    status, kind = _text(item.get("pubstatus")), _text(item.get("type"))
    if status in _UNPUBLISHED:
        return Problem(source, f"is {status} by its publisher", "", line)
    if kind not in _WITH_TEXT:
        return Problem(source, f"is of type {kind!r}, no text", "", line)
    if wrong := next(filter(None, (check_tags(text, source, line) for text, marked in _bodies(item) if marked)), None):
        return wrong
    body = _body(item)
    if not body:
        return Problem(source, "has no body", "ninjs holds it under `bodies` or `body_text`", line)
    language = _text(item.get("language"))
    wrong = not_english(body, source, line) if language and not language.lower().startswith("en") else None
    return wrong or check_characters(body, source, line) or from_fields(_fields(item, body), source, line)


def _fields(item: Mapping[str, Any], body: str) -> dict[str, Any]:
    dates = (item.get(name) for name in ("versioncreated", "contentcreated", "firstcreated"))
    return {
        "text": body,
        "url": item.get("uri"),
        "title": _text(item.get("headline")) or _main(item.get("headlines")),
        "publisher": _named(item.get("infosources")) or _text(item.get("source")) or _text(item.get("copyrightholder")),
        "author": _text(item.get("byline")) or _text(item.get("by")),
        "published": next((date for date in dates if date), ""),
    }


def _body(item: Mapping[str, Any]) -> str:
    """Give the body's text: the plain one where it keeps its paragraphs or is the only one, else the text of the marked up."""
    bodies = _bodies(item)
    plain = next((text for text, marked in bodies if not marked), "")
    marked = next((text for text, marked in bodies if marked), "")
    return plain if "\n" in plain.strip() or not marked else plain_text(marked)


def _bodies(item: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """Give each body with whether it is marked up: of 1.x by its name, of 2.x and 3.x by its content type."""
    found = [
        (_text(part), "html" in name) for name, part in item.items() if name.startswith("body_") and "nitf" not in name
    ]
    for body in _objects(item.get("bodies")):
        form = _text(body.get("contenttype")) or _text(body.get("role"))
        found.append((_text(body.get("value")), "html" in form or "xml" in form))
    return [(text, marked) for text, marked in found if text.strip()]


def _main(values: Any) -> str:
    """Give the value whose role is main, else the first."""
    listed = sorted(_objects(values), key=lambda value: _text(value.get("role")) != "main")
    return paragraphs(_text(listed[0].get("value"))) if listed else ""


def _named(values: Any) -> str:
    return next((_text(value.get("name")) for value in _objects(values) if value.get("name")), "")


def _objects(values: Any) -> list[dict[str, Any]]:
    listed = values if isinstance(values, list) else []
    return [{name.lower(): part for name, part in value.items()} for value in listed if isinstance(value, dict)]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
