"""Messages in a file, one JSON line each, for tests and demonstrations."""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit


class FileSender:
    """Appends `{"to", "body"}` lines to the file of a `file:/path` URL."""

    def __init__(self, url: str) -> None:
        """Take the path from the URL; raises `ValueError` where nothing can be written."""
        parts = urlsplit(url)
        self._path = Path(unquote(parts.netloc + parts.path))
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.open("a").close()
        except OSError as error:
            raise ValueError(f"names a file that cannot be written: {error.strerror}") from None

    def send(self, to: str, body: str) -> None:
        """Append the message as one line."""
        line = json.dumps({"to": to, "body": body}, ensure_ascii=False) + "\n"
        with self._path.open("a", encoding="utf-8") as outbox:
            outbox.write(line)
