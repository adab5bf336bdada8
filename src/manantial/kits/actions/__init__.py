"""Verbs of the kits: build an edition, write its folders, deliver, follow up."""

from manantial.kits.actions import jobs
from manantial.kits.actions.deliveries import deliver, note_step
from manantial.kits.actions.editions import KitsRefused, build_edition
from manantial.kits.actions.folders import write_edition

__all__ = ["KitsRefused", "build_edition", "deliver", "jobs", "note_step", "write_edition"]
