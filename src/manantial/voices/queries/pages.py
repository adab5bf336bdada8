"""What one page shows: a voice with its permissions and words, a fragment with the second where it was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from manantial.jobs.models import Job
from manantial.kernel.rulings import Ruling
from manantial.voices.models import Consent, EarlierMark, Fragment, Transcript, Turn, Voice, Withdrawal
from manantial.voices.queries.anchors import Placed, placed_fragments, placed_in
from manantial.voices.queries.gate import Gate, consent_facts, has_evidence
from manantial.voices.queries.recognised import Recognised, recognised, rosters
from manantial.voices.rules import (
    CONTENT_OF,
    Answer,
    Credit,
    Preset,
    TranscriptKind,
    Use,
    What,
    preset_of,
    read_scopes,
    standing,
)

PREPARE, VEIL = "voices.prepare", "voices.veil"  # kinds of job


@dataclass(frozen=True)
class UseRow:
    """One use of a voice or fragment: whether it may be used so, why, and how it would be credited."""

    use: Use
    ruling: Ruling
    credit: Credit
    recognised: Recognised | None  # the credit gives somebody away


@dataclass(frozen=True)
class ConsentRow:
    """One permission in the history of a voice."""

    consent: Consent
    preset: Preset | None
    matrix: dict[What, dict[Use, Answer]]
    stands: bool  # not replaced by a later one
    evidence: bool


@dataclass(frozen=True)
class VoicePage:
    """A voice as the desk shows it; its turns are read by parts. Nothing of its content is shown when `analysis`
    refuses."""

    voice: Voice
    analysis: Ruling
    uses: tuple[UseRow, ...]
    consents: tuple[ConsentRow, ...]
    withdrawals: tuple[Withdrawal, ...]
    transcript: Transcript | None
    versions: tuple[Transcript, ...]
    placed: tuple[Placed, ...]  # the fragments as they stand in the transcript that is shown
    readable: bool  # its words may be read by who works with it

    @property
    def words(self) -> Transcript | None:
        """The version that may be read; None when there is none or it may not be read."""
        return self.transcript if self.readable else None

    @property
    def seconds(self) -> float | None:
        """How long it sounds."""
        return None if self.voice.duration_ms is None else self.voice.duration_ms / 1000


@dataclass(frozen=True)
class FragmentPage:
    """A fragment with the turn around it, what may be done with it, and its neighbours."""

    fragment: Fragment
    analysis: Ruling
    uses: tuple[UseRow, ...]
    before: str
    after: str
    placed: Placed | None  # in the newest words of the voice; None without words, or when they may not be read
    newest: Transcript | None
    earlier: tuple[EarlierMark, ...]


def voice_page(pk: UUID, *, on: date) -> VoicePage:
    """Everything about a voice. Raises Voice.DoesNotExist."""
    links = ("community", "workshop", "sound", "film", "picture", "thumbnail", "original")
    voice = Voice.objects.select_related(*links).get(pk=pk)
    gate = Gate.of([voice])
    versions = tuple(Transcript.objects.filter(voice=voice))
    newest = newest_transcript(versions)
    readable = bool(gate.ruling(voice, Use.ANALYSIS, on=on, what=What.QUOTE))
    placed = tuple(placed_fragments(voice, newest, on=on))
    return VoicePage(
        voice=voice,
        analysis=gate.ruling(voice, Use.ANALYSIS, on=on),
        uses=_uses(voice, voice, gate, on),
        consents=_history(voice, on),
        withdrawals=tuple(Withdrawal.objects.filter(voice=voice)),
        transcript=newest,
        versions=versions,
        placed=placed,
        readable=readable,
    )


def fragment_page(pk: UUID, *, on: date) -> FragmentPage:
    """Everything about a fragment. Raises Fragment.DoesNotExist."""
    links = ("turn__transcript", "voice__community", "voice__workshop", "voice__sound", "voice__picture")
    fragment = Fragment.objects.select_related(*links).get(pk=pk)
    gate = Gate.of([fragment])
    text, turn = "", fragment.turn
    start, end = fragment.start_char or 0, fragment.end_char or 0
    if turn is not None and fragment.start_char is not None:
        text = turn.text
    analysis = gate.ruling(fragment, Use.ANALYSIS, on=on)
    newest = newest_transcript(list(Transcript.objects.filter(voice=fragment.voice)))
    return FragmentPage(
        fragment=fragment,
        analysis=analysis,
        uses=_uses(fragment, fragment.voice, gate, on),
        before=text[:start],
        after=text[end:] if text else "",
        placed=placed_in(fragment, newest) if analysis and newest and text else None,
        newest=newest,
        earlier=tuple(EarlierMark.objects.filter(fragment=fragment).select_related("turn__transcript")),
    )


def preparation(voice: Voice) -> Job | None:
    """The last work asked for to make what is heard and watched of a voice."""
    return Job.objects.filter(kind=PREPARE, payload__voice=str(voice.pk)).order_by("-created_at").first()


def veiling(voice: Voice) -> Job | None:
    """The last work asked for to cover the faces of a film."""
    return Job.objects.filter(kind=VEIL, payload__voice=str(voice.pk)).order_by("-created_at").first()


def newest_transcript(versions: Sequence[Transcript]) -> Transcript | None:
    """The last version in the language of the voice; a translation only when there is nothing else."""
    own = [version for version in versions if version.kind != TranscriptKind.TRANSLATION]
    listed = own or list(versions)
    return listed[-1] if listed else None


def turns_of(voice: Voice) -> list[Turn]:
    """The turns of the newest transcript, where copied words are looked for."""
    newest = newest_transcript(list(Transcript.objects.filter(voice=voice)))
    return list(Turn.objects.filter(transcript=newest)) if newest else []


def withdrawal_of(pk: UUID) -> Withdrawal:
    """A withdrawal with its voice. Raises Withdrawal.DoesNotExist."""
    return Withdrawal.objects.select_related("voice__community").get(pk=pk)


def _uses(thing: Voice | Fragment, voice: Voice, gate: Gate, on: date) -> tuple[UseRow, ...]:
    terms = rosters([voice.community_id]).get(voice.community_id, []) if voice.community_id else []
    rows = []
    for use in Use:
        credit = gate.credit(thing, use, on=on)
        rows.append(UseRow(use, gate.ruling(thing, use, on=on), credit, recognised(credit, voice.recorded, terms)))
    return tuple(rows)


def _history(voice: Voice, on: date) -> tuple[ConsentRow, ...]:
    rows = list(Consent.objects.filter(voice=voice).select_related("evidence", "session"))
    alive = {facts.key for facts in standing([consent_facts(row) for row in rows], on)}
    matrices = [read_scopes(row.scopes) for row in rows]
    return tuple(
        ConsentRow(row, preset_of(matrix), matrix, row.pk in alive or row.given_on > on, has_evidence(row))
        for row, matrix in zip(rows, matrices, strict=True)
    )


def content_of(voice: Voice) -> What:
    """Which part of a testimony a voice of this kind is."""
    return CONTENT_OF[voice.kind]
