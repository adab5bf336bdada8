"""What people said, as far as it may be printed: the gate is asked once for a whole paper, on its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manantial.kernel.rulings import Ruling
from manantial.press.document import Figure, Picture, Provenance, Quote, Sound
from manantial.press.sound import cut
from manantial.voices.models import Fragment, Source, Voice
from manantial.voices.queries import (
    Gate,
    Remark,
    on_paper,
    remarks_on,
    said_credit,
    said_remark,
    said_translation,
)
from manantial.voices.rules import Credit, Use, VoiceKind, What

PRINTED_LEVELS = ("public", "alliance")  # what a paper for everybody may name
_READERS = "es"  # what everybody reads who reads a paper, whatever its language
PICTURES = (VoiceKind.PHOTO, VoiceKind.DRAWING)


@dataclass(frozen=True)
class Speech:
    """The answers of the gate for some uses on one day, all of them needed. What was never asked is refused."""

    uses: tuple[Use, ...]
    on: date
    rulings: Mapping[UUID, Ruling]
    credits: Mapping[UUID, Credit]
    heard: frozenset[UUID] = frozenset()  # the fragments whose sound may go beside their words
    remarks: Mapping[UUID, Remark] = field(default_factory=dict)  # what must be said beside the words
    language: str = _READERS  # of the paper

    @classmethod
    def ask(
        cls,
        fragments: Iterable[Fragment],
        voices: Iterable[Voice] = (),
        *,
        uses: tuple[Use, ...],
        on: date,
        sounds: Use | None = None,
        language: str = "",
    ) -> Speech:
        """Ask about the words of fragments, and about the words and pictures of voices.

        sounds: the use for which quotes carry their sound too; without it no sound leaves with the words.
        language: of the paper (without it, of whoever asks): words in another one come with their translation.
        """
        spans = {fragment.pk: fragment for fragment in fragments}
        whole = {voice.pk: voice for voice in voices}
        things: list[Fragment | Voice] = [*spans.values(), *whole.values()]
        gate = Gate.of(things)
        rulings = {one.pk: gate.all_of(one, uses, on=on, what=on_paper(one)) for one in things}
        credited = {one.pk: gate.credit(one, uses[0], on=on) for one in things}
        told = _heard(spans.values(), gate, sounds, on) if sounds else frozenset()
        read = language or (get_language() or _READERS)[:2]
        allowed = [one for one in spans.values() if rulings.get(one.pk)]
        remarks = remarks_on(allowed, list(dict.fromkeys((read, _READERS))))
        return cls(uses, on, rulings, credited, told, remarks, read)

    def may(self, thing: Fragment | Voice) -> bool:
        """The gate allowed this thing for this use on this day."""
        return bool(self.rulings.get(thing.pk))

    def line(self, thing: Fragment | Voice) -> str:
        """Whose words they are, as far as it may be told."""
        return said_credit(self.credits[thing.pk])

    def quote(self, fragment: Fragment, *, aloud: bool = True) -> Quote | None:
        """The words of a fragment with their credit and their note of origin; None when they may not be printed.

        aloud: with its sound, where the paper was asked to be heard and the person allows it.
        """
        if not fragment.quote or not self.may(fragment):
            return None
        remark = self.remarks.get(fragment.pk, Remark(fragment.voice.language))
        return Quote(
            fragment.quote,
            said_remark(self.line(fragment), remark),
            origin=origin(fragment),
            sound=self.sound(fragment) if aloud else None,
            language="" if remark.language == self.language else remark.language,
            translation=said_translation(remark.translation),
        )

    def sound(self, fragment: Fragment) -> Sound | None:
        """The seconds of a fragment and nothing else of its voice; None where the sound may not go."""
        whole = fragment.voice.sound
        if fragment.pk not in self.heard or whole is None or whole.erased_at is not None:
            return None
        start, end = fragment.start_ms, fragment.end_ms
        if start is None or end is None or not whole.path().is_file():
            return None
        clip = fragment.clip
        kept = clip is not None and clip.erased_at is None and clip.path().is_file()
        source = clip.path() if clip is not None and kept else cut(whole.path(), start, end, title=fragment.folio)
        title = _("voz %(folio)s") % {"folio": fragment.voice.folio}
        return Sound(source, title, name=f"{fragment.folio}.mp3", length=(end - start) / 1000)

    def quotes(self, fragments: Iterable[Fragment], most: int | None = None, *, aloud: bool = True) -> list[Quote]:
        """The quotes of fragments that may be printed, at most so many."""
        found = (quote for fragment in fragments if (quote := self.quote(fragment, aloud=aloud)))
        return list(islice(found, most))

    def figure(self, voice: Voice) -> Figure | None:
        """The picture of a voice with its description; None without permission, picture or description."""
        blob = voice.picture
        if blob is None or blob.erased_at is not None or not voice.picture_alt or not self.may(voice):
            return None
        if not blob.path().is_file():
            return None
        picture = Picture(blob.path(), voice.picture_alt, blob.media_type, credit=self.line(voice))
        return Figure(picture, voice.picture_alt, notes=(origin_of_voice(voice),))


def origin(fragment: Fragment) -> Provenance:
    """The note of a fragment: folios only, because a title or a place may say who it is."""
    label = _("Fragmento %(folio)s de la voz %(voice)s") % {"folio": fragment.folio, "voice": fragment.voice.folio}
    seconds = None if fragment.start_ms is None else fragment.start_ms / 1000
    return Provenance("fragment", str(fragment.pk), label, seconds)


def origin_of_source(source: Source, *, inside: bool = False) -> Provenance:
    """The note of a document; on paper for everybody the title of a restricted one is not told."""
    open_ = inside or source.visibility in PRINTED_LEVELS
    label = (
        f"{source.folio}, {source.title}" if open_ else _("%(folio)s, de acceso restringido") % {"folio": source.folio}
    )
    return Provenance("source", str(source.pk), label)


def origin_of_voice(voice: Voice) -> Provenance:
    """The note of a whole voice."""
    return Provenance("voice", str(voice.pk), _("Voz %(folio)s") % {"folio": voice.folio})


def _heard(fragments: Iterable[Fragment], gate: Gate, use: Use, on: date) -> frozenset[UUID]:
    timed = [fragment for fragment in fragments if fragment.start_ms is not None and fragment.end_ms is not None]
    return frozenset(one.pk for one in timed if gate.ruling(one, use, on=on, what=What.VOICE))
