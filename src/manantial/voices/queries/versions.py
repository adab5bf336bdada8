"""The versions of a transcript: who wrote each, which stand beside each other unjoined, and what is being typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from manantial.people.models import Account, Person
from manantial.voices.models import Transcript, Turn, TurnDraft, Voice
from manantial.voices.queries.pages import newest_transcript
from manantial.voices.rules import TranscriptKind, TurnText


@dataclass(frozen=True)
class VersionRow:
    """One version in the list: who made it, how many turns it has, and whether another follows it."""

    transcript: Transcript
    made_by: str
    reviewed_by: str
    turns: int
    is_head: bool

    @property
    def automatic(self) -> bool:
        """A machine wrote it and nobody said yet that it is right."""
        return self.transcript.kind == TranscriptKind.AUTOMATIC and not self.transcript.reviewed_by_id


@dataclass(frozen=True)
class TypedRow:
    """A turn of the page where one writes."""

    key: str
    place: float
    turn: TurnText


@dataclass(frozen=True)
class Writing:
    """What the page where one writes opens with: the version below, with what this account typed over it."""

    below: Transcript | None
    newest: Transcript | None
    rows: tuple[TypedRow, ...]
    kept_at: datetime | None

    @property
    def overtaken(self) -> bool:
        """Somebody saved a newer version since this draft was begun."""
        return self.kept_at is not None and self.below != self.newest


def version_rows(voice: Voice) -> list[VersionRow]:
    """Every version of a voice, the newest first, with a fixed number of questions."""
    versions = list(Transcript.objects.filter(voice=voice).annotate(count=Count("turns")).order_by("-version"))
    ids = {key for one in versions for key in (one.made_by_id, one.reviewed_by_id) if key}
    names = {person.pk: person.name for person in Person.objects.filter(pk__in=ids)}
    heads = {one.pk for one in heads_of(versions)}
    return [
        VersionRow(
            one,
            names.get(one.made_by_id, "") if one.made_by_id else "",
            names.get(one.reviewed_by_id, "") if one.reviewed_by_id else "",
            one.count,
            one.pk in heads,
        )
        for one in versions
    ]


def heads_of(versions: Sequence[Transcript]) -> list[Transcript]:
    """The versions that no later one continues or joins, oldest first; translations and originals apart."""
    followed = {one.parent_id for one in versions} | {one.joins_id for one in versions}
    return sorted((one for one in versions if one.pk not in followed), key=lambda one: one.version)


def unjoined(versions: Sequence[Transcript], newest: Transcript | None) -> list[Transcript]:
    """Versions that stand beside the newest one in its language because two people wrote at once."""
    if newest is None:
        return []
    return [one for one in heads_of(versions) if one.language == newest.language and one.pk != newest.pk]


def writing_of(voice: Voice, account: Account) -> Writing:
    """What this account is writing of a voice, over the version it began from, else over the newest."""
    drafts = list(TurnDraft.objects.filter(voice=voice, account_id=account.pk, work="").select_related("below"))
    newest = newest_transcript(list(Transcript.objects.filter(voice=voice)))
    below = drafts[0].below if drafts else newest
    rows = {
        str(turn.lineage): TypedRow(str(turn.lineage), float(turn.position), as_text(turn))
        for turn in (Turn.objects.filter(transcript=below) if below else ())
    }
    for draft in drafts:
        if draft.gone:
            rows.pop(draft.key, None)
            continue
        known = rows.get(draft.key)
        start, end = draft.start_ms, known.turn.end_ms if known else None
        same_start = known is not None and known.turn.start_ms == start
        turn = TurnText(draft.text, draft.speaker, start, end if same_start else None)
        line = known.turn.line if known else None
        rows[draft.key] = TypedRow(draft.key, draft.place, replace(turn, line=line))
    ordered = tuple(sorted(rows.values(), key=lambda row: row.place))
    return Writing(below, newest, ordered, max((draft.kept_at for draft in drafts), default=None))


@dataclass(frozen=True)
class Translating:
    """What the page of a translation opens with: the version below (None: a new one), and the words by their line."""

    below: Transcript | None
    newest: Transcript | None  # of the same language
    words: dict[UUID, str]
    kept: bool  # some of it was typed and not saved

    @property
    def work(self) -> str:
        """How the drafts of this translation are told apart from others of the same voice."""
        return work_of(self.below)

    @property
    def overtaken(self) -> bool:
        """Somebody saved a newer version of this translation since the draft was begun."""
        return self.below != self.newest


NEW_TRANSLATION = "new"


def work_of(translation: Transcript | None) -> str:
    """The name of the drafts of a translation."""
    return str(translation.pk) if translation else NEW_TRANSLATION


def translating_of(made: Sequence[Transcript], voice: Voice, account: Account | None, asked: str) -> Translating:
    """What to open: the translation that was asked for (`nueva`: none), else what this account was typing, else the
    last one."""
    drafts = TurnDraft.objects.filter(voice=voice).exclude(work="").order_by("-kept_at", "-pk")
    typed = list(drafts.filter(account_id=account.pk)) if account else []
    known = {work_of(one): one for one in made}
    if asked in {"nueva", NEW_TRANSLATION}:
        work = NEW_TRANSLATION
    elif asked in known:
        work = asked
    else:
        going = (one.work for one in typed if one.work in known or one.work == NEW_TRANSLATION)
        work = next(going, work_of(made[-1] if made else None))
    below = known.get(work)
    saved = Turn.objects.filter(transcript=below).values_list("lineage", "text") if below else ()
    words = dict(saved) | {UUID(one.key): one.text for one in typed if one.work == work}
    newest = next((one for one in reversed(made) if below and one.language == below.language), None)
    return Translating(below, newest, words, any(one.work == work for one in typed))


def as_text(turn: Turn) -> TurnText:
    """A stored turn as the rules read it."""
    return TurnText(turn.text, turn.speaker, turn.start_ms, turn.end_ms, turn.lineage)


def texts_of(transcript: Transcript) -> list[TurnText]:
    """The turns of a version as the rules read them."""
    return [as_text(turn) for turn in Turn.objects.filter(transcript=transcript)]


def line_of(key: str) -> UUID | None:
    """The line that the page named, or None for a turn that it began."""
    try:
        return UUID(key)
    except ValueError:
        return None
