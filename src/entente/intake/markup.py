"""A piece of HTML, as feeds, mail and ninjs hold it → its text: one paragraph a block, blank lines between them."""

import re

_BLOCK = re.compile(
    "address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|ol|p|pre|section|table|t[dhr]|ul"
)
_SILENT = ("head", "iframe", "noscript", "script", "style", "template", "title")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


def is_fragment(text: str) -> bool:
    """Tell whether a text holds tags or character references."""
    return bool(_TAG.search(text))


def paragraphs(text: str) -> str:
    """Give the lines of a text as paragraphs: white space collapsed, empty lines dropped, one blank line between."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)


def plain_text(fragment: str) -> str:
    """Give the text of a piece of HTML, without scripts, styles and comments; "" where it has none. Needs lxml."""
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(fragment, create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else "script"  # a comment or instruction
        if event == "start":
            parts.append(_before(tag, element.text))
            if tag in _SILENT:
                walk.skip_subtree()
        else:
            parts += ["\n" if _BLOCK.fullmatch(tag) else "", _in_line(element.tail)]
    return paragraphs("".join(parts))


def _before(tag: str, text: str | None) -> str:
    return ("\n" if _BLOCK.fullmatch(tag) else "") + ("" if tag in _SILENT else _in_line(text))


def _in_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
