"""The forms of coding: what somebody looks for among the fragments, a code, a version of the codebook, a memo."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manantial.meaning.models import Axis, Code, Coding, Question
from manantial.meaning.queries.codebook import code_nodes
from manantial.meaning.queries.workbench import names_of
from manantial.meaning.rules.codebook import CODE_KIND_WORDS, COLOURS, CodeKind
from manantial.meaning.web.fields import text_area, words_field
from manantial.people.choices import communities
from manantial.voices.rules import GROUP_WORDS

_STATES = [("", _("Todos")), ("con", _("Con código")), ("sin", _("Sin código")), ("suelto", _("En ningún hallazgo"))]
_KINDS = {"tema": CodeKind.THEME, "etapa": CodeKind.STAGE, "actor": CodeKind.ACTOR}


_SELDOM = ("tema", "etapa", "actor", "quien", "desde", "hasta", "voz")
_ALL, _EVERY = _("Todos"), _("Todas")


def _choice(label: Any, empty: Any = _ALL) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", empty)])


class FragmentFilter(forms.Form):
    """What somebody looks for among the fragments. Choices with nothing to choose do not stand on the page."""

    q = forms.CharField(label=_("Palabras"), required=False, max_length=200)
    eje = _choice(_("Eje"))
    pregunta = _choice(_("Pregunta"), _EVERY)
    codigo = _choice(_("Código"))
    tema = _choice(_("Tema"))
    etapa = _choice(_("Etapa"), _EVERY)
    actor = _choice(_("Actor"))
    grupo = words_field(GROUP_WORDS, label=_("Quién habla"), empty=_("Todos"), required=False)
    comunidad = _choice(_("Comunidad"), _EVERY)
    quien = _choice(_("Quién codificó"), _("Cualquiera"))
    desde = forms.DateField(label=_("Codificado desde"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    hasta = forms.DateField(label=_("Hasta"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    estado = forms.ChoiceField(label=_("Estado"), required=False, choices=_STATES)
    voz = forms.CharField(label=_("Folio de la voz"), required=False, max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes = code_nodes(counted=False)
        self._offer("eje", [(one.pk, one.name) for one in Axis.objects.filter(retired_at=None)])
        questions = Question.objects.filter(retired_at=None).select_related("axis")
        self._offer("pregunta", [(one.pk, one.text[:70]) for one in questions])
        self._offer("codigo", [(node.code.pk, node.path) for node in nodes])
        for name, kind in _KINDS.items():
            offered = [(node.code.pk, node.code.name) for node in nodes if node.code.kind == kind]
            # Where all codes are themes the choice says nothing that «Código» does not say.
            self._offer(name, offered if len(offered) < len(nodes) else [])
        self._offer("comunidad", [(one.pk, one.name) for one in communities()])
        coders = Coding.objects.order_by().values_list("by_id", flat=True).distinct()
        self._offer("quien", sorted(names_of(coders).items(), key=lambda one: one[1]))

    @property
    def usual(self) -> list[forms.BoundField]:
        """The filters that everybody uses."""
        return [self[name] for name in self.fields if name not in _SELDOM]

    @property
    def seldom(self) -> list[forms.BoundField]:
        """Those that stand folded."""
        return [self[name] for name in self.fields if name in _SELDOM]

    @property
    def unfolded(self) -> bool:
        """One of the folded ones is asked for."""
        return any(one.value() for one in self.seldom)

    def _offer(self, name: str, rows: list[Any]) -> None:
        if not rows:
            del self.fields[name]
            return
        field: Any = self.fields[name]
        field.choices = [*list(field.choices)[:1], *((str(key), word) for key, word in rows)]


class CodeForm(forms.Form):
    """A code of the codebook."""

    name = forms.CharField(label=_("Nombre"), max_length=120)
    kind = words_field(CODE_KIND_WORDS, label=_("Qué es"))
    parent = forms.ChoiceField(label=_("Dentro de"), required=False)
    description = forms.CharField(label=_("Qué quiere decir"), widget=text_area(2), required=False)
    applies = forms.CharField(label=_("Cuándo sí"), widget=text_area(2), required=False)
    excludes = forms.CharField(label=_("Cuándo no"), widget=text_area(2), required=False)
    example = forms.CharField(label=_("Ejemplo"), widget=text_area(2), required=False)
    colour = forms.CharField(label=_("Color"), required=False, widget=forms.TextInput(attrs={"type": "color"}))
    axis = forms.ModelChoiceField(
        label=_("Eje"), queryset=Axis.everywhere.none(), required=False, empty_label=_("Sin decir")
    )
    question = forms.ModelChoiceField(
        label=_("Pregunta"), queryset=Question.everywhere.none(), required=False, empty_label=_("Sin decir")
    )
    group = words_field(GROUP_WORDS, label=_("Grupo, si es un actor"), empty=_("Sin decir"), required=False)

    def __init__(self, *args: Any, code: Code | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if code is None:
            nodes = code_nodes(counted=False)
            self.fields["parent"].choices = code_choices(nodes, _("Arriba, sin código"))  # type: ignore[attr-defined]
        else:
            del self.fields["parent"]
        self.fields["axis"].queryset = Axis.objects.filter(retired_at=None)  # type: ignore[attr-defined]
        self.fields["question"].queryset = Question.objects.filter(retired_at=None)  # type: ignore[attr-defined]

    def clean_colour(self) -> str:
        """Take a colour of six digits; anything else leaves the colour that the book gives."""
        text = str(self.cleaned_data.get("colour") or "").lower()
        fine = len(text) == len(COLOURS[0]) and text[0] == "#" and all(one in "0123456789abcdef" for one in text[1:])
        return text if fine else ""


def code_choices(nodes: Any, empty: Any = "", *, but: frozenset[Any] = frozenset()) -> list[tuple[str, Any]]:
    """The codes of the tree as choices, those in `but` left out."""
    listed = [(str(node.code.pk), node.path) for node in nodes if node.code.pk not in but]
    return [("", empty), *listed] if empty else listed


class VersionForm(forms.Form):
    """A note on why a version of the codebook is kept."""

    note = forms.CharField(label=_("Nota de la versión"), widget=text_area(2), required=False)


class MemoFilter(forms.Form):
    """What somebody looks for among the memos."""

    q = forms.CharField(label=_("Palabras"), required=False, max_length=200)
    clase = forms.ChoiceField(label=_("Sobre qué"), required=False)
    quien = _choice(_("Quién lo escribió"), _("Cualquiera"))
    desde = forms.DateField(label=_("Desde"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    hasta = forms.DateField(label=_("Hasta"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
