"""Which community a paper is asked for: by its identifier, key or name."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from manantial.territory.models import Community
from manantial.territory.papers import PaperRefused


def community_named(name: str | Community) -> Community:
    """Return a community by its identifier, key (C-07) or name. Raises PaperRefused when none or several answer."""
    if isinstance(name, Community):
        return name
    try:
        found = list(Community.objects.filter(pk=UUID(name)))
    except ValueError:
        listed = Community.objects.filter(merged_into=None)
        found = list(listed.filter(code__iexact=name)) or list(listed.filter(name__iexact=name)[:2])
    if not found:
        raise PaperRefused(_("No hay una comunidad «%(name)s».") % {"name": name})
    if len(found) > 1:
        raise PaperRefused(_("Varias comunidades se llaman «%(name)s». Pídala por su clave.") % {"name": name})
    return found[0]
