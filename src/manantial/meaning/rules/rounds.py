"""Asking a room: cards for the wall, traffic lights, votes with beans; which answers count and what may be shown.

A phone answers as often as it likes and its newest answer counts. What the team counts by hand stands beside the
phones. On the wall a small group is not broken down: what four people voted would say who they are.
"""

from __future__ import annotations

import ipaddress
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.meaning.rules.catalogues import Light
from manantial.meaning.rules.validation import GroupVotes, shown_breakdown

CODE_ALPHABET = "ACDEFGHJKLMNPQRTUVWXY347"  # nothing that looks or sounds like something else
CODE_LENGTH = 5
MOST_OPTIONS, MOST_FINDINGS = 12, 15
MOST_CARDS, MOST_ANSWERS = 30, 120  # of one phone in one round
MOST_DEVICES = 400  # of one round
MOST_A_MINUTE = 900  # answers of the whole room
CARD_LETTERS = 400


class RoundKind(StrEnum):
    """What is asked of a room."""

    CARDS = "cards"
    LIGHTS = "lights"
    BEANS = "beans"


ROUND_WORDS: Mapping[str, str] = {
    RoundKind.CARDS: _("Tarjetas para la pared"),
    RoundKind.LIGHTS: _("Semáforo de hallazgos"),
    RoundKind.BEANS: _("Votación con granos"),
}
LIGHT_WORDS: Mapping[str, str] = {
    Light.GREEN: _("Así fue"),
    Light.YELLOW: _("En parte"),
    Light.RED: _("Así no fue"),
}


@dataclass(frozen=True)
class Cast:
    """One stored answer. Without a device it was typed by the team."""

    group: str
    item: int
    choice: str
    count: int = 1
    device: str = ""


def standing(cast: Iterable[Cast]) -> list[Cast]:
    """The answers that count, given in the order in which they came.

    Of a phone the newest for each thing asked; of the team the newest for each group and choice.
    """
    newest: dict[tuple[object, ...], Cast] = {}
    for one in cast:
        key = (one.device, one.item) if one.device else ("", one.item, one.group, one.choice)
        newest[key] = one
    return [one for one in newest.values() if one.count]


Tally = Mapping[int, Mapping[str, Mapping[str, int]]]


def tally(cast: Iterable[Cast]) -> Tally:
    """How many chose what: thing asked → group → choice → people."""
    found: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for one in standing(cast):
        found[one.item][one.group][one.choice] += one.count
    return found


def lights_of(groups: Mapping[str, Mapping[str, int]]) -> list[GroupVotes]:
    """The traffic light of each group, as the validation of findings keeps it."""
    return [
        GroupVotes(group, *(choices.get(light, 0) for light in (Light.GREEN, Light.YELLOW, Light.RED)))
        for group, choices in sorted(groups.items())
    ]


@dataclass(frozen=True)
class Shown:
    """What the wall may show of one thing asked: the sums, and each group unless it is too small (None)."""

    totals: Mapping[str, int]
    groups: tuple[tuple[str, Mapping[str, int] | None], ...]

    @property
    def people(self) -> int:
        """How many answered."""
        return sum(self.totals.values())


def shown(groups: Mapping[str, Mapping[str, int]], choices: Sequence[str]) -> Shown:
    """Hide the breakdown of groups so small that it would point at somebody; the sums are always shown."""
    totals = {choice: sum(counts.get(choice, 0) for counts in groups.values()) for choice in choices}
    sizes = {group: sum(counts.values()) for group, counts in groups.items()}
    allowed = shown_breakdown(sizes, sensitive=True)
    rows = tuple(
        (group, None if allowed[group] is None else {choice: groups[group].get(choice, 0) for choice in choices})
        for group in sorted(groups, key=lambda group: (-sizes[group], group))
    )
    return Shown(totals, rows)


@dataclass(frozen=True)
class Crowd:
    """What a round has taken so far."""

    of_device: int = 0  # answers of this phone
    known: bool = True  # this phone has answered before
    devices: int = 0
    last_minute: int = 0


def may_answer(kind: str, crowd: Crowd, *, is_open: bool) -> Ruling:
    """May a phone answer now? The limits are far above what a room of people does."""
    if not is_open:
        return Ruling.no(_("Esta pregunta ya se cerró. Gracias por estar aquí."))
    if crowd.last_minute >= MOST_A_MINUTE:
        return Ruling.no(_("Están llegando muchas respuestas a la vez. Espere un minuto y toque otra vez."))
    if crowd.of_device >= (MOST_CARDS if kind == RoundKind.CARDS else MOST_ANSWERS):
        return Ruling.no(_("Desde este teléfono ya se envió mucho. Si falta algo, dígalo a quien facilita."))
    if not crowd.known and crowd.devices >= MOST_DEVICES:
        return Ruling.no(_("Ya contestaron todos los teléfonos que caben. Dé su respuesta a quien facilita."))
    return Ruling.yes()


def tidy_code(typed: str) -> str:
    """A code as it was given, whatever spaces, hyphens or small letters were typed."""
    return re.sub(r"[^A-Z0-9]", "", typed.upper())[:8]


def phone_address(public: str, hosts: Iterable[str], asked: str, port: str, *, secure: bool = False) -> str:
    """The beginning of the address that phones of the same network can open; empty when none can.

    `public` is the address of a server with a name, `hosts` the names this installation answers to, `asked` the host
    of the present page. A laptop answers phones only when it was opened to its network.
    """
    if public:
        return public.rstrip("/")
    name = asked.rpartition(":")[0] if re.search(r":\d+$", asked) else asked
    near = name if _reachable(name) else next((host for host in hosts if _reachable(host) and _is_number(host)), "")
    if not near:
        return ""
    usual = "443" if secure else "80"
    return f"{'https' if secure else 'http'}://{near}{'' if port == usual else f':{port}'}"


def _reachable(host: str) -> bool:
    if host in {"localhost", "", "[::1]", "*", "testserver"} or host.endswith(".localhost"):
        return False
    return not (_is_number(host) and ipaddress.ip_address(host).is_loopback)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
