"""Money: whole minor units (cents, yen, fils) with their currency, never one without the other."""

from dataclasses import dataclass
from decimal import Decimal

from webapp.errors import AppError

# Source: Stripe's "Supported currencies". UGX and ISK are written with two decimals in the API,
# though people use none; HUF and TWD have two in the API and none in payouts.
ZERO_DECIMAL = frozenset(
    "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split()  # noqa: SIM905
)
THREE_DECIMAL = frozenset("bhd jod kwd omr tnd".split())  # noqa: SIM905
CURRENCIES = frozenset(
    """
    aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd btn bwp byn
    bzd cad cdf chf clp cny cop crc cup cve czk djf dkk dop dzd egp ern etb eur fjd fkp gbp gel ghs
    gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr iqd irr isk jmd jod jpy kes kgs khr kmf krw kwd
    kyd kzt lak lbp lkr lrd lsl lyd mad mdl mga mkd mmk mnt mop mru mur mvr mwk mxn myr mzn nad ngn
    nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sdg sek sgd shp
    sle sos srd ssp stn svc syp szl thb tjs tmt tnd top try ttd twd tzs uah ugx usd uyu uzs ves vnd
    vuv wst xaf xcd xof xpf yer zar zmw
    """.split()  # noqa: SIM905 (a table of words reads better than a column of quotes)
)
# Twelve digits: sums of nine million such lines still fit a 64-bit integer.
AMOUNT_MAX = 999_999_999_999


class CurrencyInvalid(AppError):
    """This is not a currency that we know; use a three-letter ISO code such as `eur`."""

    code = "currency_invalid"


def decimals(currency: str) -> int:
    """How many decimal places a currency's minor units stand behind the point."""
    if currency in ZERO_DECIMAL:
        return 0
    return 3 if currency in THREE_DECIMAL else 2


def is_currency(code: str) -> bool:
    """Is this lower-case code a currency that we carry?"""
    return code in CURRENCIES


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of one currency (lower-case ISO 4217 code)."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        """The sum; raises `ValueError` across currencies, which are never added."""
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.minor + other.minor, self.currency)

    def __neg__(self) -> "Money":
        """The same amount the other way."""
        return Money(-self.minor, self.currency)

    def __bool__(self) -> bool:
        """Is it anything but zero?"""
        return self.minor != 0

    @property
    def major(self) -> Decimal:
        """The amount in major units (euros, dollars), exact."""
        return Decimal(self.minor).scaleb(-decimals(self.currency))

    def __str__(self) -> str:
        """Plain and unmistakable, for logs and files: `-1234.50 EUR`."""
        return f"{self.major:.{decimals(self.currency)}f} {self.currency.upper()}"
