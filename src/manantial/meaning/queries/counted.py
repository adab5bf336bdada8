"""What the registers can count about the model, on a day: seats, posts, committees, communities, costs, months.

Texts, the drawing of who decides, the one-page model and the public page all ask here: a seat that is added once
changes all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manantial.kernel.money import Money
from manantial.meaning.models import ModelEntry
from manantial.meaning.queries.costs import cost_views, sums_of
from manantial.meaning.rules.costs import PAYER_WORDS, CostPhase, Payer, Sum
from manantial.meaning.rules.model_sheet import FIRST, ModelPart, last_month
from manantial.people.models import Body, Seat
from manantial.people.rules import SEAT_WORDS, BodyKind, Sector
from manantial.territory.models import Community


@dataclass(frozen=True)
class Registers:
    """The bodies and seats that exist on a day."""

    on: date
    bodies: tuple[Body, ...]
    seats: tuple[Seat, ...]
    communities: int

    def of(self, kind: BodyKind) -> list[Seat]:
        """The seats of all bodies of a kind, in their order."""
        return [seat for seat in self.seats if seat.body.kind == kind]

    def count(self, kind: BodyKind) -> int:
        """How many bodies of a kind there are."""
        return sum(1 for body in self.bodies if body.kind == kind)

    def by_sector(self, kind: BodyKind) -> Counter[str]:
        """How many seats each side has in the bodies of a kind."""
        return Counter(seat.sector for seat in self.of(kind))


def registers(on: date) -> Registers:
    """Read the registers; three questions whatever they hold."""
    standing = Q(dissolved_min=None) | Q(dissolved_min__gt=on)
    begun = Q(founded_min=None) | Q(founded_min__lte=on)
    bodies = tuple(Body.objects.filter(standing, begun))
    open_ = Q(suppressed_min=None) | Q(suppressed_min__gt=on)
    made = Q(created_min=None) | Q(created_min__lte=on)
    seats = Seat.objects.filter(open_, made, body__in=[body.pk for body in bodies]).select_related("body")
    places = Community.objects.filter(merged_into=None).count()
    return Registers(on, bodies, tuple(seats.order_by("position", "label", "id")), places)


def seat_name(seat: Seat) -> str:
    """What a seat is called: as the alliance prints it, and for readers of another language by the word of its role."""
    spanish = (get_language() or "es").startswith("es")
    return seat.label if spanish or seat.role not in SEAT_WORDS else _(SEAT_WORDS[seat.role])


@dataclass(frozen=True)
class CountedFact:
    """One thing counted: its key in a text, what it is called in the language of the moment, and its value."""

    key: str
    name: str
    value: int | Money | None  # None: nobody knows, which is no zero
    register: str  # where it is counted

    @property
    def said(self) -> str:
        """The value as it is printed."""
        return _("sin dato") if self.value is None else str(self.value)


def counted_facts(on: date, read: Registers | None = None) -> dict[str, CountedFact]:
    """Return everything that can be counted by its key, with its name in the language of the moment."""
    read = read or registers(on)
    facts = [*_of_seats(read), *_of_costs(), *_of_the_route()]
    return {fact.key: fact for fact in facts}


def counted_values(facts: Mapping[str, CountedFact]) -> dict[str, str]:
    """Return what stands in a text for each key; what nobody knows is left out."""
    return {key: fact.said for key, fact in facts.items() if fact.value is not None}


def _of_seats(read: Registers) -> list[CountedFact]:
    board = len(read.of(BodyKind.BOARD)) or None
    sides = read.by_sector(BodyKind.BOARD)
    rows = (
        ("comunidades", _("Comunidades de la alianza"), read.communities or None),
        ("comites", _("Comités de agua"), read.count(BodyKind.COMMITTEE) or None),
        ("asientos", _("Asientos en todos los órganos"), len(read.seats) or None),
        ("asientos-de-la-asamblea", _("Asientos de la asamblea"), len(read.of(BodyKind.ASSEMBLY)) or None),
        ("asientos-de-la-junta", _("Asientos de la junta de gobierno"), board),
        ("asientos-de-comunidades", _("Asientos de las comunidades en la junta"), board and sides[Sector.COMMUNITY]),
        ("asientos-de-gobierno", _("Asientos del gobierno en la junta"), board and sides[Sector.OFFICIAL]),
        (
            "asientos-civiles",
            _("Asientos de las organizaciones civiles en la junta"),
            board and sides[Sector.CIVIL],
        ),
        ("puestos", _("Puestos del organismo"), len(read.of(BodyKind.OPERATING)) or None),
    )
    register = _("Registro de órganos y comunidades")
    return [CountedFact(key, name, value, register) for key, name, value in rows]


def _of_costs() -> list[CountedFact]:
    sums = sums_of(cost_views(FIRST))
    register = _("Hoja de costos")
    facts = [
        CountedFact("costo-de-arranque", _("Lo que cuesta empezar"), _whole(sums.start), register),
        CountedFact("costo-de-un-anio", _("Lo que cuesta cada año"), _whole(sums.yearly), register),
        CountedFact("costo-del-primer-anio", _("Lo que cuesta el primer año"), _whole(sums.first_year), register),
    ]
    keys = {Payer.MUNICIPALITY: "municipio", Payer.COMMUNITIES: "comunidades", Payer.ALLY: "aliados"}
    for payer, key in keys.items():
        name = _("Lo que pone cada año: %(who)s") % {"who": _(PAYER_WORDS[payer]).lower()}
        value = _whole(sums.by_payer[payer][CostPhase.YEARLY])
        facts.append(CountedFact(f"costo-de-un-anio-{key}", name, value, register))
    return facts


def _whole(found: Sum) -> Money | None:
    """A sum with prices missing is no figure: it would be read as the whole cost."""
    return found.known if found.is_whole else None


def _of_the_route() -> list[CountedFact]:
    steps = ModelEntry.objects.filter(part=ModelPart.ROUTE, retired_at=None)
    months = last_month(steps.values_list("month_from", "month_to"))
    return [CountedFact("meses-de-la-ruta", _("Meses que toma la ruta"), months, _("Ficha del modelo"))]
