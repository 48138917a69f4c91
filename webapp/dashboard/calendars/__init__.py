"""Payouts in a seller's own calendar, by a secret address."""
