"""The three faces: public site, desk, my community; and the ways through each, with the permission they need."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Way:
    """One entry of a navigation: where it goes, its word, its pictogram and who may take it."""

    path: str
    label: Words
    picture: str = ""
    permission: str = "public.see"
    also: tuple[str, ...] = ()  # other addresses that belong to it


@dataclass(frozen=True)
class Part:
    """A group of ways under one heading."""

    label: Words
    ways: tuple[Way, ...]


PUBLIC = (
    Way("historia/", _("Historia")),
    Way("comunidades/", _("Comunidades")),
    Way("voces/", _("Voces")),
    Way("aprendizajes/", _("Aprendizajes")),
    Way("materiales/", _("Materiales")),
    Way("acuerdos/", _("Acuerdos")),
    Way("proyecto/", _("Proyecto")),
    Way("buscar/", _("Buscar")),
)

PAST = ("mesa/actores/", "mesa/etapas/", "mesa/retirados/")
HANDED_BACK = ("mesa/devolucion/", "mesa/correcciones/", "mesa/bitacora-etica/")
DESK = (
    Part(
        _("Voces"),
        (
            Way("mesa/talleres/", _("Talleres"), "circle", "workshops.see"),
            Way("mesa/voces/", _("Voces"), "voice", "voices.see"),
            Way("mesa/fragmentos/", _("Fragmentos"), "quote", "meaning.see", ("mesa/memos/",)),
            Way("mesa/fichas/", _("Fichas cortas"), "file", "voices.see"),
        ),
    ),
    Part(
        _("Aprendizajes"),
        (
            Way("mesa/plan/", _("Plan"), "list", "meaning.see"),
            Way("mesa/comparar/", _("Buscar y comparar"), "search", "meaning.see", ("mesa/codigos/",)),
            Way("mesa/hitos/", _("Línea del tiempo"), "clock", "meaning.see", PAST),
            Way("mesa/hallazgos/", _("Hallazgos"), "bulb", "meaning.see"),
            Way("mesa/aprendizajes/", _("Aprendizajes"), "book", "meaning.see", ("mesa/recomendaciones/",)),
            Way("mesa/validacion/", _("Validación"), "traffic", "meaning.see", HANDED_BACK),
            Way("mesa/modelo/", _("Ficha del modelo"), "seal", "meaning.see"),
            Way("mesa/informes/", _("Informes"), "file", "meaning.see", ("mesa/audio/",)),
        ),
    ),
    Part(
        _("Campaña"),
        (
            Way("mesa/mensajes/", _("Mensajes"), "megaphone", "campaign.see"),
            Way("mesa/materiales/", _("Materiales"), "poster", "campaign.see"),
            Way("mesa/difusion/", _("Difusión"), "radio", "campaign.see"),
            Way("mesa/evaluacion/", _("Evaluación"), "chart", "campaign.see"),
            Way("mesa/kits/", _("Kits"), "usb", "kits.see"),
            Way("mesa/entregas/", _("Entregas"), "box", "kits.see"),
        ),
    ),
    Part(
        _("Alianza"),
        (
            Way("mesa/comunidades/", _("Comunidades"), "village", "communities.see"),
            Way("mesa/organos/", _("Comités y Junta"), "people", "bodies.see"),
            Way("mesa/personas/", _("Personas"), "person", "people.see"),
            Way("mesa/sesiones/", _("Asambleas"), "calendar", "sessions.see"),
            Way("mesa/acuerdos/", _("Acuerdos"), "agreement", "agreements.see"),
            Way("mesa/relevos/", _("Relevos"), "handover", "handover.see"),
        ),
    ),
    Part(
        _("Agua y proyecto"),
        (
            Way("mesa/agua/", _("Agua"), "tap", "water.see"),
            Way("mesa/proyecto/", _("Proyecto"), "coins", "project.see"),
        ),
    ),
    Part(
        _("Cuidado del sistema"),
        (
            Way("mesa/intercambio/", _("Intercambio"), "share", "exchange.export"),
            Way("mesa/cuentas/", _("Cuentas"), "key", "accounts.edit"),
            Way("mesa/bitacora/", _("Bitácora"), "ledger", "ledger.see"),
            Way("mesa/trabajos/", _("Trabajos"), "gear", "jobs.see"),
        ),
    ),
)

MINE = Way("mi-comunidad/", _("Mi comunidad"), "village", "mine.enter")


#: Addresses that every face uses: they keep the frame of whoever is reading.
SHARED = ("/origen/", "/buscar/")


def face_of(path: str) -> str:
    """Return which face an address (without the alliance's prefix) belongs to: public, desk or mine."""
    if path.startswith("/mesa/"):
        return "desk"
    return "mine" if path.startswith("/mi-comunidad/") else "public"
