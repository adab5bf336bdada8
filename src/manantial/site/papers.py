"""All the papers of all rooms, by name, and how one becomes files."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.util import find_spec

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from manantial.meaning.papers.narrating import narrated
from manantial.press.compile import Pdf, compile_pdf
from manantial.press.document import Document
from manantial.press.formats import Format, write
from manantial.territory.papers import PaperRefused

ROOMS = ("people", "territory", "governance", "water", "voices", "meaning", "project", "campaign", "kits", "handover")
LANGUAGES = {"es": "es-mx", "en": "en"}

TITLES: Mapping[str, object] = {
    "informe-final": gettext_lazy("Informe final de la sistematización"),
    "informe-preliminar": gettext_lazy("Informe preliminar con su registro audiovisual"),
    "sintesis": gettext_lazy("Documento de síntesis del modelo"),
    "dosier": gettext_lazy("Dosier del proyecto"),
    "plan-de-campana": gettext_lazy("Plan de la campaña"),
    "evaluacion": gettext_lazy("Informe de evaluación de la campaña"),
}

Builder = Callable[..., Document | Pdf]


class NotBuilt(ValueError):
    """A paper that cannot be made yet; the message says why and what to do."""


@dataclass(frozen=True)
class Paper:
    """A paper that can be asked for by name; ``needs`` are the options it cannot do without."""

    name: str
    title: str
    build: Builder
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Built:
    """A file made of a paper."""

    name: str
    content: bytes
    pages: int | None


def all_papers() -> dict[str, Paper]:
    """Return every paper of every room by its name, in the order of the rooms."""
    papers: dict[str, Paper] = {}
    for room in ROOMS:
        if find_spec(f"manantial.{room}.papers"):
            module = import_module(f"manantial.{room}.papers")
            found: Mapping[str, Builder] = {**getattr(module, "PAPERS", {}), **getattr(module, "PIECES", {})}
            papers |= {name: _paper(name, build) for name, build in found.items()}
    return papers


def _paper(name: str, build: Builder) -> Paper:
    options = [p for p in inspect.signature(build).parameters.values() if p.name not in {"language", "on"}]
    return Paper(
        name=name,
        title=str(TITLES.get(name, getattr(build, "title", name.replace("-", " ").capitalize()))),
        build=build,
        needs=tuple(p.name for p in options if p.default is p.empty and p.kind is not p.VAR_KEYWORD),
        takes=tuple(p.name for p in options if p.kind is not p.VAR_KEYWORD),
    )


def rendered(
    paper: Paper, *, formats: Sequence[str], language: str, on: date, options: Mapping[str, str]
) -> Iterator[Built]:
    """Build a paper once and yield it in each format.

    Raises NotBuilt when an option is missing or unknown, when the paper may not be built yet (a finding waits for its
    decision), or when a format does not exist for this paper.
    """
    if lacking := [name for name in paper.needs if name not in options]:
        raise NotBuilt(
            _("A este papel le falta: %(names)s. Agregue --option nombre=valor.") % {"names": ", ".join(lacking)}
        )
    if unknown := [name for name in options if name not in paper.takes]:
        raise NotBuilt(_("Este papel no usa el dato: %(names)s.") % {"names": ", ".join(unknown)})
    with override(LANGUAGES[language]):
        try:
            made = paper.build(language=language, on=on, **options)
            aloud = _aloud(paper, made, language, on, options) if Format.FOLDER.value in formats else made
        except PaperRefused as error:
            raise NotBuilt(str(error)) from error
        stem = "-".join(
            [paper.name, *(str(value) for value in options.values()), *(["en"] if language == "en" else [])]
        )
        for form in formats:
            yield _file(aloud if form == Format.FOLDER.value else made, form, stem)


def _aloud(paper: Paper, made: Document | Pdf, language: str, on: date, options: Mapping[str, str]) -> Document | Pdf:
    """The paper for the folder that is heard: its quotes sound, and its chapters as somebody read them."""
    if "sound" in paper.takes:
        made = paper.build(language=language, on=on, **{**options, "sound": "yes"})
    return made if isinstance(made, Pdf) else narrated(made, paper.name, on=on)


def _file(made: Document | Pdf, form: str, stem: str) -> Built:
    if isinstance(made, Pdf):
        if form != "pdf":
            raise NotBuilt(_("Este papel solo existe en PDF."))
        return Built(f"{stem}.pdf", made.content, made.pages)
    if form == "pdf":
        pdf = compile_pdf(made)
        return Built(f"{stem}.pdf", pdf.content, pdf.pages)
    return Built(f"{stem}.{form}", write(made, Format(form)), None)
