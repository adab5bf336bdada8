"""Work for later: one row a job, claimed by lease so that a killed worker loses nothing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.models import Law, Owned


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Owned):
    """A piece of work with its progress. ``payload`` and ``result`` are plain JSON."""

    law: ClassVar[Law] = Law.WORKING

    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=JobState, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=80, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True, blank=True)
    message = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)
    asked_by_id = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        indexes = [models.Index(fields=["alliance", "state", "created_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
