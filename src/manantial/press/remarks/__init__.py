"""What people wrote on a file of ours and sent back: comments and tracked changes, each with the place it hangs on.

A consultant gets a paper as Word or OpenDocument, comments and corrects it in any program, and sends it back. Here the
file is read and nothing else: who wrote what, when, on which words, under which title, and which marks (press.marks)
stand there. Sources: ECMA-376 part 1, 17.13 (comments, revisions); [MS-DOCX] 2.5 (answers, resolved); OpenDocument 1.3
part 3, 5.5 and 14.1 (tracked changes, annotations).
"""

from __future__ import annotations

from manantial.press.reading import NotADocument, names_in
from manantial.press.remarks.opendocument import read_odt
from manantial.press.remarks.shape import Line, Remark, RemarkKind, gathered
from manantial.press.remarks.word import read_docx

__all__ = ["Line", "NotADocument", "Remark", "RemarkKind", "read_remarks"]


def read_remarks(content: bytes) -> list[Remark]:
    """The comments and changes of a Word or OpenDocument file, in the order of its text. Raises NotADocument."""
    names = names_in(content)
    if "word/document.xml" in names:
        return gathered(*read_docx(content))
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return gathered(*read_odt(content))
    raise NotADocument("neither Word nor OpenDocument")
