"""``i18n``: which texts still lack a translation."""

from __future__ import annotations

import click

from manantial.cli.frame import Frame
from manantial.cli.words import _


@click.group("i18n", help=_("Idiomas: qué textos faltan por traducir."))
def i18n_command() -> None:
    """Hold the verbs about languages."""


@i18n_command.command("missing", help=_("Lista los textos sin traducción en un idioma."))
@click.argument("language", default="en")
@click.pass_obj
def missing_command(frame: Frame, language: str) -> None:
    """Print the texts of the catalogue without a translation."""
    from manantial.site.catalogues import untranslated

    texts = untranslated(language)
    frame.answer({"language": language, "missing": texts}, *texts, _("Faltan: %d") % len(texts))
