"""Pages of the desk about communities."""

from django.urls import path

from manantial.territory.web import change, listing, page

app_name = "territory"

urlpatterns = [
    path("mesa/comunidades/", listing.communities_page, name="communities"),
    path("mesa/comunidades/mapa/", listing.map_page, name="map"),
    path("mesa/comunidades/lista.pdf", listing.printed, name="printed"),
    path("mesa/comunidades/repetidas/", listing.doubles_page, name="doubles"),
    path("mesa/comunidades/nueva/", change.add, name="new"),
    path("mesa/comunidades/<uuid:pk>/", page.community_page, name="community"),
    path("mesa/comunidades/<uuid:pk>/cambiar/", change.correct, name="edit"),
    path("mesa/comunidades/<uuid:pk>/estado/", change.state, name="state"),
    path("mesa/comunidades/<uuid:pk>/unir/", change.join, name="join"),
    path("mesa/comunidades/<uuid:pk>/separar/", change.part, name="part"),
    path("mesa/comunidades/<uuid:pk>/localidades/", change.localities, name="localities"),
]
