"""Forms of people in a picture: how many are seen, what each of them said, what she takes back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from manantial.governance.choices import SessionChoice, sessions
from manantial.voices.actions import FacePermission
from manantial.voices.models import FaceAnswer, Voice
from manantial.voices.queries import choices
from manantial.voices.rules import CHANNEL_WORDS, FACE_USES, FORM_WORDS, REACH_WORDS, Channel, ConsentForm, FaceReach
from manantial.voices.web.consent_forms import PROOF
from manantial.voices.web.fields import day_field, words_field
from manantial.voices.web.voice_forms import CountField


class FaceCountForm(forms.Form):
    """How many can be recognised and, where faces were hidden, who of those who answered is no longer seen."""

    faces_seen = CountField(
        label=_("Personas adultas que se reconocen"), required=True,
        help_text=_("Sin contar a quien da el permiso. Si a nadie, escriba 0."),
    )  # fmt: skip
    children_seen = CountField(label=_("Niñas y niños que se reconocen"), required=True)

    def __init__(self, *args: Any, voice: Voice, seen: list[FaceAnswer], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"faces_seen": voice.faces_seen, "children_seen": voice.children_seen})
        super().__init__(*args, **kwargs)
        if voice.veiled and seen:
            self.fields["gone"] = gone_field(seen)


class GoneChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # a stub, not a generic
    """Answers of people in a picture, by how they are called."""

    def label_from_instance(self, obj: FaceAnswer) -> str:
        """How she is called."""
        return obj.called


def gone_field(seen: list[FaceAnswer]) -> GoneChoice:
    """Who of those who answered is no longer seen."""
    return GoneChoice(
        label=_("¿A quién ya no se le ve?"), required=False, widget=forms.CheckboxSelectMultiple,
        queryset=FaceAnswer.objects.filter(pk__in=[one.pk for one in seen]),
    )  # fmt: skip


class FaceForm(forms.Form):
    """What one person in a picture allows, or the assembly that decided for all who came."""

    called = forms.CharField(
        label=_("¿Quién es?"), max_length=120,
        help_text=_("Su nombre o uno inventado. De una asamblea: «asistentes, acta 14»."),
    )  # fmt: skip
    child = forms.BooleanField(label=_("Es niña o niño: firma quien tiene su custodia"), required=False)
    reach = words_field(REACH_WORDS, label=_("¿Hasta dónde lo permite?"), initial=FaceReach.ALLIANCE)
    form = words_field(FORM_WORDS, label=_("Cómo lo dio"), initial=ConsentForm.SIGNATURE)
    given_on = day_field(label=_("Fecha del permiso"))
    faces = CountField(
        label=_("¿Por cuántas personas vale?"), required=True, min_value=1, initial=1,
        help_text=_("Más de una, solo con acta de asamblea."),
    )  # fmt: skip
    session = SessionChoice(label=_("Acta de asamblea"))
    evidence = forms.FileField(
        label=_("Prueba: foto de la hoja o grabación"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": PROOF}), help_text=_("Solo la ve el equipo."),
    )  # fmt: skip
    evidence_note = forms.CharField(
        label=_("O dónde está la prueba"), max_length=200, required=False,
        help_text=_("Por ejemplo: hoja 12 de la carpeta azul."),
    )  # fmt: skip

    def __init__(self, *args: Any, given: list[FaceAnswer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions()  # type: ignore[attr-defined]
        if given:
            self.fields["replaces"] = forms.ChoiceField(
                label=_("¿Cambia un permiso anterior?"), required=False,
                choices=[("", _("No, es de otra persona")), *((str(one.pk), one.called) for one in given)],
            )  # fmt: skip

    def permission(self) -> FacePermission:
        """The permission as the action takes it."""
        data = self.cleaned_data
        kept = ("called", "child", "given_on", "faces", "session", "evidence_note")
        return FacePermission(
            uses=FACE_USES[FaceReach(data["reach"])],
            form=ConsentForm(data["form"]),
            replaces=(UUID(data["replaces"]),) if data.get("replaces") else (),
            **{name: data[name] for name in kept},
        )


class FaceWithdrawForm(forms.Form):
    """Somebody in a picture takes back what she allowed."""

    answer = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=_("¿Cómo avisó?"), choices=lambda: choices(CHANNEL_WORDS))
    withdrawn_on = day_field(label=_("¿Qué día?"))

    def clean_channel(self) -> Channel:
        """The channel as the action takes it."""
        return Channel(self.cleaned_data["channel"])
