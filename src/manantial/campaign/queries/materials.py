"""Materials with what blocks them, the gate of consent for what they carry, and what a withdrawal reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from manantial.campaign.models import (
    Distribution,
    Material,
    MaterialFragment,
    Release,
    ReleaseFragment,
    ReleaseVoice,
)
from manantial.campaign.rules import MaterialKind, MaterialState, Obstacle, Production, Verdict, obstacles
from manantial.campaign.rules.stock import Stock, copies_gone, standing
from manantial.kernel.rulings import Ruling
from manantial.meaning.queries import lesson_rows, lesson_standings
from manantial.voices.models import Fragment, Voice
from manantial.voices.queries import Gate
from manantial.voices.rules import Use, What

HEARD = (MaterialKind.RADIO, MaterialKind.VIDEO)
WHOLE = (MaterialKind.REPORT, MaterialKind.SYNTHESIS)
DEFAULT_USE: Mapping[str, Use] = {MaterialKind.RADIO: Use.RADIO, MaterialKind.VIDEO: Use.INTERNET}
APPROVED_STATES = list(MaterialState)[list(MaterialState).index(MaterialState.APPROVAL) :]


def uses_of(material: Material) -> tuple[Use, ...]:
    """Return the uses a material needs of what it carries: as written, else radio for a script and print for paper.

    What travels in the kits is printed and given back besides, whatever is written.
    """
    own = tuple(Use(use) for use in material.uses) or (DEFAULT_USE.get(material.kind, Use.PRINT),)
    return tuple(dict.fromkeys((*own, Use.PRINT, Use.RETURN))) if material.in_kit else own


def gate(fragments: Sequence[Fragment], uses: Iterable[Use], *, on: date, sound: bool = False) -> dict[UUID, Ruling]:
    """Ask for each fragment whether all these uses are allowed on that day; the first refusal is the answer.

    On paper only words and pictures are shown; `sound` asks for everything a fragment holds, its voice too.
    """
    wanted, asked = tuple(uses), Gate.of(fragments)
    return {
        one.pk: asked.all_of(one, wanted, on=on, what=What.QUOTE if one.quote and not sound else None)
        for one in fragments
    }


def gate_of(material: Material, fragments: Sequence[Fragment], *, on: date) -> dict[UUID, Ruling]:
    """Ask the gate for what this material would carry, in the way it would carry it."""
    return gate(fragments, uses_of(material), on=on, sound=material.kind in HEARD)


def carried(material: Material) -> list[Fragment]:
    """Return the fragments a material wants to carry, in its order."""
    links = material.fragment_links.filter(retired_at=None)
    wanted = ("fragment__voice__community", "fragment__voice__picture", "fragment__voice__sound")
    return [link.fragment for link in links.select_related(*wanted)]


@dataclass(frozen=True)
class CarriedFragment:
    """A fragment of a material and what the gate says of it today."""

    link: MaterialFragment
    ruling: Ruling


def consent_check(material: Material, *, on: date) -> list[CarriedFragment]:
    """Return the consent check of a material: every fragment with its ruling."""
    links = material.fragment_links.filter(retired_at=None).select_related("fragment__voice__community")
    rows = list(links)
    rulings = gate_of(material, [link.fragment for link in rows], on=on)
    return [CarriedFragment(link, rulings[link.fragment_id]) for link in rows]


def production(material: Material, *, on: date) -> Production:
    """Return what the steps of a material need to know, read now."""
    refused = sum(1 for each in consent_check(material, on=on) if not each.ruling)
    tested = material.pretests.order_by("-on", "-version").first()
    copies = Distribution.objects.filter(release__material=material)
    return Production(
        state=MaterialState(material.state),
        has_purpose=bool(material.purpose),
        has_message=material.message_id is not None,
        has_audience=material.audience_id is not None,
        has_text=bool(material.text),
        pretest=Verdict(tested.decision) if tested else None,
        refused_fragments=refused,
        unsourced_claims=_unsourced(material, on=on),
        approved_in_act=material.steps.filter(state=MaterialState.APPROVAL).exclude(note="").exists(),
        released=material.releases.exists(),
        delivered_copies=copies_gone(copies),
        from_the_whole=material.kind in WHOLE,
    )


def stock_of(material: Material) -> Stock:
    """What was printed of a piece and how many copies went out of all its versions."""
    return Stock(material.print_run, copies_gone(Distribution.objects.filter(release__material=material)))


def _unsourced(material: Material, *, on: date) -> int:
    """One when the message stands on lessons of which none was validated."""
    if material.message_id is None:
        return 0
    lessons = lesson_standings(lesson_rows().filter(message_links__message=material.message_id), on=on)
    return int(not any(lesson.is_validated for lesson in lessons))


def blocking(material: Material, *, on: date) -> list[Obstacle]:
    """Return what stands between a material and the printer, also when an earlier version was printed already."""
    facts = replace(production(material, on=on), state=MaterialState.IDEA)
    return obstacles(facts, MaterialState.PRINTING)


def material_rows() -> QuerySet[Material]:
    """Return the materials with everything a list shows."""
    return Material.objects.select_related("message", "audience", "picture").prefetch_related(
        "releases__distributions", "fragment_links", "pretests"
    )


def last_release(material: Material) -> Release | None:
    """Return the newest release with its files."""
    return material.releases.prefetch_related("files__blob", "files__community").order_by("-number").first()


def public_materials() -> list[Release]:
    """Return the newest release of each material that was not retired, with its files: what may be downloaded."""
    rows = Release.objects.filter(material__retired_at=None).select_related("material", "material__message")
    newest: dict[UUID, Release] = {}
    for release in rows.order_by("number").prefetch_related("files__blob", "files__community"):
        newest[release.material_id] = release
    return sorted(newest.values(), key=lambda release: release.material.folio)


@dataclass(frozen=True)
class ReleaseEffect:
    """A release that carries words of a voice: how many copies are out, where, and that they cannot be called back."""

    release: Release
    fragments: tuple[Fragment, ...]  # empty when the whole voice is carried: a picture, a version of a milestone
    distributions: tuple[Distribution, ...]

    @property
    def copies(self) -> int:
        """Copies that left the house."""
        return sum(row.copies for row in self.distributions)

    @property
    def is_newest(self) -> bool:
        """No later release of that material exists: it must be built again without the fragment."""
        return not Release.objects.filter(material=self.release.material_id, number__gt=self.release.number).exists()


@dataclass(frozen=True)
class Effects:
    """What a withdrawal of a voice reaches in the campaign."""

    drafts: tuple[Material, ...]  # still carry a fragment that may no longer be used: blocked until it is taken out
    releases: tuple[ReleaseEffect, ...]

    @property
    def copies(self) -> int:
        """All copies out of the house."""
        return sum(effect.copies for effect in self.releases)


def effects_of(voice: Voice, *, on: date, only: Iterable[Use] | None = None) -> Effects:
    """Return the drafts blocked and the releases reached when a voice takes its permission back.

    `only` limits the releases to materials that need one of these uses (a withdrawal of radio alone).
    """
    return Effects(tuple(_blocked(voice, on=on)), tuple(_reached(voice, None if only is None else frozenset(only))))


def _blocked(voice: Voice, *, on: date) -> list[Material]:
    wanted = Q(fragment_links__fragment__voice=voice, fragment_links__retired_at=None)
    rows = Material.objects.filter(wanted, retired_at=None).distinct()
    return [row for row in rows if any(not each.ruling for each in consent_check(row, on=on))]


def _reached(voice: Voice, uses: frozenset[Use] | None) -> list[ReleaseEffect]:
    found: dict[UUID, tuple[Release, list[Fragment]]] = {}
    for row in ReleaseFragment.objects.filter(fragment__voice=voice).select_related("fragment", "release__material"):
        found.setdefault(row.release_id, (row.release, []))[1].append(row.fragment)
    for whole in ReleaseVoice.objects.filter(voice=voice).select_related("release__material"):
        found.setdefault(whole.release_id, (whole.release, []))
    out: dict[UUID, list[Distribution]] = {}
    for given in standing(Distribution.objects.filter(release_id__in=list(found)).select_related("community")):
        out.setdefault(given.release_id, []).append(given)
    effects = [
        ReleaseEffect(release, tuple(fragments), tuple(out.get(key, [])))
        for key, (release, fragments) in found.items()
        if uses is None or uses & set(uses_of(release.material))
    ]
    return sorted(effects, key=lambda effect: (effect.release.material.folio, effect.release.number))
