"""The sheet of the model on the desk: what is counted, its parts with their lines, what each lacks, its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.kernel.digests import brief_digest
from manantial.meaning.actions.model_sheet import (
    add_entry,
    bring_back_entry,
    move_entry,
    restore_entry_wording,
    retire_entry,
    write_entry,
)
from manantial.meaning.models import ModelEntry
from manantial.meaning.queries.counted import CountedFact, counted_facts
from manantial.meaning.queries.model_sheet import EntryView, ModelSheet, model_sheet, named_grounds, retired_entries
from manantial.meaning.rules import edits
from manantial.meaning.rules.model_sheet import LACK_WORDS, PARTS, Lack, ModelPart, Wording, read_texts
from manantial.meaning.web.model_forms import EntryForm, line_labels, line_stands, line_typed
from manantial.meaning.web.plumbing import done, key_of
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import changed_meanwhile, table_answer, today
from manantial.people.models import Person
from manantial.voices.models import Source
from manantial.voices.queries import differing, said

INSIDE = {Lack.GROUNDS, Lack.LESSON, Lack.VOICES, Lack.UNCOUNTED, Lack.SEAT}  # what keeps a line from going out
_PAGES = {"source": "voices:source", "lesson": "meaning:lesson", "agreement": "governance:agreement"}
# Where a counted thing is changed, by the beginning of its key; the others are counted in the bodies.
_MENDED = {"comunidades": "mesa/comunidades/", "costo": "mesa/modelo/costos/", "meses": "mesa/modelo/#route"}


@address("meaning.see")
@require_GET
def model_page(request: Request) -> HttpResponse:
    """The whole sheet: what the registers count, each part with its lines and what they lack, what was taken out."""
    sheet = model_sheet(today())
    exported = table_answer(request, _("Ficha del modelo"), _heads(), (_cells(sheet, view) for view in sheet.every))
    if exported:
        return exported
    found = [lack for view in sheet.every for lack in view.lacks]
    context = {
        "title": _("Ficha del modelo"),
        "lead": _(
            "Se escribe una vez. De aquí salen la síntesis, la hoja de una página y la página para otros municipios."
        ),
        "counted": [(fact, _where(fact)) for fact in sheet.counted.values()],
        "parts": [_part(request, sheet, part) for part in ModelPart],
        "lacking": [(said(LACK_WORDS, lack), found.count(lack), lack in INSIDE) for lack in Lack if lack in found],
        "retired": list(retired_entries()),
        "count": len(sheet.every),
    }
    return render(request, "meaning/model.html", context)


def _part(request: Request, sheet: ModelSheet, part: ModelPart) -> dict[str, Any]:
    rule, views = PARTS[part], sheet.entries[part]
    sources = Source.objects.filter(pk__in=[view.entry.source_id for view in views if view.entry.source_id])
    levels = set(visible(request.actor, "voices.see", sources).values_list("visibility", flat=True)) | {
        "alliance",
        "public",
    }
    return {
        "key": part.value,
        "title": _(rule.title),
        "about": _(rule.about),
        "example": _(rule.example),
        "rows": [(view, _told(view), _grounds(sheet, view, levels), _states(view)) for view in views],
    }


def _grounds(sheet: ModelSheet, view: EntryView, levels: set[str]) -> list[tuple[str, str]]:
    """What a line rests on with its page; of a number that is counted, its value and where it is counted."""
    named = [one for one in named_grounds(view, sheet.counted, levels) if one.kind != "register"]
    grounds = [(one.label, reverse(_PAGES[one.kind], args=[one.pk]) if one.pk else "") for one in named]
    facts = [sheet.counted[key] for key in dict.fromkeys(view.counts) if key in sheet.counted]
    return grounds + [(f"{fact.name}: {fact.said}", _where(fact)) for fact in facts]


def _told(view: EntryView) -> dict[str, str]:
    return {"title": view.title("es") or view.text("es")[:60], "text": view.text("es"), "months": _months(view)}


def _months(view: EntryView) -> str:
    start, end = view.facts.months
    return "" if start is None else f"{start}–{end}" if end and end != start else str(start)


def _states(view: EntryView) -> list[tuple[str, str]]:
    return [("bad" if lack in INSIDE else "warn", said(LACK_WORDS, lack)) for lack in view.lacks]


def _where(fact: CountedFact) -> str:
    place = next((path for start, path in _MENDED.items() if fact.key.startswith(start)), "mesa/organos/")
    return reverse("meaning:model").removesuffix("mesa/modelo/") + place


def _heads() -> list[str]:
    return [
        _("Parte"),
        _("En pocas palabras"),
        _("Cómo es"),
        _("En inglés, en pocas palabras"),
        _("Cómo es, en inglés"),
        _("Empieza en el mes"),
        _("Termina en el mes"),
        _("Documento"),
        _("Aprendizaje"),
        _("Acuerdo"),
        _("Otra fuente"),
        _("Qué se copia"),
        _("Qué le falta"),
    ]


def _cells(sheet: ModelSheet, view: EntryView) -> list[object]:
    entry, english = view.entry, view.texts.get("en", Wording())
    return [
        _(PARTS[view.part].title),
        view.title("es"),
        view.text("es"),
        english.title and view.title("en"),
        english.text and view.text("en"),
        entry.month_from,
        entry.month_to,
        entry.source.folio if entry.source else "",
        entry.lesson.folio if entry.lesson else "",
        entry.agreement.folio if entry.agreement else "",
        entry.cited,
        "; ".join(map(str, view.documents)),
        "; ".join(said(LACK_WORDS, lack) for lack in view.lacks),
    ]


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def entry_new(request: Request, part: str) -> HttpResponse:
    """A new line of a part."""
    if part not in set(ModelPart):
        raise Http404
    kind = ModelPart(part)
    form = EntryForm(kind, request.actor, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = lambda: add_entry(kind, content=form.content(), by=request.actor.person, now=timezone.now())  # noqa: E731
        if done(request, act, _("Se guardó el renglón.")):
            return redirect(f"{reverse('meaning:model')}#{part}")
    title = _("%(part)s: nuevo renglón") % {"part": _(PARTS[kind].title)}
    return _form_page(request, kind, form, title=title)


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def entry_edit(request: Request, pk: UUID) -> HttpResponse:
    """One line: change it; what it said before stays in its history."""
    entry = find(request, "meaning.edit", ModelEntry, pk)
    kind = ModelPart(entry.part)
    form = EntryForm(kind, request.actor, entry, request.POST or None)
    stood, clash = line_stands(form), None
    if request.method == "POST" and form.is_valid():
        clash = differing(stood, line_typed(form), line_labels(form)) if changed_meanwhile(request, stood) else None
    if request.method == "POST" and form.is_valid() and clash is None:
        act = lambda: write_entry(entry, content=form.content(), by=request.actor.person, now=timezone.now())  # noqa: E731
        if done(request, act, _("Se guardó. Lo que decía antes se queda en su historia.")):
            return redirect(f"{reverse('meaning:model')}#{entry.part}")
    return _form_page(
        request, kind, form, title=str(entry), entry=entry, clash={"seen": brief_digest(stood), "clash": clash}
    )


def _form_page(
    request: Request,
    part: ModelPart,
    form: EntryForm,
    *,
    title: str,
    entry: ModelEntry | None = None,
    clash: Mapping[str, Any] | None = None,
) -> HttpResponse:
    context = {
        "title": title,
        "lead": _(PARTS[part].about),
        "form": form,
        "entry": entry,
        "history": _history(entry) if entry else [],
        "counted": [fact for fact in counted_facts(today()).values() if fact.value is not None],
        "blank": "modelo",
    }
    return render(request, "meaning/model_entry.html", context | dict(clash or {}))


def _history(entry: ModelEntry) -> list[dict[str, Any]]:
    """Every earlier wording, the newest first: when, who, what changed after it, and its number."""
    people = {change["by"] for change in entry.former if change["by"]}
    names = {str(pk): name for pk, name in Person.objects.filter(pk__in=people).values_list("pk", "name")}
    after, rows = entry.texts, []
    for number in range(len(entry.former) - 1, -1, -1):
        change = entry.former[number]
        before = change["before"]["texts"]
        rows.append(
            {
                "number": number,
                "at": change["at"][:10],
                "who": names.get(change["by"], ""),
                "changes": [
                    (language, edits(_whole(before, language), _whole(after, language))) for language in ("es", "en")
                ],
            }
        )
        after = before
    return rows


def _whole(texts: Any, language: str) -> str:
    found = read_texts(texts).get(language, Wording())
    return f"{found.title}. {found.text}".strip(". ") if found.title and found.text else found.title or found.text


@address("meaning.edit")
@require_POST
def entry_wording(request: Request, pk: UUID) -> HttpResponse:
    """Go back to an earlier wording."""
    entry = find(request, "meaning.edit", ModelEntry, pk)
    asked = request.POST.get("numero", "")
    number = int(asked) if asked.isdecimal() else -1
    act = lambda: restore_entry_wording(entry, number, by=request.actor.person, now=timezone.now())  # noqa: E731
    done(request, act, _("Volvió a esa redacción. La de hoy quedó en su historia."))
    return redirect("meaning:model_entry", pk=pk)


@address("meaning.edit")
@require_POST
def entry_move(request: Request) -> HttpResponse:
    """Move a line, take it out or bring it back; which one and how is told by the button."""
    deeds: dict[str, tuple[Callable[..., object], str]] = {
        "subir": (lambda row, **by: move_entry(row, up=True, **by), _("Se movió.")),
        "bajar": (lambda row, **by: move_entry(row, up=False, **by), _("Se movió.")),
        "retirar": (retire_entry, _("Se retiró. Está al final de la página, por si debe volver.")),
        "volver": (bring_back_entry, _("Volvió a su lugar.")),
    }
    asked = next((name for name in deeds if request.POST.get(name)), None)
    if asked is None:
        raise Http404
    entry = find(request, "meaning.edit", ModelEntry, key_of(request.POST[asked]))
    act, words = deeds[asked]
    done(request, lambda: act(entry, by=request.actor.person, now=timezone.now()), words)
    return redirect(f"{reverse('meaning:model')}#{entry.part}")


ADDRESSES = [
    path("mesa/modelo/", model_page, name="model"),
    path("mesa/modelo/mover/", entry_move, name="model_move"),
    path("mesa/modelo/nuevo/<slug:part>/", entry_new, name="model_new"),
    path("mesa/modelo/renglon/<uuid:pk>/", entry_edit, name="model_entry"),
    path("mesa/modelo/renglon/<uuid:pk>/redaccion/", entry_wording, name="model_wording"),
]
