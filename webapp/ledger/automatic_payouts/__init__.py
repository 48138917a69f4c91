"""Payouts by schedule: what is due, what comes next, and which lines each is made of."""
