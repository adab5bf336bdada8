"""Giving an alliance to another of its computers and taking in what the other one did: whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import current_alliance, working_for
from manantial.exchange.bundles import held
from manantial.exchange.bundles.account import FORMAT, Account
from manantial.exchange.bundles.declared import insert_only, kind_of, travelling
from manantial.exchange.bundles.heads import observe, state_of, states
from manantial.exchange.bundles.keys import public_key, words_of
from manantial.exchange.bundles.packet import HELD, BundleRefused, Computer, Packet, Progress
from manantial.exchange.bundles.reading import Joiner, require_tables
from manantial.exchange.bundles.rows import read_rows, understood
from manantial.exchange.bundles.writing import Collected, collect
from manantial.exchange.models import Peer, Received
from manantial.kernel.digests import sha256_file
from manantial.ledger.actions import Identified, record
from manantial.vault.actions import pour
from manantial.vault.models import Blob

_ROOM = 200 << 20  # bytes that stay free on the disk


class UnknownComputer(BundleRefused):
    """Nobody said yet that bundles of this computer may be read here."""

    def __init__(self, computer: Computer, words: str) -> None:
        self.computer, self.words = computer, words
        super().__init__(
            _(
                "Es el primer paquete de «%(name)s». Compare estas ocho palabras con las que muestra la otra "
                "computadora: %(words)s. Si son iguales, diga que la conoce."
            )
            % {"name": computer.name, "words": words}
        )


@dataclass(frozen=True)
class Read:
    """What reading a bundle did, and the row that keeps the report; None when there was nothing new."""

    account: Account
    received: Received | None


def write_bundle(*, whole: bool = False, to: str = "", by: Identified | None, now: datetime) -> Collected:
    """Collect what another computer lacks, or everything; the ledger keeps that it left.

    `to` is the public key of the computer it is for; without it, the only one whose holdings are known. When none is
    known the bundle is whole. Raises BundleRefused when it must be said for which.
    """
    known = None if whole else _holdings(to)
    with transaction.atomic():
        record("bundle.written", None, by=by, now=now, facts={"whole": known is None, "to": to[:16]})
    return collect(known, now=now)


def _holdings(to: str) -> held.Held | None:
    files = held.known(settings.HOME, current_alliance().pk)
    if to:
        return held.remembered(files[to]) if to in files else None
    if len(files) > 1:
        raise BundleRefused(_("Hay varias computadoras conocidas: diga para cuál es el paquete, o pídalo completo."))
    return held.remembered(next(iter(files.values()))) if files else None


def trust_computer(computer: Computer, *, by: Identified | None, now: datetime) -> Peer:
    """From now on the bundles of this computer are read here."""
    with transaction.atomic():
        peer, new = Peer.objects.get_or_create(
            key=computer.key,
            defaults={"name": computer.name, "trusted_at": now, "by_id": by.pk if by else None},
        )
        if new:
            record("bundle.peer_trusted", None, by=by, now=now, facts={"key": computer.key[:16]})
    return peer


def read_bundle(packet: Packet, *, name: str, by: Identified | None, now: datetime, progress: Progress) -> Read:
    """Take in an open bundle for the present alliance, all of it or nothing.

    Read twice it adds nothing. Raises BundleRefused (or UnknownComputer); the data are then as they were.
    """
    require_known(packet)
    require_tables(packet)
    _require_room(packet)
    packet.verify(progress)
    return _taken(packet, name=name, by=by, now=now)


def require_known(packet: Packet) -> None:
    """Raise BundleRefused for a bundle of another alliance or of this computer, UnknownComputer for a stranger's."""
    manifest = packet.manifest
    if manifest.alliance != current_alliance().pk:
        raise BundleRefused(
            _("El paquete es de otra alianza («%(name)s»). No se tomó nada.") % {"name": manifest.alliance_name}
        )
    if manifest.computer.key == public_key(settings.HOME):
        raise BundleRefused(_("Este paquete lo escribió esta misma computadora: es para la otra."))
    if not Peer.objects.filter(key=manifest.computer.key).exists():
        raise UnknownComputer(manifest.computer, words_of(manifest.computer.key))


