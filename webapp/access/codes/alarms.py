"""Alarms about text messages for Prometheus, read from the database: the same on each process."""

from collections.abc import Iterator
from functools import cache

from peewee import PeeweeException
from prometheus_client import REGISTRY
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from webapp.access.codes import dial_codes, texting
from webapp.access.limits.quotas import Quota


class TextingAlarms(Collector):
    """Which caps of today are reached, and which dial codes are paused."""

    def describe(self) -> list[GaugeMetricFamily]:
        """Named here, so that nobody asks the database before there is one."""
        return [_cap_reached(), _paused()]

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One of each; nothing while the database does not answer, which is an alarm of its own."""
        try:
            reached, paused = _reached_caps(), dial_codes.paused()
        except PeeweeException:
            return
        gauge = _cap_reached()
        for cap, count in reached.items():
            gauge.add_metric([cap], count)
        yield gauge
        gauge = _paused()
        for code in paused:
            gauge.add_metric([f"+{code}"], 1)
        yield gauge


@cache
def raise_alarms() -> None:
    """Show them from now on among the metrics of this process."""
    REGISTRY.register(TextingAlarms())


def _cap_reached() -> GaugeMetricFamily:
    return GaugeMetricFamily("sms_cap_reached", "Caps of today that are used up", labels=["cap"])


def _paused() -> GaugeMetricFamily:
    told = "Dial codes whose codes nobody enters"
    return GaugeMetricFamily("sms_dial_code_paused", told, labels=["dial_code"])


def _reached_caps() -> dict[str, int]:
    caps, used = texting.caps, Quota.used_today("sms:")
    return {
        "daily": int(used.get(texting.TODAY, 0) >= caps.daily),
        "platform": _count(used, texting.PLATFORM, caps.platform_daily),
        "dial_code": _count(used, dial_codes.QUOTA, caps.dial_code_daily),
    }


def _count(used: dict[str, int], beginning: str, cap: int) -> int:
    return sum(key.startswith(beginning) and count >= cap for key, count in used.items())
