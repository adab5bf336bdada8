"""Pages of the desk about sessions, agreements, rules and visits."""

from django.urls import path

from manantial.governance.web import agreements, attendance, minutes, papers, regulations, sessions, visits, votes

app_name = "governance"

urlpatterns = [
    path("mesa/sesiones/", sessions.listing, name="sessions"),
    path("mesa/sesiones/nueva/", sessions.plan, name="session_new"),
    path("mesa/sesiones/<uuid:pk>/", sessions.page, name="session"),
    path("mesa/sesiones/<uuid:pk>/cambiar/", sessions.change, name="session_edit"),
    path("mesa/sesiones/<uuid:pk>/convocar/", sessions.call, name="session_call"),
    path("mesa/sesiones/<uuid:pk>/orden/", sessions.agenda, name="session_agenda"),
    path("mesa/sesiones/<uuid:pk>/cerrar/", sessions.hold, name="session_hold"),
    path("mesa/sesiones/<uuid:pk>/no-se-celebro/", sessions.cancel, name="session_cancel"),
    path("mesa/sesiones/<uuid:pk>/asistencia/", attendance.sheet, name="attendance"),
    path("mesa/sesiones/<uuid:pk>/asistencia/cuorum/", attendance.quorum, name="quorum"),
    path("mesa/sesiones/<uuid:pk>/acuerdo/", agreements.make, name="agreement_new"),
    path("mesa/sesiones/<uuid:pk>/papel/<slug:name>.pdf", papers.session_paper, name="session_paper"),
    path("mesa/puntos/<uuid:pk>/", votes.point, name="point"),
    path("mesa/puntos/<uuid:pk>/votacion/", votes.vote, name="vote"),
    path("mesa/actas/<uuid:pk>/aprobar/", minutes.approve, name="minutes_approve"),
    path("mesa/actas/<uuid:pk>/firmar/", minutes.sign, name="minutes_sign"),
    path("mesa/actas/<uuid:pk>/cerrar/", minutes.lock, name="minutes_lock"),
    path("mesa/actas/<uuid:pk>/fe-de-erratas/", minutes.erratum, name="minutes_erratum"),
    path("mesa/actas/<uuid:pk>/escaneo/", minutes.scan, name="minutes_scan"),
    path("mesa/acuerdos/", agreements.listing, name="agreements"),
    path("mesa/acuerdos/cartel.pdf", papers.poster, name="poster"),
    path("mesa/acuerdos/<uuid:pk>/", agreements.page, name="agreement"),
    path("mesa/acuerdos/<uuid:pk>/cambiar/", agreements.correct, name="agreement_edit"),
    path("mesa/acuerdos/<uuid:pk>/evidencia/<uuid:step>/", agreements.evidence, name="agreement_evidence"),
    path("mesa/reglas/<uuid:pk>/", regulations.page, name="rules"),
    path("mesa/reglas/<uuid:pk>/nueva/", regulations.adopt, name="rules_new"),
    path("mesa/visitas/", visits.listing, name="visits"),
    path("mesa/visitas/nueva/", visits.add, name="visit_new"),
    path("mesa/visitas/<uuid:pk>/", visits.page, name="visit"),
]
