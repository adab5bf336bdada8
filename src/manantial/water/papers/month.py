"""The monthly chlorine sheet: it hangs on a wall, is written by hand every day, and typed in two minutes."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from manantial.kernel.dates import WEEKDAYS, say_month
from manantial.press.compile import Pdf
from manantial.press.posters.boards import Roster, RosterColumn, roster
from manantial.territory.models import Community
from manantial.territory.papers import PaperRefused, imprint, titled
from manantial.water.papers.finding import community_named


@titled(gettext_noop("Hoja de cloro del mes"))
def chlorine_sheet(language: str, on: date, community: str | Community, month: str = "") -> Pdf:
    """Return the sheet of a month (`2026-11`; this month when empty) of a community: one line a day, one page."""
    place = community_named(community)
    first = _month(month) if month else on.replace(day=1)
    days = monthrange(first.year, first.month)[1]
    rows = [[_day_words(first.replace(day=n + 1)), "", "", "", "", ""] for n in range(days)]
    content = Roster(
        title=_("Cloro de %(month)s") % {"month": say_month(first, language)},
        place=f"{place.name} ({place.code})",
        lead=_("Mida en la llave más lejana del tanque. Si no midió, deje vacío: vacío no es cero."),
        columns=(
            RosterColumn(_("Día"), 1.4),
            RosterColumn(_("Hora"), 0.9, middle=True),
            RosterColumn(_("Cloro (mg/L)"), 1.2, middle=True),
            RosterColumn(_("Dónde se midió"), 2),
            RosterColumn(_("Quién midió"), 2),
            RosterColumn(_("Nota"), 2),
        ),
        rows=rows,
        imprint=imprint(f"CL-{place.code}-{first:%Y-%m}", language=language, on=on),
        note=_(
            "0: sin cloro, revise hoy y hierva el agua. Menos de 0.2: poco, suba la dosis. De 0.2 a 1.5: bien. "
            "Más de 1.5: alto, baje la dosis. Más de 2: muy alto, no la beba."
        ),
        height=0.62,
    )
    return roster(content, pages=range(1, 2))


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise PaperRefused(_("Escriba el mes así: 2026-11.")) from error


def _day_words(day: date) -> str:
    return f"{day.day} {WEEKDAYS['es'][day.weekday()][:3]}"
