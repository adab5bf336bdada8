"""The sources of a project as voices: their words as turns, their files in the vault, their selections as fragments."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext as _

from manantial.exchange.actions.report import Outcome, Status
from manantial.exchange.actions.research.profiles import Profiles
from manantial.exchange.actions.research.selections import take_selections, whole_of
from manantial.exchange.actions.research.taking import Taking
from manantial.exchange.actions.research.versions import Laid, gathered, take_versions
from manantial.exchange.qda.archive import Archive
from manantial.exchange.qda.beside import facts_of, plain_of
from manantial.exchange.qda.laying import lay
from manantial.exchange.qda.positions import Ruler, one_letter_ends
from manantial.exchange.qda.shapes import Selection, Source, SourceKind, Words
from manantial.exchange.readers import Unreadable
from manantial.ledger.folios import next_folio
from manantial.vault.actions import keep_file
from manantial.voices.actions import TakenIn, Upload, VoicesRefused, take_in
from manantial.voices.models import Voice
from manantial.voices.rules import VoiceKind, VoiceState

_KINDS = {
    SourceKind.TEXT: VoiceKind.TEXT,
    SourceKind.PDF: VoiceKind.TEXT,
    SourceKind.PICTURE: VoiceKind.PHOTO,
    SourceKind.SOUND: VoiceKind.SOUND,
    SourceKind.VIDEO: VoiceKind.VIDEO,
}
_WITH_FILE = {SourceKind.PICTURE, SourceKind.SOUND, SourceKind.VIDEO}


def take_sources(taking: Taking, archive: Archive) -> Iterator[Outcome]:
    """Take in every source with its selections; what has neither words nor file is told and left."""
    sources = gathered(taking)
    taking.look_for_own("voice", [source.guid for source in sources])
    _look_for_selections(taking, sources)
    profiles = Profiles(taking)
    missing = 0
    for number, source in enumerate(sources):
        taking.source.progress(number, len(sources), source.name)
        missing += not _take(taking, archive, source, profiles)
    for kind, what in (("voice", _("fuentes")), ("fragment", _("fragmentos")), ("coding", _("códigos puestos"))):
        if taking.made[kind]:
            yield Outcome(Status.NEW, what, count=taking.made[kind])
        if taking.kept[kind]:
            yield Outcome(Status.UNCHANGED, what, count=taking.kept[kind])
    if missing:
        reason = _("su texto o su archivo no venía adentro; vuelva a sacarlo con sus archivos")
        yield Outcome(Status.SKIPPED, _("fuentes"), reason, missing)
    if taking.split:
        reason = _("pasaban de un turno a otro: quedaron en partes unidas")
        yield Outcome(Status.NOTE, _("fragmentos partidos"), reason, taking.split)
    if taking.joined:
        reason = _("marcaban las mismas palabras con otro código: quedaron en un solo fragmento")
        yield Outcome(Status.NOTE, _("fragmentos juntos"), reason, taking.joined)
    for (what, reason), count in sorted(taking.unplaced.items()):
        yield Outcome(Status.SKIPPED, what, reason, count)
    for name, count in taking.strangers.most_common():
        reason = _("no es persona de la alianza: queda su nombre en lo que codificó, sin cuenta")
        yield Outcome(Status.NOTE, _("Codificó «%(name)s»") % {"name": name}, reason, count)
    yield from profiles.outcomes()


def _look_for_selections(taking: Taking, sources: Sequence[Source]) -> None:
    for source in sources:
        every = [*source.selections, *(one for words in source.transcripts for one in words.selections)]
        taking.look_for_own("fragment", [selection.guid for selection in every])
        taking.look_for_own("coding", [coding.guid for selection in every for coding in selection.codings])


def _take(taking: Taking, archive: Archive, source: Source, profiles: Profiles) -> bool:
    ours, home = taking.ours(source.guid), False
    texts = _texts(taking, archive, source, own=ours)
    member = archive.member(source.path) if source.path else None
    mark = _mark(source, texts)
    known = taking.known("voice", source.guid) or taking.known_before("voice", mark)
    if known is not None:
        taking.alias("voice", source.guid, known)
        taking.kept["voice"] += 1
        # The same words under another id are here once.
        voice, home = Voice.objects.get(pk=known), ours or len(texts) == 1
    else:
        if not any(laid.lines for laid in texts) and (source.kind not in _WITH_FILE or member is None):
            lost = sum(len(one) for one in (source.selections, *(words.selections for words in source.transcripts)))
            taking.unplaced[_("fragmentos"), _("su fuente no venía adentro")] += lost
            return False
        voice = _voice(taking, archive, source, member, profiles)
        taking.alias("voice", mark, voice.pk)
    taking.note_on(source.notes, "voice", voice.pk)
    take_versions(taking, voice, texts, home=home)
    for words in source.transcripts:
        version = taking.known("transcript", words.guid) if ours else None
        taking.note_on(words.notes, *(("transcript", version) if version else ("voice", voice.pk)))
    pairs = [*_pairs(source, texts), *whole_of(source, texts)]
    take_selections(taking, voice, source, pairs, again=known is not None)
    taking.flush()
    return True


def _mark(source: Source, texts: Sequence[Laid]) -> str:
    """The name and the words of a source as an id: programs that give new ids at each export keep these."""
    said = "\n".join(line.text for laid in texts for line in laid.lines)
    return f"words:{sha256(f'{source.name} {said}'.encode('utf-8', 'replace')).hexdigest()}" if said else ""


def _texts(taking: Taking, archive: Archive, source: Source, *, own: bool) -> list[Laid]:
    """The texts of a source, laid out as turns: its own, and those of its transcripts."""
    found: list[Laid] = []
    if source.kind in {SourceKind.TEXT, SourceKind.PDF, SourceKind.PICTURE}:
        raw = _raw(archive, source.words)
        lines, foreign = lay(one_letter_ends(raw), own=own), source.text or f"text:{source.guid}"
        found.append(Laid(lines, Ruler(raw, taking.units), {}, foreign, facts=facts_of(source.description)))
    for words in source.transcripts:
        raw = _raw(archive, words.words)
        ruler = Ruler(raw, taking.units)
        places = {
            sync.guid: (None if sync.position is None else ruler.place(sync.position), sync.ms) for sync in words.syncs
        }
        used = {guid for one in words.selections for guid in (one.from_sync, one.to_sync)} if own else set()
        times = [
            (place, ms)
            for guid, (place, ms) in places.items()
            if place is not None and ms is not None and guid not in used
        ]
        lines = lay(one_letter_ends(raw), own=own, times=times)
        found.append(Laid(lines, ruler, places, words.guid, words, facts_of(words.description)))
    return found


def _pairs(source: Source, texts: Sequence[Laid]) -> list[tuple[Selection, Laid | None]]:
    """Each selection of a source with the text that it marks, if it marks any."""
    first = next((laid for laid in texts if laid.which is None), None)
    pairs: list[tuple[Selection, Laid | None]] = [(one, first) for one in source.selections]
    for laid in texts:
        pairs += [(one, laid) for one in laid.which.selections] if laid.which else []
    return pairs


def _raw(archive: Archive, words: Words) -> str:
    if words.content is not None:
        return words.content
    plain = archive.member(words.plain) if words.plain else None
    if plain is not None:
        return archive.text(plain)
    rich = archive.member(words.rich) if words.rich else None
    try:
        return archive.rich_text(rich) if rich else ""
    except Unreadable:
        return ""


def _voice(taking: Taking, archive: Archive, source: Source, member: str | None, profiles: Profiles) -> Voice:
    kind = _KINDS[source.kind]
    voice = Voice(
        folio=next_folio(Voice, "VOZ"),
        kind=kind,
        title=source.name[:200] or _("Sin título"),
        summary=plain_of(source.description),
        visibility="organism",
        received_at=taking.source.now,
        state=VoiceState.ACCEPTED,
    )
    if kind is VoiceKind.PHOTO:
        voice.picture_alt = (source.description or source.name)[:400]  # until somebody says what is seen
    profiles.describe(voice, source.guid)
    if member is not None:
        _file(taking, archive, voice, member, with_file=source.kind in _WITH_FILE)
    if voice.duration_ms is None and source.kind in {SourceKind.SOUND, SourceKind.VIDEO}:
        voice.duration_ms = _heard_until(source)
    voice.save()
    taking.remember("voice", source.guid, voice.pk)
    return voice


def _heard_until(source: Source) -> int | None:
    """How long a sound is at least, when only its transcript and its selections came."""
    seen = [sync.ms for words in source.transcripts for sync in words.syncs if sync.ms is not None]
    seen += [selection.end for selection in source.selections if selection.end is not None]
    return max(seen, default=0) or None


def _file(taking: Taking, archive: Archive, voice: Voice, member: str, *, with_file: bool) -> None:
    """Keep the file of a source. One that is not what it should be is told; its words stay."""
    with tempfile.TemporaryDirectory(prefix="manantial-") as folder:
        copied = archive.copy(member, Path(folder) / f"fuente{Path(member).suffix[:8]}")
        if not with_file:
            voice.original = keep_file(copied, media_type="application/pdf", name=voice.folio, now=taking.source.now)
            return
        try:
            taken = take_in(
                Upload(copied, voice.folio), VoiceKind(voice.kind), folio=voice.folio, now=taking.source.now
            )
        except VoicesRefused as refused:
            taking.unplaced[_("archivos"), str(refused)] += 1
            return
    _carry(voice, taken)


def _carry(voice: Voice, taken: TakenIn) -> None:
    voice.original, voice.sound = taken.original, taken.sound
    voice.picture, voice.thumbnail = taken.picture, taken.thumbnail
    voice.duration_ms, voice.peaks = taken.duration_ms, list(taken.peaks)
