"""One voice as sources of a project: its words with their selections and codings, its file when it may go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, cast
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from manantial.exchange.leaving.choice import Leave, Parts
from manantial.exchange.leaving.names import Names, Notes
from manantial.exchange.leaving.passages import Marked, Page
from manantial.exchange.leaving.tally import Kind, Tally, Why
from manantial.exchange.leaving.versions import Leaf, Told
from manantial.exchange.qda.beside import with_facts
from manantial.exchange.qda.shapes import Coding, Selection, Source, SourceKind, SyncPoint, Transcript, Words
from manantial.exchange.qda.writing import short
from manantial.press import images
from manantial.vault.models import Blob
from manantial.voices.models import Voice
from manantial.voices.queries import said
from manantial.voices.rules import LANGUAGE_WORDS, TRANSCRIPT_WORDS, VoiceKind

LARGEST = (1 << 31) - 1  # bytes of a file inside a project
_KINDS = {
    VoiceKind.TEXT: SourceKind.TEXT,
    VoiceKind.NOTE: SourceKind.TEXT,
    VoiceKind.PHOTO: SourceKind.PICTURE,
    VoiceKind.DRAWING: SourceKind.PICTURE,
    VoiceKind.SOUND: SourceKind.SOUND,
    VoiceKind.VIDEO: SourceKind.VIDEO,
}
_SUFFIX = {"audio/mpeg": ".mp3", "image/jpeg": ".jpg", "image/png": ".png", "video/mp4": ".mp4", "audio/mp4": ".m4a"}
_THOUSAND = 1000


class PutOn(NamedTuple):
    """A code on a fragment, as it is read for a project. `code`: after joining, the one it went into."""

    fragment: UUID
    pk: UUID
    code: UUID
    by: UUID | None
    at: datetime
    memo: str
    retired: datetime | None


Codings = Mapping[UUID, Sequence[PutOn]]


class Builder:
    """Builds the sources of one voice; `members` are the files that go with it, `gone` its fragments that went."""

    def __init__(
        self,
        leave: Leave,
        names: Names,
        notes: Notes,
        tally: Tally,
        voice: Voice,
        parts: Parts,
        told: Told,
        marked: Sequence[Marked],
        codings: Codings,
    ) -> None:
        self._leave, self._names, self._notes, self._tally = leave, names, notes, tally
        self._voice, self._parts, self._told, self._codings = voice, parts, told, codings
        self._marked = [one for one in marked if not one.retired and (leave.whole or not one.reserved)]
        self._guarded = not leave.whole and any(one.reserved for one in marked)
        self._kind = _KINDS[VoiceKind(voice.kind)]
        self._guid = names.guid(voice.pk)
        self.members: list[tuple[str, Path | list[bytes]]] = []
        self.gone: set[UUID] = set()
        self.file_stays = ""  # why its file does not go along

    @property
    def has_file(self) -> bool:
        """There is a sound, a film, a picture, or the paper of a text."""
        voice = self._voice
        if self._kind is SourceKind.PICTURE:
            return voice.picture_id is not None
        return voice.original_id is not None or (self._kind is SourceKind.SOUND and voice.sound_id is not None)

    def sources(self) -> list[Source]:
        """Its source, then its other texts as sources of their own; none when nothing of it is left."""
        near, main = self._leave.near, self._told.main
        name = self._voice.title if near else self._voice.folio
        if near and self._leave.qualcoder:  # it takes each name once, and makes a file of it
            name = _filed(f"{self._voice.folio} {name}")
        source = Source(self._guid, self._kind, name, self._voice.summary if near else "", at=self._voice.received_at)
        if self._kind is SourceKind.TEXT and main is None:
            return []
        if self._aside:
            beside = self._told.leaves
        elif self._kind in {SourceKind.SOUND, SourceKind.VIDEO}:
            source.transcripts = [self._transcript(leaf, source) for leaf in self._told.leaves]
            beside = []
        else:
            self._write(source, main)
            beside = self._told.others
        self.file_stays = self._file() if self._parts.media else self._parts.unseen
        source.path = f"internal://{self._file_name}" if self._file_name else ""
        if self._parts.media:
            found = self._pictured(source) if self._kind is SourceKind.PICTURE else list(self._heard(source))
            source.selections += self._parted(found)
        if not (source.words.plain or self._told.leaves or self._parts.media):
            return []
        self._notes.on(source, "voice", self._voice.pk)
        self._names.went(self._voice.pk, self._guid)
        return [source, *(self._beside(leaf, name) for leaf in beside)]

    @property
    def _aside(self) -> bool:
        """All its words go as texts of their own: QualCoder moves the codes of a transcript, or does not open it."""
        return self._leave.qualcoder and self._kind is not SourceKind.TEXT

    def _write(self, source: Source, main: Leaf | None) -> None:
        """Put the words that are read today on a text or a picture."""
        if main is None:
            return
        source.text = self._names.guid(main.version.pk) if self._kind is SourceKind.PICTURE else ""
        source.words = self._text(main.page, source.text or self._guid)
        source.selections = self._marked_in(main.page, source)
        if main.version.translated and not source.text:
            source.description = f"{source.description}\n{self._named(main)[1]}".strip()
        self._notes.on(source, "transcript", main.version.pk)

    def _text(self, page: Page, guid: str) -> Words:
        self.members.append((f"sources/{guid}.txt", [page.text.encode()]))
        return Words(plain=f"internal://{guid}.txt")

    def _beside(self, leaf: Leaf, name: str) -> Source:
        """Another version of a text: a source of its own, because a text has no transcripts."""
        guid, (title, about) = self._names.guid(leaf.version.pk), self._named(leaf)
        source = Source(guid, SourceKind.TEXT, f"{name} — {title}", about, at=self._voice.received_at)
        source.words = self._text(leaf.page, guid)
        source.selections = self._marked_in(leaf.page, None)
        self._notes.on(source, "transcript", leaf.version.pk)
        return source

    def _named(self, leaf: Leaf) -> tuple[str, str]:
        """What a version is called, and what is said beside it."""
        version, told = leaf.version, {"language": said(LANGUAGE_WORDS, leaf.version.language)}
        if not version.translated:
            name = _("Versión %(number)d") % {"number": version.number}
            sentence = said(TRANSCRIPT_WORDS, version.standing)
        else:
            name = _("Traducción (%(language)s)") % told
            sentence = _("Tradujo %(who)s.") % {"who": version.translator or "—"}
            if version.validator:
                sentence += " " + _("Revisó %(who)s.") % {"who": version.validator}
        main = leaf is self._told.main
        facts = {
            "of": "" if main and not self._aside else self._guid,
            "main": 1 if main and self._aside else "",
            "version": version.number,
            "kind": version.standing,
            "language": version.language,
            "translator": version.translator,
            "validator": version.validator,
            "validated_on": version.validated_on and version.validated_on.isoformat(),
            "follows": "" if main else leaf.follows,
        }
        return name, with_facts(sentence, facts)

    def _groups(self, page: Page) -> list[list[Marked]]:
        """Fragments marked as one stretch that still is one go as one selection; all others alone."""
        placed = [one for one in self._marked if one.pk in page.places]
        joined: dict[UUID, list[Marked]] = defaultdict(list)
        for one in placed:
            joined[one.joined or one.pk].append(one)
        begins = {turn[0]: number for number, turn in enumerate(page.turns)}
        ends = {turn[1]: number for number, turn in enumerate(page.turns)}
        groups: list[list[Marked]] = []
        for parts in joined.values():
            parts.sort(key=lambda one: page.places[one.pk])
            steps = [(page.places[a.pk][1], page.places[b.pk][0]) for a, b in pairwise(parts)]
            whole = all(end in ends and start in begins and begins[start] == ends[end] + 1 for end, start in steps)
            groups += [parts] if whole else [[one] for one in parts]
        return groups

    def _marked_in(self, page: Page, source: Source | None) -> list[Selection]:
        """The selections of a text; what stands for all of the source is a code on the source itself."""
        found = [
            self._of_words(page, group)
            for group in self._groups(page)
            if source is None or not self._entire(source, group, page)
        ]
        return self._parted(found)

    def _parted(self, selections: list[Selection]) -> list[Selection]:
        """For QualCoder a selection for each coder: it takes whoever made one for whoever put its codes."""
        return [part for one in selections for part in _by_coder(one)] if self._leave.qualcoder else selections

    def _entire(self, source: Source, group: Sequence[Marked], page: Page | None = None) -> bool:
        """Whether these fragments stand for the whole source; then their codes are put on it."""
        if self._leave.qualcoder or group[0].pk not in self._names.whole:
            return False
        if page is not None:
            start, end = page.places[group[0].pk][0], page.places[group[-1].pk][1]
            said = [turn for turn in page.turns if page.text[turn[0] : turn[1]].strip()]
            if (start, end) != (said[0][0], said[-1][1]):
                return False
        self._put_on(group, source)
        for one in group:
            self._notes.on(source, "fragment", one.pk)
        self.gone.update(one.pk for one in group)
        return True

    def _of_words(self, page: Page, group: Sequence[Marked]) -> Selection:
        start, end = page.places[group[0].pk][0], page.places[group[-1].pk][1]
        selection = self._selection(group, short(page.text[start:end]))
        selection.start, selection.end = start, end
        return selection

    def _selection(self, group: Sequence[Marked], name: str) -> Selection:
        first, names = group[0], self._names
        selection = Selection(names.guid(first.pk), name, names.user(first.by), cast(datetime, first.at))
        selection.description = first.title if self._leave.near else ""
        self._put_on(group, selection)
        for one in group:
            self._notes.on(selection, "fragment", one.pk)
        for one in group:
            names.went(one.pk, selection.guid)
        self.gone.update(one.pk for one in group)
        self._tally.wrote(Kind.FRAGMENT)
        return selection

    def _put_on(self, group: Sequence[Marked], thing: Selection | Source) -> None:
        """The codes on a stretch, each once for whoever put it; what they noted goes along, the same words once."""
        names = self._names
        found: dict[tuple[UUID, UUID | None], tuple[Coding, set[str]]] = {}
        for put in (put for one in group for put in self._codings.get(one.pk, ())):
            if put.retired or put.code not in names.codes:
                continue
            key = put.code, put.by
            if key not in found:
                coding = Coding(names.guid(put.pk), names.guid(put.code), names.user(put.by), put.at)
                found[key] = coding, {""}
            coding, noted = found[key]
            if put.memo not in noted:
                noted.add(put.memo)
                self._notes.on_coding(coding, thing, put.pk, put.memo)
        thing.codings += [coding for coding, _noted in found.values()]
        self._tally.wrote(Kind.CODING, len(found))

    def _transcript(self, leaf: Leaf, source: Source) -> Transcript:
        guid, page, (name, about) = self._names.guid(leaf.version.pk), leaf.page, self._named(leaf)
        transcript = Transcript(
            guid, _filed(f"{self._voice.folio} {name}"), about, "", self._voice.received_at, self._text(page, guid)
        )
        for start, end, start_ms, end_ms, turn in page.turns:
            if start_ms is not None:
                transcript.syncs.append(SyncPoint(_sync(turn, "8"), start, start_ms))
            if end_ms is not None:
                transcript.syncs.append(SyncPoint(_sync(turn, "9"), end, end_ms))
        main = leaf is self._told.main
        for group in self._groups(page):
            if main and self._entire(source, group, page):
                continue
            selection = self._of_words(page, group)
            heard = self._parts.media
            ends = (("8", selection.start, group[0].start_ms), ("9", selection.end, group[-1].end_ms))
            points = [SyncPoint(_sync(group[0].pk, side), place, ms if heard else None) for side, place, ms in ends]
            transcript.syncs += points
            selection.from_sync, selection.to_sync = (point.guid for point in points)
            transcript.selections.append(selection)
        self._notes.on(transcript, "transcript", leaf.version.pk)
        return transcript

    def _heard(self, source: Source) -> Iterator[Selection]:
        for one in self._marked:
            timed = one.line is None and one.start_ms is not None and one.end_ms is not None
            if timed and not self._entire(source, [one]):
                selection = self._selection([one], "")
                selection.start, selection.end = one.start_ms, one.end_ms
                yield selection

    def _pictured(self, source: Source) -> list[Selection]:
        width, height = self._picture_size()
        found = []
        for one in self._marked:
            if one.line is None and not self._entire(source, [one]):
                left, top, right, bottom = one.region or (0, 0, _THOUSAND, _THOUSAND)
                selection = self._selection([one], "")
                selection.box = (
                    round(left * width / _THOUSAND),
                    round(top * height / _THOUSAND),
                    round(right * width / _THOUSAND),
                    round(bottom * height / _THOUSAND),
                )
                found.append(selection)
        return found

    def _picture_size(self) -> tuple[int, int]:
        picture = self._voice.picture
        if picture is None or picture.erased_at is not None or not picture.path().is_file():
            return _THOUSAND, _THOUSAND
        facts = images.inspect(picture.path())
        return facts.width, facts.height

    @property
    def _blob(self) -> Blob | None:
        return {
            SourceKind.PICTURE: self._voice.picture,
            SourceKind.SOUND: self._voice.sound or self._voice.original,
            SourceKind.VIDEO: self._film(),
        }.get(self._kind)

    @property
    def _file_name(self) -> str:
        """What its file is called in the archive, there or not: some programs do not open a sound without a path."""
        if self._kind is SourceKind.TEXT:
            return ""
        usual = {SourceKind.PICTURE: ".jpg", SourceKind.SOUND: ".mp3", SourceKind.VIDEO: ".mp4"}[self._kind]
        blob = self._blob
        return f"{self._guid}{_SUFFIX.get(blob.media_type, '.bin') if blob else usual}"

    def _film(self) -> Blob | None:
        """As it came only within the team, and never when faces were hidden in what is shown."""
        voice = self._voice
        return voice.original if self._leave.near and not voice.veiled else voice.film

    def _file(self) -> str:
        """Put the file beside, or say why it stays. A sound with a reserved passage stays, for it says it."""
        blob = self._blob
        if blob is None:
            return _(Why.PAPER)
        if not self._leave.media:
            return _(Why.NOT_ASKED)
        if self._guarded:
            return _(Why.SAYS_RESERVED)
        if blob.erased_at is not None or not blob.path().is_file():
            return _(Why.NOT_THERE)
        if blob.size > LARGEST:
            return _(Why.TOO_LARGE)
        self.members.append((f"sources/{self._file_name}", blob.path()))
        return ""


def _by_coder(selection: Selection) -> list[Selection]:
    """A selection for each of its coders."""
    users = list(dict.fromkeys(coding.user for coding in selection.codings))
    if not users:
        return [selection]
    parts = []
    for user in users:
        guid = selection.guid if user == users[0] else str(uuid5(UUID(selection.guid), user or "—"))
        codings = [coding for coding in selection.codings if coding.user == user]
        parts.append(replace(selection, guid=guid, user=user, codings=codings, notes=list(selection.notes)))
    return parts


def _filed(name: str) -> str:
    """A name of which a program can make a file."""
    return name.translate(str.maketrans("/\\:", "---"))


def _sync(pk: UUID, side: str) -> str:
    """The id of the sync point at the beginning (8) or the end (9) of a thing: its own, of another version of UUID."""
    own = str(pk)
    return f"{own[:14]}{side}{own[15:]}"
