"""Questions about the rounds of a workshop: what was asked, who answered how often, the cards on the wall."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from manantial.meaning.models import Ballot, Finding, Round, WallCard
from manantial.meaning.rules import Light
from manantial.meaning.rules.rounds import Cast, Crowd, RoundKind, Shown, Tally, shown, tally
from manantial.voices.models import Workshop

LIGHTS = (Light.GREEN, Light.YELLOW, Light.RED)


@dataclass(frozen=True)
class Item:
    """One thing asked in a round: a finding with its lights, or the question with its options."""

    number: int
    text: str
    folio: str
    choices: tuple[tuple[str, str], ...]  # value and words
    finding: UUID | None = None


@dataclass(frozen=True)
class RoundView:
    """A round with its things asked, its answers and its cards."""

    round: Round
    items: tuple[Item, ...]
    cast: tuple[Cast, ...]
    cards: tuple[WallCard, ...]

    @property
    def is_open(self) -> bool:
        """Phones may answer."""
        return self.round.opened_at is not None and self.round.closed_at is None

    @cached_property
    def tally(self) -> Tally:
        """How many chose what, in each group."""
        return tally(self.cast)

    @cached_property
    def phones(self) -> int:
        """From how many phones something came."""
        voted = {one.device for one in self.cast if one.device}
        return len(voted | {card.device for card in self.cards if card.device})

    @property
    def on_the_wall(self) -> list[WallCard]:
        """The cards that are not hidden."""
        return [card for card in self.cards if card.hidden_at is None]

    def shown(self, item: Item) -> Shown:
        """What the wall may show of one thing asked."""
        return shown(self.tally.get(item.number, {}), [value for value, _words in item.choices])


def rounds_of(workshop: Workshop) -> QuerySet[Round]:
    """The rounds of a workshop, the newest first."""
    return Round.objects.filter(workshop=workshop).order_by("-opened_at", "-id")


def open_round_of(workshop: UUID) -> Round | None:
    """The round that is open now."""
    return (
        Round.objects.filter(workshop=workshop, closed_at=None).exclude(opened_at=None).order_by("-opened_at").first()
    )


def round_by_code(code: str) -> Round | None:
    """The round of a code."""
    return Round.objects.select_related("workshop").filter(code=code).first() if code else None


def items_of(found: Round) -> tuple[Item, ...]:
    """What a round asks; findings that were put away are not asked any more."""
    if found.kind == RoundKind.BEANS:
        options = tuple((str(n), str(text)) for n, text in enumerate(found.options, 1))
        return (Item(1, found.question, "", options),)
    if found.kind == RoundKind.LIGHTS:
        rows = {str(row.pk): row for row in Finding.objects.filter(pk__in=found.options, retired_at=None)}
        lights = tuple((light.value, light.value) for light in LIGHTS)
        return tuple(
            Item(n, rows[key].statement, rows[key].folio, lights, rows[key].pk)
            for n, key in enumerate(found.options, 1)
            if key in rows
        )
    return ()


def round_view(found: Round) -> RoundView:
    """A round with its answers and cards, in three questions."""
    cast = () if found.kind == RoundKind.CARDS else tuple(_cast(Ballot.objects.filter(round=found)))
    cards = (
        tuple(WallCard.objects.filter(round=found).select_related("milestone")) if found.kind == RoundKind.CARDS else ()
    )
    return RoundView(found, items_of(found), cast, cards)


def _cast(rows: QuerySet[Ballot]) -> Iterable[Cast]:
    names = ("group", "item", "choice", "count", "device")
    return (Cast(*values) for values in rows.order_by("given_at", "id").values_list(*names))


def answers_of(found: Round, device: str) -> dict[int, str]:
    """What one phone has answered: thing asked → its newest choice."""
    rows = Ballot.objects.filter(round=found, device=device).order_by("given_at", "id")
    return dict(rows.values_list("item", "choice"))


def cards_of(found: Round, device: str) -> list[WallCard]:
    """The cards of one phone."""
    return list(WallCard.objects.filter(round=found, device=device).order_by("given_at"))


def crowd_of(found: Round, device: str, *, now: datetime) -> Crowd:
    """What a round has taken so far, for its limits; one question."""
    rows: QuerySet[WallCard] | QuerySet[Ballot]
    rows = WallCard.objects.filter(round=found) if found.kind == RoundKind.CARDS else Ballot.objects.filter(round=found)
    counts = rows.order_by().aggregate(
        mine=Count("pk", filter=Q(device=device)),
        devices=Count("device", distinct=True, filter=~Q(device="")),
        minute=Count("pk", filter=Q(given_at__gt=now - timedelta(minutes=1))),
    )
    return Crowd(counts["mine"], counts["mine"] > 0, counts["devices"], counts["minute"])


def answered(rounds: Iterable[Round]) -> dict[UUID, int]:
    """How many answers and cards each round has, in two questions."""
    keys = [one.pk for one in rounds]
    found: dict[UUID, int] = {}
    for rows in (Ballot.objects.filter(round__in=keys), WallCard.objects.filter(round__in=keys)):
        for key, count in rows.order_by().values_list("round").annotate(Count("pk")):
            found[key] = found.get(key, 0) + count
    return found
