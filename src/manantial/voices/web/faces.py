"""The page of people who can be recognised in a picture or a film: how many, what each said, what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address, find
from manantial.people.answers import paper_answer, today
from manantial.voices import papers
from manantial.voices.actions import VoicesRefused, allow_face, count_faces, withdraw_face
from manantial.voices.models import FaceAnswer, Voice
from manantial.voices.queries import content_of, face_answers, reach_of, reach_said, said, voice_page
from manantial.voices.rules import FACE_STATE_WORDS, FORM_WORDS, PICTURED, FaceState
from manantial.voices.web.face_forms import FaceCountForm, FaceForm, FaceWithdrawForm
from manantial.voices.web.plumbing import upload_of
from manantial.voices.web.showing import uses_said


@dataclass(frozen=True)
class FaceView:
    """One answer in words, with the form to take it back while it stands."""

    answer: FaceAnswer
    reach: str
    form: str
    state: str
    withdraw: FaceWithdrawForm | None


@address("consents.edit")
@require_http_methods(["GET", "POST"])
def people_pictured(request: Request, pk: UUID) -> HttpResponse:
    """Count who can be recognised, write down what each said, and take one back."""
    voice = find(request, "consents.edit", Voice.objects.select_related("community", "film", "picture"), pk)
    if content_of(voice) not in PICTURED:
        raise Http404
    seen = [one for one in face_answers(voice, on=today()) if one.state != FaceState.HIDDEN]
    given = [one for one in seen if one.state == FaceState.GIVEN]
    asked, data = request.POST.get("que", ""), request.POST if request.method == "POST" else None
    count = FaceCountForm(data if asked == "cuenta" else None, voice=voice, seen=seen, prefix="cuenta")
    form = FaceForm(
        data if asked == "permiso" else None, request.FILES or None, given=given, prefix="cara",
        initial={"given_on": today()},
    )  # fmt: skip
    done = (
        (asked == "cuenta" and count.is_valid() and _counted(request, voice, count))
        or (asked == "permiso" and form.is_valid() and _allowed(request, voice, form))
        or (asked == "retiro" and _taken_back(request, voice))
    )
    if done:
        return redirect("voices:pictured", pk=pk)
    context = {
        "title": _("Personas en la imagen de %(folio)s") % {"folio": voice.folio},
        "voice": voice,
        "count": count,
        "form": form,
        "counted": None not in {voice.faces_seen, voice.children_seen},
        "answers": [_view(one, given) for one in face_answers(voice, on=today(), past=True)],
        "uses": uses_said(voice_page(pk, on=today()).uses),
        "copies": reach_of(voice, on=today()).copies if len(given) < len(seen) else (),
    }
    return render(request, "voices/pictured.html", context)


@address("consents.edit")
@require_GET
def face_receipt(request: Request, pk: UUID) -> HttpResponse:
    """The receipt for somebody in a picture who took her permission back."""
    rows = FaceAnswer.objects.select_related("voice__community").filter(state=FaceState.WITHDRAWN)
    answer = find(request, "consents.edit", rows, pk)
    copies = reach_of(answer.voice, on=today()).copies
    return paper_answer(
        request, papers.face_receipt(answer, unrecoverable=copies, on=today()), f"{answer.voice.folio}-retiro"
    )


def _counted(request: Request, voice: Voice, form: FaceCountForm) -> bool:
    data, by = form.cleaned_data, request.actor.person
    gone = list(data.get("gone") or ())
    try:
        count_faces(
            voice, grown=data["faces_seen"], children=data["children_seen"], gone=gone, by=by, now=timezone.now()
        )
    except VoicesRefused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Se anotó a cuántas personas se reconoce."))
    return True


def _allowed(request: Request, voice: Voice, form: FaceForm) -> bool:
    proof, by = upload_of(form.cleaned_data["evidence"]), request.actor.person
    try:
        allow_face(voice, permission=form.permission(), evidence=proof, by=by, now=timezone.now())
    except VoicesRefused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Se registró el permiso. Manda desde ahora."))
    return True


def _taken_back(request: Request, voice: Voice) -> bool:
    form = FaceWithdrawForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Diga cómo avisó y qué día."))
        return True
    answer = FaceAnswer.objects.select_related("voice").filter(voice=voice, pk=form.cleaned_data["answer"]).first()
    if answer is None:
        raise Http404
    try:
        facts = {"channel": form.cleaned_data["channel"], "withdrawn_on": form.cleaned_data["withdrawn_on"]}
        withdraw_face(answer, **facts, by=request.actor.person, now=timezone.now())
        messages.success(request, _("Se retiró el permiso. La imagen ya no sale del equipo mientras se vea su cara."))
    except VoicesRefused as error:
        messages.error(request, str(error))
    return True


def _view(answer: FaceAnswer, given: list[FaceAnswer]) -> FaceView:
    stands = any(one.pk == answer.pk for one in given)
    start = {"answer": answer.pk, "withdrawn_on": today()}
    return FaceView(
        answer,
        reach_said(answer),
        said(FORM_WORDS, answer.form) if answer.form else "",
        said(FACE_STATE_WORDS, answer.state),
        FaceWithdrawForm(initial=start, auto_id=False) if stands else None,
    )
