"""What the public pages tell: communities, story, figures with their source, lessons, materials, what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from manantial.campaign.models import Release, ReleaseFile, ReleaseFragment, ReleaseVoice
from manantial.campaign.queries import public_materials
from manantial.governance.models import Agreement, Session
from manantial.governance.queries import AgreementRow, agreement_rows, agreements, agreements_of_community
from manantial.kernel.dates import PartialDate
from manantial.kits.models import Delivery
from manantial.meaning.models import Return
from manantial.meaning.queries import LessonView, MilestoneView, lesson_rows, lesson_views, milestone_rows, timeline
from manantial.people.models import Mandate, Seat
from manantial.project.models import Project
from manantial.project.queries.budget import budget_of
from manantial.project.rules.budget import Sums
from manantial.territory.models import Community
from manantial.territory.queries import CommunityRow, communities, rows
from manantial.voices.models import DataAgreement, Voice
from manantial.voices.queries import Gate, agreement_facts, on_paper, permitted
from manantial.voices.rules import Use, agreement_in_force
from manantial.water.queries import IndicatorView, indicator_views, indicators


def public_communities() -> QuerySet[Community]:
    """Return the communities everybody may see, in the order of their name."""
    return communities().filter(visibility="public").order_by("name", "code")


def figures(*, on: date) -> list[IndicatorView]:
    """Return the figures of the whole municipality that have one value to show, with their rivals beside it."""
    return [view for view in indicator_views(indicators(), on=on) if view.shown]


def story(*, on: date) -> list[MilestoneView]:
    """Return the public milestones in the order of time, each with the versions that may be on the internet."""
    views = timeline(milestone_rows().filter(visibility="public"))
    told_by = [version for view in views for version in (*view.versions, *view.notes)]
    voices = {version.voice_id: version.voice for version in told_by if version.voice}
    open_to_all = {None, *_whole_on_internet(voices.values(), on=on)}
    told = (
        replace(
            view,
            versions=tuple(v for v in view.versions if v.voice_id in open_to_all),
            notes=tuple(v for v in view.notes if v.voice_id in open_to_all),
        )
        for view in views
    )
    return [view for view in told if view.versions or view.agreed]


def _whole_on_internet(voices: Iterable[Voice], *, on: date) -> set[UUID]:
    """Return which voices may be on the internet as a whole: the picture of a picture, the words of the others."""
    listed = list(voices)
    gate = Gate.of(listed)
    return {one.pk for one in listed if gate.ruling(one, Use.INTERNET, on=on, what=on_paper(one))}


def shown_text(view: MilestoneView) -> str:
    """Return the wording of a milestone: the agreed one, or the only version."""
    if view.agreed:
        return view.agreed.text
    return view.versions[0].text if len(view.versions) == 1 else ""


def lessons(*, on: date) -> list[LessonView]:
    """Return the lessons that were validated; only these are told to the public."""
    return [view for view in lesson_views(on=on) if view.is_validated]


def lesson(pk: UUID, *, on: date) -> LessonView | None:
    """Return one validated lesson, or None."""
    found = lesson_views(lesson_rows().filter(pk=pk), on=on)
    return found[0] if found and found[0].is_validated else None


@dataclass(frozen=True)
class MaterialView:
    """The newest version of a material with the files one may take home."""

    release: Release
    files: tuple[ReleaseFile, ...]
    closed: bool = False  # carries a voice that may not be on the internet today

    @property
    def common(self) -> list[ReleaseFile]:
        """The files for everybody, without those of one community."""
        return [file for file in self.files if file.community_id is None]

    @property
    def of_places(self) -> list[ReleaseFile]:
        """The files made for one community each."""
        return [file for file in self.files if file.community_id is not None]


def materials(*, on: date) -> list[MaterialView]:
    """Return the newest version of each material; the files only of those whose every voice may be on the internet."""
    releases = public_materials()
    closed = closed_releases([release.pk for release in releases], on=on)
    return [
        MaterialView(release, () if release.pk in closed else _files(release), release.pk in closed)
        for release in releases
    ]


def closed_releases(ids: Iterable[UUID], *, on: date) -> set[UUID]:
    """Return which of these releases carry a fragment or a whole voice that may not be on the internet on that day."""
    asked = list(ids)
    links = list(ReleaseFragment.objects.filter(release__in=asked).select_related("fragment"))
    fragments = {link.fragment_id: link.fragment for link in links}
    refused = {thing.pk for thing, ruling in permitted(fragments.values(), use=Use.INTERNET, on=on) if not ruling}
    wholes = list(ReleaseVoice.objects.filter(release__in=asked).select_related("voice"))
    shown = _whole_on_internet({link.voice_id: link.voice for link in wholes}.values(), on=on)
    closed = {link.release_id for link in links if link.fragment_id in refused}
    return closed | {link.release_id for link in wholes if link.voice_id not in shown}


def _files(release: Release) -> tuple[ReleaseFile, ...]:
    return tuple(file for file in release.files.all() if file.blob.erased_at is None)


def public_agreements() -> QuerySet[Agreement]:
    """Return the agreements everybody may read."""
    return agreements().filter(visibility="public").order_by("folio")


def next_session(*, on: date, community: Community | None = None) -> Session | None:
    """Return the next assembly that was called or planned: of a community, or of the alliance."""
    coming = Session.objects.filter(planned_at__date__gte=on, state__in=["planned", "called"])
    return coming.filter(body__community=community).select_related("body").order_by("planned_at").first()


@dataclass(frozen=True)
class CommunityPage:
    """Everything public about one community. No person is named."""

    row: CommunityRow
    seats: tuple[tuple[Seat, Mandate | None], ...]
    agreements: tuple[AgreementRow, ...]
    deliveries: tuple[Delivery, ...]
    returns: tuple[Return, ...]
    session: Session | None
    files: tuple[ReleaseFile, ...]
    shares: bool  # its assembly agreed that its data may be on the internet

    @cached_property
    def committee_since(self) -> PartialDate | None:
        """When the present committee began, as far as it is known."""
        starts = [mandate.start for _seat, mandate in self.seats if mandate]
        return min(starts, key=lambda start: start.key) if starts else None

    @property
    def vacant(self) -> bool:
        """There are seats and nobody in any of them."""
        return bool(self.seats) and all(mandate is None for _seat, mandate in self.seats)


def shares_data(community: Community, *, on: date) -> bool:
    """Tell whether the assembly of a community agreed that its data may be on the internet (see DataAgreement)."""
    given = DataAgreement.objects.filter(community=community)
    agreed = agreement_in_force(map(agreement_facts, given), on)
    return agreed is not None and Use.INTERNET in agreed.uses


def community_page(community: Community, *, on: date) -> CommunityPage:
    """Return what everybody may know about a community; the page shows only its name when `shares` is False."""
    seats = Seat.objects.filter(body__community=community, body__kind="committee", suppressed_min=None)
    held = Mandate.objects.filter(seat__in=seats, end_min=None, annulled_at=None)
    by_seat = {mandate.seat_id: mandate for mandate in held}
    agreed = agreements_of_community(community).filter(visibility="public")
    files = ReleaseFile.objects.filter(community=community, release__material__retired_at=None, blob__erased_at=None)
    listed = list(files.select_related("blob", "release__material").order_by("release__number"))
    closed = closed_releases({file.release_id for file in listed}, on=on)
    return CommunityPage(
        row=rows([community], on=on)[0],
        seats=tuple((seat, by_seat.get(seat.pk)) for seat in seats.select_related("body")),
        agreements=tuple(agreement_rows(agreed, on=on)),
        deliveries=tuple(Delivery.objects.filter(kit__community=community).select_related("kit__edition")),
        returns=tuple(Return.objects.filter(community=community).order_by("-on")),
        session=next_session(on=on, community=community),
        files=tuple(file for file in listed if file.release_id not in closed)[-4:],
        shares=shares_data(community, on=on),
    )


@dataclass(frozen=True)
class Missing:
    """What the alliance still lacks, said in public."""

    without_kit: int
    without_return: int
    communities: int


def missing() -> Missing:
    """Count what is still owed to the communities, in one question."""
    served = Community.objects.filter(merged_into=None, provider="committee")
    with_kit = Delivery.objects.values("kit__community")
    spoke = Voice.objects.filter(state="accepted").exclude(community=None).values("community")
    returned = Return.objects.values("community")
    return Missing(
        **served.aggregate(
            without_kit=Count("pk", filter=~Q(pk__in=with_kit)),
            without_return=Count("pk", filter=Q(pk__in=spoke) & ~Q(pk__in=returned)),
            communities=Count("pk"),
        )
    )


def project_sums(language: str) -> Sums | None:
    """Return what the project costs, what is secured and what is missing; None without a project."""
    project = Project.objects.order_by("pk").first()
    return budget_of(project, language).sums if project else None
