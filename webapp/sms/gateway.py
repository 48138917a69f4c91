"""Messages through a telephone company's gateway, by Apprise (Twilio, Vonage, AWS SNS, …)."""

from urllib.parse import quote

from webapp.sms.undelivered import Undelivered


class GatewaySender:
    """Sends by an Apprise URL without its receiver, for example `twilio://SID:TOKEN@FROM`."""

    def __init__(self, url: str) -> None:
        """Keep the URL; each message adds its receiver to it."""
        self._url = url

    def send(self, to: str, body: str) -> None:
        """Send the message; raises `Undelivered`."""
        # A heavy package that most installations never need.
        from apprise import Apprise, AppriseAsset

        gateway = Apprise(asset=AppriseAsset(http_redirects=False))
        if not gateway.add(self._address(to)) or not gateway.notify(body=body):
            raise Undelivered("the gateway did not take the message")

    def _address(self, to: str) -> str:
        """The receiver is the last part of the path, whatever signs are in it."""
        base, mark, query = self._url.partition("?")
        return f"{base.rstrip('/')}/{quote(to, safe='+@')}{mark}{query}"
