"""Lists of the room: voices with their filters, workshops, sources, who has spoken and who has not, data agreements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from manantial.kernel.text import search_keys
from manantial.territory.models import Community
from manantial.voices.models import (
    Consent,
    DataAgreement,
    Fragment,
    Voice,
    Withdrawal,
    Workshop,
    WorkshopAttendance,
)
from manantial.voices.queries.gate import Gate, agreement_facts
from manantial.voices.queries.words import said
from manantial.voices.rules import (
    AGE_WORDS,
    GROUP_WORDS,
    KIND_WORDS,
    PRESETS,
    USE_SHORT,
    WORKSHOP_WORDS,
    DataAgreementFacts,
    Use,
    VoiceState,
    What,
    agreement_in_force,
    preset_of,
    read_scopes,
)

APART = (VoiceState.RETIRED, VoiceState.ALOUD)  # out of the list of testimonies unless somebody asks for them


@dataclass(frozen=True)
class VoiceFilter:
    """What somebody looks for in the list of voices; empty means any."""

    words: str = ""
    group: str = ""
    community: UUID | None = None
    kind: str = ""
    workshop: UUID | None = None
    consent: str = ""  # none, withdrawn, given
    state: str = ""
    sex: str = ""
    age_range: str = ""
    language: str = ""
    since: date | None = None  # it may have been recorded on that day or later
    until: date | None = None


def voices(asked: VoiceFilter | None = None) -> QuerySet[Voice]:
    """Voices, the newest first; those put away, and readings, only when asked for."""
    wanted = asked or VoiceFilter()
    rows = Voice.objects.select_related("community", "workshop", "thumbnail").defer("peaks")
    names = ("group", "kind", "community", "workshop", "sex", "age_range", "language")
    exact = {name: getattr(wanted, name) for name in names}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.since:
        rows = rows.filter(recorded_max__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(recorded_min__lte=wanted.until)
    rows = rows.filter(state=wanted.state) if wanted.state else rows.exclude(state__in=APART)
    return _with_words(_with_consent(rows, wanted.consent), wanted.words).order_by("-received_at", "-id")


def _with_consent(rows: QuerySet[Voice], state: str) -> QuerySet[Voice]:
    given = Exists(Consent.objects.filter(voice=OuterRef("pk")))
    withdrawn = Exists(Withdrawal.objects.filter(voice=OuterRef("pk")))
    asked = {"none": ~given & ~withdrawn, "withdrawn": withdrawn, "given": given & ~withdrawn}
    return rows.filter(asked[state]) if state in asked else rows


def _with_words(rows: QuerySet[Voice], words: str) -> QuerySet[Voice]:
    """Every word must be in the folio, title, pseudonym, place or in what was said."""
    for word in words.split():
        plain = Q(folio__icontains=word) | Q(title__icontains=word) | Q(pseudonym__icontains=word)
        key = search_keys(word)
        told = Q(pk__in=Fragment.objects.filter(keys__contains=key).values("voice")) if key else Q()
        rows = rows.filter(plain | Q(place__icontains=word) | Q(community__name__icontains=word) | told)
    return rows


@dataclass(frozen=True)
class VoiceRow:
    """A voice of a list with what may be done with it today."""

    voice: Voice
    uses: tuple[Use, ...]  # all that the gate allows today
    consent: str  # none, withdrawn, or the usual answer, or "own"
    partly: bool = False  # a passage of it is reserved: the uses are of its other fragments
    answer: str = ""  # its only permission, as it was said that day
    fragments: int = 0  # that stand

    @property
    def uses_short(self) -> str:
        """What it may be used for besides being studied, in one word each."""
        return " · ".join(said(USE_SHORT, use) for use in self.uses if use is not Use.ANALYSIS)

    @property
    def kind_word(self) -> str:
        """What it is, in words."""
        return said(KIND_WORDS, self.voice.kind)

    @property
    def group_word(self) -> str:
        """Who speaks, in words."""
        return said(GROUP_WORDS, self.voice.group)

    @property
    def seconds(self) -> float | None:
        """How long it sounds."""
        return None if self.voice.duration_ms is None else self.voice.duration_ms / 1000


def voice_rows(page: Iterable[Voice], *, on: date) -> list[VoiceRow]:
    """The rows of one page of the list; a fixed number of questions for any length."""
    listed = list(page)
    gate = Gate.of(listed)
    rows: dict[UUID, list[Consent]] = defaultdict(list)
    for consent in Consent.objects.filter(voice__in=[voice.pk for voice in listed]):
        rows[consent.voice_id].append(consent)
    counts = fragment_counts(voice.pk for voice in listed)
    return [
        VoiceRow(
            voice,
            tuple(use for use in Use if gate.ruling(voice, use, on=on, what=_told(voice, gate))),
            consent_state(rows[voice.pk], withdrawn=bool(gate.withdrawals.get(voice.pk))),
            voice.pk in gate.holding,
            rows[voice.pk][0].answer if len(rows[voice.pk]) == 1 else "",
            counts.get(voice.pk, 0),
        )
        for voice in listed
    ]


def with_fragment_count(rows: QuerySet[Voice]) -> QuerySet[Voice]:
    """The same voices with `fragment_count`, for a list that is ordered by it."""
    stand = Fragment.objects.filter(voice=OuterRef("pk"), retired_at=None).order_by().values("voice")
    return rows.annotate(fragment_count=Coalesce(Subquery(stand.annotate(many=Count("pk")).values("many")), 0))


def fragment_counts(voices: Iterable[UUID]) -> dict[UUID, int]:
    """How many fragments stand of each of these voices."""
    rows = Fragment.objects.filter(voice__in=list(voices), retired_at=None).order_by().values("voice")
    return {row["voice"]: row["many"] for row in rows.annotate(many=Count("pk"))}


def _told(voice: Voice, gate: Gate) -> What | None:
    """Of what is reserved in part, the words: its fragments leave one by one, though the whole does not."""
    return What.QUOTE if voice.pk in gate.holding else None


def consent_state(consents: Sequence[Consent], *, withdrawn: bool) -> str:
    """One word for a list: withdrawn, none, the usual answer of the last record, or own (answered cell by cell)."""
    if withdrawn:
        return "withdrawn"
    if not consents:
        return "none"
    preset = preset_of(read_scopes(consents[-1].scopes))
    return str(preset) if preset and len(consents) == 1 else "own"


def permissions_said(voices: Iterable[UUID] | None = None) -> dict[UUID, str]:
    """The last permission of each voice that has one in few words, and whether something was taken back."""
    consents, withdrawals = Consent.objects.order_by("recorded_at", "pk"), Withdrawal.objects.all()
    if voices is not None:
        listed = list(voices)
        consents, withdrawals = consents.filter(voice__in=listed), withdrawals.filter(voice__in=listed)
    said: dict[str, str] = {}
    found: dict[UUID, str] = {}
    for voice, scopes, answer in consents.values_list("voice_id", "scopes", "answer"):
        key = answer or repr(scopes)
        if key not in said:
            preset = None if answer else preset_of(read_scopes(scopes))
            said[key] = answer or (_(PRESETS[preset].title) if preset else _("A la medida"))
        found[voice] = said[key]
    for voice in withdrawals.order_by().values_list("voice_id", flat=True).distinct():
        found[voice] = f"{found[voice]} · {_('con un retiro')}" if voice in found else _("con un retiro")
    return found


@dataclass(frozen=True)
class WorkshopQuestion:
    """What somebody looks for in the list of workshops; empty means any."""

    words: str = ""
    state: str = ""
    format: str = ""
    community: UUID | None = None
    since: date | None = None
    until: date | None = None


def workshops(asked: WorkshopQuestion | None = None) -> QuerySet[Workshop]:
    """Workshops with their community, the newest first. Words are looked for in what was planned and what was told."""
    wanted = asked or WorkshopQuestion()
    exact: dict[str, object] = {"state": wanted.state, "format": wanted.format, "community": wanted.community}
    exact |= {"on__gte": wanted.since, "on__lte": wanted.until}
    rows = Workshop.objects.select_related("community").filter(**{name: one for name, one in exact.items() if one})
    for word in wanted.words.split():
        rows = rows.filter(
            Q(folio__icontains=word) | Q(title__icontains=word) | Q(place__icontains=word) | Q(report__icontains=word)
            | Q(facilitators__icontains=word) | Q(community__name__icontains=word)
        )  # fmt: skip
    return rows


@dataclass(frozen=True)
class Turnout:
    """Who came to a workshop, in numbers; unsaid are people whose sex was not written."""

    people: int
    women: int
    men: int
    unsaid: int
    communities: int
    by_community: tuple[tuple[str, int, int, int], ...]  # name, women, men, unsaid
    by_group: tuple[tuple[str, int], ...]
    by_age: tuple[tuple[str, int], ...] = ()  # in the order of the ranges; empty key: unsaid
    by_language: tuple[tuple[str, int], ...] = ()


def turnout(rows: Iterable[WorkshopAttendance]) -> Turnout:
    """Add up the lines of a list; struck lines count zero."""
    listed = [row for row in rows if row.count]
    named = _told_apart(row.community for row in listed if row.community)
    places: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    groups: dict[str, int] = defaultdict(int)
    ages: dict[str, int] = defaultdict(int)
    tongues: dict[str, int] = defaultdict(int)
    for row in listed:
        column = {"M": 0, "H": 1}.get(row.sex, 2)
        places[named[row.community.pk] if row.community else ""][column] += row.count
        groups[row.group] += row.count
        ages[row.age_range] += row.count
        tongues[row.language] += row.count
    women, men, unsaid = (sum(counts[column] for counts in places.values()) for column in range(3))
    return Turnout(
        women + men + unsaid,
        women,
        men,
        unsaid,
        sum(1 for name in places if name),
        tuple((name, *counts) for name, counts in sorted(places.items())),  # type: ignore[misc]
        tuple(sorted(groups.items(), key=lambda item: -item[1])),
        tuple((key, ages[key]) for key in (*AGE_WORDS, "") if ages[key]),
        tuple(sorted(tongues.items(), key=lambda item: -item[1])),
    )


def _told_apart(communities: Iterable[Community]) -> dict[UUID, str]:
    """The name of each community; homonyms with their code."""
    found = {community.pk: community for community in communities}
    times = Counter(community.name for community in found.values())
    return {pk: f"{one.name} ({one.code})" if times[one.name] > 1 else one.name for pk, one in found.items()}


@dataclass(frozen=True)
class WorkshopRow:
    """A workshop of a list: people are None while nobody has written the list."""

    workshop: Workshop
    people: int | None
    voices: int

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return said(WORKSHOP_WORDS, self.workshop.state)


def workshop_rows(found: Iterable[Workshop]) -> list[WorkshopRow]:
    """Workshops with how many people came and how many voices they gave, in three questions."""
    listed = list(found)
    keys = [workshop.pk for workshop in listed]
    lines = WorkshopAttendance.objects.filter(workshop__in=keys).order_by()
    people = dict(lines.values_list("workshop").annotate(Sum("count")))
    kept = Voice.objects.filter(workshop__in=keys).exclude(state__in=APART).order_by()
    given = dict(kept.values_list("workshop").annotate(Count("pk")))
    return [WorkshopRow(one, people.get(one.pk), given.get(one.pk, 0)) for one in listed]


def attendance(workshop: Workshop) -> QuerySet[WorkshopAttendance]:
    """The lines of a list in their order, the struck ones included."""
    return WorkshopAttendance.objects.filter(workshop=workshop).select_related("community")


def last_position(workshop: Workshop) -> int:
    """The number of the last line of a list."""
    found: int | None = WorkshopAttendance.objects.filter(workshop=workshop).aggregate(m=Max("position"))["m"]
    return found or 0


@dataclass(frozen=True)
class CommunityAgreement:
    """What a community allows today, and since when."""

    community: Community
    in_force: DataAgreementFacts | None
    rows: tuple[DataAgreement, ...]

    @property
    def review_due(self) -> date | None:
        """The day the last agreement asked to be looked at again."""
        return self.rows[-1].review_on if self.rows and self.in_force else None


def data_agreements(*, on: date) -> list[CommunityAgreement]:
    """Every community with the data agreement in force on that day."""
    rows: dict[UUID, list[DataAgreement]] = defaultdict(list)
    for row in DataAgreement.objects.select_related("session"):
        rows[row.community_id].append(row)
    return [
        CommunityAgreement(
            community, agreement_in_force(map(agreement_facts, rows[community.pk]), on), tuple(rows[community.pk])
        )
        for community in Community.objects.filter(merged_into=None).order_by("code")
    ]
