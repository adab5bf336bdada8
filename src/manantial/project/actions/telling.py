"""Telling how the project goes: states, progress notes, targets and their rules, roles, who may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import models, transaction

from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import Identified, record
from manantial.project.actions.refusals import ProjectRefused
from manantial.project.models import (
    Activity,
    BudgetLine,
    DirectResult,
    Measurement,
    Partner,
    Phase,
    Project,
    ProjectPerson,
    Target,
    Update,
)
from manantial.project.rules.catalogues import ActivityState
from manantial.project.rules.targets import number
from manantial.project.rules.wording import BEFORE

UNKNOWN = PartialDate()


@transaction.atomic
def set_activity_state(
    activity: Activity, state: ActivityState, *, by: Identified | None, now: datetime, note: str = ""
) -> Activity:
    """Say how an activity stands, with the reason of a delay. The former state stays in the ledger."""
    before = activity.state
    activity.state, activity.note = state.value, note.strip()
    activity.save(update_fields=["state", "note"])
    facts = {"code": activity.code, "state": state.value, "before": before}
    record("activity.state_set", activity, by=by, now=now, facts=facts)
    return activity


@transaction.atomic
def add_update(
    project: Project,
    *,
    paragraphs: Sequence[str],
    language: str,
    when: PartialDate,
    author: str,
    by: Identified | None,
    now: datetime,
    activities: Sequence[str] = (),
    translation: Sequence[str] = (),
    translation_language: str = "",
) -> Update:
    """Add a dated progress note; it also tells what did not advance. Notes are never edited: write another one."""
    told = [paragraph.strip() for paragraph in paragraphs if paragraph.strip()]
    if not told:
        raise ProjectRefused.because(_("Escriba el avance."))
    codes = sorted(set(activities))
    known = set(Activity.objects.filter(phase__project=project, code__in=codes).values_list("code", flat=True))
    if unknown := [code for code in codes if code not in known]:
        raise ProjectRefused.because(_("No hay una actividad %(codes)s."), codes=", ".join(unknown))
    texts = {language: told}
    if translation and translation_language:
        texts[translation_language] = list(translation)
    note = Update(project=project, author=author.strip(), texts=texts, activities=codes, written_at=now)
    note.when = when
    note.save()
    record("project.update_added", note, by=by, now=now, facts={"activities": codes})
    return note


@transaction.atomic
def measure_target(
    target: Target,
    *,
    value: str,
    when: PartialDate,
    source: str,
    by: Identified | None,
    now: datetime,
    baseline: bool = False,
    note: str = "",
) -> Measurement:
    """Add a dated value of a target, or its baseline. Values stay; the newest is shown. A source is needed."""
    if number(value) is None:
        raise ProjectRefused.because(
            _("Escriba el valor como número, por ejemplo 31 o 78.7. Un cero también es un valor.")
        )
    if not source.strip():
        raise ProjectRefused.because(_("Diga de dónde sale el valor."))
    if when.is_unknown and not when.words:
        raise ProjectRefused.because(_("Diga de cuándo es el valor, aunque sea solo el año."))
    made = Measurement(
        target=target,
        baseline=baseline,
        value=value.replace(",", "").strip(),
        source=source.strip(),
        note=note,
        measured_at=now,
    )
    made.when = when
    made.save()
    facts = {"code": target.code, "value": made.value, "baseline": baseline, "when": when.iso, "rule": target.rule}
    record("target.measured", made, by=by, now=now, facts=facts)
    return made


@transaction.atomic
def state_rule(target: Target, *, rule: str, reason: str, by: Identified | None, now: datetime) -> Target:
    """Fix in words how a target is counted; it is printed beside the number. Changing a rule needs its reason."""
    if target.rule and not reason.strip():
        raise ProjectRefused.because(_("Diga por qué cambia la regla de la meta."))
    before, target.rule = target.rule, rule.strip()
    target.save(update_fields=["rule"])
    record("target.rule_stated", target, by=by, now=now, reason=reason, facts={"rule": target.rule, "before": before})
    return target


@transaction.atomic
def name_role(partner: Partner, *, role: str, by: Identified | None, now: datetime) -> Partner:
    """Write what an organisation does in the project."""
    partner.role = role.strip()
    partner.save(update_fields=["role"])
    record("partner.role_named", partner, by=by, now=now, facts={"role": partner.role})
    return partner


@transaction.atomic
def ask_to_show(
    person: ProjectPerson, *, agreed: bool, note: str, by: Identified | None, now: datetime
) -> ProjectPerson:
    """Write whether a person agreed to be shown on the public page, and how that is known."""
    if agreed and not note.strip():
        raise ProjectRefused.because(_("Diga cómo dio su permiso la persona: carta, correo, llamada y fecha."))
    person.may_show = agreed
    person.save(update_fields=["may_show"])
    record("project_person.asked", person, by=by, now=now, reason=note, facts={"agreed": agreed})
    return person


@transaction.atomic
def set_dates(
    project: Project,
    *,
    starts: PartialDate,
    ends: PartialDate,
    months: int | None,
    by: Identified | None,
    now: datetime,
) -> Project:
    """Write when the project begins and ends, which the page may not say."""
    if starts.earliest and ends.latest and ends.latest < starts.earliest:
        raise ProjectRefused.because(_("El proyecto no puede terminar antes de empezar."))
    project.starts, project.ends = starts, ends
    project.months = months
    project.save()
    record("project.dated", project, by=by, now=now, facts={"starts": starts.iso, "ends": ends.iso, "months": months})
    return project


Translatable = Phase | Activity | DirectResult | Target | Update | BudgetLine


@transaction.atomic
def translate(
    thing: models.Model, *, field: str, language: str, words: str | Sequence[str], by: Identified | None, now: datetime
) -> None:
    """Write the display words of something in a language; the page's own words are never touched.

    `field` is `texts`, `names` or `labels`, or `texts.challenge` for a section of the project.
    """
    name, _dot, section = field.partition(".")
    slots = getattr(thing, name)
    slots = slots.setdefault(section, {}) if section else slots
    printed = getattr(thing, "language", "")
    if printed == language:
        raise ProjectRefused.because(_("Las palabras de la página no se cambian aquí; se cambia la traducción."))
    slots[language] = words if isinstance(words, str) else list(words)
    slots.pop(f"{language}{BEFORE}", None)
    thing.save(update_fields=[name])
    record("project.translated", thing, by=by, now=now, facts={"field": field, "language": language})


def year_of(day: date) -> PartialDate:
    """The whole year of a day, for measures of a year."""
    return PartialDate(date(day.year, 1, 1), date(day.year, 12, 31))
