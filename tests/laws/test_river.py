"""The two laws of the river, tried on random lives from the first voice to the last kit.

Every sentence that anybody says holds a word of its own, so whatever leaves the house can be read back: each such
word must have been allowed for that use, today, by the plain oracle beside. And no table ever loses a row.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.campaign.actions import (
    Brief,
    CampaignRefused,
    create_material,
    edit_material,
    move_material,
)
from manantial.campaign.rules import MaterialKind, MaterialState
from manantial.kernel.dates import PartialDate
from manantial.kits.actions.editions import KitsRefused
from manantial.kits.actions.folders import zipped
from manantial.kits.models import Edition, Kit
from manantial.ledger.models import Entry
from manantial.ledger.queries import chain_faults
from manantial.meaning.actions import Told, record_milestone, record_no_differences
from manantial.meaning.rules import MilestoneKind
from manantial.people.actions import (
    end_mandate,
    start_mandate,
)
from manantial.voices.actions import (
    AlreadyWithdrawn,
    Hiding,
    VoiceProfile,
    VoicesRefused,
    accept_voice,
    blur_picture,
    change_profile,
    reserve_fragment,
    retire_fragment,
    retire_voice,
    transcribe,
    unreserve_fragment,
    withdraw_consent,
    withdraw_data_agreement,
    withdraw_face,
)
from manantial.voices.models import Consent, FaceAnswer, Fragment, Voice
from manantial.voices.rules import (
    FACE_USES,
    Answer,
    Channel,
    FaceReach,
    Preset,
    Subject,
    Use,
    VoiceState,
    What,
    preset_scopes,
    read_turns,
)
from tests.laws.house import House, marks_in, text_of
from tests.laws.oracle import Oracle, uses_of
from tests.laws.outputs import (
    check_desk,
    check_desk_files,
    check_kit,
    check_old_editions,
    check_public,
    check_release,
    kit_texts,
    public_pages,
    row_counts,
)
from tests.trying import times

#: Wide answers come up more often than narrow ones, or nothing would ever leave.
presets = st.sampled_from([Preset.EVERYTHING, Preset.EVERYTHING, *Preset]).map(preset_scopes)
cells = st.sampled_from([Answer.YES, Answer.YES, Answer.YES, Answer.NO, Answer.ASK])
matrices = st.fixed_dictionaries({what: st.fixed_dictionaries(dict.fromkeys(Use, cells)) for what in What})
parts = st.sets(st.sampled_from([What.VOICE, What.QUOTE, What.PHOTO]))
reaches = st.sampled_from([*FaceReach, FaceReach.EVERYTHING]).map(FACE_USES.__getitem__)
few_uses = st.sets(st.sampled_from([Use.PRINT, Use.RETURN, Use.RADIO, Use.INTERNET, Use.ANALYSIS]))


class River(RuleBasedStateMachine):
    """People speak, allow, narrow and take back; staff mark, build, deliver kits, come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.tenancy = working_for(Alliance.objects.get(slug="agua-clara"))
        self.tenancy.__enter__()

    def teardown(self) -> None:
        self.tenancy.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize(scopes=st.lists(presets, min_size=2, max_size=2))
    def begin(self, scopes: list[Any]) -> None:
        self.house = House()
        self.rows = row_counts()
        fragments = []
        for given in scopes:
            voice = self.house.hear()
            self.house.allow(voice, given)
            fragments.append(self.house.mark(voice))
        self.house.prepare(fragments)

    def keep_count(self) -> None:
        """No table is shorter than before, and the ledger is one whole chain."""
        rows = row_counts()
        assert {table for table, count in rows.items() if count < self.rows[table]} == set()
        self.rows = rows

    def voice(self, data: Any, *, told: bool = False) -> Voice:
        """Any voice, or one that is told in words."""
        rows = Voice.objects.exclude(kind="photo") if told else Voice.objects.all()
        return data.draw(st.sampled_from(list(rows.order_by("folio"))))

    def fragment(self, data: Any) -> Fragment:
        return data.draw(st.sampled_from(list(Fragment.objects.order_by("folio"))))

    @rule(data=st.data(), sound=st.booleans(), placed=st.booleans(), received=st.booleans(), scopes=presets)
    def speak(self, data: Any, sound: bool, placed: bool, received: bool, scopes: Any) -> None:
        state = VoiceState.RECEIVED if received else VoiceState.ACCEPTED
        voice = self.house.hear(sound=sound, community=self.house.place if placed else None, state=state)
        self.house.allow(voice, scopes)
        self.house.mark(voice)
        self.keep_count()

    @rule(
        scopes=presets, seen=st.sampled_from([0, 1, 1, 2, None]), children=st.sampled_from([0, 0, 0, 1]), uses=reaches
    )
    def show(self, scopes: Any, seen: int | None, children: int, uses: frozenset[Use]) -> None:
        photo = self.house.show(grown=seen, children=children)
        self.house.allow(photo, scopes)
        fragment = self.house.mark(photo)
        if seen:
            self.house.face(photo, uses)
        try:
            self.house.carry("poster", fragment)
        except CampaignRefused:
            return

    @precondition(lambda self: hasattr(self, "house") and FaceAnswer.objects.exists())
    @rule(data=st.data(), verb=st.sampled_from(["more", "child", "back", "hide"]), uses=reaches)
    def answer_for_a_face(self, data: Any, verb: str, uses: frozenset[Use]) -> None:
        answer = data.draw(st.sampled_from(list(FaceAnswer.objects.select_related("voice").order_by("recorded_at"))))
        photo = answer.voice
        try:
            if verb in {"more", "child"}:
                self.house.face(photo, uses, called="Luz", child=verb == "child")
            elif verb == "back":
                withdraw_face(answer, channel=Channel.LETTER, withdrawn_on=self.house.today, **self.house.act())
            else:
                kept = Hiding(regions=[(0, 0, 500, 500)], faces_seen=0, children_seen=0, gone=[answer])
                blur_picture(photo, kept, **self.house.act())
        except VoicesRefused:
            return
        self.keep_count()

    @rule(data=st.data(), number=st.integers(0, 2), sound=st.booleans())
    def mark(self, data: Any, number: int, sound: bool) -> None:
        self.house.mark(self.voice(data, told=True), number, sound=sound)

    @rule(
        data=st.data(),
        scopes=st.one_of(presets, matrices),
        answers=st.booleans(),
        days=st.sampled_from([None, None, -2, 9]),
        condition=st.sampled_from(["", "", "", "cuando pase la elección"]),
    )
    def allow(self, data: Any, scopes: Any, answers: bool, days: int | None, condition: str) -> None:
        voice = self.voice(data)
        before = tuple(Consent.objects.filter(voice=voice).values_list("pk", flat=True)) if answers else ()
        until = None if days is None else self.house.today + timedelta(days=days)
        subject = data.draw(st.sampled_from([Subject.PERSON, Subject.TUTOR]))
        note = data.draw(st.sampled_from(["hoja 3", "hoja 3", ""])) if not before else "hoja 3"
        self.house.allow(
            voice, scopes, replaces=before, valid_until=until, condition=condition, subject=subject, evidence_note=note
        )
        self.keep_count()

    @rule(data=st.data(), whats=parts, uses=few_uses, erase=st.booleans())
    def take_back(self, data: Any, whats: set[What], uses: set[Use], erase: bool) -> None:
        taken = {"whats": whats, "uses": uses, "erase_media": erase, "channel": Channel.TELEPHONE}
        try:
            withdraw_consent(self.voice(data), withdrawn_on=self.house.today, **taken, **self.house.act())
        except AlreadyWithdrawn:
            return
        self.keep_count()

    @rule(uses=st.sets(st.sampled_from(sorted(Use)), min_size=5), close=st.booleans())
    def decide(self, uses: set[Use], close: bool) -> None:
        if close:
            withdraw_data_agreement(self.house.place, withdrawn_on=self.house.today, act="Acta", **self.house.act())
        else:
            self.house.agree(uses)
        self.keep_count()

    @rule(data=st.data(), verb=st.sampled_from(["reserve", "unreserve", "retire", "shelve", "accept"]))
    def put_aside(self, data: Any, verb: str) -> None:
        if verb == "retire":
            retire_fragment(self.fragment(data), **self.house.act())
        elif verb == "shelve":
            retire_voice(self.voice(data), reason="repetida", **self.house.act())
        elif verb == "accept":
            accept_voice(self.voice(data), **self.house.act())
        else:
            act = reserve_fragment if verb == "reserve" else unreserve_fragment
            act(self.fragment(data), reason="cuidado", **self.house.act())
        self.keep_count()

    @rule(data=st.data(), minor=st.booleans(), visibility=st.sampled_from(["organism", "organism", "reserved"]))
    def correct_who_speaks(self, data: Any, minor: bool, visibility: str) -> None:
        profile = VoiceProfile(group="brigade", minor=minor, community=self.house.place, visibility=visibility)
        change_profile(self.voice(data, told=True), title="Testimonio", profile=profile, **self.house.act())

    @rule(data=st.data())
    def correct_words(self, data: Any) -> None:
        words = f"María: Antes {self.house.word()} era lejos."
        transcribe(self.voice(data, told=True), read_turns(words), **self.house.act())
        self.keep_count()

    @rule(data=st.data())
    def remember(self, data: Any) -> None:
        told = Told(
            "brigade",
            f"Fue cuando {self.house.word()} llegó.",
            PartialDate.parse("2019"),
            voice=self.voice(data, told=True),
        )
        record_milestone("Llega el agua", kind=MilestoneKind.ACHIEVEMENT, told=told, **self.house.act())
        self.keep_count()

    @rule()
    def change_seats(self) -> None:
        """The mandate of the staff ended, long ago, or began again."""
        house = self.house
        house.day += timedelta(days=20)
        when = PartialDate.parse(house.day.isoformat())
        if house.seated:
            end_mandate(house.seated, end=when, **house.act())
            house.seated = None
        else:
            house.seated = start_mandate(house.seat, house.person, start=when, **house.act())
        self.keep_count()

    @rule(data=st.data(), kind=st.sampled_from(["radio", "guide", "poster"]))
    def carry(self, data: Any, kind: str) -> None:
        fragment, oracle = self.fragment(data), Oracle(self.house.today)
        try:
            self.house.carry(kind, fragment)
        except CampaignRefused:
            return
        row = next(one for one in oracle.fragments if one["id"] == fragment.pk)
        assert oracle.open(row, "quote" if row["quote"] else row["what"], *uses_of(self.house.material(kind)))

    @rule(
        kind=st.sampled_from(["guide", "poster"]),
        uses=st.sampled_from([(), (), ("print",), ("internet",)]),
        in_kit=st.sampled_from([True, True, False]),
    )
    def edit(self, kind: str, uses: tuple[str, ...], in_kit: bool) -> None:
        found = self.house.material(kind)
        brief = Brief(found.title, found.kind, purpose="Contar", text="Buenas tardes.", uses=uses, in_kit=in_kit)
        edit_material(found, brief, message=found.message, audience=found.audience, **self.house.act())

    @rule(kind=st.sampled_from(["radio", "guide", "guide", "poster"]))
    def build(self, kind: str) -> None:
        check_release(self.house.build(kind), Oracle(self.house.today))
        self.keep_count()

    @rule()
    def build_kits(self) -> None:
        edition = self.house.kits()
        for kit in Kit.objects.filter(edition=edition):
            check_kit(kit, Oracle(self.house.today))
        self.keep_count()

    @precondition(lambda self: hasattr(self, "house"))
    @rule()
    def look(self) -> None:
        check_public(self.house, Oracle(self.house.today))

    @rule()
    def search_and_export(self) -> None:
        check_desk(self.house, Oracle(self.house.today))
        check_desk_files(self.house, Oracle(self.house.today))

    @rule()
    def send_again(self) -> None:
        check_old_editions(Oracle(self.house.today))
        assert chain_faults() == []
        assert Entry.objects.count() > 0


