"""Asking the one gate about rows: what may be used, and how to credit it, always with the records of this moment.

Everything is read again at each question: the state of the voice, its consents, its withdrawals and the agreement of
its community. A row in memory may be old; what it says about consent is never believed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

from manantial.kernel.rulings import Ruling
from manantial.voices.models import Consent, DataAgreement, FaceAnswer, Fragment, Voice, Withdrawal
from manantial.voices.queries.beside import holding
from manantial.voices.rules import (
    CONTENT_OF,
    PICTURED,
    WRITTEN,
    Attribution,
    ConsentFacts,
    ConsentForm,
    Credit,
    DataAgreementFacts,
    FaceFacts,
    Faces,
    FaceState,
    Profile,
    Subject,
    ThingFacts,
    Use,
    VoiceState,
    What,
    WithdrawalFacts,
    agreement_in_force,
    attribution_line,
    may_use,
    narrower,
    narrowest_attribution,
    read_scopes,
    standing,
    tellable,
)

Thing = TypeVar("Thing", Voice, Fragment)
RESERVED = "reserved"  # the visibility that keeps a thing inside


def permitted(things: Iterable[Thing], *, use: Use, on: date, what: What | None = None) -> list[tuple[Thing, Ruling]]:
    """Ask the gate for each voice or fragment, in their order, with at most eight questions to the database.

    Asked are all the parts that a thing holds (sound and words); on paper a sound is only its words. `what` asks for
    one part alone: What.QUOTE to show the words of a voice that may not be heard.
    """
    listed = list(things)
    gate = Gate.of(listed)
    return [(thing, gate.ruling(thing, use, on=on, what=what)) for thing in listed]


def credits_of(things: Iterable[Voice | Fragment], *, use: Use, on: date) -> dict[UUID, Credit]:
    """How each thing is credited for that use on that day, by its id."""
    listed = list(things)
    gate = Gate.of(listed)
    return {thing.pk: gate.credit(thing, use, on=on) for thing in listed}


def on_paper(thing: Voice | Fragment) -> What:
    """The part of a thing that stands on a page: a whole photo or drawing is seen, anything else is read."""
    return What.PHOTO if isinstance(thing, Voice) and CONTENT_OF[thing.kind] is What.PHOTO else What.QUOTE


@dataclass
class Gate:
    """The records of some voices, read once at this moment, to be asked about several uses on one page."""

    voices: dict[UUID, Voice]
    fragments: dict[UUID, Fragment]
    consents: dict[UUID, list[ConsentFacts]]
    withdrawals: dict[UUID, list[WithdrawalFacts]]
    agreements: dict[UUID, list[DataAgreementFacts]]
    names: dict[object, str] = field(default_factory=dict)
    faces: dict[UUID, list[FaceFacts]] = field(default_factory=dict)
    holding: Mapping[UUID, frozenset[What]] = field(default_factory=dict)  # what would tell something reserved
    judged: dict[tuple[object, ...], Ruling] = field(default_factory=dict)  # things of a voice that are alike
    credited: dict[tuple[object, ...], Credit] = field(default_factory=dict)

    @classmethod
    def of(cls, things: Sequence[Voice | Fragment]) -> Gate:
        """Read everything that may close a door for these things."""
        asked = [thing.pk for thing in things if isinstance(thing, Fragment)]
        return cls.of_keys(asked, {thing.voice_id if isinstance(thing, Fragment) else thing.pk for thing in things})

    @classmethod
    def of_keys(cls, asked: Sequence[UUID], wanted: Collection[UUID]) -> Gate:
        """The same by ids: of the fragments, and of all the voices that are asked about, theirs among them."""
        fragments = Fragment.objects.only("voice_id", "what", "quote", "reserved", "retired_at").in_bulk(asked)
        rows = Voice.objects.filter(pk__in=wanted).select_related("community").defer("peaks")
        voices = {voice.pk: voice for voice in rows}
        consents: dict[UUID, list[ConsentFacts]] = defaultdict(list)
        names: dict[object, str] = {}
        for consent in Consent.objects.filter(voice__in=wanted):
            consents[consent.voice_id].append(consent_facts(consent))
            names[consent.pk] = consent.attribution_name
        withdrawals: dict[UUID, list[WithdrawalFacts]] = defaultdict(list)
        for withdrawal in Withdrawal.objects.filter(voice__in=wanted):
            withdrawals[withdrawal.voice_id].append(withdrawal_facts(withdrawal))
        places = {voice.community_id for voice in voices.values() if voice.community_id}
        faces = _face_answers(voices.values())
        held = holding(wanted, asked)
        return cls(voices, fragments, consents, withdrawals, _agreements(places), names, faces, held)

    def ruling(self, thing: Voice | Fragment, use: Use, *, on: date, what: What | None = None) -> Ruling:
        """Ask the gate about one thing."""
        voice, fresh, alike = self._asked(thing)
        whats = frozenset({what}) if what else _whats(fresh or voice, use)
        key = (*alike, use, on, whats)
        if key not in self.judged:
            held = self.holding.get(thing.pk, frozenset())
            thing_facts = _facts(voice, fresh, whats, tuple(self.faces.get(voice.pk, ())), held)
            self.judged[key] = may_use(thing_facts, *self._records(voice, on), use, on)
        return self.judged[key]

    def all_of(self, thing: Voice | Fragment, uses: Iterable[Use], *, on: date, what: What | None = None) -> Ruling:
        """Ask the gate about one thing for several uses, all of them needed: the first refusal is the answer."""
        ruling = Ruling.yes()
        for use in uses:
            ruling = self.ruling(thing, use, on=on, what=what)
            if not ruling:
                break
        return ruling

    def credit(self, thing: Voice | Fragment, use: Use, *, on: date) -> Credit:
        """How to credit one thing: never more than was allowed for this use on that day."""
        voice, _fresh, alike = self._asked(thing)
        key = (*alike, use, on)
        if key not in self.credited:
            consents, withdrawals, agreement = self._records(voice, on)
            parts = tellable(consents, withdrawals, agreement, use, on, community=voice.community_id is not None)
            told = frozenset(part for part in parts if self.ruling(thing, use, on=on, what=part))
            attribution = narrower(narrowest_attribution(consents, on), _limit(voice))
            self.credited[key] = attribution_line(self._profile(voice, consents, on), attribution, told)
        return self.credited[key]

    def _asked(self, thing: Voice | Fragment) -> tuple[Voice, Fragment | None, tuple[object, ...]]:
        """The rows as they stand now, and all in which two things of one voice may differ for the gate."""
        held = self.holding.get(thing.pk, frozenset())
        if not isinstance(thing, Fragment):
            voice = self.voices[thing.pk]
            return voice, None, (voice.pk, held)
        fresh = self.fragments[thing.pk]
        voice = self.voices[thing.voice_id]
        return voice, fresh, (voice.pk, held, fresh.reserved, fresh.retired_at is not None)

    def _records(
        self, voice: Voice, on: date
    ) -> tuple[list[ConsentFacts], list[WithdrawalFacts], DataAgreementFacts | None]:
        rows = self.agreements.get(voice.community_id, []) if voice.community_id else []
        return self.consents.get(voice.pk, []), self.withdrawals.get(voice.pk, []), agreement_in_force(rows, on)

    def _profile(self, voice: Voice, consents: list[ConsentFacts], on: date) -> Profile:
        named = [self.names[consent.key] for consent in standing(consents, on) if self.names.get(consent.key)]
        place = voice.community.name if voice.community and not voice.community_reserved else ""
        return Profile(named[-1] if named else "", voice.role, place, voice.group, voice.collective)


def _limit(voice: Voice) -> Attribution | None:
    """What the team says at most of whose words they are; a word this version does not know says nothing."""
    if not voice.credit_limit:
        return None
    return Attribution(voice.credit_limit) if voice.credit_limit in set(Attribution) else Attribution.ANONYMOUS


def consent_facts(consent: Consent) -> ConsentFacts:
    """A stored permission as the rule reads it."""
    return ConsentFacts(
        key=consent.pk,
        given_on=consent.given_on,
        recorded_at=consent.recorded_at,
        scopes=read_scopes(consent.scopes),
        attribution=Attribution(consent.attribution),
        valid_until=consent.valid_until,
        not_before=consent.not_before,
        condition=consent.condition,
        by_tutor=consent.subject == Subject.TUTOR,
        evidence=has_evidence(consent),
        written=consent.form in WRITTEN and consent.evidence_id is not None,
        replaces=frozenset(UUID(key) for key in consent.replaces),
    )


def has_evidence(consent: Consent) -> bool:
    """Somebody could go and look: a file, a note of where the proof is, or the act of an assembly."""
    act = consent.form == ConsentForm.ACT and consent.session_id is not None
    return bool(act or consent.evidence_id or consent.evidence_note.strip())


def withdrawal_facts(withdrawal: Withdrawal) -> WithdrawalFacts:
    """A stored withdrawal as the rule reads it; a word this version does not know takes back everything."""
    whats, uses = set(withdrawal.whats), set(withdrawal.uses)
    known = whats <= set(What) and uses <= set(Use)
    if not known:
        return WithdrawalFacts()
    return WithdrawalFacts(frozenset(What(what) for what in whats), frozenset(Use(use) for use in uses))


def agreement_facts(row: DataAgreement) -> DataAgreementFacts:
    """A stored data agreement as the rule reads it."""
    uses = frozenset(Use(use) for use in row.uses if use in set(Use))
    return DataAgreementFacts(row.agreed_on, uses, row.withdrawn_on)


def _agreements(communities: Iterable[UUID]) -> dict[UUID, list[DataAgreementFacts]]:
    found: dict[UUID, list[DataAgreementFacts]] = defaultdict(list)
    for row in DataAgreement.objects.filter(community__in=list(communities)):
        found[row.community_id].append(agreement_facts(row))
    return found


def face_facts(answer: FaceAnswer) -> FaceFacts:
    """A stored answer of somebody in a picture as the rule reads it; a state it does not know allows nothing."""
    known = answer.state in set(FaceState)
    return FaceFacts(
        key=answer.pk,
        given_on=answer.given_on,
        recorded_at=answer.recorded_at,
        faces=answer.faces,
        uses=frozenset(Use(use) for use in answer.uses if use in set(Use)),
        state=FaceState(answer.state) if known else FaceState.WITHDRAWN,
        child=answer.child,
        written=answer.form in WRITTEN and answer.evidence_id is not None,
        evidence=bool(answer.evidence_id or answer.session_id or answer.evidence_note.strip()),
        replaces=frozenset(UUID(key) for key in answer.replaces),
    )


def faces_of(voice: Voice) -> Faces:
    """Who can be recognised in a picture or film, and what each answered."""
    answers = FaceAnswer.objects.filter(voice=voice)
    return Faces(voice.faces_seen, voice.children_seen, tuple(face_facts(one) for one in answers))


def _face_answers(voices: Iterable[Voice]) -> dict[UUID, list[FaceFacts]]:
    """Asked only where there is something to be seen."""
    pictured = [voice.pk for voice in voices if CONTENT_OF[voice.kind] in PICTURED]
    found: dict[UUID, list[FaceFacts]] = defaultdict(list)
    for answer in FaceAnswer.objects.filter(voice__in=pictured) if pictured else ():
        found[answer.voice_id].append(face_facts(answer))
    return found


def _facts(
    voice: Voice,
    fragment: Fragment | None,
    whats: frozenset[What],
    answers: tuple[FaceFacts, ...],
    holding: frozenset[What],
) -> ThingFacts:
    return ThingFacts(
        whats=whats,
        community=voice.community_id is not None,
        minor=voice.minor,
        faces=Faces(voice.faces_seen, voice.children_seen, answers),
        reserved=voice.visibility == RESERVED or (fragment is not None and fragment.reserved),
        holding=holding,
        unreviewed=voice.state == VoiceState.RECEIVED,
        retired=voice.state == VoiceState.RETIRED or (fragment is not None and fragment.retired_at is not None),
    )


def _whats(thing: Voice | Fragment, use: Use) -> frozenset[What]:
    """The parts a thing holds. On paper a sound or a film with words is only its words; on the radio, only heard."""
    if isinstance(thing, Voice):
        held = {CONTENT_OF[thing.kind]}
    else:
        held = {What(thing.what)} | ({What.QUOTE} if thing.quote else set())
    if use is Use.RADIO and What.VIDEO in held:
        held = held - {What.VIDEO} | {What.VOICE}
    if use is Use.PRINT and What.QUOTE in held and isinstance(thing, Fragment):
        held -= {What.VOICE, What.VIDEO}
    return frozenset(held)
