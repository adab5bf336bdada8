"""Which papers a workshop has, and what each needs."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manantial.people.answers import today
from manantial.people.choices import communities
from manantial.press.document import Document
from manantial.press.formats import Format, write
from manantial.voices import papers
from manantial.voices.models import Fragment, Workshop
from manantial.voices.queries import VoiceFilter, attendance, credits_of, permitted, turnout, voice_rows, voices
from manantial.voices.rules import Use, VoiceGroup, What

BEFORE = ("guion", "materiales", "invitados", "convocatoria", "lista", "granos")
MOST_CARD_GROUPS = 10
#: The papers of a workshop for its page: name in the address, words, pictogram.
PAPERS = (
    ("guion", _("Guion de bolsillo"), "book"),
    ("materiales", _("Qué llevar"), "box"),
    ("convocatoria", _("Convocatoria"), "megaphone"),
    ("invitados", _("A quién invitar"), "people"),
    ("lista", _("Lista de asistencia"), "list"),
    ("tarjetas", _("Tarjetas para la pared"), "scissors"),
    ("granos", _("Votación con granos"), "seed"),
    ("relatoria", _("Relatoría"), "print"),
)


def paper_of(workshop: Workshop, name: str) -> Document | None:
    """A paper by its name in the address; None when there is no such paper."""
    on = today()
    if name in {"relatoria", "relatoria-equipo"}:
        return account_of(workshop, team=name == "relatoria-equipo")
    if name == "totales":
        return papers.totals_sheet(workshop, turnout(attendance(workshop)), on=on)
    if name == "invitados":
        return papers.invite_list(workshop, communities().order_by("code"), on=on)
    if name == "granos":
        return papers.bean_sheet(workshop=workshop, on=on)
    simple = {
        "convocatoria": papers.call,
        "guion": papers.pocket_script,
        "lista": papers.attendance_sheet,
        "materiales": papers.materials_sheet,
    }
    return simple[name](workshop, on=on) if name in simple else None


def account_of(workshop: Workshop, *, team: bool) -> Document:
    """The account of a workshop; its phrases are asked at the gate for an internal paper."""
    on = today()
    return papers.account(
        workshop,
        turnout=turnout(attendance(workshop)),
        voices=voice_rows(voices(VoiceFilter(workshop=workshop.pk)), on=on),
        phrases=phrases_of(workshop, Use.INTERNAL_REPORT),
        team=team,
        on=on,
    )


def phrases_of(workshop: Workshop, use: Use) -> list[papers.Phrase]:
    """The phrases of a workshop that may be used so today, each with its credit."""
    on = today()
    marked = (
        Fragment.objects.filter(voice__workshop=workshop, retired_at=None).exclude(quote="").select_related("voice")
    )
    shown = [one for one, ruling in permitted(marked[:60], use=use, on=on, what=What.QUOTE) if ruling]
    credited = credits_of(shown, use=use, on=on)
    return [papers.Phrase(one.quote, credited[one.pk].line(gettext)) for one in shown]


def workshop_cards(workshop: Workshop, *, one_ink: bool) -> bytes:
    """The cards to cut, for the groups that came or, before, for those that are usually there."""
    came = [key for key, _count in turnout(attendance(workshop)).by_group if key]
    groups = came[:MOST_CARD_GROUPS] or [str(group) for group in papers.CARD_GROUPS]
    if workshop.format == "T-3":
        groups = [str(VoiceGroup.BRIGADE), str(VoiceGroup.YOUTH)] if not came else groups
    return papers.cards(workshop, groups, on=today(), one_ink=one_ink)


def folder_of(workshop: Workshop) -> list[tuple[str, bytes]]:
    """Every paper that is printed before a workshop, as PDF, in the order in which they are used."""
    found = []
    for n, name in enumerate(BEFORE, 1):
        document = paper_of(workshop, name)
        if document is not None:
            found.append((f"{workshop.folio}/{n}-{name}.pdf", write(document, Format.PDF)))
    cards = workshop_cards(workshop, one_ink=False)
    return [*found, (f"{workshop.folio}/{len(BEFORE) + 1}-tarjetas.pdf", cards)]
