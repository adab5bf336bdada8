"""Marking the part of a testimony that will be worked with, putting it aside for care, cutting its sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.kernel.ids import uuid7
from manantial.kernel.text import search_keys
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folios
from manantial.people.models import Person
from manantial.press import images, sound
from manantial.vault.actions import keep
from manantial.vault.models import Blob
from manantial.voices.actions.refusals import VoicesRefused, require
from manantial.voices.models import EarlierMark, Fragment, Turn, Voice
from manantial.voices.rules import CONTENT_OF, What, region, text_span, time_span


@dataclass(frozen=True)
class Span:
    """Where a fragment lies: letters of a turn, seconds of the sound, both, or a part of a picture (None: all of "
    "it)."""

    turn: Turn | None = None
    start_char: int | None = None
    end_char: int | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    region: Sequence[int] | None = None

    @property
    def has_words(self) -> bool:
        """It takes letters of a turn."""
        return self.turn is not None and self.start_char is not None and self.end_char is not None

    @property
    def has_sound(self) -> bool:
        """It takes seconds of a sound."""
        return self.start_ms is not None and self.end_ms is not None


@transaction.atomic
def mark_fragment(voice: Voice, *, span: Span, title: str = "", by: Person | None, now: datetime) -> Fragment:
    """Mark a fragment. Its words are copied from the turn, never typed. Raises VoicesRefused when the span is not "
    there."""
    [fragment] = lay_fragments(voice, [span], title=title, by=by, now=now)
    facts = {"what": fragment.what, "letters": len(fragment.quote), "voice": str(voice.pk)}
    record("fragment.marked", fragment, by=by, now=now, community=voice.community, facts=facts)
    return fragment


def lay_fragments(
    voice: Voice, spans: Sequence[Span], *, title: str = "", by: Person | None, now: datetime
) -> list[Fragment]:
    """The rows of one marking, for actions that write their own ledger entry; call it inside their transaction.

    A stretch that goes over several turns is one fragment for each turn, joined by one id. Raises VoicesRefused when
    any span is not there; then nothing is kept.
    """
    quotes = [_check(voice, span) for span in spans]
    folios = next_folios(Fragment, "FRA", len(spans))
    joined = uuid7() if len(spans) > 1 else None
    rows = [
        Fragment(
            folio=folio,
            voice=voice,
            what=_what(voice, span),
            turn=span.turn if span.has_words else None,
            start_char=span.start_char if span.has_words else None,
            end_char=span.end_char if span.has_words else None,
            start_ms=span.start_ms,
            end_ms=span.end_ms,
            region=list(span.region) if span.region is not None else None,
            quote=quote,
            title=title,
            joined=joined,
            keys=search_keys(f"{title} {quote}"),
            marked_by_id=by.pk if by else None,
            marked_at=now,
        )
        for span, quote, folio in zip(spans, quotes, folios, strict=True)
    ]
    return Fragment.objects.bulk_create(rows)


@transaction.atomic
def reserve_fragment(fragment: Fragment, *, reason: str, by: Person | None, now: datetime) -> None:
    """Put a fragment aside: it is never published, and the reason is kept. Raises VoicesRefused without one."""
    if not reason.strip():
        raise VoicesRefused(_("Diga por qué no se publica: otra persona lo va a leer dentro de años."))
    fragment.reserved, fragment.reserved_reason = True, reason
    fragment.save(update_fields=["reserved", "reserved_reason"])
    record("fragment.reserved", fragment, by=by, now=now, community=fragment.voice.community)


@transaction.atomic
def unreserve_fragment(fragment: Fragment, *, reason: str, by: Person | None, now: datetime) -> None:
    """Let a reserved fragment be asked for again; consent still decides. Raises VoicesRefused without a reason."""
    if not reason.strip():
        raise VoicesRefused(_("Diga por qué ya se puede publicar y quién lo decidió."))
    fragment.reserved = False
    fragment.save(update_fields=["reserved"])
    record("fragment.unreserved", fragment, by=by, now=now, reason=reason, community=fragment.voice.community)


@transaction.atomic
def retire_fragment(fragment: Fragment, *, reason: str = "", by: Person | None, now: datetime) -> None:
    """Take a fragment out of the work; it is kept and used nowhere."""
    fragment.retired_at = now
    fragment.save(update_fields=["retired_at"])
    record("fragment.retired", fragment, by=by, now=now, reason=reason, community=fragment.voice.community)


@transaction.atomic
def remark_fragment(fragment: Fragment, *, span: Span, by: Person | None, now: datetime) -> EarlierMark:
    """Mark a fragment again in words that were corrected: it keeps its folio, its codes and whatever rests on it.

    What it quoted before is kept beside it, with its place. Raises VoicesRefused when the span is not there or is the
    same, and for a fragment without words.
    """
    if fragment.turn is None or fragment.start_char is None or fragment.end_char is None or not span.has_words:
        raise VoicesRefused(_("Este fragmento no tiene palabras que volver a marcar."))
    quote = _check(fragment.voice, span)
    if (span.turn, span.start_char, span.end_char) == (fragment.turn, fragment.start_char, fragment.end_char):
        raise VoicesRefused(_("Ya está marcado así."))
    earlier = EarlierMark.objects.create(
        fragment=fragment,
        turn=fragment.turn,
        start_char=fragment.start_char,
        end_char=fragment.end_char,
        quote=fragment.quote,
        replaced_by_id=by.pk if by else None,
        replaced_at=now,
    )
    fragment.turn, fragment.start_char, fragment.end_char = span.turn, span.start_char, span.end_char
    fragment.quote, fragment.keys = quote, search_keys(f"{fragment.title} {quote}")
    fragment.save(update_fields=["turn", "start_char", "end_char", "quote", "keys"])
    facts = {"letters": len(quote)}
    record("fragment.remarked", fragment, by=by, now=now, community=fragment.voice.community, facts=facts)
    return earlier


def clip_of(fragment: Fragment, *, now: datetime) -> Blob:
    """The sound of a fragment alone, cut once and kept. Raises VoicesRefused when it has no sound (any more).

    The gate is asked by whoever sends or prints it; this only cuts. The file is called by the folio.
    """
    heard = fragment.voice.sound
    if heard is None or heard.erased_at is not None or fragment.start_ms is None or fragment.end_ms is None:
        raise VoicesRefused(_("Este fragmento no tiene sonido."))
    if fragment.clip is None or fragment.clip.erased_at is not None:
        content = sound.cut(heard.path(), fragment.start_ms, fragment.end_ms, title=fragment.folio)
        length = fragment.end_ms - fragment.start_ms
        name = f"{fragment.folio}.mp3"
        fragment.clip = keep(content, media_type="audio/mpeg", name=name, now=now, duration_ms=length)
        fragment.save(update_fields=["clip"])
    return fragment.clip


def picture_of(fragment: Fragment, *, now: datetime) -> Blob:
    """The picture of a fragment: only its part when a part was marked, cut once and kept.

    Raises VoicesRefused when it has no picture (any more). The gate is asked by whoever shows or prints it.
    """
    whole = fragment.voice.picture
    if whole is None or whole.erased_at is not None:
        raise VoicesRefused(_("Este fragmento no tiene imagen."))
    if fragment.region is None:
        return whole
    if fragment.clip is None or fragment.clip.erased_at is not None:
        left, top, right, bottom = fragment.region
        part = images.crop(whole.path(), (left, top, right, bottom))
        fragment.clip = keep(part.content, media_type=part.media_type, name=f"{fragment.folio}.jpg", now=now)
        fragment.save(update_fields=["clip"])
    return fragment.clip


def _check(voice: Voice, span: Span) -> str:
    """Refuse what is not there; return the quoted words."""
    if span.start_ms is not None or span.end_ms is not None:
        require(time_span(span.start_ms or 0, span.end_ms or 0, voice.duration_ms))
    if span.region is not None:
        require(region(span.region))
    if span.has_words and span.turn is not None:
        if span.turn.transcript.voice_id != voice.pk:
            raise VoicesRefused(_("Esas palabras son de otra voz."))
        start, end = span.start_char or 0, span.end_char or 0
        require(text_span(start, end, span.turn.text))
        return span.turn.text[start:end]
    if not span.has_sound and CONTENT_OF[voice.kind] is not What.PHOTO:
        raise VoicesRefused(_("Marque un tramo: de qué segundo a qué segundo, o qué palabras."))
    return ""


def _what(voice: Voice, span: Span) -> What:
    whole = CONTENT_OF[voice.kind]
    if whole is What.PHOTO or (span.has_sound and whole in {What.VOICE, What.VIDEO}):
        return whole
    return What.QUOTE
