"""``build`` makes papers; ``kit`` makes and verifies the kits of the communities."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from manantial.cli.frame import BAD_INPUT, FAULTS, NOT_THERE, REFUSED, Frame, Trouble, now
from manantial.cli.words import _

FORMATS = ("pdf", "docx", "odt", "epub", "html", "zip")
RETURNS = "data/5_DEVOLVER/"  # people put their photos and lists there; that is no fault of a kit


@click.command("build", help=_("Hace un papel: informe final, dosier, plan… (--list dice cuáles hay)."))
@click.argument("paper", required=False)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help=_("Carpeta donde dejarlo; si falta, la carpeta out."),
)
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(FORMATS), help=_("Puede repetirse; si falta, pdf.")
)
@click.option("--language", type=click.Choice(["es", "en"]), default="es", show_default=True, help=_("Idioma."))
@click.option(
    "--option", "options", multiple=True, metavar="NOMBRE=VALOR", help=_("Dato que pide ese papel: community=C-07.")
)
@click.option("--list", "listing", is_flag=True, help=_("Decir qué papeles hay."))
@click.pass_obj
def build_command(
    frame: Frame,
    paper: str | None,
    out: Path | None,
    formats: tuple[str, ...],
    language: str,
    options: tuple[str, ...],
    listing: bool,
) -> None:
    """Build one paper in one or more formats."""
    with frame.at_work():
        from manantial.site.papers import all_papers

        papers = all_papers()
        if listing or paper is None:
            frame.answer(
                {"papers": {p.name: p.title for p in papers.values()}},
                *(f"{p.name:28} {p.title}" for p in papers.values()),
            )
            return
        if paper not in papers:
            raise Trouble(
                _("No hay un papel llamado «%(paper)s». Vea: manantial build --list") % {"paper": paper}, NOT_THERE
            )
        files = _build(papers[paper], out or frame.home.out, formats or ("pdf",), language, _options(options))
    frame.answer(
        {"paper": paper, "files": files}, *(f"{f['file']}  {f['size'] / 1e6:.1f} MB  {f['pages'] or ''}" for f in files)
    )


def _options(pairs: tuple[str, ...]) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in pairs if "=" in pair)


def _build(
    paper: Any, out: Path, formats: tuple[str, ...], language: str, options: dict[str, str]
) -> list[dict[str, Any]]:
    from manantial.meaning.actions.aloud import compare
    from manantial.meaning.queries.aloud import readings_of
    from manantial.press.compile import PageOverflow
    from manantial.press.document import MissingAlt
    from manantial.press.formats import Format
    from manantial.site.papers import NotBuilt, rendered

    out.mkdir(parents=True, exist_ok=True)
    moment = now()
    if Format.FOLDER.value in formats:  # a reading of words that changed since stays at home
        compare(readings_of(paper.name), on=moment.date(), now=moment)
    files = []
    try:
        for file in rendered(paper, formats=formats, language=language, on=moment.date(), options=options):
            target = out / file.name
            draft = target.with_name(f".{target.name}.part")
            draft.write_bytes(file.content)
            draft.replace(target)
            files.append({"file": str(target), "size": len(file.content), "pages": file.pages})
    except (NotBuilt, PageOverflow, MissingAlt) as error:
        raise Trouble(str(error), BAD_INPUT) from error
    return files


@click.group("kit", invoke_without_command=True, help=_("Hace los kits de las comunidades, o revisa uno."))
@click.option("--all", "everyone", is_flag=True, help=_("De todas las comunidades."))
@click.option("--community", "codes", multiple=True, metavar="CLAVE", help=_("De una comunidad; puede repetirse."))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help=_("Carpeta nueva para los kits."))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help=_("Día de los permisos; si falta, hoy."))
@click.pass_context
def kit_command(
    context: click.Context, everyone: bool, codes: tuple[str, ...], out: Path | None, on: datetime | None
) -> None:
    """Build an edition of kits and write their folders."""
    if context.invoked_subcommand:
        return
    if not everyone and not codes:
        raise click.UsageError(_("Diga --all o --community CLAVE."))
    frame: Frame = context.obj
    with frame.at_work():
        made = make_kits(frame, codes, out or frame.home.out / "kits", on.date() if on else None)
    frame.answer(made, _("%(kits)s kits en %(out)s (%(seconds).1f s)") % made)


def make_kits(frame: Frame, codes: tuple[str, ...], out: Path, on: date | None = None) -> dict[str, Any]:
    """Build the kits of these communities (all when empty) and write them as folders."""
    import time

    from manantial.kits.actions import KitsRefused, build_edition, write_edition
    from manantial.press.bags import BagRefused

    started = time.monotonic()
    moment = now()
    try:
        with frame.progress(_("Kits")) as progress:
            edition = build_edition(codes=codes, on=on or moment.date(), by=None, now=moment, progress=progress)
            written = write_edition(edition, out, progress=progress)
    except (KitsRefused, BagRefused) as error:
        raise Trouble(str(error), REFUSED) from error
    return {
        "edition": edition.number,
        "kits": len(written),
        "out": str(out),
        "folders": [str(path) for path in written],
        "seconds": time.monotonic() - started,
    }


@kit_command.command("verify", help=_("Revisa que a una carpeta de kit no le falte, sobre ni cambie nada."))
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.pass_obj
def verify_kit_command(frame: Frame, folder: Path) -> None:
    """Compare a folder, or each kit in a folder of kits, with its manifest."""
    from manantial.press.bags import verify

    bags = [folder] if (folder / "bagit.txt").exists() else sorted(p.parent for p in folder.glob("*/bagit.txt"))
    if not bags:
        raise Trouble(_("%(folder)s no es un kit (falta bagit.txt).") % {"folder": folder}, NOT_THERE)
    checked = {bag.name: verify(bag, returns=RETURNS) for bag in bags}
    bad = {name: check for name, check in checked.items() if not check.whole}
    lines = [line for name, check in bad.items() for line in (f"✗ {name}", *(f"    {text}" for text in check.lines()))]
    frame.answer(
        {"kits": len(bags), "ok": not bad, "faults": {name: check.as_dict() for name, check in bad.items()}},
        *lines,
        _("Kits revisados: %(kits)d; con problemas: %(bad)d") % {"kits": len(bags), "bad": len(bad)},
    )
    if bad:
        raise SystemExit(FAULTS)
