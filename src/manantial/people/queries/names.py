"""Finding persons by what is typed: accents and capitals do not matter, aliases count."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from manantial.kernel.text import fold
from manantial.people.models import Person
from manantial.territory.models import Community


@dataclass(frozen=True)
class PersonFound:
    """Who may be meant by a name: one person, several, or nobody yet."""

    name: str
    persons: tuple[Person, ...]

    @property
    def person(self) -> Person | None:
        """The one person, None for a name nobody has yet."""
        return self.persons[0] if len(self.persons) == 1 else None


def living_persons() -> QuerySet[Person]:
    """Persons that are neither anonymised nor merged into another."""
    return Person.objects.filter(retired_at=None, merged_into=None)


def people_named(typed: str, community: Community | None = None) -> PersonFound:
    """The persons with this name or alias. For a community: hers, else those of no community; never another's."""
    name = " ".join(typed.split())
    wanted = fold(name)
    same = [person for person in living_persons() if wanted in {fold(one) for one in (person.name, *person.aliases)}]
    if community is not None:
        near = [person for person in same if person.community_id == community.pk]
        same = near or [person for person in same if person.community_id is None]
    return PersonFound(name, tuple(same))


def persons_matching(typed: str) -> list[UUID]:
    """The ids of persons whose name or alias contains every word typed, by name."""
    wanted = fold(typed).split()
    rows = living_persons().order_by("name").values_list("pk", "name", "aliases")
    return [pk for pk, name, aliases in rows if all(word in fold(" ".join((name, *aliases))) for word in wanted)]


def known_names(community: Community | None) -> list[str]:
    """Names to choose from when one is typed: of a community, or of the whole alliance."""
    people = living_persons().filter(community=community) if community is not None else living_persons()
    return list(people.order_by("name").values_list("name", flat=True).distinct()[:300])
