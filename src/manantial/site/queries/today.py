"""The first page of the desk: what is due, what waits, what changed. Each list is short and says what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from manantial.campaign.models import Material
from manantial.campaign.rules import MaterialState
from manantial.governance.models import Agreement, Session
from manantial.governance.rules import OPEN, Urgency, due_on
from manantial.jobs.models import Job, JobState
from manantial.kernel.dates import say_day
from manantial.kits.models import Delivery
from manantial.ledger.models import Entry
from manantial.meaning.queries import correction_rows, finding_standings, late_of_plan, voted_findings
from manantial.meaning.rules import CorrectionState
from manantial.people.access import Actor, can, visible
from manantial.people.models import Mandate, Person
from manantial.site.addresses import desk_address
from manantial.site.tags import language
from manantial.site.verbs import said_verb
from manantial.voices.models import DataAgreement, Voice, Workshop, WorkshopAgreement

SHOWN = 6
Teller = Callable[["Actor", date], Iterable["Item"]]
# Who came in changes nothing: the ledger tells it, the first page does not.
COMINGS = ("account.entered",)
SOON = timedelta(days=30)


@dataclass(frozen=True)
class Item:
    """One line: what it is, why it is here, where it leads."""

    title: str
    detail: str
    tone: str
    href: str = ""
    on: date = date.max
    word: str = ""  # of its chip, when it has one


@dataclass(frozen=True)
class Pile:
    """A short list with how many more there are."""

    items: tuple[Item, ...]
    more: int

    @classmethod
    def of(cls, items: Iterable[Item], *, whole: bool = False) -> Pile:
        """Make a pile: the nearest dates first, all of them when the whole is asked for."""
        listed = sorted(items, key=lambda item: item.on)
        shown = len(listed) if whole else SHOWN
        return cls(tuple(listed[:shown]), max(0, len(listed) - shown))


def due(actor: Actor, *, on: date, whole: bool = False) -> Pile:
    """Return what has a date that passed or is near, within what the actor may see."""
    return Pile.of(_told(DUE, actor, on), whole=whole)


def waiting(actor: Actor, *, on: date, whole: bool = False) -> Pile:
    """Return what waits for somebody's hand, within what the actor may do."""
    return Pile.of(_told(WAITING, actor, on), whole=whole)


def _told(tellers: Iterable[tuple[str, Teller]], actor: Actor, on: date) -> Iterator[Item]:
    for permission, tell in tellers:
        if can(actor, permission):
            yield from tell(actor, on)


@dataclass(frozen=True)
class Change:
    """Something that happened, who did it and when."""

    verb: str
    kind: str
    pk: UUID | None
    who: str
    at: datetime
    href: str
    times: int = 1

    @property
    def said(self) -> str:
        """What happened, in words."""
        return said_verb(self.verb)


def changes(actor: Actor, *, shown: int = 8) -> list[Change]:
    """Return the last entries of the ledger that the actor may read; the same verb many times over is one line."""
    entries = list(
        visible(actor, "ledger.see", Entry.objects.exclude(verb__in=COMINGS).order_by("-sequence"))[: shown * 20]
    )
    alike = [list(group) for _key, group in groupby(entries, key=lambda entry: (entry.verb, entry.person_id))][:shown]
    people = Person.objects.in_bulk([group[0].person_id for group in alike if group[0].person_id])
    return [_change(group, people) for group in alike]


def _change(group: list[Entry], people: dict[UUID, Person]) -> Change:
    entry = group[0]
    who = people[entry.person_id].name if entry.person_id in people else ""
    href = desk_address(entry.thing_kind, entry.thing_id) if entry.thing_id and len(group) == 1 else ""
    return Change(entry.verb, entry.thing_kind, entry.thing_id, who, entry.at, href, len(group))


def _day(day: date) -> str:
    return say_day(day, language(), year=False)


def _agreements(actor: Actor, on: date) -> Iterable[Item]:
    rows = visible(actor, "agreements.see", Agreement.objects.filter(state__in=OPEN, due_on__lte=on + SOON))
    for row in rows.select_related("responsible__body"):
        standing = due_on(row.state, row.due_on, on)
        seat = f"{row.responsible.label}, {row.responsible.body.name}" if row.responsible else _("sin responsable")
        said = f"{standing.ruling().say(_)} · {seat}"
        title, href = f"{row.folio} {row.text_plain or row.text}", desk_address("agreement", row.pk)
        late = standing.urgency == Urgency.OVERDUE
        word = _("Vencido") if late else _("Pronto")
        yield Item(title, said, standing.tone, href, row.due_on or date.max, word)


def _sessions(actor: Actor, on: date) -> Iterable[Item]:
    near: QuerySet[Session] = Session.objects.filter(
        planned_at__date__gte=on, planned_at__date__lte=on + SOON, state__in=["planned", "called"]
    )
    for row in visible(actor, "sessions.see", near).select_related("body"):
        day = row.planned_at.date()
        yield Item(row.body.name, _day(day), "info", desk_address("session", row.pk), day)


def _mandates(actor: Actor, on: date) -> Iterable[Item]:
    rows = Mandate.objects.filter(planned_end__lte=on + SOON, end_min=None, annulled_at=None)
    ends: dict[UUID, tuple[str, date]] = {}
    for row in visible(actor, "bodies.see", rows).select_related("seat__body").order_by("-planned_end"):
        if row.planned_end:
            ends[row.seat.body_id] = (row.seat.body.name, row.planned_end)
    for pk, (name, end) in ends.items():
        late = end < on
        said = _("El periodo venció el %(day)s") if late else _("El periodo termina el %(day)s")
        word = _("En funciones") if late else _("Pronto")
        yield Item(name, said % {"day": _day(end)}, "warn", desk_address("body", pk), end, word)


