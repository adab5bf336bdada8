"""The tables that carry words: each voice asked for, reserved passages left out of what is said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manantial.exchange.leaving.choice import Leave, Parts, open_voices
from manantial.exchange.leaving.names import users_of
from manantial.exchange.leaving.passages import Marked, fragments_of
from manantial.exchange.leaving.versions import Leaf, Told, Version, told_by
from manantial.meaning.models import Coding
from manantial.meaning.queries import code_tree
from manantial.voices.models import Fragment, Transcript, Voice
from manantial.voices.queries import (
    Remark,
    permissions_said,
    remarks_on,
    said,
    said_credit,
    said_mark,
    said_translation,
)
from manantial.voices.rules import (
    AGE_WORDS,
    GROUP_WORDS,
    KIND_WORDS,
    LANGUAGE_WORDS,
    SEX_WORDS,
    SOURCE_ACCESS_WORDS,
    WHAT_WORDS,
    TranscriptKind,
)

_AT_ONCE = 20
_TEAM_CELLS = 11  # columns of a voice that only the team reads
Rows = Iterator[Sequence[object]]


def voices(leave: Leave) -> Rows:
    """Who speaks, as far as it may be told for this use."""
    for listed, parts in _batches(leave):
        for voice in listed:
            yield (
                voice.folio,
                voice.title if leave.near else None,
                said(KIND_WORDS, voice.kind),
                said(GROUP_WORDS, voice.group),
                said(SEX_WORDS, voice.sex),
                said(AGE_WORDS, voice.age_range),
                said(LANGUAGE_WORDS, voice.language),
                parts[voice.pk].credit.community or None,
                voice.recorded,
                _seconds(voice.duration_ms),
                said_credit(parts[voice.pk].credit),
                *(_of_the_team(voice) if leave.near else [None] * _TEAM_CELLS),
            )


def _of_the_team(voice: Voice) -> list[object]:
    """What only the team reads of a voice, in the order of its columns."""
    seen = [count for count in (voice.faces_seen, voice.children_seen) if count is not None]
    return [
        voice.workshop.folio if voice.workshop else None,
        voice.pseudonym or None,
        voice.role or None,
        voice.place or None,
        _("sí") if voice.collective else _("no"),
        _("sí") if voice.minor else _("no"),
        voice.summary or None,
        voice.picture_alt or None,
        voice.chosen_because or None,
        sum(seen) if seen else None,
        said(SOURCE_ACCESS_WORDS, voice.visibility),
    ]


def turns(leave: Leave) -> Rows:
    """What was said, turn by turn, in the newest version and in each translation."""
    for listed, parts in _batches(leave):
        for voice, told, _reserved in _told(leave, listed, parts, reserved_only=True):
            for leaf in told.leaves:
                page, language = leaf.page, said(LANGUAGE_WORDS, leaf.version.language)
                for number, (start, end, start_ms, end_ms, _turn) in enumerate(page.turns, 1):
                    times = _seconds(start_ms), _seconds(end_ms)
                    said_there = page.text[start:end], _mark(leaf.version)
                    yield voice.folio, leaf.version.number, language, number, *times, *said_there


def fragments(leave: Leave) -> Rows:
    """The fragments, coded or not, with their words as they may be said."""
    for listed, parts in _batches(leave):
        found, doubted = list(_marks(leave, listed, parts)), _doubted(parts)
        asked = [one.pk for voice, one, _leaf, words in found if words and voice.pk in doubted]
        remarks = remarks_on(Fragment.objects.filter(pk__in=asked), _read()) if asked else {}
        for voice, one, _leaf, words in found:
            remark = remarks.get(one.pk) if words else None
            whole = remark is not None and words == one.quote  # nothing of it was left out
            yield (
                one.folio,
                voice.folio,
                said(WHAT_WORDS, one.what),
                words,
                one.title if leave.near else None,
                _seconds(one.start_ms),
                _seconds(one.end_ms),
                str(one.joined) if one.joined else None,
                said_credit(parts[voice.pk].credit),
                said_mark(remark) or None,
                said_translation(remark.translation) or None if remark and whole else None,
            )


def _doubted(voices: Iterable[UUID]) -> set[UUID]:
    """The voices of whose words something must be said: few, so that the others cost nothing."""
    machine = Q(kind=TranscriptKind.AUTOMATIC, reviewed_by_id=None)
    rows = Transcript.objects.filter(machine | Q(kind=TranscriptKind.TRANSLATION), voice__in=list(voices))
    return set(rows.order_by().values_list("voice_id", flat=True))


def _read() -> list[str]:
    """The languages of who reads the table."""
    return list(dict.fromkeys(((get_language() or "es")[:2], "es")))


def _mark(version: Version) -> str | None:
    """What must be known of the words of a version."""
    if version.translated:
        return said_mark(Remark(translator=version.translator or "—", validator=version.validator))
    machine = version.standing == TranscriptKind.AUTOMATIC
    return said_mark(Remark(unreviewed=machine)) or None


def codings(leave: Leave) -> Rows:
    """One row for each code on each fragment: who put it and when, where it is, and what the voice permitted."""
    people, tree, none = users_of(leave), code_tree(), _("Sin permiso registrado")
    stands = {code: tree.joined.get(code, code) for code in tree.names}
    codes = {code: (tree.names[one], tree.path(one)) for code, one in stands.items()}
    for listed, parts in _batches(leave):
        places = {one.pk: row for one, row in _places(leave, listed, parts)}
        permissions = permissions_said(parts)
        rows = Coding.objects.filter(fragment__voice__in=list(parts), retired_at=None).order_by("at", "id")
        for fragment, code, by, at, memo in rows.values_list("fragment_id", "code_id", "by_id", "at", "memo"):
            if fragment not in places:
                continue
            voice, place = places[fragment]
            yield (
                *place,
                *codes[code],
                people[by].name if by in people else None,
                localtime(at),
                (memo or None) if leave.near else None,
                permissions.get(voice, none),
            )


def _places(
    leave: Leave, listed: Sequence[Voice], parts: dict[UUID, Parts]
) -> Iterator[tuple[Marked, tuple[UUID, tuple[object, ...]]]]:
    """Each fragment that may leave, with its voice and where it is: folio, voice, turn, seconds, words and what
    must be known of them."""
    begins: dict[UUID, list[int]] = {}  # where the turns of each version begin
    for voice, one, leaf, words in _marks(leave, listed, parts):
        turn = start_ms = end_ms = None
        if leaf is not None:
            version = leaf.version.pk
            starts = begins.get(version) or begins.setdefault(version, [first for first, *_rest in leaf.page.turns])
            turn = bisect_right(starts, leaf.page.places[one.pk][0])
            _from, _to, start_ms, end_ms, _pk = leaf.page.turns[turn - 1]
        if one.start_ms is not None:
            start_ms, end_ms = one.start_ms, one.end_ms
        mark = _mark(leaf.version) if leaf is not None and words else None
        yield one, (voice.pk, (one.folio, voice.folio, turn, _seconds(start_ms), _seconds(end_ms), words, mark))


def _batches(leave: Leave) -> Iterator[tuple[list[Voice], dict[UUID, Parts]]]:
    pks = list(Voice.objects.order_by("folio").values_list("pk", flat=True))
    for start in range(0, len(pks), _AT_ONCE):
        rows = Voice.objects.filter(pk__in=pks[start : start + _AT_ONCE]).select_related("workshop")
        listed = list(rows.order_by("folio"))
        parts = open_voices(listed, leave)
        yield [voice for voice in listed if voice.pk in parts], parts


def _told(
    leave: Leave, listed: Sequence[Voice], parts: dict[UUID, Parts], *, reserved_only: bool = False
) -> Iterator[tuple[Voice, Told, list[Marked]]]:
    """Each voice with its words and its fragments; for the words alone those that are reserved are enough."""
    marked = fragments_of(parts, reserved_only=reserved_only)
    told = told_by((pk for pk, found in parts.items() if found.words), marked, whole=leave.whole)
    for voice in listed:
        yield voice, told.get(voice.pk) or Told(), marked.get(voice.pk, [])


def _marks(
    leave: Leave, listed: Sequence[Voice], parts: dict[UUID, Parts]
) -> Iterator[tuple[Voice, Marked, Leaf | None, str | None]]:
    """The fragments that may leave: of words where these are said, of sound or picture where that may be shown."""
    for voice, told, marked in _told(leave, listed, parts):
        for one in marked:
            if one.retired or (one.reserved and not leave.whole):
                continue
            leaf = told.home(one.pk)
            if leaf is not None:
                start, end = leaf.page.places[one.pk]
                yield voice, one, leaf, leaf.page.text[start:end]
            elif one.line is None and parts[voice.pk].media:
                yield voice, one, None, None


def _seconds(ms: int | None) -> float | None:
    return None if ms is None else round(ms / 1000, 1)
