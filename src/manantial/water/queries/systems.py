"""Systems and the last thing seen of each of their parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from manantial.water.models import ComponentState, ServedCommunity, WaterSystem
from manantial.water.rules import COMPONENT_WORDS, LIGHT_TONES, LIGHT_WORDS, Component, Light, worst


@dataclass(frozen=True)
class PartSeen:
    """A part of a system as it was last seen; `seen` is None when nobody has looked."""

    component: Component
    seen: ComponentState | None

    @property
    def light(self) -> Light:
        """Its light; grey when nobody has looked."""
        return Light(self.seen.state) if self.seen else Light.GREY

    @property
    def word(self) -> str:
        """The part, in Spanish."""
        return COMPONENT_WORDS[self.component]

    @property
    def tone(self) -> str:
        """The tone of its chip."""
        return LIGHT_TONES[self.light]

    @property
    def state_word(self) -> str:
        """The state, in Spanish."""
        return LIGHT_WORDS[self.light]


@dataclass(frozen=True)
class SystemView:
    """A system with its parts as last seen and the communities it serves."""

    system: WaterSystem
    parts: tuple[PartSeen, ...]

    @property
    def light(self) -> Light:
        """The worst light of what is known."""
        return worst([part.light for part in self.parts])

    @property
    def tone(self) -> str:
        """The tone of its chip."""
        return LIGHT_TONES[self.light]

    @property
    def state_word(self) -> str:
        """The state, in Spanish."""
        return LIGHT_WORDS[self.light]

    @property
    def seen(self) -> list[PartSeen]:
        """The parts somebody has looked at."""
        return [part for part in self.parts if part.seen]

    @property
    def stretches(self) -> list[ServedCommunity]:
        """How it serves each community."""
        return list(self.system.stretches.all())


def systems() -> QuerySet[WaterSystem]:
    """Return the systems with the communities they serve."""
    stretches = Prefetch("stretches", ServedCommunity.objects.select_related("community").order_by("community__code"))
    return WaterSystem.objects.order_by("name").prefetch_related(stretches)


def system_views(found: Iterable[WaterSystem]) -> list[SystemView]:
    """Tell how each system stands; one question for the states of all of them."""
    listed = list(found)
    last = _last_seen([one.pk for one in listed])
    return [SystemView(one, _parts(last.get(one.pk, {}))) for one in listed]


def system_view(system: WaterSystem) -> SystemView:
    """Tell how one system stands."""
    return system_views([system])[0]


def _last_seen(pks: list[UUID]) -> dict[UUID, dict[str, ComponentState]]:
    found: dict[UUID, dict[str, ComponentState]] = {}
    for state in ComponentState.objects.filter(system__in=pks).order_by("-on", "-id"):
        found.setdefault(state.system_id, {}).setdefault(state.component, state)
    return found


def _parts(last: dict[str, ComponentState]) -> tuple[PartSeen, ...]:
    return tuple(PartSeen(component, last.get(component.value)) for component in Component)
