"""Messages through a telephone company's gateway, by Apprise (Twilio, Vonage, AWS SNS, …)."""


class GatewayRefused(Exception):
    """The gateway did not take the message."""


class GatewaySender:
    """Sends by an Apprise URL without its receiver, for example `twilio://SID:TOKEN@FROM`."""

    def __init__(self, url: str) -> None:
        """Keep the URL; each message adds its receiver to it."""
        self._url = url.rstrip("/")

    def send(self, to: str, body: str) -> None:
        """Send the message; raises `GatewayRefused`."""
        from apprise import Apprise  # a heavy package that most installations never need

        gateway = Apprise()
        if not gateway.add(f"{self._url}/{to}") or not gateway.notify(body=body):
            raise GatewayRefused("the gateway did not take the message")
