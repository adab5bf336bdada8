"""The page that hides faces in a picture or a film: boxes drawn with a finger, or sides typed in percent."""

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
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address, find
from manantial.people.answers import today
from manantial.press import film, images
from manantial.voices.actions import Hiding, VoicesRefused, ask_veil, blur_picture
from manantial.voices.models import FaceAnswer, Voice
from manantial.voices.queries import face_answers, permitted, reach_of, said_ruling, voice_page
from manantial.voices.rules import FaceState, InvalidClock, Use, parse_clock
from manantial.voices.web.face_forms import gone_field
from manantial.voices.web.voice_forms import CountField

ROWS = 8
MOST_DIGITS, STILL_SIDE, STILL_WEIGHT = 6, 960, 120_000
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
    """What to hide, which part of a picture to keep, and who can be recognised afterwards.

    Of a film this is asked when the covered copy can be watched.
    """

    whole = forms.BooleanField(
        label=_("Tapar toda la imagen"), required=False, help_text=_("Queda el sonido y se ve que alguien habla."),
    )  # fmt: skip
    faces_seen = CountField(
        label=_("Después de taparlas, ¿a cuántas personas adultas se les reconoce todavía?"), required=True,
        help_text=_("Sin contar a quien da el permiso. Si a nadie, escriba 0."),
    )  # fmt: skip
    children_seen = CountField(label=_("¿Y a cuántas niñas o niños?"), required=True)
    erase_original = forms.BooleanField(label=_("Borrar también la foto original, para siempre"), required=False)

    def __init__(self, *args: Any, filmed: bool = False, seen: list[FaceAnswer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("faces_seen", "children_seen", "erase_original") if filmed else ("whole",):
            del self.fields[name]
        if seen and not filmed:
            self.fields["gone"] = gone_field(seen)
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
    """Hide faces of a picture or a film, or cut the picture, before it may be published."""
    voice = find(request, "voices.edit", Voice.objects.select_related("picture", "film", "thumbnail", "original"), pk)
    if voice.picture is None and voice.film is None:
        raise Http404
    page, filmed = voice_page(pk, on=today()), voice.film is not None
    if not page.analysis:
        messages.error(request, said_ruling(page.analysis))
        return redirect("voices:voice", pk=pk)
    seen = [one for one in face_answers(voice, on=today()) if one.state != FaceState.HIDDEN]
    form = BlurForm(request.POST or None, filmed=filmed, seen=seen)
    act = _covered if filmed else _hidden
    if request.method == "POST" and form.is_valid() and act(request, voice, form):
        return redirect("voices:voice", pk=pk)
    moment = request.GET.get("momento", "")
    context = {
        "title": gettext("Tapar caras de %(folio)s") % {"folio": voice.folio},
        "voice": voice,
        "form": form,
        "filmed": filmed,
        "moment": moment if _second(moment) is not None else "",
        "second": _second(moment) or 0,
        "copies": reach_of(voice, on=today()).copies,
    }
    return render(request, "voices/blur.html", context)


@address("voices.edit")
@require_GET
def film_still(request: Request, pk: UUID) -> HttpResponse:
    """One moment of a film as a picture (`?segundo=`), to draw boxes over it."""
    voice = find(request, "voices.edit", Voice.objects.select_related("film"), pk)
    [(_thing, ruling)] = permitted([voice], use=Use.ANALYSIS, on=today())
    if not ruling or voice.film is None or voice.film.erased_at is not None:
        raise Http404
    second = request.GET.get("segundo", "0")
    at = int(second) if second.isdecimal() and len(second) < MOST_DIGITS else 0
    shown = images.thumbnail(film.still(voice.film.path(), at * 1000), width=STILL_SIDE, limit=STILL_WEIGHT)
    return HttpResponse(shown, content_type="image/jpeg")


def _second(clock: str) -> int | None:
    try:
        return parse_clock(clock) // 1000 if clock else None
    except InvalidClock:
        return None


def _covered(request: Request, voice: Voice, form: BlurForm) -> bool:
    """Ask for the covered copy of a film."""
    regions = form.cleaned_data["regions"]
    if form.cleaned_data["whole"] == bool(regions):
        form.add_error(None, gettext("Marque qué tapar, o escoja tapar toda la imagen; una de las dos."))
        return False
    try:
        ask_veil(voice, regions=regions, by=request.actor.person, now=timezone.now())
    except VoicesRefused as error:
        form.add_error(None, str(error))
        return False
    messages.success(
        request,
        gettext("Se está tapando. Cuando esté, véalo completo y anote a cuántas personas se reconoce todavía."),
    )
    return True


def _hidden(request: Request, voice: Voice, form: BlurForm) -> bool:
    data = form.cleaned_data
    hiding = Hiding(
        data["regions"], data["kept"], data["faces_seen"], data["children_seen"], list(data.get("gone") or ())
    )
    try:
        blur_picture(voice, hiding, erase_original=data["erase_original"], by=request.actor.person, now=timezone.now())
    except VoicesRefused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, gettext("La imagen ya se muestra así. La de antes no sale en nada."))
    return True
