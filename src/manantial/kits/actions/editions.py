"""Building an edition: asking every consent again, gathering the files, and writing one manifest a community."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.kernel.digests import canonical_json, sha256_bytes
from manantial.kernel.rulings import SaidNo
from manantial.kits.actions.contents import Contents, common_contents
from manantial.kits.actions.readings import carried_by, with_play_list
from manantial.kits.models import Edition, Kit, KitFragment, KitReading, KitRelease
from manantial.kits.papers import community_items
from manantial.kits.queries import communities_for_kits
from manantial.kits.rules import Item, place
from manantial.ledger.actions import record
from manantial.people.models import Person
from manantial.territory.models import Community

Progress = Callable[[int, int | None, str], None]


class KitsRefused(SaidNo, ValueError):
    """Kits that cannot be built or written; the message is for people."""


@transaction.atomic
def build_edition(
    *, codes: Sequence[str] = (), on: date, by: Person | None, now: datetime, progress: Progress | None = None
) -> Edition:
    """Build the kits of these communities (all when empty) from what may be printed and returned on that day.

    Materials whose voices changed are built again first. Raises KitsRefused when there is no such community or
    nothing to put in a kit.
    """
    communities = list(communities_for_kits(codes))
    if not communities or len(communities) < len(set(codes)):
        unknown = ", ".join(sorted(set(codes) - {c.code for c in communities})) or "—"
        raise KitsRefused(_("No hay comunidades con comité para esos kits: %(codes)s") % {"codes": unknown})
    contents = common_contents(on=on, by=by, now=now)
    if not contents.items:
        raise KitsRefused(_("Todavía no hay materiales para el kit. Construya al menos uno en Mesa → Materiales."))
    number = Edition.objects.count() + 1
    edition = Edition.objects.create(
        number=number, title=_("Edición %(number)d") % {"number": number}, on=on, built_at=now
    )
    own = community_items(communities, on=on, now=now)
    for done, community in enumerate(communities, start=1):
        _save(edition, community, contents, own[community.pk], now=now)
        if progress:
            progress(done, len(communities), community.name)
    record("kits.built", edition, by=by, now=now, facts={"number": number, "kits": len(communities), "on": str(on)})
    return edition


def _save(edition: Edition, community: Community, contents: Contents, own: Iterable[Item], *, now: datetime) -> Kit:
    its_own = contents.of_community.get(community.pk, [])
    replaced = {(item.origin, item.variant) for item in its_own}  # the general leaflet gives way to the community's
    common = [item for item in contents.items if (item.origin, item.variant) not in replaced]
    items = [*common, *its_own, *own]
    manifest = [{**vars(placed.item), "path": placed.path} for placed in with_play_list(place(items), now=now)]
    kit = Kit.objects.create(
        edition=edition,
        community=community,
        manifest=manifest,
        digest=sha256_bytes(canonical_json(manifest)),
        size=sum(int(row["size"]) for row in manifest),
    )
    KitRelease.objects.bulk_create([KitRelease(kit=kit, release=release) for release in contents.releases])
    KitFragment.objects.bulk_create([KitFragment(kit=kit, fragment=fragment) for fragment in contents.fragments])
    read = carried_by(items, contents.heard)
    KitReading.objects.bulk_create([KitReading(kit=kit, reading=reading) for reading in read])
    return kit
