"""Spells an edition for Typst: which template, which data, which files. Every word travels as JSON, never as code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from manantial.press.document import Document, Kind
from manantial.press.edition import Edition
from manantial.press.images import greyed
from manantial.press.nodes import as_json
from manantial.press.shelf import SVG, Stored
from manantial.press.trimming import slug_of

TEMPLATES = {Kind.REPORT: "report.typ", Kind.PAPER: "paper.typ", Kind.BOOKLET: "booklet.typ"}


@dataclass(frozen=True, slots=True)
class Job:
    """What press.compile needs to run Typst."""

    template: str
    data: Mapping[str, object]
    files: Mapping[str, bytes]


def typeset(edition: Edition) -> Job:
    """The edition as a Typst job, with the template its kind takes."""
    document = edition.document
    data = {
        "nodes": as_json(edition.body),
        "notes": {str(note.number): {"inside": as_json(note.inside), "url": note.url} for note in edition.notes},
        "titles": as_json(edition.titles),
        "words": edition.words.as_json(),
        **_dress(document),
        "day": edition.date,
        "as_of": edition.as_of,
        "cover": as_json(edition.cover),
        "cover_lines": list(document.cover.lines) if document.cover else [],
        "logos": as_json(edition.logos),
        "code": as_json(edition.code),
        "code_words": document.code.words if document.code else "",
    }
    files = {name: _inked(stored, grey=document.one_ink) for name, stored in edition.shelf.pictures.items()}
    return Job(TEMPLATES[document.kind], data, files)


def _inked(stored: Stored, *, grey: bool) -> bytes:
    return greyed(stored.content) if grey and stored.media_type != SVG else stored.content


def _dress(document: Document) -> dict[str, object]:
    """What is printed around the text."""
    plain = ("title", "subtitle", "publisher", "folio", "watermark", "fictitious", "contact")
    return {
        **{name: str(getattr(document, name)) for name in plain},
        "sheet": document.sheet.value,
        "authors": list(document.authors),
        "keywords": list(document.keywords),
        "has_cover": document.cover is not None,
        "brief": document.brief,
        "one_ink": document.one_ink,
        "large": document.large,
        "bleed": document.bleed,
        "slug": slug_of(document.bleed),
    }
