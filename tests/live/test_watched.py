"""What a viewer is told, however slowly it reads: each line once, in order, or that more came."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.live.told import told_by
from webapp.ledger.lines.arrivals import LINES_MAX, Arrivals
from webapp.live.watched import Viewer, Watched

BYTES_MAX = 6_000
# How many lines come at once, and who looks then.
STEPS = st.lists(
    st.tuples(st.integers(0, 70), st.sets(st.sampled_from(["quick", "slow", "asleep"]))),
    max_size=30,
)


class World:
    """An account, its lines, and three viewers who look when they like."""

    def __init__(self) -> None:
        """Nothing has come yet."""
        self.watched = Watched("acct_1", revision=0, begins=0)
        self.lines: list[tuple[int, str]] = []
        self.viewers = {name: self._viewer() for name in ("quick", "slow", "asleep")}
        self.heard: dict[str, list[str]] = {name: [] for name in self.viewers}

    def come(self, count: int) -> None:
        """So many lines are recorded by one revision, and found as the ledger finds them."""
        since, now = self.watched.revision, self.watched.revision + 1
        self.lines += [(now, f"txn_{len(self.lines) + n:05d}") for n in range(count)]
        fresh = [line for line in self.lines if line[0] > since]
        self.watched.add(Arrivals(now, tuple(fresh[-LINES_MAX:]), more=len(fresh) > LINES_MAX))

    def look(self, name: str) -> None:
        """A viewer takes what there is for it, and it is what it lacks."""
        viewer = self.viewers[name]
        told = viewer.told
        event = viewer.news()
        lacked = [id_ for at, id_ in self.lines if at > told]
        assert bool(event) == (told < self.watched.revision)
        if event:
            self._compare(told_by(event), lacked)
            assert len(event) < BYTES_MAX

    def _compare(self, told: dict[str, Any], lacked: list[str]) -> None:
        assert told["revision"] == self.watched.revision
        assert told["lines"] == lacked[len(lacked) - len(told["lines"]) :]
        assert told["more"] or told["lines"] == lacked
        if len(lacked) > LINES_MAX:
            assert told["more"]

    def _viewer(self) -> Viewer:
        viewer = Viewer(self.watched, "session", ends_at=0)
        self.watched.viewers.add(viewer)
        return viewer


@given(STEPS)
def test_each_viewer_is_told_all_that_it_lacks_and_nothing_twice(
    steps: list[tuple[int, set[str]]],
) -> None:
    world = World()
    for count, lookers in steps:
        world.come(count)
        for name in sorted(lookers):
            world.look(name)
        assert len(world.watched.lines) <= LINES_MAX
    for name in world.viewers:
        world.look(name)


def test_what_all_were_told_is_forgotten() -> None:
    """An open dashboard costs the same in its tenth hour as in its first."""
    world = World()
    for _ in range(50):
        world.come(2)
        for name in world.viewers:
            world.look(name)
    world.come(0)
    assert world.watched.lines == ()


def test_an_event_is_written_once_for_all_who_lack_the_same() -> None:
    world = World()
    world.come(3)
    events = [viewer.news() for viewer in world.viewers.values()]
    assert events[0] is events[1] is events[2]
