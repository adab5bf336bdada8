"""Where people who coded the same voices see differently: first the places, then the number."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.meaning.queries import CodeTree, code_tree
from manantial.meaning.queries.differing import Differences, FamilyDifferences, differences, family_differences
from manantial.meaning.queries.marks import Lonely
from manantial.meaning.web.plumbing import words_leaving
from manantial.meaning.web.question_forms import EVERY_BEGUN, AgreementForm
from manantial.people.access import Request, address
from manantial.people.answers import table_answer, today

ON_A_PAGE, IN_A_FILE = 30, 10_000


@address("meaning.see")
@require_GET
def agreement_page(request: Request) -> HttpResponse:
    """One code, or several that exclude each other: the stretches of one person alone, then Krippendorff's alphas."""
    tree = code_tree()
    form = AgreementForm(tree, request.GET)
    code, several = form.one(), form.several()
    most = IN_A_FILE if "formato" in request.GET else ON_A_PAGE
    every = form.value("contar") == EVERY_BEGUN
    found: Differences | FamilyDifferences | None = None
    if code:
        found = differences(request.actor, code, form.voices(), on=today(), most=most, unfinished=every)
    elif several:
        found = family_differences(request.actor, several, form.voices(), on=today(), most=most, unfinished=every)
    if found and (answer := _file(request, found, tree)):
        return answer
    family = found if isinstance(found, FamilyDifferences) else None
    context = {
        "title": _("Dónde vemos distinto"),
        "form": form,
        "found": found,
        "every": every,
        "family": family,
        "lonely": [(one, _name(tree, one.value, code), _names(tree, one.instead)) for one in found.lonely]
        if found
        else [],
        "measures": [(tree.names[one.code], one) for one in family.codes] if family else [],
        "clashes": [(one, _names(tree, one.codes)) for one in family.clashes] if family else [],
        "code": tree.names[code] if code else "",
    }
    return render(request, "meaning/agreement.html", context)


def _file(request: Request, found: Differences | FamilyDifferences, tree: CodeTree) -> HttpResponse | None:
    """The stretches of one person alone; with `?tabla=medida`, the numbers."""
    if request.GET.get("tabla") == "medida" and isinstance(found, FamilyDifferences):
        heads = [_("Código"), _("Medida"), _("Valor"), _("Tramos"), _("De una sola persona"), _("Voces"), _("Personas")]
        return table_answer(request, _("Acuerdo entre códigos"), heads, _measures(found, tree))
    heads = [
        _("Folio"),
        _("Voz"),
        _("Palabras"),
        _("Lo vio"),
        _("Con qué código"),
        _("No lo marcó"),
        _("Puso en su lugar"),
    ]
    return table_answer(request, _("Donde vemos distinto"), heads, (_cells(one, tree) for one in found.lonely))


def _cells(one: Lonely, tree: CodeTree) -> list[object]:
    row = one.fragment
    return [
        row.folio,
        row.voice.folio,
        words_leaving(row),
        one.who,
        _name(tree, one.value),
        one.others,
        _names(tree, one.instead),
    ]


def _measures(found: FamilyDifferences, tree: CodeTree) -> Iterator[list[object]]:
    base = [found.voices, found.coders]
    whole = [("|uα", found.family.relevant), ("uα", found.family.every), ("cuα", found.family.chosen)]
    for name, value in whole:
        yield [_("Todos"), name, _rounded(value), found.marked, found.lonely_count, *base]
    for one in found.codes:
        yield [tree.path(one.code), "(k)uα", _rounded(one.alpha), one.marked, one.alone, *base]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _name(tree: CodeTree, value: Hashable, code: Any = None) -> str:
    return tree.names.get(value, "") if value is not True else tree.names.get(code, "")  # type: ignore[call-overload]


def _names(tree: CodeTree, values: Sequence[Hashable]) -> str:
    return ", ".join(name for value in values if value is not True and (name := _name(tree, value)))
