"""Codes side by side: which come together, who speaks of what, where coders see differently. Every cell opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.alliance.tenancy import current_alliance
from manantial.kernel.text import fold
from manantial.meaning.queries import CodeTree, Crossing, busiest_codes, chosen_codes, code_tree, crossed, met
from manantial.meaning.queries.compared import STAGE
from manantial.meaning.rules import Meetings, Together, shown_breakdown, strongest
from manantial.meaning.web.asking import question_address
from manantial.meaning.web.question_forms import (
    AGAINST_WORDS,
    TOGETHER_WORDS,
    CrossingForm,
    TogetherForm,
)
from manantial.people.access import Request, address, visible
from manantial.people.answers import table_answer, today
from manantial.territory.models import Community
from manantial.voices.models import Voice, Workshop
from manantial.voices.queries import said
from manantial.voices.rules import AGE_WORDS, EXPECTED_GROUPS, GROUP_WORDS, SEX_WORDS

MOST = 15  # codes of a table on the page; the file has them all
SHADES = 4
BOND_OF = {
    Together.FRAGMENT: "y",
    Together.OVERLAP: "encima",
    Together.TURN: "turno",
    Together.NEAR: "cerca",
    Together.VOICE: "voz",
}


@dataclass(frozen=True)
class Cell:
    """One number of a table, how dark it is drawn, and what it opens."""

    count: int | None  # None: too few people to say
    shade: int
    href: str = ""
    coefficient: float | None = None


@address("meaning.see")
@require_GET
def hub(request: Request) -> HttpResponse:
    """Everything with which one looks for and compares, in one place."""
    return render(request, "meaning/compare.html", {"title": _("Buscar y comparar")})


@address("meaning.see")
@require_GET
def together_page(request: Request) -> HttpResponse:
    """Which codes come together, how often and how closely."""
    tree = code_tree()
    form = TogetherForm(tree, request.GET)
    how = Together(form.value("con") or Together.OVERLAP)
    near = form.value("n") or 1
    leaving = "formato" in request.GET
    codes, below = _codes(form, tree, whole=leaving)
    found = met(request.actor, codes, together=how, near=near, voices=form.voices(), below=below, on=today())
    if answer := table_answer(request, _("Códigos que van juntos"), _pair_heads(), _pairs(found, codes, tree)):
        return answer
    kept = _kept(form)
    link = {"con": BOND_OF[how], "n": near if how is Together.NEAR else None, "solo": None if below else "on", **kept}
    context = {
        "title": _("Códigos que van juntos"),
        "form": form,
        "heads": [tree.names[code] for code in codes],
        "rows": list(_square(found, codes, tree, link)),
        "strongest": [
            (tree.names[codes[one]], tree.names[codes[other]], count, found.coefficient(one, other),
             question_address(a=codes[one], b=codes[other], **link))
            for one, other, count in strongest(found, 10)
        ],
        "how": _(TOGETHER_WORDS[how]),
    }  # fmt: skip
    return render(request, "meaning/together.html", context)


@address("meaning.see")
@require_GET
def crossing_page(request: Request) -> HttpResponse:
    """Codes against who speaks: group, community, sex, age, workshop or stage."""
    tree = code_tree()
    form = CrossingForm(tree, request.GET)
    against = form.value("por") or "grupo"
    leaving = "formato" in request.GET
    codes, below = _codes(form, tree, whole=leaving)
    found = crossed(request.actor, codes, against, voices=form.voices(), below=below, people=leaving, on=today())
    names, found = _in_order(against, found, tree)
    public = bool(request.GET.get("publica"))
    title = _("Quién habla de qué")
    if answer := table_answer(request, title, [_("Código"), *names], _crossed_rows(found, tree, public=public)):
        return answer
    context = {
        "title": title,
        "form": form,
        "heads": names,
        "rows": list(_crossed_cells(found, tree, against, below, _kept(form))),
        "against": _(AGAINST_WORDS[against]),
        **(_silences(request, found) if against == "grupo" and not form.narrowed else {}),
    }
    return render(request, "meaning/crossing.html", context)


def _codes(form: TogetherForm, tree: CodeTree, *, whole: bool) -> tuple[list[UUID], bool]:
    """The codes of a table, and whether each stands for all within it. A file has all there are."""
    within = form.value("dentro")
    if within == "arriba":
        return chosen_codes(tree, None, most=None if whole else MOST), True
    if within:
        return chosen_codes(tree, UUID(within), most=None if whole else MOST), True
    if whole:
        return list(tree.standing), False
    return busiest_codes(most=MOST), False


def _kept(form: TogetherForm) -> dict[str, Any]:
    """The filters of voices, to hand them on to what a cell opens."""
    names = ("grupo", "comunidad", "sexo", "taller", "desde", "hasta")
    return {name: form.value(name) for name in names if form.value(name)}


def _square(
    found: Meetings, codes: Sequence[UUID], tree: CodeTree, link: dict[str, Any]
) -> Iterator[tuple[str, int, list[Cell]]]:
    most = max((found.of(one, other) for one in range(len(codes)) for other in range(one)), default=0)
    for row, code in enumerate(codes):
        cells = [
            Cell(
                count := found.of(row, column),
                _shade(count, most),
                question_address(a=code, b=codes[column], **link) if count else "",
                found.coefficient(row, column),
            )
            for column in range(row)
        ]
        yield tree.names[code], found.holds.get(row, 0), cells


def _pair_heads() -> list[str]:
    return [_("Código"), _("Otro código"), _("Veces juntos"), _("c"), _("Fragmentos del primero"), _("Del segundo")]


def _pairs(found: Meetings, codes: Sequence[UUID], tree: CodeTree) -> Iterator[list[object]]:
    for one, other, count in strongest(found, len(codes) ** 2):
        c = found.coefficient(one, other)
        yield [
            *(tree.path(codes[one]), tree.path(codes[other]), count, None if c is None else round(c, 4)),
            *(found.holds.get(one, 0), found.holds.get(other, 0)),
        ]


def _column_names(against: str, columns: Sequence[Any], tree: CodeTree) -> list[str]:
    words = {"grupo": GROUP_WORDS, "sexo": SEX_WORDS, "edad": AGE_WORDS}.get(against)
    if words is not None:
        return [said(words, column) if column else _("Sin decir") for column in columns]
    if against == "comunidad":
        names = dict(Community.objects.filter(pk__in=[one for one in columns if one]).values_list("pk", "name"))
    elif against == "taller":
        names = dict(Workshop.objects.filter(pk__in=[one for one in columns if one]).values_list("pk", "title"))
    else:
        names = tree.names
    return [names.get(column, _("Sin decir")) for column in columns]


def _in_order(against: str, found: Crossing, tree: CodeTree) -> tuple[list[str], Crossing]:
    """The columns by name, with the table: places and workshops as in the alphabet, stages as in the codebook."""
    named = dict(zip(found.columns, _column_names(against, found.columns, tree), strict=True))
    columns = list(found.columns)
    if against in {"comunidad", "taller"}:
        columns.sort(key=lambda one: (one is None, fold(named[one])))
    elif against == STAGE:
        places = {code: place for place, code in enumerate(tree.standing)}
        columns.sort(key=lambda one: places.get(one, len(places)))
    return [named[one] for one in columns], replace(found, columns=tuple(columns))


def _silences(request: Request, found: Crossing) -> dict[str, list[str]]:
    """The expected groups without any voice, and those that spoke and have none of these codes."""
    heard = set(
        visible(request.actor, "voices.see", Voice.objects.filter(state="accepted")).values_list("group", flat=True)
    )
    away = [group for group in EXPECTED_GROUPS if group not in found.columns]
    return {
        "unheard": [said(GROUP_WORDS, group) for group in away if group not in heard],
        "quiet_groups": [said(GROUP_WORDS, group) for group in away if group in heard],
    }


def _crossed_cells(
    found: Crossing, tree: CodeTree, against: str, below: bool, kept: dict[str, Any]
) -> Iterator[tuple[str, list[Cell]]]:
    most = max(found.fragments.values(), default=0)
    for code in found.codes:
        cells = []
        for column in found.columns:
            count = found.fragments.get((code, column), 0)
            link = {"a": code, "solo": None if below else "on", **kept}
            link |= {"con": "y", "b": column} if against == "etapa" else {against: column}
            opens = count and column and against != "edad"
            cells.append(Cell(count, _shade(count, most), question_address(**link) if opens else ""))
        yield tree.names[code], cells


def _crossed_rows(found: Crossing, tree: CodeTree, *, public: bool) -> Iterator[list[object]]:
    """The table as it leaves. For the public, a cell that few people told says only that."""
    smallest = current_alliance().small_group
    few = _("menos de %(n)s voces") % {"n": smallest}
    for code in found.codes:
        row: list[object] = [tree.path(code)]
        people = {str(place): found.voices.get((code, column), 0) for place, column in enumerate(found.columns)}
        shown = shown_breakdown(people, sensitive=public, smallest=smallest)
        for place, column in enumerate(found.columns):
            hidden = shown[str(place)] is None
            row.append(few if hidden else found.fragments.get((code, column), 0))
        yield row


def _shade(count: int, most: int) -> int:
    return 0 if not count or not most else min(SHADES, 1 + count * SHADES // (most + 1))
