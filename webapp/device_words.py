"""Devices in the reader's language: `Safari on iPhone`, `Safari auf iPhone`."""

from flask_babel import gettext as _

from webapp.access.sessions.device import SOME_APP, Device


def named(device: Device) -> str:
    """Which device it seems to be; `str(device)` says it in English, for operators."""
    browser, system = device.browser, device.system
    if browser == SOME_APP:
        return _("An app on %(system)s", system=system) if system else _("An app")
    if browser and system:
        return _("%(browser)s on %(system)s", browser=browser, system=system)
    return browser or system or _("Unknown device")
