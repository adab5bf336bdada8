"""Pages of the kits: editions, one kit, deliveries and what became of each, what a withdrawal reaches."""

from django.urls import path

from manantial.kits.web import deliveries, editions, withdrawals

app_name = "kits"

urlpatterns = [
    path("mesa/kits/", editions.edition_list, name="editions"),
    path("mesa/kits/construir/", editions.build, name="build"),
    path("mesa/kits/<uuid:pk>/", editions.edition_page, name="edition"),
    path("mesa/kits/<uuid:pk>/etiquetas.pdf", editions.edition_labels, name="labels"),
    path("mesa/kits/comunidad/<uuid:pk>/", editions.kit_page, name="kit"),
    path("mesa/kits/comunidad/<uuid:pk>/kit.zip", editions.kit_zip, name="kit-zip"),
    path("mesa/entregas/", deliveries.delivery_list, name="deliveries"),
    path("mesa/entregas/lista.pdf", deliveries.delivery_paper, name="delivery-paper"),
    path("mesa/entregas/<uuid:pk>/", deliveries.delivery_page, name="delivery"),
    path("mesa/entregas/<uuid:pk>/recibo.pdf", deliveries.delivery_receipt, name="receipt"),
    path("mesa/retiros/<uuid:pk>/", withdrawals.withdrawal_page, name="withdrawal"),
    path("mesa/retiros/<uuid:pk>/carta.pdf", withdrawals.withdrawal_letter, name="withdrawal-letter"),
]
