"""The addresses of meaning: plan, fragments and codes, timeline, findings, validation, lessons, reports, return."""

from django.urls import path

from manantial.meaning.web import building, citing, findings, fragments, lessons, milestones, plan, validation, writing
from manantial.meaning.web.coding import ADDRESSES as CODING

app_name = "meaning"
urlpatterns = [
    path("mesa/plan/", plan.plan_page, name="plan"),
    path("mesa/plan/escribir/", plan.plan_write, name="plan_write"),
    path("mesa/plan/eje/", plan.axis_add, name="axis_add"),
    path("mesa/plan/eje/<uuid:pk>/pregunta/", plan.question_add, name="question_add"),
    path("mesa/plan/pregunta/<uuid:pk>/fuente/", plan.source_relate, name="source_relate"),
    *CODING,
    path("mesa/fragmentos/", fragments.fragment_list, name="fragments"),
    path("mesa/fragmentos/marcados/", fragments.chosen, name="chosen"),
    path("mesa/codigos/", fragments.codebook, name="codes"),
    path("mesa/hitos/", milestones.milestone_list, name="milestones"),
    path("mesa/hitos/nuevo/", milestones.milestone_new, name="milestone_new"),
    path("mesa/hitos/matriz/", milestones.matrix_page, name="matrix"),
    path("mesa/hitos/<uuid:pk>/", milestones.milestone_page, name="milestone"),
    path("mesa/hitos/<uuid:pk>/version/", milestones.version_add, name="version_add"),
    path("mesa/hitos/<uuid:pk>/acordada/", milestones.wording_agree, name="wording_agree"),
    path("mesa/hitos/<uuid:pk>/causa/", milestones.cause_add, name="cause_add"),
    path("mesa/hallazgos/", findings.finding_list, name="findings"),
    path("mesa/hallazgos/nuevo/", findings.finding_new, name="finding_new"),
    path("mesa/hallazgos/<uuid:pk>/", findings.finding_page, name="finding"),
    path("mesa/hallazgos/<uuid:pk>/sustento/", findings.support_add, name="support_add"),
    path("mesa/hallazgos/<uuid:pk>/postura/", findings.stance_take, name="stance_take"),
    path("mesa/hallazgos/<uuid:pk>/decidir/", findings.finding_decide, name="decide"),
    path("mesa/validacion/", validation.validation_page, name="validation"),
    path("mesa/validacion/<uuid:pk>/", validation.workshop_page, name="validation_workshop"),
    path("mesa/validacion/<uuid:pk>/sin-diferencias/", validation.no_differences, name="no_differences"),
    path("mesa/validacion/<uuid:pk>/<uuid:finding>/", validation.vote_page, name="vote"),
    path("mesa/devolucion/", validation.return_list, name="returns"),
    path("mesa/devolucion/nueva/", validation.return_new, name="return_new"),
    path("mesa/aprendizajes/", lessons.lesson_list, name="lessons"),
    path("mesa/aprendizajes/nuevo/", lessons.lesson_new, name="lesson_new"),
    path("mesa/aprendizajes/<uuid:pk>/", lessons.lesson_page, name="lesson"),
    path("mesa/recomendaciones/<uuid:pk>/adoptar/", lessons.recommendation_adopt, name="adopt"),
    path("mesa/informes/", building.reports_page, name="reports"),
    path("mesa/informes/citar/", citing.search_page, name="cite"),
    path("mesa/informes/archivo/<uuid:pk>/", building.built_page, name="built"),
    path("mesa/informes/version/<uuid:pk>/restaurar/", writing.passage_restore, name="restore"),
    path("mesa/informes/<slug:paper>/revisar/", building.review_page, name="review"),
    path("mesa/informes/<slug:paper>/construir/", building.build_page, name="build"),
    path("mesa/informes/<slug:paper>/<slug:section>/", writing.passage_write, name="passage"),
    path("mesa/informes/<slug:paper>/<slug:section>/vista/", writing.passage_preview, name="preview"),
    path("mesa/informes/<slug:paper>/<slug:section>/versiones/", writing.passage_history, name="history"),
    path("mesa/papeles/memoria/<slug:name>/", lessons.paper_page, name="paper"),
]
