"""The ethics log on the desk of the facilitators: what will not be published and why, without the words themselves."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.meaning.queries import ethics_log
from manantial.meaning.rules import CORRECTION_WORDS
from manantial.meaning.web.plumbing import may_see_reserved
from manantial.people.access import Request, address
from manantial.people.answers import table_answer, today
from manantial.voices.queries import said
from manantial.voices.rules import GROUP_WORDS, SOURCE_WORDS


@address("meaning.see")
@require_GET
def ethics_page(request: Request) -> HttpResponse:
    """What stays inside and for which reason; only facilitators may open it."""
    may_see_reserved(request)
    log = ethics_log(on=today())
    voices = [(voice, said(GROUP_WORDS, voice.group), ruling.say(_)) for voice, ruling in log.voices]
    sources = [(row, said(SOURCE_WORDS, row.kind)) for row in log.sources]
    cells = [
        *([view.finding.folio, _("Hallazgo retirado"), view.decision.reason] for view in log.findings if view.decision),
        *([voice.folio, _("Testimonio"), reason] for voice, _group, reason in voices),
        *([row.folio, _("Fragmento reservado"), row.reserved_reason] for row in log.reserved),
        *([row.folio, _("Fuente restringida"), word] for row, word in sources),
        *([row.folio, _("Permiso retirado"), row.voice.folio] for row in log.withdrawals),
        *([row.folio, _("Pidieron no publicarlo"), said(CORRECTION_WORDS, row.outcome)] for row in log.corrections),
    ]
    exported = table_answer(request, _("Bitácora ética"), [_("Folio"), _("Qué es"), _("Por qué")], cells)
    context = {
        "title": _("Bitácora ética"),
        "lead": _("Lo que no se publica y por qué. Se dice el folio y la razón, nunca las palabras."),
        "log": log,
        "voices": voices,
        "sources": sources,
        "corrections": [(row, said(CORRECTION_WORDS, row.outcome)) for row in log.corrections],
        "count": len(cells),
    }
    return exported or render(request, "meaning/ethics.html", context)
