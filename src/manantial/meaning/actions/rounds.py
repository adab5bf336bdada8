"""Asking a room and keeping what it answers: cards, traffic lights, beans; and what the cards become."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.meaning.actions.findings import validate_many
from manantial.meaning.actions.milestones import Told, add_version, record_milestone
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import Ballot, Finding, Milestone, Round, WallCard
from manantial.meaning.queries.rounds import crowd_of, items_of, open_round_of, round_view
from manantial.meaning.rules import MilestoneKind
from manantial.meaning.rules.rounds import (
    CARD_LETTERS,
    CODE_ALPHABET,
    CODE_LENGTH,
    MOST_FINDINGS,
    MOST_OPTIONS,
    RoundKind,
    lights_of,
    may_answer,
)
from manantial.people.models import Person
from manantial.voices.models import Workshop
from manantial.voices.rules import VoiceGroup


@dataclass(frozen=True)
class Counted:
    """Beans, hands or papers of one group counted by the team for one choice."""

    group: str
    choice: str
    count: int
    item: int = 1


@dataclass(frozen=True)
class CardText:
    """What stands on a card."""

    group: str
    text: str
    when: PartialDate


@transaction.atomic
def open_round(
    workshop: Workshop,
    *,
    kind: RoundKind,
    question: str,
    options: Sequence[str] = (),
    findings: Sequence[Finding] = (),
    code: str = "",
    by: Person | None,
    now: datetime,
) -> Round:
    """Ask something of a room; its code lets phones answer until it is closed.

    Raises MeaningRefused while another question of the workshop is open, without words, or without at least two
    options (beans) or one finding (lights).
    """
    asked = [text.strip() for text in options if text.strip()][:MOST_OPTIONS]
    require(_may_open(workshop, RoundKind(kind), question, asked, findings))
    found = Round(workshop=workshop, kind=RoundKind(kind), question=question.strip(), opened_at=now)
    found.options = asked if kind == RoundKind.BEANS else [str(one.pk) for one in findings[:MOST_FINDINGS]]
    found.code = code or _free_code()
    found.save()
    facts = {"kind": found.kind, "options": len(found.options)}
    record("round.opened", found, by=by, now=now, community=workshop.community, facts=facts)
    return found


def _may_open(
    workshop: Workshop, kind: RoundKind, question: str, options: Sequence[str], findings: Sequence[Finding]
) -> Ruling:
    if open_round_of(workshop.pk) is not None:
        return Ruling.no(_("Hay otra pregunta abierta en este taller. Ciérrela primero."))
    if not question.strip():
        return Ruling.no(_("Escriba qué se pregunta."))
    if kind is RoundKind.BEANS and len(options) < 2:
        return Ruling.no(_("Escriba al menos dos opciones, una por renglón."))
    if kind is RoundKind.LIGHTS and not findings:
        return Ruling.no(_("Escoja al menos un hallazgo."))
    return Ruling.yes()


@transaction.atomic
def close_round(found: Round, *, by: Person | None, now: datetime) -> None:
    """Close a question. Traffic lights are written as the validation of their findings, one row for each group.

    Raises MeaningRefused when it is closed already.
    """
    if found.closed_at is not None:
        require(Ruling.no(_("Esta pregunta ya estaba cerrada.")))
    found.closed_at = now
    found.save(update_fields=["closed_at"])
    view = round_view(found)
    facts = {"kind": found.kind, "phones": view.phones, "cards": len(view.cards)}
    record("round.closed", found, by=by, now=now, community=found.workshop.community, facts=facts)
    votes = {item.finding: lights_of(view.tally[item.number]) for item in view.items if item.number in view.tally}
    if found.kind == RoundKind.LIGHTS and votes:
        validate_many(found.workshop, votes={key: cast for key, cast in votes.items() if key}, by=by, now=now)


@transaction.atomic
def reopen_round(found: Round, *, by: Person | None, now: datetime) -> None:
    """Open a question again with the same code; what was answered stays. Raises MeaningRefused as `open_round`."""
    if open_round_of(found.workshop_id) is not None:
        require(Ruling.no(_("Hay otra pregunta abierta en este taller. Ciérrela primero.")))
    found.closed_at = None
    found.save(update_fields=["closed_at"])
    record("round.reopened", found, by=by, now=now, community=found.workshop.community)


@transaction.atomic
def answer_round(found: Round, *, group: str, choices: Mapping[int, str], device: str, now: datetime) -> list[Ballot]:
    """Keep what one phone answers; its newest answer counts. Raises MeaningRefused when it may not answer now.

    Choices that the round does not offer are left out.
    """
    require(_group(group))
    require(may_answer(found.kind, crowd_of(found, device, now=now), is_open=_is_open(found)))
    offered = {item.number: {value for value, _words in item.choices} for item in items_of(found)}
    rows = [
        Ballot(round=found, group=group, item=item, choice=choice, device=device, given_at=now)
        for item, choice in choices.items()
        if choice in offered.get(item, set())
    ]
    if not rows:
        require(Ruling.no(_("Toque una respuesta antes de enviar.")))
    for row in rows:
        row.save()
    record("round.answered", found, by=None, now=now, facts={"answers": len(rows)})
    return rows


@transaction.atomic
def count_by_hand(found: Round, counts: Iterable[Counted], *, by: Person | None, now: datetime) -> int:
    """Write what the team counted; a number written again stands in place of the one before. Returns how many rows.

    Raises MeaningRefused when the round is closed: open it again first.
    """
    if not _is_open(found):
        require(Ruling.no(_("La pregunta está cerrada. Ábrala otra vez para corregir lo contado.")))
    offered = {(item.number, value) for item in items_of(found) for value, _words in item.choices}
    rows = [
        Ballot(round=found, group=one.group, item=one.item, choice=one.choice, count=one.count, given_at=now)
        for one in counts
        if (one.item, one.choice) in offered and _group(one.group)
    ]
    Ballot.objects.bulk_create(rows)
    facts = {"rows": len(rows), "people": sum(row.count for row in rows)}
    record("round.counted", found, by=by, now=now, community=found.workshop.community, facts=facts)
    return len(rows)


@transaction.atomic
def put_card(found: Round, card: CardText, *, device: str = "", by: Person | None = None, now: datetime) -> WallCard:
    """Put a card on the wall, from a phone or typed by the team. Raises MeaningRefused without words or when closed."""
    text = " ".join(card.text.split())[:CARD_LETTERS]
    if found.kind != RoundKind.CARDS or not text:
        require(Ruling.no(_("Escriba qué pasó.")))
    require(_group(card.group))
    if device or not _is_open(found):
        require(may_answer(found.kind, crowd_of(found, device, now=now), is_open=_is_open(found)))
    row = WallCard(round=found, group=card.group, text=text, device=device, given_at=now)
    row.when = card.when
    row.save()
    record("round.card_put", found, by=by, now=now, facts={"group": card.group, "typed": not device})
    return row


@transaction.atomic
def show_card(card: WallCard, *, hidden: bool, by: Person | None, now: datetime) -> None:
    """Take a card off the wall, or put it back. It is never erased."""
    card.hidden_at = now if hidden else None
    card.save(update_fields=["hidden_at"])
    record("round.card_hidden" if hidden else "round.card_shown", card.round, by=by, now=now)


@transaction.atomic
def sort_cards(
    cards: Sequence[WallCard],
    *,
    milestone: Milestone | None = None,
    title: str = "",
    kind: MilestoneKind = MilestoneKind.ACHIEVEMENT,
    visibility: str = "organism",
    by: Person | None,
    now: datetime,
) -> Milestone:
    """Make cards versions of one milestone, each by its group: of the one given, or of a new one with that title.

    Raises MeaningRefused without cards, without a title for a new milestone, or for cards that were sorted before.
    """
    waiting = [card for card in cards if card.milestone_id is None]
    if not waiting:
        require(Ruling.no(_("Marque al menos una tarjeta que no esté ya en un hito.")))
    if milestone is None and not title.strip():
        require(Ruling.no(_("Escriba cómo se llama el hito, o escoja uno que ya esté.")))
    workshop = waiting[0].round.workshop
    rest = waiting
    if milestone is None:
        milestone = record_milestone(
            title, kind=kind, told=_told(waiting[0]), place=workshop.place, community=None, visibility=visibility,
            by=by, now=now,
        )  # fmt: skip
        rest = waiting[1:]
    for card in rest:
        add_version(milestone, _told(card), by=by, now=now)
    WallCard.objects.filter(pk__in=[card.pk for card in waiting]).update(milestone=milestone)
    record("round.cards_sorted", milestone, by=by, now=now, facts={"cards": len(waiting)})
    return milestone


def _told(card: WallCard) -> Told:
    return Told(group=card.group, text=card.text, when=card.when)


def _is_open(found: Round) -> bool:
    return found.opened_at is not None and found.closed_at is None


def _group(group: str) -> Ruling:
    return Ruling.yes() if group in set(VoiceGroup) else Ruling.no(_("Diga de qué grupo es."))


def _free_code() -> str:
    """A code that no round of the alliance has; ambiguous letters are left out."""
    while True:
        code = "".join(secrets.choice(CODE_ALPHABET) for _n in range(CODE_LENGTH))
        if not Round.objects.filter(code=code).exists():
            return code