def _data_agreements(actor: Actor, on: date) -> Iterable[Item]:
    rows = DataAgreement.objects.filter(review_on__lte=on + SOON, withdrawn_on=None).select_related("community")
    for row in visible(actor, "voices.see", rows):
        day = row.review_on or on
        said = _("Toca revisar su acuerdo de datos: %(day)s") % {"day": _day(day)}
        yield Item(row.community.name, said, "warn", desk_address("community", row.community_id), day)


def _workshops(actor: Actor, on: date) -> Iterable[Item]:
    near = Workshop.objects.filter(state="planned", on__gte=on, on__lte=on + SOON)
    for row in visible(actor, "workshops.see", near):
        said = _("Taller: %(day)s") % {"day": _day(row.on)}
        yield Item(row.title, said, "info", desk_address("workshop", row.pk), row.on)


def _workshop_agreements(actor: Actor, on: date) -> Iterable[Item]:
    """What workshops agreed and no body has made its own: those are followed with the agreements."""
    rows = WorkshopAgreement.objects.filter(done_on=None, adopted=None, by_when__lte=on + SOON)
    for row in visible(actor, "workshops.see", rows).select_related("workshop"):
        day = row.by_when or on
        late = day < on
        said = _("Se acordó en %(folio)s · %(who)s") % {
            "folio": row.workshop.folio,
            "who": row.who or _("sin responsable"),
        }
        word = _("Vencido") if late else _("Pronto")
        href = desk_address("workshop", row.workshop_id)
        yield Item(row.text, said, "bad" if late else "warn", href, day, word)


def _mailbox(actor: Actor, on: date) -> Iterable[Item]:
    for row in visible(actor, "voices.edit", Voice.objects.filter(state="received")).select_related("community"):
        place = row.community.name if row.community else _("sin comunidad")
        said = _("Llegó al buzón: escuche y revise el permiso · %(place)s") % {"place": place}
        yield Item(f"{row.folio} {row.title}", said, "info", desk_address("voice", row.pk), row.received_at.date())


def _findings(actor: Actor, on: date) -> Iterable[Item]:
    for view in finding_standings(visible(actor, "meaning.decide", voted_findings()), on=on):
        if view.awaits:
            row = view.finding
            said = _("Salió en amarillo o rojo: falta decidir")
            yield Item(f"{row.folio} {row.statement}", said, "warn", desk_address("finding", row.pk))


def _materials(actor: Actor, on: date) -> Iterable[Item]:
    steps = {
        MaterialState.PRETEST: _("Falta probarlo con la gente"),
        MaterialState.CONSENTS: _("Falta revisar los permisos"),
        MaterialState.APPROVAL: _("Falta su aprobación"),
    }
    for row in visible(actor, "campaign.edit", Material.objects.filter(state__in=list(steps), retired_at=None)):
        said = steps[MaterialState(row.state)]
        yield Item(f"{row.folio} {row.title}", said, "info", desk_address("material", row.pk))


def _receipts(actor: Actor, on: date) -> Iterable[Item]:
    rows = Delivery.objects.filter(receipt="").select_related("kit__community")
    for row in visible(actor, "deliveries.edit", rows):
        said = _("Kit entregado sin recibo firmado")
        yield Item(f"{row.folio} {row.kit.community.name}", said, "warn", desk_address("delivery", row.pk), row.on)


def _jobs(actor: Actor, on: date) -> Iterable[Item]:
    for row in Job.objects.filter(state=JobState.FAILED).order_by("-created_at")[:SHOWN]:
        said = _("No se pudo terminar: %(why)s") % {"why": row.message}
        yield Item(row.kind, said, "bad", desk_address("job", row.pk), row.created_at.date())


def _plan_activities(actor: Actor, on: date) -> Iterable[Item]:
    for activity in late_of_plan(on):
        day = activity.end or activity.start or on
        said = _("Del plan de sistematización: terminaba el %(day)s") % {"day": _day(day)}
        who = f"{activity.what} · {activity.who}" if activity.who else activity.what
        yield Item(who, said, "warn", reverse("meaning:calendar"), day, _("Vencido"))


def _corrections(actor: Actor, on: date) -> Iterable[Item]:
    rows = correction_rows().filter(outcome=CorrectionState.PENDING)
    for row in visible(actor, "meaning.edit", rows):
        said = _("Pidieron corregir algo: falta responder")
        place = row.community.name if row.community else row.folio
        yield Item(f"{row.folio} {place}", said, "warn", reverse("meaning:correction", args=[row.pk]), row.asked_on)


DUE: tuple[tuple[str, Teller], ...] = (
    ("agreements.see", _agreements),
    ("sessions.see", _sessions),
    ("bodies.see", _mandates),
    ("voices.see", _data_agreements),
    ("workshops.see", _workshops),
    ("workshops.see", _workshop_agreements),
    ("meaning.edit", _plan_activities),
)
WAITING: tuple[tuple[str, Teller], ...] = (
    ("voices.edit", _mailbox),
    ("meaning.decide", _findings),
    ("meaning.edit", _corrections),
    ("campaign.edit", _materials),
    ("deliveries.edit", _receipts),
    ("jobs.see", _jobs),
)
