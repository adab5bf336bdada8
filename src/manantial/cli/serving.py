"""``serve``: the web server of a laptop, with the worker of its jobs."""

from __future__ import annotations

import os
import socket
import sys
import threading
import webbrowser
from importlib import import_module
from typing import Any

import click

from manantial.cli.frame import BAD_INPUT, REFUSED, Frame, Trouble, now
from manantial.cli.words import _

#: Seconds after which a thread that writes a long file lets a page go on. A page waits for its turn at every row that
#: it reads of the database: with the five thousandths of Python's own that adds up to seconds.
_TURN = 0.0005


@click.command("serve", help=_("Abre el servidor en esta computadora (o en su red con --lan)."))
@click.option("--port", default=8000, show_default=True, help=_("Puerto."))
@click.option("--lan", is_flag=True, help=_("Que otros entren por la red local; imprime la dirección y un código QR."))
@click.option("--no-browser", is_flag=True, help=_("No abrir el navegador."))
@click.pass_obj
def serve_command(frame: Frame, port: int, lan: bool, no_browser: bool) -> None:
    """Serve until interrupted."""
    serve(frame, port=port, lan=lan, browser=not no_browser and not lan)


def serve(frame: Frame, *, port: int, lan: bool, browser: bool, first_account: str = "") -> None:
    """Hold the folder, bring its tables up to date, and answer until Ctrl-C."""
    host = "0.0.0.0" if lan else "127.0.0.1"  # noqa: S104 - only when the person asked for the local network
    known = lan_address() if lan else "127.0.0.1"
    address = f"http://{known}:{port}/"
    hosts = f"localhost,127.0.0.1,[::1],{known},{socket.gethostname()}"
    frame.prepare({"MANANTIAL_HOSTS": os.environ.get("MANANTIAL_HOSTS", hosts)})
    from manantial.cli import installation

    with installation.held(frame.home, address):
        copy = installation.upgrade(frame.home)
        if copy:
            click.echo(_("Se actualizó la base de datos; copia anterior: %(copy)s") % {"copy": copy})
        _run(frame, host, port, address, browser=browser, first_account=first_account)


def _run(frame: Frame, host: str, port: int, address: str, *, browser: bool, first_account: str) -> None:
    from django.conf import settings

    from manantial.jobs.actions import Worker

    import_module(settings.ROOT_URLCONF)  # reads every room: work left from before is done by whoever knows it
    sys.setswitchinterval(_TURN)
    server = _listen(host, port)
    worker = Worker()
    worker.start()
    link = first_link(first_account, address) if first_account else address
    frame.answer(
        {"address": address, "link": link, "pid": os.getpid()},
        _("Manantial está en %(address)s (Ctrl-C para cerrar)") % {"address": address},
    )
    if link != address:
        click.echo(_("Para entrar sin contraseña, una sola vez: %(link)s") % {"link": link})
    if host != "127.0.0.1":
        show_qr(address)
    sys.stdout.flush()
    if browser:
        threading.Timer(0.5, webbrowser.open, [link]).start()
    try:
        server.run()
    except KeyboardInterrupt:
        click.echo(_("Cerrado. Todo quedó guardado."))
    finally:
        worker.stop()
        server.close()


def _listen(host: str, port: int) -> Any:
    from django.conf import settings
    from waitress.server import create_server

    from manantial.cli.refusals import ClearChannel
    from manantial.wsgi import application

    try:
        server = create_server(
            application, host=host, port=port, threads=8, ident="Manantial",
            max_request_body_size=settings.UPLOAD_LIMIT, inbuf_overflow=1_048_576, clear_untrusted_proxy_headers=True,
        )  # fmt: skip
    except OSError as error:
        raise Trouble(
            _("El puerto %(port)s está ocupado o no se permite (%(why)s). Pruebe otro: --port 8001")
            % {"port": port, "why": error.strerror},
            REFUSED,
        ) from error
    server.channel_class = ClearChannel
    return server


def first_link(username: str, address: str) -> str:
    """Return a link that lets an account in once."""
    from manantial.alliance.tenancy import working_for
    from manantial.people.actions import issue_link
    from manantial.people.models import Account

    account = Account.everywhere.select_related("alliance", "person").filter(username=username).first()
    if account is None:
        raise Trouble(_("No existe la cuenta %(name)s.") % {"name": username}, BAD_INPUT)
    with working_for(account.alliance):
        return address.rstrip("/") + issue_link(account, now=now())


def lan_address() -> str:
    """Return the address of this machine in its local network; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def show_qr(address: str) -> None:
    """Draw the address as a QR code in the terminal, for phones nearby."""
    import segno

    segno.make(address, error="m").terminal(out=sys.stdout, compact=True)