@pytest.mark.slow
@pytest.mark.usefixtures("agua_clara")
def test_random_lives_never_leave_without_permission_and_never_lose_a_row() -> None:
    run_state_machine_as_test(
        River,
        settings=settings(
            max_examples=times(5),
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.reuse, Phase.generate],  # shrinking a life takes minutes, and its steps are few
        ),
    )


@pytest.fixture
def house(alliance: Alliance) -> House:
    """A house where one voice said yes to everything and is carried by every material."""
    made = House()
    voice = made.hear()
    made.allow(voice)
    fragment = made.mark(voice)
    made.prepare([fragment])
    for kind in ("radio", "guide", "poster"):
        made.carry(kind, fragment)
    told = Told("brigade", f"Fue cuando {made.word()} llegó.", PartialDate.parse("2019"), voice=voice)
    record_milestone("Llega el agua", kind=MilestoneKind.ACHIEVEMENT, told=told, **made.act())
    return made


def everywhere(house: House, edition: Edition) -> dict[str, set[str]]:
    """The words of ours that stand in every output of today, by the name of the output."""
    found: dict[str, set[str]] = {}
    for name, text in public_pages(house):
        found.setdefault(name.split("?")[0], set()).update(marks_in(text))
    for kit in Kit.objects.filter(edition=edition):
        found |= {name: marks_in(text) for name, text in kit_texts(kit)}
        for link in kit.release_links.select_related("release__material"):
            kind = link.release.material.kind
            found |= {f"{kind} {file.form}": marks_in(text_of(file.blob)) for file in link.release.files.all()}
    return found


