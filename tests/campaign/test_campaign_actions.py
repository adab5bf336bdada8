"""From a lesson to a poster on a wall and back: the gate, the steps, what was released, what was reached."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.campaign import actions, queries
from manantial.campaign.actions import Activity, Brief, CampaignRefused, Interview, Tally
from manantial.campaign.models import Release, ReleaseFile
from manantial.campaign.queries.materials import stock_of
from manantial.campaign.rules import Lack, MaterialKind, MaterialState, Medium, Reach, Verdict
from manantial.campaign.rules.stock import Stock
from manantial.governance.models import CalendarDate
from manantial.kernel.dates import PartialDate
from manantial.ledger.queries import history_of
from manantial.meaning import actions as meaning
from manantial.voices.rules import Preset, Use
from tests.campaign.making import BY, material, ready
from tests.meaning.river import DAY


def test_a_message_comes_from_a_lesson_or_is_refused(campaign, now):
    with pytest.raises(CampaignRefused, match="al menos un aprendizaje"):
        actions.write_message(campaign.campaign, text="De la nada", lessons=[], audiences=[], now=now, **BY)


def test_the_chain_shows_what_hangs_loose(campaign, now):
    assert [end.orphan.lack for end in queries.loose_ends(campaign.campaign)] == [Lack.MATERIAL]
    material(campaign, now)
    assert queries.loose_ends(campaign.campaign) == []
    actions.retire_audience(campaign.audience, reason="Ya no", now=now, **BY)
    lacks = {(end.thing, end.orphan.lack) for end in queries.loose_ends(campaign.campaign)}
    assert (campaign.message, Lack.AUDIENCE) in lacks


def test_words_enter_a_material_only_through_the_gate(campaign, now):
    poster = material(campaign, now)
    closed = campaign.fragment(campaign.voice(campaign.place, preset=Preset.COMMUNITY), "Esto no se imprime.")
    with pytest.raises(CampaignRefused, match="permiso"):
        actions.put_fragment(poster, closed, on=DAY, now=now, **BY)
    actions.put_fragment(poster, campaign.quote, on=DAY, now=now, **BY)
    assert [each.link.fragment for each in queries.consent_check(poster, on=DAY)] == [campaign.quote]


def test_a_fragment_taken_out_leaves_its_trace(campaign, now):
    poster = material(campaign, now)
    link = actions.put_fragment(poster, campaign.quote, on=DAY, now=now, **BY)
    actions.take_fragment_out(link, now=now, **BY)
    assert queries.carried(poster) == []
    again = actions.put_fragment(poster, campaign.quote, on=DAY, now=now, **BY)
    assert again.pk == link.pk
    assert queries.carried(poster) == [campaign.quote]


def test_a_picture_needs_its_words(campaign, now):
    from manantial.vault.actions import keep

    blob = keep(b"not a picture, only bytes", media_type="image/jpeg", name="foto.jpg", now=now)
    with pytest.raises(CampaignRefused, match="Describa con palabras"):
        material(campaign, now, picture=blob)


def test_a_poor_pretest_sends_the_material_back_and_a_good_one_lets_it_on(campaign, now):
    poster = material(campaign, now)
    poor = actions.record_pretest(
        poster, Tally(on=DAY, understood=8, asked=14, changes="Menos palabras"), now=now, **BY
    )
    assert (poor.decision, poster.state) == (Verdict.CHANGE, MaterialState.CHANGES)
    with pytest.raises(CampaignRefused, match="prueba con la gente"):
        actions.move_material(poster, MaterialState.STYLE, now=now, **BY)
    good = actions.record_pretest(poster, Tally(on=DAY, understood=12, asked=14), now=now, **BY)
    assert (good.version, good.decision) == (2, Verdict.APPROVED)
    actions.move_material(poster, MaterialState.STYLE, now=now, **BY)


def test_more_understood_than_asked_is_a_typing_error(campaign, now):
    with pytest.raises(CampaignRefused, match="No pueden haber entendido"):
        actions.record_pretest(material(campaign, now), Tally(on=DAY, understood=15, asked=14), now=now, **BY)


def test_the_approval_names_its_act(campaign, now):
    poster = material(campaign, now)
    with pytest.raises(CampaignRefused, match="visto bueno"):
        actions.move_material(poster, MaterialState.APPROVAL, now=now, **BY)


def test_an_override_is_written_with_its_reason(campaign, now):
    poster = material(campaign, now)
    step = actions.move_material(poster, MaterialState.STYLE, override="La prueba se hizo de palabra.", now=now, **BY)
    assert step.override
    assert history_of(poster.pk).last().reason == "La prueba se hizo de palabra."


def test_a_permission_taken_back_stops_the_material_before_the_printer(campaign, now):
    poster = ready(campaign, now)
    campaign.withdraw(campaign.told)
    with pytest.raises(CampaignRefused, match="no se puede saltar"):
        actions.move_material(poster, MaterialState.PRINTING, override="urge", now=now, **BY)


def test_a_poster_is_built_in_colour_one_ink_and_letter_sheets(campaign, now):
    made = actions.release(ready(campaign, now), on=DAY, now=now, **BY)
    forms = {file.form: file for file in ReleaseFile.objects.filter(release=made).select_related("blob")}
    assert set(forms) == {"pdf", "pdf-one-ink", "tiles", "png"}
    assert forms["pdf"].pages == 1
    assert forms["pdf"].blob.path().read_bytes().startswith(b"%PDF")
    (link,) = made.fragment_links.all()
    assert (link.fragment, link.credit) == (campaign.quote, "Mujeres de comité")


def test_a_material_that_is_not_ready_is_not_built(campaign, now):
    with pytest.raises(CampaignRefused):
        actions.release(material(campaign, now), on=DAY, now=now, **BY)
    assert not Release.objects.exists()
    assert actions.current_release(material(campaign, now), on=DAY, now=now, **BY) is None


def test_the_next_build_drops_what_was_withdrawn_and_says_so(campaign, now):
    poster = ready(campaign, now)
    first = actions.current_release(poster, on=DAY, now=now, **BY)
    assert actions.current_release(poster, on=DAY, now=now, **BY) == first, "nothing changed, nothing is built"
    campaign.withdraw(campaign.told)
    second = actions.current_release(poster, on=DAY, now=now, **BY)
    assert second.number == 2
    assert [each["folio"] for each in second.dropped] == [campaign.quote.folio]
    assert not second.fragment_links.exists()


def test_a_withdrawal_lists_drafts_and_copies_that_cannot_be_called_back(campaign, now):
    draft = material(campaign, now)
    actions.put_fragment(draft, campaign.quote, on=DAY, now=now, **BY)
    made = actions.release(ready(campaign, now), on=DAY, now=now, **BY)
    actions.give_out(made, copies=30, place="Clínica", on=DAY, community=campaign.place, now=now, **BY)
    actions.give_out(made, copies=10, place="Escuela", on=DAY, now=now, **BY)
    campaign.withdraw(campaign.told)
    effects = queries.effects_of(campaign.told, on=DAY)
    assert draft in effects.drafts
    (effect,) = effects.releases
    assert (effect.copies, {row.place for row in effect.distributions}) == (40, {"Clínica", "Escuela"})
    assert effect.is_newest


def test_a_withdrawal_of_radio_alone_leaves_the_poster(campaign, now):
    made = actions.release(ready(campaign, now, in_kit=False), on=DAY, now=now, **BY)
    campaign.withdraw(campaign.told, uses=("radio",))
    assert queries.effects_of(campaign.told, on=DAY, only=[Use.RADIO]).releases == ()
    assert actions.current_release(made.material, on=DAY, now=now, **BY) == made


def test_a_radio_script_needs_permission_for_the_radio(campaign, now):
    capsule = material(campaign, now, MaterialKind.RADIO, in_kit=False)
    campaign.withdraw(campaign.told, uses=("radio",))
    with pytest.raises(CampaignRefused):
        actions.put_fragment(capsule, campaign.quote, on=DAY, now=now, **BY)


def test_a_radio_release_has_script_and_cue_sheet(campaign, now):
    made = actions.release(ready(campaign, now, MaterialKind.RADIO), on=DAY, now=now, **BY)
    forms = {file.form: file.blob for file in made.files.select_related("blob")}
    assert set(forms) == {"script", "csv"}
    sheet = forms["csv"].path().read_text("utf-8-sig")
    assert campaign.quote.folio in sheet
    assert "Mujeres de comité" in sheet
    heads, line = list(csv.reader(io.StringIO(sheet)))[:2]
    told = dict(zip(heads, line, strict=True))
    assert {"Archivo", "Entra (s)", "Sale (s)", "Crédito", "Se permite para"} <= set(told)
    assert "radio" in told["Se permite para"].lower()


def test_a_leaflet_is_made_for_each_community_and_one_for_everybody(campaign, now):
    campaign.community("Ojo de Agua")
    made = actions.release(ready(campaign, now, MaterialKind.LEAFLET), on=DAY, now=now, **BY)
    assert sorted(str(file.community) for file in made.files.select_related("community")) == [
        "El Carrizal",
        "None",
        "Ojo de Agua",
    ]


def test_the_final_report_writes_down_every_voice_it_prints(campaign, now):
    told = meaning.Told("brigade", "Empezamos en 2018.", PartialDate.parse("2018"), voice=campaign.told)
    other = meaning.Told("officials", "Fue en 2019.", PartialDate.parse("2019"))
    birth = meaning.record_milestone("Nace", kind="decision", told=told, now=now, **BY)
    meaning.add_version(birth, other, now=now, **BY)
    report = ready(campaign, now, MaterialKind.REPORT, fragments=[])
    made = actions.release(report, on=DAY, now=now, **BY)
    assert {file.form for file in made.files.all()} == {"pdf", "docx", "odt", "epub", "html", "zip"}
    assert [link.fragment for link in made.fragment_links.all()] == [campaign.quote]
    assert [link.voice for link in made.voice_links.all()] == [campaign.told]
    assert [effect.release for effect in queries.effects_of(campaign.told, on=DAY).releases] == [made]


def test_copies_that_are_none_are_refused(campaign, now):
    made = actions.release(ready(campaign, now), on=DAY, now=now, **BY)
    with pytest.raises(CampaignRefused, match="al menos uno"):
        actions.give_out(made, copies=0, place="Clínica", on=DAY, now=now, **BY)


def test_the_three_reaches_of_the_radio_stay_apart(campaign, now):
    spots = Activity(
        Medium.RADIO, DAY, units=24, estimated=1800, estimated_how="18 % de la encuesta", claimed=20000,
        claimed_by="la estación",
    )  # fmt: skip
    actions.record_dissemination(spots, now=now, **BY)
    meeting = Activity(Medium.ASSEMBLY, DAY, women=41, men=33, children=6)
    row = actions.record_dissemination(meeting, community=campaign.place, now=now, **BY)
    assert row.counted == 80
    table = {line.channel.kind: line.reach for line in queries.media_table()}
    assert table == {
        Medium.RADIO: Reach(None, 1800, 20000),
        Medium.ASSEMBLY: Reach(80, None, None),
    }
    assert queries.communities_reached().done == 1


def test_a_claim_needs_somebody_who_claims_it(campaign, now):
    with pytest.raises(CampaignRefused, match="quién declara"):
        actions.record_dissemination(Activity(Medium.RADIO, DAY, claimed=20000), now=now, **BY)
    with pytest.raises(CampaignRefused, match="de qué cuenta"):
        actions.record_dissemination(Activity(Medium.MURAL, DAY, estimated=900), now=now, **BY)


def test_sixty_interviews_say_exposure_with_its_doubt(campaign, survey, now):
    both = {campaign.message.folio: ["radio"], campaign.second.folio: ["poster"]}
    for number in range(60):
        heard = both if number < 24 else {campaign.message.folio: ["radio"]} if number < 35 else {}
        rest = tuple(folio for folio in both if folio not in heard) if number < 59 else ()
        sheet = Interview(DAY, heard=heard, not_heard=rest, aided=number % 2 == 0)
        actions.type_answer(survey, sheet, now=now, **BY)
    result = queries.survey_result(survey)
    assert (result.n, result.exposure.hits, result.exposure.interval) == (60, 35, (46, 70))
    assert (result.index.hits, result.index.n, result.index.percent) == (24, 59, 41), (
        "one stopped before those questions"
    )
    assert result.by_channel["radio"].hits == 35
    assert result.dose == pytest.approx((24 * 2 + 11) / 35)
    assert (result.aided.hits, result.aided.n) == (30, 60)


def test_a_message_met_in_the_family_is_not_ours(campaign, survey, now):
    actions.type_answer(survey, Interview(DAY, heard={campaign.message.folio: ["family"]}), now=now, **BY)
    assert queries.survey_result(survey).exposure.hits == 0


def test_the_same_sheet_is_not_typed_twice(survey, now):
    actions.type_answer(survey, Interview(DAY), folio="EN-001", now=now, **BY)
    with pytest.raises(CampaignRefused, match="EN-001"):
        actions.type_answer(survey, Interview(DAY), folio="EN-001", now=now, **BY)


def test_few_answers_write_their_own_limitation(campaign, survey, now):
    actions.type_answer(survey, Interview(DAY), now=now, **BY)
    result = queries.survey_result(survey)
    sentences = [
        limit.sentence % limit.facts
        for limit in queries.limitations([result], queries.media_table(), queries.communities_reached())
    ]
    assert "«Noviembre» tiene menos de 30 respuestas: se dan cuentas, no porcentajes." in sentences
    assert any("una sola ronda" in sentence for sentence in sentences)
    assert "Comunidades sin ninguna actividad registrada: 1." in sentences


def test_a_rumour_is_answered_and_closed(campaign, now):
    rumour = actions.hear_rumour("Dicen que van a cobrar.", heard=PartialDate.parse("2026-10"), now=now, **BY)
    with pytest.raises(CampaignRefused):
        actions.answer_rumour(rumour, answer="", on=DAY, now=now, **BY)
    actions.answer_rumour(rumour, answer="No se cobra.", on=DAY, now=now, **BY)
    assert rumour.closed_on == DAY


def test_the_electoral_silence_of_the_calendar_is_seen(campaign):
    CalendarDate.objects.create(title="Veda", kind="electoral", starts=date(2026, 12, 1), ends=date(2026, 12, 31))
    (period,) = queries.bands(DAY, date(2027, 1, 31))
    assert period.note == "Veda"


def test_public_materials_are_the_newest_of_each(campaign, now):
    poster = ready(campaign, now)
    actions.release(poster, on=DAY, now=now, **BY)
    newest = actions.release(poster, on=DAY, now=now.replace(hour=20), **BY)
    assert queries.public_materials() == [newest]
    actions.move_material(poster, MaterialState.RETIRED, now=now, **BY)
    assert queries.public_materials() == []


def test_copies_never_go_out_that_were_not_printed(campaign, now):
    booklet = ready(campaign, now, MaterialKind.POSTER)
    booklet.print_run = 50
    booklet.save()
    made = actions.release(booklet, on=DAY, now=now, **BY)
    first = actions.give_out(made, copies=30, place="Clínica", on=DAY, community=campaign.place, now=now, **BY)
    with pytest.raises(CampaignRefused, match="Quedan 20 de 50"):
        actions.give_out(made, copies=21, place="Escuela", on=DAY, now=now, **BY)
    actions.give_out(made, copies=20, place="Escuela", on=DAY, now=now, **BY)
    stock = stock_of(booklet)
    assert (stock.printed, stock.given, stock.left) == (50, 50, 0)
    brief = Brief(booklet.title, MaterialKind.POSTER, print_run=49)
    with pytest.raises(CampaignRefused, match="Ya salieron 50"):
        actions.edit_material(booklet, brief, message=None, audience=None, now=now, **BY)
    with pytest.raises(CampaignRefused, match="quién recibió"):
        actions.sign_for(first, received_by=" ", how="signature", on=DAY, now=now, **BY)


@given(st.integers(0, 60), st.lists(st.integers(1, 30), max_size=8))
def test_whatever_is_asked_for_the_stock_is_never_below_zero(printed, asked):
    stock = Stock(printed, 0)
    for copies in asked:
        if stock.may_give(copies):
            stock = Stock(printed, stock.given + copies)
    assert stock.left is not None
    assert stock.left >= 0
    assert not stock.may_give(stock.left + 1)
