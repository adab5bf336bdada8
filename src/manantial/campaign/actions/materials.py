"""Materials: their production file, the fragments they carry, the steps by named persons, the pretest with people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from manantial.campaign.actions.refusals import require
from manantial.campaign.models import (
    Audience,
    Campaign,
    Material,
    MaterialFragment,
    MaterialStep,
    Message,
    Pretest,
    Translation,
)
from manantial.campaign.queries.materials import HEARD, gate_of, production, stock_of
from manantial.campaign.rules import MaterialKind, MaterialState, Verdict, may_move, verdict
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.people.models import Person
from manantial.press.markdown import check_markdown
from manantial.territory.models import Community
from manantial.vault.models import Blob
from manantial.voices.models import Fragment


@dataclass(frozen=True)
class Brief:
    """What a material is for and what it says; every text may be empty at the beginning."""

    title: str
    kind: MaterialKind
    purpose: str = ""
    text: str = ""  # restricted Markdown; the script of a radio capsule
    call_to_action: str = ""
    credits: str = ""
    licence: str = ""
    icon: str = ""
    language: str = "es"
    picture: Blob | None = None
    picture_alt: str = ""
    print_run: int | None = None
    in_kit: bool = True
    uses: Sequence[str] = ()


@transaction.atomic
def create_material(
    brief: Brief,
    *,
    campaign: Campaign | None = None,
    message: Message | None = None,
    audience: Audience | None = None,
    folio: str = "",
    by: Person | None,
    now: datetime,
) -> Material:
    """Begin a material as an idea with its brief. Raises MarkdownRefused when the text holds what cannot be printed."""
    material = Material(folio=folio or next_folio(Material, "MAT"), campaign=campaign, state=MaterialState.IDEA)
    _write(material, brief, message, audience)
    MaterialStep(material=material, state=MaterialState.IDEA, by=by, at=now).save()
    record("material.created", material, by=by, now=now, facts={"kind": str(brief.kind)})
    return material


@transaction.atomic
def edit_material(
    material: Material,
    brief: Brief,
    *,
    message: Message | None,
    audience: Audience | None,
    by: Person | None,
    now: datetime,
) -> Material:
    """Change the brief or the text. What was already released stays as it was built.

    Raises CampaignRefused for a print run smaller than the copies that went out.
    """
    if brief.kind not in HEARD:
        require(stock_of(material).may_print(brief.print_run))
    _write(material, brief, message, audience)
    record("material.edited", material, by=by, now=now)
    return material


def _write(material: Material, brief: Brief, message: Message | None, audience: Audience | None) -> None:
    check_markdown(brief.text)
    if brief.picture and not brief.picture_alt.strip():
        require(Ruling.no(_("Describa con palabras lo que muestra la imagen, para quien no la ve.")))
    for name in ("title", "purpose", "text", "call_to_action", "credits", "licence", "icon", "picture_alt"):
        setattr(material, name, getattr(brief, name).strip())
    material.kind, material.language = MaterialKind(brief.kind), brief.language
    material.picture, material.print_run, material.in_kit = brief.picture, brief.print_run, brief.in_kit
    material.uses = [str(use) for use in brief.uses]
    material.message, material.audience = message, audience
    material.save()


@transaction.atomic
def put_fragment(
    material: Material, fragment: Fragment, *, on: date, by: Person | None, now: datetime
) -> MaterialFragment:
    """Put a fragment into a material, only when it may be used so on that day.

    Raises CampaignRefused with the reason of the gate. The gate is asked again at every build.
    """
    for ruling in gate_of(material, [fragment], on=on).values():
        require(ruling)
    link = MaterialFragment.objects.filter(material=material, fragment=fragment).first()
    link = link or MaterialFragment(material=material, fragment=fragment, position=material.fragment_links.count() + 1)
    link.retired_at = None
    link.save()
    record("material.fragment_put", material, by=by, now=now, facts={"fragment": str(fragment.pk)})
    return link


@transaction.atomic
def take_fragment_out(link: MaterialFragment, *, by: Person | None, now: datetime) -> MaterialFragment:
    """Take a fragment out of a material; what was released with it stays written down."""
    link.retired_at = now
    link.save()
    record("material.fragment_taken", link.material, by=by, now=now, facts={"fragment": str(link.fragment_id)})
    return link


@transaction.atomic
def move_material(
    material: Material,
    to: MaterialState,
    *,
    note: str = "",
    override: str = "",
    by: Person | None,
    now: datetime,
) -> MaterialStep:
    """Take a step with a named person. `note` cites the act when the step is the community's approval.

    Raises CampaignRefused when something blocks it; `override` is the reason of who goes on without a process step or
    a source, and it is logged. A use without consent cannot be overridden.
    """
    if to is MaterialState.APPROVAL and not note.strip():
        require(Ruling.no(_("Diga quién dio el visto bueno, cuándo y en qué acta.")))
    facts = production(material, on=now.date())
    require(may_move(facts, to, override=override))
    skipped = bool(override.strip()) and not may_move(facts, to)
    step = MaterialStep(material=material, state=to, by=by, at=now, note=_note(note, override), override=skipped)
    step.save()
    material.state = to
    if to is MaterialState.RETIRED:
        material.retired_at = now
    material.save()
    record("material.moved", material, by=by, now=now, reason=override, facts={"to": str(to), "override": skipped})
    return step


def _note(note: str, override: str) -> str:
    return "\n".join(part.strip() for part in (note, override) if part.strip())


@dataclass(frozen=True)
class Tally:
    """What came out of a pretest on one day: counts, and what people answered to the seven questions."""

    on: date
    understood: int
    asked: int
    women: int = 0
    men: int = 0
    community: Community | None = None
    method: str = "group"
    answers: Mapping[str, str] | None = None
    changes: str = ""


@transaction.atomic
def record_pretest(
    material: Material, tally: Tally, *, discard: bool = False, by: Person | None, now: datetime
) -> Pretest:
    """Write a pretest; its verdict is computed, and a poor one sends the material back to its changes."""
    if tally.understood > tally.asked:
        require(Ruling.no(_("No pueden haber entendido más personas de las que contestaron.")))
    outcome = Verdict.DISCARDED if discard else verdict(tally.understood, tally.asked)
    row = Pretest(
        material=material,
        version=material.pretests.count() + 1,
        on=tally.on,
        community=tally.community,
        method=tally.method,
        women=tally.women,
        men=tally.men,
        understood=tally.understood,
        asked=tally.asked,
        answers=dict(tally.answers or {}),
        changes=tally.changes.strip(),
        decision=outcome,
    )
    row.save()
    if outcome is Verdict.CHANGE:
        material.state = MaterialState.CHANGES
        material.save()
        MaterialStep(material=material, state=MaterialState.CHANGES, by=by, at=now, note=tally.changes.strip()).save()
    facts = {"understood": tally.understood, "asked": tally.asked, "verdict": str(outcome)}
    record("material.pretested", material, by=by, now=now, community=tally.community, facts=facts)
    return row


@transaction.atomic
def record_translation(
    material: Material,
    *,
    language: str,
    translator: str,
    on: date,
    text: str = "",
    validator: str = "",
    community: Community | None = None,
    sound: Blob | None = None,
    by: Person | None,
    now: datetime,
) -> Translation:
    """Write that people translated a material: who, who validated it, where. Never a machine."""
    if not translator.strip():
        require(Ruling.no(_("Diga quién la tradujo: la traducción la hacen personas que hablan la lengua.")))
    row = Translation(
        material=material,
        language=language,
        translator=translator.strip(),
        validator=validator.strip(),
        community=community,
        on=on,
        text=text.strip(),
        sound=sound,
    )
    row.save()
    record("material.translated", material, by=by, now=now, community=community, facts={"language": language})
    return row