def test_what_was_allowed_is_everywhere_and_after_a_withdrawal_nowhere(house: House) -> None:
    voice, fragment = Voice.objects.get(), Fragment.objects.get()
    before = house.kits()
    told = everywhere(house, before)
    heard = ["/voces/", f"/voces/{fragment.pk}/", f"/origen/fragment/{fragment.pk}/", "/buscar/", "/historia/"]
    papers = ["manifest", "ABRIR", "CELULAR", "radio script", "radio csv", "guide html", "guide pdf", "poster pdf"]
    assert [name for name in (*heard, *papers) if not told[name]] == []
    check_public(house, Oracle(house.today))

    withdraw_consent(voice, channel=Channel.TELEPHONE, withdrawn_on=house.today, **house.act())
    check_desk_files(house, Oracle(house.today))
    after = house.kits()
    assert {name: words for name, words in everywhere(house, after).items() if words} == {}
    check_public(house, Oracle(house.today))
    with pytest.raises(KitsRefused, match=fragment.folio):
        zipped(Kit.objects.get(edition=before))
    assert zipped(Kit.objects.get(edition=after))


def narrow(house: House, *closed: tuple[What, Use]) -> None:
    """The voice takes back exactly these cells."""
    for what, use in closed:
        withdraw_consent(
            Voice.objects.get(), channel=Channel.MESSAGE, withdrawn_on=house.today, whats={what}, uses={use},
            **house.act(),
        )  # fmt: skip


