"""What is asked before something comes in or leaves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from manantial.exchange.leaving import NEAR, Leave
from manantial.exchange.leaving.tables import TABLES
from manantial.meaning.models import Code
from manantial.people.access import Actor
from manantial.people.answers import today
from manantial.people.rules import Role
from manantial.press.spreadsheets import FORMATS
from manantial.voices.queries import choices
from manantial.voices.rules import USE_WORDS, Use

ACCEPTED = ".qdpx,.qdc,.qde,.csv,.gz,.yaml,.yml,.geojson,.json"


class ReceiveForm(forms.Form):
    """A file of another program."""

    file = forms.FileField(
        label=_("Archivo"),
        help_text=_(
            "Proyecto o libro de códigos de NVivo, ATLAS.ti, MAXQDA, QualCoder o Taguette (.qdpx, .qdc); página "
            "del proyecto (YAML); censo o marginación (CSV); límites (GeoJSON). Se reconoce por su contenido."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )  # fmt: skip


class LeaveForm(forms.Form):
    """For which use something leaves. A whole copy is offered to facilitators alone."""

    use = forms.ChoiceField(
        label=_("¿Para qué uso sale?"),
        help_text=_("Cada voz sale solo si su permiso alcanza para ese uso."),
    )
    whole = forms.BooleanField(
        label=_("Copia íntegra, con lo reservado"),
        required=False,
        help_text=_("Para guardar o pasar la investigación completa a quien la cuida. Queda escrita con su nombre."),
    )
    reason = forms.CharField(label=_("Para qué se saca la copia íntegra"), required=False, max_length=300)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        use = self.fields["use"]
        use.choices = choices(USE_WORDS)  # type: ignore[attr-defined]
        use.initial = Use.ANALYSIS
        if Role.FACILITATOR not in actor.roles:
            del self.fields["whole"], self.fields["reason"]

    def leave(self) -> Leave:
        """What was chosen; before anything was, the nearest use."""
        read = self.cleaned_data if self.is_bound and self.is_valid() else {}
        whole = bool(read.get("whole"))
        use, sounds = Use(read.get("use") or Use.ANALYSIS), bool(read.get("sounds"))
        return Leave(use, today(), sounds, whole, read.get("program") == "qualcoder")

    def clean(self) -> dict[str, Any]:
        """A whole copy stays within the team and says what for."""
        read = super().clean() or {}
        if read.get("whole"):
            if read.get("use") not in NEAR:
                self.add_error("use", _("La copia íntegra es solo para estudiarla en el equipo."))
            if not str(read.get("reason", "")).strip():
                self.add_error("reason", _("Diga para qué: queda escrito en la bitácora."))
        return read


class ResearchForm(LeaveForm):
    """A research project."""

    sounds = forms.BooleanField(
        label=_("Con los sonidos, películas e imágenes que se permiten"),
        required=False,
        help_text=_("Sin ellos el archivo es pequeño y lleva los textos, sus tiempos y sus códigos."),
    )
    program = forms.ChoiceField(
        label=_("Para qué programa"),
        choices=[("", _("NVivo, ATLAS.ti, MAXQDA u otro")), ("qualcoder", "QualCoder")],
        required=False,
        help_text=_(
            "Para QualCoder las transcripciones de un sonido van como textos y las notas en las descripciones: "
            "de otro modo las pierde."
        ),
    )
    field_order = ["use", "program", "sounds", "whole", "reason"]


class TablesForm(LeaveForm):
    """All the tables, or one of them."""

    register = forms.ChoiceField(label=_("Qué hojas"), required=False)
    format = forms.ChoiceField(label=_("Formato"), choices=[(one, one.upper()) for one in FORMATS], initial="ods")
    field_order = ["use", "register", "format", "whole", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("Todas")), *((one.key, one.title) for one in TABLES)]
        self.fields["register"].choices = every  # type: ignore[attr-defined]


class CutsForm(forms.Form):
    """Which stretches of sound to list."""

    use = forms.ChoiceField(label=_("¿Para qué uso sale?"))
    code = forms.ModelChoiceField(
        Code.everywhere.none(), label=_("Con el código"), required=False, empty_label=_("Todos")
    )
    folios = forms.CharField(
        label=_("O estos fragmentos"),
        required=False,
        help_text=_("Folios separados por espacios o comas: FRA-0012, FRA-0031."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        use, code = self.fields["use"], self.fields["code"]
        use.choices = choices(USE_WORDS)  # type: ignore[attr-defined]
        use.initial = Use.RADIO
        code.queryset = Code.objects.filter(retired_at=None, merged_into=None)  # type: ignore[attr-defined]

    def asked(self) -> tuple[Leave, UUID | None, list[str]]:
        """The use, the code and the folios."""
        read = self.cleaned_data if self.is_valid() else {}
        folios = str(read.get("folios", "")).replace(",", " ").upper().split()
        code = read.get("code")
        return Leave(Use(read.get("use") or Use.RADIO), today()), code.pk if code else None, folios
