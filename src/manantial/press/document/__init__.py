"""The neutral block model every room builds and every writer prints.

A room's papers.py describes a paper with these frozen blocks; press.writers turn the same Document into PDF, DOCX,
EPUB and HTML.
Nothing here knows a domain: a voice, a finding or a contract reaches this module only as text, pictures and Provenance.

All text is plain and is escaped by the writers, except the fields called `markdown`, which hold the restricted Markdown
of press.markdown.
"""

from manantial.press.document.blocks import (
    Block,
    Callout,
    CalloutKind,
    Chart,
    Column,
    ColumnKind,
    Columns,
    Contents,
    Counted,
    Fact,
    FactList,
    Figure,
    Gallery,
    Heading,
    Origins,
    PageBreak,
    Prose,
    Quote,
    Row,
    Table,
    on_own_pages,
)
from manantial.press.document.evidence import MissingAlt, Narration, Notes, Picture, Provenance, Sound
from manantial.press.document.hand import BlankField, BlankForm, CheckItem, Checklist, SignatureMark, Signatures, Signer
from manantial.press.document.paper import Code, Cover, Document, Kind, Sheet

__all__ = [
    "BlankField",
    "BlankForm",
    "Block",
    "Callout",
    "CalloutKind",
    "Chart",
    "CheckItem",
    "Checklist",
    "Code",
    "Column",
    "ColumnKind",
    "Columns",
    "Contents",
    "Counted",
    "Cover",
    "Document",
    "Fact",
    "FactList",
    "Figure",
    "Gallery",
    "Heading",
    "Kind",
    "MissingAlt",
    "Narration",
    "Notes",
    "Origins",
    "PageBreak",
    "Picture",
    "Prose",
    "Provenance",
    "Quote",
    "Row",
    "Sheet",
    "SignatureMark",
    "Signatures",
    "Signer",
    "Sound",
    "Table",
    "on_own_pages",
]
