"""Accounts of persons and the secrets that open them once: printed card, told code, first link.

Secrets come from the system's chance and leave this computer only as paper, words or a link; what is kept is their
fingerprint. Staff can give a card but never choose or see a PIN.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import current_alliance
from manantial.kernel.digests import sha256_bytes
from manantial.kernel.rulings import gettext_noop
from manantial.ledger.actions import record
from manantial.people.actions.refusals import Refused
from manantial.people.models import Account, Device, Invitation, Person
from manantial.people.rules import (
    CARD_LIFE,
    CODE_LIFE,
    LINK_LIFE,
    InvitationKind,
    choose_username,
    fold_username,
    format_code,
)
from manantial.people.rules.entering import CODE_ALPHABET, CODE_LENGTH


@dataclass(frozen=True)
class Card:
    """A card just made: the only moment in which its secrets are known."""

    invitation: Invitation
    token: str
    code: str

    @property
    def printed_code(self) -> str:
        """The short code as it is printed."""
        return format_code(self.code)


@transaction.atomic
def create_account(
    person: Person,
    *,
    by: Person | None,
    now: datetime,
    username: str = "",
    is_admin: bool = False,
    is_auditor: bool = False,
) -> Account:
    """Open an account for a person; it has no password and no PIN until she chooses one.

    The name is made from hers when none is given. Raises Refused when the name is taken or she has an account.
    """
    if Account.objects.filter(person=person, is_active=True).exists():
        raise Refused.because(gettext_noop("Esta persona ya tiene una cuenta."))
    name = fold_username(username)
    taken = set(Account.objects.values_list("username", flat=True))
    if name in taken:
        raise Refused.because(gettext_noop("Ya hay una cuenta con ese nombre; escoja otro."))
    account = Account(person=person, username=name or choose_username(person.name, taken), created_at=now)
    account.is_admin, account.is_auditor = is_admin, is_auditor
    account.password = make_password(None)
    account.save()
    record("account.created", account, by=by, now=now, facts={"admin": is_admin, "auditor": is_auditor})
    return account


@transaction.atomic
def set_password(account: Account, password: str, *, by: Person | None, now: datetime) -> Account:
    """Set the password of an account; every login from before ends.

    Raises django's ValidationError when it is shorter than 12 characters or one of the commonest.
    """
    validate_password(password, account)
    account.set_password(password)
    account.logins_ended_at = now
    account.save()
    record("account.password_set", account, by=by, now=now)
    return account


@transaction.atomic
def set_powers(account: Account, *, is_admin: bool, is_auditor: bool, by: Person | None, now: datetime) -> Account:
    """Say whether an account administers the machine or audits; neither comes from a seat."""
    account.is_admin, account.is_auditor = is_admin, is_auditor
    account.save()
    record("account.powers_set", account, by=by, now=now, facts={"admin": is_admin, "auditor": is_auditor})
    return account


@transaction.atomic
def close_account(account: Account, *, by: Person | None, now: datetime, reason: str) -> Account:
    """Close an account: nobody enters with it any more; what it did stays."""
    account.is_active, account.logins_ended_at = False, now
    account.save()
    _block_devices(account, now)
    record("account.closed", account, by=by, now=now, reason=reason)
    return account


@transaction.atomic
def reopen_account(account: Account, *, by: Person | None, now: datetime, reason: str) -> Account:
    """Open a closed account again; its person needs a new card or password login."""
    account.is_active = True
    account.save()
    record("account.reopened", account, by=by, now=now, reason=reason)
    return account


@transaction.atomic
def end_logins(account: Account, *, by: Person | None, now: datetime) -> Account:
    """End every login of an account and forget its phones: lost phone, shared computer."""
    account.logins_ended_at = now
    account.save()
    _block_devices(account, now)
    record("account.logins_ended", account, by=by, now=now)
    return account


@transaction.atomic
def issue_card(account: Account, *, by: Person | None, now: datetime) -> Card:
    """Make a new invitation card; cards and codes given before stop working."""
    _withdraw_invitations(account, now, InvitationKind.CARD, InvitationKind.CODE)
    token, code = secrets.token_urlsafe(24), _new_code()
    invitation = Invitation(account=account, kind=InvitationKind.CARD, issued_at=now, expires_at=now + CARD_LIFE)
    invitation.secret_digest, invitation.code_hash = sha256_bytes(token.encode()), make_password(code)
    invitation.issued_by_id = by.pk if by else None
    invitation.save()
    record("account.card_issued", account, by=by, now=now)
    return Card(invitation, token, code)


@transaction.atomic
def issue_code(account: Account, *, by: Person | None, now: datetime) -> str:
    """Make a code to be told in person or by telephone: one use, ten minutes, a login of twenty. Returned as told."""
    _withdraw_invitations(account, now, InvitationKind.CODE)
    code = _new_code()
    invitation = Invitation(account=account, kind=InvitationKind.CODE, issued_at=now, expires_at=now + CODE_LIFE)
    invitation.code_hash, invitation.issued_by_id = make_password(code), by.pk if by else None
    invitation.save()
    record("account.code_issued", account, by=by, now=now)
    return format_code(code)


@transaction.atomic
def issue_link(account: Account, *, now: datetime, by: Person | None = None) -> str:
    """Make a link that lets an account in once; returns its path, with the alliance when there are several."""
    token = secrets.token_urlsafe(24)
    invitation = Invitation(account=account, kind=InvitationKind.LINK, issued_at=now, expires_at=now + LINK_LIFE)
    invitation.secret_digest, invitation.issued_by_id = sha256_bytes(token.encode()), by.pk if by else None
    invitation.save()
    record("account.link_issued", account, by=by, now=now)
    alliance = current_alliance()
    prefix = f"/a/{alliance.slug}" if Alliance.objects.exclude(pk=alliance.pk).exists() else ""
    return f"{prefix}/enlace/{token}/"


def _new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def _withdraw_invitations(account: Account, now: datetime, *kinds: str) -> None:
    Invitation.objects.filter(account=account, kind__in=kinds, used_at=None, expires_at__gt=now).update(expires_at=now)


def _block_devices(account: Account, now: datetime) -> None:
    Device.objects.filter(account=account, blocked_at=None).update(blocked_at=now)
