"""The lines of a ledger: written once, never changed, and read a page at a time."""
