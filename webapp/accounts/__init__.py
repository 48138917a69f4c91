"""Who: platforms, their keys, and the connected accounts of their sellers."""
