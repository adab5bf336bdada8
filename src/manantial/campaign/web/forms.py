"""The forms of the campaign. Survey, pretest and tally have a paper twin in the same order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from manantial.alliance.fields import FoundByTyping
from manantial.campaign.actions import Brief
from manantial.campaign.models import Audience, Material, Message, Objective
from manantial.campaign.rules import CHANNELS, CRITERION_QUESTIONS, LEVEL_WORDS, MATERIAL_WORDS, MaterialKind
from manantial.governance.choices import SessionChoice
from manantial.governance.models import Session
from manantial.meaning.models import Lesson
from manantial.people.choices import CommunityChoice, communities
from manantial.press.images import NotImage, Prepared, prepare
from manantial.press.markdown import MarkdownRefused, check_markdown
from manantial.press.pictograms import PICTOGRAMS
from manantial.vault.models import Blob
from manantial.voices.models import Fragment
from manantial.voices.queries import choices

METHOD_WORDS = {
    "group": gettext_noop("En grupo"),
    "interview": gettext_noop("Entrevista"),
    "interception": gettext_noop("En el camino"),
}


UNSAID: dict[str, Any] = {"required": False, "empty_label": _("Sin decir")}


def one_of(rows: QuerySet[Any], label: Any, empty: Any = None) -> forms.ModelChoiceField:  # type: ignore[type-arg]
    """An optional choice among rows; which rows is said by the form, within its alliance."""
    return forms.ModelChoiceField(label=label, queryset=rows, required=False, empty_label=empty or _("Sin decir"))


def words_field(words: Mapping[Any, Any], *, label: Any, empty: Any = "", required: bool = True, **more: Any) -> Any:
    """A choice among the words of a catalogue, translated when the form is drawn."""
    return forms.ChoiceField(
        label=label, required=required, choices=lambda: choices(words, gettext(empty) if empty else ""), **more
    )


def day_field(**kwargs: Any) -> forms.DateField:
    """A day picked from a calendar."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def text_area(rows: int = 3) -> forms.Textarea:
    """A box for a few sentences."""
    return forms.Textarea(attrs={"rows": rows})


def count_field(label: Any, *, required: bool = False, **more: Any) -> forms.IntegerField:
    """A count of people or things; empty is «sin dato», not zero."""
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=10_000_000, **more)


def medium_choices() -> list[tuple[str, str]]:
    """The channels of the catalogue."""
    return [(channel.kind.value, gettext(channel.name)) for channel in CHANNELS]


