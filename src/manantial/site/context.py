"""What every template knows: whose page this is, which face, the ways through it, the language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from manantial.people.access import can
from manantial.site.faces import DESK, PUBLIC, SHARED, Way, Words, face_of
from manantial.site.tags import language


@dataclass(frozen=True)
class Link:
    """A way as one reader sees it now."""

    href: str
    label: Words
    picture: str
    current: bool


@dataclass(frozen=True)
class LinkGroup:
    """A part of the desk's navigation; open when the reader is inside it."""

    label: Words
    links: tuple[Link, ...]
    current: bool


def page(request: HttpRequest) -> Mapping[str, Any]:
    """Context processor: the frame of every page."""
    here = request.path_info
    face = _face(request, here)
    root = get_script_prefix()
    homes = {
        "public": ("", _("Inicio")),
        "desk": ("mesa/", _("Hoy")),
        "mine": ("mi-comunidad/", _("Mi comunidad")),
    }
    home, name = homes[face]
    return {
        "alliance": getattr(request, "alliance", None),
        "actor": getattr(request, "actor", None),
        "face": face,
        "frame": f"{face}.html",
        "face_home": f"{root}{home}",
        "face_name": name,
        "root": root,
        "here": here,
        "page_language": language(),
        "public_links": SimpleLazyObject(lambda: _links(PUBLIC, root, here)),
        "desk_links": SimpleLazyObject(lambda: _desk(request, root, here)),
    }


def _face(request: HttpRequest, here: str) -> str:
    actor = getattr(request, "actor", None)
    if actor is None or not here.startswith(SHARED):
        return face_of(here)
    if can(actor, "desk.enter"):
        return "desk"
    return "mine" if can(actor, "mine.enter") else "public"


def _links(ways: Iterable[Way], root: str, here: str) -> tuple[Link, ...]:
    return tuple(Link(f"{root}{way.path}", way.label, way.picture, _within(way, here)) for way in ways)


def _within(way: Way, here: str) -> bool:
    return any(here.startswith(f"/{path}") for path in (way.path, *way.also))


def _desk(request: HttpRequest, root: str, here: str) -> tuple[LinkGroup, ...]:
    actor = getattr(request, "actor", None)
    if actor is None:
        return ()
    groups = []
    for part in DESK:
        links = _links((way for way in part.ways if can(actor, way.permission)), root, here)
        if links:
            groups.append(LinkGroup(part.label, links, any(link.current for link in links)))
    return tuple(groups)
