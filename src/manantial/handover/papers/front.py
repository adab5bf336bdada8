"""The front sheet of a relief: our water in one page, what is urgent, what was not found, whom to call, who signs."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from manantial.governance.queries import AgreementRow, next_session_for
from manantial.governance.rules import Urgency, explain
from manantial.handover.models import Handover
from manantial.handover.papers.finding import community_of, handover_named, said_day
from manantial.handover.queries import not_found, parties, pending_agreements
from manantial.handover.rules import OUTCOME_WORDS, Side
from manantial.kernel.dates import say_day
from manantial.people.models import Body
from manantial.people.queries.seats import current_mandates
from manantial.people.rules import BodyKind
from manantial.press.compile import Pdf
from manantial.press.posters.imprint import Ink
from manantial.press.posters.onepage import Hand, NumberCard, OnePage, ShortList, one_page
from manantial.territory.models import Community
from manantial.territory.papers import imprint, titled
from manantial.water.papers.community import water_cards
from manantial.water.queries import community_water

_MOST = 5


@titled(gettext_noop("Hoja del relevo: nuestra agua en una hoja"))
def front_sheet(language: str, on: date, handover: str | Handover, ink: str = Ink.COLOUR.value) -> Pdf:
    """Return the page a new president can hold in her hand the day she is elected. Raises PaperRefused, DoesNotFit."""
    asked = handover_named(handover)
    community = community_of(asked)
    pending = pending_agreements(asked.body, on=on)
    cards = [*water_cards(community_water(community, on=on), len(pending), language), _cash(asked)]
    content = OnePage(
        title=_("Nuestra agua en una hoja"),
        place=community.name,
        lead=_lead(asked, language),
        cards=cards,
        lists=[
            ShortList(_("Lo que urge"), tuple(map(_urgent, pending[:_MOST])), "warning", _("Nada vencido.")),
            ShortList(_("Lo que NO se encontró"), _missing(asked), "question", _("Todo se encontró.")),
            ShortList(
                _("Fechas que vienen"), _dates(asked, community, on, language), "calendar", _("Ninguna todavía.")
            ),
            ShortList(_("A quién llamar"), phones(asked.body, on), "phone", _("Llame al organismo.")),
        ],
        signers=_signers(asked),
        imprint=imprint(asked.folio, language=language, on=asked.signed_on or on),
    )
    return one_page(content, ink=Ink(ink))


def phones(body: Body, on: date) -> tuple[str, ...]:
    """Return telephones their owners allowed to be printed: operating staff first, then who held the seats before."""
    allowed = current_mandates(on).filter(person__phone_public=True).exclude(person__phone="")
    staff = allowed.filter(seat__body__kind=BodyKind.OPERATING)
    own = allowed.filter(seat__body=body)
    return tuple(f"{one.seat.label}: {one.person.name}, {one.person.phone}" for one in [*staff[:3], *own[:2]])


def _lead(asked: Handover, language: str) -> str:
    out = ", ".join(one.written_name for one in parties(asked, Side.OUTGOING)[:3]) or _("sin anotar")
    new = ", ".join(one.written_name for one in parties(asked, Side.INCOMING)[:3]) or _("sin anotar")
    told = _("Entregan: %(out)s. Reciben: %(new)s. Elección: %(day)s.")
    return told % {"out": out, "new": new, "day": said_day(asked.elected_on, language) or _("sin fecha")}


def _cash(asked: Handover) -> NumberCard:
    if asked.cash is None:
        return NumberCard(_("sin contar"), _("dinero en caja"), "coins", "none")
    return NumberCard(asked.cash.plain, _("%(currency)s en caja") % {"currency": asked.cash.currency}, "coins", "info")


def _urgent(row: AgreementRow) -> str:
    text = row.agreement.text_plain or row.agreement.text
    return text if row.due.urgency is Urgency.NO_DATE else f"{text} ({explain(row.due.ruling(), _)})"


def _missing(asked: Handover) -> tuple[str, ...]:
    return tuple(f"{_(one.label)}: {_(OUTCOME_WORDS[one.outcome]).lower()}" for one in not_found(asked)[:8])


def _dates(asked: Handover, community: Community, on: date, language: str) -> tuple[str, ...]:
    found = []
    session = next_session_for(community.pk, timezone.make_aware(datetime.combine(on, time.min)))
    if session is not None:
        moment = timezone.localtime(session.planned_at)
        found.append(f"{say_day(moment.date(), language)}, {moment:%H:%M}: {session.body.name}")
    ends = [one.planned_end for one in current_mandates(on).filter(seat__body=asked.body) if one.planned_end]
    if ends:
        found.append(_("%(day)s: termina este periodo") % {"day": say_day(min(ends), language)})
    return tuple(found)


def _signers(asked: Handover) -> tuple[Hand, ...]:
    sides = ((Side.OUTGOING, _("entrega")), (Side.INCOMING, _("recibe")))
    found = [(parties(asked, side)[:1], word) for side, word in sides]
    hands = [Hand(one[0].written_name if one else "", word) for one, word in found]
    return (*hands, Hand("", _("testigo")))
