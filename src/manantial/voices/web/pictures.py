"""The page that makes people in a picture unrecognisable: boxes drawn with a finger, or sides typed in percent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from manantial.people.access import Request, address, find
from manantial.people.answers import today
from manantial.voices.actions import VoicesRefused, blur_picture
from manantial.voices.models import Voice
from manantial.voices.queries import reach_of, said_ruling, voice_page
from manantial.voices.web.voice_forms import YesNoField

ROWS = 8
SIDES = ("left", "top", "right", "bottom")
_SIDE_WORDS = {"left": _("izquierda"), "top": _("arriba"), "right": _("derecha"), "bottom": _("abajo")}


class SideField(forms.DecimalField):
    """One side of a box in percent of the picture."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "size": "5", "autocomplete": "off"}
        usual: dict[str, Any] = {
            "min_value": 0,
            "max_value": 100,
            "max_digits": 4,
            "decimal_places": 1,
            "required": False,
            "widget": forms.TextInput(attrs=attrs),
        }
        super().__init__(**usual | kwargs)


class BlurForm(forms.Form):
    """What to hide, which part to keep, and who can be recognised afterwards."""

    children = YesNoField(label=_("Después de taparlas, ¿todavía se reconocen niñas o niños?"), required=True)
    faces = YesNoField(label=_("¿Y se reconoce a alguien más?"), required=True)
    erase_original = forms.BooleanField(label=_("Borrar también la foto original, para siempre"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*(f"r{row}" for row in range(ROWS)), "k"):
            for side in SIDES:
                self.fields[f"{name}_{side}"] = SideField(label=_SIDE_WORDS[side])

    @property
    def boxes(self) -> list[tuple[int, list[Any]]]:
        """The rows of the table: number and the fields of the four sides."""
        return [(row + 1, [self[f"r{row}_{side}"] for side in SIDES]) for row in range(ROWS)]

    @property
    def keeping(self) -> list[Any]:
        """The four sides of what stays."""
        return [self[f"k_{side}"] for side in SIDES]

    def clean(self) -> dict[str, Any]:
        """Four sides or none, in every row."""
        data = super().clean() or {}
        names = (*(f"r{row}" for row in range(ROWS)), "k")
        data["regions"] = [box for box in (self._box(data, name) for name in names[:-1]) if box]
        data["kept"] = self._box(data, "k")
        return data

    def _box(self, data: dict[str, Any], name: str) -> tuple[int, int, int, int] | None:
        sides = [data.get(f"{name}_{side}") for side in SIDES]
        given = [side for side in sides if side is not None]
        if not given:
            return None
        if len(given) < len(SIDES):
            self.add_error(None, gettext("A un recuadro le falta un lado: escriba los cuatro, o ninguno."))
            return None
        left, top, right, bottom = (round(side * 10) for side in given)
        return left, top, right, bottom


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def picture_blur(request: Request, pk: UUID) -> HttpResponse:
    """Hide faces, or cut the picture, before it may be published."""
    voice = find(request, "voices.edit", Voice.objects.select_related("picture", "thumbnail", "original"), pk)
    page = voice_page(pk, on=today())
    if voice.picture is None:
        raise Http404
    if not page.analysis:
        messages.error(request, said_ruling(page.analysis))
        return redirect("voices:voice", pk=pk)
    form = BlurForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _hidden(request, voice, form):
        messages.success(request, gettext("La imagen ya se muestra así. La de antes no sale en nada."))
        return redirect("voices:voice", pk=pk)
    context = {
        "title": gettext("Tapar caras de %(folio)s") % {"folio": voice.folio},
        "voice": voice,
        "form": form,
        "copies": reach_of(voice, on=today()).copies,
    }
    return render(request, "voices/blur.html", context)


def _hidden(request: Request, voice: Voice, form: BlurForm) -> bool:
    data = form.cleaned_data
    try:
        blur_picture(
            voice,
            regions=data["regions"],
            kept=data["kept"],
            children_recognisable=data["children"],
            faces_recognisable=data["faces"],
            erase_original=data["erase_original"],
            by=request.actor.person,
            now=timezone.now(),
        )
    except VoicesRefused as error:
        form.add_error(None, str(error))
        return False
    return True
