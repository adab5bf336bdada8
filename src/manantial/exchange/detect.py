"""Telling what a file is by what is inside, never by its name; and saying plainly what it is when it is of no use."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils.translation import gettext as _

from manantial.exchange.qda.archive import is_project
from manantial.exchange.qda.reading import root_name
from manantial.exchange.readers import Format, Unreadable
from manantial.exchange.tables import opened

_PEEK = 65_536
_YAML_KEY = re.compile(r"^(title|subtitle|budget|direct_results|expected_impact|know_more|context_figures)\s*:", re.M)


def detect(path: Path) -> Format:
    """Return what a file is; Unreadable says what it seems to be when it cannot be taken in."""
    if is_project(path):
        return Format.RESEARCH
    with opened(path) as stream:
        start = stream.read(_PEEK)
    if not start.strip():
        raise Unreadable(_("El archivo está vacío."))
    if known := _by_signature(start):
        raise Unreadable(known)
    text = start.decode("utf-8-sig", errors="replace").lstrip()
    if text.startswith("{"):
        return _json(text)
    if text.startswith("<"):
        return _xml(path, text)
    found = _table(text.split("\n", 1)[0])
    if found:
        return found
    if _YAML_KEY.search(text):
        return Format.DOSSIER_PAGE
    raise Unreadable(
        _(
            "No se reconoce el archivo. Se aceptan: página del proyecto (YAML con «title»), censo por localidad de "
            "INEGI (CSV con NOM_LOC y POBTOT), marginación municipal (CSV con CVE_MUN y OVSAE), límites (GeoJSON), "
            "proyectos y libros de códigos de análisis cualitativo (.qdpx, .qdc)."
        )
    )


def _by_signature(start: bytes) -> str:
    if start.startswith(b"PK\x03\x04"):
        return _("El archivo es un ZIP o una hoja de cálculo. Descomprímalo o guárdelo como CSV.")
    if start.startswith(b"%PDF"):
        return _("El archivo es un PDF. Se necesita la tabla o la página como datos.")
    if start.startswith((b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff", b"\x89PNG", b"SQLite format 3")):
        return _("El archivo no es de texto. Guárdelo como CSV, YAML o GeoJSON.")
    return ""


def _json(text: str) -> Format:
    if '"FeatureCollection"' in text or '"Feature"' in text:
        return Format.BOUNDARIES
    raise Unreadable(_("El archivo es JSON, pero no trae límites (GeoJSON)."))


def _xml(path: Path, text: str) -> Format:
    with path.open("rb") as stream:
        if root_name(stream) in {"CodeBook", "Project"}:
            return Format.CODEBOOK
    if "<iati-activities" not in text:
        raise Unreadable(_("El archivo es XML y no se usa aquí."))
    version = re.search(r"<iati-activities[^>]*\bversion\s*=\s*[\"']([^\"']*)", text)
    if version is None or not version[1].startswith("2"):
        raise Unreadable(_("Es un archivo IATI de la versión 1, que ya no se usa. Pida al publicador la versión 2.03."))
    raise Unreadable(_("Es un archivo IATI. Por ahora esta orden no lo recibe."))


def _table(header: str) -> Format | None:
    names = {name.strip().strip('"').upper() for name in re.split(r"[,;\t|]", header)}
    if names & {"NOM_LOC", "NOMBRE_LOC"} and names & {"POBTOT", "POB_TOTAL"}:
        return Format.CENSUS
    if "OVSAE" in names and "CVE_MUN" in names:
        return Format.MARGINATION
    if names & {"NOM_LOC", "POBTOT", "NOM_MUN", "ENTIDAD", "CVEGEO"}:
        return Format.CENSUS  # close enough for its reader to name the column it lacks
    if "...1" in names or "MNEMÓNICO" in names:
        raise Unreadable(_("Es el diccionario de columnas del censo, no la tabla por localidad."))
    return None
