"""Text messages and mails go out through a channel that a URL names."""

from collections.abc import Callable
from typing import Protocol
from urllib.parse import urlsplit

from webapp.errors import AppError
from webapp.sms.console import ConsoleSender
from webapp.sms.file import FileSender
from webapp.sms.gateway import GatewaySender
from webapp.sms.webhook import WebhookSender


class MessageNotSent(AppError):
    """We could not send the text message just now. Nothing is lost: try again in a moment."""

    status = 503
    type = "api_error"


class Sender(Protocol):
    """Something that carries a short text to a person."""

    def send(self, to: str, body: str) -> None:
        """Hand the text over; raises any exception when that fails."""


SENDERS: dict[str, Callable[[str], Sender]] = {
    "console": ConsoleSender,
    "file": FileSender,
    "http": WebhookSender,
    "https": WebhookSender,
}


def sender(url: str) -> Sender:
    """The channel of a `SMS_URL` or `MAIL_URL`; what we do not know, Apprise may."""
    return SENDERS.get(urlsplit(url).scheme, GatewaySender)(url)
