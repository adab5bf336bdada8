"""Pages of the desk where things come in from other programs and leave for them."""

from django.urls import path

from manantial.exchange.web import computers, joining, leaving, receiving

app_name = "exchange"

urlpatterns = [
    path("mesa/intercambio/", receiving.home, name="home"),
    path("mesa/intercambio/recibir/", receiving.receive, name="receive"),
    path("mesa/intercambio/recibido/<uuid:pk>/", receiving.received, name="received"),
    path("mesa/intercambio/investigacion/", leaving.research, name="research"),
    path("mesa/intercambio/investigacion/<uuid:pk>/", leaving.left, name="left"),
    path("mesa/intercambio/investigacion/<uuid:pk>/archivo.qdpx", leaving.left_research, name="left_research"),
    path("mesa/intercambio/libro-de-codigos.qdc", leaving.codebook, name="codebook"),
    path("mesa/intercambio/tablas/", leaving.tables, name="tables"),
    path("mesa/intercambio/computadoras/", computers.home, name="computers"),
    path("mesa/intercambio/computadoras/escribir/", computers.write, name="bundle_write"),
    path("mesa/intercambio/computadoras/leer/", computers.read, name="bundle_read"),
    path("mesa/intercambio/computadoras/leer/<uuid:pk>/", computers.confirm, name="bundle_confirm"),
    path("mesa/intercambio/computadoras/juntar/", joining.forks, name="forks"),
    path("mesa/intercambio/computadoras/juntar/<uuid:pk>/", joining.fork, name="fork"),
    path("mesa/intercambio/cortes/", leaving.cuts, name="cuts"),
]
