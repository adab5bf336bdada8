"""The page of a community: its water in five numbers with drawings, what is pending, and the same to be read aloud."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from manantial.governance.queries import AgreementRow, agreement_rows, agreements_of_community, next_session_for
from manantial.governance.rules import OPEN, explain
from manantial.kernel.dates import say_day
from manantial.people.queries.seats import current_mandates
from manantial.people.rules import BodyKind, Visibility
from manantial.press.compile import Pdf
from manantial.press.posters.imprint import Ink
from manantial.press.posters.onepage import NumberCard, OnePage, ShortList, one_page
from manantial.territory.models import Community
from manantial.territory.papers import imprint, titled
from manantial.territory.queries import family
from manantial.water.papers.finding import community_named
from manantial.water.queries import CommunityWater, community_water, open_failures
from manantial.water.rules import FAILURE_WORDS, LIGHT_TONES, write_value


@titled(gettext_noop("Hoja de mi comunidad"))
def community_sheet(language: str, on: date, community: str | Community, ink: str = Ink.COLOUR.value) -> Pdf:
    """Return one letter page about the water of a community; what nobody knows is printed as «sin dato»."""
    place = community_named(community)
    known, pending = community_water(place, on=on), _pending(place, on)
    content = OnePage(
        title=_("Nuestra agua en una hoja"),
        place=place.name,
        lead=_("Al %(day)s") % {"day": say_day(on, language)},
        cards=water_cards(known, len(pending), language),
        lists=[
            ShortList(_("Lo que acordamos"), tuple(map(_agreed, pending[:5])), "agreement", _("Nada pendiente.")),
            ShortList(_("Avisos sin resolver"), _reported(place, on, language), "tools", _("Ninguno.")),
            ShortList(_("Próxima asamblea"), _coming(place, on, language), "calendar", _("Todavía sin fecha.")),
            ShortList(_("A quién llamar"), _phones(place, on), "phone", _("Llame al organismo.")),
        ],
        imprint=imprint(place.code, language=language, on=on, qr=""),
    )
    return one_page(content, ink=Ink(ink))


def water_cards(known: CommunityWater, pending: int, language: str) -> tuple[NumberCard, ...]:
    """Return the water of a community as five numbers with drawings and a card for the problems."""
    nothing = _("sin dato")
    days = f"{known.days_per_week.normalize():f}" if known.days_per_week is not None else nothing
    last = known.last
    read = (
        _("mg/L de cloro, %(day)s") % {"day": say_day(last.on, language, weekday=False, year=False)}
        if last
        else _("cloro")
    )
    return (
        _card(str(known.dwellings) if known.dwellings is not None else nothing, _("viviendas con toma"), "house"),
        _card(days, _("días con agua por semana"), "tap"),
        NumberCard(
            write_value(last.hundredths) if last else nothing, read, "drinking-tap",
            LIGHT_TONES[known.verdict.light], _(known.verdict.word),
        ),
        NumberCard(
            str(known.open_failures), ngettext("aviso sin resolver", "avisos sin resolver", known.open_failures),
            "tools", "warn" if known.open_failures else "good",
        ),
        NumberCard(
            str(pending), ngettext("acuerdo pendiente", "acuerdos pendientes", pending), "agreement",
            "info" if pending else "good",
        ),
    )  # fmt: skip


def spoken_sheet(community: Community, *, on: date) -> str:
    """Return the same in short sentences, to be recorded or read aloud in an assembly."""
    known, pending = community_water(community, on=on), _pending(community, on)
    sentences = [_("Comunidad %(name)s.") % {"name": community.name}]
    if known.dwellings is not None:
        sentences.append(_("Tienen toma %(count)s viviendas.") % {"count": known.dwellings})
    if known.days_per_week is not None:
        days = f"{known.days_per_week.normalize():f}"
        sentences.append(_("El agua llega %(days)s días por semana.") % {"days": days})
    if known.last is not None:
        day = say_day(known.last.on, weekday=True, year=False)
        value = write_value(known.last.hundredths)
        sentences.append(_("El %(day)s el cloro salió en %(value)s.") % {"day": day, "value": value})
    sentences.append(_(known.verdict.advice))
    sentences.append(
        ngettext("Hay %(count)s acuerdo pendiente.", "Hay %(count)s acuerdos pendientes.", len(pending))
        % {"count": len(pending)}
    )
    return " ".join(sentences)


def _card(value: str, words: str, pictogram: str) -> NumberCard:
    known = value != _("sin dato")
    return NumberCard(value, words, pictogram, "info" if known else "none")


def _pending(community: Community, on: date) -> list[AgreementRow]:
    """What everybody of the community may read: the sheet hangs on a wall."""
    told = agreements_of_community(community).filter(visibility__in=(Visibility.PUBLIC, Visibility.ALLIANCE))
    return agreement_rows(told.filter(state__in=sorted(OPEN)), on=on)


def _agreed(row: AgreementRow) -> str:
    text = row.agreement.text_plain or row.agreement.text
    return f"{text} ({explain(row.due.ruling(), _)})"


def _reported(community: Community, on: date, language: str) -> tuple[str, ...]:
    rows = open_failures().filter(community__in=family(community), reported_at__date__lte=on)
    return tuple(
        f"{_(FAILURE_WORDS[one.kind])}, {say_day(one.reported_at.date(), language, weekday=False)} ({one.folio})"
        for one in rows[:5]
    )


def _coming(community: Community, on: date, language: str) -> tuple[str, ...]:
    start = timezone.make_aware(datetime.combine(on, time.min))
    session = next_session_for(community.pk, start)
    if session is None:
        return ()
    moment = timezone.localtime(session.planned_at)
    return tuple(
        filter(None, (f"{say_day(moment.date(), language)}, {moment:%H:%M}", session.body.name, session.place))
    )


def _phones(community: Community, on: date) -> tuple[str, ...]:
    """Telephones their owners allowed to be printed: of its committee and of the operating staff."""
    allowed = current_mandates(on).filter(person__phone_public=True).exclude(person__phone="")
    own = allowed.filter(seat__body__community__in=family(community))
    staff = allowed.filter(seat__body__kind=BodyKind.OPERATING)
    return tuple(f"{one.seat.label}: {one.person.name}, {one.person.phone}" for one in [*own[:3], *staff[:3]])
