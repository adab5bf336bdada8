"""Values in words for people: numbers, money and dates as a table or a file card prints them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from manantial.kernel.dates import PartialDate, say_day
from manantial.kernel.money import Money


def say(value: object, language: str) -> str:
    """A value as it is printed; None is «sin dato», never zero. Raises TypeError for what has no printed form."""
    match value:
        case None:
            return _("sin dato")
        case bool():
            return _("sí") if value else _("no")
        case int() | Decimal():
            return f"{value:,}"
        case float():
            return f"{value:,.2f}".rstrip("0").rstrip(".")
        case date():
            return say_day(value, language, weekday=False)
        case PartialDate():
            return value.say(language, weekday=False)
        case Money():
            return str(value)
        case str():
            return value
        case Promise():  # a lazy translation
            return str(value)
    raise TypeError(f"a paper cannot print {type(value).__name__}")


def say_minute(seconds: float) -> str:
    """A place in a recording: `minuto 3:12`, `minuto 1:02:05`."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    clock = f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
    return _("minuto\u00a0%(clock)s") % {"clock": clock}


def shared_currency(cells: Sequence[object]) -> str:
    """The currency when every amount of a column has the same one: its head names it once. Empty otherwise."""
    found = {cell.currency for cell in cells if isinstance(cell, Money)}
    only_money = all(cell is None or isinstance(cell, Money) for cell in cells)
    return found.pop() if only_money and len(found) == 1 else ""
