"""How a section looks before it is saved: the blocks the paper will print, and a mark where something drops out."""

from __future__ import annotations

from datetime import date

from manantial.meaning.papers.frame import frame
from manantial.meaning.papers.references import References
from manantial.meaning.papers.terms import TERMS
from manantial.press.document import Document
from manantial.voices.rules import Use


def section_preview(paper: str, text: str, *, language: str, on: date) -> Document:
    """Build one section alone, always as a draft: what may not be used is named, not hidden. Raises MarkdownRefused."""
    uses = (*TERMS[paper].uses, Use.ANALYSIS)  # it is shown at the desk, so studying it must be allowed too
    references = References.read([text], uses=uses, on=on, draft=True)
    return frame("-", [references.prose(text)], language=language, on=on)
