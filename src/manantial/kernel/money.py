"""Money: a whole number of the smallest unit and the ISO 4217 code of its currency; never a binary fraction."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

# Currencies whose smallest unit is not a hundredth (ISO 4217, table A.1); every other one has two decimals.
_DECIMALS = {
    **dict.fromkeys(
        ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF"), 0
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
_CODE = re.compile(r"[A-Z]{3}")
_AMOUNT = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")


class MoneyError(ValueError):
    """Something that is not an amount, or an operation that has no meaning; the message says which."""


class MixedCurrencies(MoneyError):
    """Two currencies met in one sum or comparison; convert one of them first, with a dated rate."""


@dataclass(frozen=True)
class Money:
    """An amount: `Money(192519, "USD")` is 1,925.19 US dollars."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.minor, int) or isinstance(self.minor, bool):
            raise MoneyError(f"minor units must be a whole number, not {self.minor!r}")
        if not _CODE.fullmatch(self.currency):
            raise MoneyError(f"not an ISO 4217 code: {self.currency!r}")

    @classmethod
    def parse(cls, text: str, currency: str) -> "Money":
        """Read an amount as typed in Mexico: `2,200.22`, `$ 2200.22`, `2,200.22 USD`, `-15`.

        Raises MoneyError for empty text, commas that do not part thousands, more decimals than the currency has, or
        a code in the text that is not `currency`. It never rounds.
        """
        bare = re.sub(r"[\s$]", "", text).replace("\u2212", "-").upper()
        amount = re.sub(f"^{currency}|{currency}$", "", bare)
        if not _AMOUNT.fullmatch(amount):
            raise MoneyError(f"not an amount in {currency}: {text!r}")
        whole = Decimal(amount.replace(",", "")).scaleb(decimals(currency))
        if whole != whole.to_integral_value():
            raise MoneyError(f"more decimals than {currency} has: {text!r}")
        return cls(int(whole), currency)

    @classmethod
    def of(cls, amount: Decimal, currency: str) -> "Money":
        """An amount from an exact decimal, rounded half up to the smallest unit."""
        return cls(int(amount.scaleb(decimals(currency)).to_integral_value(ROUND_HALF_UP)), currency)

    @classmethod
    def zero(cls, currency: str) -> "Money":
        """Nothing, in a currency."""
        return cls(0, currency)

    @classmethod
    def total(cls, amounts: Iterable["Money"], currency: str) -> "Money":
        """The sum of amounts of one currency; zero of it for none at all."""
        return sum(amounts, cls.zero(currency))

    @property
    def decimal(self) -> Decimal:
        """The amount in whole units, exact: `Decimal("1925.19")`."""
        return Decimal(self.minor).scaleb(-decimals(self.currency))

    def __str__(self) -> str:
        return f"{self.plain} {self.currency}"

    @property
    def plain(self) -> str:
        """The amount without its code, thousands parted by commas: for a column that names the currency once."""
        return f"{self.decimal:,.{decimals(self.currency)}f}"

    def __bool__(self) -> bool:
        return self.minor != 0

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __mul__(self, times: int) -> "Money":
        if not isinstance(times, int):
            raise MoneyError("multiply by whole numbers only; use convert for rates")
        return Money(self.minor * times, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._same(other)

    def allocate(self, n: int) -> list["Money"]:
        """Part it into n amounts that differ by at most one smallest unit and sum to it exactly; larger ones first."""
        if n < 1:
            raise MoneyError("there must be at least one part")
        share, rest = divmod(abs(self.minor), n)
        sign = -1 if self.minor < 0 else 1
        return [Money(sign * (share + (place < rest)), self.currency) for place in range(n)]

    def convert(self, rate: str | Decimal, to: str) -> "Money":
        """The amount in another currency at `rate` (units of `to` for one unit of this), rounded half up.

        The rate is text or an exact decimal, never a float; MoneyError when it is not a positive number.
        """
        if isinstance(rate, float):
            raise MoneyError("a rate must be text or an exact decimal")
        try:
            factor = Decimal(rate)
        except InvalidOperation as error:
            raise MoneyError(f"not a rate: {rate!r}") from error
        if not factor.is_finite() or factor <= 0:
            raise MoneyError(f"a rate must be positive: {rate}")
        return Money.of(self.decimal * factor, to)

    def _same(self, other: "Money") -> int:
        if not isinstance(other, Money):
            raise MoneyError(f"not an amount of money: {other!r}")
        if other.currency != self.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency}")
        return other.minor


def decimals(currency: str) -> int:
    """How many decimals a currency has: 2 for most, 0 for the Chilean peso."""
    return _DECIMALS.get(currency, 2)
