"""Marking and coding: who did what and when is kept, each step can be taken back by who did it, nothing is deleted.

A step at the workbench (words marked and coded, a code put or taken off) is one entry in the ledger about the voice,
with the rows it touched. To undo is to read that entry and retire or bring back those rows; what somebody else has put
meanwhile stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.ledger.models import Entry
from manantial.meaning.actions.refusals import MeaningRefused
from manantial.meaning.models import Code, Coding, FindingSupport
from manantial.meaning.queries.steps import DONE, REDONE, UNDONE, steps_of
from manantial.people.models import Person
from manantial.voices.actions import Span, lay_fragments
from manantial.voices.models import Fragment, Voice


@dataclass
class Did:
    """The rows that one step touched: fragments marked or taken out, codes put or taken off."""

    marked: list[UUID] = field(default_factory=list)
    coded: list[UUID] = field(default_factory=list)
    uncoded: list[UUID] = field(default_factory=list)
    unmarked: list[UUID] = field(default_factory=list)

    def facts(self, fragments: Iterable[UUID], voice: Voice) -> dict[str, object]:
        """For the ledger: only ids."""
        rows = {name: [str(key) for key in keys] for name, keys in vars(self).items() if keys}
        return rows | {"fragments": sorted({str(key) for key in fragments}), "voice": str(voice.pk)}

    @classmethod
    def read(cls, entry: Entry) -> Did:
        """What a step in the ledger touched."""
        names = ("marked", "coded", "uncoded", "unmarked")
        return cls(**{name: [UUID(key) for key in entry.facts.get(name, [])] for name in names})


@dataclass(frozen=True)
class Done:
    """A step that was written: its number in the ledger and the fragments it was about."""

    number: int
    fragments: tuple[UUID, ...]
    left: int = 0  # rows that an undo left standing because somebody else uses them


@transaction.atomic
def put_code(fragment: Fragment, code: Code, *, memo: str = "", by: Person | None, now: datetime) -> Coding:
    """Put a code on a fragment; when the same person did it before, the memo is renewed."""
    who = by.pk if by else None
    coding = Coding.objects.filter(fragment=fragment, code=code, by_id=who, retired_at=None).first()
    coding = coding or Coding(fragment=fragment, code=code, by_id=who, at=now)
    coding.memo = memo.strip()
    coding.save()
    record("fragment.coded", fragment, by=by, now=now, facts={"code": str(code.pk), "voice": str(fragment.voice_id)})
    return coding


@transaction.atomic
def put_code_on_all(
    fragments: Sequence[Fragment], code: Code, *, memo: str = "", by: Person | None, now: datetime
) -> int:
    """Put a code on many fragments at once, of any voices; returns on how many it was not yet by this person."""
    made = _put(fragments, [code], memo=memo, by=by, now=now)
    facts = {"code": str(code.pk), "fragments": sorted(str(one.fragment_id) for one in made)}
    record("code.put", code, by=by, now=now, facts=facts)
    return len(made)


@transaction.atomic
def take_code_off(coding: Coding, *, by: Person | None, now: datetime) -> Coding:
    """Take a code off a fragment; the row stays, retired."""
    coding.retired_at = now
    coding.save(update_fields=["retired_at"])
    facts = {"code": str(coding.code_id), "voice": str(coding.fragment.voice_id)}
    record("fragment.uncoded", coding.fragment, by=by, now=now, facts=facts)
    return coding


@transaction.atomic
def code_voice(
    voice: Voice,
    *,
    spans: Sequence[Span] = (),
    fragments: Sequence[Fragment] = (),
    codes: Sequence[Code] = (),
    memo: str = "",
    by: Person | None,
    now: datetime,
) -> Done:
    """Mark spans of a voice and put codes on them, and on fragments that are there already: one step, undone as one.

    Raises VoicesRefused for a span that is not there, MeaningRefused when there is nothing to do.
    """
    if not spans and not (fragments and codes):
        raise MeaningRefused(Ruling.no(_("Marque primero unas palabras, unos segundos o una parte de la imagen.")))
    marked = lay_fragments(voice, spans, by=by, now=now) if spans else []
    here = [*fragments, *marked]
    coded = _put(here, codes, memo=memo, by=by, now=now)
    if not marked and not coded:
        raise MeaningRefused(Ruling.no(_("Usted ya le había puesto ese código.")))
    did = Did(marked=[one.pk for one in marked], coded=[one.pk for one in coded])
    return _write(DONE, voice, did, [one.pk for one in here], by=by, now=now)


@transaction.atomic
def uncode(voice: Voice, coding: Coding, *, by: Person | None, now: datetime) -> Done:
    """Take off a code that one has put oneself. Raises MeaningRefused for a code that somebody else put."""
    if coding.by_id != (by.pk if by else None):
        raise MeaningRefused(
            Ruling.no(_("Ese código lo puso otra persona. Hable con ella; el suyo puede quedar junto."))
        )
    coding.retired_at = now
    coding.save(update_fields=["retired_at"])
    return _write(DONE, voice, Did(uncoded=[coding.pk]), [coding.fragment_id], by=by, now=now)


@transaction.atomic
def unmark(voice: Voice, fragments: Sequence[Fragment], *, by: Person | None, now: datetime) -> Done:
    """Take fragments out of the work, with the codes that one has put on them oneself.

    Raises MeaningRefused when somebody else has put a code on one of them, or when it holds up a finding.
    """
    keys = [one.pk for one in fragments]
    if _used(keys, by):
        raise MeaningRefused(
            Ruling.no(_("Otra persona ya trabaja con ese fragmento, o sostiene un hallazgo: se queda."))
        )
    did = Did(unmarked=keys, uncoded=list(_own(keys, by)))
    Coding.objects.filter(pk__in=did.uncoded).update(retired_at=now)
    Fragment.objects.filter(pk__in=keys).update(retired_at=now)
    return _write(DONE, voice, did, keys, by=by, now=now)


@transaction.atomic
def undo(voice: Voice, *, by: Person | None, now: datetime) -> Done:
    """Take back the last own step at this voice. Raises MeaningRefused when there is none."""
    number = steps_of(voice.pk, by.pk if by else None).next_undo
    if number is None:
        raise MeaningRefused(Ruling.no(_("No hay nada suyo que deshacer aquí.")))
    entry = Entry.objects.get(sequence=number)
    did = Did.read(entry)
    Coding.objects.filter(pk__in=did.coded).update(retired_at=now)
    used = _used(did.marked, by)
    Fragment.objects.filter(pk__in=did.marked).exclude(pk__in=used).update(retired_at=now)
    bring_back(did.uncoded, did.unmarked)
    return _inverse(UNDONE, voice, entry, left=len(used), by=by, now=now)


@transaction.atomic
def redo(voice: Voice, *, by: Person | None, now: datetime) -> Done:
    """Put again the own step that was taken back last. Raises MeaningRefused when there is none."""
    number = steps_of(voice.pk, by.pk if by else None).next_redo
    if number is None:
        raise MeaningRefused(Ruling.no(_("No hay nada suyo que rehacer aquí.")))
    entry = Entry.objects.get(sequence=number)
    did = Did.read(entry)
    bring_back(did.coded, did.marked)
    Coding.objects.filter(pk__in=did.uncoded).update(retired_at=now)
    Fragment.objects.filter(pk__in=did.unmarked).exclude(pk__in=_used(did.unmarked, by)).update(retired_at=now)
    return _inverse(REDONE, voice, entry, left=0, by=by, now=now)


def _put(
    fragments: Sequence[Fragment], codes: Sequence[Code], *, memo: str, by: Person | None, now: datetime
) -> list[Coding]:
    """The codings that this person had not put yet."""
    who = by.pk if by else None
    have = set()
    if fragments and codes:
        there = Coding.objects.filter(fragment__in=fragments, code__in=codes, by_id=who, retired_at=None)
        have = set(there.values_list("fragment_id", "code_id"))
    rows = [
        Coding(fragment=fragment, code=code, by_id=who, at=now, memo=memo.strip())
        for fragment in fragments
        for code in dict.fromkeys(codes)
        if (fragment.pk, code.pk) not in have
    ]
    return Coding.objects.bulk_create(rows)


def _own(fragments: Iterable[UUID], by: Person | None) -> Iterable[UUID]:
    who = by.pk if by else None
    return Coding.objects.filter(fragment__in=list(fragments), by_id=who, retired_at=None).values_list("pk", flat=True)


def _used(fragments: Iterable[UUID], by: Person | None) -> set[UUID]:
    """Those that somebody else has coded, or that hold up a finding."""
    keys = list(fragments)
    if not keys:
        return set()
    coded = Coding.objects.filter(fragment__in=keys, retired_at=None)
    others = coded.exclude(by_id=by.pk) if by else coded.exclude(by_id=None)
    held = FindingSupport.objects.filter(fragment__in=keys, retired_at=None).values_list("fragment_id", flat=True)
    return {*others.values_list("fragment_id", flat=True), *(key for key in held if key is not None)}


def bring_back(codings: Sequence[UUID], fragments: Sequence[UUID]) -> None:
    """Retired rows stand again, save a code that the same person has meanwhile put anew."""
    Fragment.objects.filter(pk__in=fragments).update(retired_at=None)
    rows = list(Coding.objects.filter(pk__in=codings).exclude(retired_at=None))
    there = Coding.objects.filter(fragment__in=[one.fragment_id for one in rows], retired_at=None)
    standing = set(there.values_list("fragment_id", "code_id", "by_id"))
    free = [one.pk for one in rows if (one.fragment_id, one.code_id, one.by_id) not in standing]
    Coding.objects.filter(pk__in=free).update(retired_at=None)


def _write(verb: str, voice: Voice, did: Did, fragments: Iterable[UUID], *, by: Person | None, now: datetime) -> Done:
    keys = tuple(dict.fromkeys(fragments))
    entry = record(verb, voice, by=by, now=now, community=voice.community, facts=did.facts(keys, voice))
    return Done(entry.sequence, keys)


def _inverse(verb: str, voice: Voice, entry: Entry, *, left: int, by: Person | None, now: datetime) -> Done:
    fragments = entry.facts.get("fragments", [])
    facts = {"of": entry.sequence, "fragments": fragments, "voice": str(voice.pk), "left": left}
    made = record(verb, voice, by=by, now=now, community=voice.community, facts=facts)
    return Done(made.sequence, tuple(UUID(key) for key in fragments), left)
