"""What waits in 5_DEVOLVER: a note that says what to put there, and a sheet to write on."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from manantial.alliance.tenancy import current_alliance
from manantial.kits.rules import Item, Part
from manantial.press.compile import compile_pdf
from manantial.press.document import BlankField, BlankForm, Document, Kind, Prose, Signatures, Signer
from manantial.vault.actions import keep


def return_items(*, on: date, now: datetime) -> list[Item]:
    """Return the note and the blank sheet; the same bytes for every community."""
    note = keep(return_note().encode(), media_type="text/plain", name="LEEME.txt", now=now)
    pdf = compile_pdf(return_sheet(on), pages=range(1, 2))
    sheet = keep(pdf.content, media_type="application/pdf", name="hoja-para-devolver.pdf", now=now)
    title = _("Hoja para contar cómo se usó")
    return [
        Item(
            Part.GIVE_BACK, _("Qué poner en esta carpeta"), note.sha256, note.size, "text/plain", ".txt",
            path="data/5_DEVOLVER/LEEME.txt",
        ),
        Item(
            Part.GIVE_BACK, title, sheet.sha256, sheet.size, "application/pdf", ".pdf", pages=pdf.pages,
            about=_("Imprímala o cópiela a mano. Se entrega en la siguiente visita."),
            path="data/5_DEVOLVER/01_hoja-para-devolver.pdf",
        ),
    ]  # fmt: skip


def return_note() -> str:
    """Return the note that says what to put in the folder, for any text viewer."""
    phone = current_alliance().phone
    lines = [
        _("QUÉ PONER EN ESTA CARPETA"),
        "",
        _("1. Fotos de la asamblea o del cartel en la pared."),
        _("2. Audios de lo que dijo la gente."),
        _("3. La hoja de asistencia y la hoja para contar cómo se usó (puede ser una foto)."),
        "",
        _("Pida permiso a cada persona antes de tomar su foto o grabar su voz."),
        _("No cambie ni borre los demás archivos de la memoria."),
        _("En la siguiente visita copiamos lo que haya aquí y le damos un recibo."),
        "",
        _("Dudas: %(phone)s") % {"phone": phone or "—"},
    ]
    return "\ufeff" + "\r\n".join(lines) + "\r\n"  # with the mark, old viewers read the accents


def return_sheet(on: date) -> Document:
    """Return the sheet on which a committee writes what became of its kit."""
    alliance = current_alliance()
    used = (_("Carteles"), _("Hojas"), _("Audios"), _("Videos"), _("Informe"), _("Nada todavía"))
    where = (_("Asamblea"), _("Escuela"), _("Tanque o toma"), _("Casa de salud"), _("Tienda"), _("Otro lugar"))
    fields = (
        BlankField(_("Comunidad"), half=True),
        BlankField(_("Fecha"), half=True),
        BlankField(_("¿Qué usaron del kit?"), choices=used),
        BlankField(_("¿Dónde se puso o se escuchó?"), choices=where),
        BlankField(_("¿Cuántas personas estuvieron, más o menos?"), hint=_("Mujeres, hombres, jóvenes")),
        BlankField(_("¿Qué dijo la gente?"), lines=2),
        BlankField(_("¿Qué no se entendió o está mal?"), lines=2),
        BlankField(_("¿Qué hace falta para la próxima vez?"), lines=2),
    )
    return Document(
        title=_("Cómo se usó nuestro kit"),
        subtitle=alliance.name,
        language="es-MX",
        date=on,
        publisher=alliance.organism or alliance.name,
        kind=Kind.PAPER,
        contact=_("Dudas: %(phone)s") % {"phone": alliance.phone} if alliance.phone else "",
        fictitious=_("Ejemplo: lugar y personas inventados.") if alliance.fictitious else "",
        blocks=(
            Prose.plain(_("No es un examen. Sirve para hacer mejor el siguiente kit.")),
            BlankForm(fields),
            Signatures((Signer(role=_("Por el comité: nombre y firma o huella")),)),
        ),
    )
