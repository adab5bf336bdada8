"""The handbook of ``docs/``, shown offline inside the product."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt

PACKAGE = Path(__file__).resolve().parent.parent
#: Installed beside the package; in a working copy two floors above.
FOLDERS = (PACKAGE / "docs", PACKAGE.parent.parent / "docs")


@dataclass(frozen=True)
class Page:
    """One page of the handbook: its address, its file and what it is for."""

    name: str
    label: str | Promise
    about: str | Promise
    picture: str


PAGES = (
    Page("primeros-pasos", _("Primeros pasos"), _("Instalar, ver el ejemplo y empezar con su alianza."), "play"),
    Page("sistematizar", _("Sistematizar"), _("Del primer taller al informe validado, paso a paso."), "voice"),
    Page("escribir-informes", _("Escribir los informes"), _("Citas vivas, versiones, revisar y construir."), "pencil"),
    Page("glosario", _("Glosario"), _("Qué quiere decir cada palabra del programa."), "book"),
    Page("operar", _("Operar"), _("Los comandos, los respaldos, el servidor y qué hacer si algo falla."), "gear"),
    Page("arquitectura", _("Arquitectura"), _("Cómo está hecho por dentro, para quien programa."), "village"),
    Page("decisiones", _("Decisiones"), _("Qué se eligió y por qué."), "scale"),
)


@dataclass(frozen=True)
class Shown:
    """A page ready to be read."""

    title: str
    html: SafeString


def page(name: str) -> Shown | None:
    """Return a page of the handbook as HTML, or None when there is no such page."""
    if all(one.name != name for one in PAGES):
        return None
    file = next((found for folder in FOLDERS if (found := folder / f"{name}.md").is_file()), None)
    if file is None:
        return None
    text = file.read_text(encoding="utf-8")
    title, _newline, body = text.partition("\n")
    return Shown(title.lstrip("# ").strip(), to_html(body))


def to_html(markdown: str) -> SafeString:
    """Return Markdown of ours as HTML; tags inside it are shown, never obeyed, and tables lose their inline style."""
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    html = re.sub(r' style="text-align:right"', ' class="num"', html)
    html = re.sub(r' style="[^"]*"', "", html).replace("<pre>", '<pre tabindex="0">')
    html = html.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")
    return mark_safe(html)  # noqa: S308 - our own files, rendered without raw HTML
