"""The verbs of the room: what is kept, what is refused with a sentence for people, what the ledger knows."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from PIL import Image

from manantial.governance.models import Session
from manantial.jobs.actions import work_once
from manantial.kernel.dates import PartialDate
from manantial.ledger.models import Entry
from manantial.press.sound import probe
from manantial.territory.models import Community
from manantial.voices.actions import (
    AlreadyWithdrawn,
    AttendanceLine,
    Permission,
    SourceCard,
    Span,
    Upload,
    VoiceProfile,
    VoicesRefused,
    accept_voice,
    add_voice,
    cancel_workshop,
    clip_of,
    intake,
    mark_fragment,
    picture_of,
    record_attendance,
    record_consent,
    record_data_agreement,
    register_source,
    reserve_fragment,
    retire_fragment,
    retire_voice,
    transcribe,
    unreserve_fragment,
    withdraw_consent,
    withdraw_data_agreement,
    write_report,
)
from manantial.voices.models import Consent, Fragment, Source, Turn, Voice, Workshop
from manantial.voices.queries import (
    VoiceFilter,
    at_risk,
    attendance,
    credits_of,
    data_agreements,
    hearing,
    permitted,
    sources,
    turnout,
    voice_rows,
    voices,
)
from manantial.voices.rules import (
    Channel,
    ConsentForm,
    Preset,
    Refusal,
    Subject,
    TranscriptKind,
    Use,
    VoiceState,
    What,
    preset_scopes,
    read_turns,
)
from tests.voices.conftest import WORDS, allow, sound

TODAY = date(2026, 11, 23)


def why(thing: Voice | Fragment, use: Use = Use.PRINT, what: What | None = None) -> str:
    [(_thing, ruling)] = permitted([thing], use=use, on=TODAY, what=what)
    return "" if ruling else str(ruling.facts["code"])


def words_of(voice: Voice, text: str) -> Span:
    turn = next(turn for turn in Turn.objects.filter(transcript__voice=voice) if text in turn.text)
    start = turn.text.index(text)
    return Span(turn, start, start + len(text))


def photo(size: tuple[int, int] = (640, 480), **options: object) -> Upload:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG", **options)
    return Upload(out.getvalue(), media_type="image/jpeg")


# ----------------------------------------------------------------------------------------------- voices


def test_a_recording_keeps_its_original_and_can_be_heard_and_seen(recorded: Voice) -> None:
    assert recorded.original is not None
    assert recorded.original.path().read_bytes() == sound().content
    assert recorded.sound is not None
    assert recorded.sound.media_type == "audio/mpeg"
    assert len(recorded.peaks) == 800
    assert max(recorded.peaks) <= 100
    assert 1_800 < (recorded.duration_ms or 0) < 2_300
    assert "lucia" not in recorded.original.name


def test_a_new_voice_may_only_be_studied(told: Voice) -> None:
    assert why(told, Use.ANALYSIS) == ""
    assert {why(told, use) for use in Use if use is not Use.ANALYSIS} == {Refusal.NO_CONSENT}


def test_a_photo_loses_the_place_where_it_was_taken(alliance: object, now: datetime) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (16.0, 45.0, 0.0)
    exif[0x010E] = "Casa de Lucía"
    profile = VoiceProfile(group="brigade", picture_alt="Un tanque")
    voice = add_voice("photo", title="El tanque", profile=profile, upload=photo(exif=exif), by=None, now=now)
    for blob in (voice.original, voice.picture, voice.thumbnail):
        assert blob is not None
        content = blob.path().read_bytes()
        assert b"Luc" not in content
        assert not Image.open(io.BytesIO(content)).getexif()


@pytest.mark.parametrize(
    ("kind", "upload", "words", "said"),
    [
        ("sound", None, "", "Falta el archivo"),
        ("text", None, "  \n ", "Faltan las palabras"),
        ("photo", photo(), "", "qué se ve"),
        ("sound", Upload(b"esto no es un sonido" * 50), "", ""),
        ("photo", Upload(b"<svg onload=alert(1)>"), "", ""),
    ],
)
def test_what_is_not_a_testimony_is_refused_and_nothing_is_kept(
    alliance: object, now: datetime, kind: str, upload: Upload | None, words: str, said: str
) -> None:
    alt = "" if said == "qué se ve" else "Algo"
    profile = VoiceProfile(group="brigade", picture_alt=alt)
    with pytest.raises(VoicesRefused) as refused:
        add_voice(kind, title="X", profile=profile, upload=upload, words=words, by=None, now=now)
    assert said in str(refused.value)
    assert str(refused.value)
    assert not Voice.objects.exists()
    assert not Entry.objects.exists()


def test_a_long_recording_is_prepared_by_a_job(
    alliance: object, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "AT_ONCE", timedelta(seconds=1))
    profile = VoiceProfile(group="brigade")
    voice = add_voice("sound", title="Largo", profile=profile, upload=sound(), by=None, now=now)
    assert voice.sound is None
    assert work_once("test", clock=lambda: now)
    voice.refresh_from_db()
    assert voice.sound is not None
    assert voice.peaks
    assert Entry.objects.filter(verb="voice.prepared").count() == 1


def test_what_comes_through_the_mailbox_waits_for_somebody_to_listen(alliance: object, now: datetime) -> None:
    profile = VoiceProfile(group="households")
    voice = add_voice(
        "text", title="Un aviso", profile=profile, words="Se fue el agua.", state=VoiceState.RECEIVED, by=None, now=now
    )
    allow(voice, Preset.EVERYTHING, now)
    assert why(voice) == Refusal.UNREVIEWED
    accept_voice(voice, by=None, now=now)
    assert why(voice) == ""


def test_a_voice_put_away_is_kept_and_used_nowhere(told: Voice, now: datetime) -> None:
    allow(told, Preset.EVERYTHING, now)
    with pytest.raises(VoicesRefused):
        retire_voice(told, reason=" ", by=None, now=now)
    retire_voice(told, reason="Está repetida", by=None, now=now)
    assert {why(told, use) for use in Use} == {Refusal.RETIRED}
    assert told not in voices()
    assert told in voices(VoiceFilter(state="retired"))


# ----------------------------------------------------------------------------------------------- consent


def test_a_permission_opens_what_it_says_and_the_credit_says_no_more(told: Voice, now: datetime) -> None:
    allow(told, Preset.ALLIANCE, now)
    assert [use for use in Use if not why(told, use)] == [
        Use.ANALYSIS, Use.INTERNAL_REPORT, Use.RETURN, Use.PRINT, Use.RADIO,
    ]  # fmt: skip
    assert why(told, Use.INTERNET) == Refusal.ASK
    assert credits_of([told], use=Use.PRINT, on=TODAY)[told.pk].line() == "Brigadista, La Ceiba"


def test_a_reserved_place_is_never_in_the_credit(told: Voice, now: datetime) -> None:
    allow(told, Preset.EVERYTHING, now)
    assert credits_of([told], use=Use.PRINT, on=TODAY)[told.pk].line() == "María Solís, Brigadista, La Ceiba"
    told.community_reserved = True
    told.save()
    assert credits_of([told], use=Use.PRINT, on=TODAY)[told.pk].line() == "María Solís, Brigadista"


def test_two_records_the_narrowest_wins_and_neither_is_edited(told: Voice, now: datetime) -> None:
    wide = allow(told, Preset.EVERYTHING, now)
    allow(told, Preset.COMMUNITY, now)
    assert why(told, Use.RADIO) == Refusal.NO
    wide.condition = "cambiado"
    with pytest.raises(DatabaseError):
        wide.save()


def test_the_answer_to_ask_me_before_names_the_record_it_answers(told: Voice, now: datetime) -> None:
    first = allow(told, Preset.ASK, now)
    later = now + timedelta(days=1)
    with pytest.raises(VoicesRefused, match="prueba"):
        allow(told, Preset.EVERYTHING, later, replaces=(first.pk,), evidence_note="")
    allow(told, Preset.EVERYTHING, later, replaces=(first.pk,))
    assert why(told, Use.RADIO) == ""


def test_a_record_of_another_voice_cannot_be_replaced(told: Voice, recorded: Voice, now: datetime) -> None:
    other = allow(recorded, Preset.ASK, now)
    with pytest.raises(VoicesRefused, match="otra voz"):
        allow(told, Preset.EVERYTHING, now, replaces=(other.pk,))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"given_on": date(2026, 12, 1)}, "no ha llegado"),
        ({"valid_until": date(2025, 1, 1)}, "termina antes"),
        ({"attribution_name": " "}, "escriba cómo"),
        ({"form": ConsentForm.ACT, "evidence_note": ""}, "qué acta"),
    ],
)
def test_a_permission_that_contradicts_itself_is_refused(
    told: Voice, now: datetime, facts: dict[str, object], said: str
) -> None:
    with pytest.raises(VoicesRefused, match=said):
        allow(told, Preset.EVERYTHING, now, **facts)
    assert not Consent.objects.exists()


def test_an_assembly_gives_its_permission_by_act(told: Voice, assembly: Session, now: datetime) -> None:
    allow(
        told, Preset.ALLIANCE, now, form=ConsentForm.ACT, subject=Subject.COMMUNITY, session=assembly, evidence_note=""
    )
    assert why(told) == ""


def test_the_photo_of_a_signed_sheet_makes_a_written_proof(now: datetime, agreed: Community) -> None:
    profile = VoiceProfile(
        group="youth", community=agreed, picture_alt="Niñas junto al tanque", faces_seen=0, children_seen=1
    )
    voice = add_voice("photo", title="Niñas", profile=profile, upload=photo(), by=None, now=now)
    facts = {"scopes": preset_scopes(Preset.ALLIANCE), "given_on": date(2026, 3, 1), "subject": Subject.TUTOR}
    allow(voice, Preset.ALLIANCE, now)
    assert why(voice) == Refusal.CHILDREN
    signed = Permission(form=ConsentForm.SIGNATURE, **facts)  # type: ignore[arg-type]
    record_consent(voice, permission=signed, evidence=photo((900, 1200)), by=None, now=now)
    assert why(voice) == ""


def test_taking_radio_back_closes_radio_at_once_and_leaves_the_rest(told: Voice, now: datetime) -> None:
    allow(told, Preset.ALLIANCE, now)
    made = withdraw_consent(told, channel=Channel.TELEPHONE, withdrawn_on=TODAY, uses=[Use.RADIO], by=None, now=now)
    assert made.folio == "RET-0001"
    assert why(told, Use.RADIO) == Refusal.WITHDRAWN
    assert why(told, Use.PRINT) == ""
    with pytest.raises(AlreadyWithdrawn):
        withdraw_consent(told, channel=Channel.LETTER, withdrawn_on=TODAY, uses=[Use.RADIO], by=None, now=now)
    entry = Entry.objects.get(verb="consent.withdrawn")
    assert entry.facts["uses"] == ["radio"]
    assert "María" not in str(entry.facts)


def test_taking_everything_back_with_its_files_erases_them_for_good(
    recorded: Voice, now: datetime, django_capture_on_commit_callbacks
) -> None:
    allow(recorded, Preset.EVERYTHING, now)
    fragment = mark_fragment(recorded, span=Span(start_ms=100, end_ms=900), by=None, now=now)
    clip = clip_of(fragment, now=now)
    files = [blob for blob in (recorded.original, recorded.sound, clip) if blob is not None]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(recorded, channel=Channel.IN_PERSON, withdrawn_on=TODAY, erase_media=True, by=None, now=now)
    assert len(files) == 3
    assert not [blob for blob in files if blob.path().exists()]
    assert {why(fragment, use) for use in Use} == {Refusal.WITHDRAWN}
    assert Voice.objects.filter(pk=recorded.pk).exists()
    fragment = Fragment.objects.get(pk=fragment.pk)
    with pytest.raises(VoicesRefused):
        clip_of(fragment, now=now)


def test_a_recording_two_voices_share_is_not_erased_for_one(
    recorded: Voice, agreed: Community, now: datetime, django_capture_on_commit_callbacks
) -> None:
    other = add_voice("sound", title="Otra", profile=VoiceProfile(group="brigade"), upload=sound(), by=None, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(recorded, channel=Channel.IN_PERSON, withdrawn_on=TODAY, erase_media=True, by=None, now=now)
    assert other.original is not None
    assert other.original.path().exists()


def test_without_the_act_of_its_assembly_nothing_of_a_community_is_public(
    el_carrizal: Community, now: datetime
) -> None:
    profile = VoiceProfile(group="non_member", community=el_carrizal)
    voice = add_voice("note", title="No entramos", profile=profile, words="Nadie vino a explicar.", by=None, now=now)
    allow(voice, Preset.EVERYTHING, now)
    assert why(voice, Use.PRINT) == Refusal.COMMUNITY
    with pytest.raises(VoicesRefused, match="acta"):
        record_data_agreement(el_carrizal, agreed_on=TODAY, uses=[Use.PRINT], by=None, now=now)
    record_data_agreement(el_carrizal, agreed_on=date(2026, 6, 1), uses=[Use.PRINT], act="Acta 9", by=None, now=now)
    assert why(voice, Use.PRINT) == ""
    assert why(voice, Use.RADIO) == Refusal.COMMUNITY
    withdraw_data_agreement(el_carrizal, withdrawn_on=date(2026, 9, 1), act="Acta 12", by=None, now=now)
    assert why(voice, Use.PRINT) == Refusal.COMMUNITY
    [row] = [row for row in data_agreements(on=TODAY) if row.community == el_carrizal]
    assert row.in_force is None
    assert len(row.rows) == 2


# ----------------------------------------------------------------------------------------------- words and fragments


def test_a_fragment_copies_its_words_from_the_turn(told: Voice, now: datetime) -> None:
    fragment = mark_fragment(told, span=words_of(told, "acarreábamos el agua"), title="Acarreo", by=None, now=now)
    assert fragment.quote == "acarreábamos el agua"
    assert fragment.what == What.QUOTE
    assert fragment.folio == "FRA-0001"


def test_correcting_a_typo_leaves_every_quote_as_it_was(told: Voice, now: datetime) -> None:
    fragment = mark_fragment(told, span=words_of(told, "los martes"), by=None, now=now)
    first = list(Turn.objects.filter(transcript__voice=told))
    corrected = WORDS.replace("los martes", "los miércoles")
    made = transcribe(told, read_turns(corrected), by=None, now=now)
    second = list(made.turns.all())
    assert made.version == 2
    assert [turn.lineage for turn in second] == [turn.lineage for turn in first]
    assert Fragment.objects.get(pk=fragment.pk).turn.text.count("los martes") == 1  # type: ignore[union-attr]
    with pytest.raises(DatabaseError):
        Turn.objects.filter(pk=first[0].pk).update(text="otra cosa")


def test_a_turn_put_in_between_does_not_confuse_the_others(told: Voice, now: datetime) -> None:
    first = list(Turn.objects.filter(transcript__voice=told))
    longer = WORDS.replace("Ana: ¿Y ahora?", "Ana: ¿Y ahora?\nRosa: Sí, ¿y ahora?")
    second = list(transcribe(told, read_turns(longer), by=None, now=now).turns.all())
    assert [turn.lineage for turn in second if turn.speaker != "Rosa"] == [turn.lineage for turn in first]
    assert len({turn.lineage for turn in second}) == 4


def test_a_translation_names_who_translated(told: Voice, now: datetime) -> None:
    turns = read_turns("Li vo'e")
    with pytest.raises(VoicesRefused, match="tradujo"):
        transcribe(told, turns, kind=TranscriptKind.TRANSLATION, language="tzo", by=None, now=now)
    made = transcribe(told, turns, kind=TranscriptKind.TRANSLATION, language="tzo", translator="R.", by=None, now=now)
    assert made.parent is None


@pytest.mark.parametrize("span", [Span(start_ms=0, end_ms=99_000), Span(start_ms=900, end_ms=900), Span()])
def test_a_span_that_is_not_there_is_refused(recorded: Voice, now: datetime, span: Span) -> None:
    with pytest.raises(VoicesRefused):
        mark_fragment(recorded, span=span, by=None, now=now)
    assert not Fragment.objects.exists()


def test_words_of_another_voice_are_refused(told: Voice, recorded: Voice, now: datetime) -> None:
    with pytest.raises(VoicesRefused, match="otra voz"):
        mark_fragment(recorded, span=words_of(told, "los martes"), by=None, now=now)


def test_the_sound_of_a_fragment_is_only_its_seconds(recorded: Voice, now: datetime) -> None:
    fragment = mark_fragment(recorded, span=Span(start_ms=200, end_ms=1_200), by=None, now=now)
    assert fragment.what == What.VOICE
    clip = clip_of(fragment, now=now)
    assert 950 <= probe(clip.path()).duration_ms <= 1_150
    assert clip_of(Fragment.objects.get(pk=fragment.pk), now=now) == clip


def test_a_part_of_a_picture_is_only_that_part(agreed: Community, now: datetime) -> None:
    drawing = Image.new("RGB", (400, 200), "white")
    drawing.paste("black", (200, 0, 400, 200))
    out = io.BytesIO()
    drawing.save(out, "PNG")
    profile = VoiceProfile(group="youth", community=agreed, picture_alt="Mitad y mitad")
    sent = Upload(out.getvalue(), media_type="image/png")
    voice = add_voice("drawing", title="Mitades", profile=profile, upload=sent, by=None, now=now)
    part = mark_fragment(voice, span=Span(region=[500, 0, 1000, 1000]), by=None, now=now)
    whole = mark_fragment(voice, span=Span(), by=None, now=now)
    assert part.what == whole.what == What.PHOTO
    seen = Image.open(picture_of(part, now=now).path())
    assert seen.size == (200, 200)
    assert max(high for _low, high in seen.getextrema()) < 40  # type: ignore[union-attr]
    assert picture_of(whole, now=now) == voice.picture
    with pytest.raises(VoicesRefused):
        mark_fragment(voice, span=Span(region=[500, 0, 400, 1000]), by=None, now=now)


def test_on_paper_a_sound_is_its_words_and_alone_it_is_asked_for_itself(recorded: Voice, now: datetime) -> None:
    both = words_of(recorded, "los martes")
    span = Span(both.turn, both.start_char, both.end_char, 0, 1_000)
    fragment = mark_fragment(recorded, span=span, by=None, now=now)
    allow(recorded, Preset.WORDS, now)
    assert why(fragment, Use.PRINT) == ""
    assert why(fragment, Use.INTERNET) == Refusal.NO
    assert why(fragment, Use.INTERNET, What.QUOTE) == ""
    assert why(fragment, Use.RADIO, What.VOICE) == Refusal.NO


def test_a_reserved_fragment_stays_inside_until_somebody_says_why_not(told: Voice, now: datetime) -> None:
    allow(told, Preset.EVERYTHING, now)
    fragment = mark_fragment(told, span=words_of(told, "los martes"), by=None, now=now)
    with pytest.raises(VoicesRefused):
        reserve_fragment(fragment, reason="", by=None, now=now)
    reserve_fragment(fragment, reason="Dice dónde está el manantial", by=None, now=now)
    assert why(fragment) == Refusal.RESERVED
    assert why(fragment, Use.ANALYSIS) == ""
    unreserve_fragment(fragment, reason="Lo decidió la asamblea", by=None, now=now)
    assert why(fragment) == ""
    retire_fragment(fragment, by=None, now=now)
    assert why(fragment, Use.ANALYSIS) == Refusal.RETIRED


def test_the_gate_reads_the_state_of_now_not_of_a_row_in_memory(told: Voice, now: datetime) -> None:
    allow(told, Preset.EVERYTHING, now)
    fragment = mark_fragment(told, span=words_of(told, "los martes"), by=None, now=now)
    old = Fragment.objects.select_related("voice").get(pk=fragment.pk)
    reserve_fragment(fragment, reason="Cuidado", by=None, now=now)
    assert why(old) == Refusal.RESERVED


def test_the_gate_asks_as_many_questions_for_one_as_for_thirty(told: Voice, recorded: Voice, now: datetime) -> None:
    made = [mark_fragment(told, span=words_of(told, "los martes"), by=None, now=now) for _n in range(30)]
    made.append(mark_fragment(recorded, span=Span(start_ms=0, end_ms=500), by=None, now=now))

    def asked(things: list[Fragment]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert len(permitted(things, use=Use.PRINT, on=TODAY)) == len(things)
        return len(seen)

    assert asked(made[:1]) == asked(made) == 6


# ----------------------------------------------------------------------------------------------- workshops, sources


def test_a_workshop_starts_with_the_agenda_of_its_format(workshop: Workshop) -> None:
    assert workshop.folio == "TAL-0001"
    assert sum(block["minutes"] for block in workshop.blocks) == 300


def test_attendance_counts_people_who_gave_no_name(
    workshop: Workshop, la_ceiba: Community, el_carrizal: Community, now: datetime
) -> None:
    lines = [
        AttendanceLine(name="Lucía", community=la_ceiba, group="committee_women", sex="M"),
        AttendanceLine(community=la_ceiba, sex="H"),
        AttendanceLine(community=el_carrizal, count=12),
    ]
    record_attendance(workshop, lines, by=None, now=now)
    record_attendance(workshop, [AttendanceLine(position=2, community=la_ceiba, sex="H", count=0)], by=None, now=now)
    found = turnout(attendance(workshop))
    assert (found.people, found.women, found.men, found.unsaid, found.communities) == (13, 1, 0, 12, 2)
    assert found.by_community == (("El Carrizal", 0, 0, 12), ("La Ceiba", 1, 0, 0))
    assert Workshop.objects.get().state == "held"
    with pytest.raises(VoicesRefused):
        cancel_workshop(Workshop.objects.get(), reason="lluvia", by=None, now=now)


def test_the_account_keeps_the_photo_of_the_paper_list(workshop: Workshop, now: datetime) -> None:
    write_report(workshop, report="Se hizo el río.", photo_of_list=photo(), by=None, now=now)
    assert Workshop.objects.get().photo_of_list is not None
    with pytest.raises(VoicesRefused, match="prueba"):
        write_report(workshop, report="x", photo_of_list=Upload(b"nada"), by=None, now=now)


def test_a_source_that_exists_once_is_at_risk(alliance: object, now: datetime) -> None:
    kept = register_source("act", card=SourceCard("Acta de fundación", keeper="Don Beto"), by=None, now=now)
    register_source("photo", card=SourceCard("La primera llave"), upload=photo(), by=None, now=now)
    old = SourceCard("Libreta", condition="damaged", when=PartialDate.parse("2019"))
    hurt = register_source("notebook", card=old, upload=photo((300, 300)), by=None, now=now)
    assert list(at_risk(sources())) == [kept, hurt]
    assert Source.objects.get(pk=hurt.pk).when.iso == "2019"
    with pytest.raises(ValueError, match="rumour"):
        register_source("rumour", card=SourceCard("x"), by=None, now=now)


def test_coverage_names_who_has_not_been_asked(told: Voice, el_carrizal: Community) -> None:
    found = hearing()
    assert "brigade" not in found.coverage.silences
    assert "officials" in found.coverage.silences
    assert found.unheard == (el_carrizal,)


def test_the_list_finds_by_words_group_and_permission(told: Voice, recorded: Voice, now: datetime) -> None:
    mark_fragment(told, span=words_of(told, "los martes"), by=None, now=now)
    allow(told, Preset.COMMUNITY, now)
    assert list(voices(VoiceFilter(words="martes"))) == [told]
    assert list(voices(VoiceFilter(words="OJO agua"))) == [told]
    assert list(voices(VoiceFilter(consent="given"))) == [told]
    assert list(voices(VoiceFilter(consent="none"))) == [recorded]
    assert list(voices(VoiceFilter(group="committee_women", community=recorded.community_id))) == [recorded]
    [row] = voice_rows([told], on=TODAY)
    assert row.consent == Preset.COMMUNITY
    assert row.uses == (Use.ANALYSIS, Use.INTERNAL_REPORT, Use.RETURN)
    withdraw_consent(told, channel=Channel.LETTER, withdrawn_on=TODAY, by=None, now=now)
    assert list(voices(VoiceFilter(consent="withdrawn"))) == [told]
