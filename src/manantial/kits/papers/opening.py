"""The pages that open a kit: ABRIR.html on a computer, CELULAR.html on a telephone, LEEME.txt for who opens by hand."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from manantial.alliance.tenancy import current_alliance
from manantial.governance.models import Agreement
from manantial.governance.rules.agreements import OPEN
from manantial.kernel.dates import say_day
from manantial.kits.models import Kit
from manantial.kits.rules import Item, Part, Placed
from manantial.press.pictograms import pictogram
from manantial.vault.models import Blob

TITLES: Mapping[Part, tuple[object, object]] = {
    Part.LISTEN: (
        gettext_lazy("Escuchar"),
        gettext_lazy("Para oír en reunión o en casa. Suena en cualquier teléfono o bocina."),
    ),
    Part.SEE: (gettext_lazy("Ver"), gettext_lazy("Para mostrar en el teléfono o en la televisión.")),
    Part.PRINT: (
        gettext_lazy("Imprimir"),
        gettext_lazy("Carteles y hojas. Cada uno viene a color, para fotocopia o en hojas carta."),
    ),
    Part.READ: (gettext_lazy("Leer"), gettext_lazy("Lo que se contó y lo que se aprendió, completo.")),
    Part.GIVE_BACK: (
        gettext_lazy("Devolver"),
        gettext_lazy(
            "Guarde aquí fotos, audios y listas de su reunión; el organismo las recoge en la siguiente visita."
        ),
    ),
}


PICTURES: Mapping[Part, str] = {
    Part.LISTEN: "ear",
    Part.SEE: "film",
    Part.PRINT: "noticeboard",
    Part.READ: "book",
    Part.GIVE_BACK: "camera",
}


@dataclass(frozen=True)
class Shown:
    """A file of the kit as its page shows it."""

    path: str
    variant: str
    facts: str
    language: str
    is_sound: bool
    is_picture: bool
    is_video: bool


@dataclass(frozen=True)
class Group:
    """One thing of the kit with its variants: a poster in colour, for the photocopier and on letter sheets."""

    title: str
    about: str
    words: str
    picture: str  # the path of its picture, to be recognised by
    files: tuple[Shown, ...]


def open_page(kit: Kit) -> str:
    """Return ABRIR.html of a kit: plain HTML that works from the stick, with no network."""
    placed = [Placed(_item(row), str(row["path"])) for row in kit.manifest]
    parts = [
        {
            "number": number,
            "key": part.value,
            "title": title,
            "help": text,
            "icon": _icon(part),
            "groups": _groups(part, placed),
        }
        for number, (part, (title, text)) in enumerate(TITLES.items(), start=1)
    ]
    with override("es-mx"):
        return render_to_string(
            "kits/abrir.html",
            {
                "parts": parts,
                "play_list": next((one.path for one in placed if one.item.extension == ".m3u8"), ""),
                "community": kit.community.name,
                "on": say_day(kit.edition.on, weekday=False),
                "alliance": current_alliance(),
                "language": "es-MX",
            },
        )


def _groups(part: Part, placed: Sequence[Placed]) -> list[Group]:
    """Return the things of one part in order; the variants of one thing stand under one heading."""
    pictures = {p.item.origin: p.path for p in placed if p.item.part is Part.SEE and _is_picture(p.item)}
    found: dict[tuple[str, str], list[Placed]] = {}
    for one in placed:
        if one.item.part is part and one.item.listed:
            found.setdefault((one.item.origin, one.item.group or one.item.title), []).append(one)
    return [
        Group(
            title=title,
            about=ones[0].item.about,
            words=ones[0].item.words,
            picture=pictures.get(origin, "") if origin and part is Part.PRINT else "",
            files=tuple(_shown(one) for one in ones),
        )
        for (origin, title), ones in found.items()
    ]


def phone_page(sounds: Sequence[Item], *, left_out: int, pictures: Sequence[Item], on: date) -> str:
    """Return CELULAR.html: everything inside one file, because a phone opens no sibling files from a stick."""
    alliance = current_alliance()
    blobs = {b.sha256: b for b in Blob.objects.filter(sha256__in=[i.sha256 for i in (*sounds, *pictures)])}

    def inline(item: Item) -> dict[str, object]:
        content = base64.b64encode(blobs[item.sha256].path().read_bytes()).decode()
        return {
            "title": item.title,
            "media_type": item.media_type,
            "base64": content,
            "words": item.words,
            "about": item.about,
            "facts": _facts(item),
        }

    with override("es-mx"):
        return render_to_string(
            "kits/celular.html",
            {
                "alliance": alliance, "on": say_day(on, weekday=False), "language": "es-MX",
                "sounds": [inline(item) for item in sounds], "pictures": [inline(item) for item in pictures],
                "icons": {part.name: _icon(part) for part in Part},
                "left_out": left_out, "texts": public_agreements(on),
            },
        )  # fmt: skip


@override("es-mx")
def read_me(kit: Kit) -> str:
    """Return LEEME.txt: what this is and how to open it, for who opens folders by hand."""
    alliance = current_alliance()
    lines = [
        _("KIT DE AGUA DE %(community)s") % {"community": kit.community.name.upper()},
        f"{alliance.name} · {kit.edition.title} · {say_day(kit.edition.on)}",
        "",
        _("En computadora: abra ABRIR.html. En teléfono: abra CELULAR.html."),
        _("Las carpetas están dentro de data:"),
        *(f"  {part.value}  {text}" for part, (_title, text) in TITLES.items()),
        "",
        _("Para revisar que no falte nada: manantial kit verify, o compare con manifest-sha256.txt."),
        _("Dudas: %(phone)s") % {"phone": alliance.phone or "—"},
    ]
    if alliance.fictitious:
        lines.append(_("EJEMPLO: lugar y personas inventados para mostrar el programa."))
    return "\ufeff" + "\r\n".join(lines) + "\r\n"  # with the mark, old viewers read the accents


def public_agreements(on: date) -> list[dict[str, str]]:
    """Return the public agreements still open, in plain words, for the page of the phone."""
    rows = Agreement.objects.filter(visibility="public", state__in=OPEN, session__planned_at__date__lte=on)
    return [{"title": row.folio, "words": row.text_plain or row.text} for row in rows.order_by("folio")[:12]]


def _item(row: Mapping[str, object]) -> Item:
    fields = {name: row.get(name) for name in Item.__dataclass_fields__ if name in row}
    return Item(**{**fields, "part": Part(str(row["part"]))})  # type: ignore[arg-type]


def _shown(placed: Placed) -> Shown:
    item = placed.item
    return Shown(
        placed.path,
        item.variant,
        _facts(item),
        item.language,
        is_sound=item.media_type.startswith("audio/"),
        is_picture=_is_picture(item),
        is_video=item.media_type.startswith("video/"),
    )


def _icon(part: Part) -> str:
    """Return the drawing of a part as inline SVG, an ornament beside its word."""
    drawing = pictogram(PICTURES[part])
    box = " ".join(f"{side:g}" for side in drawing.box())
    inside = drawing.inside()
    return mark_safe(f'<svg class="i" viewBox="{box}" aria-hidden="true">{inside}</svg>')  # noqa: S308 - our own drawing


def _is_picture(item: Item) -> bool:
    return item.media_type.startswith("image/")


def _facts(item: Item) -> str:
    """Say how long, how many pages, how heavy, where it comes from."""
    told = []
    if item.duration_ms:
        told.append(f"{item.duration_ms // 60000}:{item.duration_ms // 1000 % 60:02} min")
    if item.pages:
        told.append(_("%(n)d pág.") % {"n": item.pages})
    told.append(f"{item.size / 1_000_000:.1f} MB" if item.size >= 100_000 else f"{max(1, item.size // 1000)} kB")
    if item.origin:
        told.append(_("de %(origin)s") % {"origin": item.origin})
    return " · ".join(told)
