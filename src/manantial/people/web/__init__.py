"""Pages of people: the doors, the bodies with their seats and mandates, the persons, the accounts."""

from django.urls import path

from manantial.people.web import accounts, bodies, doors, mandates, own, persons

app_name = "people"

urlpatterns = [
    path("entrar/", doors.enter, name="enter"),
    path("salir/", doors.leave, name="leave"),
    path("tarjeta/", doors.typed_card, name="typed_card"),
    path("tarjeta/<str:token>/", doors.card, name="card"),
    path("enlace/<str:token>/", doors.link, name="link"),
    path("mi-cuenta/", own.account, name="own"),
    path("mi-cuenta/contrasena/", own.password, name="own_password"),
    path("mi-cuenta/cerrar-todo/", own.end_all, name="own_end"),
    path("mesa/organos/", bodies.listing, name="bodies"),
    path("mesa/organos/nuevo/", bodies.new, name="body_new"),
    path("mesa/organos/<uuid:pk>/", bodies.page, name="body"),
    path("mesa/organos/<uuid:pk>/hoja.pdf", bodies.sheet, name="body_sheet"),
    path("mesa/organos/<uuid:pk>/puesto/", bodies.new_seat, name="seat_new"),
    path("mesa/organos/<uuid:pk>/renovar/", mandates.renew, name="renew"),
    path("mesa/puestos/<uuid:pk>/nombrar/", mandates.start, name="mandate_new"),
    path("mesa/mandatos/<uuid:pk>/terminar/", mandates.end, name="mandate_end"),
    path("mesa/mandatos/<uuid:pk>/anular/", mandates.annul, name="mandate_annul"),
    path("mesa/personas/", persons.listing, name="persons"),
    path("mesa/personas/nueva/", persons.new, name="person_new"),
    path("mesa/personas/<uuid:pk>/", persons.page, name="person"),
    path("mesa/personas/<uuid:pk>/corregir/", persons.correct, name="person_correct"),
    path("mesa/cuentas/", accounts.listing, name="accounts"),
    path("mesa/cuentas/nueva/", accounts.new, name="account_new"),
    path("mesa/cuentas/<uuid:pk>/", accounts.page, name="account"),
    path("mesa/cuentas/<uuid:pk>/tarjeta/", accounts.card, name="account_card"),
    path("mesa/cuentas/<uuid:pk>/tarjeta.pdf", accounts.card_sheet, name="account_card_paper"),
    path("mesa/cuentas/<uuid:pk>/codigo/", accounts.code, name="account_code"),
    path("mesa/cuentas/<uuid:pk>/enlace/", accounts.link, name="account_link"),
    path("mesa/cuentas/<uuid:pk>/cerrar-entradas/", accounts.end, name="account_end"),
    path("mesa/cuentas/<uuid:pk>/cerrar/", accounts.close, name="account_close"),
    path("mesa/cuentas/<uuid:pk>/abrir/", accounts.reopen, name="account_reopen"),
]
