"""A long OpenDocument text of plain paragraphs, written while it is read: a transcript, every fragment of a code.

The paper of a report is laid out by press.writers.opendocument; here there is a heading, words and remarks, and no end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from manantial.press.writers.opendocument.spelling import ODT_TYPE, locale, manifest, opening, part, tag, words

Members = Iterator[tuple[str, bytes | Iterable[bytes]]]
_LOOKS = {
    "Title": ({}, {"fo_font_weight": "bold", "fo_font_size": "18pt"}),
    "Heading": ({"fo_keep_with_next": "always"}, {"fo_font_weight": "bold"}),
    "Origin": ({}, {"fo_font_style": "italic", "fo_color": "#574B3F", "fo_font_size": "10pt"}),
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words with those in the middle in bold, under one of the styles Title, Heading (of a level), Origin or none."""

    before: str = ""
    bold: str = ""
    after: str = ""
    style: str = "Standard"
    level: int = 0


def odt_members(paragraphs: Iterable[Paragraph], *, title: str, language: str) -> Members:
    """The members of the package, for press.zips.zip_members; the type stands first and unpacked."""
    parts = ("content.xml", "styles.xml", "meta.xml")
    yield "mimetype", ODT_TYPE.encode()
    yield "content.xml", _content(paragraphs)
    yield "styles.xml", _styles(language)
    yield "meta.xml", part("office:document-meta", tag("office:meta", tag("dc:title", words(title))))
    yield "META-INF/manifest.xml", manifest(dict.fromkeys(parts, "text/xml"))


def _content(paragraphs: Iterable[Paragraph]) -> Iterator[bytes]:
    bold = tag("style:style", tag("style:text-properties", fo_font_weight="bold"), style_name="b", style_family="text")
    yield (opening("office:document-content") + tag("office:automatic-styles", bold)).encode()
    yield b"<office:body><office:text>"
    for one in paragraphs:
        yield _spelled(one).encode()
    yield b"</office:text></office:body></office:document-content>"


def _spelled(one: Paragraph) -> str:
    inside = words(one.before) + (tag("text:span", words(one.bold), text_style_name="b") if one.bold else "")
    inside += words(one.after)
    if one.level:
        return tag("text:h", inside, text_style_name=one.style, text_outline_level=one.level)
    return tag("text:p", inside, text_style_name=one.style)


def _styles(language: str) -> bytes:
    spoken = tag("style:text-properties", fo_font_size="11pt", **locale(language))
    family = {"style_family": "paragraph"}
    usual = tag(
        "style:style", tag("style:paragraph-properties", fo_margin_bottom="0.2cm"), style_name="Standard", **family
    )
    looks = "".join(
        tag(
            "style:style",
            tag("style:paragraph-properties", **room) + tag("style:text-properties", **letters),
            style_name=name,
            style_parent_style_name="Standard",
            **family,
        )
        for name, (room, letters) in _LOOKS.items()
    )
    return part(
        "office:document-styles", tag("office:styles", tag("style:default-style", spoken, **family) + usual + looks)
    )
