"""What consultants write on a Word or LibreOffice file comes home: who, when, on which words, about which thing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from manantial.press.document import Column, Document, Heading, Prose, Provenance, Quote, Row, Table
from manantial.press.formats import Format, write
from manantial.press.remarks import NotADocument, Remark, RemarkKind, read_remarks
from tests.press.sample_documents import paper
from tests.press.test_other_program import SOFFICE, converted

FRAGMENT, FINDING, MILESTONE, PASSAGE = (UUID(int=n) for n in (11, 12, 13, 14))
SAID = "Nos dejaron una hoja y las llaves."
LOEXT = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document() -> Document:
    """A paper with a passage, a finding with its quote, a table."""
    quoted = Provenance("fragment", str(FRAGMENT), "Fragmento FRA-0007 de la voz VOZ-0003")
    told = Provenance("milestone", str(MILESTONE), "Hito HIT-0002")
    return paper(
        Heading("Contexto", anchor="contexto"),
        Prose("Antes nadie apuntaba. Vea HAL-0009.\n\nLuego sí.", about=f"passage/{PASSAGE}"),
        Heading("HAL-0001. Una hoja basta", 2, about=f"finding/{FINDING}"),
        Prose("Donde hay hoja, sigue el agua."),
        Quote(SAID, "Mujeres de comité", quoted),
        Table((Column("Cuándo"), Column("Qué pasó")), [Row(("2022", "Se juntaron doce"), (told,))]),
    )


def commented(*hung: tuple[str, str], author: str = "Consultora Ruiz") -> bytes:
    """The Word file with comments: (words of the paragraph or cell, what was written)."""
    word = docx.Document(io.BytesIO(write(document(), Format.DOCX)))
    paragraphs = [
        *word.paragraphs,
        *(p for t in word.tables for row in t.rows for c in row.cells for p in c.paragraphs),
    ]
    for words, text in hung:
        paragraph = next(each for each in paragraphs if words in each.text)
        comment = word.add_comment(paragraph.runs, text, author=author, initials="CR")
        comment._comment_elm.set(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date", "2026-05-04T10:20:30Z"
        )
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def rewritten(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The same file with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            body = source.read(item)
            target.writestr(item, change(body.decode()).encode() if item.filename == part else body)
    return out.getvalue()


def test_each_comment_knows_who_when_and_what_it_hangs_on() -> None:
    found = read_remarks(
        commented(
            ("Antes nadie", "¿Quién lo dice?"),
            ("Donde hay hoja", "Falta el dato."),
            (SAID, "Muy buena cita."),
            ("Se juntaron", "¿Doce o trece?"),
        )
    )
    assert [(one.kind, one.author, one.at, one.text) for one in found] == [
        (RemarkKind.COMMENT, "Consultora Ruiz", datetime(2026, 5, 4, 10, 20, 30), text)
        for text in ("¿Quién lo dice?", "Falta el dato.", "Muy buena cita.", "¿Doce o trece?")
    ]
    passage, finding, quote, milestone = found
    assert (passage.sections, passage.folios) == (("contexto",), ("HAL-0009",))
    assert passage.places == (f"passage/{PASSAGE}",)
    (later,) = read_remarks(commented(("Luego sí", "¿Desde cuándo?")))
    assert later.places == passage.places, "the mark reaches over every paragraph of the text"
    assert (finding.places, finding.heading) == ((f"finding/{FINDING}",), "HAL-0001. Una hoja basta")
    assert quote.places == (f"fragment/{FRAGMENT}", f"finding/{FINDING}"), "the nearest first"
    assert quote.quoted == f"«{SAID}»"
    assert milestone.places[0] == f"milestone/{MILESTONE}", "the mark stands in another cell of its row"


def test_a_comment_that_lost_its_mark_is_found_by_the_folio_of_its_note() -> None:
    bare = rewritten(commented(("Mujeres de comité", "¿De cuál comité?")), "word/document.xml", lambda body: re.sub(
        r"<w:bookmark(Start|End)[^>]*/>", "", body
    ))  # fmt: skip
    (remark,) = read_remarks(bare)
    assert remark.places == ()
    assert remark.folios == ("FRA-0007", "VOZ-0003")


def test_tracked_changes_tell_what_was_taken_out_and_put_in() -> None:
    word = docx.Document(io.BytesIO(write(document(), Format.DOCX)))
    paragraph = next(each for each in word.paragraphs if each.text == "Donde hay hoja, sigue el agua.")
    paragraph._p.remove(paragraph.runs[0]._r)
    about = 'w:id="900" w:author="Consultora Ruiz" w:date="2026-05-04T10:20:30Z"'
    for change in (
        f"<w:r {W}><w:t>Donde hay hoja, </w:t></w:r>",
        f"<w:del {W} {about}><w:r><w:delText>sigue el agua</w:delText></w:r></w:del>",
        f"<w:ins {W} {about}><w:r><w:t>el agua no se corta</w:t></w:r></w:ins>",
        f"<w:r {W}><w:t>.</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(change))
    out = io.BytesIO()
    word.save(out)
    (remark,) = read_remarks(out.getvalue())
    assert (remark.kind, remark.quoted, remark.text) == (RemarkKind.CHANGE, "sigue el agua", "el agua no se corta")
    assert remark.places == (f"finding/{FINDING}",)


def annotated(*, answer: bool = False) -> bytes:
    """The OpenDocument file as LibreOffice saves it with a comment over the quote, and a change in the passage."""
    made = write(document(), Format.ODT)
    when = "<dc:creator>Ana Ríos</dc:creator><dc:date>2026-05-04T10:20:30.123456</dc:date>"
    comment = f'<office:annotation office:name="__1">{when}<text:p>Muy buena cita.</text:p></office:annotation>'
    more = f'<office:annotation xmlns:loext="{LOEXT}" loext:parent-name="__1" loext:resolved="true">'
    reply = f"{more}{when}<text:p>De acuerdo.</text:p></office:annotation>" if answer else ""
    region = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>'
        f"{when}</office:change-info><text:p>Vea HAL-0009.</text:p></text:deletion></text:changed-region>"
        f'<text:changed-region text:id="c2"><text:insertion><office:change-info>{when}</office:change-info>'
        "</text:insertion></text:changed-region></text:tracked-changes>"
    )

    def change(body: str) -> str:
        body = body.replace(f"«{SAID}»", f'{comment}«{SAID}<office:annotation-end office:name="__1"/>{reply}»')
        body = body.replace("Vea HAL-0009.", '<text:change text:change-id="c1"/>')
        begin, end = (f'<text:change-{word} text:change-id="c2"/>' for word in ("start", "end"))
        body = body.replace("Antes nadie", f"Antes {begin}casi{end} nadie")
        return body.replace("<office:text>", f"<office:text>{region}")

    return rewritten(made, "content.xml", change)


def test_a_libreoffice_file_tells_the_same() -> None:
    change, comment = read_remarks(annotated())
    assert (change.kind, change.author) == (RemarkKind.CHANGE, "Ana Ríos")
    assert (change.text, change.quoted) == ("casi", "Vea HAL-0009.")
    assert change.sections == ("contexto",)
    assert (comment.at, comment.text) == (datetime(2026, 5, 4, 10, 20, 30), "Muy buena cita.")
    assert comment.quoted == f"«{SAID}"
    assert comment.places[0] == f"fragment/{FRAGMENT}"


def test_an_answer_knows_what_it_answers_and_that_it_is_settled() -> None:
    _change, comment, reply = read_remarks(annotated(answer=True))
    assert (reply.text, reply.answers, reply.resolved) == ("De acuerdo.", comment.key, True)


def test_the_same_remark_in_a_later_copy_has_the_same_key() -> None:
    first = read_remarks(commented(("Donde hay", "Falta el dato.")))
    later = read_remarks(commented(("Antes nadie", "Uno más."), ("Donde hay", "Falta el dato.")))
    assert {one.key for one in first} < {one.key for one in later}
    assert len({one.key for one in later}) == 2


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not here")
def test_comments_survive_a_save_in_libreoffice(tmp_path: Path) -> None:
    hung = ((SAID, "Muy buena cita."), ("Antes nadie", "¿Quién lo dice?"), ("Se juntaron", "¿Doce?"))
    sent = tmp_path / "sent.docx"
    sent.write_bytes(commented(*hung))
    converted(tmp_path, "odt", [sent])

    def told(content: bytes) -> set[tuple[Any, ...]]:
        return {(one.author, one.at, one.text, one.places, one.sections) for one in read_remarks(content)}

    assert told((tmp_path / "out" / "sent.odt").read_bytes()) == told(sent.read_bytes())


@given(st.binary(max_size=400), st.booleans())
def test_whatever_is_sent_is_read_or_refused(noise: bytes, within: bool) -> None:
    content = noise
    if within:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("word/document.xml", noise)
        content = out.getvalue()
    try:
        found: list[Remark] = read_remarks(content)
    except NotADocument:
        return
    assert isinstance(found, list)


def test_entities_and_bombs_are_not_unfolded() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "x"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    body = rewritten(commented((SAID, "Hola")), "word/comments.xml", lambda text: bomb + re.sub(
        r"^<\?xml[^>]*\?>", "", text
    ).replace(">Hola<", ">&b;Hola<"))  # fmt: skip
    assert all("hostname" not in one.text and "localhost" not in one.text for one in read_remarks(body))
