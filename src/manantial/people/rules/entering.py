"""How one enters without e-mail: names, codes, PINs, how many tries, and how long a login lasts.

Sources: OWASP ASVS 5.0 chapters V6 and V7. The short PIN is allowed because it is useless without the enrolled
phone: it is the second factor, not the only one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from manantial.kernel.rulings import Ruling, gettext_noop

CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ3789"  # nothing that looks like something else
CODE_LENGTH = 8
CODE_LIFE = timedelta(minutes=10)
CARD_LIFE = timedelta(days=30)
LINK_LIFE = timedelta(days=3)
DEVICE_IDLE = timedelta(days=30)
DEVICE_TRIES = 5
LAPSED_READING = timedelta(days=30)
ATTEMPTS_KEPT = timedelta(days=90)
WINDOW = timedelta(minutes=15)
TRIES = 5
TRIES_FROM_BUSY_ADDRESS = 2
BUSY_ADDRESS = 30
CODE_TRIES_PER_HOUR = 10
LONGEST_WAIT = timedelta(hours=2)
_PIN = re.compile(r"\d{6}")


class Way(StrEnum):
    """How somebody came in; it decides how long they stay."""

    PASSWORD = "password"  # noqa: S105 - the name of a way, not a secret
    PIN = "pin"
    CODE = "code"
    LINK = "link"


class InvitationKind(StrEnum):
    """A secret used once."""

    CARD = "card"
    CODE = "code"
    LINK = "link"


# Longest stay and longest silence of a login.
_STAY = {
    Way.PASSWORD: (timedelta(hours=8), timedelta(minutes=30)),
    Way.LINK: (timedelta(hours=8), timedelta(hours=8)),
    Way.PIN: (timedelta(hours=8), timedelta(hours=2)),
    Way.CODE: (timedelta(minutes=20), timedelta(minutes=20)),
}


def is_over(way: str, entered: datetime, seen: datetime, now: datetime) -> bool:
    """True when a login has lasted too long or has been silent too long; an unknown way is over at once."""
    if way not in set(Way):
        return True
    stay, silence = _STAY[Way(way)]
    return now - entered > stay or now - seen > silence


def may_try(failures: Sequence[datetime], now: datetime, *, address_failures: int = 0) -> Ruling:
    """May this account try again?

    `failures` are its failed tries since it last came in. Five within fifteen minutes are free; then each further
    one doubles the wait: 15 minutes, 30, an hour, at most two. An address with many failures of anybody is never
    shut (a whole village shares it), but leaves two free tries. Facts: `minutes` to wait.
    """
    tries = TRIES if address_failures < BUSY_ADDRESS else TRIES_FROM_BUSY_ADDRESS
    recent = [moment for moment in failures if now - moment < LONGEST_WAIT]
    if len(recent) < tries:
        return Ruling.yes()
    wait = min(WINDOW * 2 ** (len(recent) - tries), LONGEST_WAIT)
    left = max(recent) + wait - now
    if left <= timedelta(0):
        return Ruling.yes()
    minutes = -(-left // timedelta(minutes=1))
    return Ruling.no(
        gettext_noop("Hubo varios intentos que no coinciden. Espere %(minutes)d min y vuelva a intentar."),
        minutes=minutes,
    )


def may_try_code(failures_last_hour: int) -> Ruling:
    """May this address try another one-use code? Ten wrong ones an hour are enough."""
    if failures_last_hour < CODE_TRIES_PER_HOUR:
        return Ruling.yes()
    return Ruling.no(
        gettext_noop("Desde esta conexión se han escrito muchos códigos que no coinciden. Espere una hora."), minutes=60
    )


def judge_pin(pin: str) -> Ruling:
    """Is this a PIN? Six digits, not all equal, not a staircase, not a pair repeated three times."""
    if not _PIN.fullmatch(pin) or not pin.isascii():
        return Ruling.no(gettext_noop("El PIN son 6 números."))
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    if steps <= {0} or steps <= {1} or steps <= {9} or pin[:2] * 3 == pin or pin[:3] * 2 == pin:
        return Ruling.no(gettext_noop("Ese PIN es fácil de adivinar. Escoja 6 números que no sigan un orden."))
    return Ruling.yes()


def tidy_code(typed: str) -> str:
    """A one-use code as it was given, whatever spaces, hyphens or small letters were typed."""
    return re.sub(r"[^A-Z0-9]", "", typed.upper())


def format_code(code: str) -> str:
    """A code as it is printed and told: `ABCD-EFGH`."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"
