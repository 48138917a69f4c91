"""How long sales take to the open dashboards: from before the write to the bytes' arrival."""

import re
from collections.abc import Mapping, Sequence

from bench.listener import Heard
from bench.sales import Sale
from bench.wire import AnswerUnexpected

MILLI = 1_000
LINE = re.compile(rb'"(txn_[A-Za-z0-9]+)"')


def delays_ms(
    sales: Sequence[Sale], viewers: Mapping[str, Sequence[int]], heard: Sequence[Heard]
) -> list[float]:
    """For each sale and each viewer of its account; who is told twice, or not at all, ends it."""
    told: dict[tuple[str, int], float] = {}
    for viewer, at, event in heard:
        for line in LINE.findall(event):
            if told.setdefault((line.decode(), viewer), at) != at:
                raise AnswerUnexpected(f"viewer {viewer} was told of {line!r} twice")
    wanted = [(sale, viewer) for sale in sales for viewer in viewers[sale.account]]
    if missed := [sale for sale, viewer in wanted if (sale.line, viewer) not in told]:
        raise AnswerUnexpected(f"{len(missed)} of {len(wanted)} were not told, first {missed[0]}")
    return [(told[sale.line, viewer] - sale.began) * MILLI for sale, viewer in wanted]
