"""The notes of a project as memos on what they speak of."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from manantial.exchange.actions.report import Outcome, Status
from manantial.exchange.actions.research.taking import Taking
from manantial.exchange.qda.archive import Archive
from manantial.kernel.text import search_keys
from manantial.meaning.models import Memo, Plan

_KINDS = ("fragment", "code", "voice")


def read_notes(taking: Taking, archive: Archive | None) -> None:
    """Read what the notes say, before anything that they speak of is written."""
    for guid, note in taking.notes.items():
        member = archive.member(note.words.plain) if archive and note.words.plain else None
        said = archive.text(member) if archive and member else note.words.content or ""
        text = "\n\n".join(filter(None, (said.strip(), note.description)))
        named = note.name and not taking.own and note.name.rstrip("….") not in text
        taking.note_texts[guid] = f"{note.name}\n\n{text}".strip() if named else text


def take_notes(taking: Taking) -> Iterator[Outcome]:
    """Write each note once for each thing it speaks of; one about nothing in particular belongs to the plan."""
    for link in taking.project.links:
        for near, far in ((link.origin, link.target), (link.target, link.origin)):
            if near in taking.notes:
                taking.noted += [(near, kind, pk) for kind in _KINDS if (pk := taking.known(kind, far))]
    told = {note for note, _kind, _thing in taking.noted} | taking.spoken
    plan = Plan.objects.order_by("id").first()
    if plan is not None:
        taking.noted += [(guid, "plan", plan.pk) for guid in taking.notes if guid not in told]
    taking.look_for_own("memo", taking.notes)
    made, lost = [], 0 if plan else len(set(taking.notes) - told)
    for guid, kind, thing in dict.fromkeys(taking.noted):
        note, text = taking.notes.get(guid), taking.note_texts.get(guid, "")
        mark = f"{guid}:{thing}"
        if note is None or not text:
            continue
        if taking.known("memo", guid) or taking.known("memo", mark):
            taking.kept["memo"] += 1
            continue
        person, at = taking.author(note.user), note.at or taking.source.now
        memo = Memo(thing_kind=kind, thing_id=thing, text=text, written_by_id=person, written_at=at)
        memo.keys = search_keys(text)
        made.append(memo)
        taking.remember("memo", mark, memo.pk)
    Memo.objects.bulk_create(made, batch_size=500)
    if made:
        yield Outcome(Status.NEW, _("notas"), count=len(made))
    if taking.kept["memo"]:
        yield Outcome(Status.UNCHANGED, _("notas"), count=taking.kept["memo"])
    if lost:
        yield Outcome(Status.SKIPPED, _("notas sueltas"), _("no hay plan donde ponerlas"), lost)
    others = [
        link for link in taking.project.links if link.origin not in taking.notes and link.target not in taking.notes
    ]
    if others:
        yield Outcome(Status.SKIPPED, _("enlaces"), _("aquí los enlaces no se guardan"), len(others))
