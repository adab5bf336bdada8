"""``import`` takes in a file of others; ``trace`` walks the river from any object."""

from __future__ import annotations

from pathlib import Path

import click

from manantial.cli.frame import BAD_INPUT, NOT_THERE, Frame, Trouble, now
from manantial.cli.words import _


@click.command(
    "import",
    help=_(
        "Recibe un archivo: página del proyecto (YAML), censo (CSV), límites (GeoJSON), "
        "proyecto de análisis (.qdpx) o libro de códigos (.qdc)."
    ),
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, readable=True))
@click.option("--voice", metavar="VOZ", default="", help=_("Voz del archivo, si trae las palabras de una: VOZ-0007."))
@click.pass_obj
def import_command(frame: Frame, file: Path, voice: str) -> None:
    """Recognise a file by its content, take it in whole or not at all, and say what was new."""
    if voice:
        _import_words(frame, file, voice)
        return
    with frame.at_work():
        from manantial.exchange.actions import import_file
        from manantial.exchange.readers import Unreadable

        try:
            with frame.progress(_("Importar")) as progress:
                report = import_file(file, by=None, now=now(), progress=progress)
        except Unreadable as error:
            raise Trouble(str(error), BAD_INPUT) from error
    frame.answer({"file": file, **report.as_dict()}, *report.lines())


def _import_words(frame: Frame, file: Path, folio: str) -> None:
    """Take in the words of one voice: subtitles, oTranscribe, ELAN, Word or text."""
    with frame.at_work():
        from manantial.voices.actions import VoicesRefused, bring_words
        from manantial.voices.models import Voice

        found = Voice.objects.filter(folio__iexact=folio.strip()).first()
        if found is None:
            raise Trouble(_("No hay voz con el folio %(folio)s.") % {"folio": folio}, NOT_THERE)
        try:
            made = bring_words(found, file.read_bytes(), join=True, by=None, now=now())
        except VoicesRefused as error:
            raise Trouble(str(error), BAD_INPUT) from error
    told = {"folio": found.folio, "version": made.version, "turns": made.reading["turns"]}
    said = _("%(folio)s: versión %(version)d, %(turns)d turnos.") % told
    frame.answer(
        {"file": file, "voice": found.folio, **made.reading, "version": made.version}, said, *made.reading["notes"]
    )


@click.command("trace", help=_("Muestra de dónde viene y a dónde llegó algo: una voz, un hallazgo, un cartel, un kit."))
@click.argument("thing", metavar="ID")
@click.pass_obj
def trace_command(frame: Frame, thing: str) -> None:
    """Print the chain of an object by its folio or id, upstream and downstream."""
    with frame.at_work():
        from manantial.site.trace import chain_of, find_thing

        found = find_thing(thing)
        if found is None:
            raise Trouble(_("No hay nada con la clave «%(thing)s» en esta alianza.") % {"thing": thing}, NOT_THERE)
        chain = chain_of(found.kind, found.pk, on=now().date())
        frame.answer(chain.as_dict(), *chain.lines())
