"""The first days of an alliance: what to do first, until there is one of each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from manantial.meaning.models import Plan
from manantial.people.access import Actor, can
from manantial.people.models import Account
from manantial.territory.models import Community
from manantial.voices.models import Voice, Workshop


@dataclass(frozen=True)
class FirstStep:
    """One thing to do first: its words to translate, where it is done, whether there is one already."""

    words: str
    why: str
    href: str
    done: bool


def first_steps(actor: Actor) -> list[FirstStep]:
    """What an alliance begins with, within what the actor may do; nothing once each has been done."""
    steps = [
        FirstStep(words, why, reverse(address), _more_than(rows, least))
        for permission, words, why, address, rows, least in _every()
        if can(actor, permission)
    ]
    return [] if all(step.done for step in steps) else steps


def _every() -> list[tuple[str, str, str, str, QuerySet[Community | Account | Plan | Workshop | Voice], int]]:
    return [
        (
            "communities.edit", _("Anote sus comunidades"),
            _("Una por una; o todas las del censo en Intercambio."), "territory:new", Community.objects.all(), 0,
        ),
        (
            "accounts.edit", _("Abra la cuenta de otra persona del equipo"),
            _("Primero se anota a la persona y su cargo; la cuenta depende del cargo."), "people:accounts",
            Account.objects.all(), 1,
        ),
        (
            "meaning.edit", _("Escriba para qué se sistematiza y sus preguntas"),
            _("Todo lo demás se ordena por ellas, y se pueden cambiar."), "meaning:plan", Plan.objects.all(), 0,
        ),
        (
            "workshops.edit", _("Planee el primer taller"),
            _("Diez formatos con su agenda, su guion y sus hojas."), "voices:workshops", Workshop.objects.all(), 0,
        ),
        (
            "voices.edit", _("Guarde la primera voz, con lo que permite"),
            _("Una grabación, una foto o unas palabras escritas."), "voices:new", Voice.objects.all(), 0,
        ),
    ]  # fmt: skip


def _more_than(rows: QuerySet[Community | Account | Plan | Workshop | Voice], least: int) -> bool:
    return len(rows.order_by()[: least + 1].values_list("pk")) > least
