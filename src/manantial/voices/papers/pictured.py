"""Papers of people in a picture: the sheet where each of them answers, and the receipt of who takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from manantial.press.document import (
    BlankField,
    BlankForm,
    Block,
    Callout,
    CalloutKind,
    Column,
    ColumnKind,
    Document,
    Fact,
    FactList,
    Prose,
    Signatures,
    Signer,
    Table,
)
from manantial.voices.models import FaceAnswer
from manantial.voices.papers.frame import paper, phone, spoken
from manantial.voices.papers.permissions import copies_block
from manantial.voices.queries import said
from manantial.voices.rules import CHANNEL_WORDS, REACH_WORDS

ROWS = 10


def pictured_sheet(*, on: date) -> Document:
    """The blank sheet for everybody who can be recognised in one photo or film."""
    reaches = " · ".join(f"{number} {gettext(words)}" for number, words in enumerate(REACH_WORDS.values(), 1))
    columns = (
        Column("", ColumnKind.NUMBER, 0.4),
        Column(_("Nombre o nombre inventado"), share=2.4),
        Column(_("Hasta dónde: 1, 2 o 3"), share=1.2),
        Column(_("¿Es niña o niño?"), share=0.9),
        Column(_("Firma o huella (de quien tiene la custodia)"), share=2.2),
    )
    rows = [(number, "", "", "☐", "") for number in range(1, ROWS + 1)]
    blocks: tuple[Block, ...] = (
        Callout(_spoken(), CalloutKind.PRIVACY, _("Diga esto a cada persona")),
        BlankForm((BlankField(_("Folio de la foto o el video"), half=True), BlankField(_("Fecha"), half=True))),
        Table(columns, rows, note=reaches),
        Signatures((Signer(role=_("Quien recoge las firmas")),)),
    )
    return paper(_("Permiso de quienes salen en una foto o un video"), blocks, on=on)


def face_receipt(answer: FaceAnswer, *, unrecoverable: Sequence[str] = (), on: date) -> Document:
    """The receipt for who took back her permission in a picture; `unrecoverable` are copies nobody can call in."""
    text = _(
        "Usted retiró su permiso de aparecer en esta imagen. Desde esa fecha la imagen no sale del equipo mientras se "
        "reconozca su cara."
    )
    facts = (
        Fact(_("Imagen"), answer.voice.folio),
        Fact(_("Desde"), spoken(answer.given_on)),
        Fact(_("Cómo avisó"), said(CHANNEL_WORDS, answer.channel)),
    )
    keep = _("Guarde esta hoja. Si la ve donde no debería estar, llame al %(phone)s.") % {"phone": phone()}
    blocks: tuple[Block, ...] = (
        Prose.plain(text),
        FactList(facts),
        copies_block(unrecoverable),
        Prose.plain(keep),
        Signatures((Signer(role=_("Quien retira el permiso")), Signer(role=_("Quien lo recibió")))),
    )
    return paper(_("Comprobante de retiro de permiso"), blocks, on=on, folio=answer.voice.folio)


def _spoken() -> str:
    return _(
        "«En esta imagen se le reconoce. Solo sale del equipo si usted quiere, y usted dice hasta dónde. Puede dar un "
        "nombre inventado. Si no quiere, tapamos su cara. Si mañana cambia de opinión, avise al %(phone)s.»"
    ) % {"phone": phone()}
