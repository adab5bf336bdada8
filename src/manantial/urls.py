"""The map of addresses: every room's pages, and nothing else."""

from importlib.util import find_spec

from django.urls import include, path

ROOMS = (
    "people", "territory", "governance", "water", "voices", "meaning", "project", "campaign", "kits", "handover",
    "exchange", "site",
)  # fmt: skip

urlpatterns = [
    path("", include(f"manantial.{room}.web"))
    for room in ROOMS
    if (spec := find_spec(f"manantial.{room}.web")) and spec.origin
]

handler400 = "manantial.site.web.bad_request"
handler403 = "manantial.site.web.forbidden"
handler404 = "manantial.site.web.not_found"
handler500 = "manantial.site.web.server_error"
