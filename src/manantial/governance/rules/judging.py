"""What the rules of a body say of it on one day: a list of rulings that explain themselves. Nothing is ever blocked.

The same question is asked live, about any past day, and frozen when a vote closes. A ruling's facts carry the rule,
what was required and what there was; `explain` writes its sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import singledispatch
from typing import Any

from manantial.governance.rules.facts import BodyFacts, Gathering, View
from manantial.governance.rules.kinds import (
    BASE_WORDS,
    HALF,
    SECTOR_WORDS,
    Base,
    Extension,
    ExtensionKind,
    Proportion,
    Quorum,
    Rule,
    RuleKind,
    Seats,
    SectorPresent,
)
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _

WARNING = "warning"
COMMUNITY = "community"
_SPOKEN = ("of", "sector", "seat", "kind")  # facts that are words themselves
FIRST, SECOND = 1, 2
_UNKNOWN_ROLL = _("No se sabe el total de %(of)s. Anótelo para calcular el cuórum.")


def judge(body: BodyFacts, rules: Sequence[Rule], on: date, gathering: Gathering | None = None) -> list[Ruling]:
    """Tell what every rule says of a body on a day, and of who came when a gathering is given; then the warnings.

    Rules about votes, notices and terms have their own questions and say nothing here.
    """
    view = View(body, on, extension_of(rules), gathering)
    rulings = [ruling for rule in rules for ruling in _judge(rule, view)]
    return [*rulings, *_warnings(view, rules)]


def quorum_in(rulings: Iterable[Ruling], call: int) -> Ruling | None:
    """Return the ruling on quorum in first (1) or second (2) call; None when no rule speaks of it."""
    about = (one for one in rulings if one.facts.get("rule") == RuleKind.QUORUM)
    return next((one for one in about if one.facts["call"] == call), None)


def extension_of(rules: Iterable[Rule]) -> Extension:
    """Return what the regulation says of expired mandates; without a rule they stay in office until relieved."""
    return next((rule for rule in rules if isinstance(rule, Extension)), Extension(ExtensionKind.ALLOWED))


def quorum_rule(rules: Iterable[Rule]) -> Quorum | None:
    """Return the rule of quorum, if there is one."""
    return next((rule for rule in rules if isinstance(rule, Quorum)), None)


def explain(ruling: Ruling, translate: Callable[[str], str] = str) -> str:
    """Write the sentence of a ruling, translating also the words inside its facts."""
    facts = {name: translate(value) if name in _SPOKEN and value else value for name, value in ruling.facts.items()}
    return Ruling(ruling.allowed, ruling.reason, facts).say(translate)


def freeze(rulings: Iterable[Ruling]) -> list[dict[str, Any]]:
    """Turn rulings into plain data that is kept with a vote or a session."""
    return [{"allowed": one.allowed, "reason": one.reason, "facts": dict(one.facts)} for one in rulings]


def thaw(kept: Iterable[Mapping[str, Any]]) -> list[Ruling]:
    """Read frozen rulings back."""
    return [Ruling(bool(one["allowed"]), str(one["reason"]), dict(one.get("facts", {}))) for one in kept]


@singledispatch
def _judge(rule: object, view: View) -> Iterator[Ruling]:
    """Rules without anything to say about a composition or a gathering."""
    yield from ()


@_judge.register
def _seats(rule: Seats, view: View) -> Iterator[Ruling]:
    for sector, required in rule.by_sector.items():
        seats = [seat for seat in view.body.seats if seat.sector == sector]
        yield _ruling(
            RuleKind.SEATS,
            len(seats) == required,
            _("Sector %(sector)s: %(obtained)s asientos de %(required)s, %(filled)s ocupados."),
            sector=SECTOR_WORDS.get(sector, sector),
            required=required,
            obtained=len(seats),
            filled=len(view.filled(seats)),
        )


@_judge.register
def _proportion(rule: Proportion, view: View) -> Iterator[Ruling]:
    if rule.base is Base.PRESENT and view.gathering is None:
        return
    count, total = view.of_sector(rule.sector, rule.base), view.total(rule.base)
    facts = {"sector": SECTOR_WORDS.get(rule.sector, rule.sector), "of": BASE_WORDS[rule.base]}
    met = rule.share.met(count, total)
    yield _ruling(
        RuleKind.PROPORTION,
        met,
        _("El sector %(sector)s tiene %(obtained)s de %(total)s %(of)s; debe tener al menos %(required)s. Se cumple.")
        if met
        else _("El sector %(sector)s tiene %(obtained)s de %(total)s %(of)s; debe tener al menos %(required)s. Falta."),
        required=rule.share.needed(total),
        obtained=count,
        total=total,
        **facts,
    )


@_judge.register
def _quorum(rule: Quorum, view: View) -> Iterator[Ruling]:
    if view.gathering is None:
        return
    total = view.total(rule.base)
    for call, share in ((FIRST, rule.first), (SECOND, rule.second)):
        met = _reached(view, rule, call)
        yield _ruling(
            RuleKind.QUORUM,
            met,
            _quorum_reason(call, met=met, those_present=share is None) if total or met else _UNKNOWN_ROLL,
            call=call,
            required=share.needed(total) if share else 1,
            obtained=view.came(rule.base, call),
            total=total,
            of=BASE_WORDS[rule.base],
        )


@_judge.register
def _sector_present(rule: SectorPresent, view: View) -> Iterator[Ruling]:
    if view.gathering is None:
        return
    came = view.of_sector(rule.sector, Base.PRESENT)
    met = came >= rule.minimum
    yield _ruling(
        RuleKind.SECTOR_PRESENT,
        met,
        _("Del sector %(sector)s hay %(obtained)s presentes; hacen falta %(required)s. Se cumple.")
        if met
        else _("Del sector %(sector)s hay %(obtained)s presentes; hacen falta %(required)s. Falta."),
        sector=SECTOR_WORDS.get(rule.sector, rule.sector),
        required=rule.minimum,
        obtained=came,
    )


def _reached(view: View, rule: Quorum, call: int) -> bool:
    share = rule.first if call == FIRST else rule.second
    came = view.came(rule.base, call)
    return share.met(came, view.total(rule.base)) if share else came >= 1


def _quorum_reason(call: int, *, met: bool, those_present: bool) -> str:
    if call == FIRST:
        return (
            _("Primera convocatoria: hacen falta %(required)s de %(total)s %(of)s. Hay %(obtained)s. Hay cuórum.")
            if met
            else _("Primera convocatoria: hacen falta %(required)s de %(total)s %(of)s. Hay %(obtained)s. Sin cuórum.")
        )
    if those_present:
        return (
            _("Segunda convocatoria: vale con quienes estén. Hay %(obtained)s de %(total)s %(of)s. Hay cuórum.")
            if met
            else _("Segunda convocatoria: vale con quienes estén, pero no hay nadie anotado. Sin cuórum.")
        )
    return (
        _("Segunda convocatoria: hacen falta %(required)s de %(total)s %(of)s. Hay %(obtained)s. Hay cuórum.")
        if met
        else _("Segunda convocatoria: hacen falta %(required)s de %(total)s %(of)s. Hay %(obtained)s. Sin cuórum.")
    )


def _warnings(view: View, rules: Sequence[Rule]) -> Iterator[Ruling]:
    """Yield the five things a body must see even when no rule is broken."""
    proportion = next((rule for rule in rules if isinstance(rule, Proportion)), None)
    sector = proportion.sector if proportion else COMMUNITY
    yield from _exact_half(view, sector)
    yield from _too_few(view, sector)
    yield from _expired(view)
    if quorum := quorum_rule(rules):
        yield from _out_of_reach(view, quorum)
        yield from _thin_quorum(view, quorum, proportion, sector)


def _exact_half(view: View, sector: str) -> Iterator[Ruling]:
    count, total = view.of_sector(sector, Base.VOTING), view.total(Base.VOTING)
    if count and count * 2 == total:
        yield _warn(
            _("El sector %(sector)s tiene %(obtained)s de %(total)s asientos con voto: la mitad exacta no es mayoría."),
            sector=SECTOR_WORDS.get(sector, sector),
            obtained=count,
            total=total,
        )


def _too_few(view: View, sector: str) -> Iterator[Ruling]:
    count, total = view.of_sector(sector, Base.VOTING_FILLED), view.total(Base.VOTING)
    if view.of_sector(sector, Base.VOTING) and count * 2 < total:
        yield _warn(
            _("El sector %(sector)s ocupa %(obtained)s de %(total)s asientos con voto: menos de la mitad."),
            sector=SECTOR_WORDS.get(sector, sector),
            obtained=count,
            total=total,
        )


def _expired(view: View) -> Iterator[Ruling]:
    if expired := view.expired():
        yield _warn(
            _("%(obtained)s de %(total)s asientos están vencidos y siguen en funciones hasta que llegue su relevo."),
            obtained=len(expired),
            total=len(view.body.seats),
            seats=[seat.label for seat in expired],
        )


def _out_of_reach(view: View, quorum: Quorum) -> Iterator[Ruling]:
    """Two clocks may make a quorum impossible: warn before it happens and when it has."""
    if quorum.base not in {Base.SEATS, Base.VOTING}:
        return
    required = quorum.first.needed(view.total(quorum.base))
    counted = view.voting() if quorum.base is Base.VOTING else view.body.seats
    filled = view.filled(counted)
    expired = {seat.key for seat in view.expired()}
    left = sum(seat.key not in expired for seat in filled)
    if len(filled) < required:
        yield _warn(
            _("Con %(obtained)s asientos ocupados no se pueden reunir los %(required)s que pide el cuórum."),
            obtained=len(filled),
            required=required,
        )
    elif left < required:
        yield _warn(
            _("Si los cargos vencidos quedan vacíos, habrá %(obtained)s ocupados y el cuórum pide %(required)s."),
            obtained=left,
            required=required,
        )


def _thin_quorum(view: View, quorum: Quorum, proportion: Proportion | None, sector: str) -> Iterator[Ruling]:
    """There is quorum, but a sector that should weigh is hardly there: shown always, decides nothing by itself."""
    if view.gathering is None or not view.of_sector(sector, Base.VOTING):
        return
    present = view.total(Base.PRESENT)
    reached = any(_reached(view, quorum, call) for call in (FIRST, SECOND))
    share = proportion.share if proportion else HALF
    count = view.of_sector(sector, Base.PRESENT)
    if reached and present and not share.met(count, present):
        yield _warn(
            _("Hay cuórum con %(obtained)s del sector %(sector)s entre %(total)s presentes con voto."),
            sector=SECTOR_WORDS.get(sector, sector),
            obtained=count,
            total=present,
        )


def _ruling(rule: RuleKind, met: bool, reason: str, /, **facts: Any) -> Ruling:
    return Ruling(met, reason, {"rule": rule.value, **facts})


def _warn(reason: str, /, **facts: Any) -> Ruling:
    return Ruling(allowed=False, reason=reason, facts={"rule": WARNING, **facts})
