"""Which session a paper is asked for: by its identifier or by its number; and hours and days as printed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from manantial.governance.models import Session
from manantial.governance.queries import sessions
from manantial.kernel.dates import say_day
from manantial.people.models import Body
from manantial.territory.papers import PaperRefused


def session_named(name: str | Session) -> Session:
    """Return a session by its identifier or number. Raises PaperRefused when none or several answer to it."""
    if isinstance(name, Session):
        return name
    found = list(sessions().filter(**_key(name))[:2])
    if not found:
        raise PaperRefused(_("No hay una sesión «%(name)s».") % {"name": name})
    if len(found) > 1:
        raise PaperRefused(
            _("Varios órganos tienen una sesión «%(name)s». Pídala por su identificador.") % {"name": name}
        )
    return found[0]


def body_named(name: str | Body | None) -> Body | None:
    """Return a body by its identifier or name; None for no name. Raises PaperRefused when there is none."""
    if not name or isinstance(name, Body):
        return name or None
    key = _key(name)
    found = Body.objects.filter(**({"name__iexact": name} if "number" in key else key)).first()
    if found is None:
        raise PaperRefused(_("No hay un órgano «%(name)s».") % {"name": name})
    return found


def hour(moment: datetime | None) -> str:
    """Return the local hour as printed, `10:00`; empty when it is not known."""
    return f"{timezone.localtime(moment):%H:%M}" if moment else ""


def day_of(moment: datetime) -> date:
    """Return the civil day of a moment."""
    return timezone.localdate(moment)


def said_day(day: date | None, language: str, *, weekday: bool = True) -> str:
    """Return a day in words; empty when it is not known."""
    return say_day(day, language, weekday=weekday) if day else ""


def _key(name: str) -> dict[str, object]:
    try:
        return {"pk": UUID(name)}
    except ValueError:
        return {"number": name}
