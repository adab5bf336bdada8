"""The places and people of Agua Clara: communities, committees that change every year, the board, the staff, accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from manantial.alliance.models import Alliance
from manantial.example.agua_clara.calendar import (
    BOARD_COMMUNITIES,
    CIVIL,
    FIRST_NAMES_M,
    FIRST_NAMES_W,
    OFFICIALS,
    STAFF,
    SURNAMES,
    TODAY,
)
from manantial.example.agua_clara.places import BOUNDARY, PLACES, SOURCE, Place
from manantial.example.agua_clara.stage import Stage, after, at
from manantial.kernel.dates import PartialDate
from manantial.people.actions import (
    create_account,
    create_body,
    create_committee,
    create_seat,
    end_mandate,
    register_person,
    renew_body,
    set_password,
    start_mandate,
)
from manantial.people.models import Account, Body, Mandate, Person, Seat
from manantial.people.rules import BodyKind, EndReason, SeatRole, Sector
from manantial.territory.actions import add_community, set_state
from manantial.territory.models import Community, Municipality
from manantial.territory.rules import MembershipState

BEGAN = date(2023, 1, 29)
CHANGED = date(2024, 10, 1)  # the municipal administration
PASSWORD = "agua clara de ejemplo"  # noqa: S105 - of the invented accounts, printed by ``manantial demo``
ROLES = (SeatRole.PRESIDENCY, SeatRole.SECRETARY, SeatRole.TREASURY)
LATE = {"C-06", "C-20", "C-29", "C-35"}  # nobody called an election this year: in office, expired
VACANT = {"C-25"}  # everybody left and nobody was elected
RENEWED_LATELY = {"C-39": date(2026, 11, 15)}


def settle(stage: Stage) -> None:
    """Write the municipality and its communities with their dated states."""
    stage.municipality = Municipality.objects.get(home=True)
    stage.municipality.boundary, stage.municipality.source = BOUNDARY, SOURCE
    stage.municipality.save()
    for place in PLACES:
        stage.communities[place.code] = _community(place)


def _community(place: Place) -> Community:
    community = add_community(
        name=place.name, code=place.code, aliases=list(place.aliases), languages=list(place.languages),
        provider=place.provider, households=place.households, population=place.population, latitude=place.latitude,
        longitude=place.longitude, place_reserved=place.reserved, assembly_day="Último domingo del mes", by=None,
        now=at(BEGAN),
    )  # fmt: skip
    first = "member" if place.state == "paused" else place.state
    set_state(community, MembershipState(first), since=PartialDate.parse(place.since), by=None, now=at(BEGAN))
    if place.state == "paused":
        paused = PartialDate.parse("2025")
        set_state(
            community, MembershipState.PAUSED, since=paused, note="Pidió una pausa.", by=None, now=at(date(2025, 6, 1))
        )
    return community


def names(start: int) -> Iterator[tuple[str, str]]:
    """Yield (name, sex) for ever, always the same from the same start; every name is invented."""
    n = start
    while True:
        women = n % 2 == 0
        first = (FIRST_NAMES_W if women else FIRST_NAMES_M)[(n * 5 + n // 7) % (28 if women else 26)]
        yield f"{first} {SURNAMES[(n * 7) % 24]} {SURNAMES[(n * 11 + 5) % 24]}", "M" if women else "H"
        n += 1


def employ(stage: Stage) -> None:
    """Seat the five of the staff, the board, the assembly and the allied association."""
    team = Body.objects.get(kind=BodyKind.OPERATING)
    roles = (SeatRole.MANAGEMENT, SeatRole.TECHNICAL, SeatRole.SOCIAL, SeatRole.QUALITY, SeatRole.ACCOUNTING)
    for (key, label, name, sex), role in zip(STAFF, roles, strict=True):
        person = Person.objects.filter(name=name).first()
        person = person or register_person(name=name, sex=sex, phone="961 000 0001", by=None, now=at(BEGAN))
        seat = Seat.objects.filter(body=team, role=role).first()
        if seat is None:
            seat = create_seat(
                team, role=role, label=label, sector=Sector.OPERATING, votes=False, by=None, now=at(BEGAN)
            )
        if not seat.mandates.exists():
            start_mandate(seat, person, start=PartialDate.on(BEGAN), by=None, now=at(BEGAN))
        stage.staff[key], stage.seats[key] = person, seat
    stage.bodies["assembly"] = create_body(
        kind=BodyKind.ASSEMBLY, name="Asamblea General de Comités de Agua Clara", founded=PartialDate.on(BEGAN),
        by=stage.social, now=at(BEGAN),
    )  # fmt: skip
    ally = create_body(kind=BodyKind.ALLY, name=CIVIL[0][0], by=stage.social, now=at(BEGAN))
    seat = create_seat(ally, role=SeatRole.FACILITATION, label="Facilitación", by=stage.social, now=at(BEGAN))
    ana = register_person(name=CIVIL[0][1], sex="M", by=stage.social, now=at(BEGAN))
    start_mandate(seat, ana, start=PartialDate.parse("2023"), by=stage.social, now=at(BEGAN))
    stage.staff["facilitator"] = ana


def elect(stage: Stage) -> None:
    """Hold the committees' elections of three years, some of them late or never."""
    people = names(0)
    for n, (code, community) in enumerate(stage.communities.items()):
        if community.provider != "committee":
            continue
        committee = create_committee(
            community, name=f"Comité de agua de {community.name}", roles=ROLES, by=stage.social, now=at(after(BEGAN, n))
        )
        stage.bodies[code] = committee
        _terms(stage, code, committee, n, people)


