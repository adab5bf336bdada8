"""The desk of the campaign, walked as Erandi of the staff and tried by those who may not; and its papers."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from manantial.alliance.tenancy import working_for
from manantial.campaign import actions, queries
from manantial.campaign.actions import RELEASE_JOB, Activity, Brief, Interview
from manantial.campaign.models import Dissemination, Material, Message, Release, Rumour, SurveyAnswer
from manantial.campaign.papers import PAPERS
from manantial.campaign.papers.pieces import Cargo
from manantial.campaign.rules import PLAN_SECTIONS, MaterialKind, MaterialState, Medium
from manantial.jobs.actions import enqueue, work_once
from manantial.jobs.models import Job
from manantial.press.cards import landscape
from manantial.press.compile import compile_pdf
from manantial.press.illustrations import Subject
from manantial.press.writers.html import write_html
from manantial.vault.actions import keep
from manantial.voices.rules import Preset
from tests.campaign.making import BY, ready
from tests.meaning.river import DAY

LISTS = [
    "messages", "campaign_write", "objective_new", "audience_new", "message_new", "materials", "material_new",
    "dissemination", "dissemination_new", "evaluation", "survey_new",
]  # fmt: skip


def post(client, name, *args, data=None):
    return client.post(reverse(f"campaign:{name}", args=args), data or {}, follow=True)


@pytest.mark.parametrize(
    "name", ["messages", "campaign_write", "materials", "material_new", "dissemination", "evaluation"]
)
def test_pages_teach_when_there_is_nothing(as_erandi, name):
    assert as_erandi.get(reverse(f"campaign:{name}")).status_code == 200


def test_every_page_opens_full(as_erandi, campaign, survey, now):
    made = actions.release(ready(campaign, now), on=DAY, now=now, **BY)
    actions.record_dissemination(Activity(Medium.ASSEMBLY, DAY, women=3), community=campaign.place, now=now, **BY)
    pages = [reverse(f"campaign:{name}") for name in LISTS]
    pages += [
        reverse("campaign:material", args=[made.material_id]),
        reverse("campaign:material_edit", args=[made.material_id]),
        reverse("campaign:pretest_new", args=[made.material_id]),
        reverse("campaign:copies_out", args=[made.pk]),
        reverse("campaign:answer_new", args=[survey.pk]),
    ]
    for page in pages:
        answer = as_erandi.get(page)
        assert answer.status_code == 200, page
        assert len(answer.content) < 30_000, (page, len(answer.content))


def test_members_and_strangers_do_not_enter(as_lupe, as_nobody, as_otra, campaign, now):
    made = ready(campaign, now)
    for page in (reverse("campaign:materials"), reverse("campaign:material", args=[made.pk])):
        assert as_lupe.get(page).status_code == 403
        assert as_nobody.get(page).status_code == 302
        assert as_otra.get(page).status_code == 404


def test_a_message_is_written_from_a_lesson(as_erandi, campaign):
    data = {
        "text": "Hable antes de irse.",
        "lessons": [str(campaign.lesson.pk)],
        "audiences": [str(campaign.audience.pk)],
    }
    page = post(as_erandi, "message_new", data=data)
    assert Message.objects.filter(text="Hable antes de irse.").exists()
    assert "No hay ningún material que lo lleve." in page.content.decode()
    post(as_erandi, "message_new", data={"text": "Nada"})
    assert not Message.objects.filter(text="Nada").exists()


def test_a_material_goes_from_idea_to_a_version_on_the_page(as_erandi, campaign, now):
    brief = {
        "title": "Una hoja", "kind": "poster", "purpose": "Que se entregue", "text": "Dinero y llaves.",
        "message": str(campaign.message.pk), "audience": str(campaign.audience.pk), "in_kit": "on",
    }  # fmt: skip
    post(as_erandi, "material_new", data=brief)
    material = Material.objects.get(title="Una hoja")
    post(as_erandi, "fragment_put", material.pk, data={"folio": campaign.quote.folio.lower()})
    assert [each.link.fragment for each in queries.consent_check(material, on=DAY)] == [campaign.quote]
    tally = {"on": "2026-11-20", "women": "9", "men": "5", "method": "group", "asked": "14", "understood": "12"}
    post(as_erandi, "pretest_new", material.pk, data=tally | {"q_comprehension": "Que se deje una hoja"})
    assert material.pretests.get().answers == {"comprehension": "Que se deje una hoja"}
    post(as_erandi, "state_move", material.pk, data={"state": "approval", "note": "Acta 12"})
    post(as_erandi, "state_move", material.pk, data={"state": "design"})
    page = post(as_erandi, "release_build", material.pk)
    assert "construyendo" in page.content.decode()
    assert work_once("test", clock=timezone.now)
    release = Release.objects.get(material=material)
    page = as_erandi.get(reverse("campaign:material", args=[material.pk])).content.decode()
    assert "Versión 1" in page
    file = release.files.get(form="pdf")
    assert b"".join(as_erandi.get(reverse("campaign:file", args=[file.pk])).streaming_content).startswith(b"%PDF")
    given = {"copies": "30", "place": "Clínica", "on": "2026-11-22", "community": str(campaign.place.pk)}
    page = post(as_erandi, "copies_out", release.pk, data=given)
    assert "30 ejemplares fuera: ya no se pueden recoger." in page.content.decode()


def test_a_picture_without_people_is_kept_without_its_secrets(as_erandi, campaign):
    def sent():
        return SimpleUploadedFile("jarro.jpg", landscape("jarro", Subject.JAR), content_type="image/jpeg")

    brief = {"title": "Con dibujo", "kind": "poster", "picture_alt": "Un jarro junto al ojo de agua"}
    refused = post(as_erandi, "material_new", data=brief | {"picture": sent()})
    assert "agréguela como voz con su permiso" in refused.content.decode()
    post(as_erandi, "material_new", data=brief | {"picture": sent(), "nobody": "on"})
    assert Material.objects.get(title="Con dibujo").picture.media_type == "image/jpeg"
    bad = SimpleUploadedFile("foto.jpg", b"esto no es una foto", content_type="image/jpeg")
    broken = post(as_erandi, "material_new", data=brief | {"title": "Rota", "picture": bad, "nobody": "on"})
    assert broken.status_code == 200
    assert not Material.objects.filter(title="Rota").exists()


def test_a_photo_goes_on_the_poster_only_while_it_may_be_printed(campaign, now):
    photo = campaign.voice(campaign.place, kind="photo")
    photo.picture = keep(landscape("foto", Subject.SPRING), media_type="image/jpeg", now=now)
    photo.picture_alt, photo.faces_seen, photo.children_seen = "El ojo de agua", 0, 0
    photo.save()
    span = campaign.fragment(photo, "")
    span.what = "photo"
    span.save()
    poster = ready(campaign, now, fragments=[span])
    shown = Cargo(poster, DAY, "es", (span,), {span.pk: "Mujeres de comité"}).picture()
    assert (shown.alt, shown.credit) == ("El ojo de agua", "Mujeres de comité")
    actions.release(poster, on=DAY, now=now, **BY)
    campaign.withdraw(photo)
    again = actions.current_release(poster, on=DAY, now=now, **BY)
    assert [each["folio"] for each in again.dropped] == [span.folio]


def test_a_job_done_twice_builds_one_version(campaign, now, alliance):
    material = ready(campaign, now)
    job = enqueue(RELEASE_JOB, {"material": str(material.pk), "on": DAY.isoformat(), "override": ""}, now=now)
    assert work_once("one", clock=lambda: now)
    Job.objects.filter(pk=job.pk).update(state="running", lease_until=now)
    assert work_once("two", clock=lambda: now + timedelta(minutes=3))
    assert Release.objects.filter(material=material).count() == 1


def test_what_blocks_a_material_is_said_and_an_override_needs_a_reason(as_erandi, campaign, now):
    poster = actions.create_material(
        Brief(title="Sin probar", kind=MaterialKind.POSTER, purpose="x", text="x"),
        campaign=campaign.campaign, message=campaign.message, audience=campaign.audience, now=now, **BY,
    )  # fmt: skip
    page = as_erandi.get(reverse("campaign:material", args=[poster.pk])).content.decode()
    assert "Falta una prueba con la gente aprobada." in page
    page = post(as_erandi, "release_build", poster.pk).content.decode()
    assert "Falta una prueba con la gente aprobada." in page
    post(as_erandi, "state_move", poster.pk, data={"state": "style", "override": "Se probó de palabra"})
    poster.refresh_from_db()
    assert poster.state == MaterialState.STYLE


def test_a_fragment_without_permission_is_refused_with_its_reason(as_erandi, campaign, now):
    poster = ready(campaign, now)
    closed = campaign.fragment(campaign.voice(campaign.place, preset=Preset.COMMUNITY), "Solo aquí.")
    page = post(as_erandi, "fragment_put", poster.pk, data={"folio": closed.folio})
    assert "No " in page.content.decode()
    assert closed not in queries.carried(poster)
    assert "No hay un fragmento" in post(as_erandi, "fragment_put", poster.pk, data={"folio": "X"}).content.decode()


def test_words_withdrawn_disappear_from_the_page_of_the_material(as_erandi, campaign, now):
    poster = ready(campaign, now)
    campaign.withdraw(campaign.told)
    page = as_erandi.get(reverse("campaign:material", args=[poster.pk])).content.decode()
    assert campaign.quote.quote not in page
    assert "Sin permiso" in page


def test_an_activity_is_typed_from_its_tally(as_erandi, campaign):
    sheet = {"medium": "assembly", "on": "2026-11-20", "units": "1", "women": "41", "men": "33", "place": "Casa ejidal"}
    post(as_erandi, "dissemination_new", data=sheet)
    row = Dissemination.objects.get()
    assert (row.counted, row.children) == (74, None)
    refused = post(as_erandi, "dissemination_new", data=sheet | {"claimed": "20000"})
    assert "quién declara" in refused.content.decode()
    assert Dissemination.objects.count() == 1
    page = as_erandi.get(reverse("campaign:dissemination")).content.decode()
    assert "tres columnas que no se suman" in page


def test_a_sheet_of_the_survey_is_typed_and_the_next_one_opens(as_erandi, campaign, survey):
    message, second = campaign.message.folio, campaign.second.folio
    sheet = {
        "folio": "EN-001", "on": "2026-11-23", "aided": "1", "what_it_does": "2", f"heard_{message}": "yes",
        f"where_{message}": "1, 2", f"heard_{second}": "no", "sex": "M", "reads": "some",
    }  # fmt: skip
    page = post(as_erandi, "answer_new", survey.pk, data=sheet)
    assert "Sigue la otra." in page.content.decode()
    row = SurveyAnswer.objects.get()
    assert (row.heard, row.not_heard, row.aided, row.spontaneous) == (
        {message: ["radio", "poster"]},
        [second],
        True,
        None,
    )
    wrong = post(as_erandi, "answer_new", survey.pk, data=sheet | {"folio": "EN-002", f"where_{message}": "99"})
    assert "no hay un lugar con el número 99" in wrong.content.decode()
    again = post(as_erandi, "answer_new", survey.pk, data=sheet)
    assert "EN-001 ya se capturó" in again.content.decode()


def test_a_rumour_is_written_and_answered(as_erandi, campaign):
    post(as_erandi, "rumour_new", data={"rumor-text": "Dicen que van a cobrar"})
    row = Rumour.objects.get()
    page = post(as_erandi, "rumour_answer", row.pk, data={"answer": "No se cobra."})
    assert "Contestado" in page.content.decode()


@pytest.mark.parametrize("name", ["messages", "materials", "dissemination"])
def test_lists_leave_as_a_table(as_erandi, campaign, now, name):
    answer = as_erandi.get(reverse(f"campaign:{name}"), {"formato": "csv"})
    assert answer["Content-Type"].startswith("text/csv")


def test_nothing_of_another_alliance_is_shown(as_erandi, campaign, other_alliance, now):
    with working_for(other_alliance):
        theirs = actions.create_material(Brief(title="Ajeno", kind=MaterialKind.POSTER), now=now, **BY)
    assert as_erandi.get(reverse("campaign:material", args=[theirs.pk])).status_code == 404
    assert "Ajeno" not in as_erandi.get(reverse("campaign:materials")).content.decode()


@pytest.mark.parametrize("name", ["materials", "dissemination", "messages"])
def test_a_longer_list_asks_the_database_no_more(as_erandi, campaign, now, name):
    def grow(number):
        actions.create_material(
            Brief(title=f"Cartel {number}", kind=MaterialKind.POSTER), campaign=campaign.campaign,
            message=campaign.message, audience=campaign.audience, now=now, **BY,
        )  # fmt: skip
        actions.record_dissemination(Activity(Medium.MURAL, DAY, women=1), community=campaign.place, now=now, **BY)
        actions.write_message(
            campaign.campaign, text=f"Mensaje {number}", lessons=[campaign.lesson], audiences=[campaign.audience],
            now=now, **BY,
        )  # fmt: skip

    grow(0)
    page = reverse(f"campaign:{name}")
    as_erandi.get(page)
    with CaptureQueriesContext(connection) as few:
        as_erandi.get(page)
    for number in range(1, 5):
        grow(number)
    with CaptureQueriesContext(connection) as many:
        as_erandi.get(page)
    assert len(many) == len(few)


def test_the_plan_has_its_thirteen_sections_and_prints_what_hangs_loose(campaign, now):
    document = PAPERS["plan-de-campana"]("es", DAY)
    titles = [heading.text for heading in document.headings()]
    assert titles[:13] == list(PLAN_SECTIONS)
    assert document.watermark == "SIN APROBAR"
    text = write_html(document)
    assert "No hay ningún material que lo lleve." in text
    actions.approve_campaign(campaign.campaign, session=campaign.session(), now=now, **BY)
    assert PAPERS["plan-de-campana"]("es", DAY).watermark == ""


def test_the_evaluation_keeps_reaches_apart_and_tells_its_limits(campaign, survey, now):
    spots = Activity(Medium.RADIO, DAY, units=24, claimed=20000, claimed_by="la estación")
    actions.record_dissemination(spots, now=now, **BY)
    actions.type_answer(survey, Interview(DAY, heard={campaign.message.folio: ["radio"]}), now=now, **BY)
    document = PAPERS["evaluacion"]("es", DAY)
    text = write_html(document)
    assert "Declarado por otro" in text
    assert "el alcance de 20,000 lo declara otro y no entra en ninguna suma" in text
    assert "1 de 1; son pocas respuestas para dar un porcentaje" in text


def test_the_evaluation_carries_only_voices_that_may_be_printed(campaign, now):
    actions.release(ready(campaign, now), on=DAY, now=now, **BY)
    assert campaign.quote.quote in write_html(PAPERS["evaluacion"]("es", DAY))
    campaign.withdraw(campaign.told)
    assert campaign.quote.quote not in write_html(PAPERS["evaluacion"]("es", DAY))


def test_every_paper_of_the_campaign_typesets(campaign, survey):
    for name, build in PAPERS.items():
        assert compile_pdf(build("es", DAY)).pages >= 1, name


def test_the_blank_survey_asks_in_the_order_of_the_screen_and_no_name(campaign, survey):
    text = write_html(PAPERS["hoja-de-encuesta"]("es", DAY))
    assert text.index(campaign.message.text) < text.index(campaign.second.text)
    assert "Nombre" not in text


def test_where_the_copies_went_is_listed_signed_and_taken_away(as_erandi, campaign, now):
    piece = ready(campaign, now)
    piece.print_run = 100
    piece.save()
    made = actions.release(piece, on=DAY, now=now, **BY)
    address = f"/mesa/materiales/version/{made.pk}/ejemplares/"
    sent = {"copies": "40", "place": "Casa ejidal", "community": str(campaign.place.pk), "on": "2026-11-20"}
    assert f"/mesa/materiales/{piece.pk}/ejemplares/" in as_erandi.post(address, sent, follow=True).content.decode()
    too_many = as_erandi.post(address, sent | {"copies": "61"}, follow=True).content.decode()
    assert "Quedan 60 de 100" in too_many
    given = made.distributions.get()
    assert as_erandi.get(f"/mesa/materiales/recibo/{given.pk}/").content.startswith(b"%PDF")
    signed = {"received_by": "Lupe Hernández", "how": "fingerprint", "on": "2026-11-21"}
    as_erandi.post(f"/mesa/materiales/recibo/{given.pk}/firmado/", signed)
    page = as_erandi.get(f"/mesa/materiales/{piece.pk}/ejemplares/").content.decode()
    assert re.search(r"<dt>Quedan</dt><dd><b>(<[^>]+>)?60<", page)
    assert "Lupe Hernández" in page
    csv = as_erandi.get(f"/mesa/materiales/{piece.pk}/ejemplares/?formato=csv").content.decode()
    assert f"{campaign.place.name},Casa ejidal,40,1,Lupe Hernández,Huella,2026-11-21" in csv
    wrong = f"/mesa/materiales/recibo/{given.pk}/corregir/"
    assert "por qué se corrige" in as_erandi.post(wrong, {"copies": "4"}, follow=True).content.decode()
    assert "Quedan 60 de 100" in as_erandi.post(wrong, {"copies": "101", "why": "x"}, follow=True).content.decode()
    page = as_erandi.post(wrong, {"copies": "4", "why": "Se escribió un cero de más"}, follow=True).content.decode()
    assert re.search(r"<dt>Quedan</dt><dd><b>(<[^>]+>)?96<", page)
    for kept in ("Se escribió un cero de más", "Antes se anotó: 40.", "Lupe Hernández"):
        assert kept in page
    assert "corrija la última" in as_erandi.post(wrong, {"copies": "5", "why": "x"}, follow=True).content.decode()
    assert queries.production(piece, on=DAY).delivered_copies == 4
