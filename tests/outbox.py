"""The text messages and mails that the dashboard sent, read back from its `file:` channel."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

CODE = re.compile(r"\b\d{6}\b")


@dataclass(frozen=True)
class Message:
    """One message as it went out."""

    to: str
    body: str

    @property
    def code(self) -> str:
        """The six digits in it."""
        match = CODE.search(self.body)
        assert match, f"no code in {self.body!r}"
        return match.group()


class Outbox(Sequence[Message]):
    """All messages so far, the newest last."""

    def __init__(self, path: Path) -> None:
        """Take the file; nothing has been sent until it exists."""
        self.path = path

    @property
    def url(self) -> str:
        """The `SMS_URL` or `MAIL_URL` that fills it."""
        return f"file:{self.path}"

    def to(self, receiver: str) -> list[Message]:
        """What one receiver got."""
        return [message for message in self if message.to == receiver]

    def code(self, phone: str) -> str:
        """The newest code that was texted to a phone."""
        texts = self.to(phone)
        assert texts, f"nothing was texted to {phone}"
        return texts[-1].code

    def __len__(self) -> int:
        """How many messages went out."""
        return len(self._read())

    @overload
    def __getitem__(self, index: int) -> Message: ...

    @overload
    def __getitem__(self, index: slice) -> list[Message]: ...

    def __getitem__(self, index: int | slice) -> Message | list[Message]:
        """The message at that place."""
        return self._read()[index]

    def _read(self) -> list[Message]:
        if not self.path.exists():
            return []
        lines = self.path.read_text(encoding="utf-8").splitlines()
        return [Message(**json.loads(line)) for line in lines]
