"""Bank days: when money that leaves today reaches a bank."""

from datetime import date, timedelta

BANK_DAYS = 2
SATURDAY = 5


def arrival(sent: date, bank_days: int = BANK_DAYS) -> date:
    """The day on which a bank should have money sent on `sent`: so many working days later."""
    day = sent
    while bank_days:
        day += timedelta(days=1)
        bank_days -= day.weekday() < SATURDAY
    return day
