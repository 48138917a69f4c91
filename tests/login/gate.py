"""The way of the text messages out of the house, which a test may shut."""

from flask import Flask

from webapp.sms import Sender, sender


class Gate:
    """The way to the telephone company: open, or shut as when nobody answers there."""

    def __init__(self, app: Flask) -> None:
        """Open."""
        self._app, self._open = app, app.extensions["sms"]

    def shut(self, channel: Sender | None = None) -> None:
        """From now on messages go to a port where nobody listens, or into that channel."""
        self._app.extensions["sms"] = channel or sender("https://any:secret@127.0.0.1:9/sms")

    def reopen(self) -> None:
        """All is well again."""
        self._app.extensions["sms"] = self._open
