"""Messages through a telephone company's gateway, by Apprise (Twilio, Vonage, AWS SNS, …)."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from webapp.sms.undelivered import Unanswered, Undelivered

if TYPE_CHECKING:
    from apprise import Apprise

SAMPLE = "+15005550006"  # nobody's, and a form that each kind of gateway takes, mail, too


class GatewaySender:
    """Sends by an Apprise URL without its receiver, for example `twilio://SID:TOKEN@FROM`."""

    def __init__(self, url: str) -> None:
        """Keep the URL; each message adds its receiver to it. Raises `ValueError`: no gateway."""
        self._url = url
        if not self._to(SAMPLE):
            raise ValueError(
                "names no gateway that Apprise knows, or leaves out a part of it. Look yours up at "
                "https://github.com/caronc/apprise/wiki, and leave out the receiver"
            )

    def send(self, to: str, body: str) -> None:
        """Send the message; raises `Undelivered`."""
        gateway = self._to(to)
        if not gateway:
            raise Undelivered("the gateway did not take the message")
        if not gateway.notify(body=body):  # refused, too late or cut off: Apprise does not say
            raise Unanswered("the gateway did not say that it took the message")

    def _to(self, receiver: str) -> "Apprise | None":
        # A heavy package that most installations never need.
        from apprise import Apprise, AppriseAsset

        gateway = Apprise(asset=AppriseAsset(http_redirects=False))
        return gateway if gateway.add(self._address(receiver)) else None

    def _address(self, to: str) -> str:
        """The receiver is the last part of the path, whatever signs are in it."""
        base, mark, query = self._url.partition("?")
        return f"{base.rstrip('/')}/{quote(to, safe='+@')}{mark}{query}"
