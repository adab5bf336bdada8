"""Blank cards to take to the field: who speaks, and what exists and who keeps it. Same order as the screens."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from manantial.press.document import (
    BlankField,
    BlankForm,
    Callout,
    CalloutKind,
    Column,
    Document,
    Prose,
    Sheet,
    Signatures,
    Signer,
    Table,
)
from manantial.voices.papers.frame import boxes, paper
from manantial.voices.papers.permissions import spoken_text
from manantial.voices.rules import (
    AGE_WORDS,
    CONDITION_WORDS,
    FORM_WORDS,
    GROUP_WORDS,
    KIND_WORDS,
    LANGUAGE_WORDS,
    SEX_WORDS,
    SOURCE_ACCESS_WORDS,
    SOURCE_WORDS,
    TRANSCRIPT_WORDS,
)

INVENTORY_ROWS = 14


def voice_card(*, on: date) -> Document:
    """The card of a testimony, the twin of "new voice" on the screen."""
    fields = (
        boxes(_("¿Qué es?"), KIND_WORDS),
        BlankField(_("¿Cómo se llama este testimonio?")),
        boxes(_("¿Quién habla?"), GROUP_WORDS),
        BlankField(_("¿Cómo le decimos? (nombre inventado, si quiere)"), half=True),
        BlankField(_("Cargo, si lo quiere decir"), half=True),
        BlankField(_("Comunidad"), half=True),
        BlankField(_("¿Se puede decir la comunidad?"), choices=(_("Sí"), _("No")), half=True),
        boxes(_("Mujer u hombre, si lo quiere decir"), SEX_WORDS, half=True),
        boxes(_("Edad"), AGE_WORDS),
        boxes(_("Lengua en que habla"), LANGUAGE_WORDS),
        BlankField(_("¿Cuándo fue?"), hint=_("Día, mes o año, o «cuando el temblor»"), half=True),
        BlankField(_("¿Dónde?"), half=True),
        BlankField(_("¿Es menor de 18?"), choices=(_("Sí"), _("No")), half=True),
        BlankField(_("En la foto, ¿se reconocen niñas o niños?"), choices=(_("Sí"), _("No")), half=True),
        BlankField(_("Minuto y frase que no se debe perder"), lines=6),
    )
    script = Callout(spoken_text(), CalloutKind.PRIVACY, _("Diga esto antes de grabar"))
    return paper(_("Ficha de voz"), (script, BlankForm(fields)), on=on)


def source_card(*, on: date) -> Document:
    """The card of a source, the twin of "new source" on the screen."""
    fields = (
        boxes(_("¿Qué es?"), SOURCE_WORDS),
        BlankField(_("Título o de qué trata")),
        BlankField(_("Fecha"), hint=_("Aunque sea solo el año"), half=True),
        BlankField(_("¿Quién lo hizo?"), half=True),
        BlankField(_("¿Quién lo guarda?"), half=True),
        BlankField(_("Dónde está el original"), half=True),
        BlankField(_("Comunidad"), half=True),
        BlankField(_("¿Hay copia digital?"), choices=(_("Sí"), _("No")), half=True),
        boxes(_("¿En qué estado está?"), CONDITION_WORDS),
        boxes(_("¿Quién lo puede ver?"), SOURCE_ACCESS_WORDS),
        BlankField(_("Eje con que se relaciona")),
        BlankField(_("Nota"), lines=3),
    )
    return paper(_("Ficha de fuente"), (BlankForm(fields),), on=on)


def blank_inventory(*, on: date) -> Document:
    """The inventory to fill by hand where the papers are: a row for each, the words of each column below."""
    heads = (
        ("", 0.3),
        (_("¿Qué es?"), 0.9),
        (_("Título o de qué trata"), 2.6),
        (_("Fecha"), 0.9),
        (_("¿Quién lo hizo?"), 1.2),
        (_("¿Quién lo guarda?"), 1.3),
        (_("Dónde está el original"), 1.3),
        (_("Copia"), 0.5),
        (_("Estado"), 0.7),
        (_("¿Quién lo puede ver?"), 0.9),
        (_("Eje"), 1.0),
    )
    columns = tuple(Column(head, share=share) for head, share in heads)
    rows = [(f"{number}\n\u00a0", *[""] * (len(heads) - 1)) for number in range(1, INVENTORY_ROWS + 1)]
    legend = "\n".join(
        f"- **{title}:** {', '.join(gettext(word) for word in words.values())}."
        for title, words in (
            (_("¿Qué es?"), SOURCE_WORDS),
            (_("Estado"), CONDITION_WORDS),
            (_("¿Quién lo puede ver?"), SOURCE_ACCESS_WORDS),
        )
    )
    head = BlankForm((BlankField(_("Comunidad"), half=True), BlankField(_("Escribió y qué día"), half=True)))
    blocks = (head, Table(columns, rows, small=True), Prose(legend))
    return paper(_("Inventario de fuentes"), blocks, on=on, folio="I-02", sheet=Sheet.LETTER_WIDE)


def interview_card(*, on: date) -> Document:
    """The card of an interview (I-11): who speaks, its permission, its sound, and how far its words are written."""
    fields = (
        BlankField(_("Folio de la voz"), half=True),
        BlankField(_("¿Cómo le decimos? (nombre inventado, si quiere)"), half=True),
        boxes(_("¿Quién habla?"), GROUP_WORDS),
        boxes(_("Mujer u hombre, si lo quiere decir"), SEX_WORDS, half=True),
        boxes(_("Edad"), AGE_WORDS),
        BlankField(_("Comunidad, o «reservada»"), half=True),
        BlankField(_("¿Dónde?"), half=True),
        BlankField(_("Día"), half=True),
        BlankField(_("Cuánto dura"), half=True),
        boxes(_("Lengua en que habla"), LANGUAGE_WORDS),
        BlankField(_("Quién entrevistó"), half=True),
        BlankField(_("Quién interpretó"), half=True),
        BlankField(_("Guía y versión"), half=True),
        BlankField(_("Preguntas que se saltaron (números)"), half=True),
        boxes(_("Cómo se dio el permiso"), FORM_WORDS),
        BlankField(_("Archivo de sonido (nombre o huella)")),
        boxes(_("Lo que dice, por escrito"), TRANSCRIPT_WORDS),
        BlankField(_("Quién tradujo"), half=True),
        BlankField(_("Quién revisó"), half=True),
        BlankField(_("Minuto y frase que no se debe perder"), lines=5),
    )
    script = Callout(spoken_text(), CalloutKind.PRIVACY, _("Diga esto antes de grabar"))
    return paper(_("Ficha de entrevista"), (script, BlankForm(fields)), on=on, folio="I-11")


def photo_card(*, on: date) -> Document:
    """The card of a testimony with a photo or a drawing (I-12): room to paste it, what it shows, why it was chosen."""
    fields = (
        BlankField(_("Pegue aquí la foto o el dibujo, o escriba el número de la foto"), lines=7),
        BlankField(_("Qué muestra"), lines=2),
        BlankField(_("Por qué la eligió"), lines=3),
        BlankField(_("¿Cómo le decimos? (nombre inventado, si quiere)"), half=True),
        BlankField(_("Comunidad"), half=True),
        boxes(_("¿Quién habla?"), GROUP_WORDS),
        BlankField(_("¿Cuándo fue?"), hint=_("Día, mes o año, o «cuando el temblor»"), half=True),
        BlankField(_("¿Dónde?"), half=True),
        BlankField(_("¿A cuántas personas adultas se les reconoce?"), half=True),
        BlankField(_("¿Y a cuántas niñas o niños?"), half=True),
    )
    note = _("Si se reconoce a alguien, llene también la hoja «Permiso de quienes salen en una foto o un video».")
    blocks = (BlankForm(fields), Prose(note), Signatures((Signer(role=_("Quien da su foto o dibujo")),)))
    return paper(_("Testimonio con foto o dibujo"), blocks, on=on, folio="I-12")
