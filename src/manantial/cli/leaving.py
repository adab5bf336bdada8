"""``export`` writes what leaves for other programs: the tables, the research, the codebook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from manantial.cli.frame import BAD_INPUT, Frame, Trouble, now
from manantial.cli.words import _

if TYPE_CHECKING:
    from manantial.exchange.leaving import Leave
    from manantial.exchange.readers import Progress

USES = (
    "analysis", "internal_report", "return", "print", "radio", "internet", "other_municipalities", "press", "funder",
)  # fmt: skip


@click.command("export", help=_("Saca datos para otros programas. Cada voz sale solo si su permiso alcanza."))
@click.option("--tables", is_flag=True, help=_("Todas las tablas, con su diccionario."))
@click.option("--register", metavar="HOJA", default="", help=_("Solo una tabla: codigos-puestos, fragmentos, voces…"))
@click.option("--research", is_flag=True, help=_("La investigación (.qdpx) para NVivo, ATLAS.ti, QualCoder…"))
@click.option("--qualcoder", is_flag=True, help=_("La investigación, como la lee QualCoder."))
@click.option("--codebook", is_flag=True, help=_("El libro de códigos (.qdc)."))
@click.option("--format", "form", type=click.Choice(["ods", "xlsx", "csv"]), default="ods", show_default=True)
@click.option("--use", type=click.Choice(USES), default="analysis", show_default=True, help=_("Para qué uso sale."))
@click.option("--media", is_flag=True, help=_("Con los sonidos e imágenes que se permiten."))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help=_("Carpeta; si falta, la carpeta out."))
@click.pass_obj
def export_command(
    frame: Frame,
    tables: bool,
    register: str,
    research: bool,
    qualcoder: bool,
    codebook: bool,
    form: str,
    use: str,
    media: bool,
    out: Path | None,
) -> None:
    """Write what was asked for; with nothing asked, the tables."""
    with frame.at_work() as alliance:
        from manantial.exchange.actions.exports import note_export
        from manantial.exchange.leaving import Leave
        from manantial.voices.rules import Use

        _known(register)
        moment = now()
        leave = Leave(Use(use), moment.date(), media, qualcoder=qualcoder)
        folder = out or frame.home.out
        folder.mkdir(parents=True, exist_ok=True)
        flags = {"tables": tables, register: bool(register), "research": research or qualcoder, "codebook": codebook}
        asked = [what for what, wanted in flags.items() if wanted]
        files: list[Path] = []
        account: list[dict[str, object]] = []
        for what in asked or ["tables"]:
            if what != "codebook":
                note_export(what, leave, by=None, now=moment)
            stem = folder / f"{alliance.slug}-{what}-{use}"
            if what == "research":
                with frame.progress(_("Escribir la investigación")) as progress:
                    account = _research(stem.with_name(f"{stem.name}.qdpx"), leave, files, progress)
            else:
                ending, pieces = _pieces(what, form, leave)
                files.append(_written(stem.with_name(f"{stem.name}.{ending}"), pieces))
        told = [str(file) for file in files] + _told(account)
    frame.answer({"files": files, "account": account}, *told)


def _research(path: Path, leave: Leave, files: list[Path], progress: Progress) -> list[dict[str, object]]:
    """Write the research, and beside it the account of what left, what stayed and why; return the account."""
    from manantial.exchange.leaving.project import account_of, project_stream
    from manantial.exchange.leaving.tally import Tally

    tally = Tally()
    files.append(_written(path, project_stream(leave, by=None, now=now(), tally=tally, progress=progress)))
    account = [line.as_dict() for line in account_of(tally)]
    text = "\n".join([path.name, "", *_told(account), ""])
    files.append(_written(path.with_suffix(".cuenta.txt"), iter([text.encode()])))
    return account


def _told(account: list[dict[str, object]]) -> list[str]:
    from manantial.exchange.leaving.tally import told_lines

    return list(told_lines(account))


def _pieces(what: str, form: str, leave: Leave) -> tuple[str, Iterator[bytes]]:
    from manantial.exchange.leaving.files import tables_stream, tables_type
    from manantial.exchange.leaving.project import codebook_content

    if what == "codebook":
        return "qdc", iter([codebook_content(now())])
    return tables_type(form)[1], tables_stream(form, leave, "" if what == "tables" else what)


def _known(register: str) -> None:
    from manantial.exchange.leaving.tables import TABLES

    keys = [one.key for one in TABLES]
    if register and register not in keys:
        told = _("No hay una tabla «%(name)s». Hay: %(keys)s.") % {"name": register, "keys": ", ".join(keys)}
        raise Trouble(told, BAD_INPUT)


def _written(path: Path, pieces: Iterator[bytes]) -> Path:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            file.writelines(pieces)
    except OSError as error:
        beside.unlink(missing_ok=True)
        told = _("No se pudo escribir %(file)s: %(error)s") % {"file": path, "error": error}
        raise Trouble(told, BAD_INPUT) from error
    beside.replace(path)
    return path
