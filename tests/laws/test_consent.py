"""The first law of the river, tried on random lives: nothing leaves without consent, and no row is ever lost.

Beside the product runs a plain list of what people said. After each step every use of every voice and fragment is
asked: what the product lets out must be allowed by the list, and no table may have fewer rows than before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from manantial.alliance.models import Alliance, Law, Owned
from manantial.alliance.tenancy import working_for
from manantial.territory.models import Community, Municipality
from manantial.voices.actions import (
    AlreadyWithdrawn,
    Permission,
    Span,
    VoiceProfile,
    accept_voice,
    add_voice,
    change_profile,
    mark_fragment,
    record_consent,
    record_data_agreement,
    reserve_fragment,
    retire_fragment,
    retire_voice,
    transcribe,
    unreserve_fragment,
    withdraw_consent,
    withdraw_data_agreement,
)
from manantial.voices.models import Fragment, Turn, Voice
from manantial.voices.queries.gate import Gate
from manantial.voices.rules import (
    PUBLIC_USES,
    Answer,
    Attribution,
    Channel,
    ConsentForm,
    Preset,
    Subject,
    Use,
    VoiceState,
    What,
    preset_scopes,
    read_turns,
)
from tests.conftest import NOW
from tests.trying import times

TODAY = date(2026, 11, 23)
NAME = "Xochiquetzal Tlapanco"
WORDS = "María: El agua llegó en marzo.\nAna: ¿Quién la trajo?\nMaría: La trajimos entre todas."
scopes = st.one_of(
    st.sampled_from(Preset).map(preset_scopes),
    st.fixed_dictionaries({what: st.fixed_dictionaries(dict.fromkeys(Use, st.sampled_from(Answer))) for what in What}),
)
days = st.sampled_from([None, TODAY - timedelta(days=40), TODAY, TODAY + timedelta(days=40)])


@dataclass
class Said:
    """One permission as the person remembers it."""

    pk: Any
    scopes: dict[What, dict[Use, Answer]]
    until: date | None
    not_before: date | None
    condition: str
    tutor: bool
    replaced: bool = False


@dataclass
class Life:
    """What one voice has said, kept beside the product."""

    minor: bool
    community: Any
    state: VoiceState = VoiceState.ACCEPTED
    said: list[Said] = field(default_factory=list)
    taken: list[tuple[set[What], set[Use]]] = field(default_factory=list)

    def allows(self, what: What, use: Use, agreed: set[Use]) -> bool:
        """Whether everybody who may speak has said yes to this part for this use."""
        if self.state is VoiceState.RETIRED or any(what in whats and use in uses for whats, uses in self.taken):
            return False
        speaking = [one for one in self.said if not one.replaced]
        if use is Use.ANALYSIS:
            return all(one.scopes[what][use] is Answer.YES for one in speaking)
        if (
            self.state is VoiceState.RECEIVED
            or not speaking
            or (self.community and use in PUBLIC_USES and use not in agreed)
        ):
            return False
        if self.minor and not any(one.tutor for one in speaking):
            return False
        return all(
            one.scopes[what][use] is Answer.YES
            and (one.until is None or one.until >= TODAY)
            and (one.not_before is None or one.not_before <= TODAY)
            and (not one.condition or one.not_before is not None)
            for one in speaking
        )


class Lives(RuleBasedStateMachine):
    """People give, narrow, answer and take back; staff mark, correct, reserve and put away."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.alliance = Alliance.objects.get(slug="agua-clara")
        self.tenancy = working_for(self.alliance)
        self.tenancy.__enter__()
        self.lives: dict[Any, Life] = {}
        self.reserved: set[Any] = set()
        self.aside: list[Fragment] = []
        self.retired: set[Any] = set()
        self.agreed: dict[Any, set[Use]] = {}
        self.clock = NOW
        self.rows: dict[type[Owned], int] = {}

    def teardown(self) -> None:
        self.tenancy.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def now(self) -> Any:
        self.clock += timedelta(seconds=1)
        return self.clock

    @initialize()
    def places(self) -> None:
        town = Municipality.objects.create(name="Agua Clara", state="Chiapas", home=True)
        self.place = Community.objects.create(municipality=town, code="C-01", name="La Ceiba")
        self.agreed[self.place.pk] = set()

    @rule(minor=st.booleans(), placed=st.booleans(), received=st.booleans())
    def speak(self, minor: bool, placed: bool, received: bool) -> None:
        place = self.place if placed else None
        profile = VoiceProfile(group="brigade", minor=minor, community=place, role="Presidenta")
        state = VoiceState.RECEIVED if received else VoiceState.ACCEPTED
        voice = add_voice("text", title="V", profile=profile, words=WORDS, state=state, by=None, now=self.now())
        self.lives[voice.pk] = Life(minor, place, state)

    @precondition(lambda self: self.lives)
    @rule(
        data=st.data(),
        scopes=scopes,
        until=days,
        not_before=days,
        tutor=st.booleans(),
        answers=st.booleans(),
        condition=st.sampled_from(["", "", "cuando pase la elección"]),
    )
    def allow(self, data, scopes, until, not_before, tutor, answers, condition) -> None:  # type: ignore[no-untyped-def]
        pk = data.draw(st.sampled_from(list(self.lives)))
        life = self.lives[pk]
        old = [one for one in life.said if not one.replaced] if answers else []
        if until and not_before and until < not_before:
            not_before = None  # such a permission is refused: it could never be used
        permission = Permission(
            scopes=scopes,
            form=ConsentForm.SIGNATURE,
            given_on=TODAY - timedelta(days=60),
            subject=Subject.TUTOR if tutor else Subject.PERSON,
            attribution=data.draw(st.sampled_from(Attribution)),
            attribution_name=NAME,
            valid_until=until,
            not_before=not_before,
            condition=condition,
            evidence_note="carpeta azul",
            replaces=tuple(one.pk for one in old),
        )
        made = record_consent(Voice.objects.get(pk=pk), permission=permission, by=None, now=self.now())
        for one in old:
            one.replaced = True
        life.said.append(Said(made.pk, scopes, until, not_before, condition, tutor))

    @precondition(lambda self: self.lives)
    @rule(data=st.data(), whats=st.sets(st.sampled_from(What)), uses=st.sets(st.sampled_from(Use)), erase=st.booleans())
    def take_back(self, data, whats, uses, erase) -> None:  # type: ignore[no-untyped-def]
        pk = data.draw(st.sampled_from(list(self.lives)))
        facts = {"whats": whats, "uses": uses, "erase_media": erase, "by": None, "now": self.now()}
        try:
            withdraw_consent(Voice.objects.get(pk=pk), channel=Channel.TELEPHONE, withdrawn_on=TODAY, **facts)
        except AlreadyWithdrawn:
            return
        self.lives[pk].taken.append((whats or set(What), uses or set(Use)))

    @precondition(lambda self: self.lives)
    @rule(data=st.data())
    def mark(self, data) -> None:  # type: ignore[no-untyped-def]
        voice = Voice.objects.get(pk=data.draw(st.sampled_from(list(self.lives))))
        turn = Turn.objects.filter(transcript__voice=voice).last()
        assert turn is not None
        start = data.draw(st.integers(0, len(turn.text) - 1))
        end = data.draw(st.integers(start + 1, len(turn.text)))
        if turn.text[start:end].strip():
            mark_fragment(voice, span=Span(turn, start, end), by=None, now=self.now())

    @precondition(lambda self: self.lives)
    @rule(data=st.data(), words=st.text(alphabet="aeio u\n", min_size=1).filter(str.strip))
    def correct(self, data, words) -> None:  # type: ignore[no-untyped-def]
        voice = Voice.objects.get(pk=data.draw(st.sampled_from(list(self.lives))))
        transcribe(voice, read_turns(words), by=None, now=self.now())

    @precondition(lambda self: self.lives)
    @rule(data=st.data(), minor=st.booleans(), placed=st.booleans())
    def correct_profile(self, data, minor, placed) -> None:  # type: ignore[no-untyped-def]
        pk = data.draw(st.sampled_from(list(self.lives)))
        place = self.place if placed else None
        profile = VoiceProfile(group="households", minor=minor, community=place, role="Presidenta")
        change_profile(Voice.objects.get(pk=pk), title="W", profile=profile, by=None, now=self.now())
        self.lives[pk].minor, self.lives[pk].community = minor, place

    @precondition(lambda self: self.lives)
    @rule(data=st.data(), away=st.booleans())
    def shelve(self, data, away) -> None:  # type: ignore[no-untyped-def]
        pk = data.draw(st.sampled_from(list(self.lives)))
        voice = Voice.objects.get(pk=pk)
        if away:
            retire_voice(voice, reason="repetida", by=None, now=self.now())
        else:
            accept_voice(voice, by=None, now=self.now())
        self.lives[pk].state = VoiceState.RETIRED if away else VoiceState.ACCEPTED

    @precondition(lambda self: self.lives)
    @rule(data=st.data(), verb=st.sampled_from(["reserve", "unreserve", "retire"]))
    def put_aside(self, data, verb) -> None:  # type: ignore[no-untyped-def]
        found = list(Fragment.objects.all())
        if not found:
            return
        fragment = data.draw(st.sampled_from(found))
        if verb == "retire":
            retire_fragment(fragment, by=None, now=self.now())
            self.retired.add(fragment.pk)
        elif verb == "reserve":
            reserve_fragment(fragment, reason="cuidado", by=None, now=self.now())
            self.reserved.add(fragment.pk)
        else:
            unreserve_fragment(fragment, reason="asamblea", by=None, now=self.now())
            self.reserved.discard(fragment.pk)

    @rule(uses=st.sets(st.sampled_from(sorted(PUBLIC_USES))), close=st.booleans())
    def decide(self, uses: set[Use], close: bool) -> None:
        if close:
            withdraw_data_agreement(self.place, withdrawn_on=TODAY, act="Acta", by=None, now=self.now())
            self.agreed[self.place.pk] = set()
            self.closed = True
        else:
            same_day = self.agreed_today if hasattr(self, "agreed_today") else None
            record_data_agreement(self.place, agreed_on=TODAY, uses=uses, act="Acta", by=None, now=self.now())
            self.agreed_today = uses if same_day is None else same_day & uses
            self.agreed[self.place.pk] = set() if getattr(self, "closed", False) else set(self.agreed_today)

    @invariant()
    def nothing_leaves_without_consent(self) -> None:
        fragments = list(Fragment.objects.all())
        things: list[Voice | Fragment] = [*Voice.objects.all(), *fragments]
        self.aside = [one for one in fragments if one.pk in self.reserved]
        gate = Gate.of(things)
        for use in Use:
            for thing in things:
                ruling = gate.ruling(thing, use, on=TODAY)
                pk = thing.voice_id if isinstance(thing, Fragment) else thing.pk
                life = self.lives[pk]
                agreed = self.agreed.get(life.community.pk, set()) if life.community else set()
                expected = life.allows(What.QUOTE, use, agreed)
                if isinstance(thing, Fragment):
                    aside = thing.pk in self.reserved and use is not Use.ANALYSIS
                    expected = expected and thing.pk not in self.retired and not aside
                    if expected and use is not Use.ANALYSIS and self.other_version_of_reserved(thing):
                        assert not ruling or not self.tells_reserved(thing)
                        continue
                    expected = expected and not (use is not Use.ANALYSIS and self.lies_over_reserved(thing))
                assert bool(ruling) == expected, (use, ruling, life)

    def kept_beside(self, fragment: Fragment) -> list[Fragment]:
        return [one for one in self.aside if one.voice_id == fragment.voice_id]

    def other_version_of_reserved(self, fragment: Fragment) -> bool:
        return any(one.turn_id != fragment.turn_id for one in self.kept_beside(fragment))

    def tells_reserved(self, fragment: Fragment) -> bool:
        return self.lies_over_reserved(fragment) or any(
            one.quote in fragment.quote for one in self.kept_beside(fragment)
        )

    def lies_over_reserved(self, fragment: Fragment) -> bool:
        letters = set(range(fragment.start_char or 0, fragment.end_char or 0))
        beside = [one for one in self.kept_beside(fragment) if one.turn_id == fragment.turn_id]
        return any(letters & set(range(one.start_char or 0, one.end_char or 0)) for one in beside)

    @invariant()
    def nobody_is_named_without_consent(self) -> None:
        voices = list(Voice.objects.all())
        gate = Gate.of(voices)
        for use in (Use.PRINT, Use.RADIO, Use.RETURN):
            for voice in voices:
                life = self.lives[voice.pk]
                agreed = self.agreed.get(life.community.pk, set()) if life.community else set()
                line = gate.credit(voice, use, on=TODAY).line()
                assert "Xochi" not in line or life.allows(What.NAME, use, agreed)
                assert "Presidenta" not in line or life.allows(What.ROLE, use, agreed)
                assert "Ceiba" not in line or life.allows(What.COMMUNITY, use, agreed)

    @invariant()
    def no_row_is_ever_lost(self) -> None:
        for model in apps.get_app_config("manantial").get_models():
            if (
                issubclass(model, Owned)
                and model.law is not Law.WORKING
                and model.__module__.startswith(("manantial.voices.models", "manantial.ledger.models"))
            ):
                count = model.objects.count()
                assert count >= self.rows.get(model, 0), model
                self.rows[model] = count


@pytest.mark.usefixtures("agua_clara")
def test_random_lives_never_leave_without_consent_and_never_lose_a_row() -> None:
    checks = list(HealthCheck)
    phases = [Phase.reuse, Phase.generate]  # shrinking a life takes minutes and its steps are few
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=times(8), stateful_step_count=14, deadline=None, suppress_health_check=checks, phases=phases
        ),
    )
