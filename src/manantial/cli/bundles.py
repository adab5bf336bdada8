"""``bundle`` carries an alliance between its own computers on a USB stick: write, read, peers."""

from __future__ import annotations

import os
from pathlib import Path

import click

from manantial.cli.frame import BAD_INPUT, REFUSED, Frame, Trouble, now
from manantial.cli.words import _


@click.group("bundle", help=_("Lleva la alianza entre sus computadoras, sin red: escribir y leer paquetes."))
def bundle_command() -> None:
    """Gather the three verbs."""


@bundle_command.command("write", help=_("Escribe un paquete con lo que la otra computadora no tiene."))
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help=_("Carpeta o archivo .manantial."))
@click.option("--whole", is_flag=True, help=_("Completo: para una computadora nueva, o si a la otra le faltan cosas."))
@click.option("--for", "peer", default="", metavar="NOMBRE", help=_("Para cuál de las computadoras conocidas."))
@click.option("--seal", is_flag=True, help=_("Cerrarlo con una frase (la pregunta, o MANANTIAL_PHRASE)."))
@click.pass_obj
def write_command(frame: Frame, target: Path, whole: bool, peer: str, seal: bool) -> None:
    """Write a bundle beside its place and move it there when it is complete."""
    phrase = _phrase(new=True) if seal else ""
    with frame.at_work() as alliance:
        from manantial.exchange.actions.bundles import write_bundle
        from manantial.exchange.bundles.packet import BundleRefused
        from manantial.exchange.bundles.sealing import seal as closed
        from manantial.exchange.bundles.writing import pieces

        file = target / f"{alliance.slug}-{now():%Y%m%d-%H%M}.manantial" if target.is_dir() else target
        try:
            collected = write_bundle(whole=whole, to=_key_of(peer), by=None, now=now())
        except BundleRefused as error:
            raise Trouble(str(error), BAD_INPUT) from error
        draft = file.with_name(f".{file.name}.part")
        try:
            with draft.open("wb") as out:
                out.writelines(closed(pieces(collected), phrase) if phrase else pieces(collected))
        except OSError as error:
            draft.unlink(missing_ok=True)
            told = _("No se pudo escribir %(file)s: %(error)s. No quedó un paquete a medias.")
            raise Trouble(told % {"file": file, "error": error.strerror}, REFUSED) from error
        draft.replace(file)
    size = file.stat().st_size
    frame.answer(
        {"file": file, "rows": collected.rows, "bytes": size, "whole": collected.manifest.whole},
        _("Paquete escrito: %(file)s (%(rows)d filas, %(size).1f MB)")
        % {"file": file, "rows": collected.rows, "size": size / 1e6},
        _("Lleva datos personales, también lo reservado. Entréguelo solo a quien cuida la otra computadora."),
    )


@bundle_command.command("read", help=_("Toma lo que trae el paquete de otra computadora: todo o nada."))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--trust", is_flag=True, help=_("Ya comparé las ocho palabras: conozco esa computadora."))
@click.option(
    "--person", default="", metavar="NOMBRE", help=_("En una computadora nueva: a quién se le abre una cuenta.")
)
@click.option("--letter", default="", metavar="B", help=_("En una computadora nueva: la letra de sus folios."))
@click.pass_obj
def read_command(frame: Frame, file: Path, trust: bool, person: str, letter: str) -> None:
    """Take in a bundle; on a computer without the alliance, make it first."""
    first = not frame.home.settings_file.exists()
    if first:
        frame.home.make()
    frame.prepare()
    from manantial.cli import installation

    if first:
        installation.upgrade(frame.home)
    from manantial.exchange.bundles.incoming import opened_file
    from manantial.exchange.bundles.packet import BundleRefused
    from manantial.exchange.bundles.sealing import is_sealed

    phrase = _phrase(new=False) if is_sealed(file) else ""
    try:
        with opened_file(frame.home, file, phrase) as path:
            _read(frame, path, file.name, trust=trust, person=person, letter=letter)
    except BundleRefused as error:
        raise Trouble(str(error), BAD_INPUT) from error


