"""The side panel of who writes: look for something and put it in the text, with what the gate says of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from manantial.meaning.models import Code
from manantial.meaning.papers import Speech
from manantial.meaning.papers.frame import spoken
from manantial.meaning.papers.terms import FINAL, TERMS
from manantial.meaning.queries import ReferenceKind, citable, finding_views, lesson_views, milestone_view
from manantial.meaning.queries.citing import citable_facts
from manantial.meaning.queries.counted import CountedFact
from manantial.meaning.web.fields import one_of, words_field
from manantial.meaning.web.writing import CITE_WORDS
from manantial.people.access import Request, address, visible
from manantial.people.answers import today
from manantial.voices.models import Fragment, Source, Voice
from manantial.voices.queries import permitted, said, said_mark, said_ruling
from manantial.voices.rules import GROUP_WORDS, Use, What
from manantial.water.papers.figures import said_source, said_value
from manantial.water.queries import indicator_views

MOST = 12


class CiteForm(forms.Form):
    """What somebody looks for."""

    q = forms.CharField(label=gettext_lazy("Palabras o folio"), required=False)
    tipo = words_field(
        {kind.value: word for kind, word in CITE_WORDS.items()}, label=gettext_lazy("Qué"), required=False
    )
    codigo = one_of(Code.everywhere.none(), gettext_lazy("Código"), gettext_lazy("Todos"))
    grupo = words_field(GROUP_WORDS, label=gettext_lazy("Quién habla"), empty=gettext_lazy("Todos"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codigo"].queryset = Code.objects.filter(retired_at=None)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Citation:
    """One thing found: how it is put in, what it says, whether this paper may carry it."""

    kind: str
    folio: str
    words: str
    about: str
    why: str = ""  # empty: it may be used

    @property
    def block(self) -> str:
        """What stands alone in a paragraph; of something counted, within a sentence too."""
        return f"![…]({self.kind}:{self.folio})"

    @property
    def within(self) -> bool:
        """It may stand within a sentence."""
        return self.kind == ReferenceKind.COUNTED

    @property
    def note(self) -> str:
        """What stands after a sentence."""
        return f"[^{self.folio}]"


@address("meaning.see")
@require_GET
def search_page(request: Request) -> HttpResponse:
    """Find what to quote; with ?parte=1 only the list, for the panel beside the text."""
    form = CiteForm(request.GET)
    data = form.cleaned_data if form.is_valid() else {}
    kind = ReferenceKind(data.get("tipo") or ReferenceKind.FRAGMENT)
    terms = TERMS.get(request.GET.get("papel", ""), TERMS[FINAL])
    if kind is ReferenceKind.COUNTED:
        return _shown(request, form, [_counted(fact) for fact in citable_facts(data.get("q") or "", on=today())])
    rows = citable(kind, words=data.get("q") or "", code=data.get("codigo"), group=data.get("grupo") or "")
    if kind in (ReferenceKind.FRAGMENT, ReferenceKind.PICTURE, ReferenceKind.SOURCE):
        rows = visible(request.actor, "voices.see", rows)
    found = list(rows[: MOST + 1])
    return _shown(request, form, _citations(kind, found[:MOST], terms.uses), more=len(found) > MOST)


def _shown(request: Request, form: CiteForm, found: list[Citation], *, more: bool = False) -> HttpResponse:
    context = {
        "title": _("Qué citar"),
        "lead": _("Copie la marca y péguela en el texto. Al construir se pregunta otra vez por cada permiso."),
        "form": form,
        "found": found,
        "more": more,
        "most": MOST,
    }
    return render(request, "meaning/part_citations.html" if "parte" in request.GET else "meaning/cite.html", context)


def _citations(kind: ReferenceKind, rows: list[Any], uses: tuple[Use, ...]) -> list[Citation]:
    match kind:
        case ReferenceKind.FRAGMENT | ReferenceKind.PICTURE:
            return _heard(kind, rows, uses)
        case ReferenceKind.MILESTONE:
            views = map(milestone_view, rows)
            return [
                Citation(kind, view.milestone.folio, view.milestone.title, view.when.say(spoken())) for view in views
            ]
        case ReferenceKind.FINDING:
            found = finding_views(rows, on=today())
            return [
                Citation(kind, v.finding.folio, v.finding.statement, "", "" if v.ruling else v.ruling.say(_))
                for v in found
            ]
        case ReferenceKind.LESSON:
            not_yet = _("Ninguno de sus hallazgos puede salir todavía.")
            drawn = lesson_views(rows, on=today())
            return [
                Citation(kind, v.lesson.folio, v.lesson.title, "", "" if v.is_validated else not_yet) for v in drawn
            ]
        case ReferenceKind.FIGURE:
            return [
                Citation(
                    kind,
                    view.indicator.code,
                    f"{view.indicator.name}: {said_value(view.shown)}",
                    said_source(view.shown) if view.shown else "",
                )
                for view in indicator_views(rows, on=today())
            ]
    return [_sourced(row) for row in rows]


def _counted(fact: CountedFact) -> Citation:
    return Citation(ReferenceKind.COUNTED, fact.key, f"{fact.name}: {fact.said}", fact.register)


def _sourced(row: Source) -> Citation:
    return Citation(ReferenceKind.SOURCE, row.folio, row.title, row.when.say(spoken()) if row.when else "")


def _heard(kind: ReferenceKind, rows: list[Any], uses: tuple[Use, ...]) -> list[Citation]:
    """Fragments and pictures that may be studied, with what the gate says of this paper; of others not a word."""
    part = What.QUOTE if kind is ReferenceKind.FRAGMENT else What.PHOTO
    studied: Iterable[Any] = [row for row, ruling in permitted(rows, use=Use.ANALYSIS, on=today(), what=part) if ruling]
    kept = list(studied)
    speech = Speech.ask(
        [row for row in kept if isinstance(row, Fragment)],
        [row for row in kept if isinstance(row, Voice)],
        uses=uses,
        on=today(),
    )
    return [_told(kind, row, speech) for row in kept]


def _told(kind: ReferenceKind, row: Fragment | Voice, speech: Speech) -> Citation:
    ruling = speech.rulings[row.pk]
    why = "" if ruling else said_ruling(ruling)
    if isinstance(row, Fragment):
        group = said(GROUP_WORDS, row.voice.group)
        told = " · ".join(filter(None, (group, row.voice.folio, said_mark(speech.remarks.get(row.pk)))))
        return Citation(kind, row.folio, row.quote or row.title or row.folio, told, why)
    return Citation(kind, row.folio, row.picture_alt or row.title, said(GROUP_WORDS, row.group), why)
