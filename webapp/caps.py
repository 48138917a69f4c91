"""How many text messages may go out at most, whoever asks: what a stranger could cost you a day."""

from collections.abc import Mapping
from dataclasses import dataclass

from phonenumbers import SUPPORTED_REGIONS

from webapp.errors import SettingInvalid

ACCEPTED = "ACCEPT_SMS_COSTS"


@dataclass(frozen=True)
class Caps:
    """Text messages a day (UTC): to all, for one platform, to one dial code; and to where at all.

    No country named means every country.
    """

    daily: int = 5_000
    platform_daily: int = 2_000
    dial_code_daily: int = 1_000
    countries: frozenset[str] = frozenset()

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Caps":
        """Read the caps; above the defaults only for who says to accept the costs."""
        return cls(
            daily=_cap(env, "SMS_DAILY_CAP", cls.daily),
            platform_daily=_cap(env, "SMS_PLATFORM_DAILY_CAP", cls.platform_daily),
            dial_code_daily=_cap(env, "SMS_DIAL_CODE_DAILY_CAP", cls.dial_code_daily),
            countries=_countries(env.get("SMS_COUNTRIES", "")),
        )


def _cap(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name, str(default)).strip()
    if not (value.isascii() and value.isdigit()):
        raise SettingInvalid(f"{name} {value!r} is no number. Set it to texts a day, such as 500")
    if len(value) > 9 or (int(value) > default and env.get(ACCEPTED) != "yes"):
        raise SettingInvalid(
            f"{name} {value} is above {default}: whoever abuses your sign-in could cost you so "
            f"many texts a day. If you accept that, set {ACCEPTED}=yes (and stay below 10^9)"
        )
    return int(value)


def _countries(value: str) -> frozenset[str]:
    codes = frozenset(filter(None, (part.strip().upper() for part in value.split(","))))
    unknown = sorted(codes - SUPPORTED_REGIONS)
    if unknown:
        raise SettingInvalid(
            f"SMS_COUNTRIES names {unknown[0]!r}, which is no country. Use two letters a country, "
            "for example DE,AT,CH; leave it out for all"
        )
    return codes
