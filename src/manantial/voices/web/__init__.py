"""The addresses of voices: workshops, sources, voices, permissions, fragments, and sounds."""

from django.urls import path

from manantial.voices.web import consents, fragments, listening, sources, voices, workshops

app_name = "voices"
urlpatterns = [
    path("mesa/talleres/", workshops.workshop_list, name="workshops"),
    path("mesa/talleres/nuevo/", workshops.workshop_new, name="workshop_new"),
    path("mesa/talleres/<uuid:pk>/", workshops.workshop_page, name="workshop"),
    path("mesa/talleres/<uuid:pk>/cambiar/", workshops.workshop_change, name="workshop_change"),
    path("mesa/talleres/<uuid:pk>/asistencia/", workshops.workshop_attendance, name="attendance"),
    path("mesa/talleres/<uuid:pk>/relatoria/", workshops.workshop_account, name="workshop_account"),
    path("mesa/talleres/<uuid:pk>/no-se-hizo/", workshops.workshop_cancel, name="workshop_cancel"),
    path("mesa/talleres/<uuid:pk>/papel/<slug:name>/", workshops.workshop_paper, name="workshop_paper"),
    path("mesa/fuentes/", sources.source_list, name="sources"),
    path("mesa/fuentes/nueva/", sources.source_edit, name="source_new"),
    path("mesa/fuentes/<uuid:pk>/", sources.source_edit, name="source"),
    path("mesa/fuentes/<uuid:pk>/archivo/", sources.source_file, name="source_file"),
    path("mesa/voces/", voices.voice_list, name="voices"),
    path("mesa/voces/nueva/", voices.voice_new, name="new"),
    path("mesa/voces/cobertura/", voices.coverage_page, name="coverage"),
    path("mesa/voces/papel/<slug:name>/", consents.blank_paper, name="blank_paper"),
    path("mesa/voces/acuerdos-de-datos/", consents.agreement_list, name="agreements"),
    path("mesa/voces/acuerdos-de-datos/<uuid:pk>/", consents.agreement_new, name="agreement_new"),
    path("mesa/voces/retiros/<uuid:pk>/", consents.withdrawal_one, name="withdrawal"),
    path("mesa/voces/retiros/<uuid:pk>/comprobante/", consents.withdrawal_receipt, name="receipt"),
    path("mesa/voces/permisos/<uuid:pk>/prueba/", listening.consent_evidence, name="evidence"),
    path("mesa/voces/palabras/<uuid:pk>/revisada/", voices.transcript_review, name="transcript_review"),
    path("mesa/voces/<uuid:pk>/", voices.voice_one, name="voice"),
    path("mesa/voces/<uuid:pk>/ficha/", voices.voice_change, name="voice_change"),
    path("mesa/voces/<uuid:pk>/estado/", voices.voice_state, name="voice_state"),
    path("mesa/voces/<uuid:pk>/persona/", voices.voice_person, name="voice_person"),
    path("mesa/voces/<uuid:pk>/palabras/", voices.voice_transcript, name="transcript"),
    path("mesa/voces/<uuid:pk>/fragmento/", fragments.fragment_new, name="fragment_new"),
    path("mesa/voces/<uuid:pk>/permiso/", consents.consent_new, name="consent_new"),
    path("mesa/voces/<uuid:pk>/permiso/hoja/", consents.consent_paper, name="consent_paper"),
    path("mesa/voces/<uuid:pk>/retirar/", consents.consent_withdraw, name="withdraw"),
    path("mesa/voces/<uuid:pk>/sonido/", listening.voice_sound, name="sound"),
    path("mesa/voces/<uuid:pk>/imagen/", listening.voice_picture, name="picture"),
    path("mesa/voces/<uuid:pk>/miniatura/", listening.voice_thumbnail, name="thumbnail"),
    path("mesa/fragmentos/<uuid:pk>/", fragments.fragment_one, name="fragment"),
    path("mesa/fragmentos/<uuid:pk>/estado/", fragments.fragment_state, name="fragment_state"),
    path("mesa/fragmentos/<uuid:pk>/marcar-de-nuevo/", fragments.fragment_again, name="fragment_again"),
    path("mesa/fragmentos/<uuid:pk>/imagen/", listening.fragment_picture, name="fragment_picture"),
    path("voces/<uuid:pk>/sonido.mp3", listening.fragment_sound, name="fragment_sound"),
]
