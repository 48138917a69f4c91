"""Somebody in front of the running server, who writes down all that she is answered and given."""

import re
import time
from dataclasses import dataclass, field

import requests

from tests.outbox import Outbox

ALONE = r"(?<![\w.#-]){}(?!\w|-|\.\d)"  # no part of a longer number, nor of an id
PATIENCE_SECONDS = 30
TOKEN_LENGTH = 20  # no cookie of ours that opens anything is shorter


@dataclass
class Story:
    """What all walkers were answered, and what of it must be nowhere else."""

    answers: list[str] = field(default_factory=list)
    """Each with its headers, but for the cookies that it sets."""
    codes: set[str] = field(default_factory=set)
    """Digits that were sent, or that an app showed."""
    tokens: set[str] = field(default_factory=set)
    """What opens a door in a link or a cookie."""
    shown: set[str] = field(default_factory=set)
    """What one page shows, once."""

    def told(self, text: str) -> set[str]:
        """The secrets in a text, however they are grouped there."""
        bare = _bare(text)
        long = {secret for secret in self.tokens | self.shown if _bare(secret) in bare}
        return long | {code for code in self.codes if re.search(ALONE.format(code), text)}


def _bare(text: str) -> str:
    return text.replace(" ", "").replace("-", "")


@dataclass
class Walker:
    """A browser with its cookies: requests' own jar keeps those of https to https."""

    url: str
    outbox: Outbox
    story: Story
    jar: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> requests.Response:
        """Open a page."""
        return self._ask("GET", path)

    def post(self, path: str, **form: str) -> requests.Response:
        """Send a form, which must be taken or come back with a sentence."""
        answer = self._ask("POST", path, **form)
        assert answer.status_code in {200, 303, 422}, (path, answer.text)
        return answer

    def follow(self, link: str) -> None:
        """Open a login link."""
        token = link.rpartition("/")[2]
        self.story.tokens.add(token)
        self._ask("GET", f"/login/{token}")

    def ask(self, receiver: str, path: str = "/verify/send", **form: str) -> str:
        """Have a code sent; returns it."""
        before = len(self.outbox.to(receiver))
        self.post(path, **form)
        body = self._sent(receiver, before)
        code = next(word for word in body.split() if word[:6].isdecimal())
        self.story.codes.add(code)
        return code

    def enter(self, code: str, path: str = "/verify") -> str:
        """Type a code that is right; returns where that leads."""
        self.story.codes.add(code)
        return self.post(path, code=code).headers["Location"]

    def _sent(self, receiver: str, before: int) -> str:
        """What was sent after so many messages; some go out behind the answer."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(self.outbox.to(receiver)) == before:
            assert time.monotonic() < deadline, f"nothing was sent to {receiver}"
            time.sleep(0.05)
        return self.outbox.to(receiver)[-1].body

    def _ask(self, method: str, path: str, **form: str) -> requests.Response:
        sent = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.jar.items()),
            "Sec-Fetch-Site": "same-origin",
            "Sec-Fetch-User": "?1",
            "Referer": self.url + path,
        }
        answer = requests.request(
            method,
            self.url + path,
            data=form,
            headers=sent,
            allow_redirects=False,
            timeout=PATIENCE_SECONDS,
        )
        self.jar.update({cookie.name: cookie.value or "" for cookie in answer.cookies})
        self.story.tokens |= {value for value in self.jar.values() if len(value) >= TOKEN_LENGTH}
        told = [f"{n}: {value}" for n, value in answer.headers.items() if n != "Set-Cookie"]
        self.story.answers.append("\n".join((*told, "", answer.text)))
        return answer
