"""Counting who can be recognised in a picture or a film, and writing down what each of them said. All insert-only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from manantial.governance.models import Session
from manantial.ledger.actions import record
from manantial.people.models import Person
from manantial.voices.actions.intake import Upload, take_evidence
from manantial.voices.actions.refusals import AlreadyWithdrawn, VoicesRefused
from manantial.voices.models import FaceAnswer, Voice
from manantial.voices.queries import faces_of
from manantial.voices.rules import (
    CONTENT_OF,
    PICTURED,
    WRITTEN,
    Channel,
    ConsentForm,
    FaceState,
    Use,
    standing_answers,
)


@dataclass(frozen=True)
class FacePermission:
    """What somebody in a picture allowed, or an assembly for all who attended it."""

    called: str
    uses: frozenset[Use]
    form: ConsentForm
    given_on: date
    faces: int = 1
    child: bool = False
    session: Session | None = None
    evidence_note: str = ""
    replaces: tuple[UUID, ...] = field(default_factory=tuple)


@transaction.atomic
def count_faces(
    voice: Voice,
    *,
    grown: int,
    children: int,
    gone: Iterable[FaceAnswer] = (),
    by: Person | None,
    now: datetime,
) -> None:
    """Say how many can be recognised besides who gave the testimony.

    `gone` are those who answered and are not seen since faces were hidden. Raises VoicesRefused for what is no picture,
    for `gone` where nothing was hidden, and for fewer than have answered and are still seen.
    """
    _pictured(voice)
    hidden = list(gone)
    if hidden and not voice.veiled:
        raise VoicesRefused(_("Para que ya no se le vea, primero tape su cara o recorte la imagen."))
    hide_faces(voice, hidden, now=now)
    for seen, child in ((grown, False), (children, True)):
        if seen < _answered(voice, child=child, on=localdate(now)):
            raise VoicesRefused(_("Ya contestaron más personas que esas. Si a alguna ya no se le ve, marque cuál es."))
    voice.faces_seen, voice.children_seen = grown, children
    voice.save(update_fields=["faces_seen", "children_seen"])
    facts = {"grown": grown, "children": children}
    record("voice.faces_counted", voice, by=by, now=now, community=voice.community, facts=facts)


@transaction.atomic
def allow_face(
    voice: Voice, *, permission: FacePermission, evidence: Upload | None = None, by: Person | None, now: datetime
) -> FaceAnswer:
    """Write down what somebody who can be recognised said about a picture or film.

    Raises VoicesRefused without a name of any kind, for more people than were counted, for a child without the signed
    sheet, for an assembly without its act, and when it widens an earlier answer without proof.
    """
    _pictured(voice)
    _check(voice, permission, has_file=evidence is not None, today=localdate(now))
    made = FaceAnswer.objects.create(
        voice=voice,
        called=permission.called.strip(),
        faces=permission.faces,
        child=permission.child,
        uses=sorted(permission.uses),
        form=permission.form,
        given_on=permission.given_on,
        session=permission.session,
        evidence=take_evidence(evidence, now=now) if evidence else None,
        evidence_note=permission.evidence_note,
        replaces=[str(key) for key in permission.replaces],
        recorded_at=now,
    )
    facts = {"faces": made.faces, "child": made.child, "uses": made.uses, "answer": str(made.pk)}
    record("consent.face_recorded", voice, by=by, now=now, community=voice.community, facts=facts)
    return made


@transaction.atomic
def withdraw_face(
    answer: FaceAnswer, *, channel: Channel, withdrawn_on: date, by: Person | None, now: datetime
) -> FaceAnswer:
    """Somebody in a picture takes back what she allowed: it stays in the team until her face is hidden.

    Raises AlreadyWithdrawn, and VoicesRefused for an answer that another took the place of.
    """
    standing = {one.key: one for one in standing_answers(faces_of(answer.voice).answers, localdate(now))}
    if answer.pk not in standing:
        raise VoicesRefused(_("Esa respuesta ya se cambió por otra. Retire la última."))
    if standing[answer.pk].state is not FaceState.GIVEN:
        raise AlreadyWithdrawn(_("Ese permiso ya se había retirado. No hace falta volver a hacerlo."))
    made = _follow(answer, FaceState.WITHDRAWN, on=withdrawn_on, channel=channel, now=now)
    facts = {"faces": made.faces, "child": made.child, "answer": str(made.pk)}
    record("consent.face_withdrawn", answer.voice, by=by, now=now, community=answer.voice.community, facts=facts)
    return made


def hide_faces(voice: Voice, answers: Iterable[FaceAnswer], *, now: datetime) -> None:
    """Note that some of those who answered are no longer seen; for the actions that hide them."""
    for answer in answers:
        if answer.voice_id != voice.pk:
            raise VoicesRefused(_("Esa respuesta es de otra imagen."))
        _follow(answer, FaceState.HIDDEN, on=localdate(now), channel="", now=now)


def _follow(answer: FaceAnswer, state: FaceState, *, on: date, channel: str, now: datetime) -> FaceAnswer:
    return FaceAnswer.objects.create(
        voice=answer.voice,
        called=answer.called,
        state=state,
        faces=answer.faces,
        child=answer.child,
        channel=channel,
        given_on=min(on, localdate(now)),
        replaces=[str(answer.pk)],
        recorded_at=now,
    )


def _pictured(voice: Voice) -> None:
    if CONTENT_OF[voice.kind] not in PICTURED:
        raise VoicesRefused(_("Aquí no se ve a nadie: solo una foto, un dibujo o un video lo necesitan."))


def _answered(voice: Voice, *, child: bool, on: date, without: Iterable[UUID] = ()) -> int:
    """How many faces have an answer and are still seen."""
    answers = standing_answers(faces_of(voice).answers, on)
    kept = (one for one in answers if one.child is child and one.state is not FaceState.HIDDEN)
    return sum(one.faces for one in kept if one.key not in set(without))


def _check(voice: Voice, permission: FacePermission, *, has_file: bool, today: date) -> None:
    proven = bool(has_file or permission.session or permission.evidence_note.strip())
    if not permission.called.strip():
        raise VoicesRefused(_("Diga quién es, con su nombre o con uno inventado."))
    if permission.given_on > today:
        raise VoicesRefused(_("El permiso no puede ser de un día que no ha llegado."))
    if permission.form is ConsentForm.ACT and not proven:
        raise VoicesRefused(_("Diga en qué acta quedó el permiso."))
    if permission.faces > 1 and permission.form is not ConsentForm.ACT:
        raise VoicesRefused(_("Varias personas juntas solo por acta de asamblea. Si no, anótelas una por una."))
    if permission.child and not (permission.form in WRITTEN and has_file):
        raise VoicesRefused(
            _("De una niña o un niño firma quien tiene su custodia: suba la foto de la hoja con firma o huella.")
        )
    if permission.replaces:
        _check_replaced(voice, permission, proven=proven)
    _check_count(voice, permission, today)


def _check_replaced(voice: Voice, permission: FacePermission, *, proven: bool) -> None:
    earlier = list(FaceAnswer.objects.filter(voice=voice, pk__in=permission.replaces))
    if len(earlier) != len(set(permission.replaces)):
        raise VoicesRefused(_("El permiso que se quiere cambiar es de otra imagen."))
    if any(one.state != FaceState.GIVEN for one in earlier):
        raise VoicesRefused(_("Lo que se retiró no vuelve a darse. Tape su cara, o tome otra foto."))
    wider = any(not permission.uses <= set(one.uses) for one in earlier)
    if wider and not proven:
        raise VoicesRefused(
            _("Para cambiar un permiso anterior hace falta la prueba: un archivo, o dónde está la hoja.")
        )


def _check_count(voice: Voice, permission: FacePermission, today: date) -> None:
    seen = voice.children_seen if permission.child else voice.faces_seen
    if seen is None:
        raise VoicesRefused(_("Primero cuente a cuántas personas se reconoce."))
    before = _answered(voice, child=permission.child, on=today, without=permission.replaces)
    if before + permission.faces > seen:
        raise VoicesRefused(
            _("Se contaron %(seen)d y con esta serían %(more)d. Corrija la cuenta, o revise quién falta.")
            % {"seen": seen, "more": before + permission.faces}
        )
