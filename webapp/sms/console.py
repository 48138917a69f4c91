"""Messages on the server's terminal, for a first look."""

import sys


class ConsoleSender:
    """Prints each message."""

    def __init__(self, url: str = "console:") -> None:
        """There is nothing to set."""

    def send(self, to: str, body: str) -> None:
        """Print the message with its receiver."""
        print(f"\n  To {to}:\n  " + body.replace("\n", "\n  ") + "\n", file=sys.stdout, flush=True)
