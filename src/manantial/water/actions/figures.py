"""Verbs about figures: define what is measured, write what somebody says it is, adopt one in a session."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from manantial.governance.models import Session
from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import Identified, record
from manantial.territory.models import Community
from manantial.water.actions.refusals import WaterRefused
from manantial.water.models import Figure, FigureAdoption, Indicator
from manantial.water.rules import as_decimal, may_adopt

UNKNOWN = PartialDate()


@transaction.atomic
def define_indicator(
    *, code: str, name: str, unit: str, by: Identified | None, now: datetime, definition: str = "", name_en: str = ""
) -> Indicator:
    """Define what is measured. Homes and persons are two indicators. Raises WaterRefused for a used or empty key."""
    if not code.strip() or not name.strip() or not unit.strip():
        raise WaterRefused.because(_("Un indicador lleva clave, nombre y unidad."))
    if Indicator.objects.filter(code=code.strip()).exists():
        raise WaterRefused.because(_("Ya hay un indicador con la clave %(code)s."), code=code.strip())
    defined = Indicator.objects.create(
        code=code.strip(), name=name.strip(), unit=unit.strip(), definition=definition, name_en=name_en
    )
    record("indicator.defined", defined, by=by, now=now, facts={"code": defined.code})
    return defined


@transaction.atomic
def state_figure(
    indicator: Indicator,
    *,
    value: str,
    source: str,
    by: Identified | None,
    now: datetime,
    unit: str = "",
    when: PartialDate = UNKNOWN,
    community: Community | None = None,
    definition: str = "",
    numerator: str = "",
    denominator: str = "",
    lower_bound: bool = False,
    quote: str = "",
    source_kind: str = "",
    method: str = "",
) -> Figure:
    """Write a value as somebody gave it, beside the others; nothing is overwritten, averaged or converted.

    An empty value is "no data". Raises WaterRefused for a text that is no number.
    """
    try:
        as_decimal(value)
    except ValueError as error:
        raise WaterRefused.because(str(error)) from error
    figure = Figure(
        indicator=indicator, community=community, value=value.strip(), lower_bound=lower_bound, source=source.strip(),
        unit=unit.strip() or indicator.unit, numerator=numerator, denominator=denominator, definition=definition,
        quote=quote, source_kind=source_kind, method=method, captured_by_id=by.pk if by else None, captured_at=now,
    )  # fmt: skip
    figure.when = when
    figure.save()
    record("figure.stated", figure, by=by, now=now, community=community, facts={"indicator": indicator.code})
    return figure


@transaction.atomic
def adopt_figure(
    figure: Figure,
    *,
    by: Identified | None,
    now: datetime,
    session: Session | None = None,
    act: str = "",
    on: date | None = None,
) -> FigureAdoption:
    """Write that a body adopted this value. Only a session that was held does it; nobody edits the other values.

    An old act whose session is not registered may be cited in words instead. Raises WaterRefused with the reason.
    """
    state = session.state if session else ("held" if act.strip() else "")
    ruling = may_adopt(session_state=state, source=figure.source, value=figure.value)
    if not ruling:
        raise WaterRefused(ruling)
    day = on or (timezone.localdate(session.planned_at) if session else None)
    if day is None:
        raise WaterRefused.because(_("Diga qué día se adoptó."))
    adoption = FigureAdoption.objects.create(figure=figure, session=session, act=act.strip(), adopted_on=day)
    facts = {"indicator": figure.indicator.code, "value": figure.value, "on": day.isoformat()}
    record("figure.adopted", adoption, by=by, now=now, community=figure.community, facts=facts)
    return adoption
