"""Pages of the desk about handovers between committees."""

from django.urls import path

from manantial.handover.web import act, listing

app_name = "handover"

urlpatterns = [
    path("mesa/relevos/", listing.listing, name="handovers"),
    path("mesa/relevos/abrir/<uuid:pk>/", listing.start, name="open"),
    path("mesa/relevos/<uuid:pk>/", act.page, name="act"),
    path("mesa/relevos/<uuid:pk>/lista/", act.checklist, name="checklist"),
    path("mesa/relevos/<uuid:pk>/personas/", act.people, name="people"),
    path("mesa/relevos/<uuid:pk>/dinero/", act.money, name="money"),
    path("mesa/relevos/<uuid:pk>/firmar/", act.sign, name="sign"),
    path("mesa/relevos/<uuid:pk>/no-hubo/", act.never, name="never"),
    path("mesa/relevos/<uuid:pk>/mover/", act.move, name="move"),
    path("mesa/relevos/<uuid:pk>/que-falto/", act.missed, name="missed"),
    path("mesa/relevos/<uuid:pk>/voz/", act.voice, name="voice"),
    path("mesa/relevos/<uuid:pk>/archivo/<slug:what>/", act.attached, name="file"),
    path("mesa/relevos/<uuid:pk>/papel/<slug:name>.pdf", act.paper, name="paper"),
]
