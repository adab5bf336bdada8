"""The script of a reading: one part of a paper in large letters, paragraph by paragraph, to read from."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.meaning.models import ReadAloud
from manantial.meaning.papers.aloud import PartText, Said, marked_for_reading, part_text
from manantial.meaning.papers.frame import escaped, frame, titled
from manantial.meaning.rules.aloud import PAPER_WORDS, Part, minutes_to_read, text_language
from manantial.press.document import Block, Callout, CalloutKind, Document, Fact, FactList, Heading, Prose, Quote
from manantial.voices.queries import said
from manantial.voices.rules import LANGUAGE_WORDS


@titled(gettext_lazy("Guion de lectura en voz alta (letra grande)"))
def reading_script(language: str, on: date, *, paper: str, part: str, tongue: str = "", reading: str = "") -> Document:
    """Build the script of one part; with the id of a `reading` it marks the paragraphs that changed since it was read.

    tongue: the language that is read in, when it is another one than the paper's. Raises PaperRefused for a part there
    is not.
    """
    text = part_text(Part(paper, part), language=language, on=on)
    row = ReadAloud.objects.filter(pk=UUID(reading)).first() if reading else None
    told = tongue or (row.language if row else language)
    read = row.paragraphs if row else ()
    blocks: list[Block] = [_facts(paper, text, told, row), _advice(language, told)]
    blocks += [
        block for number, one, changed in marked_for_reading(text, read) for block in _line(number, one, changed)
    ]
    return frame(
        _("Guion de lectura: %(title)s") % {"title": text.title},
        blocks,
        language=language,
        on=on,
        folio=row.folio if row else "",
        large=True,
        one_ink=True,
    )


def _facts(paper: str, text: PartText, tongue: str, row: ReadAloud | None) -> FactList:
    minutes = _("unos %(n)d minutos, despacio") % {"n": minutes_to_read(text.words)}
    facts = [Fact(_("De qué papel"), said(PAPER_WORDS, paper)), Fact(_("Se lee en"), said(LANGUAGE_WORDS, tongue))]
    facts += [Fact(_("Dura"), minutes)]
    facts += [Fact(_("Quién lee"), row.reader)] if row else []
    return FactList(tuple(facts))


def _advice(language: str, tongue: str) -> Callout:
    lines = [
        _("Diga primero qué va a leer, de qué alianza es y qué día es hoy."),
        _("Lea despacio. Si se equivoca, guarde silencio y lea otra vez el párrafo completo."),
        _("Lo que está entre comillas lo dijo alguien: haga una pausa y diga quién, como está escrito."),
    ]
    if text_language(tongue) == language and tongue != language:
        lines.append(_("Dígalo en su lengua con palabras de la gente. No cambie nombres, números ni fechas."))
    return Callout("\n".join(f"- {line}" for line in lines), CalloutKind.NOTE, _("Antes de empezar"))


def _line(number: int, one: Said, changed: bool) -> list[Block]:
    mark = _("%(n)d · cambió") % {"n": number} if changed else str(number)
    if one.level == 1:
        return [Prose(f"**{mark}.** **{escaped(one.words)}**")]
    if one.level:
        return [Heading(f"{mark}. {one.words}", 2)]
    if one.voice:
        return [Quote(one.words, f"{one.who} ({mark})", language=one.language)]
    return [Prose(f"**{mark}.** {escaped(one.words)}")]
