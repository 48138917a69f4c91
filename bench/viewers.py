"""Many open dashboards: one light process that holds thousands of streams of `/live`."""

from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from selectors import EVENT_READ
from typing import Any

from bench.listener import Heard, Listener
from bench.wire import AnswerUnexpected


class Viewers:
    """The process's other end. Each viewer has a number: its place in the list of cookies."""

    def __init__(self) -> None:
        """Start it."""
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()

    def open(self, port: int, cookies: Sequence[str], source: str = "127.0.0.1") -> None:
        """Open a stream for each cookie and wait until all were greeted."""
        self._ask("open", port, cookies, source)

    def look(self, path: str) -> None:
        """From here on, ask for this page at each event."""
        self._ask("look", path)

    def heard(self) -> list[Heard]:
        """The events since the last call."""
        found: list[Heard] = self._ask("heard")
        return found

    def seen(self) -> list[Heard]:
        """The same events, each at the time when the page was there that it made ask for."""
        found: list[Heard] = self._ask("seen")
        return found

    def close(self) -> None:
        """Hang up, and end the process."""
        self._process.terminate()
        self._process.join()

    def _ask(self, *question: object) -> Any:
        self._pipe.send(question)
        answer = self._pipe.recv()
        if isinstance(answer, AnswerUnexpected):
            raise answer
        return answer


def _serve(pipe: Connection) -> None:
    """Do what is asked through the pipe, and listen all the while."""
    listener = Listener()
    listener.selector.register(pipe, EVENT_READ)
    doing: dict[str, Callable[..., Any]] = {
        "open": listener.open,
        "look": listener.look,
        "heard": listener.take,
        "seen": listener.take_pages,
    }
    while True:
        try:
            if listener.listen(None):
                what, *how = pipe.recv()
                pipe.send(doing[what](*how))
        except AnswerUnexpected as error:
            pipe.send(error)
            return
