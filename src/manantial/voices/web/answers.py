"""Pages of the usual answers of permission: what is offered to people, to be reworded, added or no longer offered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.people.access import Request, address
from manantial.voices.actions import VoicesRefused, restore_answer, write_answer
from manantial.voices.models import AnswerWording
from manantial.voices.queries import said, usual_answers
from manantial.voices.rules import (
    ATTRIBUTION_WORDS,
    USE_WORDS,
    WHAT_WORDS,
    Answer,
    Attribution,
    Preset,
    Use,
    UsualAnswer,
    What,
)
from manantial.voices.web.consent_forms import AnswerField, Cells, cell_name
from manantial.voices.web.fields import words_field

_LETTERS = {Answer.YES: "S", Answer.ASK: "P", Answer.NO: ""}


class UsualAnswerForm(Cells, forms.Form):
    """A usual answer: what the person hears, and every cell of what it allows."""

    title = forms.CharField(
        label=gettext_lazy("Cómo se dice, en pocas palabras"), max_length=120,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )  # fmt: skip
    about = forms.CharField(
        label=gettext_lazy("Qué permite, dicho a la persona"), max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Diga todo lo que el cuadro permite, y hasta dónde llega. Es lo que la persona oye."),
    )  # fmt: skip
    attribution = words_field(ATTRIBUTION_WORDS, label=gettext_lazy("Al usar sus palabras, se dice"))
    offered = forms.BooleanField(label=gettext_lazy("Se ofrece en páginas y hojas"), required=False, initial=True)
    alone = forms.BooleanField(
        label=gettext_lazy("También cuando alguien cuenta a solas, desde su teléfono o en el buzón"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for what in What:
            for use in Use:
                self.fields[cell_name(what, use)] = AnswerField(what, use)

    def answer(self, key: str) -> UsualAnswer:
        """The answer as the action takes it; an empty cell is no, as on the sheet."""
        data = self.cleaned_data
        scopes = {what: {use: data[cell_name(what, use)] or Answer.NO for use in Use} for what in What}
        credit = Attribution(data["attribution"])
        return UsualAnswer(key, data["title"], data["about"], scopes, credit, data["offered"], data["alone"])


@address("voices.see")
@require_GET
def answer_list(request: Request) -> HttpResponse:
    """What is offered to people, with what each answer allows."""
    changed = {row.key: row for row in AnswerWording.objects.all()}
    answers = list(usual_answers().values())
    context = {
        "title": _("Respuestas usuales de permiso"),
        "lead": _(
            "Lo que se ofrece a quien da un permiso. Cambiarlas no toca ningún permiso dado: cada uno guarda lo que "
            "permitió y las palabras que oyó."
        ),
        "rows": [_row(answer, changed.get(answer.key)) for answer in answers],
    }
    return render(request, "voices/answers.html", context)


def _row(answer: UsualAnswer, row: AnswerWording | None) -> dict[str, object]:
    own = answer.key not in set(Preset)
    changed = row is not None and not row.shipped
    return {
        "answer": answer,
        "own": own,
        "changed": changed and not own,
        "origin": _("Propia") if own else _("Cambiada aquí") if changed else _("De fábrica"),
        "attribution": said(ATTRIBUTION_WORDS, answer.attribution),
        "parts": _parts(answer),
    }


def _parts(answer: UsualAnswer) -> list[tuple[str, str, str]]:
    """Parts that open to the same uses, on one line: which parts, where yes, where one asks before."""
    lines: dict[tuple[str, str], list[str]] = {}
    for what in What:
        lines.setdefault((_uses(answer, what, Answer.YES), _uses(answer, what, Answer.ASK)), []).append(
            said(WHAT_WORDS, what)
        )
    return [(", ".join(parts), yes, ask) for (yes, ask), parts in lines.items() if yes or ask]


def _uses(answer: UsualAnswer, what: What, wanted: Answer) -> str:
    uses = [use for use in Use if answer.scopes.get(what, {}).get(use) is wanted]
    return _("todo") if len(uses) == len(Use) else ", ".join(said(USE_WORDS, use) for use in uses)


@address("consents.edit")
@require_http_methods(["GET", "POST"])
def answer_edit(request: Request, key: str = "") -> HttpResponse:
    """Reword a usual answer, or write one of the alliance's own (`?de=words` begins as a copy)."""
    known = usual_answers()
    copied = request.GET.get("de", "")
    if (key and key not in known) or (copied and copied not in known):
        raise Http404
    form = UsualAnswerForm(request.POST or None, initial=_initial(known.get(key or copied), copied=not key))
    if request.method == "POST" and form.is_valid():
        try:
            write_answer(form.answer(key), by=request.actor.person, now=timezone.now())
        except VoicesRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Se guardó. Se ofrece así desde ahora; lo ya permitido sigue como se dijo."))
            return redirect("voices:answers")
    title = _("Cambiar «%(title)s»") % {"title": known[key].title} if key else _("Respuesta nueva")
    former = AnswerWording.objects.filter(key=key).order_by("-written_at", "-id") if key else ()
    return render(request, "voices/answer_edit.html", {"title": title, "form": form, "key": key, "former": former})


def _initial(answer: UsualAnswer | None, *, copied: bool) -> Mapping[str, Any]:
    if answer is None:
        return {}
    cells = {
        cell_name(what, use): _LETTERS[answer.scopes.get(what, {}).get(use, Answer.NO)] for what in What for use in Use
    }
    title = _("%(title)s (copia)") % {"title": answer.title} if copied else answer.title
    return {
        **cells, "title": title, "about": answer.about, "attribution": answer.attribution,
        "offered": answer.offered, "alone": answer.alone,
    }  # fmt: skip


@address("consents.edit")
@require_POST
def answer_restore(request: Request, key: str) -> HttpResponse:
    """Go back to the answer as it is shipped; what was written is kept below it."""
    if key not in set(Preset):
        raise Http404
    restore_answer(Preset(key), by=request.actor.person, now=timezone.now())
    messages.success(request, _("Se ofrece otra vez como vino de fábrica."))
    return redirect("voices:answers")
