"""The audiovisual catalogue: every photo, drawing, sound and video with its permission; what is closed is not shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.kernel.rulings import Ruling
from manantial.meaning.papers.frame import frame, titled
from manantial.meaning.papers.speech import PICTURES, Speech
from manantial.press.document import (
    Block,
    Column,
    ColumnKind,
    Document,
    Figure,
    Gallery,
    Heading,
    Kind,
    Prose,
    Sheet,
    Table,
)
from manantial.voices.models import Voice
from manantial.voices.queries import Gate, said
from manantial.voices.rules import CONTENT_OF, KIND_WORDS, Refusal, Use, VoiceKind, VoiceState

MEDIA = (VoiceKind.PHOTO, VoiceKind.DRAWING, VoiceKind.SOUND, VoiceKind.VIDEO)
SHOWN_USES = (Use.RETURN, Use.PRINT, Use.RADIO, Use.INTERNET)


@titled(gettext_lazy("Catálogo audiovisual"))
def audiovisual_catalogue(language: str, on: date) -> Document:
    """Build the catalogue for the archive of the alliance: for the team, with the permission of each piece."""
    voices = list(Voice.objects.filter(state=VoiceState.ACCEPTED).select_related("community", "picture"))
    speech = Speech.ask((), voices, uses=(Use.INTERNAL_REPORT,), on=on)
    title = _("Catálogo audiovisual")
    return frame(
        title, catalogue_blocks(speech, voices), language=language, on=on, kind=Kind.PAPER, sheet=Sheet.LETTER_WIDE
    )


def catalogue_blocks(speech: Speech, voices: Iterable[Voice]) -> list[Block]:
    """The pieces in a table, then the pictures that may be seen in this use."""
    pieces = [voice for voice in voices if voice.kind in MEDIA]
    kept_in = sum(1 for voice in pieces if not speech.may(voice))
    words = _("Piezas: %(pieces)s. Sin permiso de mostrarse en este papel: %(closed)s.")
    blocks: list[Block] = [Prose(words % {"pieces": len(pieces), "closed": kept_in}), _table(speech, pieces)]
    figures = _thumbnails(speech, pieces)
    if figures:
        blocks.append(Heading(_("Las imágenes"), 2))
        blocks += [Gallery(tuple(figures[start : start + 3]), 3) for start in range(0, len(figures), 3)]
    return blocks


def _thumbnails(speech: Speech, pieces: Sequence[Voice]) -> list[Figure]:
    """A small picture with its folio of each piece that may be shown here and somewhere outside; of others none."""
    gate = Gate.of(pieces)
    figures = []
    for voice in pieces:
        what = CONTENT_OF[voice.kind]
        shared = any(gate.ruling(voice, use, on=speech.on, what=what) for use in SHOWN_USES)
        if voice.kind in PICTURES and shared and (figure := speech.figure(voice)):
            figures.append(replace(figure, caption=f"{voice.folio}. {figure.caption}"))
    return figures


def _table(speech: Speech, pieces: Sequence[Voice]) -> Table:
    gate = Gate.of(pieces)
    rows = []
    for voice in pieces:
        rulings = {use: gate.ruling(voice, use, on=speech.on, what=CONTENT_OF[voice.kind]) for use in SHOWN_USES}
        rows.append(
            (
                voice.folio,
                said(KIND_WORDS, voice.kind),
                _about(voice, shown=speech.may(voice)),
                speech.line(voice) if speech.may(voice) else "—",
                _seconds(voice),
                _open_to(rulings),
            )
        )
    columns = (
        Column(_("Folio"), share=0.9),
        Column(_("Tipo"), share=0.8),
        Column(_("Qué es"), share=2.6),
        Column(_("Crédito"), share=1.6),
        Column(_("Segundos"), ColumnKind.NUMBER, 0.8),
        Column(_("Se puede usar en"), share=2),
    )
    return Table(columns, rows, caption=_("Registro audiovisual"), small=True)


def _seconds(voice: Voice) -> int | str | None:
    """How long it is; a picture that stands still has no length, which is not the same as not knowing it."""
    if voice.kind in {VoiceKind.PHOTO, VoiceKind.DRAWING}:
        return "—"
    return None if voice.duration_ms is None else round(voice.duration_ms / 1000)


def _open_to(rulings: Mapping[Use, Ruling]) -> str:
    """The uses of the whole piece; of one that holds a reserved passage, that its other fragments may be used."""
    if any(not ruling and ruling.facts["code"] == Refusal.HOLDS_RESERVED for ruling in rulings.values()):
        return _("Solo por fragmentos: algo está reservado")
    return ", ".join(_use_words()[use] for use, ruling in rulings.items() if ruling) or _("No difundir")


def _about(voice: Voice, *, shown: bool) -> str:
    return (voice.picture_alt or voice.summary or voice.title) if shown else _("No difundir")


def _use_words() -> dict[Use, str]:
    return {
        Use.RETURN: _("en la comunidad"),
        Use.PRINT: _("impresos"),
        Use.RADIO: _("radio"),
        Use.INTERNET: _("internet"),
    }
