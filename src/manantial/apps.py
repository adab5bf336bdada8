"""The one Django application."""

from django.apps import AppConfig


class ManantialConfig(AppConfig):
    """All rooms are one app, so that there is one migration history and a table can move house."""

    name = "manantial"
    label = "manantial"
    default_auto_field = "django.db.models.BigAutoField"
