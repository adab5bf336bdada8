"""The forms of meaning. Each has its paper twin in the same order where people fill it in by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manantial.alliance.fields import LivedDateField
from manantial.governance.choices import SessionChoice, sessions
from manantial.governance.models import Agreement
from manantial.meaning.models import Axis, Finding, Milestone, Question
from manantial.meaning.queries import questions
from manantial.meaning.rules import (
    CONTEXT_WORDS,
    QUESTION_WORDS,
    STAGE_WORDS,
    WORDS,
    Addressee,
    MilestoneKind,
    Outcome,
    Relation,
    ReturnMedium,
    StanceKind,
)
from manantial.meaning.web.fields import (
    FindingsField,
    FolioField,
    MarkdownField,
    WorkshopChoice,
    day_field,
    one_of,
    text_area,
    words_field,
    workshops,
)
from manantial.people.choices import CommunityChoice, communities
from manantial.voices.models import Fragment, Source, Voice
from manantial.voices.rules import GROUP_WORDS


def catalogue(kinds: Any) -> dict[str, str]:
    """The words of one catalogue of the room."""
    return {kind.value: WORDS[kind] for kind in kinds}


class AxisForm(forms.Form):
    """An axis: the thread that crosses the experience."""

    name = forms.CharField(label=_("Eje"), max_length=200)
    description = forms.CharField(label=_("Qué abarca"), widget=text_area(2), required=False)


class QuestionForm(forms.Form):
    """A question of an axis."""

    text = forms.CharField(label=_("Pregunta"), widget=text_area(2))
    kind = words_field(QUESTION_WORDS, label=_("Qué pregunta"))


class VersionForm(forms.Form):
    """How somebody tells a milestone."""

    group = words_field(GROUP_WORDS, label=_("Quién lo cuenta"))
    text = forms.CharField(label=_("Cómo lo cuenta"), widget=text_area())
    when = LivedDateField(label=_("Cuándo fue"))
    relation = words_field(
        catalogue(Relation), label=_("Frente a la primera versión"), empty=_("Es la primera"), required=False
    )
    voice = FolioField(label=_("Folio de la voz"))
    source = FolioField(label=_("Folio de la fuente"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voice"].rows = Voice.objects.filter(state="accepted")  # type: ignore[attr-defined]
        self.fields["source"].rows = Source.objects.all()  # type: ignore[attr-defined]


class VersionCorrectionForm(VersionForm):
    """What was typed wrong in a version, put right; why is asked, because what it said before stays in view."""

    why = forms.CharField(label=_("Por qué se corrige"), max_length=300)


class MilestoneForm(VersionForm):
    """Something that happened, with its first version."""

    title = forms.CharField(label=_("Qué pasó"), max_length=200)
    kind = words_field(catalogue(MilestoneKind), label=_("Qué fue"))
    community = CommunityChoice(label=_("Comunidad"))
    place = forms.CharField(label=_("Lugar"), max_length=160, required=False)
    context = words_field(CONTEXT_WORDS, label=_("De dónde"))
    participants = forms.CharField(label=_("Quiénes participaron"), widget=text_area(2), required=False)
    importance = forms.CharField(label=_("Por qué fue importante"), widget=text_area(2), required=False)
    field_order = (
        *("title", "kind", "community", "place", "context", "participants", "importance"),
        *("group", "text", "when", "voice", "source"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["relation"]
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]


class ActForm(forms.Form):
    """The meeting that decided: a workshop or a session."""

    workshop = WorkshopChoice(label=_("Taller"))
    session = SessionChoice(label=_("Sesión"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workshop"].queryset = workshops()  # type: ignore[attr-defined]
        self.fields["session"].queryset = sessions()  # type: ignore[attr-defined]


class WordingForm(ActForm):
    """The wording of a milestone agreed in a meeting."""

    text = forms.CharField(label=_("Redacción acordada"), widget=text_area())
    when = LivedDateField(label=_("Cuándo fue, según lo acordado"))
    field_order = ("text", "when", "workshop", "session")


class CauseForm(forms.Form):
    """One factor of «¿por qué pasó?»."""

    text = forms.CharField(label=_("Qué ayudó o frenó"), widget=text_area(2))
    helped = forms.ChoiceField(label=_("¿Ayudó o frenó?"), choices=[("1", _("Ayudó")), ("0", _("Frenó"))])
    internal = forms.ChoiceField(label=_("¿De dónde?"), choices=[("1", _("Propio")), ("0", _("De fuera"))])
    fragment = FolioField(label=_("Folio del fragmento"), help_text=_("Donde alguien lo dice; por ejemplo FRA-0012."))
    said_by = forms.CharField(label=_("Quién está de acuerdo"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fragment"].rows = Fragment.objects.filter(retired_at=None)  # type: ignore[attr-defined]


class CauseCorrectionForm(CauseForm):
    """What was wrong in a factor, put right; why is asked, because what it said before stays in view."""

    why = forms.CharField(label=_("Por qué se corrige"), max_length=300)


class FindingForm(forms.Form):
    """A finding: what was found, why it is believed."""

    statement = forms.CharField(label=_("Hallazgo, en una frase"), widget=text_area(2))
    explanation = MarkdownField(label=_("Explicación"))
    question = forms.ModelChoiceField(
        label=_("Pregunta que contesta"),
        queryset=Question.everywhere.none(),
        required=False,
        empty_label=_("Sin decir"),
    )
    axis = one_of(Axis.everywhere.none(), _("Eje"))
    milestone = one_of(Milestone.everywhere.none(), _("Hito del que sale"))
    stage = words_field(STAGE_WORDS, label=_("Etapa"), empty=_("Según su hito o sus fragmentos"), required=False)
    confidence = forms.CharField(label=_("Con qué cuidado tomarlo"), widget=text_area(2), required=False)
    sensitive = forms.BooleanField(
        label=_("Es un asunto delicado: no imprimir los votos de grupos pequeños"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].queryset = questions()  # type: ignore[attr-defined]
        self.fields["axis"].queryset = Axis.objects.filter(retired_at=None)  # type: ignore[attr-defined]
        self.fields["milestone"].queryset = Milestone.objects.filter(retired_at=None).order_by("folio")  # type: ignore[attr-defined]


class AnnotationForm(FindingForm):
    """What surrounds a finding; its wording changes only by a decision or a correction."""

    field_order = ("explanation", "confidence", "sensitive", "axis", "question", "milestone", "stage")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["statement"]


class SupportForm(forms.Form):
    """Something that holds a finding up, or speaks against it."""

    fragment = FolioField(label=_("Folio del fragmento"), help_text=_("Por ejemplo FRA-0012."))
    source = FolioField(label=_("O folio de la fuente"), help_text=_("Por ejemplo FUE-0003."))
    opposes = forms.BooleanField(label=_("Habla en contra"), required=False)
    note = forms.CharField(label=_("Nota"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fragment"].rows = Fragment.objects.filter(retired_at=None)  # type: ignore[attr-defined]
        self.fields["source"].rows = Source.objects.all()  # type: ignore[attr-defined]


class StanceForm(forms.Form):
    """What a group says of a finding."""

    group = words_field(GROUP_WORDS, label=_("Grupo"))
    stance = words_field(catalogue(StanceKind), label=_("Qué dice"))
    dissent_note = forms.CharField(
        label=_("Nota de disenso"),
        widget=text_area(2),
        required=False,
        help_text=_("Se imprime siempre junto al hallazgo, tal como la escriba el grupo."),
    )
    workshop = WorkshopChoice(label=_("Taller"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workshop"].queryset = workshops()  # type: ignore[attr-defined]


class DecisionForm(ActForm):
    """What was decided about a finding that was not green."""

    outcome = words_field(catalogue(Outcome), label=_("Qué se decidió"))
    after = forms.CharField(
        label=_("Cómo queda escrito"), widget=text_area(2), required=False, help_text=_("Solo si se corrige.")
    )
    reason = forms.CharField(label=_("Por qué"), widget=text_area(2))
    field_order = ("outcome", "after", "reason", "workshop", "session")


class LessonForm(forms.Form):
    """A lesson drawn from findings."""

    title = forms.CharField(label=_("Aprendizaje, en pocas palabras"), max_length=240)
    learned = forms.CharField(label=_("Qué aprendimos"), widget=text_area())
    differently = forms.CharField(label=_("Qué haríamos distinto"), widget=text_area(2), required=False)
    context = forms.CharField(label=_("En qué situación"), widget=text_area(2), required=False)
    for_whom = forms.CharField(label=_("Para quién"), max_length=200, required=False)
    findings = FindingsField(label=_("De qué hallazgos sale"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["findings"].queryset = Finding.objects.filter(retired_at=None)  # type: ignore[attr-defined]


class RecommendationForm(forms.Form):
    """A recommendation from a lesson."""

    text = forms.CharField(label=_("Qué se recomienda"), widget=text_area(2))
    to_whom = words_field(catalogue(Addressee), label=_("A quién"))
    by_when = day_field(label=_("Para cuándo"), required=False)


class AdoptForm(forms.Form):
    """The agreement of the body that adopted a recommendation, or the session in which it becomes one."""

    agreement = FolioField(label=_("Folio del acuerdo"))
    session = SessionChoice(label=_("O la sesión que la adoptó"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].rows = Agreement.objects.all()  # type: ignore[attr-defined]
        self.fields["session"].queryset = sessions()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        data = super().clean() or {}
        if not self.errors and not data.get("agreement") and not data.get("session"):
            raise forms.ValidationError(gettext("Diga el folio del acuerdo, o la sesión que la adoptó."))
        return data


class ReturnForm(forms.Form):
    """Results taken back to a community."""

    community = CommunityChoice(label=_("Comunidad"), required=True)
    on = day_field(label=_("Día"))
    medium = words_field(catalogue(ReturnMedium), label=_("Cómo se regresó"))
    women = forms.IntegerField(label=_("Mujeres"), min_value=0, max_value=9999, initial=0)
    men = forms.IntegerField(label=_("Hombres"), min_value=0, max_value=9999, initial=0)
    act = forms.CharField(label=_("Acta o lista"), max_length=200, required=False)
    corrections = forms.CharField(label=_("Qué pidió corregir"), widget=text_area(2), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        """What has not happened yet is no return."""
        day: date = self.cleaned_data["on"]
        if day > localdate():
            raise forms.ValidationError(gettext("Ese día todavía no llega: revise la fecha."))
        return day
