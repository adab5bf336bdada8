"""Who may do what: the actor of a request, `can` for one thing, `visible` for a list, and the mark on every address.

Both answers are made from the same clauses of `people.rules.table`; a test asks both over generated data and compares.
Nothing is remembered between requests: when a mandate ends, the next page already knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, TypeVar, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from manantial.alliance.models import Alliance, Owned
from manantial.jobs.models import Job
from manantial.ledger.models import Entry, Register
from manantial.people.models import Account, Attempt, Body, Device, Invitation, Mandate, Person, Seat
from manantial.people.queries.holdings import holdings_of
from manantial.people.rules import PERMISSIONS, AccessPaths, Clause, Holding, Role, Where, clauses
from manantial.people.rules.entering import is_over
from manantial.territory.models import Community, CommunityLocality, CommunityState, Locality, Municipality
from manantial.vault.models import Arrival, Blob

SESSION_WAY, SESSION_ENTERED, SESSION_SEEN = "way", "entered", "seen"
_SEEN_EVERY = 300  # seconds between two notes of "was here"

_Thing = TypeVar("_Thing", bound=Owned)
_View = TypeVar("_View", bound=Callable[..., HttpResponseBase])

# Rooms below this one cannot declare ACCESS in their tables; theirs and this room's own stand here.
_DECLARED: dict[type[models.Model], AccessPaths] = {
    Municipality: AccessPaths(),
    Locality: AccessPaths(),
    CommunityLocality: AccessPaths(),
    Community: AccessPaths(community="id", visibility="visibility"),
    CommunityState: AccessPaths(community="community_id", visibility="community__visibility"),
    Person: AccessPaths(community="community_id", visibility="visibility"),
    Body: AccessPaths(community="community_id", body="id"),
    Seat: AccessPaths(community="body__community_id", body="body_id"),
    Mandate: AccessPaths(community="seat__body__community_id", body="seat__body_id", moment="start_min"),
    Account: AccessPaths(),
    Device: AccessPaths(),
    Invitation: AccessPaths(),
    Attempt: AccessPaths(),
    Entry: AccessPaths(community="community_id", moment="at"),
    Register: AccessPaths(),
    Job: AccessPaths(),
    Blob: AccessPaths(),
    Arrival: AccessPaths(),
}


class UndeclaredAccess(TypeError):
    """A table does not say whom its rows concern: give the model `ACCESS = AccessPaths(...)`."""


@dataclass(frozen=True)
class Actor:
    """Somebody at the door: nobody in particular, or an account with what it holds today."""

    alliance_id: UUID | None = None
    account: Account | None = None
    holdings: tuple[Holding, ...] = (Holding(Role.PUBLIC),)
    foreign: bool = False  # logged in, but at another alliance of this server

    @property
    def person(self) -> Person | None:
        """The person of the account, for `by=` of actions."""
        return self.account.person if self.account else None

    @property
    def is_known(self) -> bool:
        """True when somebody has logged in."""
        return self.account is not None

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held in force today (PUBLIC always)."""
        return frozenset(holding.role for holding in self.holdings if holding.until is None)

    @property
    def communities(self) -> frozenset[UUID]:
        """The communities of the seats held in force."""
        return frozenset().union(*(holding.communities for holding in self.holdings if holding.until is None))

    @property
    def bodies(self) -> frozenset[UUID]:
        """The bodies of the seats held in force."""
        return frozenset().union(*(holding.bodies for holding in self.holdings if holding.until is None))

    @property
    def capacity(self) -> Holding | None:
        """The mandate in whose name this person acts first, for the ledger; None without a seat."""
        return next((one for one in self.holdings if one.mandate and one.until is None), None)


class Request(HttpRequest):
    """A request that has passed the doors: it knows its alliance and its actor."""

    alliance: Alliance
    actor: Actor
    user: Account


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request, computed from the mandates in force today."""
    alliance: Alliance | None = getattr(request, "alliance", None)
    if alliance is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return Actor(alliance.pk if alliance else None)
    user = request.user
    if isinstance(user, Account):
        return actor_for(user, timezone.localdate())
    return Actor(alliance.pk, foreign=SESSION_KEY in request.session)


def actor_for(account: Account, today: date) -> Actor:
    """What an account may be on a day: used by requests, jobs and tests."""
    return Actor(account.alliance_id, account, (Holding(Role.PUBLIC), *holdings_of(account, today)))


class ActorOfRequest:
    """Middleware: sets `request.actor` and ends logins that lasted or were silent too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with a known actor."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            _keep_or_end(request, timezone.now())
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def note_entrance(request: HttpRequest, way: str, now: datetime) -> None:
    """Write into the session how and when somebody came in."""
    request.session[SESSION_WAY] = way
    request.session[SESSION_ENTERED] = request.session[SESSION_SEEN] = now.timestamp()