def _require_room(packet: Packet) -> None:
    needed = sum(one.size for path, one in packet.manifest.members.items() if path.startswith("blobs/"))
    free = shutil.disk_usage(settings.HOME.path).free
    if free < needed + _ROOM:
        raise BundleRefused(
            _("No caben los archivos del paquete: hacen falta %(needed).1f GB y hay %(free).1f GB. No se tomó nada.")
            % {"needed": (needed + _ROOM) / 1e9, "free": free / 1e9}
        )


def _taken(packet: Packet, *, name: str, by: Identified | None, now: datetime) -> Read:
    poured: list[Path] = []
    alliance = current_alliance()
    try:
        with transaction.atomic():
            observe()
            account = Joiner(packet, now).join()
            for place in _files(packet):
                poured.append(place)  # noqa: PERF402 - what was poured before a failure must be known
            account.files = len(poured)
            received = None if account.quiet else _noted(packet, account, name=name, by=by, now=now)
            said = held.stage(settings.HOME, alliance.pk, packet.manifest.computer.key, packet.lines(HELD))
            transaction.on_commit(lambda: held.settle(said))
    except IntegrityError as error:
        _give_up(poured)
        raise BundleRefused(
            _("Lo que trae el paquete no se puede juntar con lo de aquí (%(detail)s). No se tomó nada.")
            % {"detail": str(error).splitlines()[0]}
        ) from error
    except BaseException:
        _give_up(poured)
        raise
    return Read(account, received)


def _files(packet: Packet) -> Iterator[Path]:
    """Put the files whose rows stand here into the vault, one after the other; yield where each new one lies."""
    for sha256 in packet.blobs():
        if Blob.objects.filter(sha256=sha256, erased_at=None).exists():
            with packet.blob(sha256) as stream:
                place = pour(stream, sha256)
            if place is not None:
                yield place


def _give_up(poured: list[Path]) -> None:
    for place in poured:
        place.unlink(missing_ok=True)


def _noted(packet: Packet, account: Account, *, name: str, by: Identified | None, now: datetime) -> Received:
    manifest = packet.manifest
    facts = {
        "bundle": str(manifest.id), "from": manifest.computer.key[:16], "new": account.new.total(),
        "changed": account.changed.total(), "forks": account.forks.total(), "files": account.files,
    }  # fmt: skip
    record("bundle.read", None, by=by, now=now, facts=facts)
    report = account.as_dict(name) | {"computer": manifest.computer.name, "written_at": manifest.written_at}
    return Received.objects.create(
        name=name[:200], sha256=sha256_file(Path(str(packet.archive.filename))), format=FORMAT, report=report,
        by_id=by.pk if by else None, at=now,
    )  # fmt: skip


def found_from(packet: Packet) -> Alliance:
    """Make the alliance of a bundle on a computer that does not hold it yet, without any of its rows.

    Raises BundleRefused when its address is taken by another alliance, or the bundle is not whole.
    """
    manifest = packet.manifest
    if not manifest.whole:
        raise BundleRefused(_("Para empezar en una computadora nueva hace falta un paquete completo."))
    if Alliance.objects.filter(slug=manifest.alliance_slug).exists():
        raise BundleRefused(_("Aquí ya hay otra alianza con la dirección «%s».") % manifest.alliance_slug)
    told = next((line["row"] for line in packet.rows("alliance") if line.get("id") == str(manifest.alliance)), None)
    if told is None:
        raise BundleRefused(_("El paquete no dice de qué alianza es. No se tomó nada."))
    require_tables(packet)
    return Alliance.objects.create(id=manifest.alliance, slug=manifest.alliance_slug, **understood(Alliance, told))


def observe_everywhere() -> None:
    """Name the present state of every row of every alliance: a backup is about to leave, or has just arrived."""
    for alliance in Alliance.objects.all():
        with working_for(alliance):
            observe()


def remember_origin() -> None:
    """A backup has just been restored here: the computer that wrote it holds exactly this."""
    for alliance in Alliance.objects.all():
        with working_for(alliance):
            observe()
            held.settle(held.stage(settings.HOME, alliance.pk, held.ORIGIN, _all_held().lines()))


def _all_held() -> held.Held:
    holds = held.Held()
    for model in travelling():
        heads = {} if insert_only(model) else states(model)
        for pk, _row in read_rows(model):
            holds.add(kind_of(model), pk, state_of(heads[pk]).head if heads else "")
    return holds
