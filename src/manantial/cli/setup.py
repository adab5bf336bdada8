"""``init`` makes a data folder and an alliance; ``demo`` makes the two example alliances and serves them."""

from __future__ import annotations

import time
from typing import Any

import click

from manantial.cli.frame import REFUSED, Frame, Trouble, now
from manantial.cli.words import _
from manantial.home import LETTERS, Home
from manantial.kernel.text import slug_name


@click.command("init", help=_("Prepara la carpeta de datos y una alianza nueva con su primera cuenta."))
@click.option("--name", required=True, help=_("Nombre de la alianza."))
@click.option("--municipality", required=True, help=_("Municipio."))
@click.option("--state", default="Chiapas", show_default=True, help=_("Estado."))
@click.option("--organism", default="", help=_("Organismo que acompaña a los comités."))
@click.option("--phone", default="", help=_("Teléfono que aparece en páginas y papeles."))
@click.option("--person", required=True, help=_("Nombre de quien administra."))
@click.pass_obj
def init_command(
    frame: Frame, name: str, municipality: str, state: str, organism: str, phone: str, person: str
) -> None:
    """Create the folder, the database, one alliance and its first account."""
    frame.home.make()
    frame.prepare()
    from manantial.cli import installation

    installation.upgrade(frame.home)
    from manantial.people.actions import found_alliance

    founded = found_alliance(
        slug=slug_name(municipality).lower(), name=name, municipality=municipality, state=state,
        organism=organism, phone=phone, person=person, now=now(),
    )  # fmt: skip
    frame.answer(
        {
            "home": frame.home.path,
            "alliance": founded.alliance.slug,
            "account": founded.account.username,
            "link": founded.link,
        },
        _("Listo: %(name)s en %(home)s") % {"name": name, "home": frame.home.path},
        _("Cuenta: %(account)s. Para entrar la primera vez: manantial serve, y abra este enlace de un solo uso:")
        % {"account": founded.account.username},
        f"  http://127.0.0.1:8000{founded.link}",
    )


@click.command("demo", help=_("Crea las alianzas de ejemplo en segundos y las muestra en el navegador."))
@click.option("--no-serve", is_flag=True, help=_("Solo construir, sin abrir el servidor."))
@click.option("--port", default=8000, show_default=True, help=_("Puerto."))
@click.option("--no-browser", is_flag=True, help=_("No abrir el navegador."))
@click.pass_obj
def demo_command(frame: Frame, no_serve: bool, port: int, no_browser: bool) -> None:
    """Build the example and, unless told otherwise, serve it."""
    started = time.monotonic()
    made = build_demo(frame)
    seconds = round(time.monotonic() - started, 1)
    frame.answer(
        {"home": frame.home.path, "seconds": seconds, **made},
        _("Ejemplo listo en %(seconds)s s: %(home)s") % {"seconds": seconds, "home": frame.home.path},
        *(f"  {login['who']:12} {login['how']:24} {login['what']}" for login in made["logins"]),
    )
    if not no_serve:
        from manantial.cli.serving import serve

        serve(frame, port=port, lan=False, browser=not no_browser, first_account=made["first_account"])


def build_demo(frame: Frame) -> dict[str, Any]:
    """Make the example alliances, or find them made; a folder with other alliances is left alone."""
    frame.home.make()
    frame.prepare()
    from manantial.cli import installation

    installation.upgrade(frame.home)
    from manantial.alliance.models import Alliance
    from manantial.example import build as example

    slugs = set(Alliance.objects.values_list("slug", flat=True))
    if slugs - example.SLUGS:
        raise Trouble(
            _("En %(home)s ya hay datos de una alianza. Use otra carpeta: --home DIR") % {"home": frame.home.path},
            REFUSED,
        )
    with frame.progress(_("Ejemplo")) as progress:
        return example.build(progress=progress)


def letter_chosen(home: Home, letter: str) -> str:
    """Give a computer that was set up from another one the letter of its folios; Trouble for one that cannot be."""
    wanted = letter.strip().upper()
    if wanted and wanted not in LETTERS:
        raise Trouble(_("La letra debe ser una de estas: %s") % " ".join(LETTERS), 2)
    return home.choose_letter(wanted)
