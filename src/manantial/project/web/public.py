"""The public page of the project, its files, the picture and the code with which it is shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from manantial.alliance.models import Alliance
from manantial.kernel.digests import canonical_json, sha256_bytes
from manantial.people.access import Request, address
from manantial.press.cards import share_card
from manantial.press.charts import Drawing
from manantial.press.formats import Format, write
from manantial.press.qr import qr_svg
from manantial.press.spreadsheets import FORMATS
from manantial.project.papers import dossier_paper
from manantial.project.papers.budget import ask_words, budget_sheet
from manantial.project.papers.frame import bar_of
from manantial.project.queries.budget import budget_of
from manantial.project.queries.dossier import Dossier, current_project, dossier_of
from manantial.project.rules.catalogues import ACTIVITY_TONES, ACTIVITY_WORDS
from manantial.project.rules.results import RESULT_TONES, RESULT_WORDS
from manantial.project.web.frame import CODES, language_of, the_project, today
from manantial.vault.streaming import handed

_TITLE, _DESCRIPTION = 60, 155  # what messengers show of a shared link
_ASKS = 6
_YEAR = "public, max-age=31536000, immutable"


@address("public.see")
@require_GET
def page(request: Request) -> HttpResponse:
    """Show the page of the project in its own order; without a project, say what will stand here."""
    language = language_of(request)
    with override(CODES[language]):
        project = current_project()
        if project is None:
            return render(request, "project/none.html", {"title": _("Proyecto")})
        dossier = dossier_of(project, language)
        return render(request, "project/page.html", _context(request, dossier))


def _context(request: Request, dossier: Dossier) -> dict[str, Any]:
    bar = bar_of(dossier.budget)
    return {
        "title": dossier.title.words,
        "lead": dossier.subtitle.words,
        "dossier": dossier,
        "phases": [(phase, [_state(one) for one in phase.activities]) for phase in dossier.phases],
        "results": [(one, _(RESULT_WORDS[one.state]), RESULT_TONES[one.state]) for one in dossier.results],
        "bar": bar,
        "bar_picture": _bar_picture(bar, dossier.language),
        "asks": [(line, ask_words(line)) for line in dossier.budget.asks[:_ASKS]],
        "asks_more": max(0, len(dossier.budget.asks) - _ASKS),
        "share": _share(request, dossier),
        "language": dossier.language,
    }


def _bar_picture(bar: Drawing, language: str) -> str:
    """The bar as a picture of its own: the page stays light, and its words are the picture's description."""
    return format_html('<img src="{}?idioma={}" alt="{}">', reverse("project:bar"), language, bar.alt)


@address("public.see")
@require_GET
def bar_file(request: Request) -> HttpResponse:
    """The bar of the budget as SVG."""
    language = language_of(request)
    with override(CODES[language]):
        bar = bar_of(budget_of(the_project(), language))
    return HttpResponse(bar.svg, content_type="image/svg+xml")


def _state(one: Any) -> tuple[Any, str, str]:
    return one, _(ACTIVITY_WORDS[one.row.state]), ACTIVITY_TONES[one.row.state]


@dataclass(frozen=True)
class Share:
    """How the page travels: its full address, links without scripts, and what messengers show of it."""

    address: str
    whatsapp: str
    mail: str
    picture: str
    picture_alt: str
    title: str
    description: str
    other: str


def _share(request: Request, dossier: Dossier) -> Share:
    sums, language = dossier.budget.sums, dossier.language
    here = _absolute(request, f"{reverse('project:page')}?idioma={language}")
    other = _absolute(request, f"{reverse('project:page')}?idioma={'en' if language == 'es' else 'es'}")
    said = _("%(percent)s %% asegurado; faltan %(missing)s. %(subtitle)s") % {
        "percent": sums.percent,
        "missing": sums.missing,
        "subtitle": dossier.subtitle.words,
    }
    message = f"{dossier.title.words}: {here}"
    picture = reverse("project:card", args=[_digest(request.alliance, dossier)])
    return Share(
        address=here,
        whatsapp=f"https://wa.me/?text={quote(message)}",
        mail=f"mailto:?subject={quote(dossier.title.words)}&body={quote(message)}",
        picture=_absolute(request, f"{picture}?idioma={language}"),
        picture_alt=_("%(title)s: %(percent)s %% asegurado") % {"title": dossier.title.words, "percent": sums.percent},
        title=_cut(dossier.title.words, _TITLE),
        description=_cut(said, _DESCRIPTION),
        other=other,
    )


def _absolute(request: Request, path: str) -> str:
    public: str = settings.PUBLIC_ADDRESS
    return f"{public.rstrip('/')}{path}" if public else request.build_absolute_uri(path)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + "…"


def _card_facts(alliance: Alliance, dossier: Dossier) -> dict[str, Any]:
    """What the picture shows; its name is the digest of this, so that a changed picture has another name."""
    sums = dossier.budget.sums
    secured, missing = float(sums.secured.decimal), float(sums.missing.decimal)
    return {
        "title": dossier.title.words,
        "numbers": [
            [f"{sums.percent} %", _("asegurado")],
            [str(sums.missing), _("falta")],
            [str(len(dossier.budget.lines)), _("renglones")],
        ],
        "parts": [[secured, _("asegurado")], [missing, _("falta")]],
        "footer": alliance.name,
        "fictitious": _("Municipio de ejemplo, inventado") if alliance.fictitious else "",
    }


def _digest(alliance: Alliance, dossier: Dossier) -> str:
    return sha256_bytes(canonical_json(_card_facts(alliance, dossier)))[:16]


@address("public.see")
@require_GET
def card(request: Request, digest: str) -> HttpResponseBase:
    """The picture of a shared link, 1200 × 630; an old name leads to the present one."""
    language = language_of(request)
    with override(CODES[language]):
        dossier = dossier_of(the_project(), language)
        facts = _card_facts(request.alliance, dossier)
        present = _digest(request.alliance, dossier)
        if digest != present:
            return HttpResponseRedirect(f"{reverse('project:card', args=[present])}?idioma={language}")
        content = share_card(
            facts["title"],
            numbers=[(number, word) for number, word in facts["numbers"]],
            parts=[(amount, word) for amount, word in facts["parts"]],
            footer=facts["footer"],
            fictitious=facts["fictitious"],
        )
    return HttpResponse(content, content_type="image/jpeg", headers={"Cache-Control": _YEAR})


@address("public.see")
@require_GET
def code(request: Request) -> HttpResponse:
    """The QR of the page."""
    the_project()
    where = _absolute(request, reverse("project:page"))
    return HttpResponse(qr_svg(where), content_type="image/svg+xml")


@address("public.see")
@require_GET
def budget_file(request: Request, form: str) -> HttpResponseBase:
    """The budget as CSV or XLSX."""
    if form not in FORMATS:
        raise Http404
    language = language_of(request)
    with override(CODES[language]):
        made = budget_sheet(budget_of(the_project(), language), form, on=today())
    return handed(made.content, media_type=made.media_type, name=made.name)


@address("public.see")
@require_GET
def dossier_file(request: Request, form: str) -> HttpResponseBase:
    """The dossier as PDF, DOCX or ODT, in the language asked for."""
    if form not in {Format.PDF, Format.DOCX, Format.ODT}:
        raise Http404
    the_project()
    language = language_of(request)
    with override(CODES[language]):
        content = write(dossier_paper(language=language, on=today()), Format(form))
    return handed(content, media_type=Format(form).media_type, name=f"dosier-{language}.{form}")
