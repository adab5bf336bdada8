"""How to say whose words they are, within what was allowed, and when that alone gives somebody away.

"The president of the committee of X, 2022" names a person as surely as a name does: the roster is known. The rule
warns; people decide.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.kernel.text import fold
from manantial.voices.rules.catalogues import GROUP_WORDS, Attribution, Use, What
from manantial.voices.rules.consent import (
    ConsentFacts,
    DataAgreementFacts,
    ThingFacts,
    WithdrawalFacts,
    may_use,
    standing,
)

_ORDER = {attribution: place for place, attribution in enumerate(Attribution)}
_COURTESY = frozenset({"don", "dona", "sr", "sra", "srta", "senor", "senora", "tia", "tio", "maestra", "maestro"})
FEW_HOLDERS = 3  # persons; who knows the place tells one of two apart by how she speaks
_STEM = 5  # letters: "presidenta" and "presidencia" are the same seat
_ONE_HOLDER = _(
    "Con el cargo, la comunidad y el año solo puede ser una persona: es como decir su nombre. Diga solo el grupo."
)
_FEW_HOLDERS = _(
    "Con el cargo, la comunidad y el año solo pueden ser %(holders)d personas: quien conoce el lugar sabe de quién son "
    "las palabras. Diga solo el grupo."
)
ONE_VOICE = _("Una voz de la alianza")
SEVERAL_VOICES = _("Varias voces de la alianza")


@dataclass(frozen=True)
class Profile:
    """Who speaks, as far as it was written down. Every field may be empty."""

    name: str = ""
    role: str = ""
    community: str = ""
    group: str = ""
    collective: bool = False


@dataclass(frozen=True)
class Credit:
    """What may be said about whose words they are."""

    attribution: Attribution
    name: str = ""
    role: str = ""
    community: str = ""
    group: str = ""
    collective: bool = False

    def line(self, translate: Callable[[str], str] = str) -> str:
        """One line to print under the words."""
        told = [part for part in (self.name, self.role, self.community) if part]
        if told:
            return ", ".join(told)
        if self.attribution is not Attribution.ANONYMOUS and self.group:
            return translate(GROUP_WORDS.get(self.group, self.group))
        return translate(SEVERAL_VOICES if self.collective else ONE_VOICE)

    @property
    def tells_seat(self) -> bool:
        """It says role and place without a name: the roster may give the person away."""
        return bool(self.role and self.community and not self.name)


@dataclass(frozen=True)
class TermHolder:
    """One term of the roster: who held which seat of which community between when and when."""

    person: Hashable
    role: str
    community: str
    start: PartialDate
    end: PartialDate


def tellable(
    consents: Iterable[ConsentFacts],
    withdrawals: Iterable[WithdrawalFacts],
    data_agreement: DataAgreementFacts | None,
    use: Use,
    on: date,
    *,
    community: bool = False,
) -> frozenset[What]:
    """Which of name, role and community may be told with this use on that day. Nothing is told for mere analysis."""
    records, taken = list(consents), list(withdrawals)
    asked = frozenset({What.NAME, What.ROLE, What.COMMUNITY})
    if use is Use.ANALYSIS:
        return frozenset()
    return frozenset(
        what
        for what in asked
        if may_use(ThingFacts(frozenset({what}), community=community), records, taken, data_agreement, use, on)
    )


def narrowest_attribution(consents: Iterable[ConsentFacts], on: date) -> Attribution:
    """The narrowest form of credit among the standing records; anonymous when there is none."""
    found = [consent.attribution for consent in standing(consents, on)]
    return max(found, key=_ORDER.__getitem__, default=Attribution.ANONYMOUS)


def attribution_line(profile: Profile, attribution: Attribution, told: frozenset[What]) -> Credit:
    """How to credit words: never more than the form of credit asked for, never a part that may not be told.

    A name that may not be told falls back to role and community, these to the group.
    """
    role = profile.role if What.ROLE in told else ""
    community = profile.community if What.COMMUNITY in told else ""
    wide = _ORDER[attribution] <= _ORDER[Attribution.ROLE_COMMUNITY]
    name = _name(profile.name, attribution) if What.NAME in told else ""
    if wide and (name or role or community):
        return Credit(attribution, name, role, community, profile.group, profile.collective)
    kept = Attribution.GROUP if attribution is not Attribution.ANONYMOUS else Attribution.ANONYMOUS
    return Credit(kept, group=profile.group if kept is Attribution.GROUP else "", collective=profile.collective)


def gives_away(credit: Credit, recorded: PartialDate, roster: Iterable[TermHolder]) -> Ruling:
    """Warn when role, community and year of a credit without a name fit fewer than `FEW_HOLDERS` persons of the roster.

    An allowing ruling means that nobody stands out, or that the roster knows no such seat; a refusing one is a warning
    for people, not a closed door. Its facts say how many `holders` there are.
    """
    if not credit.tells_seat:
        return Ruling.yes(_("El crédito no dice cargo y comunidad."))
    near = [term for term in roster if fold(term.community) == fold(credit.community) and _met(term, recorded)]
    holders = {term.person for term in near if _same_seat(term.role, credit.role)}
    if len(holders) == 1:
        return Ruling.no(_ONE_HOLDER, code="one_holder", holders=1)
    if 1 < len(holders) < FEW_HOLDERS:
        return Ruling.no(_FEW_HOLDERS, code="few_holders", holders=len(holders))
    return Ruling.yes(_("El cargo y la comunidad no señalan a una sola persona."), holders=len(holders))


def safer(credit: Credit, recorded: PartialDate, roster: Sequence[TermHolder]) -> Attribution:
    """The widest form of credit, narrower than this one, that gives nobody away; anonymous always does."""
    profile = Profile(credit.name, credit.role, credit.community, credit.group, credit.collective)
    told = frozenset({What.NAME, What.ROLE, What.COMMUNITY})
    narrower = [one for one in Attribution if _ORDER[one] > _ORDER[credit.attribution]]
    fit = (one for one in narrower if gives_away(attribution_line(profile, one, told), recorded, roster))
    return next(fit, Attribution.ANONYMOUS)


def narrower(one: Attribution, other: Attribution | None) -> Attribution:
    """The narrower of two forms of credit; None sets no limit."""
    return one if other is None else max(one, other, key=_ORDER.__getitem__)


def _name(name: str, attribution: Attribution) -> str:
    if attribution is Attribution.FULL_NAME:
        return name
    if attribution is not Attribution.FIRST_NAME:
        return ""
    words = name.split()
    polite = next((place for place, word in enumerate(words) if fold(word).strip(".") not in _COURTESY), len(words))
    return " ".join(words[: polite + 1])


def _same_seat(one: str, other: str) -> bool:
    """The seat is named somewhere in the role: "la presidenta del comité" is the seat "Presidencia"."""
    seat = fold(one).split()[:1]
    return bool(seat) and any(word[:_STEM] == seat[0][:_STEM] for word in fold(other).split())


def _met(term: TermHolder, recorded: PartialDate) -> bool:
    """The term and the years of the recording may have a day in common; a reader knows the year, not the day."""
    first = recorded.earliest and recorded.earliest.replace(month=1, day=1)
    last = recorded.latest and recorded.latest.replace(month=12, day=31)
    begins_late = term.start.earliest and last and term.start.earliest > last
    ends_early = term.end.latest and first and term.end.latest < first
    return not begins_late and not ends_early
