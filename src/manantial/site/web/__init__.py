"""The addresses of the site and its pages for errors."""

from django.urls import path

from manantial.site.errors import bad_request, forbidden, not_found, refused_form, server_error
from manantial.site.web import (
    desk,
    finding,
    listening,
    mine,
    origin,
    own_stories,
    plumbing,
    proving,
    public,
    replicating,
    telling,
)

__all__ = ["app_name", "bad_request", "forbidden", "not_found", "refused_form", "server_error", "urlpatterns"]

app_name = "site"
urlpatterns = [
    path("", public.home, name="home"),
    path("historia/", public.story, name="story"),
    path("comunidades/", public.communities, name="communities"),
    path("comunidades/mapa.svg", public.map_picture, name="map"),
    path("comunidades/<uuid:pk>/", public.community, name="community"),
    path("voces/", public.voices, name="voices"),
    path("voces/<uuid:pk>/", public.voice, name="voice"),
    path("voces/<uuid:pk>/imagen/", listening.fragment_picture, name="fragment_picture"),
    path("aprendizajes/", public.lessons, name="lessons"),
    path("aprendizajes/<uuid:pk>/", public.lesson, name="lesson"),
    path("materiales/", public.materials, name="materials"),
    path("materiales/archivo/<uuid:pk>/", public.material_file, name="material_file"),
    path("acuerdos/", public.agreements, name="agreements"),
    path("acuerdos/<uuid:pk>/sonido/", public.agreement_sound, name="agreement_sound"),
    path("replicar/", replicating.replicate, name="replicate"),
    path("replicar/costos/", replicating.costs, name="replicate_costs"),
    path("privacidad/", public.privacy, name="privacy"),
    path("ayuda/", plumbing.handbook, name="help"),
    path("ayuda/<slug:name>/", plumbing.handbook, name="help_page"),
    path("buscar/", finding.find, name="search"),
    path("idioma/", plumbing.choose_language, name="language"),
    path("salud/", plumbing.health, name="health"),
    path("borrador/", plumbing.draft, name="draft"),
    path("origen/<slug:kind>/<uuid:pk>/", origin.origin, name="origin"),
    path("mesa/", desk.today, name="today"),
    path("mesa/evidencia/papel/<uuid:pk>/", proving.prove_paper, name="prove_paper"),
    path("mesa/evidencia/taller/<uuid:pk>/", proving.prove_workshop, name="prove_workshop"),
    path("mesa/bitacora/", desk.ledger, name="ledger"),
    path("mesa/trabajos/", desk.jobs, name="jobs"),
    path("mesa/trabajos/<uuid:pk>/", desk.job, name="job"),
    path("mesa/trabajos/<uuid:pk>/detener/", desk.cancel_job, name="cancel_job"),
    path("mi-comunidad/", mine.home, name="mine"),
    path("mi-comunidad/acuerdos/", mine.agreements, name="mine_agreements"),
    path("mi-comunidad/asamblea/", mine.next_assembly, name="mine_assembly"),
    path("mi-comunidad/contar/", telling.story, name="mine_story"),
    path("mi-comunidad/lo-que-conte/", own_stories.story_list, name="own_stories"),
    path("mi-comunidad/lo-que-conte/<uuid:pk>/", own_stories.story_one, name="own_story"),
    path("mi-comunidad/lo-que-conte/<uuid:pk>/sonido/", own_stories.story_sound, name="own_story_sound"),
    path("mi-comunidad/lo-que-conte/<uuid:pk>/imagen/", own_stories.story_picture, name="own_story_picture"),
    path("mi-comunidad/lo-que-conte/<uuid:pk>/agregar/", own_stories.story_more, name="own_story_more"),
    path("mi-comunidad/lo-que-conte/<uuid:pk>/retirar/", own_stories.story_back, name="own_story_back"),
    path(
        "mi-comunidad/lo-que-conte/<uuid:pk>/comprobante/<uuid:withdrawal>/",
        own_stories.story_receipt,
        name="own_story_receipt",
    ),
    path("mi-comunidad/contar/llegadas/", telling.story_arrivals, name="story_arrivals"),
    path("mi-comunidad/contar/llegadas/<uuid:pk>/", telling.story_arrival, name="story_arrival"),
    path("mi-comunidad/contar/llegadas/<uuid:pk>/datos/", telling.story_arrival_notes, name="story_arrival_notes"),
]
