"""The one gate: whether something of a testimony may be used, for what, on which day, and why not.

Nothing leaves the analysis rooms except through `may_use`. What nobody allowed is refused: without any record a voice
may be studied by the team and nothing else. Records are never edited, so several may speak of the same voice; the
narrowest of them wins. A later record widens an earlier one only when it names it as replaced and carries its proof:
that is how "ask me before" becomes yes. A withdrawal is final for what it covers and is never outlived by a record.

Sources: consent as a process that may be oral or collective (oral-history practice, research ethics), the Mexican
general laws of data protection of 2025 and of the rights of children (image of recognisable children needs the written
permission of who has custody; that of a grown-up, her own), and the CARE principles: nothing of a community is public
before its assembly agreed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.voices.rules.catalogues import PUBLIC_USES, Answer, Attribution, Use, What
from manantial.voices.rules.faces import INSIDE, Faces, count_children, count_grown

Scopes = Mapping[What, Mapping[Use, Answer]]


class Refusal(StrEnum):
    """Why the gate says no; stored as `code` among the facts of its ruling."""

    RETIRED = "retired"
    WITHDRAWN = "withdrawn"
    UNREVIEWED = "unreviewed"
    RESERVED = "reserved"
    HOLDS_RESERVED = "holds_reserved"
    NO_CONSENT = "no_consent"
    NO = "no"
    ASK = "ask"
    CONDITION = "condition"
    EXPIRED = "expired"
    TOO_EARLY = "too_early"
    MINOR = "minor"
    CHILDREN = "children"
    FACES = "faces"
    FACE_SAID_NO = "face_said_no"
    UNCOUNTED = "uncounted"
    COMMUNITY = "community"


@dataclass(frozen=True)
class ThingFacts:
    """What is about to be used: which parts of a testimony, and what about it may close the door."""

    whats: frozenset[What]
    community: bool = False  # it belongs to a community, told or not
    minor: bool = False
    faces: Faces = field(default_factory=Faces)  # of a picture or a film
    reserved: bool = False  # put aside for ethics, or of reserved visibility
    unreviewed: bool = False  # still in the mailbox
    retired: bool = False
    holding: frozenset[What] = frozenset()  # the parts of it that would tell something put aside beside it


@dataclass(frozen=True)
class ConsentFacts:
    """One permission as it was given."""

    key: Hashable
    given_on: date
    recorded_at: datetime
    scopes: Scopes = field(default_factory=dict)
    attribution: Attribution = Attribution.ANONYMOUS
    valid_until: date | None = None
    not_before: date | None = None
    condition: str = ""
    by_tutor: bool = False
    evidence: bool = False  # a file or a note says where the proof is
    written: bool = False  # signature or fingerprint, with its file
    replaces: frozenset[Hashable] = frozenset()


@dataclass(frozen=True)
class WithdrawalFacts:
    """A permission taken back; an empty set means all."""

    whats: frozenset[What] = frozenset()
    uses: frozenset[Use] = frozenset()

    def covers(self, what: What, use: Use) -> bool:
        """It takes back this part for this use."""
        return (not self.whats or what in self.whats) and (not self.uses or use in self.uses)


@dataclass(frozen=True)
class DataAgreementFacts:
    """What the assembly of a community agreed to make public about it."""

    agreed_on: date
    uses: frozenset[Use] = frozenset()
    withdrawn_on: date | None = None


REASONS: Mapping[Refusal, str] = {
    Refusal.RETIRED: _("Se guardó aparte y ya no se usa."),
    Refusal.WITHDRAWN: _("Se retiró el permiso."),
    Refusal.UNREVIEWED: _("Llegó al buzón y nadie la ha revisado todavía."),
    Refusal.RESERVED: _("Está reservada por cuidado de las personas: no se publica."),
    Refusal.HOLDS_RESERVED: _(
        "Lleva dentro palabras, segundos o un lugar de la imagen que están reservados. Use un fragmento que no los "
        "toque."
    ),
    Refusal.NO_CONSENT: _("No hay permiso registrado: solo se puede estudiar en el equipo, sin decir de quién es."),
    Refusal.NO: _("No hay permiso para este uso."),
    Refusal.ASK: _("Pidió que se le pregunte antes de este uso. Pregunte y registre la respuesta."),
    Refusal.CONDITION: _(
        "El permiso tiene una condición: «%(condition)s». Cuando se cumpla, registre un permiso nuevo."
    ),
    Refusal.EXPIRED: _("El permiso terminó el %(day)s. Pida otro."),
    Refusal.TOO_EARLY: _("Pidió que no se use antes del %(day)s."),
    Refusal.MINOR: _("Es menor de edad: falta el permiso, con prueba, de su madre, padre o tutor."),
    Refusal.CHILDREN: _(
        "Se reconocen niñas o niños (%(seen)d): falta el permiso por escrito de quien tiene la custodia de "
        "%(missing)d. Anótelo, o tape sus caras."
    ),
    Refusal.FACES: _(
        "Se reconoce a otras personas (%(seen)d): falta el permiso de %(missing)d para este uso. Anótelo, o tape sus "
        "caras."
    ),
    Refusal.FACE_SAID_NO: _(
        "De las personas que se reconocen, %(refused)d no permite este uso. Tape su cara o recorte la imagen."
    ),
    Refusal.UNCOUNTED: _("Falta decir a cuántas personas se reconoce en la imagen; si a nadie, anote cero."),
    Refusal.COMMUNITY: _("Falta el acuerdo de datos de la comunidad, tomado en asamblea, para este uso."),
}
PICTURED = frozenset({What.PHOTO, What.VIDEO})
ALLOWED = _("Hay permiso para este uso.")
ONLY_ANALYSIS = _("Se puede estudiar en el equipo, sin decir de quién es.")


def may_use(
    thing: ThingFacts,
    consents: Iterable[ConsentFacts],
    withdrawals: Iterable[WithdrawalFacts],
    data_agreement: DataAgreementFacts | None,
    use: Use,
    on: date,
) -> Ruling:
    """Say whether `thing` may be used so on that day; the first reason that closes the door is told.

    The facts of a refusal carry `code` (see Refusal) and, where it is about one part, `what`. `data_agreement` is the
    one in force, see `agreement_in_force`.
    """
    records = standing(consents, on)
    closed = _closed(thing, withdrawals, use)
    if closed is not None:
        return closed
    if use is Use.ANALYSIS:
        return _analysis(thing, records)
    # A refusing ruling is falsy, so the first one is told apart from "nothing against it" by None alone.
    against = (
        _put_aside(thing),
        None if records else refusal(Refusal.NO_CONSENT),
        _guarded(thing, records),
        _answered(thing, records, use, on),
        _seen(thing, records, use, on),
        _agreed(thing, data_agreement, use, on),
        _holding(thing),  # last: who hears only this knows that another fragment would be allowed
    )
    return next((ruling for ruling in against if ruling is not None), Ruling.yes(ALLOWED))


def standing(consents: Iterable[ConsentFacts], on: date) -> list[ConsentFacts]:
    """The records that speak on that day: given by then, and not replaced by a later one that carries its proof.

    Only what was recorded before can be replaced, so there is no circle and the last record always speaks.
    """
    given = [consent for consent in consents if consent.given_on <= on]
    return [consent for consent in given if not any(_replaces(other, consent) for other in given)]


def agreement_in_force(rows: Iterable[DataAgreementFacts], on: date) -> DataAgreementFacts | None:
    """What the last assembly agreed by that day, cut to what every row of its day allows; None when taken back.

    The assembly is sovereign: a later agreement stands in place of the earlier. A row with `withdrawn_on` closes
    whatever was agreed until that day.
    """
    known = list(rows)
    closed = max((row.withdrawn_on for row in known if row.withdrawn_on), default=None)
    held = [row for row in known if row.withdrawn_on is None and row.agreed_on <= on]
    given = [row for row in held if closed is None or row.agreed_on > closed]
    if not given:
        return None
    last = max(row.agreed_on for row in given)
    uses = frozenset.intersection(*(row.uses for row in given if row.agreed_on == last))
    return DataAgreementFacts(last, uses)


def refusal(code: Refusal, **facts: object) -> Ruling:
    """A refusing ruling of the gate."""
    return Ruling.no(REASONS[code], code=str(code), **facts)


def _replaces(later: ConsentFacts, earlier: ConsentFacts) -> bool:
    named = earlier.key in later.replaces and later.evidence
    return named and (later.recorded_at, str(later.key)) > (earlier.recorded_at, str(earlier.key))


def _closed(thing: ThingFacts, withdrawals: Iterable[WithdrawalFacts], use: Use) -> Ruling | None:
    if thing.retired:
        return refusal(Refusal.RETIRED)
    taken = [what for withdrawal in withdrawals for what in sorted(thing.whats) if withdrawal.covers(what, use)]
    return refusal(Refusal.WITHDRAWN, what=str(taken[0])) if taken else None


def _put_aside(thing: ThingFacts) -> Ruling | None:
    if thing.reserved:
        return refusal(Refusal.RESERVED)
    return refusal(Refusal.UNREVIEWED) if thing.unreviewed else None


def _holding(thing: ThingFacts) -> Ruling | None:
    held = sorted(thing.whats & thing.holding)
    return refusal(Refusal.HOLDS_RESERVED, what=str(held[0])) if held else None


def _analysis(thing: ThingFacts, records: Sequence[ConsentFacts]) -> Ruling:
    for record in records:
        for what in sorted(thing.whats):
            if record.scopes.get(what, {}).get(Use.ANALYSIS, Answer.YES) is not Answer.YES:
                return refusal(Refusal.NO, what=str(what))
    return Ruling.yes(ALLOWED if records else ONLY_ANALYSIS)


def _guarded(thing: ThingFacts, records: Sequence[ConsentFacts]) -> Ruling | None:
    """Children: who has custody must have said yes, with proof."""
    tutored = any(record.by_tutor and record.evidence for record in records)
    return None if tutored or not thing.minor else refusal(Refusal.MINOR)


def _seen(thing: ThingFacts, records: Sequence[ConsentFacts], use: Use, on: date) -> Ruling | None:
    """Whoever can be recognised in a picture must have said yes before it leaves the team; children, in writing."""
    if use in INSIDE or not thing.whats & PICTURED:
        return None
    if thing.faces.grown is None or thing.faces.children is None:
        return refusal(Refusal.UNCOUNTED)
    signed = sum(record.by_tutor and record.evidence and record.written for record in records)
    children, grown = count_children(thing.faces, use, on, signed), count_grown(thing.faces, use, on)
    if refused := children.refused + grown.refused:
        return refusal(Refusal.FACE_SAID_NO, refused=refused)
    for count, code in ((children, Refusal.CHILDREN), (grown, Refusal.FACES)):
        if count.missing:
            return refusal(code, seen=count.seen, missing=count.missing)
    return None


def _answered(thing: ThingFacts, records: Sequence[ConsentFacts], use: Use, on: date) -> Ruling | None:
    for record in records:
        if record.valid_until and record.valid_until < on:
            return refusal(Refusal.EXPIRED, day=_day(record.valid_until))
        if record.not_before and on < record.not_before:
            return refusal(Refusal.TOO_EARLY, day=_day(record.not_before))
    for worst, code in ((Answer.NO, Refusal.NO), (Answer.ASK, Refusal.ASK)):
        for what in sorted(thing.whats):
            if any(record.scopes.get(what, {}).get(use, Answer.NO) is worst for record in records):
                return refusal(code, what=str(what))
    # A condition in words cannot be checked by a machine, so it is asked of a person; a dated one was checked above.
    worded = next((record for record in records if record.condition.strip() and record.not_before is None), None)
    return refusal(Refusal.CONDITION, condition=worded.condition.strip()) if worded else None


def _agreed(thing: ThingFacts, agreement: DataAgreementFacts | None, use: Use, on: date) -> Ruling | None:
    if not thing.community or use not in PUBLIC_USES:
        return None
    open_ = agreement is not None and agreement.withdrawn_on is None and agreement.agreed_on <= on
    return None if open_ and agreement is not None and use in agreement.uses else refusal(Refusal.COMMUNITY)


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
