"""The addresses of meaning: plan, fragments and codes, timeline, findings, validation, lessons, reports, return."""

from django.urls import path

from manantial.meaning.web import (
    agreeing,
    asking,
    building,
    citing,
    comparing,
    fragments,
    lesson_list,
    lessons,
    phones,
    projector,
    recommendations,
    reviewing,
    rounds,
    writing,
)
from manantial.meaning.web.aloud import ADDRESSES as ALOUD
from manantial.meaning.web.analysis import ADDRESSES as ANALYSIS
from manantial.meaning.web.coding import ADDRESSES as CODING
from manantial.meaning.web.costs import ADDRESSES as COSTS
from manantial.meaning.web.model_sheet import ADDRESSES as MODEL

app_name = "meaning"
urlpatterns = [
    *ALOUD,
    *ANALYSIS,
    *CODING,
    *MODEL,
    *COSTS,
    path("mesa/fragmentos/", fragments.fragment_list, name="fragments"),
    path("mesa/fragmentos/marcados/", fragments.chosen, name="chosen"),
    path("mesa/comparar/", comparing.hub, name="compare"),
    path("mesa/codigos/consulta/", asking.question_page, name="ask"),
    path("mesa/codigos/juntos/", comparing.together_page, name="together"),
    path("mesa/codigos/matriz/", comparing.crossing_page, name="crossing"),
    path("mesa/codigos/acuerdo/", agreeing.agreement_page, name="agreement"),
    path("mesa/aprendizajes/", lesson_list.lesson_list, name="lessons"),
    path("mesa/aprendizajes/nuevo/", lessons.lesson_new, name="lesson_new"),
    path("mesa/aprendizajes/<uuid:pk>/", lessons.lesson_page, name="lesson"),
    path("mesa/aprendizajes/<uuid:pk>/corregir/", lessons.lesson_edit, name="lesson_edit"),
    path("mesa/recomendaciones/", recommendations.recommendation_list, name="recommendations"),
    path("mesa/recomendaciones/<uuid:pk>/corregir/", recommendations.recommendation_edit, name="recommendation_edit"),
    path(
        "mesa/recomendaciones/<uuid:pk>/separar/",
        recommendations.recommendation_release,
        name="recommendation_release",
    ),
    path("mesa/recomendaciones/<uuid:pk>/adoptar/", lessons.recommendation_adopt, name="adopt"),
    path("mesa/informes/", building.reports_page, name="reports"),
    path("mesa/informes/citar/", citing.search_page, name="cite"),
    path("mesa/informes/archivo/<uuid:pk>/", building.built_page, name="built"),
    path("mesa/informes/version/<uuid:pk>/restaurar/", writing.passage_restore, name="restore"),
    path("mesa/informes/<slug:paper>/revisar/", building.review_page, name="review"),
    path("mesa/informes/comentario/<uuid:pk>/atender/", reviewing.remark_settle, name="remark_settle"),
    path("mesa/informes/<slug:paper>/comentarios/", reviewing.remark_list, name="remarks"),
    path("mesa/informes/<slug:paper>/construir/", building.build_page, name="build"),
    path("mesa/informes/<slug:paper>/<slug:section>/", writing.passage_write, name="passage"),
    path("mesa/informes/<slug:paper>/<slug:section>/vista/", writing.passage_preview, name="preview"),
    path("mesa/informes/<slug:paper>/<slug:section>/versiones/", writing.passage_history, name="history"),
    path("mesa/papeles/memoria/<slug:name>/", lessons.paper_page, name="paper"),
    path("mesa/talleres/<uuid:pk>/preguntas/", rounds.round_list, name="rounds"),
    path("mesa/talleres/<uuid:pk>/proyector/", projector.projector, name="projector"),
    path("mesa/talleres/<uuid:pk>/proyector/ahora/", projector.projector_now, name="projector_now"),
    path("mesa/preguntas/<uuid:pk>/", rounds.round_page, name="round"),
    path("mesa/preguntas/<uuid:pk>/estado/", rounds.round_state, name="round_state"),
    path("mesa/preguntas/<uuid:pk>/contar/", rounds.round_count, name="round_count"),
    path("mesa/preguntas/<uuid:pk>/tarjeta/", rounds.card_put, name="card_put"),
    path("mesa/preguntas/<uuid:pk>/hitos/", rounds.cards_sort, name="cards_sort"),
    path("mesa/preguntas/tarjetas/<uuid:pk>/", rounds.card_state, name="card_state"),
    path("t/", phones.room_door, name="room_door"),
    path("t/<slug:code>/", phones.room, name="room"),
]
