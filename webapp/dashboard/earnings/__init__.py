"""`/earnings`: the chart of net volume, its words, and the comparison under its total."""
