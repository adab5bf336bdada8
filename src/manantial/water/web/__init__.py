"""Pages about water: the desk, my community, and the public answer to a folio."""

from django.urls import path

from manantial.water.web import chlorine, failures, figures, home, mine, systems

app_name = "water"

urlpatterns = [
    path("mesa/agua/", home.overview, name="home"),
    path("mesa/agua/sistemas/", systems.listing, name="systems"),
    path("mesa/agua/sistemas/nuevo/", systems.add, name="system_new"),
    path("mesa/agua/sistemas/<uuid:pk>/", systems.page, name="system"),
    path("mesa/agua/sistemas/<uuid:pk>/visita/", systems.visit, name="system_visit"),
    path("mesa/agua/sistemas/<uuid:pk>/servicio/", systems.service, name="system_serve"),
    path("mesa/agua/sistemas/foto/<uuid:pk>/", systems.photo, name="system_photo"),
    path("mesa/agua/cloro/", chlorine.listing, name="chlorine"),
    path("mesa/agua/cloro/dobles/", chlorine.doubles_page, name="doubles"),
    path("mesa/agua/cloro/<uuid:pk>/", chlorine.month, name="month"),
    path("mesa/agua/cloro/<uuid:pk>/hoja.pdf", chlorine.blank_sheet, name="month_paper"),
    path("mesa/agua/avisos/", failures.listing, name="failures"),
    path("mesa/agua/avisos/nuevo/", failures.add, name="failure_new"),
    path("mesa/agua/avisos/<uuid:pk>/", failures.page, name="failure"),
    path("mesa/agua/avisos/<uuid:pk>/<slug:what>/", failures.attached, name="failure_file"),
    path("mesa/agua/cifras/", figures.listing, name="figures"),
    path("mesa/agua/cifras/nuevo/", figures.define, name="indicator_new"),
    path("mesa/agua/cifras/cifras.pdf", figures.printed, name="figures_paper"),
    path("mesa/agua/cifras/<uuid:pk>/", figures.page, name="indicator"),
    path("mesa/agua/cifras/<uuid:pk>/nueva/", figures.state, name="figure_new"),
    path("mesa/agua/cifras/adoptar/<uuid:pk>/", figures.adopt, name="adopt"),
    path("mesa/agua/hoja/<uuid:pk>.pdf", home.sheet, name="sheet"),
    path("mi-comunidad/agua/", mine.water, name="mine"),
    path("mi-comunidad/agua/hoja.pdf", mine.sheet, name="mine_sheet"),
    path("mi-comunidad/cloro/", mine.chlorine, name="mine_chlorine"),
    path("mi-comunidad/avisar/", mine.report, name="mine_report"),
    path("mi-comunidad/avisar/<uuid:pk>/", mine.reported, name="mine_reported"),
    path("folio/", mine.folio, name="folio"),
]
