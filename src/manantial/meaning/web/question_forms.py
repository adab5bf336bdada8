"""The forms with which codes are asked and compared: whose voices, which codes, how they come together."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language, gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from manantial.alliance.fields import QuickSelect
from manantial.kernel.dates import say_day
from manantial.meaning.queries import Bond, CodeQuestion, CodeTree, Step, VoiceFilter
from manantial.meaning.queries.coded import UNCODED
from manantial.meaning.rules import Together
from manantial.meaning.web.fields import day_field, words_field, workshops
from manantial.people.choices import communities
from manantial.voices.rules import GROUP_WORDS, SEX_WORDS

BOND_WORDS = {
    Bond.AND: gettext_noop("y también, en el mismo fragmento"),
    Bond.OVERLAPS: gettext_noop("encimado con"),
    Bond.TURN: gettext_noop("en el mismo turno que"),
    Bond.NEAR: gettext_noop("cerca de"),
    Bond.VOICE: gettext_noop("en la misma voz que"),
    Bond.OR: gettext_noop("o también"),
    Bond.NOT: gettext_noop("y sin"),
}
TOGETHER_WORDS = {  # the first one is what is shown before anybody chooses
    Together.OVERLAP: gettext_noop("En fragmentos que se enciman"),
    Together.FRAGMENT: gettext_noop("En el mismo fragmento"),
    Together.TURN: gettext_noop("En el mismo turno"),
    Together.NEAR: gettext_noop("En turnos cercanos"),
    Together.VOICE: gettext_noop("En la misma voz"),
}
AGAINST_WORDS = {
    "grupo": gettext_noop("Quién habla"),
    "comunidad": gettext_noop("Comunidad"),
    "sexo": gettext_noop("Mujer u hombre"),
    "edad": gettext_noop("Edad"),
    "taller": gettext_noop("Taller"),
    "etapa": gettext_noop("Etapa"),
}
EVERY_BEGUN = "empezadas"
FARTHEST = 20  # turns
CHOSEN = ("grupo", "comunidad", "sexo", "taller")


def said_day(day: date) -> str:
    """A day in words, in the language of the page."""
    return say_day(day, (get_language() or "es")[:2], weekday=False)


def inner_choices(tree: CodeTree) -> list[tuple[str, str]]:
    """The codes with others within them, as choices."""
    parents = {tree.parents[code] for code in tree.standing}
    return [(str(code), tree.names[code]) for code in tree.standing if code in parents]


def code_choices(tree: CodeTree) -> list[tuple[str, str]]:
    """The codebook as choices, each code under its parent."""
    return [(str(code), f"{'– ' * tree.depth(code)}{tree.names[code]}") for code in tree.standing]


class VoicesForm(forms.Form):
    """Whose voices are looked at."""

    grupo = words_field(GROUP_WORDS, label=_("Quién habla"), empty=_("Todos"), required=False, widget=QuickSelect)
    comunidad = forms.ChoiceField(label=_("Comunidad"), required=False, widget=QuickSelect)
    sexo = words_field(SEX_WORDS, label=_("Mujer u hombre"), empty=_("Todos"), required=False)
    taller = forms.ChoiceField(label=_("Taller"), required=False, widget=QuickSelect)
    desde = day_field(label=_("Desde el día"), required=False)
    hasta = day_field(label=_("Hasta el día"), required=False)

    def __init__(self, tree: CodeTree, data: Any) -> None:
        super().__init__(data)
        self.tree = tree
        places = communities().values_list("pk", "name")
        held = workshops().values_list("pk", "folio", "title")
        self.offer("comunidad", [("", gettext("Todas")), *((str(pk), name) for pk, name in places)])
        self.offer("taller", [("", gettext("Todos")), *((str(pk), f"{folio} {title}") for pk, folio, title in held)])

    def offer(self, field: str, options: list[tuple[str, str]]) -> None:
        """Say what may be chosen."""
        self.fields[field].choices = options  # type: ignore[attr-defined]

    def value(self, field: str) -> Any:
        """What was chosen; nothing for what is not there or not understood."""
        self.is_valid()
        return getattr(self, "cleaned_data", {}).get(field) or ""

    def code(self, field: str) -> UUID | None:
        """The code that was chosen."""
        chosen = self.value(field)
        return UUID(chosen) if chosen and chosen != UNCODED else None

    def voices(self) -> VoiceFilter:
        """Whose voices."""
        community, workshop = self.value("comunidad"), self.value("taller")
        return VoiceFilter(
            group=self.value("grupo"),
            community=UUID(community) if community else None,
            sex=self.value("sexo"),
            workshop=UUID(workshop) if workshop else None,
            since=self.value("desde") or None,
            until=self.value("hasta") or None,
        )

    def voices_said(self) -> str:
        """Whose voices, in words; empty for all."""
        told = [dict(self.fields[name].choices).get(self.value(name)) for name in CHOSEN if self.value(name)]  # type: ignore[attr-defined]
        since, until = self.value("desde"), self.value("hasta")
        told += [gettext("desde el %(day)s") % {"day": said_day(since)}] if since else []
        told += [gettext("hasta el %(day)s") % {"day": said_day(until)}] if until else []
        return ", ".join(str(one) for one in told if one)

    def clean(self) -> dict[str, Any]:
        """Two days the wrong way round leave nothing to find: it is said."""
        data = super().clean() or {}
        if data.get("desde") and data.get("hasta") and data["hasta"] < data["desde"]:
            self.add_error("hasta", gettext("Este día es anterior al primero."))
        return data

    @property
    def narrowed(self) -> bool:
        """Somebody asked for some voices only."""
        return self.voices() != VoiceFilter()


class CodeQuestionForm(VoicesForm):
    """Up to three codes and how they bind."""

    a = forms.ChoiceField(label=_("Fragmentos con el código"), required=False, widget=QuickSelect)
    con = words_field(BOND_WORDS, label=_("que estén"), empty=_("—"), required=False)
    b = forms.ChoiceField(label=_("Otro código"), required=False, widget=QuickSelect)
    con2 = words_field(BOND_WORDS, label=_("y que estén"), empty=_("—"), required=False)
    c = forms.ChoiceField(label=_("Tercer código"), required=False, widget=QuickSelect)
    n = forms.IntegerField(label=_("Cerca: cuántos turnos"), min_value=1, max_value=FARTHEST, required=False)
    solo = forms.BooleanField(label=_("Sin los códigos que están adentro"), required=False)
    ver = forms.ChoiceField(
        label=_("Mostrar"), choices=[("", _("Fragmentos")), ("turnos", _("Turnos completos"))], required=False
    )

    def __init__(self, tree: CodeTree, data: Any) -> None:
        super().__init__(tree, data)
        codes = code_choices(tree)
        self.offer("a", [("", gettext("Cualquiera")), (UNCODED, gettext("Ninguno: sin código")), *codes])
        self.offer("b", [("", "—"), *codes])
        self.offer("c", [("", "—"), *codes])

    @property
    def near(self) -> int:
        """How many turns apart is still near."""
        return self.value("n") or 1

    def question(self) -> CodeQuestion:
        """What was asked."""
        steps = [
            Step(Bond(self.value(bond) or Bond.AND), code)
            for bond, field in (("con", "b"), ("con2", "c"))
            if (code := self.code(field))
        ]
        first = UNCODED if self.value("a") == UNCODED else self.code("a")
        return CodeQuestion(first, tuple(steps), not self.value("solo"), self.near, self.voices())

    def said(self) -> str:
        """The question in words, for the head of what leaves."""
        names = self.tree.names
        first = self.code("a")
        words = [names[first] if first in names else dict(self.fields["a"].choices)[self.value("a")]]  # type: ignore[attr-defined]
        for step in self.question().steps:
            bond = gettext(BOND_WORDS[step.bond])
            near = f" ({self.near})" if step.bond is Bond.NEAR else ""
            words.append(f"{bond}{near} {names.get(step.code, '')}")
        whose = self.voices_said()
        return ", ".join(str(word) for word in words) + (f" ({whose})" if whose else "")


class TogetherForm(VoicesForm):
    """Which codes are set against each other."""

    con = words_field(TOGETHER_WORDS, label=_("Cuándo van juntos"), required=False)
    n = forms.IntegerField(label=_("Cerca: cuántos turnos"), min_value=1, max_value=FARTHEST, required=False)
    dentro = forms.ChoiceField(label=_("Qué códigos"), required=False, widget=QuickSelect)

    def __init__(self, tree: CodeTree, data: Any) -> None:
        super().__init__(tree, data)
        inside = inner_choices(tree)
        within = [(key, gettext("Los que están en «%(name)s»") % {"name": name}) for key, name in inside]
        self.offer("dentro", [("", gettext("Los más usados")), ("arriba", gettext("Los de arriba")), *within])


class CrossingForm(TogetherForm):
    """Codes against who speaks."""

    por = words_field(AGAINST_WORDS, label=_("Contra qué"), required=False)
    con = None  # type: ignore[assignment]
    n = None  # type: ignore[assignment]


class AgreementForm(VoicesForm):
    """Of which code, or of which codes that exclude each other, it is asked how far people agree."""

    codigo = forms.ChoiceField(label=_("Código o familia"), required=False, widget=QuickSelect)
    k = forms.MultipleChoiceField(
        label=_("O dos o más códigos que se excluyen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    contar = forms.ChoiceField(
        label=_("Qué voces se cuentan"), required=False,
        choices=[
            ("", _("Las que dos personas dicen que terminaron")),
            (EVERY_BEGUN, _("Todas las que dos personas codificaron, aunque no terminen")),
        ],
    )  # fmt: skip

    def __init__(self, tree: CodeTree, data: Any) -> None:
        super().__init__(tree, data)
        codes = code_choices(tree)
        families = [("arriba", gettext("Los de arriba, entre sí"))]
        families += [(f"en:{key}", gettext("Los que están en «%(name)s», entre sí") % {"name": name})
                     for key, name in inner_choices(tree)]  # fmt: skip
        self.offer("codigo", [("", gettext("Escoja")), *families, *codes])
        self.offer("k", codes)

    def one(self) -> UUID | None:
        """The one code that was chosen, when no family was."""
        chosen = self.value("codigo")
        return UUID(chosen) if chosen and chosen != "arriba" and ":" not in chosen and not self.several() else None

    def several(self) -> list[UUID]:
        """The codes that should exclude each other: those ticked, or those of a family; none for a single code."""
        ticked = [UUID(key) for key in self.value("k") or []]
        if len(ticked) > 1:
            return ticked
        chosen = self.value("codigo")
        if chosen == "arriba":
            return [code for code in self.tree.standing if self.tree.parents[code] is None]
        if chosen.startswith("en:"):
            above = UUID(chosen.removeprefix("en:"))
            return [code for code in self.tree.standing if self.tree.parents[code] == above]
        return []