class CampaignForm(forms.Form):
    """The plan in its written parts."""

    title = forms.CharField(label=_("Nombre de la campaña"), max_length=200)
    central_message = forms.CharField(label=_("Mensaje central"), widget=text_area(2), required=False)
    diagnosis = forms.CharField(label=_("Cómo se entera hoy la gente"), widget=text_area(), required=False)
    starts = day_field(label=_("Empieza"), required=False)
    ends = day_field(label=_("Termina"), required=False)
    quien = forms.CharField(label=_("Quién hizo este plan"), widget=text_area(2), required=False)
    roles = forms.CharField(label=_("Quién hace qué"), widget=text_area(), required=False)
    calendario = forms.CharField(label=_("Qué fechas evitar y cuáles aprovechar"), widget=text_area(), required=False)
    presupuesto = forms.CharField(label=_("Qué se puede con lo asegurado"), widget=text_area(), required=False)
    riesgos = forms.CharField(label=_("Riesgos"), widget=text_area(), required=False)
    evaluacion = forms.CharField(label=_("Cómo sabremos si sirvió"), widget=text_area(2), required=False)
    sustainability = forms.CharField(label=_("Qué se queda en la comunidad"), widget=text_area(2), required=False)
    funciono = forms.CharField(label=_("Qué funcionó y qué no"), widget=text_area(), required=False)
    recomendaciones = forms.CharField(label=_("Recomendaciones"), widget=text_area(), required=False)
    approved_in = SessionChoice(label=_("Sesión que aprobó el plan"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Session.objects.select_related("body").order_by("-planned_at")
        self.fields["approved_in"].queryset = rows  # type: ignore[attr-defined]


class ObjectiveForm(forms.Form):
    """An objective with its level."""

    text = forms.CharField(label=_("Objetivo"), widget=text_area(2))
    level = words_field(LEVEL_WORDS, label=_("Hasta dónde"))
    target_code = forms.CharField(label=_("Meta del proyecto"), max_length=8, required=False, help_text=_("I1 a I4."))


class AudienceForm(forms.Form):
    """A group of people to talk with."""

    name = forms.CharField(label=_("Con quién"), max_length=160)
    now = forms.CharField(label=_("Qué piensa o hace hoy"), widget=text_area(2), required=False)
    wanted = forms.CharField(label=_("Qué queremos que pase"), widget=text_area(2), required=False)
    barriers = forms.CharField(label=_("Qué estorba"), widget=text_area(2), required=False)
    trusted = forms.CharField(label=_("A quién le cree"), max_length=200, required=False)
    channels = forms.MultipleChoiceField(
        label=_("Por dónde"), choices=medium_choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    objective = one_of(Objective.everywhere.none(), _("Objetivo"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objective"].queryset = Objective.objects.all()  # type: ignore[attr-defined]


class MessageForm(forms.Form):
    """A key message drawn from lessons."""

    text = forms.CharField(label=_("Mensaje"), max_length=240, widget=text_area(2))
    central = forms.BooleanField(label=_("Es el mensaje central"), required=False)
    lessons = forms.ModelMultipleChoiceField(
        label=_("De qué aprendizajes sale"), queryset=Lesson.everywhere.none(), widget=FoundByTyping
    )
    audiences = forms.ModelMultipleChoiceField(
        label=_("Para quién"), queryset=Audience.everywhere.none(), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lessons"].queryset = Lesson.objects.filter(retired_at=None)  # type: ignore[attr-defined]
        self.fields["audiences"].queryset = Audience.objects.filter(retired_at=None)  # type: ignore[attr-defined]


class MaterialForm(forms.Form):
    """The brief and the text of a material."""

    title = forms.CharField(label=_("Título"), max_length=200)
    kind = words_field(MATERIAL_WORDS, label=_("Qué es"))
    purpose = forms.CharField(label=_("Para qué"), widget=text_area(2), required=False)
    message = one_of(Message.everywhere.none(), _("Mensaje"))
    audience = one_of(Audience.everywhere.none(), _("Para quién"))
    text = forms.CharField(
        label=_("Texto o guion"),
        widget=forms.Textarea(attrs={"rows": 10}),
        required=False,
        help_text=_("Párrafos y listas con guion; ## abre una parte. En la radio, cada parte la lee quien conduce."),
    )
    call_to_action = forms.CharField(label=_("Qué pide que haga"), max_length=240, required=False)
    icon = forms.ChoiceField(label=_("Dibujo"), required=False, choices=lambda: icon_choices())
    picture = forms.FileField(
        label=_("Dibujo o imagen sin personas"),
        required=False,
        help_text=_("JPEG o PNG. Una foto con personas se agrega como voz, con su permiso."),
    )
    picture_alt = forms.CharField(label=_("Qué muestra la imagen, con palabras"), max_length=400, required=False)
    nobody = forms.BooleanField(label=_("En esta imagen no se reconoce a ninguna persona"), required=False)
    credits = forms.CharField(label=_("Créditos"), max_length=300, required=False)
    licence = forms.CharField(label=_("Licencia"), max_length=60, required=False, initial="CC BY-SA 4.0")
    print_run = count_field(_("Tiraje"))
    in_kit = forms.BooleanField(label=_("Va en el kit de cada comunidad"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["message"].queryset = Message.objects.filter(retired_at=None)  # type: ignore[attr-defined]
        self.fields["audience"].queryset = Audience.objects.filter(retired_at=None)  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        """Refuse what paper cannot print."""
        text = str(self.cleaned_data["text"])
        try:
            check_markdown(text)
        except MarkdownRefused as error:
            raise forms.ValidationError(str(error)) from error
        return text

    def clean_picture(self) -> Prepared | None:
        """Look at the picture before it is opened; what is kept has lost its place and date."""
        sent = self.cleaned_data["picture"]
        try:
            return prepare(sent.read()) if sent else None
        except NotImage as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """A picture needs its words, and somebody who says that nobody can be recognised in it."""
        data = super().clean() or {}
        if data.get("picture") and not data.get("picture_alt"):
            self.add_error("picture_alt", gettext("Diga qué muestra, para quien no la ve."))
        if data.get("picture") and not data.get("nobody"):
            self.add_error("nobody", gettext("Si se reconoce a alguien, agréguela como voz con su permiso."))
        return data

    def brief(self, kept: Material | None = None, picture: Blob | None = None) -> Brief:
        """The brief as the actions take it; the uses of `kept` stay, and its picture unless there is a new one."""
        data = self.cleaned_data
        return Brief(
            title=data["title"],
            kind=MaterialKind(data["kind"]),
            purpose=data["purpose"],
            text=data["text"],
            call_to_action=data["call_to_action"],
            icon=data["icon"],
            credits=data["credits"],
            licence=data["licence"],
            print_run=data["print_run"],
            in_kit=data["in_kit"],
            language=kept.language if kept else "es",
            picture=picture or (kept.picture if kept else None),
            picture_alt=data["picture_alt"],
            uses=tuple(kept.uses) if kept else (),
        )


def icon_choices() -> list[tuple[str, str]]:
    """The pictograms by their word."""
    named = sorted((str(drawn.title), key) for key, drawn in PICTOGRAMS.items())
    return [("", gettext("Ninguno")), *((key, title) for title, key in named)]


class FragmentForm(forms.Form):
    """A fragment to carry, by its folio."""

    folio = forms.CharField(label=_("Folio del fragmento"), max_length=20, help_text=_("Por ejemplo FRA-0012."))

    def clean_folio(self) -> Fragment:
        """Find it."""
        folio = str(self.cleaned_data["folio"]).strip().upper()
        found = Fragment.objects.filter(folio=folio, retired_at=None).first()
        if found is None:
            raise forms.ValidationError(gettext("No hay un fragmento «%(folio)s».") % {"folio": folio})
        return found


class PretestForm(forms.Form):
    """A pretest as its paper sheet says it."""

    on = day_field(label=_("Día"))
    community = CommunityChoice(label=_("Comunidad"))
    women = count_field(_("Mujeres"), required=True, initial=0)
    men = count_field(_("Hombres"), required=True, initial=0)
    method = words_field(METHOD_WORDS, label=_("Cómo se hizo"))
    asked = count_field(_("¿Cuántas personas contestaron?"), required=True)
    understood = count_field(_("¿Cuántas dijeron el mensaje con sus palabras?"), required=True)
    changes = forms.CharField(label=_("¿Qué hay que cambiar?"), widget=text_area(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]
        for key, question in CRITERION_QUESTIONS.items():
            self.fields[f"q_{key}"] = forms.CharField(label=gettext(question), required=False, max_length=600)
        self.order_fields(
            ["on", "community", "women", "men", "method", *(f"q_{k}" for k in CRITERION_QUESTIONS), "asked"]
        )

    def answers(self) -> dict[str, str]:
        """What people said, by criterion; empty answers are left out."""
        found = {key: self.cleaned_data[f"q_{key}"] for key in CRITERION_QUESTIONS}
        return {str(key): text for key, text in found.items() if text}


class GiveOutForm(forms.Form):
    """Copies that left the house."""

    copies = count_field(_("Ejemplares"), required=True)
    place = forms.CharField(label=_("Dónde quedaron"), max_length=200)
    community = CommunityChoice(label=_("Comunidad"))
    on = day_field(label=_("Día"))
    note = forms.CharField(label=_("Nota"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]