def _read(frame: Frame, file: Path, name: str, *, trust: bool, person: str, letter: str) -> None:
    from django.db import transaction

    from manantial.alliance.models import Alliance
    from manantial.alliance.tenancy import working_for
    from manantial.exchange.actions.bundles import found_from, read_bundle, trust_computer
    from manantial.exchange.bundles.packet import opened

    with opened(file) as packet, transaction.atomic():
        alliance = Alliance.objects.filter(pk=packet.manifest.alliance).first()
        new = alliance is None
        if alliance is None:
            alliance = found_from(packet)
        with working_for(alliance):
            if trust or new:  # whoever sets up a computer by a bundle takes all of it on trust
                trust_computer(packet.manifest.computer, by=None, now=now())
            with frame.progress(_("Revisar el paquete")) as progress:
                read = read_bundle(packet, name=name, by=None, now=now(), progress=progress)
            told = _first_day(frame, person, letter) if new else []
    frame.answer({"file": name, "new_alliance": new, **read.account.as_dict(name)}, *read.account.lines(), *told)


def _first_day(frame: Frame, person: str, letter: str) -> list[str]:
    """On a new computer: the letter of its folios, and a way in for one person."""
    from manantial.cli.setup import letter_chosen
    from manantial.people.actions import create_account, issue_link
    from manantial.people.models import Person

    chosen = letter_chosen(frame.home, letter)
    told = [_("Los folios que dé esta computadora llevan la letra %s: VOZ-%s001.") % (chosen, chosen)]
    found = list(Person.objects.filter(name__icontains=person, retired_at=None)[:2]) if person else []
    if len(found) != 1:
        raise Trouble(
            _("Diga con --person el nombre completo de quien va a entrar en esta computadora. No se tomó nada."), 2
        )
    account = create_account(found[0], by=None, now=now())
    told.append(_("Para entrar la primera vez: manantial serve, y abra este enlace de un solo uso:"))
    return [*told, f"  http://127.0.0.1:8000{issue_link(account, now=now())}"]


@bundle_command.command("peers", help=_("Dice las palabras de esta computadora y cuáles otras conoce."))
@click.pass_obj
def peers_command(frame: Frame) -> None:
    """Show by which words this computer is known, and whose bundles it reads."""
    with frame.at_work():
        from manantial.exchange.bundles.keys import public_key, words_of
        from manantial.exchange.models import Peer

        mine = words_of(public_key(frame.home))
        known = [(peer.name, words_of(peer.key)) for peer in Peer.objects.all()]
    frame.answer(
        {
            "words": mine,
            "letter": frame.home.letter,
            "peers": [{"name": name, "words": words} for name, words in known],
        },
        _("Esta computadora: %s") % mine,
        *(f"{name}: {words}" for name, words in known),
    )


def _phrase(*, new: bool) -> str:
    """The phrase that closes a bundle: from the environment, or asked without showing it; a new one twice."""
    if given := os.environ.get("MANANTIAL_PHRASE", "").strip():
        return given
    asked: str = click.prompt(_("Frase del paquete"), hide_input=True, confirmation_prompt=new, err=True)
    from manantial.exchange.bundles.keys import SHORTEST_PHRASE

    if new and len(asked.strip()) < SHORTEST_PHRASE:
        raise Trouble(_("La frase es corta: escriba al menos 12 letras, o varias palabras."), 2)
    return asked.strip()


def _key_of(name: str) -> str:
    """The public key of a computer that is known by this name; Trouble when there is none, or several."""
    if not name:
        return ""
    from manantial.exchange.models import Peer

    found = list(Peer.objects.filter(name__iexact=name)[:2])
    if len(found) != 1:
        raise Trouble(_("No hay una computadora conocida con el nombre «%s».") % name, BAD_INPUT)
    return found[0].key
