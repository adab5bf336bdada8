"""The traffic light of a workshop, and the gate between the findings and a final text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.meaning.rules.catalogues import Light, Outcome

SMALL_GROUP = 5  # persons; a breakdown below this may point at somebody
SMALLEST_GROUPS = (3, 4, 5)  # from which an alliance may choose


@dataclass(frozen=True)
class GroupVotes:
    """What one group answered about one finding: counts of cards or beans, never names."""

    group: str
    green: int = 0
    yellow: int = 0
    red: int = 0
    understood: bool | None = field(
        default=None, kw_only=True
    )  # what it said to «¿se entendió?»; None when nobody asked

    @property
    def total(self) -> int:
        """How many answered."""
        return self.green + self.yellow + self.red

    @property
    def light(self) -> Light | None:
        """The colour most people of the group chose; a tie goes to the more worried colour; None when nobody voted."""
        if not self.total:
            return None
        ranked = [(self.red, Light.RED), (self.yellow, Light.YELLOW), (self.green, Light.GREEN)]
        most = max(count for count, _light in ranked)
        return next(light for count, light in ranked if count == most)


def light_of(votes: Iterable[GroupVotes]) -> Light | None:
    """Return the light of a finding: the most worried of its groups, so that a large group never covers a small one."""
    lights = {vote.light for vote in votes}
    return next((light for light in (Light.RED, Light.YELLOW, Light.GREEN) if light in lights), None)


@dataclass(frozen=True)
class Validated:
    """What the gate to a final text needs to know of one finding."""

    light: Light | None
    decision: Outcome | None = None
    corrected: bool = False  # the wording was changed after the decision


def may_enter_final_text(finding: Validated) -> Ruling:
    """Say whether a finding may stand in a final text; a yellow or red one needs a recorded decision."""
    if finding.decision is Outcome.WITHDRAW:
        return Ruling.no(_("Se decidió retirar este hallazgo."))
    if finding.light is None:
        return Ruling.no(_("Todavía no se ha validado en un taller."))
    if finding.decision is Outcome.CORRECT and not finding.corrected:
        return Ruling.no(_("Se decidió corregirlo y la corrección todavía no está escrita."))
    if finding.decision is not None:
        return Ruling.yes(_("Hay una decisión registrada."))
    if finding.light is Light.GREEN:
        return Ruling.yes(_("Todos los grupos lo reconocieron como cierto."))
    return Ruling.no(_("Salió en amarillo o en rojo y falta decidir: se corrige, se publica con disenso o se retira."))


def awaits_decision(finding: Validated) -> bool:
    """Tell whether this finding alone stops the final report: it was not green and nothing final was decided."""
    worried = finding.light in {Light.YELLOW, Light.RED}
    unfinished = finding.decision is Outcome.CORRECT and not finding.corrected
    return (worried and finding.decision is None) or unfinished


def final_text_gate(findings: Iterable[Validated]) -> Ruling:
    """Say whether the final report may be built: not while a yellow or red finding waits for its decision."""
    waiting = sum(1 for finding in findings if awaits_decision(finding))
    if waiting:
        return Ruling.no(_("Hallazgos en amarillo o rojo sin decisión terminada: %(waiting)s."), waiting=waiting)
    return Ruling.yes(_("Ningún hallazgo espera decisión."))


def differences_may_be_empty(open_differences: int, *, recorded_none: bool) -> Ruling:
    """Say whether «Lo que vemos distinto» may be printed without any difference."""
    if open_differences:
        return Ruling.no(_("Hay diferencias abiertas: %(open)s. Se imprimen."), open=open_differences)
    if not recorded_none:
        return Ruling.no(_("Ningún taller de validación ha dejado escrito que no hubo diferencias."))
    return Ruling.yes(_("El taller de validación dejó escrito que no hubo diferencias."))


def shown_breakdown(
    counts: Mapping[str, int], *, sensitive: bool, total_shown: bool = True, smallest: int = SMALL_GROUP
) -> dict[str, int | None]:
    """Return the counts that may be printed; None stands for «menos de cinco personas».

    On a sensitive topic a group under `smallest` is hidden. Where the total is printed, a subtraction would tell what
    the hidden groups said together: so the next smallest are hidden too, until they are at least two groups with
    `smallest` persons together, or no other is left. A zero hides nobody and stays.
    """
    if not sensitive:
        return dict(counts)
    hidden = {group for group, count in counts.items() if 0 < count < smallest}
    if hidden and total_shown:
        others = sorted((count, group) for group, count in counts.items() if count and group not in hidden)
        while others and (len(hidden) < 2 or sum(counts[group] for group in hidden) < smallest):
            hidden.add(others.pop(0)[1])
    return {group: None if group in hidden else count for group, count in counts.items()}
