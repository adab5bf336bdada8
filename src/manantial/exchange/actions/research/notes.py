"""The notes of a project as memos on what they speak of, and whatever else of it is told to the team as a memo."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.exchange.actions.report import Outcome, Status
from manantial.exchange.actions.research.taking import Taking
from manantial.exchange.models import Kept
from manantial.exchange.qda.archive import Archive
from manantial.exchange.qda.shapes import Note
from manantial.kernel.text import search_keys
from manantial.meaning.models import Memo, Plan

_KINDS = ("fragment", "code", "voice")


class Memos:
    """The memos of one file while they are written: each once, by the mark under which it came."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking
        self._made: list[Memo] = []
        taking.look_for_own("memo", taking.notes)

    @cached_property
    def plan(self) -> UUID | None:
        """Where what is about nothing in particular belongs."""
        return Plan.objects.order_by("id").values_list("pk", flat=True).first()

    @cached_property
    def _here(self) -> dict[tuple[UUID, str], UUID]:
        """The memos by what they say: a program that gives new ids at each export says the same."""
        return {(thing, text): pk for pk, thing, text in Memo.objects.values_list("pk", "thing_id", "text")}

    def put(self, mark: str, kind: str, thing: UUID, text: str, *, note: Note | None = None) -> None:
        """Write a memo on a thing, unless it came before."""
        taking = self._taking
        known = taking.known("memo", mark) or (taking.known("memo", note.guid) if note else None)
        if known is None and (thing, text) in self._here:
            known = self._here[thing, text]
            taking.alias("memo", mark, known)
        if known is not None:
            taking.kept["memo"] += 1
        elif text:
            user, at = (note.user, note.at) if note else ("", None)
            memo = Memo(thing_kind=kind, thing_id=thing, text=text, written_by_id=taking.author(user))
            memo.written_at, memo.keys = at or taking.source.now, search_keys(text)
            self._made.append(memo)
            taking.remember("memo", mark, memo.pk)
            known = memo.pk
        if note is not None and known is not None:
            taking.memos.setdefault(note.guid, known)

    def save(self) -> Iterator[Outcome]:
        """Write them down and say how many."""
        Memo.objects.bulk_create(self._made, batch_size=500)
        if self._made:
            yield Outcome(Status.NEW, _("notas"), count=len(self._made))
        if self._taking.kept["memo"]:
            yield Outcome(Status.UNCHANGED, _("notas"), count=self._taking.kept["memo"])


def read_notes(taking: Taking, archive: Archive | None) -> None:
    """Read what the notes say, before anything that they speak of is written."""
    for guid, note in taking.notes.items():
        member = archive.member(note.words.plain) if archive and note.words.plain else None
        said = archive.text(member) if archive and member else note.words.content or ""
        text = "\n\n".join(filter(None, (said.strip(), note.description)))
        named = note.name and not taking.own and note.name.rstrip("….") not in text
        taking.note_texts[guid] = f"{note.name}\n\n{text}".strip() if named else text


def take_notes(taking: Taking, memos: Memos) -> Iterator[Outcome]:
    """Write each note once for each thing it speaks of; one about nothing in particular belongs to the plan.

    Without a plan such a note is kept as it came.
    """
    for link in taking.project.links:
        for near, far in ((link.origin, link.target), (link.target, link.origin)):
            if near in taking.notes:
                taking.noted += [(near, kind, pk) for kind in _KINDS if (pk := taking.known(kind, far))]
    told = {note for note, _kind, _thing in taking.noted} | taking.spoken
    loose = [guid for guid in taking.notes if guid not in told]
    if memos.plan is not None:
        taking.noted += [(guid, "plan", memos.plan) for guid in loose]
    for guid, kind, thing in dict.fromkeys(taking.noted):
        note = taking.notes.get(guid)
        if note is not None:
            memos.put(f"{guid}:{thing}", kind, thing, taking.note_texts.get(guid, ""), note=note)
    for mark, voice, text in taking.values:
        memos.put(mark, "voice", voice, text)
    if memos.plan is None:
        yield from _kept(taking, loose)
    if taking.project.description and memos.plan is not None:
        said = _("Lo que «%(name)s» dice de sí: %(text)s")
        told_of = said % {"name": taking.project.name, "text": taking.project.description}
        memos.put(f"about:{taking.project.name}"[:80], "plan", memos.plan, told_of)
    if coded := sum(note.coded for note in taking.notes.values()):
        yield Outcome(Status.SKIPPED, _("códigos sobre notas"), _("aquí se codifican voces, no notas"), coded)


def _kept(taking: Taking, loose: list[str]) -> Iterator[Outcome]:
    """Keep the notes that have nowhere to go; they are told by their number and given back."""
    rows = []
    for guid in loose:
        note, text = taking.notes[guid], taking.note_texts.get(guid, "")
        if text and not taking.is_kept("Note", guid):
            rows.append(taking.keep("Note", guid, note.name, text, {}))
    Kept.objects.bulk_create(rows)
    if loose:
        reason = _("no hay plan donde ponerlas: quedan guardadas; escriba el plan y reciba otra vez el archivo")
        yield Outcome(Status.NOTE, _("notas sueltas"), reason, len(loose))
