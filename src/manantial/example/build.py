"""Building the examples: always the same, byte for byte, because ids and hours come from here and not from the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import override

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.example.agua_clara import (
    arriving,
    campaigning,
    coding,
    comparing,
    exchanging,
    listening,
    meetings,
    modelling,
    money,
    reading_aloud,
    reflecting,
    seen,
    society,
    thinking,
    transcribing,
    waterworks,
    workshop_days,
    writing,
)
from manantial.example.agua_clara.stage import Progress, Stage
from manantial.example.berriozabal import build as build_berriozabal
from manantial.kernel.ids import seeded
from manantial.people.actions import found_alliance

SLUGS = {"agua-clara", "berriozabal"}
STARTED = datetime(2023, 1, 10, 17, 0, tzinfo=UTC)


def build(*, progress: Progress) -> dict[str, Any]:
    """Create the two alliances unless they are there, and return how to enter them."""
    made: dict[str, Any] = {"alliances": sorted(SLUGS)}
    with override("es-mx"):
        if not Alliance.objects.filter(slug="agua-clara").exists():
            with seeded("agua-clara", STARTED), transaction.atomic():
                _agua_clara(progress)
        if not Alliance.objects.filter(slug="berriozabal").exists():
            with seeded("berriozabal", STARTED), transaction.atomic():
                build_berriozabal(progress=progress)
        with working_for(Alliance.objects.get(slug="agua-clara")):
            made["logins"] = society.logins()
    made["first_account"] = "erandi"
    return made


def _agua_clara(progress: Progress) -> None:
    founded = found_alliance(
        slug="agua-clara",
        name="Alianza por el Agua de Agua Clara",
        municipality="Agua Clara",
        state="Chiapas (ejemplo inventado)",
        organism="Organismo Comunitario de Agua de Agua Clara",
        phone="961 000 0000",
        person="Amalia Fuenteclara Pozas",
        now=STARTED,
    )
    society.describe(founded.alliance)
    with working_for(founded.alliance):
        stage = Stage(founded.alliance)
        for n, (title, step) in enumerate(STEPS, start=1):
            progress(n, len(STEPS), title)
            step(stage)


STEPS: tuple[tuple[str, Callable[[Stage], object]], ...] = (
    ("comunidades", society.settle),
    ("personas", society.employ),
    ("comités", society.elect),
    ("junta", society.install_board),
    ("cuentas", society.open_accounts),
    ("sesiones y acuerdos", meetings.meet),
    ("relevos", meetings.hand_over),
    ("agua", waterworks.flow),
    ("proyecto y coinversión", money.fund),
    ("talleres", listening.hold_workshops),
    ("acuerdos de datos", listening.agree_on_data),
    ("voces", listening.hear_voices),
    ("metas y copias", arriving.bring_in),
    ("una foto y un video", seen.be_seen),
    ("hallazgos y aprendizajes", thinking.think),
    ("plan, actores y correcciones", reflecting.reflect),
    ("códigos de dos personas", comparing.read_again),
    ("códigos y memos", coding.keep),
    ("informes escritos", writing.write),
    ("ficha del modelo y costos", modelling.describe),
    ("palabras corregidas y traducidas", transcribing.listen_again),
    ("días de taller", workshop_days.gather),
    ("códigos recibidos", exchanging.receive),
    ("campaña y materiales", campaigning.prepare),
    ("kits entregados", campaigning.deliver_first_kits),
    ("difusión y encuesta", campaigning.spread),
    ("retiro de permiso", listening.withdraw_radio),
    ("lecturas en voz alta", reading_aloud.read_aloud),
    ("versiones de hoy", campaigning.build_again),
)
