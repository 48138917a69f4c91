"""Heavy work beside the worker's own turn, so that whoever else it serves need not wait."""

from collections.abc import Callable
from typing import TypeVar

import gevent
from gevent import monkey

T = TypeVar("T")
A_MOMENT = 0.001  # seconds


def aside(work: Callable[[], T]) -> T:
    """Do the work in a real thread, if the worker's threads are gevent's; else here and now.

    The work must not touch the database: its connections belong to the worker's own turn.
    """
    if monkey.is_module_patched("threading"):
        return gevent.get_hub().threadpool.apply(work)
    return work()


def give_way() -> None:
    """Let others have a turn between two pieces of long work.

    Not `sleep(0)`, which runs whoever is ready but does not look who has written to us: others
    then waited seconds for an answer instead of hundredths.
    """
    if monkey.is_module_patched("threading"):
        gevent.sleep(A_MOMENT)
