"""The pages of the codebook: its tree, one code, its versions and what changed between them, its paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.meaning.actions import MeaningRefused
from manantial.meaning.actions.codebook import (
    CodeCard,
    add_code,
    change_code,
    codes_of_plan,
    save_version,
)
from manantial.meaning.actions.reshaping import merge_codes, move_code, restore_code, retire_code
from manantial.meaning.models import Code, CodebookVersion
from manantial.meaning.papers.codebook import codebook_paper
from manantial.meaning.queries.codebook import (
    Node,
    code_nodes,
    codebook_versions,
    last_step,
    put_away,
    version_differences,
    with_descendants,
)
from manantial.meaning.queries.workbench import names_of
from manantial.meaning.rules.codebook import CHANGE_WORDS, CODE_KIND_WORDS
from manantial.meaning.web.coding.forms import CodeForm, VersionForm, code_choices
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address, find
from manantial.people.answers import paper_answer, table_answer, today
from manantial.voices.queries import said

_CARD = ("name", "kind", "description", "applies", "excludes", "example", "colour", "axis", "question", "group")


@address("meaning.see")
@require_http_methods(["GET", "POST"])
def codes_page(request: Request) -> HttpResponse:
    """The tree of codes with how many fragments each holds, and a new one."""
    form = CodeForm(request.POST or None, initial={"parent": request.GET.get("dentro", "")})
    if request.method == "POST" and form.is_valid():
        return _new_code(request, form)
    return _codes(request, form)


def _codes(request: Request, form: CodeForm) -> HttpResponse:
    nodes = code_nodes()
    if exported := table_answer(request, _("Códigos"), _heads(), (_cells(node, nodes) for node in nodes)):
        return exported
    last = last_step(request.actor.person.pk if request.actor.person else None)
    context = {
        "title": _("Códigos"),
        "lead": _("Pocos y claros: una etapa, un tema, un actor. Un código dentro de otro si hace falta."),
        "nodes": [(node, said(CODE_KIND_WORDS, node.code.kind)) for node in nodes],
        "away": put_away(),
        "count": len(nodes),
        "ordering": "ordenar" in request.GET,
        "last": last,
        "form": form,
    }
    return render(request, "meaning/codes.html", context)


@address("meaning.edit")
def _new_code(request: Request, form: CodeForm) -> HttpResponse:
    data = dict(form.cleaned_data)
    above = data.pop("parent")
    parent = find(request, "meaning.edit", Code, above) if above else None
    card = CodeCard(**{name: data[name] for name in _CARD})
    try:
        code = add_code(card.name, parent=parent, card=card, by=request.actor.person, now=timezone.now())
    except MeaningRefused as error:
        form.add_error("name", str(error))
        return _codes(request, form)
    messages.success(request, _("Se agregó el código «%(name)s».") % {"name": code.name})
    return redirect("meaning:codes")


def _heads() -> list[str]:
    return [
        _("Código"),
        _("Dentro de"),
        _("Qué es"),
        _("Qué quiere decir"),
        _("Cuándo sí"),
        _("Cuándo no"),
        _("Ejemplo"),
        _("Eje"),
        _("Color"),
        _("Fragmentos"),
    ]


def _cells(node: Node, nodes: list[Node]) -> list[object]:
    code = node.code
    names = {one.code.pk: one.code.name for one in nodes}
    above = names.get(code.parent_id, "") if code.parent_id else ""
    texts = [code.description, code.applies, code.excludes, code.example]
    return [code.name, above, said(CODE_KIND_WORDS, code.kind), *texts, str(code.axis or ""), code.colour, node.used]


@address("meaning.see")
@require_http_methods(["GET", "POST"])
def code_page(request: Request, pk: UUID) -> HttpResponse:
    """One code: what it means, where it hangs, how often it is used; to change it, move it, join it or put it away."""
    code = find(request, "meaning.see", Code.objects.select_related("parent", "merged_into", "axis", "question"), pk)
    initial = {name: getattr(code, name) for name in _CARD}
    form = CodeForm(request.POST or None, initial=initial, code=code)
    if request.method == "POST" and form.is_valid():
        return _change(request, code, form)
    return _code(request, code, form)


def _code(request: Request, code: Code, form: CodeForm) -> HttpResponse:
    nodes, pk = code_nodes(), code.pk
    own = frozenset(with_descendants([code.pk]))
    context = {
        "title": code.name,
        "code": code,
        "kind": said(CODE_KIND_WORDS, code.kind),
        "node": next((node for node in nodes if node.code.pk == pk), None),
        "below": [node for node in nodes if node.code.parent_id == pk],
        "parents": code_choices(nodes, _("Arriba, sin código"), but=own),
        "others": code_choices(nodes, but=own),
        "form": form,
    }
    return render(request, "meaning/code.html", context)


@address("meaning.edit")
def _change(request: Request, code: Code, form: CodeForm) -> HttpResponse:
    card = CodeCard(**{name: form.cleaned_data[name] for name in _CARD})
    try:
        change_code(code, card, by=request.actor.person, now=timezone.now())
    except MeaningRefused as error:
        form.add_error("name", str(error))
        return _code(request, code, form)
    messages.success(request, _("Se corrigió el código."))
    return redirect("meaning:code", pk=code.pk)


@address("meaning.edit")
@require_POST
def code_do(request: Request, pk: UUID) -> HttpResponse:
    """Move a code, join it to another, put it away or bring it back."""
    code = find(request, "meaning.edit", Code, pk)
    asked = next((name for name in _VERBS if name in request.POST), "")
    if not asked:
        return redirect("meaning:code", pk=pk)
    act, words = _VERBS[asked]
    done(request, lambda: act(request, code), words() % {"name": code.name})
    return redirect("meaning:codes") if asked in {"retirar", "juntar"} else redirect("meaning:code", pk=pk)


def _named(request: Request, field: str) -> Code | None:
    text = request.POST.get(field, "")
    return find(request, "meaning.edit", Code, text) if text and _is_id(text) else None


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _who(request: Request) -> dict[str, Any]:
    return {"by": request.actor.person, "now": timezone.now()}


def _move(request: Request, code: Code) -> object:
    return move_code(code, parent=_named(request, "dentro"), **_who(request))


def _merge(request: Request, code: Code) -> object:
    into = _named(request, "con")
    return merge_codes(code, into=into, **_who(request)) if into else code


_VERBS: dict[str, tuple[Callable[[Request, Code], object], Callable[[], str]]] = {
    "mover": (_move, lambda: _("«%(name)s» quedó en su nuevo lugar.")),
    "juntar": (_merge, lambda: _("«%(name)s» se juntó con el otro código. Abajo lo puede separar otra vez.")),
    "retirar": (
        lambda request, code: retire_code(code, **_who(request)),
        lambda: _("«%(name)s» se retiró. Lo que tenía se guarda y abajo lo puede regresar."),
    ),
    "regresar": (
        lambda request, code: restore_code(code, **_who(request)),
        lambda: _("«%(name)s» regresó con los fragmentos que tenía."),
    ),
}


@address("meaning.edit")
@require_POST
def plan_codes(request: Request) -> HttpResponse:
    """Make the codes of the plan that are not there yet."""
    made = codes_of_plan(**_who(request))
    words = ngettext("Se hizo %(n)d código del plan.", "Se hicieron %(n)d códigos del plan.", len(made))
    messages.success(request, words % {"n": len(made)} if made else _("El plan ya tenía todos sus códigos."))
    return redirect("meaning:codes")


@address("meaning.see")
@require_http_methods(["GET", "POST"])
def versions_page(request: Request) -> HttpResponse:
    """The versions that were kept, what changed between two of them, and keeping a new one."""
    form = VersionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _save_version(request, form)
    versions = codebook_versions()
    names = names_of(one.made_by_id for one in versions)
    old, new = _two(request, versions)
    context = {
        "title": _("Versiones de los códigos"),
        "lead": _("Guarde una versión antes de un cambio grande o de entregar: después se ve qué cambió."),
        "versions": [(one, names.get(one.made_by_id, "")) for one in versions],
        "form": form,
        "old": old,
        "new": new,
        "differences": [
            (said(CHANGE_WORDS, one.change), one) for one in (version_differences(old, new) if old and new else ())
        ],
    }
    return render(request, "meaning/codebook_versions.html", context)


@address("meaning.edit")
def _save_version(request: Request, form: VersionForm) -> HttpResponse:
    made = save_version(note=form.cleaned_data["note"], **_who(request))
    messages.success(request, _("Se guardó la versión %(n)d.") % {"n": made.number})
    return redirect("meaning:codebook_versions")


def _two(request: Request, versions: list[CodebookVersion]) -> tuple[CodebookVersion | None, CodebookVersion | None]:
    """The two versions to compare: those asked for, else the last two."""
    numbers = [one.number for one in versions]
    asked = [request.GET.get("de", ""), request.GET.get("a", "")]
    wanted = [int(text) for text in asked if text.isdecimal() and len(text) < 6]
    pair = sorted(wanted if len(wanted) == len(asked) else numbers[:2])
    found = {one.number: one for one in CodebookVersion.objects.filter(number__in=pair)}
    return (found.get(pair[0]), found.get(pair[-1])) if len(found) > 1 else (None, None)


@address("meaning.see")
@require_GET
def codebook_print(request: Request) -> HttpResponse:
    """The codebook on paper: of today, or with `version` as it was kept."""
    text = request.GET.get("version", "")
    version = CodebookVersion.objects.filter(number=int(text)).first() if text.isdecimal() and len(text) < 6 else None
    language = "en" if request.LANGUAGE_CODE == "en" else "es"
    return paper_answer(request, codebook_paper(language, today(), version), "codigos")
