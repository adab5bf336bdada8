"""Asking a room from the desk: open and close a question, count by hand, look after the cards, sort them."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.kernel.remembered import read_remembered
from manantial.meaning.actions import (
    CardText,
    Counted,
    close_round,
    count_by_hand,
    open_round,
    put_card,
    reopen_round,
    show_card,
    sort_cards,
)
from manantial.meaning.models import Finding, Milestone, Round, WallCard
from manantial.meaning.queries.rounds import Item, RoundView, answered, items_of, round_view, rounds_of
from manantial.meaning.rules import WORDS, MilestoneKind
from manantial.meaning.rules.rounds import LIGHT_WORDS, MOST_FINDINGS, ROUND_WORDS, RoundKind
from manantial.meaning.web.fields import FindingsField, FolioField, text_area, words_field
from manantial.meaning.web.phones import CardForm
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address, find
from manantial.people.answers import table_answer
from manantial.voices.models import Workshop
from manantial.voices.queries import said
from manantial.voices.rules import EXPECTED_GROUPS, GROUP_WORDS

VISIBLE = {
    "organism": gettext_lazy("Solo el equipo, por ahora"),
    "alliance": gettext_lazy("La alianza"),
    "public": gettext_lazy("Todos"),
}


MOST_DIGITS = 4  # of the persons in one box
CARDS_SHOWN, SORTED_AT_ONCE = 40, 60  # cards on one page of the desk; the wall and the table file have them all


class RoundForm(forms.Form):
    """What is asked of the room."""

    kind = words_field(ROUND_WORDS, label=gettext_lazy("¿Cómo se contesta?"))
    question = forms.CharField(label=gettext_lazy("¿Qué se pregunta?"), widget=text_area(2))
    options = forms.CharField(
        label=gettext_lazy("Opciones, una por renglón"), required=False, widget=text_area(4),
        help_text=gettext_lazy("Solo para la votación con granos."),
    )  # fmt: skip
    findings = FindingsField(
        label=gettext_lazy("Hallazgos"), required=False, help_text=gettext_lazy("Solo para el semáforo.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["findings"]
        field.queryset = Finding.objects.filter(retired_at=None)
        field.initial = list(field.queryset.values_list("pk", flat=True)[:MOST_FINDINGS])


@address("workshops.see")
@require_http_methods(["GET", "POST"])
def round_list(request: Request, pk: UUID) -> HttpResponse:
    """The questions of a workshop; POST opens one."""
    permission = "workshops.edit" if request.method == "POST" else "workshops.see"
    workshop = find(request, permission, Workshop, pk)
    wanted = request.GET.get("que", "")
    first = {"kind": wanted if wanted in set(RoundKind) else RoundKind.CARDS, "question": _first_question(wanted)}
    form = RoundForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        act = partial(
            open_round,
            workshop,
            kind=RoundKind(data["kind"]),
            question=data["question"],
            options=data["options"].splitlines(),
            findings=list(data["findings"]),
            by=request.actor.person,
            now=timezone.now(),
        )
        if done(request, act, _("La pregunta está abierta. Muestre la clave en el proyector.")):
            return redirect("meaning:round", pk=rounds_of(workshop)[0].pk)
    listed = list(rounds_of(workshop))
    counts = answered(listed)
    rows = [(one, said(ROUND_WORDS, one.kind), counts.get(one.pk, 0)) for one in listed]
    heads = [_("Clave"), _("Tipo"), _("Pregunta"), _("Abierta"), _("Cerrada"), _("Respuestas")]
    cells = ([one.code, kind, one.question, one.opened_at, one.closed_at, count] for one, kind, count in rows)
    context = {"title": _("Preguntas a la sala"), "workshop": workshop, "form": form, "rows": rows, "count": len(rows)}
    exported = table_answer(request, f"{workshop.folio} {_('preguntas')}", heads, cells)
    return exported or render(request, "meaning/rounds.html", context)


def _first_question(kind: str) -> str:
    if kind == RoundKind.LIGHTS:
        return _("¿Es cierto para nosotros?")
    return "" if kind == RoundKind.BEANS else _("¿Qué pasó y cuándo?")


def _round(request: Request, permission: str, pk: UUID) -> Round:
    return find(request, permission, Round.objects.select_related("workshop__community"), pk)


@address("workshops.see")
@require_GET
def round_page(request: Request, pk: UUID) -> HttpResponse:
    """A question with what was answered, group by group, for the team."""
    return _shown(request, _round(request, "workshops.see", pk), CardForm(), {}, set())


def _shown(
    request: Request, found: Round, card_form: CardForm, typed: Mapping[str, str], wrong: Set[str]
) -> HttpResponse:
    """The page of a question; with what was typed and could not be taken, when something was."""
    view = round_view(found)
    page = Paginator(view.cards, CARDS_SHOWN).get_page(request.GET.get("page"))
    heads = [_("Pregunta"), _("Grupo"), _("Respuesta"), _("Personas")]
    exported = table_answer(request, f"{found.workshop.folio} {found.code}", heads, _cells(view))
    context = {
        "title": found.question,
        "round": found,
        "view": view,
        "kind": said(ROUND_WORDS, found.kind),
        "items": [(item, _table(view, item), _boxes(found, item, typed, wrong)) for item in view.items],
        "wrong": bool(wrong),
        "page": page,
        "cards": [(card, said(GROUP_WORDS, card.group)) for card in page],
        "card_form": card_form,
    }
    return exported or render(request, "meaning/round.html", context)


def _boxes(found: Round, item: Item, typed: Mapping[str, str], wrong: Set[str]) -> list[tuple[str, list[Any]]]:
    """The boxes for what was counted by hand: each group with the name, the words and the fault of every box."""
    rows = []
    for group in _groups(found.workshop):
        names = [f"{group}.{item.number}.{value}" for value, _words in item.choices]
        rows.append((said(GROUP_WORDS, group), [(name, typed.get(name, ""), name in wrong) for name in names]))
    return rows


def _table(view: RoundView, item: Item) -> dict[str, object]:
    """The counts of one thing asked as the desk shows them: every group in full, phones and hands together."""
    groups = view.tally.get(item.number, {})
    rows = [(said(GROUP_WORDS, key), [counts.get(v, 0) for v, _w in item.choices]) for key, counts in groups.items()]
    totals = [sum(counts.get(value, 0) for counts in groups.values()) for value, _words in item.choices]
    return {"heads": [choice_words(view.round, v, w) for v, w in item.choices], "rows": rows, "totals": totals}


def choice_words(found: Round, value: str, words: str) -> str:
    """What a choice is called: a colour says what it means, an option its own words."""
    return said(LIGHT_WORDS, value) if found.kind == RoundKind.LIGHTS else words


def _cells(view: RoundView) -> list[list[object]]:
    if view.round.kind == RoundKind.CARDS:
        return [[str(card.when), said(GROUP_WORDS, card.group), card.text, 1] for card in view.on_the_wall]
    return [
        [
            item.folio or item.text,
            said(GROUP_WORDS, group),
            choice_words(view.round, value, words),
            counts.get(value, 0),
        ]
        for item in view.items
        for group, counts in view.tally.get(item.number, {}).items()
        for value, words in item.choices
    ]


def _groups(workshop: Workshop) -> list[str]:
    """The groups that came; all the expected ones when nobody wrote the list."""
    came = workshop.attendances.exclude(group="").filter(count__gt=0).values_list("group", flat=True)
    return list(dict.fromkeys(came)) or [group.value for group in EXPECTED_GROUPS]


@address("meaning.edit")
@require_POST
def round_state(request: Request, pk: UUID) -> HttpResponse:
    """Close a question (traffic lights become the validation of their findings) or open it again."""
    found = _round(request, "workshops.edit", pk)
    if "abrir" in request.POST:
        act, words = reopen_round, _("La pregunta está abierta otra vez, con la misma clave.")
    elif found.kind == RoundKind.LIGHTS:
        act, words = close_round, _("Se cerró. Los votos quedaron en la validación de cada hallazgo.")
    else:
        act, words = close_round, _("Se cerró la pregunta.")
    done(request, partial(act, found, by=request.actor.person, now=timezone.now()), words)
    return redirect("meaning:round", pk=pk)


@address("workshops.edit")
@require_POST
def round_count(request: Request, pk: UUID) -> HttpResponse:
    """Write what was counted by hand; an empty box changes nothing, one that is no number stops all of them."""
    found = _round(request, "workshops.edit", pk)
    counts, typed, wrong = [], {}, set()
    for item in items_of(found):
        for group in _groups(found.workshop):
            for value, _words in item.choices:
                name = f"{group}.{item.number}.{value}"
                typed[name] = request.POST.get(name, "").strip()
                if typed[name].isdecimal() and len(typed[name]) <= MOST_DIGITS:
                    counts.append(Counted(group, value, int(typed[name]), item.number))
                elif typed[name]:
                    wrong.add(name)
    if wrong:
        return _shown(request, found, CardForm(), typed, wrong)
    act = partial(count_by_hand, found, counts, by=request.actor.person, now=timezone.now())
    done(request, act, _("Se sumó lo contado a mano."))
    return redirect("meaning:round", pk=pk)


@address("workshops.edit")
@require_POST
def card_put(request: Request, pk: UUID) -> HttpResponse:
    """Type a card from paper."""
    found = _round(request, "workshops.edit", pk)
    form = CardForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form, {}, set())
    data = form.cleaned_data
    card = CardText(data["group"], data["text"], read_remembered(data["when"]))
    act = partial(put_card, found, card, by=request.actor.person, now=timezone.now())
    if not done(request, act, _("Se puso la tarjeta.")):
        return _shown(request, found, form, {}, set())
    return redirect("meaning:round", pk=pk)


@address("workshops.edit")
@require_POST
def card_state(request: Request, pk: UUID) -> HttpResponse:
    """Take a card off the wall or put it back."""
    card = find(request, "workshops.edit", WallCard.objects.select_related("round__workshop"), pk)
    hidden = "quitar" in request.POST
    words = _("Se quitó de la pared. Sigue guardada.") if hidden else _("Está otra vez en la pared.")
    done(request, partial(show_card, card, hidden=hidden, by=request.actor.person, now=timezone.now()), words)
    return redirect("meaning:round", pk=card.round_id)


class SortForm(forms.Form):
    """Which milestone the marked cards are."""

    milestone = FolioField(
        label=gettext_lazy("Es un hito que ya está: su folio"), help_text=gettext_lazy("Por ejemplo HIT-0004.")
    )
    title = forms.CharField(label=gettext_lazy("O es un hito nuevo: cómo se llama"), max_length=200, required=False)
    kind = words_field({kind.value: WORDS[kind] for kind in MilestoneKind}, label=gettext_lazy("Qué fue"))
    visibility = words_field(VISIBLE, label=gettext_lazy("¿Quién lo ve?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["milestone"].rows = Milestone.objects.filter(retired_at=None)  # type: ignore[attr-defined]


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def cards_sort(request: Request, pk: UUID) -> HttpResponse:
    """Make cards milestones: mark those that tell the same, and say which milestone it is."""
    found = _round(request, "workshops.edit", pk)
    if found.kind != RoundKind.CARDS:
        raise Http404
    form = SortForm(request.POST or None, initial={"kind": MilestoneKind.ACHIEVEMENT, "visibility": "organism"})
    if request.method == "POST" and form.is_valid():
        data, cards = form.cleaned_data, _marked(request, found)
        act = partial(
            sort_cards,
            cards,
            milestone=data["milestone"],
            title=data["title"],
            kind=MilestoneKind(data["kind"]),
            visibility=data["visibility"],
            by=request.actor.person,
            now=timezone.now(),
        )
        if done(request, act, _("Las tarjetas ya son versiones de un hito, cada una con su grupo.")):
            return redirect("meaning:cards_sort", pk=pk)
    view = round_view(found)
    unsorted = [card for card in view.on_the_wall if card.milestone_id is None]
    waiting = [(card, said(GROUP_WORDS, card.group)) for card in unsorted[:SORTED_AT_ONCE]]
    done_with = [card for card in view.cards if card.milestone_id is not None]
    sorted_ones = [(card, said(GROUP_WORDS, card.group)) for card in done_with[-CARDS_SHOWN:]]
    context = {
        "title": _("De tarjetas a hitos"),
        "lead": _(
            "Marque las tarjetas que cuentan lo mismo. Cada una queda como la versión de su grupo; ninguna se borra."
        ),
        "round": found,
        "form": form,
        "waiting": waiting,
        "rest": len(unsorted) - len(waiting),
        "sorted": sorted_ones,
        "milestones": Milestone.objects.filter(retired_at=None).order_by("-folio")[:60],
    }
    return render(request, "meaning/cards_sort.html", context)


def _marked(request: Request, found: Round) -> list[WallCard]:
    """The cards that somebody marked."""
    marked = set(request.POST.getlist("card"))
    rows = WallCard.objects.filter(round=found).select_related("round__workshop")
    return [card for card in rows if str(card.pk) in marked]
