"""What a kit is made of, how its files are named, and what can become of a delivered kit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.kernel.text import slug_name

PHONE_LIMIT = 10_000_000  # bytes of sound inside CELULAR.html; base64 adds a third
VERIFY_AFTER = timedelta(days=30)


class Part(StrEnum):
    """The five folders of a kit, numbered so that every phone and television shows them in this order."""

    LISTEN = "1_ESCUCHAR"
    SEE = "2_VER"
    PRINT = "3_IMPRIMIR"
    READ = "4_LEER"
    GIVE_BACK = "5_DEVOLVER"


class DeliveryState(StrEnum):
    """What became of a kit after it left; each step is a dated row."""

    DELIVERED = "delivered"
    RECEIVED = "received"
    OPENED = "opened"
    PLACED = "placed"
    VERIFIED = "verified"
    USED = "used"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


STATE_WORDS: Mapping[DeliveryState, str] = {
    DeliveryState.DELIVERED: _("entregado, sin firma"),
    DeliveryState.RECEIVED: _("recibido y firmado"),
    DeliveryState.OPENED: _("abierto"),
    DeliveryState.PLACED: _("colocado"),
    DeliveryState.VERIFIED: _("verificado en sitio"),
    DeliveryState.USED: _("usado en reunión"),
    DeliveryState.REPLACED: _("cambiado por otro"),
    DeliveryState.WITHDRAWN: _("retirado"),
}


@dataclass(frozen=True)
class Item:
    """One file of a kit: where its bytes are in the vault, and what a person needs to know of it."""

    part: Part
    title: str
    sha256: str
    size: int  # bytes
    media_type: str
    extension: str  # with its dot
    language: str = "es"
    use: str = "print"  # the use for which consent was asked
    about: str = ""
    duration_ms: int | None = None
    pages: int | None = None
    words: str = ""  # what is said, to be read where there is no sound
    origin: str = ""  # folio of the material or fragment
    path: str = ""  # where it must lie, when it must not be numbered
    group: str = ""  # the heading under which its variants stand together; empty = its title
    variant: str = ""  # what tells it from the others of its group: a colour, a paper, a device
    listed: bool = True  # false for what the pages themselves need


@dataclass(frozen=True)
class Placed:
    """An item with its path inside the kit."""

    item: Item
    path: str  # data/1_ESCUCHAR/01_Titulo.mp3


def place(items: Iterable[Item]) -> list[Placed]:
    """Give each item a numbered, speaking, FAT-safe name in its folder; the order is the order given."""
    counts: dict[Part, int] = dict.fromkeys(Part, 0)
    placed = []
    for item in items:
        if item.path:
            placed.append(Placed(item, item.path))
            continue
        counts[item.part] += 1
        name = f"{counts[item.part]:02}_{slug_name(item.title)[:60]}{item.extension}"
        placed.append(Placed(item, f"data/{item.part.value}/{name}"))
    return placed


def folder_name(code: str, name: str) -> str:
    """Return the folder of a community's kit: ``C-07_san-jose``."""
    return f"{slug_name(code).upper()}_{slug_name(name)}"[:60]


def for_the_phone(items: Sequence[Placed], limit: int = PHONE_LIMIT) -> list[Placed]:
    """Choose the sounds that fit inside CELULAR.html, in order, smaller ones first when they do not all fit."""
    sounds = [placed for placed in items if placed.item.part is Part.LISTEN]
    chosen, used = set(), 0
    for placed in sorted(sounds, key=lambda p: p.item.size):
        if used + placed.item.size <= limit:
            used += placed.item.size
            chosen.add(placed.path)
    return [placed for placed in sounds if placed.path in chosen]


_ORDER = list(DeliveryState)
_GONE = {DeliveryState.REPLACED, DeliveryState.WITHDRAWN}


def may_follow(before: DeliveryState | None, after: DeliveryState) -> Ruling:
    """Say whether a step may follow another: never backwards, never after the kit was replaced or withdrawn."""
    if before is None:
        if after is DeliveryState.DELIVERED:
            return Ruling.yes()
        return Ruling.no(_("Primero apunte la entrega."))
    if before in _GONE:
        return Ruling.no(_("Este kit ya se cambió o se retiró; apunte el nuevo."))
    if _ORDER.index(after) <= _ORDER.index(before):
        return Ruling.no(_("Ese paso va antes de lo que ya está apuntado."))
    return Ruling.yes()


@dataclass(frozen=True)
class DeliveryFacts:
    """A delivery as the coverage sees it."""

    community: str
    on: date
    signed: bool
    states: frozenset[DeliveryState] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Coverage:
    """How many communities have their kit; each column counts communities, not copies."""

    wanted: int
    delivered: int
    signed: int
    opened: int
    verified: int
    late_to_verify: tuple[str, ...]


def coverage(deliveries: Iterable[DeliveryFacts], *, wanted: int, today: date) -> Coverage:
    """Count communities by what became of their kit; a box never opened stays visible (campaign evaluation)."""
    seen = list(deliveries)

    def communities(*states: DeliveryState) -> set[str]:
        return {d.community for d in seen if d.states & set(states)}

    verified = communities(DeliveryState.VERIFIED, DeliveryState.USED)
    late = {d.community for d in seen if today - d.on > VERIFY_AFTER} - verified
    return Coverage(
        wanted=wanted,
        delivered=len({d.community for d in seen}),
        signed=len({d.community for d in seen if d.signed}),
        opened=len(communities(DeliveryState.OPENED, DeliveryState.PLACED, DeliveryState.VERIFIED, DeliveryState.USED)),
        verified=len(verified),
        late_to_verify=tuple(sorted(late)),
    )
