"""Messages to a web address of yours, signed so that you can tell they are ours."""

import hashlib
import hmac
import json
from urllib.parse import unquote, urlsplit

import requests

from webapp import clock

TIMEOUT_SECONDS = 5


class WebhookSender:
    """Posts `{"to", "body"}` with `Webhook-Signature: t=<unix>,v1=<hex>`.

    The signature is HMAC-SHA256 over `"<t>.<raw body>"`, keyed with the URL's password:
    `https://any:secret@host/path`.
    """

    def __init__(self, url: str) -> None:
        """Split the secret off the address."""
        parts = urlsplit(url)
        self._secret = unquote(parts.password or "").encode()
        self._url = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    def send(self, to: str, body: str) -> None:
        """Post the message; raises `requests.RequestException` unless the answer is 2xx."""
        content = json.dumps({"to": to, "body": body}, ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Webhook-Signature": self.signature(content, clock.now()),
        }
        answer = requests.post(
            self._url, content, headers=headers, timeout=TIMEOUT_SECONDS, allow_redirects=False
        )
        answer.raise_for_status()
        if answer.is_redirect:
            raise requests.RequestException("the address answered with a redirect")

    def signature(self, content: bytes, at: int) -> str:
        """The header that proves content and time."""
        signed = hmac.new(self._secret, f"{at}.".encode() + content, hashlib.sha256)
        return f"t={at},v1={signed.hexdigest()}"