def _terms(stage: Stage, code: str, committee: Body, n: int, people: Iterator[tuple[str, str]]) -> None:
    seats = list(committee.seats.order_by("position"))
    held: dict[Seat, Person] = {}
    for year in (2024, 2025, 2026):
        day = date(year, 1, 14) + timedelta(days=4 * n % 75)
        if year == 2026:
            day = RENEWED_LATELY.get(code, day)
            if code in LATE:
                return
            if code in VACANT:
                _leave(stage, committee, day)
                return
        for place, seat in enumerate(seats):
            if seat in held and (n + year + place) % 3 == 0:
                continue  # re-elected
            name, sex = next(people)
            held[seat] = register_person(
                name=name, sex=sex, community=stage.communities[code], phone=f"961 000 {n:02}{place}{year % 10}",
                phone_public=place == 0 and n % 3 == 0, by=stage.social, now=at(day),
            )  # fmt: skip
        renew_body(
            committee, dict(held), on=day, planned_end=day + timedelta(days=364), act=f"Acta de elección {year}",
            by=stage.social, now=at(after(day, 2)),
        )  # fmt: skip


def _leave(stage: Stage, committee: Body, day: date) -> None:
    for seat in committee.seats.all():
        for mandate in seat.mandates.filter(end_min=None):
            end_mandate(mandate, end=PartialDate.on(day), reason=EndReason.MIGRATION, by=stage.social, now=at(day))


