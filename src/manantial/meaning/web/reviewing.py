"""What people from outside wrote on a paper: the file comes in, each remark stands beside its thing, is answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from manantial.meaning.actions import MeaningRefused
from manantial.meaning.actions.reviewing import receive_review, settle_remark
from manantial.meaning.models import Passage, ReviewRemark
from manantial.meaning.queries.reviewing import RemarkView, remark_rows, remark_views, reviews_of
from manantial.meaning.rules import SECTIONS
from manantial.meaning.rules.reviewing import OUTCOME_WORDS, RemarkOutcome
from manantial.meaning.web.building import known
from manantial.meaning.web.plumbing import done
from manantial.meaning.web.writing import LANGUAGES, language_of, paper_title
from manantial.people.access import Request, address, can, find
from manantial.people.answers import table_answer
from manantial.press.remarks import RemarkKind

PER_PAGE = 25
LARGEST = 40 * 1024 * 1024  # bytes of a returned file
TONES = {RemarkOutcome.OPEN: "warn", RemarkOutcome.DONE: "good", RemarkOutcome.DECLINED: "none"}
_PAGES = {"fragment": "voices:fragment", "voice": "voices:voice", "source": "voices:source"}


class ReturnedForm(forms.Form):
    """The file that came back and who sent it."""

    file = forms.FileField(
        label=gettext_lazy("Archivo corregido"),
        help_text=gettext_lazy("Word (.docx) u OpenDocument (.odt), con sus comentarios o cambios marcados."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.odt"}),
    )
    sender = forms.CharField(label=gettext_lazy("Quién lo mandó"), max_length=160, required=False)

    def clean_file(self) -> Any:
        """Refuse a file that no text needs."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("El archivo pesa más de 40 MB. Mándelo sin imágenes."))
        return file


@address("meaning.see")
@require_http_methods(["GET", "POST"])
def remark_list(request: Request, paper: str) -> HttpResponse:
    """The remarks on a paper, those that wait unless asked otherwise; and the door for another file."""
    language, form = language_of(request), ReturnedForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        return _receive(request, known(paper), language, form)
    asked = request.GET.get("que", RemarkOutcome.OPEN)
    rows = remark_rows().filter(review__paper=known(paper), review__language=language)
    shown = rows.filter(outcome=asked) if asked in set(RemarkOutcome) else rows
    exported = table_answer(request, _("Comentarios de fuera"), _heads(), (_cells(one) for one in remark_views(shown)))
    if exported:
        return exported
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "meaning/remarks.html", _context(request, paper, language, asked, page, form))


def _context(request: Request, paper: str, language: str, asked: str, page: Any, form: ReturnedForm) -> dict[str, Any]:
    other = "en" if language == "es" else "es"
    return {
        "title": _("Comentarios de fuera: %(title)s") % {"title": paper_title(paper)},
        "lead": _("Lo que escribieron en el archivo quienes lo corrigieron. Nada del papel cambia solo."),
        "paper": paper,
        "paper_title": paper_title(paper),
        "language": language,
        "other": other,
        "other_word": _(LANGUAGES[other]),
        "rows": [_row(one, paper) for one in remark_views(page.object_list)],
        "page": page,
        "count": page.paginator.count,
        "asked": asked,
        "states": [(state.value, _(OUTCOME_WORDS[state])) for state in RemarkOutcome],
        "reviews": list(reviews_of(paper)[:PER_PAGE]),
        "form": form if can(request.actor, "meaning.edit") else None,
    }


def _row(view: RemarkView, paper: str) -> dict[str, Any]:
    remark = view.remark
    return {
        "view": view,
        "remark": remark,
        "where": where(view, paper),
        "section": _(SECTIONS[paper][remark.section]) if remark.section in SECTIONS[paper] else "",
        "change": remark.kind == RemarkKind.CHANGE,
        "word": _(OUTCOME_WORDS[remark.outcome]),
        "tone": TONES[RemarkOutcome(remark.outcome)],
    }


def where(view: RemarkView, paper: str) -> str:
    """The address of the thing a remark hangs on, else of its section; empty when it hangs on nothing."""
    remark, thing = view.remark, view.thing
    if thing is not None and not isinstance(thing, Passage):
        return reverse(_PAGES.get(remark.thing_kind, f"meaning:{remark.thing_kind}"), args=[thing.pk])
    if not remark.section:
        return ""
    place = reverse("meaning:passage", args=[paper, remark.section])
    return f"{place}?idioma={remark.review.language}" if remark.review.language != "es" else place


def _heads() -> list[str]:
    heads = [_("Día"), _("Quién"), _("Qué es"), _("Dónde"), _("Título"), _("Palabras"), _("Qué escribió")]
    return [*heads, _("Qué se hizo"), _("Por qué"), _("Archivo")]


def _cells(view: RemarkView) -> list[object]:
    remark = view.remark
    kind = _("Cambio marcado") if remark.kind == RemarkKind.CHANGE else _("Comentario")
    place = view.name or remark.section
    return [
        remark.said_at, remark.author, kind, place, remark.heading, remark.quoted, remark.text,
        _(OUTCOME_WORDS[remark.outcome]), remark.reason, remark.review.name,
    ]  # fmt: skip


@address("meaning.edit")
def _receive(request: Request, paper: str, language: str, form: ReturnedForm) -> HttpResponse:
    if not form.is_valid():
        page = Paginator(remark_rows().none(), PER_PAGE).get_page(1)
        context = _context(request, paper, language, RemarkOutcome.OPEN, page, form)
        return render(request, "meaning/remarks.html", context, status=422)
    file, sender = form.cleaned_data["file"], form.cleaned_data["sender"]
    by, now = request.actor.person, timezone.now()
    try:
        got = receive_review(paper, file.read(), name=file.name, language=language, sender=sender, by=by, now=now)
    except MeaningRefused as error:
        messages.error(request, str(error))
    else:
        told = ngettext("Entró %(count)s comentario.", "Entraron %(count)s comentarios.", got.new) % {"count": got.new}
        if got.known:
            told += " " + _("%(count)s ya estaban y no se repiten.") % {"count": got.known}
        messages.success(request, told)
    return redirect(_list(paper, language))


def _list(paper: str, language: str) -> str:
    place = reverse("meaning:remarks", args=[paper])
    return f"{place}?idioma={language}" if language != "es" else place


@address("meaning.edit")
@require_POST
def remark_settle(request: Request, pk: UUID) -> HttpResponse:
    """Say what became of a remark."""
    remark = find(request, "meaning.edit", ReviewRemark.objects.select_related("review"), pk)
    asked = request.POST.get("que", "")
    outcome = RemarkOutcome(asked) if asked in set(RemarkOutcome) else RemarkOutcome.DONE
    reason = request.POST.get("motivo", "")

    def act() -> None:
        settle_remark(remark, outcome=outcome, reason=reason, by=request.actor.person, now=timezone.now())

    done(request, act, _("Quedó anotado qué se hizo con el comentario."))
    return redirect(_list(remark.review.paper, remark.review.language))
