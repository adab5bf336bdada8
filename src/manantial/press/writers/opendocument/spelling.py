"""Elements of OpenDocument as text: names, attributes, spaces that must not melt together."""

from __future__ import annotations

import re
from html import escape

from manantial.press.glyphs import legible

ODT_TYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_SPACES = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
_LAID = re.compile(r" {2,}|^ | $|\t|\n")


def tag(name: str, inside: str = "", /, **attributes: object) -> str:
    """An element. `text_style_name` stands for text:style-name; attributes that are None or empty are left out."""
    said = "".join(
        f' {_named(key)}="{escape(legible(str(value)))}"'
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>"


def part(root: str, inside: str) -> bytes:
    """A whole file of the package under its root element."""
    return f"{opening(root)}{inside}</{root}>".encode()


def opening(root: str) -> str:
    """How a file of the package begins."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}{_SPACES} office:version="1.3">'


def manifest(kinds: dict[str, str]) -> bytes:
    """The list of the files of a package with their types."""
    files = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in kinds.items()
    )
    root = f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{ODT_TYPE}"/>'
    opened = f'<manifest:manifest xmlns:manifest="{_MANIFEST}" manifest:version="1.3">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{opened}{root}{files}</manifest:manifest>'.encode()


def words(text: str) -> str:
    """Text inside a paragraph: runs of spaces, tabs and line breaks stay what they are."""
    return _LAID.sub(_laid, escape(legible(text)))


def inches(length: float) -> str:
    """A length."""
    return f"{length:.4f}in"


def locale(language: str) -> dict[str, str]:
    """The attributes that say a language («es-MX»); one without a country says none."""
    spoken, _dash, country = language.partition("-")
    return {"fo_language": spoken, "fo_country": country.upper() or "none"}


def _named(key: str) -> str:
    prefix, _line, rest = key.partition("_")
    return f"{prefix}:{rest.replace('_', '-')}"


def _laid(found: re.Match[str]) -> str:
    match found[0]:
        case "\t":
            return "<text:tab/>"
        case "\n":
            return "<text:line-break/>"
    return f'<text:s text:c="{len(found[0])}"/>'
