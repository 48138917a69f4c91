"""Streams that end, for tests that walk over all routes: as of a process that is about to stop."""

from collections.abc import Iterator

import pytest

from webapp.live.watcher import watcher


@pytest.fixture
def brief_streams() -> Iterator[None]:
    """Each stream says what is known, and no more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watcher, "is_closing", lambda: True)
        yield
