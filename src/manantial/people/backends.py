"""Who a login is: an account of the alliance of this request, and of no other."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from manantial.people.models import Account
from manantial.people.rules.names import fold_username


class AllianceAccounts(BaseBackend):
    """Accounts of the present alliance, by a name typed with or without accents and capitals."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **credentials: Any
    ) -> Account | None:
        """The active account with this name and password, or None; both answers take the same time."""
        account = Account.objects.filter(username=fold_username(username)).select_related("person").first()
        if account is None:
            make_password(password)  # as slow as comparing, so that time does not tell which names exist
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: UUID | str) -> Account | None:
        """The active account of a login; None for one of another alliance."""
        try:
            return Account.objects.filter(pk=user_id, is_active=True).select_related("person").first()
        except ValidationError:
            return None
