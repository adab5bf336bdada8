"""The matrix of sources and questions typed by keyboard: only what this person changed is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Page
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from manantial.meaning.actions import fill_matrix
from manantial.meaning.models import Question, QuestionSource
from manantial.meaning.queries import SourceMatrix, current_plan, questions, source_matrix, sources_without_question
from manantial.meaning.rules import GIVES_WORDS, Gives
from manantial.meaning.web.fields import words_field
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address, visible
from manantial.people.answers import table_answer
from manantial.people.listing import following, paged
from manantial.voices.models import Source
from manantial.voices.queries import said
from manantial.voices.rules import SOURCE_WORDS

PER_MATRIX = 30
ACROSS = 20  # questions on one screen
LETTERS = {Gives.YES: "s", Gives.NO: "n", Gives.PENDING: "?"}
READ = {"s": Gives.YES, "n": Gives.NO, "?": Gives.PENDING, "": Gives.PENDING}
_Thing = TypeVar("_Thing", Question, Source)
Numbered = Sequence[tuple[int, Question]]  # the questions of a screen with their numbers in the plan
EMPTY = "."  # a cell nobody filled, in the hidden row that tells what the page showed


class MatrixFilter(forms.Form):
    """Which sources are shown."""

    q = forms.CharField(label=gettext_lazy("Folio, título o quién guarda"), required=False, widget=forms.SearchInput)
    clase = words_field(SOURCE_WORDS, label=gettext_lazy("Qué es"), empty=gettext_lazy("Todo"), required=False)
    que = forms.ChoiceField(
        label=gettext_lazy("Mostrar"), required=False,
        choices=[
            ("", gettext_lazy("Todas las fuentes")), ("sin", gettext_lazy("Sin pregunta")),
            ("revisar", gettext_lazy("Con celdas por revisar")), ("con", gettext_lazy("Con pregunta")),
        ],
    )  # fmt: skip

    def narrow(self, rows: QuerySet[Source]) -> QuerySet[Source]:
        """The sources somebody asked for; all of them for a form that does not hold."""
        if not self.is_valid():
            return rows
        data = self.cleaned_data
        for word in data["q"].split():
            rows = rows.filter(Q(folio__icontains=word) | Q(title__icontains=word) | Q(keeper__icontains=word))
        if data["clase"]:
            rows = rows.filter(kind=data["clase"])
        if data["que"] == "revisar":
            open_ = QuestionSource.objects.filter(gives=Gives.PENDING, question__retired_at=None)
            return rows.filter(pk__in=open_.values("source"))
        loose = sources_without_question().values("pk")
        kept = {"sin": rows.filter(pk__in=loose), "con": rows.exclude(pk__in=loose)}
        return kept.get(data["que"], rows)


@dataclass
class Typed:
    """What came from the page: the cells that this person changed, and those that cannot be read."""

    letters: Mapping[str, str] = field(default_factory=dict)  # by the name of the cell
    cells: dict[tuple[UUID, UUID], Gives] = field(default_factory=dict)
    wrong: list[tuple[str, str, str, int]] = field(default_factory=list)  # cell, letter, folio, number of question


@address("meaning.see")
@require_http_methods(["GET", "POST"])
def matrix_page(request: Request) -> HttpResponse:
    """Sources by questions on one screen: s, n or ?, moving with the arrows."""
    plan = current_plan()
    if plan is None or not questions().exists():
        messages.error(request, _("La matriz necesita el plan con sus preguntas: escríbalas primero."))
        return redirect("meaning:plan")
    form = MatrixFilter(request.GET or None)
    rows = form.narrow(visible(request.actor, "voices.see", Source.objects.order_by("folio")))
    if request.method == "POST":
        return _fill(request, form, rows)
    heads = [_("Folio"), _("Fuente"), *(question.text for question in questions())]
    exported = table_answer(request, _("Matriz de fuentes y preguntas"), heads, _cells(rows))
    return exported or _shown(request, form, paged(request, rows, PER_MATRIX), Typed())


def _shown(request: Request, form: MatrixFilter, page: Page[Source], typed: Typed) -> HttpResponse:
    """The page as it stands, or with what was typed and could not be read."""
    matrix = source_matrix(list(page.object_list))
    across = paged(request, matrix.questions, ACROSS, "preguntas")
    asked = list(enumerate(across.object_list, across.start_index()))
    wrong = {cell for cell, _letter, _folio, _number in typed.wrong}
    context = {
        "title": _("Matriz de fuentes y preguntas"),
        "lead": _("s = sí aporta, n = no aporta, ? = por revisar. Muévase con las flechas; Guardar escribe todo."),
        "form": form,
        "page": page,
        "questions": [(number, question, question.pk in matrix.unanswered) for number, question in asked],
        "across": across,
        "stretches": [
            (n, (n - 1) * ACROSS + 1, min(n * ACROSS, len(matrix.questions))) for n in across.paginator.page_range
        ],
        "rows": [
            (n, source, _was(matrix, source, asked), list(_row(matrix, n, source, asked, typed.letters, wrong)))
            for n, source in enumerate(matrix.sources, 1)
        ],
        "unused": {source.pk for source in matrix.unused},
        "loose": sources_without_question().count(),
        "unanswered": len(matrix.unanswered),
        "count": page.paginator.count,
        "wrong": typed.wrong,
    }
    return render(request, "meaning/source_matrix.html", context)


def _was(matrix: SourceMatrix, source: Source, asked: Numbered) -> str:
    return "".join(LETTERS[cell] if (cell := matrix.cell(question, source)) else EMPTY for _n, question in asked)


def _row(
    matrix: SourceMatrix, n: int, source: Source, asked: Numbered, letters: Mapping[str, str], wrong: set[str]
) -> Iterator[tuple[int, str, str, bool]]:
    for q, (number, question) in enumerate(asked, 1):
        cell, name = matrix.cell(question, source), f"c{n}.{q}"
        yield number, name, letters.get(name, LETTERS[cell] if cell else ""), name in wrong


def _cells(rows: QuerySet[Source]) -> Iterator[list[object]]:
    matrix = source_matrix(list(rows))
    for source in matrix.sources:
        yield [source.folio, source.title, *(said(GIVES_WORDS, cell) if cell else "" for cell in matrix.row(source))]


@address("meaning.edit")
def _fill(request: Request, form: MatrixFilter, rows: QuerySet[Source]) -> HttpResponse:
    """Write the cells this person changed; a letter that is not s, n or ? stops everything and keeps what was typed."""
    plan = current_plan()
    typed = _typed(request, rows)
    page = paged(request, rows, PER_MATRIX)
    if typed.wrong or plan is None:
        return _shown(request, form, page, typed)
    act = lambda: fill_matrix(plan, cells=typed.cells, by=request.actor.person, now=timezone.now())  # noqa: E731
    if not done(request, act, _("Se guardó la matriz.")):
        return _shown(request, form, page, typed)
    return redirect(
        following(request, page) if "seguir" in request.POST and page.has_next() else request.get_full_path()
    )


def _typed(request: Request, rows: QuerySet[Source]) -> Typed:
    """Read the page: the questions and sources it showed, what each row said then, and what it says now."""
    sent = request.POST
    numbers = {question.pk: number for number, question in enumerate(questions(), 1)}
    asked = _found(sent.getlist("q"), questions())
    told = _found(sent.getlist("s"), visible(request.actor, "voices.see", Source.objects.all()))
    found = Typed(letters={name: str(value).strip() for name, value in sent.items() if name.startswith("c")})
    for n, source in enumerate(told, 1):
        was = str(sent.get(f"b{n}", "")).ljust(len(asked), EMPTY)
        for q, question in enumerate(asked, 1):
            name = f"c{n}.{q}"
            letter = found.letters.get(name, "").casefold()
            if question is None or source is None or letter == was[q - 1].replace(EMPTY, ""):
                continue
            if letter not in READ:
                found.wrong.append((name, found.letters[name], source.folio, numbers[question.pk]))
            else:
                found.cells[question.pk, source.pk] = READ[letter]
    return found


def _found(keys: Sequence[str], rows: QuerySet[_Thing]) -> list[_Thing | None]:
    """The rows with these keys, in their order; None for one that is gone or was never theirs."""
    known = {str(row.pk): row for row in rows}
    return [known.get(key) for key in keys]
