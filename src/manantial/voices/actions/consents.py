"""Permissions given, permissions taken back, and what the assembly of a community agreed. All insert-only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from manantial.governance.models import Session
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.people.models import Person
from manantial.territory.models import Community
from manantial.vault.actions import erase
from manantial.vault.models import Blob
from manantial.voices.actions.intake import Upload, take_evidence
from manantial.voices.actions.refusals import AlreadyWithdrawn, VoicesRefused
from manantial.voices.models import Consent, DataAgreement, Fragment, Voice, Withdrawal
from manantial.voices.queries import withdrawal_facts
from manantial.voices.rules import (
    PUBLIC_USES,
    Answer,
    Attribution,
    Channel,
    ConsentForm,
    Subject,
    Use,
    What,
    store_scopes,
)

_NAMED = (Attribution.FULL_NAME, Attribution.FIRST_NAME)


@dataclass(frozen=True)
class Permission:
    """A permission as somebody gave it. Dates are civil days, both ends included."""

    scopes: Mapping[What, Mapping[Use, Answer]]
    form: ConsentForm
    given_on: date
    subject: Subject = Subject.PERSON
    attribution: Attribution = Attribution.ANONYMOUS
    attribution_name: str = ""
    language: str = "es"
    interpreter: str = ""
    valid_until: date | None = None
    not_before: date | None = None
    condition: str = ""
    session: Session | None = None
    evidence_note: str = ""
    notice_version: str = ""
    answer: str = ""  # the usual answer that was chosen, as it was said; empty when it was answered cell by cell
    answer_about: str = ""
    replaces: tuple[UUID, ...] = field(default_factory=tuple)


@transaction.atomic
def record_consent(
    voice: Voice, *, permission: Permission, evidence: Upload | None = None, by: Person | None, now: datetime
) -> Consent:
    """Write a permission down. It adds to the earlier ones, and the narrowest wins, unless it names those it replaces.

    Raises VoicesRefused when dates contradict each other, when a name is to be printed and none is given, when it
    replaces another without any proof, or when the file of the proof cannot be opened.
    """
    _check(voice, permission, has_file=evidence is not None, today=localdate(now))
    made = Consent.objects.create(
        voice=voice,
        subject=permission.subject,
        form=permission.form,
        language=permission.language,
        interpreter=permission.interpreter,
        scopes=store_scopes(permission.scopes),
        attribution=permission.attribution,
        attribution_name=permission.attribution_name,
        given_on=permission.given_on,
        valid_until=permission.valid_until,
        not_before=permission.not_before,
        condition=permission.condition,
        session=permission.session,
        evidence=take_evidence(evidence, now=now) if evidence else None,
        evidence_note=permission.evidence_note,
        notice_version=permission.notice_version,
        answer=permission.answer,
        answer_about=permission.answer_about,
        replaces=[str(key) for key in permission.replaces],
        recorded_at=now,
    )
    yes = sum(answer is Answer.YES for row in permission.scopes.values() for answer in row.values())
    facts = {"form": made.form, "yes": yes, "replaces": len(permission.replaces), "consent": str(made.pk)}
    record("consent.recorded", voice, by=by, now=now, community=voice.community, facts=facts)
    return made


@transaction.atomic
def withdraw_consent(
    voice: Voice,
    *,
    channel: Channel,
    withdrawn_on: date,
    whats: Iterable[What] = (),
    uses: Iterable[Use] = (),
    reason: str = "",
    erase_media: bool = False,
    by: Person | None,
    now: datetime,
) -> Withdrawal:
    """Take back a permission: from now on no build, page or export carries what it covered. Empty scopes mean all.

    `erase_media` also erases the files of the voice for good, save those another voice rests on. Raises
    AlreadyWithdrawn when the same scope was taken back before.
    """
    parts, closed = sorted(set(whats)), sorted(set(uses))
    before = [withdrawal_facts(row) for row in Withdrawal.objects.filter(voice=voice)]
    if all(any(one.covers(what, use) for one in before) for what in parts or What for use in closed or Use):
        raise AlreadyWithdrawn(_("Ese permiso ya se había retirado. No hace falta volver a hacerlo."))
    made = Withdrawal.objects.create(
        voice=voice,
        folio=next_folio(Withdrawal, "RET"),
        whats=[str(what) for what in parts],
        uses=[str(use) for use in closed],
        reason=reason,
        channel=channel,
        received_by_id=by.pk if by else None,
        withdrawn_on=withdrawn_on,
        erase_media=erase_media,
        recorded_at=now,
    )
    erased = _erase_files(voice, made, by=by, now=now) if erase_media else 0
    facts = {"whats": made.whats, "uses": made.uses, "erased": erased, "withdrawal": str(made.pk)}
    record("consent.withdrawn", voice, by=by, now=now, community=voice.community, facts=facts)
    return made


@transaction.atomic
def record_data_agreement(
    community: Community,
    *,
    agreed_on: date,
    uses: Iterable[Use],
    session: Session | None = None,
    act: str = "",
    review_on: date | None = None,
    by: Person | None,
    now: datetime,
) -> DataAgreement:
    """Write what the assembly of a community allows about it; it stands in place of what it agreed before.

    Raises VoicesRefused without the act that decided it, or for a day that has not come.
    """
    _require_act(session, act, agreed_on, now)
    kept = sorted(use for use in set(uses) if use in PUBLIC_USES)
    made = DataAgreement.objects.create(
        community=community, agreed_on=agreed_on, session=session, act=act, uses=kept, review_on=review_on
    )
    facts = {"uses": kept, "agreement": str(made.pk)}
    record("data.agreed", community, by=by, now=now, community=community, facts=facts)
    return made


@transaction.atomic
def withdraw_data_agreement(
    community: Community,
    *,
    withdrawn_on: date,
    session: Session | None = None,
    act: str = "",
    by: Person | None,
    now: datetime,
) -> DataAgreement:
    """Close everything a community had agreed until that day. Raises VoicesRefused without its act."""
    _require_act(session, act, withdrawn_on, now)
    made = DataAgreement.objects.create(
        community=community, agreed_on=withdrawn_on, withdrawn_on=withdrawn_on, session=session, act=act, uses=[]
    )
    record("data.withdrawn", community, by=by, now=now, community=community, facts={"agreement": str(made.pk)})
    return made


def _check(voice: Voice, permission: Permission, *, has_file: bool, today: date) -> None:
    if permission.given_on > today:
        raise VoicesRefused(_("El permiso no puede ser de un día que no ha llegado."))
    if permission.valid_until and permission.valid_until < permission.given_on:
        raise VoicesRefused(_("El permiso termina antes de empezar: revise las fechas."))
    if permission.valid_until and permission.not_before and permission.valid_until < permission.not_before:
        raise VoicesRefused(_("Con esas fechas no se podría usar nunca: deja de valer antes de que se pueda usar."))
    prints_name = Answer.YES in permission.scopes.get(What.NAME, {}).values()
    if permission.attribution in _NAMED and prints_name and not permission.attribution_name.strip():
        raise VoicesRefused(_("Pidió que se diga su nombre: escriba cómo quiere que se diga."))
    if permission.form is ConsentForm.ACT and not (permission.session or permission.evidence_note.strip() or has_file):
        raise VoicesRefused(_("Diga en qué acta quedó el permiso."))
    if permission.replaces:
        _check_replaced(voice, permission, has_file=has_file)


def _check_replaced(voice: Voice, permission: Permission, *, has_file: bool) -> None:
    if not (has_file or permission.evidence_note.strip() or permission.session):
        raise VoicesRefused(
            _("Para cambiar un permiso anterior hace falta la prueba: un archivo, o dónde está la hoja.")
        )
    if Consent.objects.filter(voice=voice, pk__in=permission.replaces).count() != len(set(permission.replaces)):
        raise VoicesRefused(_("El permiso que se quiere cambiar es de otra voz."))


def _require_act(session: Session | None, act: str, on: date, now: datetime) -> None:
    if session is None and not act.strip():
        raise VoicesRefused(_("Diga en qué asamblea o acta se decidió."))
    if on > localdate(now):
        raise VoicesRefused(_("La fecha todavía no llega."))


def _erase_files(voice: Voice, withdrawal: Withdrawal, *, by: Person | None, now: datetime) -> int:
    """Erase the files of a voice that no other voice needs; return how many."""
    count = 0
    for blob in _files(voice):
        if blob.erased_at is None and not _needed_elsewhere(blob, voice):
            erase(blob, reason=withdrawal.folio, by=by, now=now)
            count += 1
    return count


def _files(voice: Voice) -> Iterator[Blob]:
    found = [voice.original, voice.sound, voice.film, voice.picture, voice.thumbnail]
    clips = Fragment.objects.filter(voice=voice).exclude(clip=None).select_related("clip")
    yield from {blob.pk: blob for blob in (*found, *(one.clip for one in clips)) if blob is not None}.values()


def _needed_elsewhere(blob: Blob, voice: Voice) -> bool:
    uses = Q(original=blob) | Q(sound=blob) | Q(film=blob) | Q(picture=blob) | Q(thumbnail=blob)
    return Voice.objects.filter(uses).exclude(pk=voice.pk).exists()