def _keep_or_end(request: HttpRequest, now: datetime) -> None:
    session = request.session
    if SESSION_KEY not in session:
        return
    entered, seen = session.get(SESSION_ENTERED, 0.0), session.get(SESSION_SEEN, 0.0)
    if is_over(session.get(SESSION_WAY, ""), _moment(entered), _moment(seen), now):
        request.ended = request.user if request.user.is_authenticated else None  # type: ignore[attr-defined]
        logout(request)
        messages.info(request, _("Su sesión terminó, para cuidar su cuenta. Lo que guardó sigue guardado."))
    elif now.timestamp() - seen > _SEEN_EVERY:
        session[SESSION_SEEN] = now.timestamp()


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=timezone.get_default_timezone())


def can(actor: Actor, permission: str, thing: models.Model | None = None) -> bool:
    """May the actor do this, with this thing or (without one) with any thing at all?

    KeyError for a permission that does not exist, UndeclaredAccess for a table that declares no paths.
    """
    granted = clauses(actor.holdings, permission)
    if thing is None:
        return bool(granted)
    paths = paths_of(type(thing))
    if actor.alliance_id is None or getattr(thing, "alliance_id", None) != actor.alliance_id:
        return False
    return any(_covers(clause, paths, thing) for clause in granted)


def visible(actor: Actor, permission: str, queryset: QuerySet[_Thing]) -> QuerySet[_Thing]:
    """The rows of a queryset with which the actor may do this; exactly those for which `can` says yes."""
    granted = clauses(actor.holdings, permission)
    paths = paths_of(queryset.model)
    if not granted or actor.alliance_id is None:
        return queryset.none()
    condition = Q()
    for clause in granted:
        one = _condition(clause, paths, queryset.model)
        if one is not None:
            condition |= one
    if not condition:
        return queryset.none()
    return queryset.filter(condition, alliance_id=actor.alliance_id)


def find(request: HttpRequest, permission: str, things: type[_Thing] | QuerySet[_Thing], pk: UUID | str) -> _Thing:
    """The thing with this id if the actor of the request may do this with it, else Http404."""
    queryset = things if isinstance(things, QuerySet) else things.objects.all()
    found = visible(request.actor, permission, queryset).filter(pk=pk).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def address(permission: str) -> Callable[[_View], _View]:
    """Declare which permission an address needs, and ask for it before the view runs.

    Nobody in particular is sent to the page where one enters; an account of another alliance gets 404; somebody
    whose role does not reach gets 403. Pages of the desk and of My community need their own key besides.
    """
    if permission not in PERMISSIONS:
        raise KeyError(permission)

    def mark(view: _View) -> _View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return _refusal(request, permission) or view(request, *args, **kwargs)

        asked.permission = permission  # type: ignore[attr-defined]
        return cast(_View, asked)

    return mark


def _refusal(request: HttpRequest, permission: str) -> HttpResponseBase | None:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    keys = {permission} | {key for start, key in _FACES.items() if request.path_info.startswith(start)}
    lacking = sorted(key for key in keys if not can(actor, key))
    if not lacking:
        return None
    if actor.foreign:
        raise Http404
    if actor.is_known:
        raise PermissionDenied(f"{actor.account} lacks {', '.join(lacking)}")
    return _to_entrance(request)


_FACES = {"/mesa/": "desk.enter", "/mi-comunidad/": "mine.enter"}


def _to_entrance(request: HttpRequest) -> HttpResponse:
    door = reverse("people:enter")
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(door)
    return redirect_to_login(request.get_full_path(), door, "next")


def declare(model: type[models.Model], paths: AccessPaths) -> None:
    """Say whom the rows of a table concern, for a room that cannot write it in the table itself."""
    _DECLARED[model] = paths


def paths_of(model: type[models.Model]) -> AccessPaths:
    """The access paths of a table; UndeclaredAccess when it has none."""
    paths = getattr(model, "ACCESS", None) or _DECLARED.get(model)
    if paths is None:
        raise UndeclaredAccess(f"{model.__name__} declares no ACCESS")
    return paths