def test_words_that_may_be_printed_and_not_given_back_stay_out_of_the_kits(house: House) -> None:
    narrow(house, (What.QUOTE, Use.RETURN))
    kit = Kit.objects.get(edition=house.kits())
    check_kit(kit, Oracle(house.today))
    assert kit.fragment_links.count() == 0
    assert kit.release_links.filter(release__fragment_links__isnull=False).count() == 0


def test_a_material_written_for_one_use_still_asks_for_the_kit_it_travels_in(house: House) -> None:
    found = house.material("guide")
    brief = Brief(found.title, found.kind, purpose="Contar", text="Buenas tardes.", uses=("internet",), in_kit=True)
    edit_material(found, brief, message=found.message, audience=found.audience, **house.act())
    narrow(house, (What.QUOTE, Use.PRINT))
    made = house.build("guide")
    assert [one["folio"] for one in made.dropped] == [Fragment.objects.get().folio]


def test_a_sound_that_may_be_heard_shows_none_of_its_words(house: House) -> None:
    narrow(house, (What.QUOTE, Use.INTERNET))
    fragment = Fragment.objects.get()
    page = house.client.get(f"/origen/fragment/{fragment.pk}/")
    assert page.status_code == 200
    assert f"/voces/{fragment.pk}/sonido.mp3" in page.content.decode()
    check_public(house, Oracle(house.today))


def test_a_poster_waits_for_everybody_in_its_photo_and_stops_when_one_takes_her_face_back(house: House) -> None:
    photo = house.show(grown=2)
    house.allow(photo)
    fragment = house.mark(photo)
    with pytest.raises(CampaignRefused, match="falta el permiso de 2"):
        house.carry("poster", fragment)
    rosa = house.face(photo, FACE_USES[FaceReach.EVERYTHING])
    house.face(photo, FACE_USES[FaceReach.ALLIANCE], called="Luz")
    house.carry("poster", fragment)
    made = house.build("poster")
    check_release(made, Oracle(house.today))
    assert fragment in [link.fragment for link in made.fragment_links.all()]
    address = f"/mesa/materiales/archivo/{made.files.first().pk}/"
    assert house.staff.get(address).status_code == 200

    withdraw_face(rosa, channel=Channel.IN_PERSON, withdrawn_on=house.today, **house.act())
    assert house.staff.get(address).status_code != 200
    again = house.build("poster")
    assert [(one["folio"], "tape su cara" in one["reason"].lower()) for one in again.dropped] == [
        (fragment.folio, True)
    ]

    hidden = Hiding(regions=[(0, 0, 400, 400)], faces_seen=1, children_seen=0, gone=[FaceAnswer.objects.latest("pk")])
    blur_picture(photo, hidden, **house.act())
    assert house.build("poster").dropped == []


def test_a_file_that_shows_a_whole_voice_closes_with_it(house: House) -> None:
    """A report carries the versions of milestones: voices as a whole, none of their fragments."""
    retire_fragment(Fragment.objects.get(), **house.act())
    report = create_material(Brief("Informe", MaterialKind.REPORT, purpose="Contar"), **house.act())
    record_no_differences(house.workshop, **house.act())
    move_material(report, MaterialState.APPROVAL, note="Acta 5", **house.act())
    edition = house.kits()
    made = report.releases.get()
    assert made.voice_links.get().voice == Voice.objects.get()
    address = f"/materiales/archivo/{made.files.filter(form='html').get().pk}/"
    assert house.client.get(address).status_code == 200
    narrow(house, (What.QUOTE, Use.INTERNET))
    assert house.client.get(address).status_code == 404
    narrow(house, (What.QUOTE, Use.RETURN))
    with pytest.raises(KitsRefused, match=Voice.objects.get().folio):
        zipped(Kit.objects.get(edition=edition))
