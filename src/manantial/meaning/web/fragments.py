"""Fragments on the table: looked for, coded, and picked to make a finding of them. The codebook."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.kernel.text import search_keys
from manantial.meaning.actions import add_code, put_code, take_code_off
from manantial.meaning.models import Code, Coding
from manantial.meaning.web.forms import KIND_WORDS, CodeForm, FragmentFilter
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import table_answer, today
from manantial.voices.models import Fragment
from manantial.voices.queries import permitted, said
from manantial.voices.rules import GROUP_WORDS, Use

ON_A_PAGE = 20


@address("meaning.see")
@require_GET
def fragment_list(request: Request) -> HttpResponse:
    """The fragments that may be studied, with their codes; ticked ones become a finding."""
    form = FragmentFilter(request.GET or None)
    rows = visible(request.actor, "voices.see", _fragments(form))
    if "formato" in request.GET and (answer := _table(request, rows)):
        return answer
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Fragmentos"),
        "lead": _("Léalos, póngales código y marque los que juntos dicen algo: de ahí sale un hallazgo."),
        "form": form,
        "page": page,
        "rows": _readable(list(page)),
        "count": page.paginator.count,
        "codes": Code.objects.filter(retired_at=None).order_by("name"),
    }
    return render(request, "meaning/fragments.html", context)


def _fragments(form: FragmentFilter) -> QuerySet[Fragment]:
    codings = Coding.objects.filter(retired_at=None).select_related("code")
    rows = (
        Fragment.objects.filter(retired_at=None)
        .select_related("voice__community")
        .prefetch_related(Prefetch("codings", codings, to_attr="standing"))
        .annotate(found=Count("finding_links", distinct=True))
        .order_by("folio")
    )
    data = form.cleaned_data if form.is_valid() else {}
    for word in str(data.get("q") or "").split():
        keys = search_keys(word)
        rows = rows.filter(Q(keys__contains=keys) | Q(quote__icontains=word) | Q(folio__icontains=word))
    if data.get("codigo"):
        rows = rows.filter(pk__in=Coding.objects.filter(code=data["codigo"], retired_at=None).values("fragment"))
    if data.get("grupo"):
        rows = rows.filter(voice__group=data["grupo"])
    if data.get("estado") == "sin":
        rows = rows.exclude(pk__in=Coding.objects.filter(retired_at=None).values("fragment"))
    return rows.filter(found=0) if data.get("estado") == "suelto" else rows


def _readable(rows: list[Fragment]) -> list[tuple[Fragment, str, bool]]:
    """The fragments with the word of their group; one whose voice may not be studied any more shows no words."""
    allowed = {thing.pk for thing, ruling in permitted(rows, use=Use.ANALYSIS, on=today()) if ruling}
    return [(row, said(GROUP_WORDS, row.voice.group), row.pk in allowed) for row in rows]


def _table(request: Request, rows: QuerySet[Fragment]) -> HttpResponse | None:
    heads = [_("Folio"), _("Voz"), _("Grupo"), _("Palabras"), _("Códigos"), _("Entra (s)"), _("Sale (s)")]
    listed = (
        [
            row.folio,
            row.voice.folio,
            group,
            row.quote if allowed else "",
            ", ".join(coding.code.name for coding in getattr(row, "standing", [])),
            None if row.start_ms is None else row.start_ms / 1000,
            None if row.end_ms is None else row.end_ms / 1000,
        ]
        for row, group, allowed in _readable(list(rows))
    )
    return table_answer(request, _("Fragmentos"), heads, listed)


@address("meaning.edit")
@require_POST
def chosen(request: Request) -> HttpResponse:
    """What to do with the ticked fragments: a finding, or one code on all of them; or take one code off one."""
    if taken := request.POST.get("quitar"):
        take_code_off(find(request, "meaning.edit", Coding, taken), by=request.actor.person, now=timezone.now())
        messages.success(request, _("Se quitó el código; queda escrito quién lo puso y quién lo quitó."))
        return redirect(_back(request))
    wanted = [key for text in request.POST.getlist("f") if (key := _uuid(text))]
    rows = list(visible(request.actor, "voices.see", Fragment.objects.filter(pk__in=wanted, retired_at=None)))
    if not rows:
        messages.error(request, _("Marque al menos un fragmento."))
        return redirect(_back(request))
    if request.POST.get("hacer") == "codigo":
        _code_all(request, rows)
        return redirect(_back(request))
    query = urlencode([("f", str(row.pk)) for row in rows])
    return redirect(f"{reverse('meaning:finding_new')}?{query}")


def _code_all(request: Request, rows: list[Fragment]) -> None:
    code = find(request, "meaning.edit", Code, request.POST.get("codigo", ""))
    for row in rows:
        put_code(row, code, memo=request.POST.get("nota", ""), by=request.actor.person, now=timezone.now())
    words = ngettext("«%(code)s» en %(count)s fragmento.", "«%(code)s» en %(count)s fragmentos.", len(rows))
    messages.success(request, words % {"code": code.name, "count": len(rows)})


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _back(request: Request) -> str:
    """The list with the filters it had."""
    kept = QueryDict(request.POST.get("volver", "")).urlencode()
    return reverse("meaning:fragments") + (f"?{kept}" if kept else "")


@address("meaning.see")
@require_http_methods(["GET", "POST"])
def codebook(request: Request) -> HttpResponse:
    """The tree of codes with how many fragments each holds, and a new one."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _new_code(request, form)
    used = Count("codings", filter=Q(codings__retired_at=None), distinct=True)
    codes = Code.objects.filter(retired_at=None).annotate(used=used).select_related("axis")
    by_parent: dict[UUID | None, list[Code]] = {}
    for code in codes:
        by_parent.setdefault(code.parent_id, []).append(code)
    context = {
        "title": _("Códigos"),
        "lead": _("Pocos y claros: una etapa, un tema, un actor. Un código dentro de otro si hace falta."),
        "tree": [(code, said(KIND_WORDS, code.kind), by_parent.get(code.pk, [])) for code in by_parent.get(None, [])],
        "form": form,
    }
    return render(request, "meaning/codes.html", context)


@address("meaning.edit")
def _new_code(request: Request, form: CodeForm) -> HttpResponse:
    data = form.cleaned_data
    code = add_code(data.pop("name"), by=request.actor.person, now=timezone.now(), **data)
    messages.success(request, _("Se agregó el código «%(name)s».") % {"name": code.name})
    return redirect("meaning:codes")
