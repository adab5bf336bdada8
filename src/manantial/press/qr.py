"""QR codes as vector drawings: folio, short code, phone or address; read by any phone, also without network."""

from __future__ import annotations

import io
from functools import lru_cache

import segno
from django.utils.translation import gettext as _

from manantial.press.document import Code, Picture

LEVEL = "m"  # a seventh of the marks may be lost: enough for a photocopy
_QUIET = 4  # modules of white around, as ISO/IEC 18004 asks


class QrTooLong(ValueError):
    """More text than a QR that a phone reads from paper can hold; the message is for people."""


@lru_cache(maxsize=64)  # the leaflets of forty communities carry the same code
def qr_svg(text: str) -> str:
    """The code as SVG, dark on white with its quiet zone. Raises QrTooLong."""
    try:
        code = segno.make(text, error=LEVEL, micro=False)
    except segno.DataOverflowError as error:
        raise QrTooLong(_("El texto es demasiado largo para un código QR; use un folio o una clave corta.")) from error
    out = io.BytesIO()
    code.save(
        out,
        kind="svg",
        border=_QUIET,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        nl=False,
        omitsize=True,
    )
    return out.getvalue().decode()


def qr(text: str, alt: str = "") -> Picture:
    """For a document; `alt` says what the code holds."""
    return Picture.svg(qr_svg(text), alt or _("Código QR: %(text)s") % {"text": text}, width=0.2)


def code(text: str, words: str) -> Code:
    """A QR with the words that stand under it: what it says and the short code to type."""
    picture = Picture.svg(qr_svg(text), _("Código QR: %(text)s") % {"text": text})  # fills the corner kept for it
    return Code(picture, words)
