"""Axes and questions on one page and in one form: whatever button is pressed, everything typed is kept."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from manantial.kernel.digests import brief_digest
from manantial.meaning.actions import (
    add_axis,
    add_question,
    add_questions,
    edit_axis,
    edit_question,
    move,
    restore,
    retire,
)
from manantial.meaning.models import Axis, Plan, Question
from manantial.meaning.queries import axes, current_plan, plan_view, retired_parts
from manantial.meaning.rules import QUESTION_WORDS, QuestionKind
from manantial.meaning.web.forms import AxisForm
from manantial.people.access import Request, address, find
from manantial.voices.queries import choices

MOST_AT_ONCE, AXES_SHOWN = 24, 2  # questions on one page, and the axes of a page where there are more


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def questions_page(request: Request) -> HttpResponse:
    """Every axis with its questions: reword, add, put in order, retire, bring back."""
    plan = current_plan()
    if plan is None:
        messages.error(request, _("Escriba primero el plan; después sus ejes y preguntas."))
        return redirect("meaning:plan_write")
    if request.method == "POST":
        _save(request, plan)
        return redirect(request.get_full_path())
    threads = list(enumerate(axes(plan), 1))
    many = sum(len(axis.questions.all()) for _number, axis in threads) > MOST_AT_ONCE
    page = Paginator(threads, AXES_SHOWN if many else max(1, len(threads))).get_page(request.GET.get("page"))
    gone_axes, gone_questions = retired_parts(plan)
    method = plan_view(plan).method
    context = {
        "title": _("Ejes y preguntas"),
        "lead": _("El eje es el hilo que cruza la experiencia: de uno a tres. Cada pregunta necesita una fuente."),
        "axes": [
            (number, axis, _seen(axis), [(question, _seen(question)) for question in axis.questions.all()])
            for number, axis in page.object_list
        ],
        "page": page,
        "count": len(threads),
        "kinds": choices(QUESTION_WORDS),
        "axis_form": AxisForm(prefix="eje", use_required_attribute=False),
        "gone_axes": gone_axes,
        "gone_questions": gone_questions,
        "suggested": [_(one.text) for one in method.questions],
        "method": _(method.name),
    }
    return render(request, "meaning/questions.html", context)


@transaction.atomic
def _save(request: Request, plan: Plan) -> None:
    """Write every change of the page, then what the button asked for."""
    changed = sum(_reword(request, axis) for axis in axes(plan)) + _add(request, plan)
    if changed:
        said = ngettext("Se guardó %(count)d cambio.", "Se guardaron %(count)d cambios.", changed)
        messages.success(request, said % {"count": changed})
    _act(request, plan)


def _seen(thing: Axis | Question) -> str:
    """What a part says, in a few letters: by them one knows whether somebody else changed it meanwhile."""
    words = (thing.name, thing.description) if isinstance(thing, Axis) else (thing.text, thing.kind)
    return brief_digest(list(words))


def _reword(request: Request, axis: Axis) -> int:
    name, about = _typed(request, axis, "name"), _typed(request, axis, "about")
    by, now = request.actor.person, timezone.now()
    changed = _change(
        request, axis, (name, about), (axis.name, axis.description),
        lambda: edit_axis(axis, name=name or "", description=about or "", by=by, now=now),
    )  # fmt: skip
    for question in axis.questions.all():
        changed += _reword_question(request, question)
    return changed


def _reword_question(request: Request, question: Question) -> int:
    text, kind = _line(request, question, "text"), _typed(request, question, "kind")
    if kind not in set(QuestionKind):
        kind = question.kind
    return _change(
        request, question, (text, kind), (question.text, question.kind),
        lambda: edit_question(
            question, text=text or "", kind=kind or "", by=request.actor.person, now=timezone.now()
        ),
    )  # fmt: skip


def _change(
    request: Request,
    thing: Axis | Question,
    typed: tuple[str | None, str | None],
    stands: tuple[str, str],
    act: Callable[[], object],
) -> int:
    """Write one part if this person changed it; whoever did so at the same time is told of, with what it said."""
    if typed[0] is None or typed == stands or brief_digest(list(typed)) == request.POST.get(f"{thing.pk}.seen"):
        return 0
    if not typed[0]:
        said = _("«%(text)s» no cambió: no puede quedar vacía. Para quitarla, use Retirar.")
        messages.error(request, said % {"text": stands[0]})
        return 0
    if request.POST.get(f"{thing.pk}.seen", _seen(thing)) != _seen(thing):
        said = _("Otra persona cambió esto mientras usted escribía. Quedó lo suyo; lo de ella decía: «%(text)s».")
        messages.warning(request, said % {"text": stands[0]})
    act()
    return 1


def _typed(request: Request, thing: Axis | Question, name: str) -> str | None:
    found = request.POST.get(f"{thing.pk}.{name}")
    return None if found is None else found.replace("\r\n", "\n").strip()


def _line(request: Request, thing: Axis | Question, name: str) -> str | None:
    """What was typed, on one line."""
    found = _typed(request, thing, name)
    return None if found is None else " ".join(found.split())


def _add(request: Request, plan: Plan) -> int:
    by, now, added = request.actor.person, timezone.now(), 0
    for axis in axes(plan):
        text, kind = _line(request, axis, "new"), _typed(request, axis, "new-kind")
        if text:
            known = QuestionKind(kind) if kind in set(QuestionKind) else QuestionKind.DESCRIPTIVE
            add_question(axis, text=text, kind=known, by=by, now=now)
            added += 1
    form = AxisForm(request.POST, prefix="eje")
    if form.is_valid():
        add_axis(plan, by=by, now=now, **form.cleaned_data)
        added += 1
    elif request.POST.get("eje-description", "").strip():
        messages.error(request, _("El eje nuevo no se guardó: le falta el nombre."))
    return added


def _act(request: Request, plan: Plan) -> None:
    """Do what the button says: `subir:pregunta:<id>`; a plain save says nothing more."""
    verb, _colon, rest = request.POST.get("que", "").partition(":")
    kind, _colon, pk = rest.partition(":")
    if verb not in {"subir", "bajar", "retirar", "volver", "sugeridas"}:
        return
    thing, by, now = _part(request, kind, pk), request.actor.person, timezone.now()
    if verb == "retirar":
        retire(thing, by=by, now=now)
        messages.success(request, _("Se retiró. Lo que ya se ordenó con ella se queda; puede volver."))
    elif verb == "volver":
        restore(thing, by=by, now=now)
        messages.success(request, _("Volvió al plan."))
    elif verb == "sugeridas" and isinstance(thing, Axis):
        asked = [(_(one.text), one.kind) for one in plan_view(plan).method.questions]
        made = add_questions(thing, asked=asked, by=by, now=now)
        said = ngettext("Se agregó %(count)d pregunta.", "Se agregaron %(count)d preguntas.", len(made))
        messages.success(request, f"{said % {'count': len(made)}} {_('Cámbielas a su manera.')}")
    else:
        move(thing, up=verb == "subir", by=by, now=now)


def _part(request: Request, kind: str, pk: str) -> Axis | Question:
    try:
        found = UUID(pk)
    except ValueError as error:
        raise Http404 from error
    if kind == "eje":
        return find(request, "meaning.edit", Axis, found)
    return find(request, "meaning.edit", Question, found)
