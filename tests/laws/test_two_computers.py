"""Two computers apart, tried on random days: afterwards both hold the same, and no permission grew on the way."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from manantial.exchange.bundles.declared import insert_only, kind_of, travelling
from manantial.home import Home
from manantial.ledger.queries import chain_faults
from manantial.meaning.actions import state_finding
from manantial.people.models import Person
from manantial.territory.models import Community, Municipality
from manantial.vault.queries import damage
from manantial.voices.actions import (
    AlreadyWithdrawn,
    Permission,
    SourceCard,
    Span,
    VoiceProfile,
    add_voice,
    change_profile,
    mark_fragment,
    record_consent,
    record_data_agreement,
    register_source,
    reserve_fragment,
    retire_voice,
    unreserve_fragment,
    withdraw_consent,
    withdraw_data_agreement,
)
from manantial.voices.models import Consent, Fragment, Turn, Voice
from manantial.voices.rules import Channel, ConsentForm, Preset, Use, VoiceState, preset_scopes
from tests.computers import Computer
from tests.laws.oracle import Oracle
from tests.trying import times

DAY = date(2026, 11, 20)
VERBS = (
    "hear",
    "allow",
    "withdraw",
    "mark",
    "reserve",
    "unreserve",
    "retire",
    "describe",
    "edit",
    "find",
    "register",
    "close",
)
Deed = tuple[bool, str, int]
deeds = st.lists(st.tuples(st.booleans(), st.sampled_from(VERBS), st.integers(0, 999)), min_size=6, max_size=24)
Allowed = dict[tuple[UUID, str], bool]


class Day:
    """What somebody does at a computer; a second passes with each deed."""

    def __init__(self, now: datetime) -> None:
        self.now, self.count = now, 0

    def act(self) -> dict[str, Any]:
        self.count += 1
        return {"by": None, "now": self.now + timedelta(seconds=self.count)}

    def begin(self) -> None:
        """Two voices of one community, one of them with a permission."""
        town = Municipality.objects.create(name="Agua Clara", state="Chiapas", home=True)
        place = Community.objects.create(municipality=town, code="C-01", name="La Ceiba")
        record_data_agreement(place, agreed_on=DAY, uses=set(Use), act="Acta", **self.act())
        Person.objects.create(name="Lucía")
        for number in range(2):
            self.hear(number)
            self.mark(number)
        self.allow(0)

    def do(self, verb: str, number: int) -> None:
        """One deed; one that cannot be done now is no deed."""
        getattr(self, verb)(number)

    def voice(self, number: int) -> Voice | None:
        standing = list(Voice.objects.exclude(state=VoiceState.RETIRED).order_by("id"))
        return standing[number % len(standing)] if standing else None

    def hear(self, number: int) -> None:
        profile = VoiceProfile(group="brigade", community=Community.objects.get())
        add_voice("text", title=f"Voz {number}", profile=profile, words="María: Antes caminábamos.", **self.act())

    def allow(self, number: int) -> None:
        if voice := self.voice(number):
            preset = list(Preset)[number % len(Preset)]
            given = Permission(
                scopes=preset_scopes(preset), form=ConsentForm.SIGNATURE, given_on=DAY, evidence_note="hoja",
                attribution_name="María",
            )  # fmt: skip
            record_consent(voice, permission=given, **self.act())

    def withdraw(self, number: int) -> None:
        if voice := self.voice(number):
            uses = [list(Use)[number % len(Use)]]
            with suppress(AlreadyWithdrawn):
                withdraw_consent(voice, channel=Channel.LETTER, withdrawn_on=DAY, uses=uses, **self.act())

    def mark(self, number: int) -> None:
        turns = list(Turn.objects.order_by("id"))
        turn = turns[number % len(turns)]
        mark_fragment(turn.transcript.voice, span=Span(turn, 0, 4 + number % 5), **self.act())

    def reserve(self, number: int) -> None:
        rows = list(Fragment.objects.filter(reserved=False).order_by("id"))
        if rows:
            reserve_fragment(rows[number % len(rows)], reason="cuidado", **self.act())

    def unreserve(self, number: int) -> None:
        if row := Fragment.objects.filter(reserved=True).order_by("id").first():
            unreserve_fragment(row, reason="ya se puede", **self.act())

    def retire(self, number: int) -> None:
        voice = self.voice(number)
        if voice and number % 3 == 0:
            retire_voice(voice, reason="lo pidió", **self.act())

    def describe(self, number: int) -> None:
        if voice := self.voice(number):
            levels = ("organism", "alliance", "reserved")
            profile = VoiceProfile(
                group="brigade", community=Community.objects.get(), minor=number % 5 == 0,
                visibility=levels[number % 3],
            )  # fmt: skip
            change_profile(voice, title=f"Título {number}", profile=profile, **self.act())

    def edit(self, number: int) -> None:
        Person.objects.update(phone=f"961 {number:03}")

    def find(self, number: int) -> None:
        state_finding(f"Hallazgo {number}", fragments=list(Fragment.objects.order_by("id")[:1]), **self.act())

    def register(self, number: int) -> None:
        register_source("act", card=SourceCard(f"Acta {number}"), **self.act())

    def close(self, number: int) -> None:
        if number % 4 == 0:
            withdraw_data_agreement(Community.objects.get(), withdrawn_on=DAY, act="Acta", **self.act())


def allowed() -> Allowed:
    """Every use of every voice, worked out from the raw rows."""
    oracle = Oracle(DAY + timedelta(days=3))
    return {(voice, use): oracle.says_yes(voice, "quote", use) for voice in oracle.voices for use in Use}


def facts() -> dict[str, set[UUID]]:
    """The ids of all facts and permissions, save the notes of the exchange itself."""
    told = {kind_of(one): one for one in travelling() if insert_only(one)}
    left = {"entry", "received"}
    return {kind: set(one._base_manager.values_list("pk", flat=True)) for kind, one in told.items() if kind not in left}


def closed_marks() -> set[UUID]:
    return set(Fragment.objects.filter(reserved=True).values_list("pk", flat=True))


@settings(max_examples=times(4), phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
@given(done=deeds)
def test_after_meeting_both_hold_the_same_and_nothing_is_wider(
    done: list[Deed], office: Computer, laptop_maker: Callable[[], Computer], now: datetime
) -> None:
    laptop = laptop_maker()
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        home = Home(Path(folder) / "home")
        home.make()
        _one_life(done, Computer(home, office.settings, committing=office.committing), laptop, Path(folder), now)
        transaction.set_rollback(True)


def _one_life(done: list[Deed], office: Computer, laptop: Computer, usb: Path, now: datetime) -> None:
    day = Day(now - timedelta(hours=2))
    with office.at_work():
        day.begin()
    laptop.read(office.write(usb / "1", now=now, whole=True), now=now)
    for at_home, verb, number in done:
        with (office if at_home else laptop).at_work():
            day.do(verb, number)
    before: list[tuple[Allowed, set[UUID], set[UUID]]] = []
    for one in (office, laptop):
        with one.at_work():
            heard = set(Consent.objects.values_list("voice_id", flat=True))
            before.append((allowed(), heard, closed_marks()))
    office.read(laptop.write(usb / "2", now=now), now=now)
    laptop.read(office.write(usb / "3", now=now), now=now)
    after: list[tuple[Allowed, dict[str, set[UUID]]]] = []
    for one in (office, laptop):
        with one.at_work():
            after.append((allowed(), facts()))
            assert chain_faults() == []
            assert list(damage()) == []
            assert closed_marks() >= before[0][2] & before[1][2]
    assert after[0] == after[1]
    for (voice, use), yes in after[0][0].items():
        known = [(told[voice, use], voice in heard) for told, heard, _closed in before if (voice, use) in told]
        assert not yes or any(told for told, _heard in known)
        assert not yes or all(told for told, heard in known if heard), (voice, use)
    again = office.read(usb / "2", now=now)
    assert again.account.quiet
