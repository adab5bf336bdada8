"""Coming in: with password, with an enrolled phone and its PIN, with a told code, with the first link.

Every way counts its failures; every success is one entry of the ledger.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.http import HttpRequest

from manantial.kernel.digests import sha256_bytes
from manantial.kernel.rulings import Ruling, gettext_noop
from manantial.ledger.actions import record
from manantial.people.actions.refusals import Refused
from manantial.people.models import Account, Attempt, Device, Invitation
from manantial.people.queries.doors import device_of, invitation_of
from manantial.people.rules import InvitationKind, Way, fold_username, judge_pin, may_try, tidy_code
from manantial.people.rules.entering import ATTEMPTS_KEPT, DEVICE_TRIES, LONGEST_WAIT, WINDOW, may_try_code


class WrongSecret(Refused):
    """What was typed does not match, or may not be tried now."""


@dataclass(frozen=True)
class Enrolment:
    """A phone just enrolled: its token is known only now and goes into the phone's cookie."""

    device: Device
    token: str


def enter_by_password(request: HttpRequest, username: str, password: str, *, address: str, now: datetime) -> Account:
    """The account of a name and a password. Raises WrongSecret, always with the same words."""
    key = f"account:{fold_username(username)}"
    _refuse_many_tries(key, address, now)
    account = authenticate(request, username=username, password=password)
    if not isinstance(account, Account):
        _fail((key, f"address:{address}"), now)
        raise WrongSecret(
            Ruling.no(gettext_noop("El nombre o la contraseña no coinciden. Revise y vuelva a intentar."))
        )
    return _enter(account, Way.PASSWORD, now, key)


def enter_by_pin(token: str, pin: str, *, now: datetime) -> Account:
    """The account of an enrolled phone and its PIN; five wrong ones block the phone. Raises WrongSecret."""
    device = device_of(token, now)
    if device is None:
        raise WrongSecret.because(gettext_noop("Este teléfono ya no está registrado. Pida una tarjeta nueva."))
    if not check_password(pin, device.pin_hash):
        raise WrongSecret(_count_wrong_pin(device, now))
    device.failures, device.last_seen_at = 0, now
    device.save()
    return _enter(device.account, Way.PIN, now, f"device:{device.pk}")


def enter_by_code(username: str, code: str, *, address: str, now: datetime) -> Invitation:
    """The invitation of a name and a code that was told or printed. Raises WrongSecret.

    A told code is used up and lets in; a printed card's code is not: its owner goes on to choose a PIN.
    """
    refuse_many_codes(address, now=now)
    invitation = _matching(fold_username(username), tidy_code(code), now)
    if invitation is None:
        raise note_wrong_code(
            address, gettext_noop("El nombre o el código no coinciden, o el código ya se usó o venció."), now=now
        )
    if invitation.kind == InvitationKind.CODE:
        _use(invitation, now)
        _enter(invitation.account, Way.CODE, now, f"code:{address}")
    return invitation


def enter_by_link(token: str, *, now: datetime) -> Account:
    """The account of a link that works once. Raises WrongSecret when it was used or is too old."""
    invitation = invitation_of(token, InvitationKind.LINK, now)
    if invitation is None:
        raise WrongSecret.because(gettext_noop("Este enlace ya se usó o venció. Pida otro."))
    _use(invitation, now)
    return _enter(invitation.account, Way.LINK, now, "")


@transaction.atomic
def enrol_device(invitation: Invitation, pin: str, *, now: datetime) -> Enrolment:
    """Use up a card: the phone gets a secret of its own and the person her PIN, which nobody else sees.

    Raises Refused for a PIN that is too easy, WrongSecret when the card was used meanwhile.
    """
    if not (ruling := judge_pin(pin)):
        raise Refused(ruling)
    _use(invitation, now)
    token = secrets.token_urlsafe(32)
    device = Device(account=invitation.account, token_digest=sha256_bytes(token.encode()), pin_hash=make_password(pin))
    device.enrolled_at = device.last_seen_at = now
    device.save()
    record("account.device_enrolled", invitation.account, by=invitation.account.person, now=now)
    return Enrolment(device, token)


def refuse_many_codes(address: str, *, now: datetime) -> None:
    """Raise WrongSecret when too many wrong codes came from this address within the hour; of any door with a code."""
    wrong = Attempt.objects.filter(key=f"code:{address}", at__gt=now - timedelta(hours=1)).count()
    if not (ruling := may_try_code(wrong)):
        raise WrongSecret(ruling)


def note_wrong_code(address: str, said: str, *, now: datetime) -> WrongSecret:
    """Count a wrong code from this address, and return what to raise."""
    _fail((f"code:{address}",), now)
    return WrongSecret(Ruling.no(said))


@transaction.atomic
def forget_old_attempts(*, now: datetime) -> int:
    """Erase failed tries older than 90 days; returns how many."""
    old = Attempt.objects.filter(at__lt=now - ATTEMPTS_KEPT)
    count = old.count()
    old.delete()
    record("attempts.forgotten", None, by=None, now=now, facts={"count": count})
    return count


@transaction.atomic
def _enter(account: Account, way: str, now: datetime, key: str) -> Account:
    Attempt.objects.filter(key=key).delete()
    record("account.entered", account, by=account.person, now=now, facts={"way": way})
    return account


def _use(invitation: Invitation, now: datetime) -> None:
    used = Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=now)
    if not used:
        raise WrongSecret.because(gettext_noop("Esta tarjeta o este código ya se usó. Pida otro."))
    invitation.used_at = now


def _matching(username: str, code: str, now: datetime) -> Invitation | None:
    open_ones = Invitation.objects.filter(
        account__username=username, account__is_active=True, used_at=None, expires_at__gt=now
    ).exclude(code_hash="")
    candidates = list(open_ones.select_related("account__person"))
    if not candidates:
        make_password(code)  # as slow as comparing, so that time does not tell which names exist
    return next((one for one in candidates if check_password(code, one.code_hash)), None)


def _count_wrong_pin(device: Device, now: datetime) -> Ruling:
    device.failures += 1
    if device.failures >= DEVICE_TRIES:
        device.blocked_at = now
    device.save()
    if device.blocked_at:
        return Ruling.no(
            gettext_noop("El PIN no coincidió cinco veces: este teléfono quedó cerrado. Pida una tarjeta nueva.")
        )
    left = DEVICE_TRIES - device.failures
    return Ruling.no(gettext_noop("El PIN no coincide. Intentos que quedan: %(left)d."), left=left)


def _refuse_many_tries(key: str, address: str, now: datetime) -> None:
    near = Attempt.objects.filter(key=f"address:{address}", at__gt=now - WINDOW).count()
    if not (ruling := may_try(_failures(key, now), now, address_failures=near)):
        raise WrongSecret(ruling)


def _failures(key: str, now: datetime) -> Sequence[datetime]:
    return list(Attempt.objects.filter(key=key, at__gt=now - LONGEST_WAIT).values_list("at", flat=True))


@transaction.atomic
def _fail(keys: Sequence[str], now: datetime) -> None:
    for key in keys:
        Attempt.objects.create(key=key[:120], at=now)
