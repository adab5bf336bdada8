"""Verbs about minutes: read aloud and approved, signed on paper, locked with the photo; errata are other minutes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from manantial.governance.actions.refusals import refuse_unless
from manantial.governance.models import Minutes
from manantial.governance.rules import (
    MinutesState,
    minutes_may_approve,
    minutes_may_correct,
    minutes_may_lock,
    minutes_may_sign,
)
from manantial.ledger.actions import Identified, record
from manantial.ledger.queries import history_of
from manantial.vault.models import Blob


@transaction.atomic
def approve_minutes(minutes: Minutes, *, by: Identified | None, now: datetime, language: str = "es") -> Minutes:
    """Write that the minutes were read aloud, in which language, and approved by those who were there."""
    refuse_unless(minutes_may_approve(minutes.state, minutes.session.state))
    return _pass(minutes, MinutesState.APPROVED, by=by, now=now, facts={"read_in": language})


@transaction.atomic
def sign_minutes(minutes: Minutes, *, by: Identified | None, now: datetime, printed: Blob | None = None) -> Minutes:
    """Write that the printed minutes were signed or stamped with fingerprints."""
    refuse_unless(minutes_may_sign(minutes.state))
    minutes.printed = printed or minutes.printed
    return _pass(minutes, MinutesState.SIGNED, by=by, now=now, facts={})


@transaction.atomic
def lock_minutes(minutes: Minutes, *, by: Identified | None, now: datetime, scan: Blob | None = None) -> Minutes:
    """Lock the minutes with the photo of the signed paper; somebody else than who wrote the signatures does it."""
    minutes.signed_scan = scan or minutes.signed_scan
    ruling = minutes_may_lock(
        minutes.state,
        has_scan=minutes.signed_scan is not None,
        signed_by=_who_signed(minutes),
        locking=str(by.pk) if by else "",
    )
    refuse_unless(ruling)
    minutes.locked_at = now
    digest = minutes.signed_scan.sha256 if minutes.signed_scan else ""
    return _pass(minutes, MinutesState.LOCKED, by=by, now=now, facts={"sha256": digest})


@transaction.atomic
def open_erratum(minutes: Minutes, *, by: Identified | None, now: datetime, reason: str) -> Minutes:
    """Open other minutes that correct locked ones; the locked ones stay as they were signed."""
    refuse_unless(minutes_may_correct(minutes.state))
    version = Minutes.objects.filter(session=minutes.session).count() + 1
    erratum = Minutes.objects.create(session=minutes.session, version=version, corrects=minutes)
    community = minutes.session.body.community
    record("minutes.erratum_opened", erratum, by=by, now=now, reason=reason, community=community)
    return erratum


def _pass(
    minutes: Minutes, state: MinutesState, *, by: Identified | None, now: datetime, facts: dict[str, object]
) -> Minutes:
    minutes.state = state.value
    minutes.save()
    community = minutes.session.body.community
    record(f"minutes.{state.value}", minutes, by=by, now=now, community=community, facts=facts)
    return minutes


def _who_signed(minutes: Minutes) -> str:
    """Who wrote that these minutes were signed, as the ledger tells."""
    entry = history_of(minutes.pk).filter(verb=f"minutes.{MinutesState.SIGNED.value}").last()
    return str(entry.person_id) if entry and entry.person_id else ""
