"""The fixed words of papers, in the language of the document being made, not in that of the person who makes it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from manantial.press.document import CalloutKind


@dataclass(frozen=True, slots=True)
class Words:
    """Everything a writer says on its own account. `page` holds {n} and {total}."""

    contents: str
    page: str
    folio: str
    as_of: str
    origins: str
    notes: str
    figure: str
    table: str
    signature: str
    fingerprint: str
    name: str
    role: str
    done: str
    pending: str
    translation: str
    skip: str
    back: str
    silent: str

    def as_json(self) -> dict[str, str]:
        """For the Typst templates."""
        return asdict(self)


def words_now() -> Words:
    """The words in the language active at this moment."""
    return Words(
        contents=_("Contenido"),
        page=_("Página %(n)s de %(total)s") % {"n": "{n}", "total": "{total}"},
        folio=_("Folio"),
        as_of=_("Datos al"),
        origins=_("De dónde viene cada cosa"),
        notes=_("Notas"),
        figure=_("Figura"),
        table=_("Tabla"),
        signature=_("Firma"),
        fingerprint=_("Huella"),
        name=_("Nombre"),
        role=_("Cargo"),
        done=_("hecho"),
        pending=_("pendiente"),
        translation=_("Traducción"),
        skip=_("Saltar al texto"),
        back=_("volver al texto"),
        silent=_("Este lector de libros no reproduce sonido. Las palabras son las de arriba."),
    )


def callout_word(kind: CalloutKind) -> str:
    """What a framed passage is, in a word: state is never colour alone."""
    return {
        CalloutKind.NOTE: _("Nota"),
        CalloutKind.WARNING: _("Atención"),
        CalloutKind.AGREEMENT: _("Acuerdo"),
        CalloutKind.DIFFERENCE: _("Opiniones distintas"),
        CalloutKind.MISSING: _("Falta por saber"),
        CalloutKind.PRIVACY: _("Cuidado de los datos"),
    }[kind]
