"""The workshops, the voices with their sound and their permissions, and the fragments marked in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from manantial.example.agua_clara.analysis import SOURCES
from manantial.example.agua_clara.calendar import ENCOUNTERS, Encounter
from manantial.example.agua_clara.stage import Stage, after, at
from manantial.example.agua_clara.testimonies import TESTIMONIES, Testimony
from manantial.kernel.dates import PartialDate
from manantial.press.cards import landscape
from manantial.press.illustrations import Subject as Drawn
from manantial.press.synthesis import murmur
from manantial.voices.actions import (
    AttendanceLine,
    Permission,
    SourceCard,
    Span,
    Upload,
    VoiceProfile,
    WorkshopPlan,
    add_voice,
    mark_fragment,
    plan_workshop,
    record_attendance,
    record_consent,
    record_data_agreement,
    register_source,
    reserve_fragment,
    transcribe,
    withdraw_consent,
    write_report,
)
from manantial.voices.models import Voice, Workshop
from manantial.voices.rules import (
    PUBLIC_USES,
    Answer,
    Attribution,
    Channel,
    ConsentForm,
    Preset,
    Subject,
    TurnText,
    Use,
    VoiceGroup,
    What,
    preset_scopes,
)

GROUPS: Mapping[str, VoiceGroup] = {
    "brigade": VoiceGroup.BRIGADE,
    "officials": VoiceGroup.OFFICIALS,
    "former": VoiceGroup.FORMER,
    "staff": VoiceGroup.ORGANISM,
    "nonmember": VoiceGroup.NON_MEMBER,
    "users": VoiceGroup.HOUSEHOLDS,
    "allies": VoiceGroup.CIVIL,
    "authorities": VoiceGroup.AUTHORITIES,
    "youth": VoiceGroup.YOUTH,
}
MS_A_WORD, PAUSE_MS = 340, 600
WITHOUT_DATA_AGREEMENT = {"C-10", "C-14", "C-26", "C-36"}  # nothing of these communities is public
RESERVED = {30: "La comunidad pidió que no se diga dónde nace el agua."}
WITHDRAWN_RADIO = 16  # Historia: a woman takes back her permission for the radio, by telephone
WITHDRAWN_RADIO_ON = date(2026, 11, 10)
PHOTOS = {37: Drawn.JAR, 38: Drawn.HILLS, 39: Drawn.TANK, 40: Drawn.SPRING, 41: Drawn.HILLS}


def group_of(key: str, sex: str) -> VoiceGroup:
    """Return the group of voice; committees are told apart by women and men."""
    if key == "committee":
        return VoiceGroup.COMMITTEE_WOMEN if sex == "M" else VoiceGroup.COMMITTEE_MEN
    return GROUPS[key]


def hold_workshops(stage: Stage) -> None:
    """Plan and hold the eleven workshops, with their lists and reports."""
    for encounter in ENCOUNTERS:
        stage.workshops.append(_hold(stage, encounter))
    for n, (_folio, kind, title, keeper, location, condition) in enumerate(SOURCES):
        card = SourceCard(
            title=title,
            keeper=keeper,
            location=location,
            condition=_condition(condition),
            visibility=_seen_by(kind, condition),
            when=PartialDate.parse("2024"),
        )
        stage.sources.append(
            register_source(_kind(kind), card=card, by=stage.social, now=at(after(ENCOUNTERS[0].on, n)))
        )


def _seen_by(kind: str, condition: str) -> str:
    """What an assembly signed or painted may be named to anybody; accounts and what was lost stay in the organism."""
    if kind in {"act", "drawing", "photo"}:
        return "public"
    return "alliance" if condition != "lost" else "organism"


def _condition(word: str) -> str:
    return {"single_copy": "good"}.get(word, word)


def _kind(word: str) -> str:
    return {"agreement": "covenant"}.get(word, word)


def _hold(stage: Stage, encounter: Encounter) -> Workshop:
    total = sum(women + men for _group, women, men in encounter.people)
    plan = WorkshopPlan(
        title=encounter.title,
        on=encounter.on,
        starts_at=time(9, 0),
        place=f"Casa de reuniones, {stage.communities[encounter.community].name}",
        community=stage.communities[encounter.community],
        expected_people=total,
        facilitators="Ana Jarillero Brisales, Erandi Tinajero del Monte",
    )
    workshop = plan_workshop(encounter.format, plan=plan, by=stage.social, now=at(after(encounter.on, -20)))
    codes = [code for code, community in stage.communities.items() if community.provider == "committee"]
    lines, position = [], 0
    for key, women, men in encounter.people:
        for sex, count in (("M", women), ("H", men)):
            if count:
                position += 1
                community = stage.communities[codes[(position * 7 + encounter.on.day) % len(codes)]]
                lines.append(
                    AttendanceLine(
                        position=position, group=group_of(key, sex), sex=sex, count=count,
                        community=community if key in {"committee", "brigade", "users"} else None,
                    )
                )  # fmt: skip
    record_attendance(workshop, lines, by=stage.social, now=at(encounter.on, 22))
    write_report(
        workshop, report=encounter.report, feelings="Cansadas y contentas; faltó sombra.", by=stage.social,
        now=at(after(encounter.on, 2)),
    )  # fmt: skip
    return workshop


def hear_voices(stage: Stage, said: object = None) -> None:
    """Record every testimony with its permission, its words by turns, and one fragment."""
    for index, testimony in enumerate(TESTIMONIES):
        stage.voices.append(_hear(stage, index, testimony))
        if callable(said):
            said(index + 1, len(TESTIMONIES), testimony.title)


def _hear(stage: Stage, index: int, testimony: Testimony) -> Voice:
    workshop = stage.workshops[testimony.workshop]
    moment = at(after(workshop.on, 1), 14)
    turns, duration = _timed(testimony)
    upload = None
    if testimony.kind == "sound":
        upload = Upload(murmur(f"agua-clara-{index}", duration / 1000), f"{index}.wav", "audio/wav")
    elif testimony.kind == "photo":
        upload = Upload(landscape(f"agua-clara-{index}", PHOTOS[index]), f"{index}.jpg", "image/jpeg")
    words = "" if testimony.kind == "sound" else "\n\n".join(testimony.words)
    voice = add_voice(
        testimony.kind, title=testimony.title, profile=_profile(stage, testimony, workshop), upload=upload, words=words,
        by=stage.social, now=moment,
    )  # fmt: skip
    if testimony.kind == "sound":
        transcribe(voice, turns, by=stage.social, now=moment)
    _allow(stage, index, testimony, voice)
    _mark(stage, index, testimony, voice)
    return voice


def _profile(stage: Stage, testimony: Testimony, workshop: Workshop) -> VoiceProfile:
    nobody = 0 if testimony.kind == "photo" else None  # drawings of places
    return VoiceProfile(
        group=group_of(testimony.group, testimony.sex),
        pseudonym=testimony.name,
        sex=testimony.sex,
        age_range=testimony.age,
        role=testimony.role,
        community=stage.communities.get(testimony.community),
        language="tzo" if testimony.community in {"C-12", "C-18"} else "es",
        collective=testimony.consent == "assembly",
        minor=testimony.consent == "minor",
        workshop=workshop,
        recorded=PartialDate.parse(workshop.on.isoformat()),
        picture_alt=f"Dibujo: {testimony.title.lower()}" if testimony.kind == "photo" else "",
        faces_seen=nobody,
        children_seen=nobody,
    )


def _timed(testimony: Testimony) -> tuple[list[TurnText], int]:
    """Return the turns with their milliseconds, as if said at an even pace, and the whole length."""
    turns, clock = [], PAUSE_MS
    for words in testimony.words:
        end = clock + MS_A_WORD * len(words.split())
        turns.append(TurnText(text=words, speaker="", start_ms=clock, end_ms=end))
        clock = end + PAUSE_MS
    return turns, clock


def _permission(stage: Stage, index: int, testimony: Testimony, given_on: date) -> Permission:
    scopes = preset_scopes(Preset.ALLIANCE)
    attribution, form, subject = Attribution.ROLE_COMMUNITY, ConsentForm.RECORDED, Subject.PERSON
    session = None
    if testimony.consent == "internal":
        scopes, attribution = preset_scopes(Preset.ANALYSIS), Attribution.ANONYMOUS
    elif testimony.consent == "report_only":
        scopes, attribution = preset_scopes(Preset.COMMUNITY), Attribution.GROUP
        scopes[What.QUOTE][Use.PRINT] = Answer.YES
    elif testimony.consent == "minor":
        form, subject = ConsentForm.SIGNATURE, Subject.TUTOR
    elif testimony.consent == "assembly":
        form, subject, session = ConsentForm.ACT, Subject.COMMUNITY, stage.sessions["AG-04"]
    if testimony.consent in {"broad_role", "assembly"} or (testimony.consent == "broad" and index % 2 == 0):
        for what in (What.VOICE, What.QUOTE, What.PHOTO, What.COMMUNITY, What.ROLE):
            scopes[what] |= dict.fromkeys((Use.INTERNET, Use.OTHER_MUNICIPALITIES, Use.FUNDER), Answer.YES)
    if testimony.name:
        scopes, attribution = preset_scopes(Preset.EVERYTHING), Attribution.FIRST_NAME
    return Permission(
        scopes=scopes, form=form, given_on=given_on, subject=subject, attribution=attribution,
        attribution_name=testimony.name, session=session, notice_version="2026-01",
        evidence_note="" if session else "Al inicio de la grabación",
    )  # fmt: skip


def _allow(stage: Stage, index: int, testimony: Testimony, voice: Voice) -> None:
    given = stage.workshops[testimony.workshop].on
    evidence = None
    if testimony.consent == "minor":
        sheet = landscape(f"hoja-{index}", Drawn.JAR, width=480)
        evidence = Upload(sheet, "hoja-firmada.jpg", "image/jpeg")
    permission = _permission(stage, index, testimony, given)
    record_consent(voice, permission=permission, evidence=evidence, by=stage.social, now=at(after(given, 1), 15))


def _mark(stage: Stage, index: int, testimony: Testimony, voice: Voice) -> None:
    moment = at(after(stage.workshops[testimony.workshop].on, 5))
    if testimony.kind == "photo":
        span = Span()
    else:
        transcript = voice.transcripts.order_by("-version").first()
        turns = list(transcript.turns.order_by("position")) if transcript else []
        turn = turns[min(1, len(turns) - 1)]
        span = Span(turn=turn, start_char=0, end_char=len(turn.text), start_ms=turn.start_ms, end_ms=turn.end_ms)
    fragment = mark_fragment(voice, span=span, title=testimony.title, by=stage.social, now=moment)
    stage.fragments[index] = fragment
    if reason := RESERVED.get(index):
        reserve_fragment(fragment, reason=reason, by=stage.social, now=moment)


def agree_on_data(stage: Stage) -> None:
    """Write what each community's assembly allowed to make public; four of them have not decided yet."""
    session = stage.sessions["AG-04"]
    for code, community in stage.communities.items():
        if code not in WITHOUT_DATA_AGREEMENT and community.provider == "committee":
            record_data_agreement(
                community, agreed_on=date(2026, 1, 18), uses=PUBLIC_USES, session=session,
                act=f"Acta de asamblea de {community.name}, enero de 2026", review_on=date(2027, 1, 18),
                by=stage.social, now=at(date(2026, 1, 20)),
            )  # fmt: skip


def withdraw_radio(stage: Stage) -> None:
    """A woman telephones: she no longer wants to be on the radio."""
    withdraw_consent(
        stage.voices[WITHDRAWN_RADIO], channel=Channel.TELEPHONE, withdrawn_on=WITHDRAWN_RADIO_ON, uses=(Use.RADIO,),
        reason="Llamó por teléfono: ya no quiere salir en la radio.", by=stage.social, now=at(WITHDRAWN_RADIO_ON),
    )  # fmt: skip
