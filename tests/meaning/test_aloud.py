"""Reading aloud: the same story for who does not read, never an older one than is written, never without permission."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from manantial.jobs.actions import work_once
from manantial.jobs.models import Job
from manantial.kernel.dates import PartialDate
from manantial.meaning import actions
from manantial.meaning.actions import MeaningRefused, Told
from manantial.meaning.actions.aloud import (
    Recording,
    ask_reading,
    choose_for_kits,
    compare,
    confirm_reading,
    hear_reading,
    take_reading,
    take_readings,
)
from manantial.meaning.actions.listening import ask_comparison, ask_folder
from manantial.meaning.models import ReadAloud
from manantial.meaning.papers import PAPERS
from manantial.meaning.papers.narrating import narrated
from manantial.meaning.queries.aloud import IN_FOLDER, IN_KIT, read_rows, reading_views, readings
from manantial.meaning.rules import GroupVotes, MilestoneKind
from manantial.meaning.rules.aloud import Part, ReadFacts, ReadState, count_changed, digest_of, state_of, unread
from manantial.press.formats import Format
from manantial.press.writers.html import write_html, write_html_folder
from manantial.territory.models import Community
from manantial.vault.models import Blob
from manantial.voices.actions import VoiceProfile, add_voice, withdraw_consent
from manantial.voices.queries import hearing, reach_of
from manantial.voices.rules import Channel, Preset, Use, VoiceState
from tests.meaning.river import DAY
from tests.voices.conftest import allow, sound

BY = {"by": None}
CONTEXT = Part("informe-final", "contexto")
words = st.lists(st.sampled_from("abcd"), max_size=6)


@pytest.fixture
def memory(river, now):
    """A lesson seen green, a milestone told in two ways, and a chapter that carries a quote."""
    river.place = river.community("El Carrizal")
    river.told = river.voice(river.place, preset=Preset.EVERYTHING)
    river.quote = river.fragment(river.told, "Nos dejaron una hoja y las llaves.")
    river.finding = actions.state_finding("Una hoja basta.", fragments=[river.quote], folio="HAL-0001", now=now, **BY)
    river.day = river.workshop(community=river.place)
    actions.validate(river.finding, workshop=river.day, votes=[GroupVotes("brigade", 9, 0, 0)], now=now, **BY)
    told = Told("brigade", "Empezamos en 2018.", PartialDate.parse("2018"))
    birth = actions.record_milestone("Nace", kind=MilestoneKind.DECISION, told=told, now=now, **BY)
    other = Told("officials", "El decreto es de 2019.", PartialDate.parse("2019"))
    actions.add_version(birth, other, now=now, **BY)
    river.lesson = actions.draw_lesson(
        "Entregar es cuidar", learned="Se entrega.", findings=[river.finding], folio="APR-0001", now=now, **BY
    )
    write(f"Así era antes.\n\n![…](fragmento:{river.quote.folio})", now)
    return river


def write(text, now):
    actions.write_passage("informe-final", "contexto", text=text, now=now, **BY)


def recording(now, *, preset=Preset.EVERYTHING, seed="lupe"):
    profile = VoiceProfile(group="organism")
    voice = add_voice("sound", title="Lectura", profile=profile, upload=sound(seed), now=now, **BY)
    if preset:
        allow(voice, preset, now)
    return voice


def read(part, now, *, language="es", preset=Preset.EVERYTHING, reader="Lupe Hernández"):
    """A reading that somebody asked for, recorded and heard whole."""
    row = ask_reading(part, language=language, reader=reader, now=now, **BY)
    take_reading(row, recording(now, preset=preset, seed=f"{part}{language}"), read_on=DAY, now=now, **BY)
    return hear_reading(row, who="Doña Chepa", heard_on=DAY, now=now, **BY)


def state(row):
    (view,) = reading_views(readings().filter(pk=row.pk), on=DAY)
    return view.state


def spoke():
    """How many voices have given their testimony."""
    return hearing().coverage.voices


def folder(language="", *, now):
    """The names of the folder that is heard, with its page and its list."""
    ask_folder(language, now=now, **BY)
    while work_once("test", clock=lambda: now):
        pass
    job = Job.objects.filter(kind="meaning.heard_folder").latest("id")
    assert job.state == "done", job.message
    content = Blob.objects.get(pk=job.result["blob"]).path().read_bytes()
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


@given(words, words)
def test_what_changed_is_counted_whoever_moved_or_doubled_it(before, after):
    count = count_changed(before, after)
    assert count_changed(before, list(reversed(before))) == 0
    assert (count == 0) == (sorted(before) == sorted(after))
    assert count <= max(len(before), len(after))
    assert sum(unread(before, after)) <= len([one for one in after if one not in before])


def test_nothing_is_ready_without_permission_and_an_older_wording_is_never_ready():
    for recorded in (True, False):
        for heard in (True, False):
            for allowed in (True, False):
                for changed in (None, 0, 3):
                    told = state_of(ReadFacts(recorded, heard, allowed, changed))
                    if told is ReadState.READY:
                        assert (recorded, heard, allowed, bool(changed)) == (True, True, True, False)
    assert digest_of("Hay  agua\n") == digest_of("Hay agua")


def test_the_desk_asks_takes_the_recording_in_and_has_it_heard(as_ana, memory, now):
    page = as_ana.get("/mesa/audio/").content.decode()
    assert "Introducción y contexto" in page
    assert ">falta<" in re.sub(r"<svg.*?</svg>", "", page)
    part = as_ana.get("/mesa/audio/informe-final/contexto/").content.decode()
    assert "Nos dejaron una hoja y las llaves." in part
    sent = {"language": "es", "reader": "Lupe Hernández", "due": "2026-12-05", "note": ""}
    assert as_ana.post("/mesa/audio/informe-final/contexto/", sent).status_code == 302
    row = ReadAloud.objects.get()
    address = f"/mesa/audio/lectura/{row.pk}/"
    asked = as_ana.get(address).content.decode()
    assert "/mesa/voces/nueva/?titulo=LEC-0001" in asked
    voice = recording(now)
    do = f"{address}hacer/"
    as_ana.post(do, {"que": "unir", "voice": voice.folio.lower(), "read_on": "2026-11-20"})
    row.refresh_from_db()
    assert (row.voice_id, row.read_on) == (voice.pk, date(2026, 11, 20))
    assert "por revisar" in as_ana.get(address).content.decode()
    same = as_ana.post(do, {"que": "oida", "quien": "lupe hernandez"}, follow=True).content.decode()
    assert "no quien la leyó" in same
    as_ana.post(do, {"que": "oida", "quien": "Doña Chepa"})
    as_ana.post(do, {"que": "kit", "kit": "1"})
    shown = as_ana.get(address).content.decode()
    assert "va en los siguientes" in shown
    csv = as_ana.get("/mesa/audio/?formato=csv&estado=ready").content.decode()
    assert "Introducción y contexto,Español,LEC-0001,Lupe Hernández,2026-11-20" in csv
    assert ",listo,Doña Chepa,0,sí," in csv


def test_the_recorder_comes_back_to_the_reading_and_to_no_other_place(as_ana, memory, now):
    row = ask_reading(CONTEXT, language="es", reader="Lupe", now=now, **BY)
    back = f"/mesa/audio/lectura/{row.pk}/"
    sent = {
        "kind": "text", "title": "x", "words": "Hola.", "group": "organism", "visibility": "organism", "language": "es",
        "permiso-given_on": "2026-11-20",
    }  # fmt: skip
    saved = as_ana.post(f"/mesa/voces/nueva/?seguir={back}", sent)
    assert saved.status_code == 302, saved.content.decode()[:3000]
    assert saved["Location"].startswith(f"{back}?voz=VOZ-")
    elsewhere = as_ana.post("/mesa/voces/nueva/?seguir=https://otro.ejemplo/", sent)
    assert "otro.ejemplo" not in elsewhere["Location"]


def test_a_text_that_changed_keeps_its_reading_at_home_until_somebody_says_it_holds(memory, now):
    row = read(CONTEXT, now)
    assert state(row) is ReadState.READY
    write("Así era antes, de verdad.", now)
    compare(readings(), on=DAY, now=now)
    row.refresh_from_db()
    assert row.changed == 2, "one paragraph has other words, and the quote is gone"
    assert state(row) is ReadState.FORMER
    script = write_html(
        PAPERS["guion-de-lectura"]("es", DAY, paper=CONTEXT.paper, part=CONTEXT.key, reading=str(row.pk))
    )
    assert "2 · cambió" in script
    assert "1 · cambió" not in script
    with pytest.raises(MeaningRefused, match="por qué"):
        confirm_reading(row, why=" ", now=now, **BY)
    confirm_reading(row, why="Dice lo mismo.", now=now, **BY)
    assert state(row) is ReadState.READY
    withdraw_consent(memory.told, channel=Channel.TELEPHONE, withdrawn_on=DAY, now=now, **BY)
    assert state(row) is ReadState.REFUSED, "the recording still says the words that the text no longer has"


def test_the_folder_plays_in_order_and_drops_who_takes_it_back(as_ana, memory, now):
    last, first = read(Part("hoja-de-aprendizaje", "APR-0001"), now), read(CONTEXT, now)
    other = read(CONTEXT, now, language="tzo", reader="Pascuala")
    asked = ask_reading(Part("informe-final", "retos"), language="es", reader="Nadie todavía", now=now, **BY)
    made = folder(now=now)
    mp3 = sorted(name for name in made if name.endswith(".mp3"))
    assert [re.sub(r"audio/\d+_", "", name) for name in mp3] == [
        "introduccion-y-contexto_es.mp3", "apr-0001-entregar-es-cuidar_es.mp3", "introduccion-y-contexto_tzo.mp3",
    ]  # fmt: skip
    listed = made["escuchar.m3u8"].decode().splitlines()
    assert listed[0] == "#EXTM3U"
    assert [line for line in listed if not line.startswith("#")] == mp3
    assert [line for line in made["escuchar-tzo.m3u8"].decode().splitlines() if not line.startswith("#")] == mp3[2:]
    page = made["index.html"].decode()
    assert re.findall(r'<audio [^>]*src="([^"]+)"', page) == mp3
    assert 'aria-label="Introducción y contexto, Tsotsil"' in page
    assert "http" not in page.replace("http-equiv", "")
    assert "se está leyendo" in page
    assert asked.reader not in page
    job = Job.objects.filter(kind="meaning.heard_folder").latest("id")

    withdraw_consent(other.voice, channel=Channel.TELEPHONE, withdrawn_on=DAY, now=now, **BY)
    refused = as_ana.get(f"/mesa/audio/carpeta/{job.pk}/", follow=True).content.decode()
    assert "pudo cambiar algún permiso" in refused
    assert len([name for name in folder(now=now) if name.endswith(".mp3")]) == 2
    withdraw_consent(memory.told, channel=Channel.TELEPHONE, withdrawn_on=DAY, uses=[Use.RETURN], now=now, **BY)
    for row in (first, last):
        assert state(row) is ReadState.REFUSED, "it says words of somebody who took them back"
    ask_folder(now=now, **BY)
    work_once("test", clock=lambda: now)
    last_job = Job.objects.filter(kind="meaning.heard_folder").latest("id")
    assert last_job.state == "failed"
    assert "ninguna lectura lista" in last_job.message


def test_the_report_that_is_heard_carries_the_chapters_read_of_it(memory, now):
    read(CONTEXT, now)
    read(Part("hoja-de-aprendizaje", "APR-0001"), now)
    paper = PAPERS["informe-final"]("es", DAY, sound="yes")
    made = write_html_folder(narrated(paper, "informe-final", on=DAY))
    assert "audio/01_introduccion-y-contexto_es.mp3" in made
    assert "#contexto" in made["index.html"].decode()
    assert not any(name.startswith("audio/02") for name in made)
    for other in ("informe-preliminar", "informe-final"):
        actions.build_paper(other, Format.FOLDER, language="es", on=DAY, now=now, **BY)
        work_once("test", clock=lambda: now)
    assert {job.state for job in Job.objects.filter(kind="meaning.build")} == {"done"}
    plain = write_html_folder(paper)
    assert "escuchar.m3u8" not in plain
    assert "<script" not in plain["index.html"].decode()


def test_a_testimony_is_no_reading_and_a_reading_is_no_testimony(memory, now):
    row = ask_reading(CONTEXT, language="es", reader="Lupe", now=now, **BY)
    testimony = memory.voice(memory.place, kind="sound")
    memory.fragment(testimony)
    with pytest.raises(MeaningRefused, match="es un testimonio"):
        take_reading(row, testimony, read_on=DAY, now=now, **BY)
    before = spoke()
    voice = recording(now)
    assert spoke() == before + 1
    take_reading(row, voice, read_on=DAY, now=now, **BY)
    voice.refresh_from_db()
    assert voice.state == VoiceState.ALOUD
    assert spoke() == before
    other = ask_reading(CONTEXT, language="tzo", reader="Pascuala", now=now, **BY)
    with pytest.raises(MeaningRefused, match="ya está unida"):
        take_reading(other, voice, read_on=DAY, now=now, **BY)
    third = ask_reading(CONTEXT, language="tzh", reader="Citlali", now=now, **BY)
    brought = Recording(other, recording(now, seed="segunda"), DAY)
    with pytest.raises(MeaningRefused, match="ya está unida"):
        take_readings([brought, Recording(third, voice, DAY)], now=now, **BY)
    other.refresh_from_db()
    assert (other.voice, other.paragraphs) == (None, [])
    take_readings([brought, Recording(third, recording(now, seed="tercera"), DAY)], now=now, **BY)
    assert other.paragraphs == third.paragraphs == row.paragraphs
    assert row.folio in " ".join(reach_of(voice, on=DAY).stopped)
    assert row.folio in " ".join(reach_of(memory.told, on=DAY).stopped)


def test_a_kit_asks_for_more_than_the_folder(memory, now):
    row = read(CONTEXT, now, preset=Preset.COMMUNITY)
    choose_for_kits(row, chosen=True, now=now, **BY)
    (back,) = reading_views(readings(), on=DAY, uses=IN_FOLDER)
    (kit,) = reading_views(readings(), on=DAY, uses=IN_KIT)
    assert back.goes_out
    assert not kit.goes_out
    assert "De quien lee" in kit.refusal


def test_languages_spoken_here_are_missed_and_a_sheet_only_in_those_of_its_place(memory, now):
    Community.objects.filter(pk=memory.place.pk).update(languages=["es", "tzo"])
    far = memory.community("Lejos")
    Community.objects.filter(pk=far.pk).update(languages=["tzh"])
    memory.voice(far)
    rows = read_rows(on=DAY)
    told = {(row.part.key, row.language) for row in rows}
    assert {("contexto", "es"), ("contexto", "tzo"), ("contexto", "tzh")} <= told
    assert (memory.place.code, "tzo") in told
    assert (memory.place.code, "tzh") not in told
    assert {row.state for row in rows} == {ReadState.MISSING}


def test_two_people_at_one_card_both_keep_their_words(as_ana, memory, now):
    row = ask_reading(CONTEXT, language="es", reader="Lupe", now=now, **BY)
    address = f"/mesa/audio/lectura/{row.pk}/corregir/"
    seen = re.search(r'name="seen" value="([^"]+)"', as_ana.get(address).content.decode())[1]
    as_ana.post(address, {"reader": "Lupe y Chepa", "due": "", "note": "", "seen": seen})
    clash = as_ana.post(address, {"reader": "Rosa", "due": "", "note": "", "seen": seen}).content.decode()
    assert "Otra persona guardó esto" in clash
    assert "Lupe y Chepa" in clash
    newer = re.search(r'name="seen" value="([^"]+)"', clash)[1]
    as_ana.post(address, {"reader": "Rosa", "due": "", "note": "", "seen": newer})
    shown = as_ana.get(f"/mesa/audio/lectura/{row.pk}/").content.decode()
    assert "lee Rosa" in shown
    assert "Lupe y Chepa" in shown


def test_a_reading_set_aside_leaves_with_its_reason_and_comes_back(as_ana, memory, now):
    row = read(CONTEXT, now)
    actions.set_aside(row, why="Se oía el viento", now=now, **BY)
    assert not readings().exists()
    page = as_ana.get("/mesa/retirados/").content.decode()
    assert "Se oía el viento" in page
    assert "Informe final, contexto (Español): Lupe Hernández" in page
    actions.bring_back(row, now=now, **BY)
    assert state(row) is ReadState.READY


def test_comparing_is_asked_once_and_again_only_when_something_changed(memory, now):
    assert ask_comparison(now=now) is None, "nothing is recorded"
    read(CONTEXT, now)
    first = ask_comparison(now=now)
    assert ask_comparison(now=now) == first
    assert work_once("test", clock=lambda: now)
    assert ask_comparison(now=now) is None
    write("Otra cosa.", now)
    assert ask_comparison(now=now) is not None


def test_looking_at_the_list_asks_for_no_work_and_a_button_does(as_ana, memory, now):
    read(CONTEXT, now)
    page = as_ana.get("/mesa/audio/").content.decode()
    assert "Comparar ahora" in page
    assert not Job.objects.exists()
    page = as_ana.post("/mesa/audio/comparar/", follow=True).content.decode()
    assert "Comparar ahora" not in page
    assert "Ver cómo va" in page
    assert Job.objects.count() == 1


def test_the_list_asks_as_much_for_one_reading_as_for_many(as_ana, memory, now):
    def asked():
        as_ana.get("/mesa/audio/")
        with CaptureQueriesContext(connection) as found:
            assert as_ana.get("/mesa/audio/").status_code == 200
        return len(found)

    read(CONTEXT, now)
    few = asked()
    for language in ("tzo", "tzh", "zoc"):
        read(CONTEXT, now, language=language)
    assert asked() == few


def test_only_the_desk_of_the_alliance_sees_what_is_read(as_ana, as_lupe, as_otra, as_nobody, memory, now):
    row = read(CONTEXT, now)
    for address in ("/mesa/audio/", "/mesa/audio/informe-final/contexto/", f"/mesa/audio/lectura/{row.pk}/"):
        assert as_ana.get(address).status_code == 200, address
        assert as_lupe.get(address).status_code == 403, address
        assert as_nobody.get(address).status_code == 302, address
        assert as_otra.get(address).status_code == 404, address
    assert as_ana.get("/mesa/audio/informe-final/no-hay/").status_code == 404