def install_board(stage: Stage) -> None:
    """Seat the Governing Board: eight of the committees, six officials (who change in 2024), two civil with voice."""
    board = create_body(
        kind=BodyKind.BOARD, name="Junta de Gobierno del organismo de Agua Clara", founded=PartialDate.on(BEGAN),
        by=stage.social, now=at(BEGAN),
    )  # fmt: skip
    stage.bodies["board"] = board
    for n, code in enumerate(BOARD_COMMUNITIES, start=1):
        seat = _seat(stage, board, f"Representante de comités {n}", Sector.COMMUNITY)
        person = Person.objects.filter(community=stage.communities[code]).order_by("name").first()
        if person is not None:
            _sit(stage, seat, person, BEGAN, represents=stage.communities[code])
    old = names(400)
    for label, name, sex in OFFICIALS:
        seat = _seat(stage, board, label, Sector.OFFICIAL)
        before, before_sex = next(old)
        first = _sit(stage, seat, _person(stage, before, before_sex), BEGAN)
        end_mandate(
            first,
            end=PartialDate.on(CHANGED - timedelta(days=1)),
            reason=EndReason.TERM,
            by=stage.social,
            now=at(CHANGED),
        )
        _sit(stage, seat, _person(stage, name, sex), CHANGED)
    for n, (organisation, name, sex) in enumerate(CIVIL, start=1):
        seat = _seat(stage, board, f"Asociación civil {n}", Sector.CIVIL, votes=False)
        person = Person.objects.filter(name=name).first() or _person(stage, name, sex)
        start_mandate(
            seat, person, start=PartialDate.on(BEGAN), represents=organisation, by=stage.social, now=at(BEGAN)
        )


def _seat(stage: Stage, board: Body, label: str, sector: Sector, *, votes: bool = True) -> Seat:
    role = SeatRole.ADVISER if not votes else SeatRole.MEMBER
    return create_seat(board, role=role, label=label, sector=sector, votes=votes, by=stage.social, now=at(BEGAN))


def _person(stage: Stage, name: str, sex: str) -> Person:
    return register_person(name=name, sex=sex, by=stage.social, now=at(BEGAN))


def _sit(stage: Stage, seat: Seat, person: Person, day: date, represents: Community | None = None) -> Mandate:
    return start_mandate(
        seat, person, start=PartialDate.on(day), represents_community=represents, by=stage.social, now=at(day)
    )


ACCOUNTS = (
    ("amalia", "general_management", "gerencia general"),
    ("erandi", "social", "coordinación social"),
    ("citlali", "quality", "calidad del agua"),
    ("porfirio", "accounting", "contabilidad"),
    ("ana", "facilitator", "facilitadora de la asociación aliada"),
)
MEMBER = ("comite", "comité de El Carrizal: Mi comunidad")


def open_accounts(stage: Stage) -> None:
    """Open the accounts of the example, all with the same password."""
    lucia = Person.objects.filter(community=stage.communities["C-01"], mandates__end_min=None).order_by("name").first()
    people = [(username, stage.staff[key]) for username, key, _what in ACCOUNTS]
    if lucia is not None:
        people.append((MEMBER[0], lucia))
    opened = [
        person.accounts.first() or create_account(person, username=username, by=None, now=at(TODAY))
        for username, person in people
    ]
    first, *others = opened
    set_password(first, PASSWORD, by=None, now=at(TODAY))
    for account in others:  # one password for the whole example: making its hash slowly once is enough
        account.password = first.password
        account.save(update_fields=["password"])


def logins() -> list[dict[str, str]]:
    """Return how each account of the example enters, to be printed in the terminal."""
    words = {username: what for username, _key, what in ACCOUNTS} | {MEMBER[0]: MEMBER[1]}
    found = Account.objects.select_related("person").order_by("username")
    return [
        {"who": account.username, "what": words.get(account.username, "gerencia general"), "how": PASSWORD}
        for account in found
    ]


def describe(alliance: Alliance) -> None:
    """Say who this alliance is, and that it never existed."""
    alliance.organism_short = "OCAC"
    alliance.fictitious = True
    alliance.story = (
        "En Agua Clara, un municipio inventado, comités voluntarios llevan el agua a cuarenta comunidades y un "
        "organismo público, donde ellos tienen la mitad de los asientos, los acompaña. Aquí se oyen sus voces, se ven "
        "sus acuerdos y se descargan sus materiales."
    )
    alliance.story_en = (
        "In Agua Clara, an invented municipality, volunteer committees bring water to forty communities and a public "
        "body, where they hold half of the seats, supports them. Here you can hear their voices, see their agreements "
        "and download their materials."
    )
    alliance.save()
