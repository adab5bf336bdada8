"""Pages of the project: the public page, and the desk where its money, results and targets are kept."""

from django.urls import path

from manantial.project.web import desk, giving, investing, proving, public

app_name = "project"

_PUBLIC = [
    path("proyecto/", public.page, name="page"),
    path("proyecto/presupuesto.<str:form>", public.budget_file, name="budget-file"),
    path("proyecto/dosier.<str:form>", public.dossier_file, name="dossier-file"),
    path("proyecto/tarjeta-<str:digest>.jpg", public.card, name="card"),
    path("proyecto/barra.svg", public.bar_file, name="bar"),
    path("proyecto/qr.svg", public.code, name="code"),
]
_DESK = [
    path("mesa/proyecto/", desk.summary, name="summary"),
    path("mesa/proyecto/presupuesto/", desk.budget, name="budget"),
    path("mesa/proyecto/avances/", desk.updates, name="updates"),
    path("mesa/proyecto/personas/<uuid:pk>/", desk.person, name="person"),
    path("mesa/proyecto/aliados/<uuid:pk>/", desk.partner, name="partner"),
    path("mesa/proyecto/actividades/<uuid:pk>/", desk.activity, name="activity"),
    path("mesa/proyecto/carta.pdf", desk.letter, name="letter"),
    path("mesa/proyecto/aportaciones/", giving.listing, name="contributions"),
    path("mesa/proyecto/aportaciones/nueva/", giving.new, name="offer"),
    path("mesa/proyecto/aportaciones/<uuid:pk>/", giving.one, name="contribution"),
    path("mesa/proyecto/aportaciones/<uuid:pk>/carta.pdf", giving.letter, name="contribution-letter"),
    path("mesa/proyecto/resultados/", proving.results, name="results"),
    path("mesa/proyecto/resultados/<uuid:pk>/", proving.result, name="result"),
    path("mesa/proyecto/pruebas/<uuid:pk>/", proving.evidence_file, name="evidence"),
    path("mesa/proyecto/metas/", proving.targets, name="targets"),
    path("mesa/proyecto/metas/<uuid:pk>/", proving.target, name="target"),
    path("mesa/proyecto/coinversion/", investing.listing, name="works"),
    path("mesa/proyecto/coinversion/nueva/", investing.new, name="work-new"),
    path("mesa/proyecto/coinversion/<uuid:pk>/", investing.one, name="work"),
]
urlpatterns = _PUBLIC + _DESK
