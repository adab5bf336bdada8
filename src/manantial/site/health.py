"""What of the content needs attention: for ``manantial doctor`` and for the first page of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manantial.campaign.models import Message
from manantial.governance.models import Agreement
from manantial.governance.rules import OPEN
from manantial.kits.models import Delivery
from manantial.meaning.models import Finding
from manantial.meaning.queries import returns
from manantial.people.models import Mandate, Seat
from manantial.project.models import BudgetLine
from manantial.territory.models import Community
from manantial.voices.models import Consent, Voice
from manantial.water.models import Figure

Found = tuple[str, str, bool]  # code, sentence, whether it blocks


def content_findings(on: date) -> list[Found]:
    """Return what needs attention in the present alliance, the blocking things first."""
    found = [*_voices(), *_meaning(), *_returns(on), *_committees(on), *_figures(), *_agreements(on), *_kits()]
    return sorted(found, key=lambda entry: not entry[2])


def _voices() -> Iterator[Found]:
    silent = (
        Voice.objects.filter(state="accepted").exclude(Exists(Consent.everywhere.filter(voice=OuterRef("pk")))).count()
    )
    if silent:
        yield (
            "consent",
            ngettext(
                "Hay %(n)d voz sin permiso registrado: solo sirve para analizar.",
                "Hay %(n)d voces sin permiso registrado: solo sirven para analizar.",
                silent,
            )
            % {"n": silent},
            False,
        )


def _meaning() -> Iterator[Found]:
    bare = (
        Finding.objects.filter(retired_at=None)
        .annotate(n=Count("supports", filter=Q(supports__retired_at=None)))
        .filter(n=0)
        .count()
    )
    if bare:
        yield (
            "finding",
            _("Hallazgos sin nada que los sostenga: %(n)d. Agregue un fragmento o una fuente.") % {"n": bare},
            True,
        )
    orphans = Message.objects.filter(Q(lesson_links=None) | Q(audience_links=None), retired_at=None).distinct().count()
    if orphans:
        yield "message", _("Mensajes sin aprendizaje o sin audiencia: %(n)d.") % {"n": orphans}, False


def _returns(on: date) -> Iterator[Found]:
    waiting = len(returns(on=on).pending)
    if waiting:
        yield (
            "return",
            ngettext(
                "%(n)d comunidad dio su palabra y todavía no le devolvemos nada.",
                "%(n)d comunidades dieron su palabra y todavía no les devolvemos nada.",
                waiting,
            )
            % {"n": waiting},
            False,
        )


def _committees(on: date) -> Iterator[Found]:
    committees = Seat.objects.filter(body__kind="committee", suppressed_min=None)
    in_office = Mandate.everywhere.filter(seat__body=OuterRef("body"), end_min=None, annulled_at=None)
    expired = committees.filter(
        Exists(in_office.filter(planned_end__lt=on)),
        ~Exists(in_office.filter(Q(planned_end=None) | Q(planned_end__gte=on))),
    )
    vacant = committees.exclude(Exists(in_office))
    for code, seats, text in (
        ("expired", expired, _("Comités con el periodo vencido, en funciones: %(n)d. Convoque la renovación.")),
        ("vacant", vacant, _("Comités sin nadie en el cargo: %(n)d.")),
    ):
        count = seats.values("body").distinct().count()
        if count:
            yield code, text % {"n": count}, False


def _figures() -> Iterator[Found]:
    unsourced = Figure.objects.filter(source="").count()
    if unsourced:
        yield "source", _("Cifras sin fuente: %(n)d.") % {"n": unsourced}, True
    over = BudgetLine.objects.filter(total_minor=None).count()
    if over:
        yield "budget", _("Líneas de presupuesto sin monto: %(n)d.") % {"n": over}, True


def _agreements(on: date) -> Iterator[Found]:
    late = Agreement.objects.filter(due_on__lt=on, state__in=OPEN).count()
    if late:
        yield "agreement", _("Acuerdos vencidos: %(n)d. La próxima asamblea abre con ellos.") % {"n": late}, False


def _kits() -> Iterator[Found]:
    unsigned = Delivery.objects.filter(receipt="").count()
    if unsigned:
        yield "receipt", _("Kits entregados sin recibo firmado: %(n)d.") % {"n": unsigned}, False
    without = Community.objects.filter(merged_into=None, provider="committee").exclude(
        Exists(Delivery.everywhere.filter(kit__community=OuterRef("pk")))
    )
    missing = without.count()
    if missing:
        yield "kit", _("Comunidades que todavía no reciben kit: %(n)d.") % {"n": missing}, False
