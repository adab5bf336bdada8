"""Forms of what is told and answered: the card of a milestone, notes, actors, corrections, stages of an axis."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from manantial.alliance.fields import RememberedDateField
from manantial.meaning.models import Finding, Milestone
from manantial.meaning.rules import (
    ACTOR_WORDS,
    CONTEXT_WORDS,
    PART_WORDS,
    STAGE_WORDS,
    MilestoneKind,
)
from manantial.meaning.web.fields import (
    FolioField,
    WorkshopChoice,
    day_field,
    one_of,
    text_area,
    words_field,
    workshops,
)
from manantial.meaning.web.forms import VersionForm, catalogue
from manantial.people.choices import CommunityChoice, communities
from manantial.voices.models import Fragment, Source, Voice
from manantial.voices.rules import GROUP_WORDS

LEVELS = {
    "public": gettext_noop("Todos"),
    "alliance": gettext_noop("La alianza"),
    "organism": gettext_noop("El organismo"),
    "committee": gettext_noop("El comité"),
}


class OtherVersionForm(VersionForm):
    """A second telling, when somebody already tells it otherwise; without words it is left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False
        self.fields["group"].required = False


class CardForm(forms.Form):
    """The card of a milestone: what it was, where, who, what for, how, with what result."""

    title = forms.CharField(label=_("Qué pasó"), max_length=200)
    kind = words_field(catalogue(MilestoneKind), label=_("Qué fue"))
    stage = words_field(STAGE_WORDS, label=_("Etapa"), empty=_("Según lo que fue y su fecha"), required=False)
    community = CommunityChoice(label=_("Comunidad"))
    place = forms.CharField(label=_("Lugar"), max_length=160, required=False)
    context = words_field(CONTEXT_WORDS, label=_("De dónde"))
    participants = forms.CharField(label=_("Quiénes participaron"), widget=text_area(2), required=False)
    importance = forms.CharField(label=_("Por qué fue importante"), widget=text_area(2), required=False)
    aims = forms.CharField(label=_("Para qué se hizo"), widget=text_area(2), required=False)
    means = forms.CharField(label=_("Cómo se hizo"), widget=text_area(2), required=False)
    results = forms.CharField(label=_("Qué resultó"), widget=text_area(2), required=False)
    remarks = forms.CharField(label=_("Observaciones"), widget=text_area(2), required=False)
    visibility = words_field(LEVELS, label=_("Quién lo puede ver"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """The note of a group that keeps its own words beside the agreed wording."""

    group = words_field(GROUP_WORDS, label=_("Qué grupo"))
    text = forms.CharField(label=_("Su nota, con sus palabras"), widget=text_area(2))
    workshop = WorkshopChoice(label=_("Taller"))
    voice = FolioField(label=_("Folio de la voz"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workshop"].queryset = workshops()  # type: ignore[attr-defined]
        self.fields["voice"].rows = Voice.objects.filter(state="accepted")  # type: ignore[attr-defined]


class ActorForm(forms.Form):
    """An actor: a body, an authority, an ally; never a private person."""

    name = forms.CharField(
        label=_("Quién"),
        max_length=160,
        help_text=_("Un órgano, una autoridad o un aliado; no una persona particular."),
    )
    kind = words_field(ACTOR_WORDS, label=_("Qué es"))
    part = words_field(PART_WORDS, label=_("Su parte en la experiencia"), empty=_("Sin decir"), required=False)
    group = words_field(GROUP_WORDS, label=_("Grupo de voces"), empty=_("Ninguno"), required=False)
    note = forms.CharField(label=_("Nota"), widget=text_area(2), required=False)


class SnapshotForm(forms.Form):
    """A moment at which the map of actors is drawn."""

    label = forms.CharField(
        label=_("Momento"), max_length=80, help_text=_("Por ejemplo: 2021, cambia la administración.")
    )
    when = RememberedDateField(label=_("Cuándo"))


class CorrectionForm(forms.Form):
    """What somebody asks to be corrected."""

    community = CommunityChoice(label=_("Comunidad que lo pide"))
    group = words_field(GROUP_WORDS, label=_("Grupo que lo pide"), empty=_("Sin decir"), required=False)
    on = day_field(label=_("Día"))
    asked = forms.CharField(label=_("Qué piden corregir, con sus palabras"), widget=text_area(3))
    finding = FolioField(label=_("Folio del hallazgo"))
    milestone = one_of(Milestone.everywhere.none(), _("O hito"))
    workshop = WorkshopChoice(label=_("Taller"))
    withheld = forms.BooleanField(
        label=_("Piden que algo no se publique: no imprimir lo que decía antes"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]
        self.fields["finding"].rows = Finding.objects.filter(retired_at=None)  # type: ignore[attr-defined]
        self.fields["milestone"].queryset = Milestone.objects.filter(retired_at=None).order_by("folio")  # type: ignore[attr-defined]
        self.fields["workshop"].queryset = workshops()  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What was done with a correction: made, or not and why."""

    outcome = forms.ChoiceField(
        label=_("Qué se hizo"),
        choices=[("done", _("Se corrigió")), ("declined", _("No se corrige"))],
        widget=forms.RadioSelect,
    )
    before = forms.CharField(
        label=_("Cómo decía"), widget=text_area(2), required=False, help_text=_("De un hallazgo se toma solo.")
    )
    after = forms.CharField(label=_("Cómo dice ahora"), widget=text_area(3), required=False)
    reason = forms.CharField(label=_("Por qué"), widget=text_area(2), required=False)


class StageForm(forms.Form):
    """How an axis was at one stage, with a figure and where it comes from."""

    text = forms.CharField(label=_("Cómo era"), widget=text_area(4), required=False)
    figure = forms.CharField(
        label=_("Una cifra"),
        max_length=120,
        required=False,
        help_text=_("Con su unidad y su fecha: «12 de 40 en 2022»."),
    )
    source = FolioField(label=_("Folio de la fuente"), help_text=_("Por ejemplo FUE-0003."))
    fragment = FolioField(label=_("O folio del fragmento"), help_text=_("Por ejemplo FRA-0012."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].rows = Source.objects.all()  # type: ignore[attr-defined]
        self.fields["fragment"].rows = Fragment.objects.filter(retired_at=None)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A figure needs its source."""
        data = super().clean() or {}
        if data.get("figure") and not data.get("source") and not data.get("fragment"):
            self.add_error("source", gettext("Una cifra necesita su fuente: escriba el folio de donde sale."))
        return data
