"""Text messages and mails go out through a channel that a URL names."""

from collections.abc import Callable
from urllib.parse import urlsplit

from webapp.errors import AppError, SettingInvalid
from webapp.sms.channel import Channel, Sender
from webapp.sms.console import ConsoleSender
from webapp.sms.file import FileSender
from webapp.sms.gateway import GatewaySender
from webapp.sms.undelivered import Unanswered
from webapp.sms.webhook import WebhookSender

__all__ = ["Channel", "MessageNotSent", "MessageUnanswered", "Sender", "Unanswered", "sender"]


class MessageNotSent(AppError):
    """We could not send the code just now. Nothing is lost: try again in a moment."""

    status = 424  # Failed Dependency: it is the provider that fails, not we
    type = "api_error"


class MessageUnanswered(MessageNotSent):
    """Your code may be late. Type it when it comes, or wait a moment and ask for another."""


LOCAL = {"console", "file"}
SENDERS: dict[str, Callable[[str], Sender]] = {
    "console": ConsoleSender,
    "file": FileSender,
    "http": WebhookSender,
    "https": WebhookSender,
}


def sender(url: str, name: str = "sms") -> Channel:
    """The channel of a `SMS_URL` or `MAIL_URL`; what we do not know, Apprise may.

    Raises `SettingInvalid`, without the address: it may hold a password.
    """
    scheme = urlsplit(url).scheme
    try:
        inner = SENDERS.get(scheme, GatewaySender)(url)
    except ValueError as error:
        raise SettingInvalid(f"{name.upper()}_URL {error}.") from None
    return Channel(name, inner, is_remote=scheme not in LOCAL)
