"""The forms of what happened outside: activities, rounds of the survey and their sheets, rumours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from manantial.campaign.actions import Interview
from manantial.campaign.models import Campaign, Material, Message
from manantial.campaign.papers import place_choices
from manantial.campaign.web.forms import count_field, day_field, medium_choices, one_of, text_area
from manantial.people.choices import CommunityChoice, communities
from manantial.voices.queries import choices
from manantial.voices.rules import AGE_WORDS, LANGUAGE_WORDS, SEX_WORDS

READS_WORDS = {"yes": gettext_noop("Sí"), "some": gettext_noop("Algo"), "no": gettext_noop("No")}
YES_NO = [("", _("No se preguntó")), ("1", _("Sí")), ("0", _("No"))]
KNOWS = [
    ("", _("No se preguntó")),
    ("0", _("0 no sabe")),
    ("1", _("1 algo")),
    ("2", _("2 lo principal")),
    ("3", _("3 completo")),
]
HEARD = [("", _("No recuerda")), ("yes", _("Sí")), ("no", _("No"))]


class DisseminationForm(forms.Form):
    """One activity: what was counted, and apart what is estimated or claimed."""

    medium = forms.ChoiceField(label=_("Medio"), choices=medium_choices)
    on = day_field(label=_("Día"))
    community = CommunityChoice(label=_("Comunidad"))
    place = forms.CharField(label=_("Lugar o estación"), max_length=200, required=False)
    units = forms.IntegerField(
        label=_("Unidades"), min_value=1, initial=1, help_text=_("Cápsulas, ejemplares, funciones.")
    )
    minutes = count_field(_("Minutos"))
    women = count_field(_("Mujeres contadas"))
    men = count_field(_("Hombres contados"))
    children = count_field(_("Niñas y niños contados"))
    estimated = count_field(_("Alcance estimado"))
    estimated_how = forms.CharField(label=_("De qué cuenta o encuesta sale"), max_length=200, required=False)
    claimed = count_field(_("Alcance declarado por otro"))
    claimed_by = forms.CharField(label=_("Quién lo declara"), max_length=160, required=False)
    questions = forms.CharField(label=_("Qué preguntó la gente"), widget=text_area(2), required=False)
    evidence_note = forms.CharField(
        label=_("Prueba que se guarda"),
        max_length=200,
        required=False,
        help_text=_("Lista, acta, constancia, foto con permiso."),
    )
    material = one_of(Material.everywhere.none(), _("Material"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]
        self.fields["material"].queryset = Material.objects.filter(retired_at=None)  # type: ignore[attr-defined]


class SurveyForm(forms.Form):
    """A round of the short survey."""

    title = forms.CharField(label=_("Nombre de la ronda"), max_length=160)
    starts = day_field(label=_("Empieza"))
    ends = day_field(label=_("Termina"))
    selection = forms.CharField(
        label=_("Cómo se eligen las casas"),
        max_length=200,
        help_text=_("Por ejemplo: una de cada cuatro casas de la lista."),
    )
    least_messages = forms.IntegerField(
        label=_("Mensajes que cuentan como recordar"), min_value=1, max_value=9, initial=2
    )
    organism_named = forms.CharField(label=_("Nombre del organismo como se dice"), max_length=80, required=False)
    messages = forms.ModelMultipleChoiceField(
        label=_("Mensajes por los que se pregunta"),
        queryset=Message.everywhere.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["messages"].queryset = Message.objects.filter(retired_at=None)  # type: ignore[attr-defined]


class PlacesField(forms.CharField):
    """Places typed by their numbers on the sheet («1 6»), which is quick on a keyboard. The value is their keys."""

    def __init__(self, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "size": "12"}
        usual: dict[str, Any] = {"required": False, "max_length": 60, "widget": forms.TextInput(attrs=attrs)}
        super().__init__(**usual | kwargs)
        self.places = [key for key, _word in places]

    def clean(self, value: Any) -> Any:
        """Read the numbers; one that is not on the sheet is refused."""
        numbers = [int(found) for found in re.findall(r"\d+", str(super().clean(value) or ""))]
        wrong = [number for number in numbers if not 1 <= number <= len(self.places)]
        if wrong:
            raise forms.ValidationError(
                gettext("En la hoja no hay un lugar con el número %(number)s.") % {"number": wrong[0]}
            )
        return list(dict.fromkeys(self.places[number - 1] for number in numbers))


class AnswerForm(forms.Form):
    """One interview typed from paper, in the order of the sheet. No name."""

    folio = forms.CharField(label=_("Folio de la hoja"), max_length=20, required=False)
    community = CommunityChoice(label=_("Comunidad"))
    on = day_field(label=_("Fecha"))
    spontaneous = forms.ChoiceField(label=_("Nombró al organismo sin que se le dijera"), choices=YES_NO, required=False)
    aided = forms.ChoiceField(label=_("Lo conocía al oír su nombre"), choices=YES_NO, required=False)
    what_it_does = forms.TypedChoiceField(
        label=_("¿Qué hace?"),
        choices=[
            ("", _("No se preguntó")),
            ("0", _("0 no sabe")),
            ("1", _("1 algo")),
            ("2", _("2 lo principal")),
            ("3", _("3 completo")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, asked: Sequence[Message], campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]
        self.places = place_choices(campaign)
        for message in asked:
            label = gettext("¿Oyó o vio esto? «%(text)s»") % {"text": message.text}
            self.fields[f"heard_{message.folio}"] = forms.ChoiceField(label=label, choices=HEARD, required=False)
            self.fields[f"where_{message.folio}"] = PlacesField(self.places, label=gettext("¿Dónde? Números"))
        self._last()

    def _last(self) -> None:
        self.fields["opinion"] = forms.CharField(
            label=gettext("¿Qué le pareció? ¿Le faltó algo?"), widget=text_area(2), required=False
        )
        self.fields["went_to_assembly"] = forms.ChoiceField(
            label=gettext("¿Fue alguien de su casa a la última asamblea?"), choices=YES_NO, required=False
        )
        self.fields["would_ask"] = forms.CharField(
            label=gettext("¿A quién pediría ayuda?"), max_length=80, required=False
        )
        unsaid = gettext("No se preguntó")
        for name, label, words in (
            ("sex", gettext("Sexo"), SEX_WORDS),
            ("age_range", gettext("Edad"), AGE_WORDS),
            ("language", gettext("Lengua"), LANGUAGE_WORDS),
            ("reads", gettext("¿Lee?"), READS_WORDS),
        ):
            self.fields[name] = forms.ChoiceField(label=label, choices=choices(words, unsaid), required=False)

    def interview(self) -> Interview:
        """The interview as the actions take it."""
        data = self.cleaned_data
        heard = {m.folio: data[f"where_{m.folio}"] for m in self.asked if data[f"heard_{m.folio}"] == "yes"}
        return Interview(
            on=data["on"],
            community=data["community"],
            spontaneous=_yes(data["spontaneous"]),
            aided=_yes(data["aided"]),
            what_it_does=data["what_it_does"],
            heard=heard,
            not_heard=tuple(m.folio for m in self.asked if data[f"heard_{m.folio}"] == "no"),
            opinion=data["opinion"],
            went_to_assembly=_yes(data["went_to_assembly"]),
            would_ask=data["would_ask"],
            sex=data["sex"],
            age_range=data["age_range"],
            language=data["language"],
            reads=data["reads"],
        )


def _yes(typed: str) -> bool | None:
    return None if typed == "" else typed == "1"


class RumourForm(forms.Form):
    """A question or rumour that goes around."""

    text = forms.CharField(label=_("Qué se dice o se pregunta"), widget=text_area(2))
    community = CommunityChoice(label=_("Comunidad"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]