# One clause, asked of one thing -------------------------------------------------------------------------------


def _covers(clause: Clause, paths: AccessPaths, thing: models.Model) -> bool:
    column = _column(clause, paths)
    if column is None and clause.only_with_column and clause.where is not Where.ANY:
        return False
    levels = clause.levels if column else clause.far_levels
    if paths.visibility and not set(_values(thing, paths.visibility)) & set(levels):
        return False
    if clause.until and paths.moment and not any(_day(one) <= clause.until for one in _values(thing, paths.moment)):
        return False
    if column is None:
        return True
    if clause.where is Where.COMMON:
        return not _values(thing, column)
    return bool(set(_values(thing, column)) & _owned(clause, paths))


def _values(thing: Any, path: str) -> list[Any]:
    """What lies at the end of a path, nothing for an empty link, many for a link to many."""
    found = [thing]
    for step in path.split("__"):
        found = [value for one in found for value in _step(one, step)]
    return found


def _step(one: Any, step: str) -> Iterator[Any]:
    value = getattr(one, step)
    if isinstance(value, models.Manager):
        yield from value.all()
    elif value is not None:
        yield value


def _day(moment: date | datetime) -> date:
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


# The same clause, asked of a table ----------------------------------------------------------------------------


def _condition(clause: Clause, paths: AccessPaths, model: type[models.Model]) -> Q | None:
    """The clause as a condition, None when it grants nothing of this table."""
    column = _column(clause, paths)
    if column is None and clause.only_with_column and clause.where is not Where.ANY:
        return None
    condition = Q(pk__isnull=False)
    if paths.visibility:
        condition &= _within(model, paths.visibility, sorted(clause.levels if column else clause.far_levels))
    if clause.until and paths.moment:
        condition &= _until(model, paths.moment, clause.until)
    if column and clause.where is Where.COMMON:
        condition &= ~_present(model, column)
    elif column:
        condition &= _within(model, column, sorted(_owned(clause, paths)))
    return condition


def _column(clause: Clause, paths: AccessPaths) -> str | None:
    """The column that limits this clause in this table; the community stands in for the body and the other way."""
    if clause.where is Where.COMMUNITY:
        return paths.community or (paths.body if clause.bodies else None)
    if clause.where is Where.COMMON:
        return paths.community
    if clause.where is Where.BODY:
        return paths.body or (paths.community if clause.communities else None)
    return None


def _owned(clause: Clause, paths: AccessPaths) -> frozenset[UUID]:
    by_body = (clause.where is Where.BODY and paths.body) or (clause.where is Where.COMMUNITY and not paths.community)
    return clause.bodies if by_body else clause.communities


def _within(model: type[models.Model], path: str, values: Iterable[Any]) -> Q:
    return _through(model, path, Q(**{f"{path}__in": list(values)}))


def _present(model: type[models.Model], path: str) -> Q:
    return _through(model, path, Q(**{f"{path}__isnull": False}))


def _until(model: type[models.Model], path: str, last: date) -> Q:
    lookup = f"{path}__date__lte" if _is_datetime(model, path) else f"{path}__lte"
    return _through(model, path, Q(**{lookup: last}))


def _through(model: type[models.Model], path: str, condition: Q) -> Q:
    """The condition itself, or, where the path leads to many rows, one that repeats no row."""
    if not any(field.many_to_many or field.one_to_many for field in _fields(model, path)):
        return condition
    return Q(pk__in=model._base_manager.filter(condition).values("pk"))


def _is_datetime(model: type[models.Model], path: str) -> bool:
    return isinstance(_fields(model, path)[-1], models.DateTimeField)


def _fields(model: type[models.Model], path: str) -> list[Any]:
    fields: list[Any] = []
    present: Any = model
    for step in path.split("__"):
        field = present._meta.pk if step == "pk" else present._meta.get_field(step)
        fields.append(field)
        present = field.related_model or present
    return fields


def client_mark(request: HttpRequest) -> str:
    """A mark of the address somebody asks from, which cannot be turned back into the address.

    Behind a proxy the setting `client_address_header` names the one header it is read from.
    """
    header = settings.HOME.setting("client_address_header")
    told = request.headers.get(header, "").rpartition(",")[2].strip() if header else ""
    return salted_hmac("manantial.address", told or request.META.get("REMOTE_ADDR", "")).hexdigest()[:32]
