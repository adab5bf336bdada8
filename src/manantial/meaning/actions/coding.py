"""Codes as a real tree, and putting them on fragments. Who coded and when is kept; nothing is deleted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from manantial.ledger.actions import record
from manantial.meaning.models import Axis, Code, Coding
from manantial.people.models import Person
from manantial.voices.models import Fragment


@transaction.atomic
def add_code(
    name: str,
    *,
    kind: str = "theme",
    parent: Code | None = None,
    axis: Axis | None = None,
    description: str = "",
    by: Person | None,
    now: datetime,
) -> Code:
    """Add a code (axis, stage, theme or actor) to the codebook."""
    siblings = Code.objects.filter(parent=parent).count()
    code = Code(name=name.strip(), kind=kind, parent=parent, axis=axis, description=description, position=siblings + 1)
    code.save()
    record("code.added", code, by=by, now=now, facts={"kind": kind})
    return code


@transaction.atomic
def put_code(fragment: Fragment, code: Code, *, memo: str = "", by: Person | None, now: datetime) -> Coding:
    """Put a code on a fragment; when the same person did it before, the memo is renewed."""
    who = by.pk if by else None
    coding = Coding.objects.filter(fragment=fragment, code=code, by_id=who, retired_at=None).first()
    coding = coding or Coding(fragment=fragment, code=code, by_id=who, at=now)
    coding.memo = memo.strip()
    coding.save()
    record("fragment.coded", fragment, by=by, now=now, facts={"code": str(code.pk)})
    return coding


@transaction.atomic
def take_code_off(coding: Coding, *, by: Person | None, now: datetime) -> Coding:
    """Take a code off a fragment; the row stays, retired."""
    coding.retired_at = now
    coding.save()
    record("fragment.uncoded", coding.fragment, by=by, now=now, facts={"code": str(coding.code_id)})
    return coding
