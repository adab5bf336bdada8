"""``verify``, ``backup``, ``restore``, ``doctor``: whether everything is there, and a copy that can be trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from manantial.cli.frame import FAULTS, Frame, now
from manantial.cli.words import _

HERE = Path()


@click.command("verify", help=_("Revisa la bitácora, los archivos y la base de datos."))
@click.option("--quick", is_flag=True, help=_("No volver a calcular la huella de cada archivo."))
@click.pass_obj
def verify_command(frame: Frame, quick: bool) -> None:
    """Check chain, vault, guards and database; leave with 1 when something is wrong."""
    frame.prepare()
    from manantial.alliance.models import Alliance
    from manantial.alliance.tenancy import working_for
    from manantial.cli import checks

    findings = checks.database_findings()
    for alliance in Alliance.objects.all():
        with working_for(alliance), frame.progress(_("Archivos de %s") % alliance.slug) as progress:
            findings += checks.alliance_findings(deep=not quick, progress=progress)
    _report(frame, findings, _("Todo está completo: bitácora, archivos y base de datos."))


@click.command("doctor", help=_("Dice qué falta o está vencido, y qué hacer."))
@click.pass_obj
def doctor_command(frame: Frame) -> None:
    """List what needs attention; leave with 1 when something blocks."""
    frame.prepare()
    from manantial.alliance.models import Alliance
    from manantial.alliance.tenancy import working_for
    from manantial.cli import checks
    from manantial.vault.arrivals import sweep

    sweep(now())  # files that nobody finished sending
    findings = checks.machine_findings(frame.home, now())
    for alliance in Alliance.objects.all():
        with working_for(alliance):
            findings += checks.health_findings(now().date())
    _report(frame, findings, _("Nada urgente."))


def _report(frame: Frame, findings: list[Any], good: str) -> None:
    blocking = [finding for finding in findings if finding.blocks]
    frame.answer(
        {"ok": not blocking, "findings": [finding.as_dict() for finding in findings]},
        *(f"{'✗' if finding.blocks else '·'} {finding.text}" for finding in findings),
        good if not blocking else _("Problemas que hay que atender: %d") % len(blocking),
    )
    if blocking:
        raise SystemExit(FAULTS)


@click.command("backup", help=_("Guarda todo en un solo archivo que se puede revisar y restaurar."))
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Archivo .zip; si falta, en la carpeta backups."),
)
@click.pass_obj
def backup_command(frame: Frame, target: Path | None) -> None:
    """Write one zip with the database, the vault and the settings, and verify it."""
    frame.prepare()
    from manantial.cli import backups
    from manantial.exchange.actions.bundles import observe_everywhere

    observe_everywhere()  # whoever restores it knows later what changed since
    file = target or frame.home.backups / f"manantial-{now():%Y%m%d-%H%M%S}.zip"
    with frame.progress(_("Respaldo")) as progress:
        made = backups.write(frame.home, file, progress=progress)
    frame.answer(
        {"file": made.file, "files": made.files, "bytes": made.size, "sha256": made.sha256},
        _("Respaldo hecho y revisado: %(file)s (%(files)s archivos, %(size).1f MB)")
        % {"file": made.file, "files": made.files, "size": made.size / 1e6},
        f"SHA-256 {made.sha256}",
    )


@click.command("restore", help=_("Restaura un respaldo en una carpeta vacía (--home DIR)."))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--letter", default="", metavar="B", help=_("Letra de los folios de esta computadora; si falta, una cualquiera.")
)
@click.option("--instead", is_flag=True, help=_("Toma el lugar de la computadora que se perdió: folios sin letra."))
@click.pass_obj
def restore_command(frame: Frame, file: Path, letter: str, instead: bool) -> None:
    """Verify a backup and unpack it into an empty folder; a folder with data is left alone."""
    from manantial.cli import backups
    from manantial.cli.setup import letter_chosen

    with frame.progress(_("Restaurar")) as progress:
        restored = backups.read(file, frame.home, progress=progress)
    frame.prepare()
    from manantial.exchange.actions.bundles import remember_origin

    remember_origin()
    told = "" if instead else letter_chosen(frame.home, letter)
    frame.answer(
        {"home": frame.home.path, "files": restored.files, "bytes": restored.size, "letter": told},
        _("Restaurado en %(home)s: %(files)s archivos, todos con la huella correcta.")
        % {"home": frame.home.path, "files": restored.files},
        *([_("Los folios que dé esta computadora llevan la letra %s: VOZ-%s001.") % (told, told)] if told else []),
    )
