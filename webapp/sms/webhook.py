"""Messages to a web address of yours, signed so that you can tell they are ours."""

import hashlib
import hmac
import json
import secrets
from urllib.parse import unquote, urlsplit

import requests

from webapp import clock
from webapp.sms.undelivered import Unanswered, Undelivered

TIMEOUT_SECONDS = 4  # for the connection and for each part of the answer; see also Channel


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
        """Post the message, once; raises `Undelivered` unless the answer is 2xx.

        That is sure if no connection came about, or if the answer says that it is our fault.
        `Idempotency-Key` is the message's own: whoever gets it twice, from a proxy that tried
        again, needs to send it once.
        """
        content = json.dumps({"to": to, "body": body}, ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": secrets.token_hex(16),
            "Webhook-Signature": self.signature(content, clock.now()),
        }
        # What is said beside the status is of no use, so nobody waits for it (`stream`).
        try:
            answer = requests.post(
                self._url,
                content,
                headers=headers,
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
                stream=True,
            )
        except requests.ConnectionError as error:
            raise _undelivered(error) from None
        answer.close()
        if not 200 <= answer.status_code < 300:
            kind = Unanswered if answer.status_code >= 500 else Undelivered
            raise kind(f"the address answered {answer.status_code}")

    def signature(self, content: bytes, at: int) -> str:
        """The header that proves content and time."""
        signed = hmac.new(self._secret, f"{at}.".encode() + content, hashlib.sha256)
        return f"t={at},v1={signed.hexdigest()}"


def _undelivered(error: requests.ConnectionError) -> Undelivered:
    """Sure where there never was a connection: only then is a reason for giving up within it."""
    is_sure = any(hasattr(inner, "reason") for inner in error.args)
    return (Undelivered if is_sure else Unanswered)(type(error).__name__)
