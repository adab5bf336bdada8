"""The words of kinds of things, for search and for the ledger."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KIND_WORDS: Mapping[str, str | Promise] = {
    "community": _("Comunidad"),
    "voice": _("Voz"),
    "fragment": _("Fragmento"),
    "turn": _("Palabras dichas"),
    "memo": _("Nota del equipo"),
    "milestone": _("Hito"),
    "finding": _("Hallazgo"),
    "lesson": _("Aprendizaje"),
    "message": _("Mensaje"),
    "material": _("Material"),
    "agreement": _("Acuerdo"),
    "session": _("Asamblea o sesión"),
    "workshop": _("Taller"),
    "source": _("Fuente"),
    "body": _("Órgano"),
    "person": _("Persona"),
}
KIND_PICTURES: Mapping[str, str] = {
    "community": "village",
    "voice": "voice",
    "fragment": "quote",
    "turn": "ear",
    "memo": "pencil",
    "milestone": "pin",
    "finding": "bulb",
    "lesson": "book",
    "message": "megaphone",
    "material": "poster",
    "agreement": "agreement",
    "session": "calendar",
    "workshop": "circle",
    "source": "file",
    "body": "people",
    "person": "person",
    "release": "print",
    "dissemination": "radio",
    "kit": "usb",
    "delivery": "box",
}
