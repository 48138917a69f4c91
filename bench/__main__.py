"""`python -m bench [TABLE …]`: measure, say what is going on, and print one table of it all."""

import argparse
import sys
from collections.abc import Callable

from bench import answers, bulk, chart, depth, export, feed, filters, listing, live, transfers
from bench.figure import Figure, table
from bench.machine import load, machine
from bench.workshop import Sizes, Workshop

TABLES: dict[str, Callable[[Workshop], list[Figure]]] = {
    "feed": feed.figures,
    "depth": depth.figures,
    "filters": filters.figures,
    "answers": answers.figures,
    "chart": chart.figures,
    "listing": listing.figures,
    "export": export.figures,
    "transfers": transfers.figures,
    "live": live.figures,
    "bulk": bulk.bulk,
    "seed": bulk.seed,
}
ROUNDS_MAX = 50
LEGEND = """Baseline and measured ran by turns. Each column is the median of its rounds, the ratio
the median of the rounds' own ratios. CPU is the working process's own, by the kernel's count,
for each request, or for each line in bulk: it depends less on what else the machine does."""


def main() -> None:
    """Measure the tables that were asked for, or all of them."""
    asked = _arguments()
    before, figures = load(), []
    shop = Workshop(Sizes(deep_lines=asked.lines, rounds=asked.rounds))
    try:
        for name in asked.tables or TABLES:
            print(name, file=sys.stderr)
            figures += TABLES[name](shop)
    finally:
        shop.close()
    print(f"\n{table(figures)}\n\n{LEGEND}\n{machine()}; load {before} before, {load()} after.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("tables", nargs="*", metavar="TABLE", help=", ".join(TABLES))
    sizes = Sizes()
    parser.add_argument("--lines", type=int, default=sizes.deep_lines, help="the large ledger's")
    parser.add_argument("--rounds", type=int, default=sizes.rounds, help="of each comparison")
    asked = parser.parse_args()
    unknown = set(asked.tables) - set(TABLES)
    if unknown:
        parser.error(f"no such table: {', '.join(unknown)}; there are {', '.join(TABLES)}")
    if asked.lines < depth.FEW_LINES or not 1 <= asked.rounds <= ROUNDS_MAX:
        parser.error(f"give {depth.FEW_LINES:,} lines or more, and 1 to {ROUNDS_MAX} rounds")
    return asked


if __name__ == "__main__":
    main()
