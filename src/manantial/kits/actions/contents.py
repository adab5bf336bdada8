"""What goes into every kit of an edition: what was read aloud, the materials, and voices that may be heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from manantial.campaign.actions import current_release
from manantial.campaign.models import Material, Release, ReleaseFile
from manantial.campaign.queries.releases import refused_now, same_credits
from manantial.kits.actions.readings import Heard, heard_in_kits, refused_readings
from manantial.kits.models import Edition, KitRelease
from manantial.kits.papers import phone_page, return_items
from manantial.kits.rules import Item, Part, Placed, for_the_phone, place
from manantial.people.models import Person
from manantial.vault.actions import keep
from manantial.vault.models import Blob
from manantial.voices.actions import clip_of
from manantial.voices.models import Fragment
from manantial.voices.queries import (
    Gate,
    Remark,
    credits_of,
    remarks_on,
    said_credit,
    said_mark,
    said_translation,
)
from manantial.voices.rules import Use, What

MOST_VOICES = 24
# What each kind of file of a release is for a person, and in which folder it goes.
FORMS: dict[str, tuple[Part, str]] = {
    "mp3": (Part.LISTEN, ".mp3"),
    "png": (Part.SEE, ".png"),
    "jpg": (Part.SEE, ".jpg"),
    "mp4": (Part.SEE, ".mp4"),
    "pdf": (Part.PRINT, ".pdf"),
    "pdf-one-ink": (Part.PRINT, ".pdf"),
    "tiles": (Part.PRINT, ".pdf"),
    "epub": (Part.READ, ".epub"),
}
FOR_READING = {"report", "synthesis", "booklet"}


@dataclass
class Contents:
    """The items common to all kits, those of one community, and what they rest on."""

    items: list[Item] = field(default_factory=list)
    of_community: dict[UUID, list[Item]] = field(default_factory=dict)
    releases: list[Release] = field(default_factory=list)
    fragments: list[Fragment] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)


@override("es-mx")  # a kit speaks the language of its communities, whatever the desk reads
def common_contents(*, on: date, by: Person | None, now: datetime) -> Contents:
    """Gather the materials of the kit and the voices that may be printed and returned on that day."""
    contents = Contents()
    _add_readings(contents, on=on, now=now)
    for material in Material.objects.filter(in_kit=True, retired_at=None).order_by("folio"):
        release = current_release(material, on=on, by=by, now=now)
        if release is not None:
            contents.releases.append(release)
            for file in release.files.select_related("blob").order_by("form", "id"):
                _add(contents, material, file)
    _add_voices(contents, on=on, now=now)
    if contents.items:
        contents.items.append(_for_phones(contents.items, on=on, now=now))
        contents.items.append(_mark(now))
        contents.items.extend(return_items(on=on, now=now))
    return contents


def forbidden_now(edition: Edition) -> list[str]:
    """Return the folios of the fragments, voices and readings of an edition whose permission no longer stands."""
    alone = list(Fragment.objects.filter(kit_links__kit__edition=edition).select_related("voice__community").distinct())
    refused = {fragment.folio for fragment in alone} - {thing.folio for thing in _audible(alone, on=edition.on)}
    carried = KitRelease.objects.filter(kit__edition=edition).values("release")
    lent = Q(fragment_links__isnull=False) | Q(voice_links__isnull=False)  # a release of nobody's words stays allowed
    for release in Release.objects.filter(lent, pk__in=carried).select_related("material").distinct():
        refused.update(refused_now(release, on=edition.on))
        if not same_credits(release, edition.on):
            refused.add(release.material.folio)
    return sorted(refused | refused_readings(edition) | _named_otherwise(edition, alone))


@override("es-mx")
def _named_otherwise(edition: Edition, fragments: list[Fragment]) -> set[str]:
    """Return the folios of the voices that may no longer be named as the kits of the edition name them."""
    kit = edition.kits.first()
    written = {row["origin"]: row["about"] for row in kit.manifest} if kit else {}
    now = _credits(fragments, on=edition.on)
    return {thing.folio for thing in fragments if written.get(thing.folio, now[thing.pk]) != now[thing.pk]}


def _credits(fragments: list[Fragment], *, on: date) -> dict[UUID, str]:
    return {key: said_credit(credit) for key, credit in credits_of(fragments, use=Use.PRINT, on=on).items()}


def _audible(fragments: list[Fragment], *, on: date) -> list[Fragment]:
    """Return the fragments whose voice may be heard in a kit and whose words may be read there."""
    gate, uses = Gate.of(fragments), (Use.PRINT, Use.RETURN)
    return [
        one for one in fragments if all(gate.all_of(one, uses, on=on, what=what) for what in (What.VOICE, What.QUOTE))
    ]


def _add(contents: Contents, material: Material, file: ReleaseFile) -> None:
    if file.form not in FORMS:
        return
    part, extension = FORMS[file.form]
    if part is Part.PRINT and material.kind in FOR_READING:
        part = Part.READ
    ending = {"pdf-one-ink": _("para fotocopia"), "tiles": _("en hojas carta"), "epub": _("para teléfono")}.get(
        file.form, ""
    )
    plain = {Part.PRINT: _("a color"), Part.READ: _("en PDF")}.get(part, "")
    item = Item(
        part=part,
        title=f"{material.title} ({ending})" if ending else material.title,
        sha256=file.blob.sha256,
        size=file.blob.size,
        media_type=file.blob.media_type,
        extension=extension,
        language=file.language,
        about=material.picture_alt if part is Part.SEE else material.purpose,
        duration_ms=file.duration_ms,
        pages=file.pages,
        words=material.text if part is Part.LISTEN else "",
        origin=material.folio,
        group=material.title,
        variant=ending or plain,
    )
    if file.community_id:
        contents.of_community.setdefault(file.community_id, []).append(item)
    else:
        contents.items.append(item)


def _add_readings(contents: Contents, *, on: date, now: datetime) -> None:
    """Add what was read aloud, first of all: a community hears the sheet that tells what itself said, and no other."""
    contents.heard = heard_in_kits(on=on, now=now)
    for one in contents.heard:
        if one.community is None:
            contents.items.append(one.item)
        else:
            contents.of_community.setdefault(one.community, []).append(one.item)


def _add_voices(contents: Contents, *, on: date, now: datetime) -> None:
    """Add the sounds of fragments that may both be printed and go back to communities."""
    spans = Fragment.objects.filter(
        what=What.VOICE, start_ms__isnull=False, retired_at=None, reserved=False, voice__sound__isnull=False
    ).select_related("voice__sound", "voice__community", "turn")
    chosen = _audible(list(spans.order_by("folio")), on=on)[:MOST_VOICES]
    credit, remarks = _credits(chosen, on=on), remarks_on(chosen, ["es"])
    for fragment in chosen:
        contents.fragments.append(fragment)
        clip = clip_of(fragment, now=now)
        contents.items.append(_voice_item(fragment, clip, credit[fragment.pk], remarks.get(fragment.pk)))


def _voice_item(fragment: Fragment, clip: Blob, credit: str, remark: Remark | None) -> Item:
    return Item(
        part=Part.LISTEN,
        title=fragment.title or fragment.voice.title,
        sha256=clip.sha256,
        size=clip.size,
        media_type="audio/mpeg",
        extension=".mp3",
        language=fragment.voice.language,
        use=Use.RETURN.value,
        about=credit,
        duration_ms=(fragment.end_ms or 0) - (fragment.start_ms or 0),
        words=_read(fragment, remark),
        origin=fragment.folio,
    )


def _read(fragment: Fragment, remark: Remark | None) -> str:
    """What is said, to be read, with what must be known of the words and the same in the language of the kit."""
    mark = said_mark(remark)
    translation = said_translation(remark.translation) if remark else ""
    return "\n".join(filter(None, (fragment.quote, f"({mark})" if mark else "", translation)))


def _for_phones(items: Iterable[Item], *, on: date, now: datetime) -> Item:
    """Return CELULAR.html: the same bytes for every community, so that forty kits share one file."""
    placed = place(items)
    inside = for_the_phone(placed)
    page = phone_page(
        [p.item for p in inside], left_out=_sounds(placed) - len(inside), pictures=_pictures(placed), on=on
    )
    blob = keep(page.encode(), media_type="text/html", name="CELULAR.html", now=now)
    made = Item(Part.GIVE_BACK, "CELULAR", blob.sha256, blob.size, "text/html", ".html", use=Use.RETURN.value)
    return replace(made, path="data/5_DEVOLVER/CELULAR.html", listed=False)


def _sounds(placed: Iterable[Placed]) -> int:
    return sum(1 for p in placed if p.item.part is Part.LISTEN)


def _pictures(placed: Iterable[Placed]) -> list[Item]:
    return [p.item for p in placed if p.item.part is Part.SEE and p.item.media_type.startswith("image/")][:6]


# One white point: ABRIR.html shows CELULAR.html's name when this picture does not load.
_POINT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f0001010100b138f614"
    "0000000049454e44ae426082"
)


def _mark(now: datetime) -> Item:
    blob = keep(_POINT, media_type="image/png", name="marca.png", now=now)
    made = Item(Part.GIVE_BACK, "marca", blob.sha256, blob.size, "image/png", ".png")
    return replace(made, path="data/5_DEVOLVER/marca.png", listed=False)
