"""The addresses of the campaign: messages and plan, materials, dissemination, evaluation."""

from django.urls import path

from manantial.campaign.web import copies, materials, plan, reach

app_name = "campaign"
urlpatterns = [
    path("mesa/mensajes/", plan.messages_page, name="messages"),
    path("mesa/mensajes/plan/", plan.campaign_write, name="campaign_write"),
    path("mesa/mensajes/objetivo/", plan.objective_new, name="objective_new"),
    path("mesa/mensajes/audiencia/", plan.audience_new, name="audience_new"),
    path("mesa/mensajes/audiencia/<uuid:pk>/quitar/", plan.audience_retire, name="audience_retire"),
    path("mesa/mensajes/nuevo/", plan.message_new, name="message_new"),
    path("mesa/papeles/campana/<slug:name>/", plan.paper_page, name="paper"),
    path("mesa/materiales/", materials.material_list, name="materials"),
    path("mesa/materiales/nuevo/", materials.material_new, name="material_new"),
    path("mesa/materiales/archivo/<uuid:pk>/", materials.file_page, name="file"),
    path("mesa/materiales/voz/<uuid:pk>/quitar/", materials.fragment_out, name="fragment_out"),
    path("mesa/materiales/version/<uuid:pk>/ejemplares/", materials.copies_out, name="copies_out"),
    path("mesa/materiales/<uuid:pk>/", materials.material_page, name="material"),
    path("mesa/materiales/recibo/<uuid:pk>/", copies.copies_paper, name="copies_paper"),
    path("mesa/materiales/recibo/<uuid:pk>/firmado/", copies.copies_signed, name="copies_signed"),
    path("mesa/materiales/recibo/<uuid:pk>/corregir/", copies.copies_corrected, name="copies_corrected"),
    path("mesa/materiales/<uuid:pk>/ejemplares/", copies.copies_list, name="copies"),
    path("mesa/materiales/<uuid:pk>/cambiar/", materials.material_edit, name="material_edit"),
    path("mesa/materiales/<uuid:pk>/voz/", materials.fragment_put, name="fragment_put"),
    path("mesa/materiales/<uuid:pk>/paso/", materials.state_move, name="state_move"),
    path("mesa/materiales/<uuid:pk>/prueba/", materials.pretest_new, name="pretest_new"),
    path("mesa/materiales/<uuid:pk>/construir/", materials.release_build, name="release_build"),
    path("mesa/difusion/", reach.dissemination_list, name="dissemination"),
    path("mesa/difusion/nueva/", reach.dissemination_new, name="dissemination_new"),
    path("mesa/evaluacion/", reach.evaluation_page, name="evaluation"),
    path("mesa/evaluacion/ronda/", reach.survey_new, name="survey_new"),
    path("mesa/evaluacion/ronda/<uuid:pk>/hoja/", reach.answer_new, name="answer_new"),
    path("mesa/evaluacion/rumor/", reach.rumour_new, name="rumour_new"),
    path("mesa/evaluacion/rumor/<uuid:pk>/", reach.rumour_answer, name="rumour_answer"),
]
