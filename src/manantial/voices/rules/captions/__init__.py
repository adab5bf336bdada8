"""Files of words that other programs made: read by what they hold and never by their name, and written back.

Formats: WebVTT (W3C), SubRip, oTranscribe, ELAN, Word and OpenDocument documents, and text with the usual marks.
"""

from __future__ import annotations

from collections.abc import Callable

from manantial.kernel.rulings import gettext_noop as _
from manantial.voices.rules.captions.documents import is_odt, read_docx, read_odt, read_txt
from manantial.voices.rules.captions.elan import read_eaf
from manantial.voices.rules.captions.otranscribe import is_otr, read_otr
from manantial.voices.rules.captions.shape import CaptionFormat, Captions, Note, UnreadableCaptions
from manantial.voices.rules.captions.timed import is_timed, read_srt, read_vtt

LARGEST = 20 * 1024 * 1024  # bytes; a hundred hours of talk as subtitles
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", _("Es un PDF. Ábralo, copie las palabras y péguelas, o pida el documento de Word.")),
    (b"{\\rtf", _("Es un documento RTF. Guárdelo como .docx o como texto y vuelva a traerlo.")),
    (b"\xd0\xcf\x11\xe0", _("Es un documento de Word antiguo (.doc). Guárdelo como .docx y vuelva a traerlo.")),
    (b"ID3", _("Es una grabación, no palabras. Súbala como voz.")),
    (b"RIFF", _("Es una grabación, no palabras. Súbala como voz.")),
    (b"OggS", _("Es una grabación, no palabras. Súbala como voz.")),
)


def read_captions(content: bytes, name: str = "") -> Captions:
    """The turns of a file of words, whichever its form; `name` is only told back.

    Raises UnreadableCaptions with the reason and, when there is one, the line.
    """
    if not content.strip():
        raise UnreadableCaptions(_("El archivo está vacío."))
    if len(content) > LARGEST:
        raise UnreadableCaptions(_("El archivo pesa demasiado para ser una transcripción."))
    for sign, reason in _SIGNS:
        if content.startswith(sign):
            raise UnreadableCaptions(reason)
    if content.startswith(b"PK\x03\x04"):
        return read_odt(content) if is_odt(content) else read_docx(content)
    text, odd = _decoded(content)
    form, read = _reader(text)
    found = read_eaf(content) if read is None else read(text)
    return Captions(form, found.turns, (*odd, *found.notes))


def _reader(text: str) -> tuple[CaptionFormat, Callable[[str], Captions] | None]:
    start = text.lstrip()[:4000]
    if start.startswith("WEBVTT"):
        return CaptionFormat.VTT, lambda whole: read_vtt(whole.lstrip())
    if start.startswith("<") and "ANNOTATION_DOCUMENT" in start:
        return CaptionFormat.EAF, None
    if start[:9].lower() in {"<!doctype", "<html"} or start[:5].lower() in {"<html", "<?xml"}:
        raise UnreadableCaptions(_("Es una página o un XML que no trae una transcripción."), 1)
    if start.startswith("{") and is_otr(text):
        return CaptionFormat.OTR, read_otr
    if is_timed(text):
        return CaptionFormat.SRT, read_srt
    return CaptionFormat.TXT, read_txt


def _decoded(content: bytes) -> tuple[str, list[Note]]:
    """The text with plain line ends. Old Windows letters are read and told; bytes that are no text are refused."""
    notes: list[Note] = []
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
            notes.append(Note(_("No venía en UTF-8; se leyó como texto de Windows. Revise los acentos.")))
    if "\x00" in text:
        raise UnreadableCaptions(_("No es un archivo de palabras."))
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


__all__ = ["LARGEST", "CaptionFormat", "Captions", "Note", "UnreadableCaptions", "read_captions"]
