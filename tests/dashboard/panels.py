"""Where the panels are."""

HTMX = {"HX-Request": "true"}
RANGES = ("24h", "7d", "4w", "3m", "1y", "all")
PANELS = ("/", "/activity", "/earnings", "/payouts", *(f"/earnings?range={r}" for r in RANGES))
