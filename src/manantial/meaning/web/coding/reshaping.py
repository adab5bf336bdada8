"""Changing the tree of codes by hand: put in order step by step or by dragging, split in two, and take it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from manantial.meaning.actions import MeaningRefused
from manantial.meaning.actions.reshaping import move_code, split_code, undo_reshaping
from manantial.meaning.models import Code
from manantial.meaning.queries import CodeQuestion, VoiceFilter, answering, with_context
from manantial.meaning.queries.codebook import code_nodes
from manantial.meaning.rules.codebook import Way, stepped
from manantial.meaning.web.coding.forms import code_choices
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import today
from manantial.voices.models import Fragment
from manantial.voices.queries import line_of
from manantial.voices.rules import GROUP_WORDS

SHOWN = 100  # fragments to choose among at once
_WAYS = {"subir": Way.UP, "bajar": Way.DOWN, "adentro": Way.IN, "afuera": Way.OUT}


@address("meaning.edit")
@require_POST
def codes_place(request: Request) -> HttpResponse:
    """Put a code in its place: one step up, down, in or out; or under a code and before another one, as dragged."""
    way = next((name for name in _WAYS if request.POST.get(name)), "")
    code = find(request, "meaning.edit", _standing(), line_of(request.POST.get(way or "codigo", "")) or UUID(int=0))
    try:
        moved = _step(request, code, _WAYS[way]) if way else _dragged(request, code)
    except MeaningRefused as error:
        return _answer(request, code, refused=str(error))
    words = _("«%(name)s» quedó en su nuevo lugar.") if moved else _("«%(name)s» ya no puede ir más allá.")
    return _answer(request, code, said=words % {"name": code.name})


def _standing() -> QuerySet[Code]:
    return Code.objects.filter(retired_at=None)


def _step(request: Request, code: Code, way: Way) -> bool:
    rows = [(node.code.pk, node.code.parent_id) for node in code_nodes(counted=False)]
    place = stepped(code.pk, way, rows)
    if place is not None:
        _move(request, code, *place)
    return place is not None


def _dragged(request: Request, code: Code) -> bool:
    _move(request, code, *(line_of(request.POST.get(name, "")) for name in ("dentro", "antes")))
    return True


def _move(request: Request, code: Code, parent: UUID | None, before: UUID | None) -> None:
    found = Code.objects.filter(retired_at=None).in_bulk([key for key in (parent, before) if key])
    above, following = (found.get(key) if key else None for key in (parent, before))
    move_code(code, parent=above, before=following, by=request.actor.person, now=timezone.now())


def _answer(request: Request, code: Code, *, said: str = "", refused: str = "") -> HttpResponse:
    if "application/json" in request.headers.get("accept", ""):
        return JsonResponse({"refused": refused} if refused else {"said": said}, status=409 if refused else 200)
    if refused:
        messages.error(request, refused)
    else:
        messages.success(request, said)
    return redirect(f"{reverse('meaning:codes')}?ordenar=1#c-{code.pk}")


@address("meaning.edit")
@require_POST
def codes_undo(request: Request) -> HttpResponse:
    """Take back the last own change of the tree."""
    try:
        undo_reshaping(by=request.actor.person, now=timezone.now())
        messages.success(request, _("Se deshizo su último cambio de los códigos."))
    except MeaningRefused as error:
        messages.error(request, str(error))
    return redirect("meaning:codes")


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def code_split(request: Request, pk: UUID) -> HttpResponse:
    """Give some fragments of a code to another one, new or not."""
    code = find(request, "meaning.edit", Code.objects.filter(retired_at=None), pk)
    if request.method == "POST" and (target := _split(request, code)) is not None:
        return redirect("meaning:code", pk=target.pk)
    words = request.GET.get("q", "").strip()[:200]
    rows = answering(request.actor, CodeQuestion(code.pk, below=False, voices=VoiceFilter()), on=today())
    if words:
        rows = rows.filter(quote__icontains=words)
    listed = list(with_context(rows)[: SHOWN + 1])
    chosen = set(request.POST.getlist("f"))
    context = {
        "title": _("Partir «%(name)s»") % {"name": code.name},
        "lead": _("Los fragmentos que escoja pasan a otro código, con quien los codificó y cuándo. Se puede deshacer."),
        "code": code,
        "q": words,
        "rows": [(one, _(GROUP_WORDS.get(one.voice.group, "")), str(one.pk) in chosen) for one in listed[:SHOWN]],
        "more": len(listed) > SHOWN,
        "others": code_choices(code_nodes(counted=False), _("Uno nuevo"), but=frozenset({code.pk})),
        "name": request.POST.get("nombre", ""),
        "into": request.POST.get("con", ""),
    }
    return render(request, "meaning/code_split.html", context)


def _split(request: Request, code: Code) -> Code | None:
    wanted = [key for text in request.POST.getlist("f")[: 5 * SHOWN] if (key := line_of(text))]
    fragments = list(visible(request.actor, "voices.see", Fragment.objects.filter(pk__in=wanted, retired_at=None)))
    other, name = line_of(request.POST.get("con", "")), request.POST.get("nombre", "")[:120]
    into = find(request, "meaning.edit", Code.objects.filter(retired_at=None), other) if other else None
    try:
        target = split_code(code, fragments, name=name, into=into, by=request.actor.person, now=timezone.now())
    except MeaningRefused as error:
        messages.error(request, str(error))
        return None
    words = ngettext(
        "%(n)d fragmento de «%(one)s» pasó a «%(other)s».", "%(n)d fragmentos de «%(one)s» pasaron a «%(other)s».",
        len(fragments),
    )  # fmt: skip
    messages.success(request, words % {"n": len(fragments), "one": code.name, "other": target.name})
    return target
