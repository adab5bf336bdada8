"""Blank cards to take to the field: who speaks, and what exists and who keeps it. Same order as the screens."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from manantial.press.document import BlankField, BlankForm, Callout, CalloutKind, Document
from manantial.voices.papers.frame import boxes, paper
from manantial.voices.papers.permissions import spoken_text
from manantial.voices.rules import (
    AGE_WORDS,
    CONDITION_WORDS,
    GROUP_WORDS,
    KIND_WORDS,
    LANGUAGE_WORDS,
    SEX_WORDS,
    SOURCE_WORDS,
)


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
        BlankField(_("¿Dónde está?"), half=True),
        BlankField(_("Comunidad"), half=True),
        BlankField(_("¿Hay copia digital?"), choices=(_("Sí"), _("No")), half=True),
        boxes(_("¿En qué estado está?"), CONDITION_WORDS),
        BlankField(_("Nota"), lines=3),
    )
    return paper(_("Ficha de fuente"), (BlankForm(fields),), on=on)
