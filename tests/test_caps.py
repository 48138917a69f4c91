"""The caps on text messages: settings can lower them, and raise them only in so many words."""

import pytest

from webapp.caps import Caps
from webapp.config import Config
from webapp.errors import SettingInvalid


def read(**settings: str) -> Caps:
    return Config.from_env({"SECRET_KEY": "k" * 32, **settings}).caps


def test_there_are_caps_without_any_setting() -> None:
    """C3: nobody's first bill is without end."""
    assert read() == Caps(5_000, 2_000, 1_000, frozenset())


def test_settings_make_them_stricter() -> None:
    """C3, C4: fewer texts, to fewer countries."""
    assert read(SMS_DAILY_CAP="0", SMS_PLATFORM_DAILY_CAP=" 7 ", SMS_COUNTRIES="de, AT,") == Caps(
        0, 7, 1_000, frozenset({"DE", "AT"})
    )


@pytest.mark.parametrize(
    "name", ["SMS_DAILY_CAP", "SMS_PLATFORM_DAILY_CAP", "SMS_DIAL_CODE_DAILY_CAP"]
)
def test_more_than_the_default_is_for_who_accepts_the_costs(name: str) -> None:
    """C3: settings only get stricter, bar an operator's own "I accept"."""
    with pytest.raises(SettingInvalid, match=rf"{name} 5001 .*ACCEPT_SMS_COSTS=yes"):
        read(**{name: "5001"})
    assert 5_001 in vars(read(**{name: "5001"}, ACCEPT_SMS_COSTS="yes")).values()


@pytest.mark.parametrize("value", ["", "many", "-1", "1.5", "1e3", "٣", "1" * 10])
def test_what_is_no_number_stops_the_start(value: str) -> None:
    with pytest.raises(SettingInvalid, match="SMS_DAILY_CAP"):
        read(SMS_DAILY_CAP=value, ACCEPT_SMS_COSTS="yes")


@pytest.mark.parametrize("value", ["Germany", "DE;AT", "XX", "ZZ", "001", "DEU"])
def test_what_is_no_country_stops_the_start(value: str) -> None:
    with pytest.raises(SettingInvalid, match="SMS_COUNTRIES .*DE,AT,CH"):
        read(SMS_COUNTRIES=value)
